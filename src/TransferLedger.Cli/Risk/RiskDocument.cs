using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>A card for machines.</summary>
internal static class RiskDocument
{
    public static object Of(RiskCard card, RiskParametersInUse used, IReadOnlyList<RiskSource>? facts) => new
    {
        unit = card.Unit,
        on = card.Moment.On,
        knownBy = card.Moment.Known,
        model = RiskIndicators.ModelVersion,
        parameters = new { used.Parameters.Id, used.Parameters.Version, used.Hash },
        score = Score(card.Score),
        uncontested = card.Uncontested is { } without ? Score(without) : null,
        flags = card.Flags.Select(it => it.ToString()),
        embargo = card.Embargo,
        card.NotInspected,
        card.OpenFindings,
        reliance = RiskParameterFile.Reliance(used),
        note = RiskSentences.ForgedPapers,
        indicators = card.Score.Indicators.Select(it => Indicator(it, card)),
        reasons = used.Parameters.Indicators.Where(it => it.Reason is not null)
            .ToDictionary(it => it.Id, it => it.Reason, StringComparer.Ordinal),
        shown = card.Context is { } context
            ? new
            {
                abroad = context.Abroad,
                openFindings = context.Quarters,
                trade = context.Trade,
                published = context.Published.Select(it => new
                {
                    year = it.Fact.Happened,
                    it.Fact.Percent,
                    it.Fact.Cases,
                    it.Fact.Established,
                    low = Rounded(it.Interval?.Low),
                    high = Rounded(it.Interval?.High),
                    it.Agrees,
                    it.Fact.Source,
                    it.Fact.Remark,
                    it.Position,
                }),
                assessed = card.Assessed.All,
                assessedWithRiskOfMisuse = card.Assessed.Harm,
                says = RiskSentences.Shown(card),
            }
            : null,
        facts = facts?.Select(it => new
        {
            series = it.Series.Name,
            weight = it.Weight / 1000.0,
            it.On,
            it.Dated,
            it.Position,
            it.Subject,
            it.Party,
            it.Contested,
        }),
    };

    /// <summary>The indicators as CSV, or the facts behind them where they are asked for.</summary>
    public static void Csv(TextWriter into, RiskCard card, IReadOnlyList<RiskSource>? facts)
    {
        if (facts is null)
        {
            into.WriteLine(
                "unit,indicator,title,state,weight,bad,cases,mean,low,high,score,reference,contribution,coverage");
            foreach (var it in card.Score.Indicators)
            {
                WriteRow(
                    into, card.Unit, it.Indicator.Id, it.Indicator.Title, it.State, it.Weight,
                    RiskScreen.Round(it.Data.RawBad), RiskScreen.Round(it.Data.RawCases), Rounded(it.Estimate?.Mean),
                    Rounded(it.Estimate?.Credible.Low), Rounded(it.Estimate?.Credible.High),
                    RiskScreen.Round(it.Score), RiskScreen.Round(it.Reference), RiskScreen.Round(it.Contribution),
                    RiskScreen.Round(it.Coverage));
            }

            return;
        }

        into.WriteLine("unit,series,weight,on,dated,position,subject,party,contested");
        foreach (var it in facts)
        {
            WriteRow(
                into, card.Unit, it.Series.Name, it.Weight / 1000.0, NodaTime.Text.LocalDatePattern.Iso.Format(it.On),
                NodaTime.Text.LocalDatePattern.Iso.Format(it.Dated), it.Position, it.Subject, it.Party,
                it.Contested ? "true" : "false");
        }
    }

    private static void WriteRow(TextWriter into, params ReadOnlySpan<object?> cells)
    {
        for (var at = 0; at < cells.Length; at++)
        {
            into.Write(at == 0 ? "" : ",");
            into.Write(Cell(cells[at]));
        }

        into.WriteLine();
    }

    /// <summary>A number is no formula, whatever its sign.</summary>
    private static string Cell(object? value) => value is string text
        ? CsvCells.Of(text)
        : string.Create(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>A score as it is printed.</summary>
    public static object Score(RiskScore it) => new
    {
        total = RiskScreen.Round(it.Total),
        low = RiskScreen.Round(it.Interval.Low),
        high = RiskScreen.Round(it.Interval.High),
        reference = RiskScreen.Round(it.Reference),
        coverage = RiskScreen.Round(it.Coverage),
        band = it.Band.ToString(),
    };

    /// <summary>An indicator as it is printed.</summary>
    public static object Indicator(IndicatorScore it, RiskCard card) => new
    {
        it.Indicator.Id,
        it.Indicator.Title,
        state = it.State.ToString(),
        says = RiskSentences.Of(it, card),
        it.Weight,
        bad = RiskScreen.Round(it.Data.RawBad),
        cases = RiskScreen.Round(it.Data.RawCases),
        badFaded = RiskScreen.Round(it.Data.Bad),
        casesFaded = RiskScreen.Round(it.Data.Cases),
        prior = new { mean = it.PriorMean, strength = it.PriorStrength, it.Pooled },
        mean = Rounded(it.Estimate?.Mean),
        low = Rounded(it.Estimate?.Credible.Low),
        high = Rounded(it.Estimate?.Credible.High),
        wilson = it.Wilson is { } wilson
            ? new { low = RiskScreen.Round(wilson.Low), high = RiskScreen.Round(wilson.High) }
            : null,
        score = RiskScreen.Round(it.Score),
        scoreLow = RiskScreen.Round(it.Interval.Low),
        scoreHigh = RiskScreen.Round(it.Interval.High),
        reference = RiskScreen.Round(it.Reference),
        contribution = RiskScreen.Round(it.Contribution),
        coverage = RiskScreen.Round(it.Coverage),
    };

    private static double? Rounded(double? value) => value is { } it ? RiskScreen.Round(it) : null;
}
