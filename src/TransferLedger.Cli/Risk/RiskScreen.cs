using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>The card of one country or party.</summary>
internal static class RiskScreen
{
    private const int BarWidth = 20;

    public static void Write(
        Terminal terminal,
        RiskCard card,
        RiskParametersInUse used,
        IReadOnlyList<RiskSource>? facts,
        RiskFormat format)
    {
        switch (format)
        {
            case RiskFormat.Json:
                terminal.Json(RiskDocument.Of(card, used, facts));
                break;
            case RiskFormat.Csv:
                RiskDocument.Csv(terminal.RawResult, card, facts);
                break;
            default:
                Show(terminal.Result, card, used);
                ShowFacts(terminal.Result, facts);
                break;
        }
    }

    /// <summary>To six decimals: what an interval of counts can bear, and the same on every machine.</summary>
    public static double Round(double value) => Math.Round(value, 6);

    /// <summary>To one decimal.</summary>
    public static string Tenth(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A bar of a score on the scale of 0 to 100, its interval in grey.</summary>
    public static string ScoreBar(RiskScore score)
    {
        int At(double value) => (int)Math.Round(value * BarWidth / 100);
        var (low, mark, high) = (At(score.Interval.Low), At(score.Total), At(score.Interval.High));
        return string.Concat(Enumerable.Range(0, BarWidth + 1).Select(at =>
            at == mark ? "[bold]█[/]" : at >= low && at <= high ? "[grey]─[/]" : " "));
    }

    public static string Colour(RiskBand band)
    {
        var colour = band switch
        {
            RiskBand.Low => "green",
            RiskBand.Moderate => "yellow",
            RiskBand.Elevated or RiskBand.ElevatedUncertain => "darkorange",
            _ => "red",
        };
        return $"[{colour}]{RiskSentences.Band(band)}[/]";
    }

    public static void Foot(IAnsiConsole console, RiskMoment moment, RiskParametersInUse used)
    {
        var known = moment.Known is { } by ? $"as known at {CommonOptions.Show(by)}" : "as known now";
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[grey]On {moment.On:uuuu-MM-dd}, {known}; model {RiskIndicators.ModelVersion}, parameters {RiskParameterFile.Name(used)}. Intervals of 90 %. {RiskParameterFile.Reliance(used)}.[/]");
    }

    private static void Show(IAnsiConsole console, RiskCard card, RiskParametersInUse used)
    {
        var score = card.Score;
        console.WriteLine();
        console.MarkupLine(
            $"[bold]{Markup.Escape(Plain.Of(card.Unit))}[/]  score [bold]{Tenth(score.Total)}[/] "
                + $"({Tenth(score.Interval.Low)} to {Tenth(score.Interval.High)}), {Colour(score.Band)}; reference "
                + $"{Tenth(score.Reference)}, coverage {score.Coverage.ToString("0 %", CultureInfo.InvariantCulture)}");
        console.MarkupLine($"  0 {ScoreBar(score)} 100");
        var counted = score.Indicators.Where(it => it.State == IndicatorState.Evaluated).ToList();
        if (counted.TrueForAll(it => it.Indicator.Kind == IndicatorKind.Direct))
        {
            console.WriteLine(
                $"  Nothing on record counts for it by then{(counted.Count == 0 ? "" : ", embargoes apart")}. Is it spelt as on "
                    + "the papers?");
        }

        foreach (var flag in card.Flags)
        {
            console.MarkupLine($"  [red bold]{RiskSentences.Flag(flag)}[/], whatever the score");
        }

        console.MarkupLine($"  {Markup.Escape(Plain.Of(RiskSentences.Embargo(card.Embargo)))}");

        if (card.Uncontested is { } without)
        {
            console.MarkupLine(
                $"  Some facts are contested; without them the score is [bold]{Tenth(without.Total)}[/] "
                    + $"({Tenth(without.Interval.Low)} to {Tenth(without.Interval.High)}).");
        }

        if (card.NotInspected > 0 || card.OpenFindings > 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"  {RiskSentences.Number(card.NotInspected)} planned checks are due and not inspected; {RiskSentences.Number(card.OpenFindings)} diversion findings are open and not counted.");
        }

        console.Write(Table(card));
        foreach (var it in score.Indicators.Where(it => it.State != IndicatorState.Evaluated).OrderBy(it => it.State))
        {
            console.MarkupLine(
                $"[grey]  {it.Indicator.Id} {Markup.Escape(it.Indicator.Title)} (weight {RiskSentences.Number(it.Weight)}): "
                    + $"{Markup.Escape(RiskSentences.Of(it, card))}[/]");
        }

        console.WriteLine();
        if (counted.Exists(it => it.Indicator.Id == "RSK-007"))
        {
            console.WriteLine($"RSK-007: {RiskSentences.ForgedPapers}");
        }

        if (counted.Exists(it => it.Indicator.Id == "RSK-010"))
        {
            console.WriteLine("RSK-010: states that report losses well look worse; read it beside RSK-022.");
        }

        ShowUnscored(console, card);
        Foot(console, card.Moment, used);
    }

    private static void ShowUnscored(IAnsiConsole console, RiskCard card)
    {
        var lines = RiskSentences.Shown(card).ToList();
        if (lines.Count > 0)
        {
            console.WriteLine("Shown and not scored:");
            lines.ForEach(it => console.WriteLine($"  {it}"));
        }
    }

    private static Table Table(RiskCard card)
    {
        var score = card.Score;
        var widest = Math.Max(0.001, score.Indicators.Max(it => Math.Abs(it.Contribution)));
        var table = new Table().Border(TableBorder.Simple).AddColumn("indicator")
            .AddColumn(new TableColumn("weight").RightAligned()).AddColumn(new TableColumn("score").RightAligned())
            .AddColumn(new TableColumn("adds").RightAligned()).AddColumn("").AddColumn("what it rests on");
        foreach (var it in score.Indicators.Where(it => it.State == IndicatorState.Evaluated)
            .OrderByDescending(it => Math.Abs(it.Contribution)))
        {
            table.AddRow(
                new Markup($"{it.Indicator.Id} {Markup.Escape(it.Indicator.Title)}"),
                new Text(RiskSentences.Number(it.Weight)),
                new Text(Tenth(it.Score)),
                new Text(it.Contribution.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)),
                new Markup(Bar(it.Contribution / widest)),
                new Markup(Markup.Escape(RiskSentences.Of(it, card))
                    + (it.Pooled ? " [grey](prior: level of others)[/]" : "")));
        }

        return table;
    }

    private static string Bar(double part)
    {
        const int Half = 6;
        var length = (int)Math.Ceiling(Math.Abs(part) * Half);
        var bar = new string('█', length);
        return part >= 0
            ? $"{new string(' ', Half)}[red]{bar}[/]{new string(' ', Half - length)}"
            : $"{new string(' ', Half - length)}[green]{bar}[/]{new string(' ', Half)}";
    }

    private static void ShowFacts(IAnsiConsole console, IReadOnlyList<RiskSource>? facts)
    {
        if (facts is null)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("counts as")
            .AddColumn(new TableColumn("weight").RightAligned()).AddColumn("from").AddColumn("fact").AddColumn("about")
            .AddColumn("party").AddColumn("");
        foreach (var it in facts.GroupBy(it => (it.Series, it.Position, it.On, it.Contested, it.Party)))
        {
            var subjects = it.Select(one => one.Subject).Distinct(StringComparer.Ordinal).ToList();
            table.AddRow(
                new Text(it.Key.Series.Title),
                new Text(RiskSentences.Number(it.Sum(one => one.Weight) / 1000.0)),
                new Text(NodaTime.Text.LocalDatePattern.Iso.Format(it.Key.On)),
                new Text(it.Key.Position.ToString(CultureInfo.InvariantCulture)),
                new Text(subjects.Count == 1
                    ? Plain.Of(subjects[0])
                    : string.Create(CultureInfo.InvariantCulture, $"{subjects.Count:N0} items, {Plain.Of(subjects[0])} ...")),
                new Text(Plain.Of(it.Key.Party ?? "")),
                new Text(it.Key.Contested ? "contested" : ""));
        }

        console.Write(table);
    }
}
