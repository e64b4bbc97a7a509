using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Everything reported about one weapon, in the order in which it happened. It is a function of the set of facts
/// added, never of the order of adding: a fact may come late, and a correction before the fact it corrects. Immutable
/// and safe to share between threads; compares by value.
/// </summary>
public sealed class CustodyTimeline : IEquatable<CustodyTimeline>
{
    private readonly Lazy<Resolution>? _resolved;

    internal CustodyTimeline(ImmutableArray<TimelineEntry> facts, ImmutableArray<Amendment> amendments)
    {
        (Facts, Amendments) = (new(facts), new(amendments));
        _resolved = amendments.IsEmpty ? null : new(() => Resolve(facts, amendments));
    }

    /// <summary>Nothing reported.</summary>
    public static CustodyTimeline Empty { get; } = new([], []);

    /// <summary>The facts as recorded, in the order of <see cref="TimelineEntry.Compare"/>.</summary>
    public ValueList<TimelineEntry> Facts { get; }

    /// <summary>The corrections, retractions and disputes, in the order of their decision.</summary>
    public ValueList<Amendment> Amendments { get; }

    /// <summary>
    /// The facts as they stand: corrected, without the retracted, the disputed marked, in the order of
    /// <see cref="TimelineEntry.Compare"/>.
    /// </summary>
    public ValueList<TimelineEntry> Entries => _resolved is { } it ? new(it.Value.Entries) : Facts;

    /// <summary>
    /// The positions of corrections that stand and change nothing: their target is not here (yet), or is retracted,
    /// or the field is not one of replay, or the new value cannot be read. Ascending.
    /// </summary>
    public ValueList<long> Unapplied => _resolved is { } it ? new(it.Value.Unapplied) : [];

    /// <summary>The timeline with one more fact. A fact that is in it already, by id, changes nothing.</summary>
    /// <exception cref="ImpossibleHistoryException"><see cref="CustodySteps"/> knows no such kind.</exception>
    public CustodyTimeline Add(Recorded entry)
    {
        if (Amendment.Of(entry) is { } amendment)
        {
            var amendments = Insert(Amendments.Items, amendment, Amendment.Compare);
            return amendments is { } changed ? new(Facts.Items, changed) : this;
        }

        return TimelineEntry.Of(entry) is { } said && Insert(Facts.Items, said, TimelineEntry.Compare) is { } facts
            ? new(facts, Amendments.Items)
            : this;
    }

    /// <summary>The timeline when the ledger knew only what was recorded by an instant, inclusive.</summary>
    public CustodyTimeline KnownBy(Instant known) => new(
        Facts.Items.RemoveAll(it => it.At > known), Amendments.Items.RemoveAll(it => it.At > known));

    /// <inheritdoc/>
    public bool Equals(CustodyTimeline? other) =>
        other is not null && Facts == other.Facts && Amendments == other.Amendments;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustodyTimeline);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Facts, Amendments);

    private static ImmutableArray<T>? Insert<T>(ImmutableArray<T> sorted, T item, Comparison<T> compare)
    {
        var (low, high) = (0, sorted.Length);
        if (high > 0 && compare(sorted[^1], item) < 0)
        {
            return sorted.Add(item);
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = compare(sorted[middle], item);
            if (order == 0)
            {
                return null;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return sorted.Insert(low, item);
    }

    private static Resolution Resolve(ImmutableArray<TimelineEntry> facts, ImmutableArray<Amendment> amendments)
    {
        var byTarget = Amendment.Standing(amendments).ToLookup(it => it.Target);
        var entries = new List<TimelineEntry>(facts.Length);
        var applied = new HashSet<long>();
        foreach (var fact in facts)
        {
            if (Amend(fact, byTarget[fact.Position], applied) is { } entry)
            {
                entries.Add(entry);
            }
        }

        entries.Sort(TimelineEntry.Compare);
        var unapplied = byTarget.SelectMany(it => it)
            .Where(it => it.Kind == AmendmentKind.Correction && !applied.Contains(it.Position))
            .Select(it => it.Position)
            .Order();
        return new([.. entries], [.. unapplied]);
    }

    private static TimelineEntry? Amend(TimelineEntry fact, IEnumerable<Amendment> amendments, HashSet<long> applied)
    {
        var entry = fact;
        var corrections = new List<long>();
        foreach (var amendment in amendments)
        {
            switch (amendment.Kind)
            {
                case AmendmentKind.Retraction:
                    return null;
                case AmendmentKind.Dispute:
                    entry = entry with { Disputed = true };
                    break;
                default:
                    if (AmendedFields.Correct(entry, amendment) is { } corrected)
                    {
                        entry = corrected with { Corrected = true };
                        corrections.Add(amendment.Position);
                    }

                    break;
            }
        }

        applied.UnionWith(corrections);
        return entry;
    }

    private sealed record Resolution(ImmutableArray<TimelineEntry> Entries, ImmutableArray<long> Unapplied);
}
