using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>One trace as a person reads it.</summary>
internal static class TraceShow
{
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
        console.MarkupLine($"    weapon: {Cell(string.Join(", ", described.DefaultIfEmpty("not described")))}");
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

    private static string Day(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);

    private static string Fact(long position) =>
        $" [grey](fact {position.ToString(CultureInfo.InvariantCulture)})[/]";

    private static string Said(string before, string? text) =>
        string.IsNullOrWhiteSpace(text) ? "" : before + Cell(text);

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
