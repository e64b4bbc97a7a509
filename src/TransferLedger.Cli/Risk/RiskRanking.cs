using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>All countries with facts, the highest score first.</summary>
internal static class RiskRanking
{
    public static void Write(
        Terminal terminal,
        IReadOnlyList<RiskCard> cards,
        RiskMoment moment,
        RiskParametersInUse used,
        RiskFormat format)
    {
        switch (format)
        {
            case RiskFormat.Json:
                terminal.Json(new
                {
                    model = RiskIndicators.ModelVersion,
                    parameters = new { used.Parameters.Id, used.Parameters.Version, used.Hash },
                    reliance = RiskParameterFile.Reliance(used),
                    on = moment.On,
                    knownBy = moment.Known,
                    countries = cards.Select(Line),
                });
                break;
            case RiskFormat.Csv:
                Csv(terminal, cards);
                break;
            default:
                Show(terminal.Result, cards, moment, used);
                break;
        }
    }

    private static object Line(RiskCard it) => new
    {
        country = it.Unit,
        score = RiskScreen.Round(it.Score.Total),
        low = RiskScreen.Round(it.Score.Interval.Low),
        high = RiskScreen.Round(it.Score.Interval.High),
        reference = RiskScreen.Round(it.Score.Reference),
        coverage = RiskScreen.Round(it.Score.Coverage),
        band = it.Score.Band.ToString(),
        flags = it.Flags.Select(one => one.ToString()),
        uncontested = it.Uncontested is { } without ? RiskScreen.Round(without.Total) : (double?)null,
        it.NotInspected,
        it.OpenFindings,
    };

    private static void Csv(Terminal terminal, IReadOnlyList<RiskCard> cards)
    {
        terminal.RawResult.WriteLine("country,score,low,high,reference,coverage,band,flags,score_uncontested");
        foreach (var it in cards)
        {
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Unit},{it.Score.Total:0.0000},{it.Score.Interval.Low:0.0000},{it.Score.Interval.High:0.0000},")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{it.Score.Reference:0.0000},{it.Score.Coverage:0.0000},{it.Score.Band},{string.Join(' ', it.Flags)},{it.Uncontested?.Total:0.0000}"));
        }
    }

    private static void Show(
        IAnsiConsole console, IReadOnlyList<RiskCard> cards, RiskMoment moment, RiskParametersInUse used)
    {
        if (cards.Count == 0)
        {
            console.WriteLine("No facts about any country are on record by then.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("country")
            .AddColumn(new TableColumn("score").RightAligned()).AddColumn("90 %").AddColumn("")
            .AddColumn(new TableColumn("coverage").RightAligned()).AddColumn("band").AddColumn("beside it");
        foreach (var it in cards)
        {
            var beside = it.Flags.Select(RiskSentences.Flag)
                .Concat(it.Uncontested is { } without
                    ? [$"{RiskScreen.Tenth(without.Total)} without what is contested"]
                    : Array.Empty<string>())
                .Concat(it.OpenFindings > 0 ? [$"{RiskSentences.Number(it.OpenFindings)} findings open"] : []);
            table.AddRow(
                new Text(it.Unit),
                new Text(RiskScreen.Tenth(it.Score.Total)),
                new Text($"{RiskScreen.Tenth(it.Score.Interval.Low)} to {RiskScreen.Tenth(it.Score.Interval.High)}"),
                new Markup(RiskScreen.ScoreBar(it.Score)),
                new Text(it.Score.Coverage.ToString("0 %", CultureInfo.InvariantCulture)),
                new Markup(RiskScreen.Colour(it.Score.Band)),
                new Text(string.Join("; ", beside)));
        }

        console.Write(table);
        RiskScreen.Foot(console, moment, used);
        console.WriteLine("A country that is not listed was not inspected: no facts about it are on record.");
    }
}
