using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>Replies that came, answers of our own, and the end of traces.</summary>
internal static class TraceReplies
{
    public static ExampledCommand Reply(Terminal terminal)
    {
        var (reference, officer) = (TraceCommand.Reference(), IdentityCommand.Officer());
        var (when, data) = (TraceCommand.When(), CommonOptions.Data());
        var outcome = TraceCommand.Code<TraceOutcome>("--outcome", "What it comes to:", required: true);
        var reason = TraceCommand.Code<TraceRefusal>("--reason", "Why it is refused, restricted or late:");
        var holders = new Option<string[]>("--holder")
        {
            Description = "A holder it names, from when and how: \"2009=Zed Arms@CI=exported=A 7/09\". May be given often, "
                + "the earliest first.",
            HelpName = "DATE=NAME[=HOW[=DOCUMENT]]",
        };
        var next = LotOptions.Text("--next-state", "The State it says to ask next.", "CODE");
        var missing = LotOptions.Text("--missing", "A loss or theft report it tells of.", "TEXT");
        var text = LotOptions.Text("--text", "What else it says.", "TEXT");
        var grade = LotOptions.Text("--grade", "The Admiralty grade of the source: A to F, then 1 to 6.", "GRADE");
        var command = new ExampledCommand(
            "reply",
            "Record the reply of a State that was asked. The holders it names become facts about the weapon, and its "
                + "custody shows them as what that State says.",
            "ledger trace reply T-2026-4 --outcome identified --holder \"2009=Zed Arms@CI=exported=A 7/09\" --grade B2 "
                + "--officer analyst-03",
            "ledger trace reply T-2026-4 --outcome no-record --next-state FR --officer analyst-03")
        {
            reference, outcome, holders, reason, next, missing, text, grade, when, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(reference)!);
            var fact = new TraceResponded(
                CertificateCommand.Past("--when", line.GetValue(when)),
                TraceCommand.Of<TraceOutcome>(line.GetValue(outcome))!.Value,
                line.GetValue(officer)!,
                [],
                (line.GetValue(holders) ?? []).Select(Holder).ToValueList(),
                TraceCommand.Of<TraceRefusal>(line.GetValue(reason)),
                line.GetValue(text),
                line.GetValue(next)?.ToUpperInvariant(),
                line.GetValue(missing));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var request = (await TraceCommand.Case(ledger, home, AsOf.Now, cancel)).Request?.Fact;
            if (request?.Direction == TraceDirection.Received)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"Trace {home.Rest} was asked of us; ledger trace answer replies from our own records.");
            }

            return await TraceCommand.Record(
                ledger, terminal, home, [home],
                new Provenance(
                    fact.Officer,
                    request?.Authority,
                    new SourceReference(SourceKind.PartnerMessage, $"trace {home.Rest}"),
                    Grade(line.GetValue(grade)),
                    Channel: EntryChannel.Typed),
                "answered", facts => Traces.Respond(facts, home, fact), cancel);
        });
        return command;
    }

    public static ExampledCommand Answer(Terminal terminal)
    {
        var (reference, officer) = (TraceCommand.Reference(), LotOptions.Text("--officer", "Who answers.", "NAME"));
        var (when, data, json) = (TraceCommand.When(), CommonOptions.Data(), CommonOptions.Json());
        var weapon = LotOptions.Text("--weapon", "Which of the weapons found is meant, by the ledger's id.", "ID");
        var send = new Option<bool>("--record") { Description = "Record it as our reply." };
        var command = new ExampledCommand(
            "answer",
            "What our own records say about a weapon another State asks about: who had it, on which papers, and whether it "
                + "was reported missing. Nothing is recorded without --record.",
            "ledger trace answer FR-77", "ledger trace answer FR-77 --record --officer analyst-03")
        {
            reference, weapon, send, when, officer, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(reference)!);
            var day = CertificateCommand.Past("--when", line.GetValue(when));
            var chosen = Chosen(line.GetValue(weapon));
            if (line.GetValue(send) && string.IsNullOrWhiteSpace(line.GetValue(officer)))
            {
                throw new CommandFailedException(Exit.BadInput, "--record needs --officer: who answers.");
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var found = await TraceCommand.Case(ledger, home, AsOf.Now, cancel);
            if (found.Request?.Fact is not { Direction: TraceDirection.Received } request)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"Trace {home.Rest} was not asked of us; ledger trace reply records what another State says.");
            }

            var hits = await OwnAnswer.Hits(ledger, request, cancel);
            var fact = await OwnAnswer.Proposal(
                ledger, request, hits, chosen, MatchingTier.M1, day, line.GetValue(officer) ?? "", cancel);
            if (!line.GetValue(send))
            {
                TraceShow.Proposed(terminal, line.GetValue(json), hits, fact);
                return Exit.Done;
            }

            return await TraceCommand.Record(
                ledger, terminal, home, [home, .. fact.About],
                new Provenance(fact.Officer, Channel: EntryChannel.Typed), "answered",
                facts => Traces.Respond(facts, home, fact), cancel);
        });
        return command;
    }

    public static ExampledCommand Close(Terminal terminal)
    {
        var (reference, officer) = (TraceCommand.Reference(), IdentityCommand.Officer());
        var (when, data, grounds) = (TraceCommand.When(), CommonOptions.Data(), IdentityCommand.Grounds());
        var result = TraceCommand.Code<TraceResult>("--result", "What the trace came to:", required: true);
        var point = TraceCommand.Code<DiversionStage>("--point", "Where in its life the weapon became illicit:", required: true);
        var holder = LotOptions.Text("--last-holder", "The last lawful holder. A country may follow: Army@XR.", "NAME");
        var command = new ExampledCommand(
            "close", "Close a trace: traced to the last lawful holder, established otherwise, or not traced.",
            "ledger trace close T-2026-4 --result last-lawful-holder --point in-end-user-stock --last-holder Army@XR "
                + "--grounds \"reply of DE\" --officer chief-01")
        {
            reference, result, point, holder, grounds, when, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = TraceCommand.Home(line.GetValue(reference)!);
            var last = line.GetValue(holder);
            var fact = new TraceClosed(
                CertificateCommand.Past("--when", line.GetValue(when)),
                TraceCommand.Of<TraceResult>(line.GetValue(result))!.Value,
                TraceCommand.Of<DiversionStage>(line.GetValue(point))!.Value,
                line.GetValue(grounds)!,
                line.GetValue(officer)!,
                [],
                last is null ? null : LotOptions.Party("--last-holder", last));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await TraceCommand.Record(
                ledger, terminal, home, [home], new Provenance(fact.Officer, Channel: EntryChannel.Typed), "closed",
                facts => Traces.Close(facts, home, fact), cancel);
        });
        return command;
    }

    private static WeaponId? Chosen(string? text) => text is null ? null
        : WeaponId.TryParse(text, out var id) ? id
        : throw new CommandFailedException(
            Exit.BadInput, $"--weapon: '{Plain.Of(text)}' is no weapon id; ledger search gives it.");

    private static TracedHolder Holder(string text)
    {
        var parts = text.Split('=', StringSplitOptions.TrimEntries);
        return parts.Length is >= 2 and <= 4 && Happened.TryParse(parts[0], out _, out _)
            ? new TracedHolder(
                LotOptions.Party("--holder", parts[1]), CertificateCommand.Past("--holder", parts[0]),
                parts.ElementAtOrDefault(2), parts.ElementAtOrDefault(3))
            : throw new CommandFailedException(
                Exit.BadInput,
                $"--holder: '{Plain.Of(text)}' is not a date, an equals sign and a name: \"2009=Zed Arms@CI=exported\".");
    }

    private static SourceGrade? Grade(string? text) => text is null ? null
        : SourceGrade.TryParse(text.Trim().ToUpperInvariant(), out var grade) ? grade
        : throw new CommandFailedException(
            Exit.BadInput, $"--grade: '{Plain.Of(text)}' is no source grade such as B2 (A to F, then 1 to 6).");
}
