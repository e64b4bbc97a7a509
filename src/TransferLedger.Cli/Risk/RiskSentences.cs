using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>Codes of the risk model in English sentences.</summary>
internal static class RiskSentences
{
    /// <summary>What must be said beside RSK-007.</summary>
    public const string ForgedPapers =
        "Forged certificates in a state's name say that its paper is worth forging, not that the state diverts.";

    private const string Accumulation = "RSK-015";
    private const int PublishedLines = 3;

    /// <summary>One sentence on what an indicator comes to.</summary>
    public static string Of(IndicatorScore it, RiskCard card) => it.State switch
    {
        IndicatorState.Evaluated when it.Indicator.Id == Accumulation =>
            $"{RiskSeries.CertifiedArms.Title}: {Number(card.Accumulation.CertifiedArms)}, of "
                + $"{Number(card.Accumulation.ForceStrength)} {RiskSeries.ForceStrength.Title}",
        IndicatorState.Evaluated when it.Indicator.Cases.Count > 1 && it.Indicator.Kind == IndicatorKind.Share =>
            $"{Evaluated(it)}; what route and transit State ask is not looked at",
        IndicatorState.NotAvailable => $"not available: {Missing(it.Indicator)}",
        IndicatorState.NotInspected => $"not inspected: no {Population(it.Indicator)} on record; that is not the same as safe",
        _ => Evaluated(it),
    };

    /// <summary>What the ledger lacks to evaluate an indicator.</summary>
    public static string Missing(RiskIndicator it) => it.Id == Accumulation
        ? "no force of it has declared its strength (ledger register party), or no long arms are certified for any"
        : "no table of embargoes is loaded: ledger embargo load";

    /// <summary>A band for people.</summary>
    public static string Band(RiskBand band) => band switch
    {
        RiskBand.InsufficientData => "insufficient data: handle as high",
        RiskBand.ElevatedUncertain => "elevated, uncertain",
        _ => band.ToString().ToLowerInvariant(),
    };

    /// <summary>A hard flag for people.</summary>
    public static string Flag(HardFlag flag) => flag switch
    {
        HardFlag.StateDirectedRetransfer => "a body of the state passed goods on without consent",
        _ => "the territory is under embargo",
    };

    /// <summary>The embargoes on a country and around it.</summary>
    public static string Embargo(EmbargoNeighbourhood? near) => near switch
    {
        null => "Embargoes were not looked at: no table of them is loaded, or it is no country's card.",
        { Own: { IsTerritorial: false } own } => "Under embargo itself, aimed at groups there and not at the State: "
            + string.Join(", ", own.Measures) + ".",
        { Own: { } own } => $"Under embargo itself: {string.Join(", ", own.Measures)}.",
        { Neighbours.Count: 0 } => "It is under no embargo on record, nor is a neighbour by land.",
        _ => "Neighbours under embargo: "
            + string.Join("; ", near.Neighbours.Select(it => $"{it.Country} ({string.Join(", ", it.Measures)})")) + ".",
    };

    /// <summary>A number without needless digits.</summary>
    public static string Number(double value) => value.ToString(
        Math.Abs(value) >= 100 || value == Math.Floor(value) ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>A share, or a rate in thousand item-years.</summary>
    public static string Value(RiskIndicator it, double value) => it.Kind == IndicatorKind.Share
        ? value.ToString("0.0 %", CultureInfo.InvariantCulture)
        : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Evaluated(IndicatorScore it)
    {
        if (it.Estimate is not { } estimate)
        {
            return "coded from the embargoes on it and on its neighbours by land";
        }

        var (bad, cases, indicator) = (Number(it.Data.RawBad), Number(it.Data.RawCases), it.Indicator);
        var believed = $"{Value(indicator, estimate.Mean)} ({Value(indicator, estimate.Credible.Low)} to "
            + $"{Value(indicator, estimate.Credible.High)})";
        return indicator.Kind == IndicatorKind.Rate
            ? $"{Cases(indicator)}: {bad} in {cases} thousand item-years; {believed} per thousand"
            : $"{Cases(indicator)}: {bad} of {cases}{Unit(indicator)}; {believed}"
                + (it.Wilson is { } wilson
                    ? $", as counted {Value(indicator, wilson.Low)} to {Value(indicator, wilson.High)}"
                    : "");
    }

    private static string Cases(RiskIndicator it) => string.Join(" or ", it.Cases.Select(one => one.Title));

    /// <summary>What is shown beside the score and not scored, line by line.</summary>
    public static IEnumerable<string> Shown(RiskCard card)
    {
        if (card.Context is not { } context)
        {
            yield break;
        }

        yield return "RSK-020 turned up abroad: " + (context.Abroad.Count == 0
            ? "no item last held by law here"
            : string.Join(", ", context.Abroad.Select(it => $"{Plain.Of(it.Country)} {Number(it.Items)}")));
        foreach (var line in OfTrade(card.Unit, context.Trade))
        {
            yield return line;
        }

        yield return "RSK-028 misuse: " + (card.Assessed.All > 0
            ? $"of {Number(card.Assessed.All)} transfers assessed, {Number(card.Assessed.Harm)} with a risk of violations of "
                + "humanitarian or human-rights law or of gender-based violence (ledger risk --facts)"
            : "no transfer to it was assessed");
        yield return "RSK-029 SDG indicator 16.4.2, as published: " + (context.Published.Count == 0
            ? "nothing is on record (ledger risk published); the recoveries and traces on record are not all the State has, so "
                + "that a share of them would be another number"
            : string.Join("; ", context.Published.Take(PublishedLines).Select(Published))
                + (context.Published.Count > PublishedLines ? "; older ones with --json" : "")
                + ". It says how well arms are traced, not how many flow");
        yield return "RSK-030 findings open at the end of each quarter: "
            + string.Join(", ", context.Quarters.Select(it => Number(it.Open)));
    }

    private static string Published(PublishedValue it)
    {
        var counts = it.Interval is { } interval
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Fact.Established:#,0} of {it.Fact.Cases:#,0} arms, 95 % {interval.Low:0.0 %} to {interval.High:0.0 %}")
                + (it.Agrees == false ? ", which is another share" : "")
            : "no counts were published, so no interval";
        return $"{it.Fact.Happened.Text} {Plain.Of(it.Fact.Percent)} % ({counts}; {Plain.Of(it.Fact.Source)}, fact "
            + $"{it.Position.ToString(CultureInfo.InvariantCulture)})";
    }

    private static IEnumerable<string> OfTrade(string unit, TradeShown? trade)
    {
        if (trade is null)
        {
            yield break;
        }

        yield return "RSK-023 what others report of exports to it against its own reports: " + (trade.Flows == 0
            ? $"no trade of the last {TradeShown.FlowYears} years is on record (docs/country-profile.md)"
            : $"of {Number(trade.Flows)} flows {Number(trade.Agree)} agree, {Number(trade.Differ)} differ, "
                + $"{Number(trade.ExporterAlone)} are told by others alone, {Number(trade.ImporterAlone)} by it alone "
                + $"(ledger mirror {Plain.Of(unit)})");
        yield return "RSK-024 reports filed: " + (trade.ReportedYears.Count == 0
            ? $"its own side of trade is on record for none of the last {TradeShown.ReportYears} years"
            : $"its own side of trade is on record for {Number(trade.ReportedYears.Count)} of the last "
                + $"{TradeShown.ReportYears} years ({string.Join(", ", trade.ReportedYears)}; "
                + $"{string.Join(", ", trade.Sources.Select(it => Plain.Of(it)))})")
            + "; no facts tell of its reports under the Programme of Action and of its answers to the questionnaire on "
            + "illicit arms flows";
    }

    private static string Population(RiskIndicator it) =>
        it.Kind == IndicatorKind.Rate ? "items held" : it.Population[0].Title;

    private static string Unit(RiskIndicator it) =>
        it.Unit == RiskIndicators.ThousandItemDays ? " thousand item-days" : "";
}
