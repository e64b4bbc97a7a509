using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>An entry that is shown and not scored.</summary>
/// <param name="Series">What it is.</param>
/// <param name="Named">Who else is named: <c>found-in/...</c>; null when nobody.</param>
/// <param name="On">From which day on it stands.</param>
/// <param name="Until">The day from which on it no longer does; null for never.</param>
/// <param name="Weight">How much, in thousandths.</param>
public sealed record ShownEntry(RiskSeries Series, string? Named, LocalDate On, LocalDate? Until, long Weight);

/// <summary>How many items of a country turned up in another (RSK-020).</summary>
/// <param name="Country">The country of finding, ISO 3166-1 alpha-2.</param>
/// <param name="Items">How many.</param>
public sealed record FoundAbroad(string Country, long Items);

/// <summary>How many findings were open at the end of a quarter (RSK-030).</summary>
/// <param name="On">The last day of the quarter; of the running one the day asked for.</param>
/// <param name="Open">How many.</param>
public sealed record OpenFindings(LocalDate On, long Open);

/// <summary>What a card shows beside the score. Source: section 3 G of the rules on diversion risk.</summary>
/// <param name="Abroad">Where items last in lawful custody in the country turned up, the most first.</param>
/// <param name="Quarters">Open findings at the end of the last eight quarters, the running one last.</param>
public sealed record RiskContext(ValueList<FoundAbroad> Abroad, ValueList<OpenFindings> Quarters)
{
    private const int Shown = 8;

    /// <summary>What statistics and reports of trade say; null when they were not read.</summary>
    public TradeShown? Trade { get; init; }

    /// <summary>What it publishes of SDG indicator 16.4.2, the latest year first.</summary>
    public ValueList<PublishedValue> Published { get; init; }

    /// <summary>Nothing is on record.</summary>
    /// <param name="on">The day.</param>
    public static RiskContext Nothing(LocalDate on) => Of([], on);

    /// <summary>What some entries show on a day.</summary>
    /// <param name="entries">Entries of one country, as known.</param>
    /// <param name="on">The day.</param>
    public static RiskContext Of(IReadOnlyCollection<ShownEntry> entries, LocalDate on)
    {
        long At(RiskSeries series, string? named, LocalDate day) => entries
            .Where(it => it.Series == series && it.Named == named && it.On <= day && !(it.Until <= day))
            .Sum(it => it.Weight) / 1000;
        return new(
            entries.Where(it => it.Series == RiskSeries.FoundAbroad && it.Named is not null).Select(it => it.Named!)
                .Distinct(StringComparer.Ordinal)
                .Select(it => new FoundAbroad(it[(it.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant(),
                    At(RiskSeries.FoundAbroad, it, on)))
                .Where(it => it.Items > 0).OrderByDescending(it => it.Items)
                .ThenBy(it => it.Country, StringComparer.Ordinal).ToValueList(),
            Enumerable.Range(0, Shown).Select(it => QuarterEnd(on, Shown - 1 - it))
                .Select(it => new OpenFindings(it, At(RiskSeries.OpenFinding, null, it))).ToValueList());
    }

    /// <summary>The last day of a quarter, counted back from the running one, whose end is not there yet.</summary>
    private static LocalDate QuarterEnd(LocalDate on, int back) => back == 0
        ? on
        : new LocalDate(on.Year, (on.Month - 1) / 3 * 3 + 1, 1).PlusMonths(-3 * (back - 1)).PlusDays(-1);
}
