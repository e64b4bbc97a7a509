using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>The custody of one weapon from the facts about it.</summary>
public static class CustodyReplay
{
    /// <summary>
    /// Replays the facts about one weapon, in whatever order they come. The same set of facts always gives an equal
    /// chain.
    /// </summary>
    /// <param name="facts">All facts about the weapon, corrections included.</param>
    /// <param name="asOf">The point on the two clocks; see <see cref="CustodyChain"/>.</param>
    /// <param name="parameters">The thresholds.</param>
    public static CustodyChain Of(IEnumerable<Recorded> facts, AsOf asOf, CustodyParameters parameters) =>
        CustodyChain.Of(
            facts.Aggregate(CustodyTimeline.Empty, (timeline, fact) => timeline.Add(fact)), parameters, asOf);
}
