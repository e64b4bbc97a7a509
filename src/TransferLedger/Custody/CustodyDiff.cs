using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What lies between two points on the two clocks for one weapon.</summary>
/// <param name="Learnt">Facts that the second point sees and the first does not.</param>
/// <param name="Withdrawn">
/// Facts that the first point sees and the second does not: retracted, or not happened yet.
/// </param>
/// <param name="Changed">Facts that both see and that were corrected or disputed, or cleared of it, in between.</param>
/// <param name="Before">Stretches of custody that only the first point knows.</param>
/// <param name="After">Stretches of custody that only the second point knows.</param>
/// <param name="Gone">Findings that only the first point has.</param>
/// <param name="New">Findings that only the second point has.</param>
public sealed record CustodyDiff(
    ValueList<TimelineEntry> Learnt,
    ValueList<TimelineEntry> Withdrawn,
    ValueList<ChangedEntry> Changed,
    ValueList<CustodySegment> Before,
    ValueList<CustodySegment> After,
    ValueList<Finding> Gone,
    ValueList<Finding> New)
{
    /// <summary>Nothing lies between the two.</summary>
    public bool IsEmpty => Learnt.Count + Withdrawn.Count + Changed.Count + Before.Count + After.Count + Gone.Count
        + New.Count == 0;

    /// <summary>The difference; a point that knows nothing of the weapon is null.</summary>
    public static CustodyDiff Between(CustodyReport? first, CustodyReport? second)
    {
        var then = (first?.Facts ?? []).ToDictionary(it => it.Position);
        var now = (second?.Facts ?? []).ToDictionary(it => it.Position);
        var (before, after) = (first?.Chain.Segments ?? [], second?.Chain.Segments ?? []);
        var (found, finding) = (first?.Findings ?? [], second?.Findings ?? []);
        return new CustodyDiff(
            (second?.Facts ?? []).Where(it => !then.ContainsKey(it.Position)).ToValueList(),
            (first?.Facts ?? []).Where(it => !now.ContainsKey(it.Position)).ToValueList(),
            (second?.Facts ?? []).Where(it => then.TryGetValue(it.Position, out var old) && old != it)
                .Select(it => new ChangedEntry(then[it.Position], it)).ToValueList(),
            before.Where(it => !after.Contains(it)).ToValueList(),
            after.Where(it => !before.Contains(it)).ToValueList(),
            found.Where(it => !finding.Any(other => other.Key == it.Key)).ToValueList(),
            finding.Where(it => !found.Any(other => other.Key == it.Key)).ToValueList());
    }
}

/// <summary>A fact that stands otherwise at two points.</summary>
/// <param name="Before">As it stood.</param>
/// <param name="After">As it stands.</param>
public sealed record ChangedEntry(TimelineEntry Before, TimelineEntry After);
