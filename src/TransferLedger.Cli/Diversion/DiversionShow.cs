using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Diversion;

/// <summary>One diversion finding as a person reads it.</summary>
internal static class DiversionShow
{
    public static ExampledCommand Show(Terminal terminal)
    {
        var reference = DiversionCommand.Reference();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One finding: the point of diversion, its window, the evidence and the decisions; with a warning when an identity was "
                + "split from its weapon since.",
            "ledger diversion show D-2026-4", "ledger diversion show D-2026-4 --known-by 2026-12-31 --json")
        {
            reference, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DiversionCommand.Home(line.GetValue(reference)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var history = await ledger.Store.Read([home], cancel);
            var found = DiversionCase.Of(history.Facts.Where(asOf.Includes)) ?? throw new CommandFailedException(
                Exit.Refused, $"No diversion finding {Plain.Of(home.Rest)} stands, or stood at that point; ledger diversion list --all shows those there are.");
            found = await DiversionIdentity.Held(ledger, found, asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(found);
            }
            else
            {
                Write(terminal.Result, found, CommonOptions.DayOf(asOf).Earliest);
            }

            return Exit.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, DiversionCase found, Instant day)
    {
        var it = found.Asserted;
        console.MarkupLine(
            $"[bold]{Cell(found.Reference)}[/]  {CustodySentences.Words(found.Status.ToString())}, "
                + (found.Decided is { } decided ? $"decided {decided.Text}" : $"owner {Cell(found.Owner)}, due {found.Due?.Text}")
                + (found.IsOverdue(day) ? " [red]overdue[/]" : ""));
        foreach (var (at, warning) in DiversionIdentity.Sentences(found).Index())
        {
            console.MarkupLine(at == 0 ? $"  [red]{Cell(warning)}[/]" : $"  {Cell(warning)}");
        }

        console.MarkupLine(
            $"  {Cell(it.Item.Key)}{(it.Rounds is { } rounds ? $", {rounds.ToString(CultureInfo.InvariantCulture)} rounds" : "")}"
                + $", from the custody of {Cell(it.Custodian.Name)}{(it.Custodian.Country is { } code ? $", {Cell(code)}" : "")}");
        console.MarkupLine(
            $"  window: after {it.From.Text}, not later than {it.To.Text}"
                + $"{(it.Sighting is { } sighting ? $" (fact {sighting.ToString(CultureInfo.InvariantCulture)})" : "")}; stage: "
                + CustodySentences.Words(it.Stage.ToString()));
        if (it.Conveyance is { } conveyance)
        {
            console.MarkupLine($"  travelled on {Cell(conveyance)}");
        }

        console.MarkupLine($"  asserted {it.Happened.Text} by {Cell(it.Officer)}, grade {Cell(it.Grade)}: {Cell(it.Grounds)}");
        foreach (var evidence in found.Evidence)
        {
            var fact = evidence.Fact;
            console.MarkupLine(
                $"  {(fact.Supports ? "[green]for[/]" : "[red]against[/]")}  {fact.Happened.Text} {Cell(fact.Source)}, grade "
                    + $"{Cell(fact.Grade)}: {Cell(fact.Says)} [grey](fact {evidence.Position.ToString(CultureInfo.InvariantCulture)})[/]");
        }

        foreach (var step in found.Steps)
        {
            console.MarkupLine(
                $"  {CustodySentences.Words(step.Status.ToString())} {step.Happened.Text} by {Cell(step.Officer)}"
                    + $"{(step.Approver is { } other ? $" and {Cell(other)}" : "")}: {Cell(step.Grounds)} "
                    + $"[grey](fact {step.Position.ToString(CultureInfo.InvariantCulture)})[/]");
        }
    }

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
