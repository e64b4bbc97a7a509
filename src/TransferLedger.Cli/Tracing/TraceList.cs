using System.CommandLine;
using NodaTime;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary><c>ledger trace list</c>: many traces in a table.</summary>
internal static class TraceList
{
    /// <summary>Of <c>views.trace</c>, what is still to be answered or closed.</summary>
    private const string Open = "status IN ('Requested', 'Acknowledged', 'Answered')";

    private sealed record Line(
        string Reference, string? Direction, string? State, string Status, bool Urgent, string? Weapon, string? Serial,
        string? Maker, string Began, string? AcknowledgementDue, string? ReplyDue, int Reminders, string? Outcome,
        string? Result, bool Overdue);

    public static ExampledCommand Make(Terminal terminal)
    {
        var all = new Option<bool>("--all") { Description = "Those at their end too." };
        var overdue = new Option<bool>("--overdue") { Description = "Only those to be reminded of, or to be answered." };
        var state = LotOptions.Text("--state", "Only with this State (ISO 3166-1 alpha-2).", "CODE");
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list", "The open traces, those that are due first. Overdue is reckoned for the day of --happened-by, else for today.",
            "ledger trace list --overdue", "ledger trace list --all --state DE --json",
            "ledger trace list --happened-by 2026-06-30 --known-by 2026-07-15")
        {
            all, overdue, state, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var (ended, late) = (line.GetValue(all), line.GetValue(overdue));
            var with = line.GetValue(state)?.ToUpperInvariant();
            var lines = (await Read(ledger, asOf, ended, cancel))
                .Where(it => (!late || it.Overdue) && (with is null || it.State == with)).ToList();
            if (line.GetValue(json))
            {
                terminal.Json(lines);
            }
            else if (lines.Count == 0)
            {
                terminal.Result.WriteLine(late ? "No trace is overdue." : ended ? "There is no trace." : "No trace is open.");
            }
            else
            {
                Write(terminal.Result, lines);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<List<Line>> Read(OpenLedger ledger, AsOf asOf, bool ended, CancellationToken cancel)
    {
        var day = CommonOptions.DayOf(asOf).Latest.InUtc().Date;
        var rows = new List<TraceRow>();
        await foreach (var (_, row) in RowsAsOf.Read<TraceRow>(
            ledger.Store, "trace", asOf, ended ? null : Open, cancel))
        {
            if (ended || row.Case is { } found && IsOpen(found))
            {
                rows.Add(row);
            }
        }

        return
        [
            .. rows.Select(it => (Line: Of(it, day), Due: Due(it.Case)))
                .OrderBy(it => it.Due ?? LocalDate.MaxIsoValue).ThenByDescending(it => it.Line.Urgent)
                .ThenBy(it => it.Line.Began, StringComparer.Ordinal)
                .ThenBy(it => it.Line.Reference, StringComparer.Ordinal)
                .Select(it => it.Line),
        ];
    }

    /// <summary>What was asked of us ends with our answer; what we asked ends when somebody closes it.</summary>
    private static bool IsOpen(TraceCase found) =>
        found.AwaitsReply
        || (found.Status == TraceStatus.Answered && found.Request?.Fact.Direction == TraceDirection.Sent);

    private static LocalDate? Due(TraceCase? found)
    {
        var periods = new CustodyParameters();
        return found?.AcknowledgementDue(periods) is { } soon ? soon : found?.ReplyDue(periods);
    }

    private static Line Of(TraceRow row, LocalDate day)
    {
        var (found, began, periods) = (row.Case, (TraceEvent)row.Facts[0].Fact, new CustodyParameters());
        var request = found?.Request?.Fact ?? began as TraceRequested;
        var (receipt, reply) = (found?.AcknowledgementDue(periods), found?.ReplyDue(periods));
        return new Line(
            row.Facts[0].Home.Rest,
            request?.Direction.ToString(),
            request?.State,
            found?.Status.ToString() ?? "Retracted",
            request?.Urgency == TraceUrgency.Urgent,
            (found?.About ?? [.. began.About]).FirstOrDefault(it => it.Kind == "weapon") is { Kind: "weapon" } weapon
                ? weapon.Rest
                : null,
            request?.Marks.FirstOrDefault(it => it.Kind == MarkKind.Serial)?.Text,
            request?.Item.Maker,
            Day(began.Happened.Latest.InUtc().Date),
            receipt is { } first ? Day(first) : null,
            reply is { } second ? Day(second) : null,
            found?.Reminders.Count ?? 0,
            found is { Replies.Count: > 0 } ? found.Replies[^1].Fact.Outcome.ToString() : null,
            found?.Closing?.Fact.Result.ToString(),
            receipt < day || reply < day);
    }

    private static void Write(IAnsiConsole console, List<Line> lines)
    {
        var columns = new TableColumns(
            console,
            [
                ("trace", false), ("with", false), ("status", false), ("number, maker", false), ("since", true),
                ("due", false), ("came of it", false),
            ],
            [[0, 4], [1, 2], [3], [5, 6]]);
        var table = columns.On(new Table().Border(TableBorder.Simple));
        foreach (var it in lines)
        {
            var due = (it.AcknowledgementDue, it.ReplyDue) switch
            {
                ({ } soon, _) => $"receipt {soon}",
                (_, { } late) => $"reply {late}",
                _ => "",
            };
            table.AddRow(columns.Row(
                Cell(it.Reference) + (it.Urgent ? " [yellow]urgent[/]" : ""),
                Cell(it.Direction switch { "Sent" => $"to {it.State}", "Received" => $"from {it.State}", _ => "nobody" }),
                Cell(CustodySentences.Words(it.Status)) + (it.Reminders > 0 ? $", reminded {it.Reminders}×" : ""),
                Cell(string.Join(", ", new[] { it.Serial, it.Maker }.OfType<string>())),
                it.Began,
                it.Overdue ? $"[red]{due} overdue[/]" : due,
                Cell(CustodySentences.Words(it.Result ?? it.Outcome ?? ""))));
        }

        console.Write(table);
    }

    private static string Day(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
