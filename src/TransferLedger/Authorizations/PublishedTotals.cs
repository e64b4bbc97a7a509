using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>What the published rows about one entry of a control list come to.</summary>
/// <param name="Rating">The entry, as written.</param>
/// <param name="Granted">Licences granted.</param>
/// <param name="Value">For how much, in whole units of the currency.</param>
/// <param name="Refused">Licences refused.</param>
/// <param name="Rows">Of how many rows.</param>
public sealed record RatingTotal(string Rating, long Granted, long Value, long Refused, int Rows);

/// <summary>What published rows come to, by entry of the control list and in all.</summary>
/// <param name="ByRating">By entry, in ordinal order.</param>
/// <param name="Currencies">The currencies of the values; adding up makes sense for one.</param>
public sealed record PublishedTotals(ImmutableArray<RatingTotal> ByRating, ImmutableArray<string> Currencies)
{
    /// <summary>Licences granted; one with several ratings counts once for each.</summary>
    public long Granted => ByRating.Sum(it => it.Granted);

    /// <summary>For how much.</summary>
    public long Value => ByRating.Sum(it => it.Value);

    /// <summary>Licences refused.</summary>
    public long Refused => ByRating.Sum(it => it.Refused);

    /// <summary>Of how many rows.</summary>
    public int Rows => ByRating.Sum(it => it.Rows);

    /// <summary>The totals of the rows that stand.</summary>
    /// <param name="facts">The facts known at some point.</param>
    /// <param name="rating">Only this entry; null for all.</param>
    public static PublishedTotals Of(IEnumerable<Recorded> facts, string? rating = null)
    {
        var rows = Publications.Standing(facts).Select(it => (LicencePublished)it.Fact)
            .Where(it => rating is null || string.Equals(it.Rating, rating, StringComparison.OrdinalIgnoreCase))
            .ToImmutableArray();
        return new PublishedTotals(
            [
                .. rows.GroupBy(it => it.Rating, StringComparer.Ordinal).OrderBy(it => it.Key, StringComparer.Ordinal)
                    .Select(it => new RatingTotal(
                        it.Key,
                        it.Where(row => row.Outcome == PublishedOutcome.Granted).Sum(row => (long)row.Count),
                        it.Sum(row => row.Value ?? 0),
                        it.Where(row => row.Outcome == PublishedOutcome.Refused).Sum(row => (long)row.Count),
                        it.Count())),
            ],
            [
                .. rows.Where(it => it.Value is not null).Select(it => it.Currency ?? "").Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]);
    }
}
