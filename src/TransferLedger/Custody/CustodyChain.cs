using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>The last fact that shows a weapon itself.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Happened">When.</param>
/// <param name="With">With whom; null when the fact names nobody.</param>
public sealed record ProofOfPresence(long Position, Happened Happened, Custodian? With);

/// <summary>
/// The chain of custody of one weapon as replay derives it: who answered for it when, what is unknown, what
/// contradicts. A report is never refused: what cannot be is followed all the same and noted. Compares by value.
/// </summary>
/// <param name="State">Where the weapon stands after the last fact.</param>
/// <param name="Custodian">Who answers for it now; null when nobody is known to.</param>
/// <param name="Place">Where it was last reported by or with the custodian; null when no fact says.</param>
/// <param name="LastProof">The last proof of presence; null when there is none.</param>
/// <param name="Completeness">
/// How much of the time between the first fact and the last is covered by known stretches of custody, in whole per
/// mille rounded down, 0 to 1000. Every fact stands at the first instant at which it may have happened (at the last
/// one, when it has no first). A stretch that lapsed counts up to its last proof of presence, an open one up to the
/// last fact. When all facts stand at one instant: 1000 if one of them names a custodian, else 0.
/// </param>
/// <param name="Segments">The stretches, oldest first.</param>
/// <param name="Windows">
/// For each time it was seen outside lawful custody, when it can have left it; in the order of the sightings.
/// </param>
/// <param name="Contradictions">What does not fit together, by rule, then in the order in which it happened.</param>
public sealed record CustodyChain(
    CustodyState State,
    Custodian? Custodian,
    Place? Place,
    ProofOfPresence? LastProof,
    int Completeness,
    ValueList<CustodySegment> Segments,
    ValueList<DiversionWindow> Windows,
    ValueList<Contradiction> Contradictions)
{
    /// <summary>Replays a timeline with the default thresholds, up to now.</summary>
    public static CustodyChain Of(CustodyTimeline timeline) => Of(timeline, CustodyParameters.Default, AsOf.Now);

    /// <summary>
    /// Replays what had happened by one instant as known at another. Corrections belong to what is known: one decided
    /// later than <see cref="AsOf.HappenedBy"/> still counts, and the corrected date decides whether a fact had
    /// happened.
    /// </summary>
    public static CustodyChain Of(CustodyTimeline timeline, CustodyParameters parameters, AsOf asOf)
    {
        var known = asOf.KnownBy is { } by ? timeline.KnownBy(by) : timeline;
        var entries = Handovers.WithReceipts(known.Entries);

        var happenedBy = asOf.HappenedBy ?? Instant.MaxValue;
        entries.RemoveAll(it => it.Happened.Earliest > happenedBy);
        if (entries.Count > known.Entries.Count || asOf.HappenedBy is not null)
        {
            entries.Sort(TimelineEntry.Compare);
        }

        return new ChainWalk(parameters, entries, happenedBy).Run();
    }
}
