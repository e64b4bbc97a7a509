using System.CommandLine;
using System.Globalization;
using NodaTime;
using Npgsql;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger overdue</c>: what should have come in and has not.</summary>
internal static class OverdueCommand
{
    public static Command Make(Terminal terminal)
    {
        var on = new Option<string?>("--on") { Description = "As of this day. Default: today.", HelpName = "DATE" };
        var all = new Option<bool>("--all") { Description = "Also what is due and not overdue yet." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "overdue",
            "Deliveries not verified in time, obligations not met, and requests for confirmation without an answer; the "
                + "longest overdue first. As known now, by the default periods.",
            "ledger overdue",
            "ledger overdue --on 2026-12-31 --all --json")
        {
            on, all, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--on", line.GetValue(on)).Latest.InUtc().Date;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var found = await OpenItems.Read(ledger.Store.Source, day, line.GetValue(all), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    on = Text(day),
                    items = found.Select(it => new
                    {
                        it.Kind, it.Certificate, it.Subject, it.EndUser, due = Text(it.Due), it.DaysOverdue, it.Units,
                    }),
                });
            }
            else
            {
                Show(terminal.Result, day, found);
            }

            return Exit.Done;
        });
        return command;
    }

    private static void Show(IAnsiConsole console, LocalDate day, IReadOnlyList<OpenItem> found)
    {
        console.WriteLine();
        if (found.Count == 0)
        {
            console.MarkupLineInterpolated($"Nothing is overdue on {Text(day)}.");
            return;
        }

        var table = new Table().Border(TableBorder.Horizontal).AddColumn("what").AddColumn("certificate")
            .AddColumn("which").AddColumn("end user").AddColumn(new TableColumn("units").RightAligned())
            .AddColumn("due").AddColumn(new TableColumn("days overdue").RightAligned());
        foreach (var it in found)
        {
            table.AddRow(
                new Text(CustodySentences.Words(it.Kind.ToString())),
                new Text(it.Certificate),
                new Text(Plain.Of(it.Subject)),
                new Text(Plain.Of(it.EndUser ?? "")),
                new Text(it.Units?.ToString("N0", CultureInfo.InvariantCulture) ?? ""),
                new Text(Text(it.Due)),
                new Text(it.DaysOverdue >= 0 ? it.DaysOverdue.ToString("N0", CultureInfo.InvariantCulture) : "not yet"));
        }

        console.Write(table);
    }

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
