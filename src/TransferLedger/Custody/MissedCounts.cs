using TransferLedger.Inventories;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Counts that read every item they counted and did not read this one. Whether an absence at a count proves an absence
/// is for people to say: the window is not shortened by it, only shown beside it.
/// </summary>
internal sealed class MissedCounts
{
    private readonly List<(Recorded Entry, InventoryCounted Fact)> _counts;

    /// <summary>The counts of a dossier as known, and the identities of the weapon.</summary>
    public MissedCounts(IReadOnlyList<Recorded> counts, IReadOnlyList<WeaponId> union)
    {
        var own = union.ToHashSet();
        _counts =
        [
            .. StandingFacts.Of(counts).Where(it => it.Fact is InventoryCounted)
                .Select(it => (it, (InventoryCounted)it.Fact))
                .Where(it => CountReach.IsWhole(it.Item2) && it.Item2.Seen.Count == it.Item2.Counted
                    && !it.Item2.Seen.Any(own.Contains))
                .OrderBy(it => it.Item2.Happened.Earliest).ThenBy(it => it.it.Id),
        ];
    }

    /// <summary>The id of the count at a position.</summary>
    public Guid IdOf(long position) => _counts.First(it => it.Entry.Position == position).Entry.Id;

    /// <summary>The window with the first such count of its custodian and site in it.</summary>
    public DiversionWindow Narrow(DiversionWindow window)
    {
        var missed = _counts.FirstOrDefault(it => Missed(it.Fact, window.Custodian, window.Site)
            && window.LastProofDate?.CertainlyBefore(it.Fact.Happened) == true
            && it.Fact.Happened.CertainlyBefore(window.Seen));
        return missed.Entry is null
            ? window
            : window with { MissedAt = missed.Entry.Position, MissedOn = missed.Fact.Happened };
    }

    /// <summary>COC-074: counts of a stock in which it should have been, and was not.</summary>
    public IEnumerable<Contradiction> Find(CustodyChain chain)
    {
        foreach (var (entry, fact) in _counts)
        {
            var stretch = chain.Segments.OfType<CustodySegment.Known>().FirstOrDefault(it => it.User is null
                && Missed(fact, it.Custodian, it.Place) && it.From.CertainlyBefore(fact.Happened)
                && (it.To is null || fact.Happened.CertainlyBefore(it.To)));
            var window = stretch is null
                ? chain.Windows.FirstOrDefault(it => it.LastProofDate?.CertainlyBefore(fact.Happened) == true
                    && fact.Happened.CertainlyBefore(it.Seen) && Missed(fact, it.Custodian, it.Site))
                : null;
            if (stretch is not null || window is not null)
            {
                yield return new Contradiction(
                    CustodyRule.MissedAtCount, Severity.Breach, [entry.Position],
                    [
                        fact.Custodian.Name,
                        fact.Site.Name,
                        fact.Happened.Text,
                        (stretch?.LastProof ?? window!.LastProofDate!).Text,
                    ]);
            }
        }
    }

    private static bool Missed(InventoryCounted count, Custodian? custodian, Place? site) =>
        Likeness.Same(count.Custodian, custodian) && (site is null || Likeness.Same(count.Site, site));
}
