using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Bench;

/// <summary><c>ledger bench</c>: the engine beside the raw limits of the same database.</summary>
internal static class BenchCommand
{
    private const long DefaultEvents = 200_000;

    public static Command Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var events = new Option<long>("--events")
        {
            Description = "How many facts the ledger holds while it is measured.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultEvents,
        };
        var only = new Option<string?>("--only")
        {
            Description = "Measure one kind of append, or the rebuild, alone, in a ledger of that many facts.",
            HelpName = "NAME",
        };
        only.AcceptOnlyFromAmong([.. Benchmark.Kinds.Keys, Benchmark.Rebuilding]);
        var command = new ExampledCommand(
            "bench",
            "Measure the engine beside raw SQL on the same rows in the same database, in one run. Uses databases "
                + "of its own (ledger_bench_*) and drops them.",
            "ledger bench",
            "ledger bench --events 10000000 --json",
            "ledger bench --only append-1-c32")
        {
            events, only, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var count = line.GetValue(events);
            if (count < Benchmark.MinEvents)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(CultureInfo.InvariantCulture,
                    $"--events {count}: give at least {Benchmark.MinEvents}."));
            }

            await using var server = await BenchServer.Open(line.GetValue(data), terminal, cancel);
            var report = await Benchmark.Run(
                new BenchOptions(count, server.ConnectionString, new Told<string>(terminal.Say), Rebuild,
                    line.GetValue(only)),
                cancel);
            if (line.GetValue(json))
            {
                terminal.RawResult.WriteLine(report.ToJson());
            }
            else
            {
                Show(terminal.Result, report);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>The views of custody and of certificates, which the bar of the rebuild is about.</summary>
    private static readonly ViewTables[] Measured = [new WeaponTables(), new CertificateTables()];

    private static async Task Rebuild(string connectionString, bool all, CancellationToken cancel)
    {
        await using var store = PostgresEventStore.Open(connectionString);
        await ViewRebuild.Run(store.Source, all ? OpenLedger.Views : Measured, null, cancel);
    }

    private static void Show(IAnsiConsole console, BenchReport report)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(CultureInfo.InvariantCulture, $"{report.Events:N0} facts"))
            .AddColumn("work").AddColumn(new TableColumn("ours").RightAligned())
            .AddColumn(new TableColumn("limit").RightAligned()).AddColumn(new TableColumn("ratio").RightAligned())
            .AddColumn("rounds").AddColumn("unit").AddColumn("the limit is");
        foreach (var row in report.Rows)
        {
            table.AddRow(
                row.Name,
                BenchReport.Text(row.Ours, row.Unit),
                BenchReport.Text(row.Limit, row.Unit),
                row.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
                row.Spread is { } it
                    ? string.Create(CultureInfo.InvariantCulture, $"{it.Lowest:0.00} to {it.Highest:0.00}")
                    : "",
                row.Unit,
                Markup.Escape(row.Note));
        }

        console.Write(table);
    }
}
