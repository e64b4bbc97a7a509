using System.CommandLine;
using System.Globalization;
using NodaTime;
using Npgsql;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger overdue</c>: what should have come in and has not.</summary>
internal static class OverdueCommand
{
    public static Command Make(Terminal terminal)
    {
        var on = new Option<string?>("--on")
        {
            Description = "Reckon for this day. Default: the day of --happened-by, else today.", HelpName = "DATE",
        };
        var byValue = new Option<bool>("--by-value")
        {
            Description = "The highest value first, currency by currency, instead of the longest overdue.",
        };
        var all = new Option<bool>("--all") { Description = "Also what is due and not overdue yet." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "overdue",
            "Shipments that did not arrive, deliveries not verified in time, obligations not met, requests for confirmation and "
                + "traces without an answer, authorizations that expired and were not closed; the longest overdue first. By the default periods. "
                + "--happened-by and --known-by read the facts again, which takes longer.",
            "ledger overdue --by-value",
            "ledger overdue --on 2026-12-31 --all --json",
            "ledger overdue --happened-by 2026-06-30 --known-by 2026-07-15")
        {
            on, all, byValue, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var day = (line.GetValue(on) is { } named ? CertificateCommand.Day("--on", named) : CommonOptions.DayOf(asOf))
                .Latest.InUtc().Date;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var found = asOf == AsOf.Now
                ? await OpenItems.Read(ledger.Store.Source, day, line.GetValue(all), cancel)
                : await OpenItems.Read(ledger.Store, asOf, day, line.GetValue(all), cancel);
            if (line.GetValue(byValue))
            {
                found = [.. found.OrderBy(it => it.Value is null).ThenBy(it => it.Currency, StringComparer.Ordinal)
                    .ThenByDescending(it => it.Value)];
            }

            if (line.GetValue(json))
            {
                terminal.Json(Document(day, asOf, found));
            }
            else
            {
                Show(terminal.Result, day, found);
            }

            return Exit.Done;
        });
        return command;
    }

    private static object Document(LocalDate day, AsOf asOf, IReadOnlyList<OpenItem> found) => new
    {
        on = Text(day),
        asOf = CommonOptions.Json(asOf),
        items = found.Select(it => new
        {
            it.Kind, it.Certificate, it.Subject, it.EndUser, due = Text(it.Due), it.DaysOverdue, it.Units,
            value = it.Value?.ToString("0.######", CultureInfo.InvariantCulture), it.Currency,
        }),
    };

    private static void Show(IAnsiConsole console, LocalDate day, IReadOnlyList<OpenItem> found)
    {
        console.WriteLine();
        if (found.Count == 0)
        {
            console.MarkupLineInterpolated($"Nothing is overdue on {Text(day)}.");
            return;
        }

        var table = new Table().Border(TableBorder.Horizontal).AddColumn("what")
            .AddColumn(new TableColumn("certificate, trace").NoWrap())
            .AddColumn("which").AddColumn("end user").AddColumn(new TableColumn("units").RightAligned())
            .AddColumn(new TableColumn("value").RightAligned().NoWrap())
            .AddColumn(new TableColumn("due").NoWrap()).AddColumn(new TableColumn("days overdue").RightAligned());
        foreach (var it in found)
        {
            table.AddRow(
                new Text(CustodySentences.Words(it.Kind.ToString())),
                new Text(it.Certificate),
                new Text(Plain.Of(Which(it))),
                new Text(Plain.Of(it.EndUser ?? "")),
                new Text(it.Units?.ToString("N0", CultureInfo.InvariantCulture) ?? ""),
                new Text(it.Value is { } value ? Money(value, it.Currency!) : ""),
                new Text(Text(it.Due)),
                new Text(it.DaysOverdue >= 0 ? it.DaysOverdue.ToString("N0", CultureInfo.InvariantCulture) : "not yet"));
        }

        console.Write(table);
        foreach (var (kind, what) in new[]
        {
            (OpenItemKind.Arrival, "Shipments that did not arrive"), (OpenItemKind.DeliveryVerification, "Deliveries overdue"),
        })
        {
            var late = found.Where(it => it.DaysOverdue >= 0 && it.Kind == kind).ToList();
            if (late.Count == 0)
            {
                continue;
            }

            var sums = late.Where(it => it.Value is not null).GroupBy(it => it.Currency!, StringComparer.Ordinal)
                .OrderBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => Money(it.Sum(one => one.Value!.Value), it.Key)).ToList();
            var unpriced = late.Count(it => it.Value is null);
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"{what}: {late.Count:N0}, {late.Sum(it => it.Units ?? 0):N0} units, worth {(sums.Count == 0 ? "nobody knows what" : string.Join(" and ", sums))}{(unpriced > 0 && sums.Count > 0 ? $" and {unpriced:N0} without a price" : "")}.");
        }
    }

    private static string Which(OpenItem it) =>
        it.Kind == OpenItemKind.Obligation && Enum.TryParse<Undertaking>(it.Subject, out _)
            ? CustodySentences.Words(it.Subject)
            : it.Subject;

    private static string Money(decimal amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{Plain.Of(currency)} {amount:N2}");

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
