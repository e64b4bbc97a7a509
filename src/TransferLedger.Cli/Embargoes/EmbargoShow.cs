using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Embargoes;

/// <summary>Embargoes as a person reads them.</summary>
internal static class EmbargoShow
{
    public static ExampledCommand List(Terminal terminal)
    {
        var on = EmbargoCommand.Text("--on", "Those of this day. Default: today.", "DATE");
        var all = new Option<bool>("--all") { Description = "Also those that had ended or had not begun." };
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list", "The embargoes on a day, as known at an instant, with where each stands.",
            "ledger embargo list", "ledger embargo list --on 2015-05-01 --all", "ledger embargo list --known-by 2026-11-01 --json")
        {
            on, all, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await EmbargoRecheckCommand.Remind(ledger, terminal, cancel);
            var table = await EmbargoCommand.Table(ledger, CommonOptions.AsOf(null, line.GetValue(known)), cancel);
            var shown = table.Measures.Where(it => line.GetValue(all)
                || it.On(day) is not (EmbargoStanding.NotYet or EmbargoStanding.Lifted)).ToList();
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    on = day, table = table.Loaded?.Fact, measures = shown.Select(it => Document(it, day)).ToList(),
                });
                return Exit.Done;
            }

            Heading(terminal.Result, table, day);
            var rows = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("regime").NoWrap())
                .AddColumn("against").AddColumn(new TableColumn("from").NoWrap()).AddColumn("stands");
            foreach (var it in shown)
            {
                rows.AddRow(
                    Cell(it.Name), Cell($"{it.Fact.Title} ({Way(it)})"),
                    Cell(it.Fact.From.Text + (it.Fact.Certainty == EmbargoCertainty.Established ? "" : " *")),
                    Stands(it, day));
            }

            terminal.Result.Write(rows);
            terminal.Result.MarkupLine("* from general knowledge, not looked up. Decisions and sources: ledger embargo show REGIME");
            return Exit.Done;
        });
        return command;
    }

    public static ExampledCommand Show(Terminal terminal)
    {
        var regime = Regime();
        var on = EmbargoCommand.Text("--on", "Where it stands on this day. Default: today.", "DATE");
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One regime: its measures over time, who is exempt, which clearances are possible and what they take.",
            "ledger embargo show UN-2653", "ledger embargo show UN-1737 --on 2019-06-30 --json")
        {
            regime, on, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await EmbargoRecheckCommand.Remind(ledger, terminal, cancel);
            var table = await EmbargoCommand.Table(ledger, CommonOptions.AsOf(null, line.GetValue(known)), cancel);
            var measures = table.Of(line.GetValue(regime)!).ToList();
            if (measures.Count == 0)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"No regime {Plain.Of(line.GetValue(regime)!)} is on record. ledger embargo list --all names them.");
            }

            if (line.GetValue(json))
            {
                terminal.Json(measures.Select(it => Document(it, day)).ToList());
                return Exit.Done;
            }

            foreach (var it in measures)
            {
                Write(terminal.Result, it, day);
            }

            foreach (var area in table.Areas.Where(it => Same(it.Fact.Regime, measures[0].Fact.Regime)))
            {
                terminal.Result.MarkupLine(
                    $"  area of {Cell(area.Fact.Group)}: {Cell(area.Fact.Place ?? "all")}, {Cell(area.Fact.Country)}, from "
                        + $"{area.Fact.Happened.Text} to {area.Fact.Until?.Text ?? "now"} {Fact(area.Position, area.Fact.Source)}");
            }

            foreach (var link in table.Links.Where(it => Same(it.Fact.Regime, measures[0].Fact.Regime)))
            {
                terminal.Result.MarkupLine(
                    $"  linked to {Cell(link.Fact.Group)}: {Cell(link.Fact.Party)}, from {link.Fact.Happened.Text} to "
                        + $"{link.Fact.Until?.Text ?? "now"} {Fact(link.Position, link.Fact.Source)}");
            }

            return Exit.Done;
        });
        return command;
    }

    internal static Argument<string> Regime() => new("regime") { Description = "The regime's code: UN-2653." };

    internal static Subject Home(string regime) => Subject.Normalise(regime).Length > 0
        ? EmbargoTable.RegimeOf(regime)
        : throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(regime)}' is no regime's code, such as UN-2653.");

    /// <summary>Which table, and for which day.</summary>
    internal static void Heading(IAnsiConsole console, EmbargoTable table, Happened day) =>
        console.MarkupLine(table.Loaded is { } loaded
            ? $"Embargoes on {day.Text}: edition {Cell(loaded.Fact.Edition)}, sources read {loaded.Fact.CheckedOn.Text} "
                + $"[grey](fact {Number(loaded.Position)})[/]"
            : "[red]No table of embargoes is loaded:[/] nothing can be said to be free. Load one: ledger embargo load");

    internal static string Cell(string text) => Markup.Escape(Plain.Of(text));

    private static void Write(IAnsiConsole console, EmbargoMeasure it, Happened day)
    {
        var fact = it.Fact;
        console.MarkupLine($"[bold]{Cell(it.Name)}[/]  {Cell(fact.Title)}: {Stands(it, day)}");
        console.MarkupLine(
            $"  {Cell(fact.Issuer)}, {Cell(fact.Instrument)}{(fact.Paragraph is { } at ? ", paragraph " + Cell(at) : "")}, "
                + $"decided {fact.Happened.Text}, from {fact.From.Text}; {Cell(Way(it))}; goods: "
                + $"{(fact.Goods.Count == 0 ? "arms of all types" : string.Join(", ", fact.Goods))} "
                + Fact(it.Imposed.Position, fact.Source));
        foreach (var renewed in it.Renewals)
        {
            console.MarkupLine(
                $"  {Cell(renewed.Fact.Instrument)}, {renewed.Fact.Happened.Text}: goes on, "
                    + $"{(renewed.Fact.RunsTo is { } last ? "to " + last.Text : "open-ended")} "
                    + Fact(renewed.Position, renewed.Fact.Source));
        }

        if (it.Lifted is { } lifted)
        {
            console.MarkupLine(
                $"  {Cell(lifted.Fact.Instrument)}: lifted {lifted.Fact.Happened.Text} {Fact(lifted.Position, lifted.Fact.Source)}");
        }

        foreach (var exempt in fact.Exempt)
        {
            console.MarkupLine(
                $"  exempt: {Cell(exempt.Description)}{(exempt.Clearance is { } kind ? $", with a clearance: {kind}" : "")}");
        }

        foreach (var route in fact.Routes)
        {
            console.MarkupLine(
                $"  clearance: {route.Kind} by {Cell(route.To)}"
                    + $"{(route.WaitingDays > 0 ? $", {Number(route.WaitingDays)} working days" : "")}"
                    + $"{(route.Contents.Count > 0 ? ": " + Cell(string.Join(", ", route.Contents)) : "")}");
        }

        foreach (var text in fact.Duties.Select(one => "duty: " + one).Append(fact.Note ?? "").Where(one => one.Length > 0))
        {
            console.MarkupLine($"  {Cell(text)}");
        }

        if (fact.ContestedBy.Count > 0)
        {
            console.MarkupLine($"  [yellow]contested by {Cell(string.Join(", ", fact.ContestedBy))}[/]");
        }

        foreach (var policy in it.Policy)
        {
            console.MarkupLine(
                $"  {Cell(policy.Fact.Jurisdiction)} {(policy.Fact.Applied ? "applies" : "does not apply")} it from "
                    + $"{policy.Fact.Happened.Text} {Fact(policy.Position, policy.Fact.LegalBasis)}");
        }
    }

    private static object Document(EmbargoMeasure it, Happened day) => new
    {
        name = it.Name,
        standing = it.On(day).ToString(),
        applied = it.IsApplied(day),
        runsTo = it.RunsTo(day),
        imposed = it.Fact,
        renewals = it.Renewals.Select(one => one.Fact).ToList(),
        lifted = it.Lifted?.Fact,
        policy = it.Policy.Select(one => one.Fact).ToList(),
        facts = it.Facts(day),
    };

    private static string Stands(EmbargoMeasure it, Happened day)
    {
        var text = it.On(day) switch
        {
            EmbargoStanding.NotYet => "[grey]had not begun[/]",
            EmbargoStanding.Lifted => $"[grey]lifted {it.Lifted!.Fact.Happened.Text}[/]",
            EmbargoStanding.Uncertain => "[yellow]dates uncertain[/]",
            EmbargoStanding.NotEstablished => $"[yellow]not established after {it.RunsTo(day)?.Text}[/]",
            _ => it.RunsTo(day) is { } last ? $"in force to {last.Text}" : "in force, open-ended",
        };
        return it.IsApplied(day) ? text : text + " [grey](not applied here)[/]";
    }

    private static string Way(EmbargoMeasure it) => it.Fact.Direction switch
    {
        EmbargoDirection.To => "to it",
        EmbargoDirection.From => "from it",
        _ => "to and from it",
    };

    private static string Fact(long position, string source) => $"[grey](fact {Number(position)}; {Cell(source)})[/]";

    private static bool Same(string one, string other) => Subject.Normalise(one) == Subject.Normalise(other);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
