using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Quality.Custody;

/// <summary><c>ledger quality custody</c>: how fast the custody of a weapon is told.</summary>
internal static class CustodySpeedCommand
{
    private const long MostFacts = 100_000_000;
    private const int MostOfEach = 5_000, MostLives = 10_000, MostQuestions = 100_000;

    public static Command Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var ledger = new Option<long>("--ledger")
        {
            Description = "How many facts the ledger holds.", DefaultValueFactory = _ => 200_000, HelpName = "N",
        };
        var facts = Number("--facts", "How many facts there are about a weapon with a long life.", 500);
        var lives = Number("--lives", "How many weapons have a long life.", 40);
        var questions = Number("--questions", "How many questions are asked of each kind.", 200);
        var keep = new Option<bool>("--keep")
        {
            Description = "Leave the database in place, and ask the one that an earlier such run has left.",
        };
        var command = new ExampledCommand(
            "custody",
            "Measure how long the custody of a weapon takes to tell, from its number to the JSON document, in a running "
                + "process: record invented weapons in a database of its own (ledger_bench_custody, dropped at the end), "
                + "some with a life of years in a police armoury, and ask for them.",
            "ledger quality custody",
            "ledger quality custody --ledger 10000000 --facts 500 --lives 200 --questions 1000")
        {
            ledger, facts, lives, questions, keep, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var size = new CustodySpeedSize(
                line.GetValue(ledger), line.GetValue(facts), line.GetValue(lives), line.GetValue(questions));
            if (size.Ledger is < 1 or > MostFacts || size.Facts is < BusyStore.FewestFacts or > MostOfEach
                || size.Lives is < 1 or > MostLives || size.Questions is < 1 or > MostQuestions)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture,
                    $"--ledger: from 1 to {MostFacts}; --facts: from {BusyStore.FewestFacts} to {MostOfEach}; --lives: from 1 to {MostLives}; --questions: from 1 to {MostQuestions}."));
            }

            await using var server = await BenchServer.Open(line.GetValue(data), terminal, cancel);
            await using var database = line.GetValue(keep)
                ? await BenchDatabase.MakeOrReuse(server.ConnectionString, "custody", cancel)
                : await BenchDatabase.Make(server.ConnectionString, "custody", cancel);
            await Migrator.MakeReplay(database.ConnectionString, cancel);
            await using var store = PostgresEventStore.Open(database.ConnectionString);
            var report = await new CustodySpeed(store, terminal.Say).Run(size, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(Json(report));
            }
            else
            {
                Show(terminal.Result, report);
            }

            return Exit.Done;
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "N" };

    private static readonly (string Name, Func<CustodyAnswerTime, double> Of)[] Parts =
    [
        ("find by number", it => it.Find), ("read", it => it.Read), ("replay and rules", it => it.Replay),
        ("JSON", it => it.Tell), ("all", it => it.All),
    ];

    private static IEnumerable<(string What, int Facts, string Part, double[] Times)> Rows(CustodySpeedReport report) =>
        report.Rows.SelectMany(row => Parts.Select(
            part => (row.What, row.Facts, part.Name, row.Times.Select(part.Of).ToArray())));

    private static object Json(CustodySpeedReport report) => new
    {
        report.Ledger,
        processor = report.Rows.Select(it => new { it.What, it.Facts, milliseconds = Math.Round(it.ProcessorMs, 1) }),
        milliseconds = Rows(report).Select(it => new
        {
            it.What,
            it.Facts,
            it.Part,
            questions = it.Times.Length,
            p50 = Rounded(it.Times, 0.50),
            p95 = Rounded(it.Times, 0.95),
            p99 = Rounded(it.Times, 0.99),
            slowest = Rounded(it.Times, 1),
        }),
    };

    private static double Rounded(double[] times, double share) =>
        Math.Round(Statistics.Percentile(times, share), 1);

    private static void Show(IAnsiConsole console, CustodySpeedReport report)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Ledger:N0} facts; milliseconds"));
        var table = new Table().Border(TableBorder.Simple).AddColumn("asked for").AddColumn(Right("facts"))
            .AddColumn("part").AddColumn(Right("p50")).AddColumn(Right("p95")).AddColumn(Right("p99"))
            .AddColumn(Right("slowest"));
        foreach (var it in Rows(report))
        {
            table.AddRow(
                it.What, Text(it.Facts), it.Part, Text(it.Times, 0.50), Text(it.Times, 0.95), Text(it.Times, 0.99),
                Text(it.Times, 1));
        }

        console.Write(table);
        foreach (var it in report.Rows)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{it.What}: {it.ProcessorMs:0.0} ms of processor time for an answer, the server's apart"));
        }
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double[] times, double share) =>
        Statistics.Percentile(times, share).ToString("0.0", CultureInfo.InvariantCulture);
}
