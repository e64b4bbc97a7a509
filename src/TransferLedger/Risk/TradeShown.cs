using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Rules;

namespace TransferLedger.Risk;

/// <summary>
/// What statistics and reports of trade say about a country, shown beside its score and not scored (RSK-023, RSK-024):
/// differences also come of definitions and dates, and a report that is missing tells of transparency, not of
/// diversion.
/// </summary>
/// <param name="Flows">Flows to it by year, exporter and category, over the last ten years.</param>
/// <param name="Agree">Of these, told alike by both sides.</param>
/// <param name="Differ">Told by both, and not alike.</param>
/// <param name="ExporterAlone">Told by others, and not by it.</param>
/// <param name="ImporterAlone">Told by it, and not by others.</param>
/// <param name="Facts">The facts behind flows that do not agree, ascending.</param>
/// <param name="ReportedYears">
/// Of the last five whole years, those for which its own side of trade is on record, ascending.
/// </param>
/// <param name="Sources">The sources of these, in alphabetical order.</param>
/// <param name="Reports">The facts of these years told by its own side, ascending.</param>
public sealed record TradeShown(
    int Flows,
    int Agree,
    int Differ,
    int ExporterAlone,
    int ImporterAlone,
    ValueList<long> Facts,
    ValueList<int> ReportedYears,
    ValueList<string> Sources,
    ValueList<long> Reports)
{
    /// <summary>Over how many years flows are compared: the window of the indicators.</summary>
    public const int FlowYears = 10;

    /// <summary>Over how many whole years reports are looked for: the last cycles of yearly reports.</summary>
    public const int ReportYears = 5;

    /// <summary>What some facts say of a country.</summary>
    /// <param name="country">Its code today, ISO 3166-1 alpha-2.</param>
    /// <param name="facts">Facts about trade with it, by any of its names, as known and as of the day.</param>
    /// <param name="on">The day.</param>
    public static TradeShown Of(string country, IReadOnlyCollection<Recorded> facts, LocalDate on)
    {
        var flows = MirrorComparison.Of(facts)
            .Where(it => it.Year > on.Year - FlowYears && it.Year <= on.Year && Is(it.Importer, country)).ToList();
        var own = StandingFacts.Of(facts).Where(it => it.Fact is TradeReported said && IsItsOwn(said, country)
            && Year(said) >= on.Year - ReportYears && Year(said) < on.Year).ToList();
        var both = flows.Where(it => it.ExporterSays.Count > 0 && it.ImporterSays.Count > 0).ToList();
        return new(
            flows.Count,
            flows.Count(it => it.Agrees),
            both.Count(it => !it.Agrees),
            flows.Count(it => it.ExporterSays.Count > 0 && it.ImporterSays.Count == 0),
            flows.Count(it => it.ExporterSays.Count == 0 && it.ImporterSays.Count > 0),
            flows.Where(it => !it.Agrees).SelectMany(it => it.Facts).Distinct().Order().ToValueList(),
            own.Select(it => Year((TradeReported)it.Fact)).Distinct().Order().ToValueList(),
            own.Select(it => ((TradeReported)it.Fact).Source).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal).ToValueList(),
            own.Select(it => it.Position).Order().ToValueList());
    }

    private static int Year(TradeReported said) => said.Happened.Earliest.InUtc().Year;

    private static bool IsItsOwn(TradeReported said, string country) => said.Side switch
    {
        TradeSide.Exporter => IsNamed(said.Exporter, said.Happened, country),
        TradeSide.Importer => IsNamed(said.Importer, said.Happened, country),
        _ => false,
    };

    private static bool IsNamed(string written, Happened on, string country)
    {
        var name = written.Trim();
        return Is(CountryCodes.InForce(name, on) ? name : CountryNames.CodeOf(name, on) ?? name, country);
    }

    private static bool Is(string code, string country) => CountryCodes.Today(code) == CountryCodes.Today(country);
}
