using System.CommandLine;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>Whom to ask, and requests sent and received.</summary>
internal static class TraceAsking
{
    public static ExampledCommand First(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "The ledger's id of the weapon, or its serial." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "whom", "The States to ask about a weapon, the first first: by its replies, marks, custody and maker.",
            "ledger trace whom A557125", "ledger trace whom A557125 --json")
        {
            weapon, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var report = await TraceCommand.Custody(ledger, id, cancel);
            var facts = (await ledger.Store.Read([id.Subject], cancel)).Facts;
            var traces = facts.Where(it => it.Fact is TraceEvent).GroupBy(it => it.Home)
                .Select(it => TraceCase.Of(it)).OfType<TraceCase>().ToList();
            var states = StateToAsk.Of(report, traces);
            if (line.GetValue(json))
            {
                terminal.Json(states);
                return Exit.Done;
            }

            if (states.Count == 0)
            {
                terminal.Result.WriteLine(
                    "No mark, custodian or maker on record names a State. Record its marks first: item_registered or "
                        + "marking_recorded by ledger import.");
            }

            foreach (var it in states)
            {
                terminal.Result.MarkupLine(
                    $"[bold]{Markup.Escape(it.State)}[/]  {Why(it)} [grey](fact {it.Position})[/]"
                        + (it.Asked is { } asked ? $" asked already: trace {Markup.Escape(Plain.Of(asked))}" : ""));
            }

            return Exit.Done;
        });
        return command;
    }

    public static ExampledCommand Request(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "The ledger's id of the weapon, or its serial." };
        var state = new Option<string?>("--state")
        {
            Description = "The State asked (ISO 3166-1 alpha-2). Default: the first that ledger trace whom names.",
            HelpName = "CODE",
        };
        var shared = new Shared();
        var command = new ExampledCommand(
            "request",
            "Ask another State to trace a weapon on record. What it is and its marks are taken from its custody; the "
                + "International Tracing Instrument asks for circumstances and use besides.",
            "ledger trace request A557125 --reference T-2026-4 --state DE --authority \"National point of contact\" "
                + "--circumstances \"seized at the border\" --use \"criminal investigation\" --officer analyst-03")
        {
            weapon, state,
        };
        shared.AddTo(command);
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(shared.Reference)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(shared.Data), terminal, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var report = await TraceCommand.Custody(ledger, id, cancel);
            var first = StateToAsk.Of(report, []);
            var asked = line.GetValue(state)?.ToUpperInvariant() ?? (first.Count > 0
                ? first[0].State
                : throw new CommandFailedException(Exit.BadInput, "Nothing on record names a State: give --state."));
            var taken = report.Facts.LastOrDefault(it => CustodySteps.IsTaking(it.Step));
            var fact = shared.Fact(line, TraceDirection.Sent, asked) with
            {
                Item = report.Description,
                Marks = report.Marks.Select(it => it.Mark).Distinct().ToValueList(),
                About = [id.Subject],
                FoundAt = taken?.Place,
                Found = taken?.Happened,
                Case = line.GetValue(shared.Case) ?? taken?.Reference,
            };
            return await TraceCommand.Record(
                ledger, terminal, home, [home, id.Subject],
                new Provenance(fact.Officer, Channel: EntryChannel.Typed), $"asked of {asked}",
                facts => Traces.Request(facts, home, fact), cancel);
        });
        return command;
    }

    public static ExampledCommand Received(Terminal terminal)
    {
        var state = LotOptions.Required("--state", "The State that asks (ISO 3166-1 alpha-2).", "CODE");
        var serial = LotOptions.Required("--serial", "The number as the request gives it.", "TEXT");
        var import = LotOptions.Text("--import-mark", "The import mark as the request gives it.", "TEXT");
        var maker = LotOptions.Text("--maker", "The manufacturer.", "TEXT");
        var model = LotOptions.Text("--model", "The model.", "TEXT");
        var calibre = LotOptions.Text("--calibre", "The calibre as written.", "TEXT");
        var kind = LotOptions.Text("--kind", "Pistol, rifle …", "TEXT");
        var shared = new Shared();
        var command = new ExampledCommand(
            "received",
            "Record that another State asks us about a weapon. It is recorded as it came, however little it says.",
            "ledger trace received --reference FR-77 --state FR --authority \"Police judiciaire\" --serial A557125 "
                + "--maker GLOCK --circumstances \"found in a car\" --use investigation --officer clerk-07")
        {
            state, serial, import, maker, model, calibre, kind,
        };
        shared.AddTo(command);
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(shared.Reference)!);
            var fact = shared.Fact(line, TraceDirection.Received, line.GetValue(state)!.ToUpperInvariant()) with
            {
                Item = new ItemDescription(
                    line.GetValue(kind), line.GetValue(maker), null, line.GetValue(model), line.GetValue(calibre)),
                Marks =
                [
                    new Mark(MarkKind.Serial, line.GetValue(serial)!),
                    .. line.GetValue(import) is { } mark ? [new Mark(MarkKind.Import, mark)] : Array.Empty<Mark>(),
                ],
            };
            await using var ledger = await OpenLedger.Open(line.GetValue(shared.Data), terminal, cancel);
            return await TraceCommand.Record(
                ledger, terminal, home, [home],
                new Provenance(
                    fact.Officer, fact.Authority, new SourceReference(SourceKind.PartnerMessage, home.Rest),
                    Channel: EntryChannel.Typed),
                "received", facts => Traces.Request(facts, home, fact), cancel);
        });
        return command;
    }

    private static string Why(StateToAsk it) => it.Reason switch
    {
        ReasonToAsk.NamedInReply => $"the reply to trace {Shown(it)} names it",
        ReasonToAsk.ImportMark => $"last legal import by the mark '{Shown(it)}'",
        ReasonToAsk.LastCustodian => $"the last custodian on record is there: {Shown(it)}",
        ReasonToAsk.Manufacture => $"it was made there{(it.Says.Length > 0 ? $" by {Shown(it)}" : "")}",
        _ => $"it went through there: {Shown(it)}",
    };

    private static string Shown(StateToAsk it) => Markup.Escape(Plain.Of(it.Says));

    /// <summary>The options of both kinds of request.</summary>
    private sealed class Shared
    {
        public Option<string> Reference { get; } = TraceCommand.ReferenceOption();

        public Option<string?> Case { get; } = LotOptions.Text("--case", "The case it belongs to.", "REF");

        public Option<string?> Data { get; } = CommonOptions.Data();

        private readonly Option<string> _authority =
            LotOptions.Required("--authority", "The other State's authority: its point of contact.", "NAME");

        private readonly Option<string> _circumstances =
            LotOptions.Required("--circumstances", "How, where and when the weapon was found.", "TEXT");

        private readonly Option<string> _use =
            LotOptions.Required("--use", "For what the information is sought.", "TEXT");

        private readonly Option<bool> _urgent = new("--urgent") { Description = "It presses." };
        private readonly Option<string?> _ground =
            TraceCommand.Code<IllicitGround>("--ground", "Why it is taken to be illicit:");

        private readonly Option<string?> _contact = LotOptions.Text("--contact", "How to answer.", "TEXT");
        private readonly Option<string?> _limits = LotOptions.Text("--restrictions", "Who may be told what.", "TEXT");
        private readonly Option<string[]> _questions =
            new("--question") { Description = "What is asked besides; may be given often.", HelpName = "TEXT" };

        private readonly Option<string?> _when = TraceCommand.When();
        private readonly Option<string> _officer = IdentityCommand.Officer();

        public void AddTo(ExampledCommand command)
        {
            Option[] all =
            [
                Reference, _authority, _circumstances, _use, _ground, Case, _contact, _limits, _questions, _urgent,
                _when, _officer, Data,
            ];
            foreach (var option in all)
            {
                command.Options.Add(option);
            }
        }

        public TraceRequested Fact(ParseResult line, TraceDirection direction, string state) => new(
            CertificateCommand.Past("--when", line.GetValue(_when)),
            direction,
            state,
            line.GetValue(_authority)!,
            new ItemDescription(),
            [],
            line.GetValue(_circumstances)!,
            line.GetValue(_use)!,
            line.GetValue(_officer)!,
            [],
            line.GetValue(_urgent) ? TraceUrgency.Urgent : TraceUrgency.Routine,
            TraceCommand.Of<IllicitGround>(line.GetValue(_ground)),
            Case: line.GetValue(Case),
            Contact: line.GetValue(_contact),
            Restrictions: line.GetValue(_limits),
            Questions: [.. line.GetValue(_questions) ?? []]);
    }
}
