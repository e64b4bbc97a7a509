using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger risk weights</c>: how much each indicator counts, and why.</summary>
internal static class WeightsCommand
{
    private const double Thousandths = 1000;

    public static ExampledCommand Make(Terminal terminal)
    {
        var (parameters, json) = (RiskCommand.Parameters(), CommonOptions.Json());
        var command = new ExampledCommand(
            "weights",
            "How much each indicator counts, what is believed before anything was seen, and why: from the parameters that "
                + "ship, or from a file. No ledger is opened.",
            "ledger risk weights",
            "ledger risk weights --json")
        {
            parameters, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(Document(used));
            }
            else
            {
                Show(terminal.Result, used);
            }

            return Exit.Done;
        });
        return command;
    }

    private static object Document(RiskParametersInUse used) => new
    {
        parameters = new { used.Parameters.Id, used.Parameters.Version, used.Hash, used.Parameters.Source },
        indicators = used.Parameters.Indicators.Select(it => new
        {
            it.Id,
            title = Named(it).Title,
            kind = Named(it).Kind.ToString(),
            weight = it.Weight / Thousandths,
            it.Curve,
            prior = new { mean = it.PriorMean / Thousandths, strength = it.PriorStrength / Thousandths },
            it.Reason,
        }),
    };

    private static void Show(IAnsiConsole console, RiskParametersInUse used)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("indicator")
            .AddColumn(new TableColumn("weight").RightAligned()).AddColumn("curve")
            .AddColumn(new TableColumn("prior").RightAligned()).AddColumn(new TableColumn("as of cases").RightAligned())
            .AddColumn("why so much");
        foreach (var it in used.Parameters.Indicators)
        {
            var direct = Named(it).Kind == IndicatorKind.Direct;
            table.AddRow(
                new Text($"{it.Id} {Named(it).Title}"),
                new Text(RiskSentences.Number(it.Weight / Thousandths)),
                new Text(Plain.Of(it.Curve)),
                new Text(direct ? "" : (it.PriorMean / Thousandths).ToString("0.###", CultureInfo.InvariantCulture)),
                new Text(direct ? "" : RiskSentences.Number(it.PriorStrength / Thousandths)),
                new Text(Plain.Of(it.Reason ?? "not said")));
        }

        console.Write(table);
        console.WriteLine($"Parameters {RiskParameterFile.Name(used)}. {Plain.Of(used.Parameters.Source)}");
    }

    private static RiskIndicator Named(IndicatorParameters it) => RiskIndicators.All.First(one => one.Id == it.Id);
}
