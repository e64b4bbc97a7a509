using System.CommandLine;
using System.Globalization;
using NodaTime;
using Npgsql;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>Traces as a person reads them.</summary>
internal static class TraceShow
{
    private const string Sql = """
        SELECT key, direction, state, status, urgent, weapon, serial, maker, began, acknowledgement_due, reply_due,
               reminders, outcome, result
          FROM views.trace
         WHERE ($1 OR status IN ('Requested', 'Acknowledged') OR (status = 'Answered' AND direction = 'Sent'))
           AND (NOT $2 OR acknowledgement_due < $3 OR reply_due < $3)
           AND ($4::text IS NULL OR state = $4)
         ORDER BY least(acknowledgement_due, reply_due) NULLS LAST, urgent DESC, began, key
        """;

    private sealed record Line(
        string Reference, string? Direction, string? State, string Status, bool Urgent, string? Weapon, string? Serial,
        string? Maker, string Began, string? AcknowledgementDue, string? ReplyDue, int Reminders, string? Outcome,
        string? Result, bool Overdue);

    public static ExampledCommand List(Terminal terminal)
    {
        var all = new Option<bool>("--all") { Description = "Those at their end too." };
        var overdue = new Option<bool>("--overdue") { Description = "Only those to be reminded of, or to be answered." };
        var state = LotOptions.Text("--state", "Only with this State (ISO 3166-1 alpha-2).", "CODE");
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list", "The open traces, those that are due first.",
            "ledger trace list --overdue", "ledger trace list --all --state DE --json")
        {
            all, overdue, state, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var lines = await Read(
                ledger, line.GetValue(all), line.GetValue(overdue), line.GetValue(state)?.ToUpperInvariant(), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(lines);
            }
            else if (lines.Count == 0)
            {
                terminal.Result.WriteLine(line.GetValue(overdue) ? "No trace is overdue." : "No trace is open.");
            }
            else
            {
                Write(terminal.Result, lines);
            }

            return Exit.Done;
        });
        return command;
    }

    public static ExampledCommand Show(Terminal terminal)
    {
        var reference = TraceCommand.Reference();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One trace: what was asked, what came back, and what is awaited by when.",
            "ledger trace show T-2026-4", "ledger trace show T-2026-4 --known-by 2026-06-30 --json")
        {
            reference, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(reference)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var found = await TraceCommand.Case(ledger, home, asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(found);
            }
            else
            {
                Write(terminal.Result, found);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>What our own records say, before it is recorded as our reply.</summary>
    public static void Proposed(Terminal terminal, bool json, IReadOnlyList<SerialHit> hits, TraceResponded reply)
    {
        if (json)
        {
            terminal.Json(new
            {
                reply,
                candidates = hits.Select(it => new
                {
                    weapon = it.Weapon.Value, it.Raw, why = SearchSentences.Why(it), it.Tier, it.Score, it.Maker,
                    it.Model, it.Calibre,
                }),
            });
            return;
        }

        Write(terminal.Result, reply, "our reply would be");
        if (hits.Count > 0)
        {
            terminal.Result.MarkupLine("  weapons on record that may be meant:");
            SearchCommand.Show(terminal.Result, new SerialFound(hits, hits.Count));
        }

        if (reply.Outcome == TraceOutcome.InsufficientData && hits.Count > 0)
        {
            terminal.Result.MarkupLine("  Compare the marks, then say which is meant: --weapon ID.");
        }
    }

    private static void Write(IAnsiConsole console, List<Line> lines)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("trace").AddColumn("with").AddColumn("status")
            .AddColumn("number, maker").AddColumn("since").AddColumn("due").AddColumn("came of it");
        foreach (var it in lines)
        {
            var due = (it.AcknowledgementDue, it.ReplyDue) switch
            {
                ({ } soon, _) => $"receipt {soon}",
                (_, { } late) => $"reply {late}",
                _ => "",
            };
            table.AddRow(
                Cell(it.Reference) + (it.Urgent ? " [yellow]urgent[/]" : ""),
                Cell(it.Direction switch { "Sent" => $"to {it.State}", "Received" => $"from {it.State}", _ => "nobody" }),
                Cell(CustodySentences.Words(it.Status)) + (it.Reminders > 0 ? $", reminded {it.Reminders}×" : ""),
                Cell(string.Join(", ", new[] { it.Serial, it.Maker }.OfType<string>())),
                it.Began,
                it.Overdue ? $"[red]{due} overdue[/]" : due,
                Cell(CustodySentences.Words(it.Result ?? it.Outcome ?? "")));
        }

        console.Write(table);
    }

    private static void Write(IAnsiConsole console, TraceCase found)
    {
        console.MarkupLine($"[bold]{Cell(found.Reference)}[/]  {CustodySentences.Words(found.Status.ToString())}");
        if (found.Forgoing is { Fact: var forgone } decision)
        {
            console.MarkupLine(
                $"  {forgone.Happened.Text} nobody is asked, decided by {Cell(forgone.Officer)}: {Cell(forgone.Reason)}{Fact(decision.Position)}");
        }

        if (found.Request is { } request)
        {
            Write(console, request);
        }

        foreach (var it in found.Acknowledgements)
        {
            console.MarkupLine(
                $"  {it.Fact.Happened.Text} receipt confirmed{Said(", by ", it.Fact.Contact)}{Said(", their reference ", it.Fact.TheirReference)}"
                    + $"{Said(", reply expected ", it.Fact.Expected?.Text)}{Fact(it.Position)}");
        }

        foreach (var it in found.Reminders)
        {
            console.MarkupLine($"  {it.Fact.Happened.Text} reminded by {Cell(it.Fact.Officer)}{Fact(it.Position)}");
        }

        foreach (var it in found.Replies)
        {
            Write(console, it.Fact, found.Request?.Fact.Direction == TraceDirection.Received ? "our reply" : "reply", it.Position);
        }

        if (found.Closing is { } closing)
        {
            var it = closing.Fact;
            console.MarkupLine(
                $"  {it.Happened.Text} closed by {Cell(it.Officer)}: {CustodySentences.Words(it.Result.ToString())}"
                    + $"{Said(": ", it.LastHolder?.Name)}; point of diversion: "
                    + $"{CustodySentences.Words(it.Point.ToString())}; {Cell(it.Grounds)}{Fact(closing.Position)}");
        }

        Awaited(console, found);
    }

    private static void Write(IAnsiConsole console, Entry<TraceRequested> request)
    {
        var it = request.Fact;
        console.MarkupLine(
            $"  {it.Happened.Text} {(it.Direction == TraceDirection.Sent ? "asked of" : "asked by")} [bold]{Cell(it.State)}[/]"
                + $"{Said(", ", it.Authority)}{(it.Urgency == TraceUrgency.Urgent ? " [yellow]urgent[/]" : "")}"
                + $", {(it.Direction == TraceDirection.Sent ? "by" : "taken in by")} {Cell(it.Officer)}{Fact(request.Position)}");
        var described = new[] { it.Item.Kind, it.Item.Maker, it.Item.Model, it.Item.Calibre }.OfType<string>();
        console.MarkupLine($"    weapon: {Cell(string.Join(", ", described))}");
        foreach (var mark in it.Marks)
        {
            console.MarkupLine(
                $"    mark: {CustodySentences.Words(mark.Kind.ToString())} [bold]{Cell(mark.Text)}[/]"
                    + $"{Said(", on the ", mark.Position)}, {CustodySentences.Words(mark.Legibility.ToString())}");
        }

        foreach (var (name, text) in new[]
        {
            ("found", string.Join(", ", new[] { it.Found?.Text, it.FoundAt?.Name, it.FoundAt?.Country }.OfType<string>())),
            ("circumstances", it.Circumstances), ("use of the answer", it.Use),
            ("illicit by", it.Ground is { } ground ? CustodySentences.Words(ground.ToString()) : ""), ("case", it.Case),
            ("answer to", it.Contact), ("restrictions", it.Restrictions), ("asked besides", string.Join("; ", it.Questions)),
        })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                console.MarkupLine($"    {name}: {Cell(text)}");
            }
        }

        if (it.Lacks().ToList() is { Count: > 0 } lacks)
        {
            console.MarkupLine($"    [yellow]it says nothing of {Cell(string.Join(", ", lacks))}[/]");
        }
    }

    private static void Write(IAnsiConsole console, TraceResponded it, string what, long? position = null)
    {
        console.MarkupLine(
            $"  {it.Happened.Text} {what}: [bold]{CustodySentences.Words(it.Outcome.ToString())}[/]"
                + $"{Said("; why: ", it.Reason is { } reason ? CustodySentences.Words(reason.ToString()) : null)}"
                + $"{Said("; ", it.Text)}{(position is { } at ? Fact(at) : "")}");
        foreach (var holder in it.Holders)
        {
            console.MarkupLine(
                $"    {Cell(holder.From.Text)}  {Cell(holder.Holder.Name)}{Said(", ", holder.Holder.Country)}"
                    + $"{Said(" (", holder.How is { } how ? how.Replace('_', ' ') + ")" : null)}{Said(", ", holder.Document)}");
        }

        if (it.Missing is not null || it.NextState is not null)
        {
            console.MarkupLine(
                $"    {Said("reported missing: ", it.Missing)}{(it is { Missing: not null, NextState: not null } ? "; " : "")}"
                    + Said("ask next: ", it.NextState));
        }
    }

    private static void Awaited(IAnsiConsole console, TraceCase found)
    {
        var (periods, today) = (new CustodyParameters(), CommonOptions.Now().InUtc().Date);
        foreach (var (what, due) in new[]
        {
            ("confirmation of receipt", found.AcknowledgementDue(periods)), ("reply", found.ReplyDue(periods)),
        })
        {
            if (due is { } day)
            {
                var late = Period.DaysBetween(day, today);
                console.MarkupLine(late > 0
                    ? $"  [red]{what} was due {Day(day)}, {late.ToString(CultureInfo.InvariantCulture)} days ago[/]"
                    : $"  {what} due {Day(day)}");
            }
        }
    }

    private static async Task<List<Line>> Read(
        OpenLedger ledger, bool all, bool overdue, string? state, CancellationToken cancel)
    {
        var today = CommonOptions.Now().InUtc().Date.ToDateOnly();
        await using var command = ledger.Store.Source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = all });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = overdue });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        command.Parameters.Add(new NpgsqlParameter { Value = state ?? (object)DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var lines = new List<Line>();
        while (await reader.ReadAsync(cancel))
        {
            var (receipt, reply) = (Due(reader, 9), Due(reader, 10));
            lines.Add(new Line(
                reader.GetString(0), Text(reader, 1), Text(reader, 2), reader.GetString(3), reader.GetBoolean(4),
                Text(reader, 5), Text(reader, 6), Text(reader, 7), Day(Due(reader, 8)!.Value),
                receipt is { } first ? Day(first) : null, reply is { } second ? Day(second) : null,
                reader.GetInt32(11), Text(reader, 12), Text(reader, 13),
                receipt?.ToDateOnly() < today || reply?.ToDateOnly() < today));
        }

        return lines;
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static LocalDate? Due(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));

    private static string Day(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Fact(long position) =>
        $" [grey](fact {position.ToString(CultureInfo.InvariantCulture)})[/]";

    private static string Said(string before, string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : before + Cell(text);

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
