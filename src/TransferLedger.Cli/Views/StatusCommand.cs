using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Views;

/// <summary><c>ledger status</c>: is the log whole, how far are the views.</summary>
internal static class StatusCommand
{
    public static Command Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "status",
            "Show the end of the log, whether it is whole, and how far the views have come.",
            "ledger status",
            "ledger status --json")
        {
            data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var log = await LogCheck.Run(ledger.Store.Source, cancel);
            var views = await ViewSchema.Progress(ledger.Store.Source, cancel);
            var owed = await EmbargoRecheckCommand.Owed(ledger, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    where = ledger.Where, server = ledger.Server, log, views, embargoRecheckOwedSince = owed?.Position,
                });
            }
            else
            {
                Show(terminal.Result, ledger, log, views);
                if (owed is not null)
                {
                    terminal.Result.MarkupLineInterpolated($"[yellow]OWED[/] {EmbargoRecheckCommand.Reminder(owed)}");
                }
            }

            return log.Problems.Count == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static void Show(
        IAnsiConsole console, OpenLedger ledger, LogCheck log, IReadOnlyList<ViewProgress> views)
    {
        console.MarkupLineInterpolated($"[bold]Ledger[/] {log.LedgerId:D} in {ledger.Where}");
        console.MarkupLineInterpolated($"{ledger.Server}, schema version {log.SchemaVersion}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{log.Facts:N0} facts in {log.Streams:N0} streams about {log.Subjects:N0} subjects, {log.Commands:N0} requests");
        if (log.Facts > 0)
        {
            console.MarkupLineInterpolated($"last recorded {CommonOptions.Show(log.LastRecordedAt)}");
        }

        console.WriteLine(log.Clock == "replay"
            ? "A replay ledger: its recorded instants were supplied to run history again, not witnessed."
            : "Recorded instants are witnessed by the server.");
        foreach (var problem in log.Problems)
        {
            console.MarkupLineInterpolated($"[red]PROBLEM[/] {problem}");
        }

        if (log.Problems.Count == 0)
        {
            console.MarkupLine("[green]The log is whole:[/] positions and stream versions have no gaps.");
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("view").AddColumn(new TableColumn("position").RightAligned())
            .AddColumn(new TableColumn("behind").RightAligned()).AddColumn(new TableColumn("facts").RightAligned())
            .AddColumn(new TableColumn("rows").RightAligned()).AddColumn("rows hash");
        foreach (var view in views)
        {
            table.AddRow(
                view.Name,
                view.Position.ToString("N0", CultureInfo.InvariantCulture),
                (view.Head - view.Position).ToString("N0", CultureInfo.InvariantCulture),
                view.Facts.ToString("N0", CultureInfo.InvariantCulture),
                view.Rows.ToString("N0", CultureInfo.InvariantCulture),
                view.RowsHash[..16]);
        }

        console.Write(table);
    }
}
