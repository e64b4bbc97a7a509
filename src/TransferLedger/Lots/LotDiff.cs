using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>What lies between two points on the two clocks for one lot.</summary>
/// <param name="Learnt">Facts that the second point sees and the first does not.</param>
/// <param name="Withdrawn">Facts that only the first point sees: retracted, or not happened yet.</param>
/// <param name="Changed">Facts that both see and that were corrected or disputed, or cleared of it, as they stand.
/// </param>
/// <param name="Before">Balances that only the first point knows.</param>
/// <param name="After">Balances that only the second point knows.</param>
/// <param name="Gone">Findings that only the first point has.</param>
/// <param name="New">Findings that only the second point has.</param>
public sealed record LotDiff(
    ValueList<LotEntry> Learnt,
    ValueList<LotEntry> Withdrawn,
    ValueList<LotEntry> Changed,
    ValueList<LotBalance> Before,
    ValueList<LotBalance> After,
    ValueList<Finding> Gone,
    ValueList<Finding> New)
{
    /// <summary>Nothing lies between the two.</summary>
    public bool IsEmpty => Learnt.Count + Withdrawn.Count + Changed.Count + Before.Count + After.Count + Gone.Count
        + New.Count == 0;

    /// <summary>The difference; a point that knows nothing of the lot is null.</summary>
    public static LotDiff Between(LotReport? first, LotReport? second)
    {
        var (then, now) = (Entries(first), Entries(second));
        var (before, after) = (Balances(first), Balances(second));
        var (found, finding) = (first?.Findings ?? [], second?.Findings ?? []);
        return new LotDiff(
            now.Where(it => !then.Exists(one => one.Id == it.Id)).ToValueList(),
            then.Where(it => !now.Exists(one => one.Id == it.Id)).ToValueList(),
            now.Where(it => then.Find(one => one.Id == it.Id) is { } old && old != it).ToValueList(),
            before.Except(after).ToValueList(),
            after.Except(before).ToValueList(),
            found.Where(it => !finding.Any(other => other.Key == it.Key)).ToValueList(),
            finding.Where(it => !found.Any(other => other.Key == it.Key)).ToValueList());
    }

    private static List<LotEntry> Entries(LotReport? report) => [.. report?.Books.Entries ?? []];

    private static List<LotBalance> Balances(LotReport? report) => [.. report?.Books.History() ?? []];
}
