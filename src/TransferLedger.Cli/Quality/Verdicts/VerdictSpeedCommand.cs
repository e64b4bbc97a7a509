using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Quality.Verdicts;

/// <summary><c>ledger quality verdicts</c>: how long a verdict takes with many certificates on file.</summary>
internal static class VerdictSpeedCommand
{
    private const int MostCertificates = 1_000_000, MostQuestions = 100_000;

    public static Command Make(Terminal terminal)
    {
        var (seed, data, json) = (GenerateCommand.Seed(), CommonOptions.Data(), CommonOptions.Json());
        var certificates = Number("--certificates", "How many certificates are on file.", 10_000);
        var questions = Number("--questions", "How many are judged, of each kind.", 500);
        var busy = Number("--busy", "So many of the certificates are of one and the same end user; 0 for none.", 0);
        var keep = new Option<bool>("--keep")
        {
            Description = "Leave the database in place, and ask the one that an earlier such run has left.",
        };
        var command = new ExampledCommand(
            "verdicts",
            "Measure how long judging a certificate by all rules takes in a running process, reading included: record "
                + "invented certificates, two in five genuine ones shipped and verified, in a database of its own "
                + "(ledger_bench_verdicts, dropped at the end), and judge some, each for its own day; some "
                + "also with every fact read whole, to compare. Exit code 1 when one in a hundred takes 20 ms or longer, or "
                + "comes to something else.",
            "ledger quality verdicts",
            "ledger quality verdicts --certificates 100000 --questions 2000 --seed 5 --json",
            "ledger quality verdicts --certificates 10000 --busy 2500 --keep")
        {
            certificates, questions, busy, seed, keep, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var size = new VerdictLoadSize(line.GetValue(certificates), line.GetValue(busy), line.GetValue(seed));
            var asked = line.GetValue(questions);
            if (size.Certificates is < 10 or > MostCertificates || asked is < 1 or > MostQuestions
                || size.Busy < 0 || size.Busy > size.Certificates / 2)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture,
                    $"--certificates: from 10 to {MostCertificates}; --questions: from 1 to {MostQuestions}; --busy: up to half of the certificates."));
            }

            await using var server = await BenchServer.Open(line.GetValue(data), terminal, cancel);
            var report = await Measure(server, size, asked, line.GetValue(keep), terminal, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(report);
            }
            else
            {
                Show(terminal.Result, report);
            }

            return report.Rows.All(it => it.P99 < VerdictSpeed.BarMs && it.Different == 0) ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static async Task<VerdictSpeedReport> Measure(
        BenchServer server, VerdictLoadSize size, int questions, bool keep, Terminal terminal, CancellationToken cancel)
    {
        await using var database = keep
            ? await BenchDatabase.MakeOrReuse(server.ConnectionString, "verdicts", cancel)
            : await BenchDatabase.Make(server.ConnectionString, "verdicts", cancel);
        await using var store = PostgresEventStore.Open(database.ConnectionString);
        var load = new VerdictLoad(store, size);
        if ((await store.Head(cancel)).Position == 0)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Recording {size.Certificates} certificates"));
            await load.Record(cancel);
            await database.Vacuum(cancel);
        }

        ViewTables[] views = [new CertificateSeriesTables()];
        await ViewSchema.Ensure(store.Source, views, cancel);
        await ViewRebuild.Run(store.Source, views, null, cancel);
        terminal.Say("Judging");
        return await VerdictSpeed.Measure(store, [.. load.OnFile()], size.Seed, questions, cancel);
    }

    private static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "N" };

    private static void Show(IAnsiConsole console, VerdictSpeedReport report)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Certificates:N0} certificates, {report.Ledger:N0} facts; milliseconds (bar: p99 below {VerdictSpeed.BarMs:0})"));
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("judged").NoWrap());
        foreach (var name in new[]
        {
            "questions", "facts read", "p50", "p95", "p99", "slowest", "reading", "processor", "read whole", "different",
        })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var it in report.Rows)
        {
            table.AddRow(
                it.What, Text(it.Questions), Text(it.Facts), Text(it.P50), Text(it.P95), Text(it.P99), Text(it.Slowest),
                Text(it.Read), Text(it.Processor), Text(it.Whole), Text(it.Different));
        }

        console.Write(table);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);
}
