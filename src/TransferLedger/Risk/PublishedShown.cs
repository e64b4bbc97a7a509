using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>A value of an indicator as a State published it.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Fact">What was published.</param>
/// <param name="Interval">
/// The Wilson 95 % interval of the published counts, 0 to 1; null when no counts were published, or none that can be.
/// </param>
/// <param name="Agrees">Do value and counts agree, to the digits of the value? Null without counts.</param>
public sealed record PublishedValue(long Position, IndicatorPublished Fact, Interval? Interval, bool? Agrees);

/// <summary>
/// What a State publishes of SDG indicator 16.4.2, shown beside its score and not scored (RSK-029): it says how well
/// arms are traced, not how many flow, and denominators are small or shift.
/// </summary>
public static class PublishedShown
{
    /// <summary>The indicator.</summary>
    public const string Tracing = "16.4.2";

    /// <summary>Refused: it is no share in per cent. Details: what was given.</summary>
    public const string NoPercent = "published.no-percent";

    /// <summary>Refused: counts of which one is missing, or that cannot be. Details: both, empty for missing.</summary>
    public const string CountsImpossible = "published.counts-impossible";

    /// <summary>Refused: who records it, or where it was published, is not said.</summary>
    public const string NothingSaid = "published.nothing-said";

    /// <summary>
    /// The values on record, the latest year first; of one year and source the one recorded last.
    /// </summary>
    /// <param name="facts">The facts about the country, as known and as of the day; others do no harm.</param>
    public static ValueList<PublishedValue> Of(IEnumerable<Recorded> facts) => StandingFacts.Of(facts)
        .Where(it => it.Fact is IndicatorPublished { Indicator: Tracing }).OrderBy(it => it.Position)
        .Select(it => (it.Position, Fact: (IndicatorPublished)it.Fact))
        .GroupBy(it => (it.Fact.Happened, Source: Subject.Normalise(it.Fact.Source))).Select(it => it.Last())
        .OrderByDescending(it => it.Fact.Happened.Latest).ThenBy(it => it.Position)
        .Select(it => Value(it.Position, it.Fact)).ToValueList();

    /// <summary>May it be recorded? The same again records nothing.</summary>
    /// <param name="facts">The facts about the country.</param>
    /// <param name="home">The country.</param>
    /// <param name="fact">What was published.</param>
    public static Decision Record(ImmutableArray<Recorded> facts, Subject home, IndicatorPublished fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Share(fact.Percent) is null ? new Refusal(NoPercent, fact.Percent)
            : (fact.Cases is not null || fact.Established is not null) && !HasCounts(fact)
                ? new Refusal(CountsImpossible, Text(fact.Established), Text(fact.Cases))
            : !fact.Source.Any(char.IsLetterOrDigit) || fact.Officer?.Any(char.IsLetterOrDigit) != true
                ? new Refusal(NothingSaid)
            : Of(facts).Any(it => it.Fact == fact) ? Decision.Nothing
            : new NewFact(home, fact);

        static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    private static PublishedValue Value(long position, IndicatorPublished fact)
    {
        if (!HasCounts(fact))
        {
            return new(position, fact, null, null);
        }

        // A value of two digits after the point is right to half of the last one.
        var digits = fact.Percent.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point
            ? fact.Percent.Length - point - 1
            : 0;
        var counted = 100m * fact.Established!.Value / fact.Cases!.Value;
        return new(
            position, fact, Estimate.Wilson(fact.Established.Value, fact.Cases.Value),
            Share(fact.Percent) is { } said && Math.Abs(said - counted) <= 0.5m * Power(-Math.Min(digits, 9)));
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var at = 0; at > exponent; at--)
        {
            power /= 10;
        }

        return power;
    }

    private static bool HasCounts(IndicatorPublished it) =>
        it is { Cases: > 0, Established: >= 0 } && it.Established <= it.Cases;

    private static decimal? Share(string percent) =>
        decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 100
            ? share
            : null;
}
