using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>What our own records say about a weapon another State asks about.</summary>
internal static class OwnAnswer
{
    /// <summary>The weapons on record that a request may mean.</summary>
    /// <param name="wrongCharacters">Also those whose number has wrong characters.</param>
    public static async Task<IReadOnlyList<SerialHit>> Hits(
        OpenLedger ledger, TraceRequested request, CancellationToken cancel, bool wrongCharacters = true)
    {
        var serial = request.Marks.FirstOrDefault(it => it.Kind == MarkKind.Serial)?.Text ?? "";
        if (SerialPattern.ProblemOf(serial) is not null)
        {
            return [];
        }

        var sought = new WeaponSought(
            request.Item.Maker, request.Item.Calibre, request.Item.Kind, request.Item.Model);
        return (await SerialSearch.Find(ledger.Store.Source, serial, sought, limit: 10, cancel, wrongCharacters)).Hits;
    }

    /// <summary>
    /// The reply our records give. A weapon is identified by itself only when number, maker, model and calibre agree
    /// (tier M1) and no other's do; a person may say which is meant, or take tier M2 for enough.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="hits">The weapons that may be meant.</param>
    /// <param name="chosen">The weapon a person says is meant; null when none does.</param>
    /// <param name="enough">The weakest tier that identifies: M1 or M2.</param>
    /// <param name="day">When the reply is given.</param>
    /// <param name="officer">Who gives it.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<TraceResponded> Proposal(
        OpenLedger ledger,
        TraceRequested request,
        IReadOnlyList<SerialHit> hits,
        WeaponId? chosen,
        MatchingTier enough,
        Happened day,
        string officer,
        CancellationToken cancel)
    {
        var same = hits.Where(it => it.Match == SerialMatch.Same && it.Tier <= enough).ToList();
        if ((chosen ?? (same.Count == 1 ? same[0].Weapon : null)) is not { } weapon)
        {
            return hits.Count == 0
                ? new TraceResponded(day, TraceOutcome.NoRecord, officer, [])
                : new TraceResponded(day, TraceOutcome.InsufficientData, officer, [], Text: Lacking(hits, same.Count));
        }

        var answer = OwnHoldings.Answer(await TraceCommand.Custody(ledger, weapon, cancel), day, officer);
        return answer.NextState == request.State ? answer with { NextState = null } : answer;
    }

    private static string Lacking(IReadOnlyList<SerialHit> hits, int same) => same > 1
        ? "several weapons on record have this number, maker, model and calibre; year, marks and pictures would tell"
        : hits.Any(it => it.Match == SerialMatch.Same)
            ? "a weapon of this number is on record; maker, model and calibre have to agree, or pictures of the marks"
            : "only weapons of similar numbers are on record; pictures of the marks would tell";
}
