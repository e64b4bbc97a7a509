using System.Globalization;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>Why something cannot be done with a lot, or counted, and what to do.</summary>
internal static class LotRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var v = refusal.Details;
        return refusal.Code switch
        {
            LotKeeping.Unknown => $"nothing is on record about {v[0]}; ledger lot produce or receive begins it",
            LotKeeping.RoundsImpossible =>
                $"{v[0]} is no number of rounds; from 1 to {LotKeeping.MostRounds} in one fact",
            LotKeeping.OverDrawn => $"{v[2]} has {v[0]} rounds of {v[3]} for certain from that day on, not {v[1]}"
                + Elsewhere(v.AsSpan()[4..]),
            LotKeeping.NothingMoves =>
                $"{v[0]} has them already; name another --to, or the sites in --from-site and --to-site",
            LotKeeping.Witnesses =>
                $"{LotKeeping.WitnessesNeeded} persons have to see it who do not record it, and {v[0]} named count; name them with --witness",
            LotKeeping.PartsNotEqual => $"the whole is {v[0]} rounds, the parts are {v[1]}",
            LotKeeping.PartTwice => $"{v[0]} stands twice",
            LotKeeping.ReasonMissing => "say why, in --reason",
            LotKeeping.ApproverMissing => "let another person agree, in --approver",
            LotKeeping.SamePerson => $"{v[0]} cannot agree with themselves; let another person approve",
            Counting.NumberImpossible => $"{v[0]} is no number of weapons",
            Counting.TwoCounters =>
                $"{v[0]} person{(v[0] is 1 ? " is" : "s are")} named as having counted; two count, name both with --counter",
            Counting.MoreSeenThanCounted => $"{v[0]} weapons are listed as seen, and only {v[1]} were counted",
            _ => null,
        };
    }

    private static string Elsewhere(ReadOnlySpan<object> held)
    {
        var told = new List<string>();
        for (var at = 0; at + 1 < held.Length; at += 2)
        {
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{held[at]} {held[at + 1]:N0}"));
        }

        return told.Count == 0 ? "" : $". On record: {string.Join("; ", told)}. A site belongs to the place: name it";
    }
}
