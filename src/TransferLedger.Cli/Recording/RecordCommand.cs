using System.CommandLine;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary><c>ledger record</c>: any fact that no other command takes in, one kind a subcommand.</summary>
internal static class RecordCommand
{
    private const string Name = "record";

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it says what it did.</param>
    /// <param name="whole">With its subcommands. Sixty of them are not made for every other command.</param>
    public static Command Make(Terminal terminal, bool whole)
    {
        var (list, json) = (new Option<bool>("--list")
        {
            Description = "List all kinds of facts, and the command that records each.",
        }, CommonOptions.Json());
        var command = new ExampledCommand(
            Name,
            "Record one fact of any kind that has no command of its own: made, registered, stored, handed over, issued, lost, "
                + "seized, in transit; entries of the registers; corrections. Checked like an import.",
            "ledger record --list",
            "ledger record loss-reported --help",
            "ledger record loss-reported A557125 --on 2026-05-14 --holder Army@XR --circumstances \"fell overboard\" "
                + "--last-seen \"Depot 7@XR\" --last-seen-on 2026-05-12 --discovered 2026-05-14 --reporter \"post 4\" "
                + "--officer clerk-07")
        {
            list, json,
        };
        foreach (var kind in whole ? RecordableKinds.All : [])
        {
            command.Add(Kind(kind, terminal));
        }

        command.SetAction(line => line.GetValue(list)
            ? List(terminal, line.GetValue(json))
            : throw new CommandFailedException(
                Exit.BadInput, "Say what happened: ledger record --list shows the kinds of facts."));
        return command;
    }

    /// <summary>What is wrong with a kind of fact that there is not; null where there is, or none is named.</summary>
    public static string? Strange(string[] arguments) =>
        arguments is [Name, var kind, ..] && !kind.StartsWith('-')
            && !RecordableKinds.All.Any(it => it.Command == kind) && Elsewhere(arguments) is null
                ? $"'{Plain.Of(kind)}' is no kind of fact: ledger record --list shows them."
                : null;

    /// <summary>The command line with a kind of fact as the command spells it: stored names are taken too.</summary>
    public static string[] Spelled(string[] arguments) => arguments is [Name, var kind, .. var rest]
        ? [Name, kind.Replace('_', '-'), .. rest]
        : arguments;

    /// <summary>Which command records a kind of fact that this one does not; null where that is not asked.</summary>
    public static string? Elsewhere(string[] arguments)
    {
        var type = arguments is [Name, var kind, ..] ? kind.Replace('-', '_') : null;
        return OwnCommands.All.FirstOrDefault(it => it.Type == type).Command is { } command
            ? $"A {type} has a command of its own: ledger {command} --help"
            : null;
    }

    private static ExampledCommand Kind(RecordableKind kind, Terminal terminal)
    {
        var home = kind.Home is { Argument: { } argument } it
            ? new Argument<string?>(argument)
            {
                // Never demanded by the parser, which would tell of nothing else that is missing.
                Description = (it is FactHome.Weapon { MayBeNew: true } ? "" : "Mandatory. ") + it.Description,
                Arity = ArgumentArity.ZeroOrOne,
            }
            : null;
        var provenance = new ProvenanceOptions();
        var options = new FactOptions(kind, provenance);
        var request = CommonOptions.Optional(
            "--request", "A name of your own for this request: asked again with it, nothing is recorded twice.", "NAME");
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Check it and print the line that ledger import would take; record nothing.",
        };
        var file = CommonOptions.Optional(
            "--fact", "The fact, or a part of it, as a JSON object (docs/events.md); - is standard input.", "FILE");
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            kind.Command, FactMember.Said.Summary(kind.Fact), FactExample.Of(kind));
        if (home is not null)
        {
            command.Add(home);
        }

        foreach (var option in options.Own.Concat([options.NotKnown]).Concat(provenance.All)
            .Concat([request, file, dryRun, data, json]))
        {
            command.Add(option);
        }

        command.SetAction(async (line, cancel) =>
        {
            var problems = new List<string>();
            if (home is not null && line.GetValue(home) is null && kind.Home is not FactHome.Weapon { MayBeNew: true })
            {
                problems.Add($"<{home.Name}> is missing: {kind.Home.Description}");
            }

            var typed = await FactFile.Read(line.GetValue(file), problems, cancel);
            var asked = new RecordRequest(
                kind, home is null ? null : line.GetValue(home), options.Read(line, typed, problems),
                provenance.Read(line, problems), line.GetValue(request));
            if (problems.Count > 0)
            {
                throw new CommandFailedException(Exit.BadInput, string.Join(Environment.NewLine, problems));
            }

            return await new Recording(asked, options, terminal, line.GetValue(json))
                .Run(line.GetValue(data), line.GetValue(dryRun), cancel);
        });
        return command;
    }

    private static int List(Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.Json(new
            {
                recorded = RecordableKinds.All.Select(it => new
                {
                    it.Type, command = $"ledger {Name} {it.Command}", it.Section, what = FactMember.Said.Summary(it.Fact),
                }),
                elsewhere = OwnCommands.All.Select(it => new { it.Type, command = $"ledger {it.Command}" }),
            });
            return Exit.Done;
        }

        foreach (var section in RecordableKinds.All.GroupBy(it => it.Section, StringComparer.Ordinal))
        {
            terminal.Result.MarkupLineInterpolated($"[bold]{section.Key}[/]");
            var table = new Table().Border(TableBorder.None).HideHeaders()
                .AddColumn(new TableColumn("").NoWrap()).AddColumn("");
            foreach (var kind in section)
            {
                table.AddRow($"  ledger {Name} {kind.Command}", Markup.Escape(FactMember.Said.Summary(kind.Fact)));
            }

            terminal.Result.Write(table);
        }

        terminal.Result.MarkupLine("[bold]Recorded by a command of its own[/]");
        var others = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var own in OwnCommands.All.GroupBy(it => it.Command, StringComparer.Ordinal))
        {
            others.AddRow($"  ledger {own.Key}", string.Join(", ", own.Select(it => it.Type)));
        }

        terminal.Result.Write(others);
        return Exit.Done;
    }
}
