using System.Collections.Immutable;
using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary><c>ledger trace</c>: requests between States to trace weapons, sent and received.</summary>
internal static class TraceCommand
{
    public static Command Make(Terminal terminal) =>
        new("trace", "Trace weapons with other States: whom to ask, requests, reminders, replies, answers of our own.")
        {
            TraceAsking.First(terminal),
            TraceAsking.Request(terminal),
            TraceAsking.Received(terminal),
            Acknowledge(terminal),
            Remind(terminal),
            TraceReplies.Reply(terminal),
            TraceReplies.Answer(terminal),
            TraceReplies.Close(terminal),
            Forgo(terminal),
            TraceBatch.Make(terminal),
            TraceList.Make(terminal),
            TraceShow.Show(terminal),
        };

    internal static Argument<string> Reference() => new("reference") { Description = "The trace's reference." };

    internal static Option<string?> When() => LotOptions.Text("--when", "The day it happened. Default: today.", "DATE");

    internal static Option<string> ReferenceOption() =>
        LotOptions.Required("--reference", "What the trace shall be called.", "REF");

    internal static Subject Home(string reference) =>
        Subject.Normalise(reference).Length > 0
            ? Subject.Of("trace", reference)
            : throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(reference)}' is no reference: give it letters or digits.");

    /// <summary>One of a code's values in lower case with hyphens: <c>no-record</c>.</summary>
    internal static Option<string?> Code<TCode>(string name, string description, bool required = false)
        where TCode : struct, Enum
    {
        var values = Enum.GetNames<TCode>().Select(Kebab).ToArray();
        var option = new Option<string?>(name)
        {
            Description = $"{description} {string.Join(", ", values)}.", HelpName = "CODE", Required = required,
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    internal static TCode? Of<TCode>(string? kebab)
        where TCode : struct, Enum =>
        kebab is null ? null : Enum.Parse<TCode>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    internal static string Kebab(string name) => CustodySentences.Words(name).Replace(' ', '-');

    internal static async Task<CustodyReport> Custody(OpenLedger ledger, WeaponId id, CancellationToken cancel) =>
        CustodyReport.Of(id, await WeaponHistory.Read(ledger.Store, id, cancel), AsOf.Now, CommonOptions.Now())
        ?? throw new CommandFailedException(Exit.Refused, $"Nothing is on record about weapon {id}.");

    /// <summary>The trace as it stands.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    internal static async Task<TraceCase> Case(OpenLedger ledger, Subject home, AsOf asOf, CancellationToken cancel) =>
        TraceCase.Of((await ledger.Store.Read([home], cancel)).Facts.Where(asOf.Includes))
        ?? throw new CommandFailedException(Exit.Refused, $"No trace {Plain.Of(home.Rest)} stands, or stood at that point; ledger trace list --all shows those there are.");

    internal static async Task<int> Record(
        OpenLedger ledger,
        Terminal terminal,
        Subject home,
        IReadOnlyList<Subject> about,
        Provenance provenance,
        string done,
        Func<ImmutableArray<Recorded>, Decision> decide,
        CancellationToken cancel)
    {
        var outcome = await ledger.Store.Transact<AllFacts>(
            new CommandId(Guid.NewGuid()), provenance, about, state => decide(state.Facts), cancel);
        terminal.RawResult.WriteLine($"{home.Key} {Outcomes.Said(outcome, done)}. See: ledger trace show {home.Rest}");
        return Exit.Done;
    }

    private static ExampledCommand Acknowledge(Terminal terminal)
    {
        var (reference, officer, when, data) = (Reference(), IdentityCommand.Officer(), When(), CommonOptions.Data());
        var contact = LotOptions.Text("--contact", "Who deals with it.", "TEXT");
        var expected = LotOptions.Text("--expected", "When a reply may be expected.", "DATE");
        var theirs = LotOptions.Text("--their-reference", "The other State's own reference.", "REF");
        var command = new ExampledCommand(
            "acknowledge", "Record that receipt of a request was confirmed, by them or by us.",
            "ledger trace acknowledge T-2026-4 --their-reference BKA-7 --expected 2026-06-30 --officer analyst-03")
        {
            reference, contact, expected, theirs, when, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = Home(line.GetValue(reference)!);
            var fact = new TraceAcknowledged(
                CertificateCommand.Past("--when", line.GetValue(when)), line.GetValue(officer)!, [],
                line.GetValue(contact), LotOptions.Day("--expected", line.GetValue(expected)), line.GetValue(theirs));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Record(
                ledger, terminal, home, [home], new Provenance(fact.Officer, Channel: EntryChannel.Typed), "acknowledged",
                facts => Traces.Acknowledge(facts, home, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Remind(Terminal terminal)
    {
        var (reference, officer, when, data) = (Reference(), IdentityCommand.Officer(), When(), CommonOptions.Data());
        var command = new ExampledCommand(
            "remind", "Record that the State asked was reminded. trace list --overdue shows whom to remind.",
            "ledger trace remind T-2026-4 --officer analyst-03")
        {
            reference, when, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = Home(line.GetValue(reference)!);
            var fact = new TraceReminded(
                CertificateCommand.Past("--when", line.GetValue(when)), line.GetValue(officer)!, []);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Record(
                ledger, terminal, home, [home], new Provenance(fact.Officer, Channel: EntryChannel.Typed), "reminded",
                facts => Traces.Remind(facts, home, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Forgo(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "The ledger's id of the weapon, or its serial." };
        var (reference, officer) = (ReferenceOption(), IdentityCommand.Officer());
        var (when, data) = (When(), CommonOptions.Data());
        var reason = LotOptions.Required("--reason", "Why nobody is asked.", "TEXT");
        var command = new ExampledCommand(
            "forgo", "Decide to ask nobody: the trace decision that must stand before a collected weapon is destroyed.",
            "ledger trace forgo A557125 --reference T-2026-5 --reason \"made by hand, no marks\" --officer chief-01")
        {
            weapon, reference, reason, when, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = Home(line.GetValue(reference)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var fact = new TraceForgone(
                CertificateCommand.Past("--when", line.GetValue(when)), line.GetValue(reason)!,
                line.GetValue(officer)!, [id.Subject]);
            return await Record(
                ledger, terminal, home, [home, id.Subject],
                new Provenance(fact.Officer, Channel: EntryChannel.Typed), "forgone",
                facts => Traces.Forgo(facts, home, fact), cancel);
        });
        return command;
    }
}
