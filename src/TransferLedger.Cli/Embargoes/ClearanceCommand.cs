using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Embargoes;

/// <summary>
/// <c>ledger clearance</c>: what committees and the law permit under an embargo, from request to draw.
/// </summary>
internal static class ClearanceCommand
{
    public static Command Make(Terminal terminal) =>
        new("clearance", "Clearances under embargoes: approvals, notices with and without waiting, standing exemptions.")
        {
            Request(terminal), Notify(terminal), Decide(terminal), Show(terminal),
        };

    private static ExampledCommand Request(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The request as JSON (see docs/embargoes.md)." };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "request",
            "Record a request, a notice to be given, or the legal condition of a standing exemption. Refused where the regime "
                + "leaves no such way open, or asks for more than is said. The same file again records nothing.",
            "ledger clearance request samples/embargoes/clearance.json")
        {
            file, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<ClearanceRequested>(path, cancel);
            var home = DocumentFile.Checked(path, "$.reference", () => fact.Subject);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = await CertificateReading.Own(ledger.Store, fact.Certificate, cancel);
            Subject[] about = [home, .. CertificateReport.Needs(fact.Certificate, own), EmbargoTable.Subject];
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [.. about.Distinct()], fact.Officer, (path, text), "recorded",
                state => Clearing.Request(state, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Notify(Terminal terminal)
    {
        var (id, to, officer) = (
            Id(), EmbargoCommand.Required("--to", "Who received it.", "NAME"),
            EmbargoCommand.Required("--officer", "Who sent it.", "NAME"));
        var receipt = EmbargoCommand.Text("--receipt", "The receiver's own reference.", "TEXT");
        var (on, data) = (EmbargoCommand.Text("--on", "The day it was received. Default: today.", "DATE"), CommonOptions.Data());
        var command = new ExampledCommand(
            "notify", "Record that a request or notice was received. From the next working day on the waiting period runs.",
            "ledger clearance notify C-2026-4 --to \"Committee 2713\" --on 2026-06-05 --officer clerk-07")
        {
            id, to, on, receipt, officer, data,
        };
        command.SetAction((line, cancel) => Record(
            terminal, line.GetValue(id)!, line.GetValue(data), line.GetValue(officer)!, "notified",
            (state, home) => Clearing.Notify(
                state, home, CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(to)!,
                line.GetValue(officer)!, line.GetValue(receipt)),
            cancel));
        return command;
    }

    private static ExampledCommand Decide(Terminal terminal)
    {
        var (id, outcome) = (Id(), new Argument<ClearanceOutcome>("outcome")
        {
            Description = "Approved or Denied by a committee, Reviewed by a second officer, Withdrawn.",
        });
        var by = EmbargoCommand.Required("--by", "Who decided: the committee, or the reviewing officer.", "NAME");
        var grounds = EmbargoCommand.Required("--grounds", "The paper or reason it rests on.", "TEXT");
        var officer = EmbargoCommand.Required("--officer", "Who records it.", "NAME");
        var (on, data) = (EmbargoCommand.Text("--on", "The day of the decision. Default: today.", "DATE"), CommonOptions.Data());
        var command = new ExampledCommand(
            "decide", "Record what was decided about a clearance. A standing exemption is reviewed by another officer.",
            "ledger clearance decide C-2026-4 Approved --by \"Committee 1970\" --grounds \"letter of 3 June\" --officer clerk-07",
            "ledger clearance decide C-2026-5 Reviewed --by chief-01 --grounds \"police of Haiti\" --officer chief-01")
        {
            id, outcome, by, grounds, on, officer, data,
        };
        command.SetAction((line, cancel) => Record(
            terminal, line.GetValue(id)!, line.GetValue(data), line.GetValue(officer)!, "decided",
            (state, home) => Clearing.Decide(
                state, home, CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(outcome), line.GetValue(by)!,
                line.GetValue(officer)!, line.GetValue(grounds)!),
            cancel));
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var id = Id();
        var on = EmbargoCommand.Text("--on", "Where it stands on this day, with what was drawn by then. Default: today.", "DATE");
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One clearance: what it clears, where it stands, from when on it may be used, what was drawn and is left.",
            "ledger clearance show C-2026-4", "ledger clearance show C-2026-4 --on 2026-06-11 --json")
        {
            id, on, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = Home(line.GetValue(id)!);
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            var asOf = CommonOptions.AsOf(null, line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var table = await EmbargoCommand.Table(ledger, asOf, cancel);
            var until = asOf with { HappenedBy = day.Latest };
            var facts = (await ledger.Store.Read([home], cancel)).Facts.Where(until.Includes);
            var found = ClearanceAccount.All(facts).FirstOrDefault(it => it.Subject == home)
                ?? throw new CommandFailedException(
                    Exit.Refused, $"No clearance {Plain.Of(home.Rest)} had been asked for by {day.Text}, as far as is on record.");
            var all = (await CertificateReading.Own(ledger.Store, found.Fact.Certificate, cancel)).Where(until.Includes)
                .ToList();
            var clearances = EmbargoDecisions.ClearancesOf(all, found.Fact.Certificate);

            // With the facts about the certificate: what was drawn with a consent that was retracted is back.
            found = clearances.FirstOrDefault(it => it.Subject == home) ?? found;
            var undrawn = EmbargoDecisions.Undrawn(
                clearances, found.Fact.Regime, found.Fact.EndUser,
                found.Fact.Certificate, all);
            if (line.GetValue(json))
            {
                terminal.Json(Document(found, table, day, undrawn));
            }
            else
            {
                Write(terminal.Result, found, table, day, undrawn);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>A notice opens it; the other kinds are opened by who decides, and nobody can say when.</summary>
    private static bool IsByNotice(ClearanceAccount it) =>
        it.Fact.Kind is ClearanceKind.NoNegativeDecision or ClearanceKind.Information;

    private static object Document(
        ClearanceAccount it, EmbargoTable table, Happened day, ValueList<LineQuantity> undrawn) => new
    {
        reference = it.Subject.Rest,
        standing = it.On(table, day).ToString(),
        on = day,
        usableFrom = IsByNotice(it) && it.UsableFrom(table) is { } from ? Happened.On(from) : null,
        request = it.Fact,
        notices = it.Notices.Select(one => one.Fact).ToList(),
        decisions = it.Decisions.Select(one => one.Fact).ToList(),
        lines = it.Fact.Lines.Select(one => new
        {
            one.Line,
            cleared = it.Cleared(one.Line),
            drawn = it.Drawn(one.Line),
            byConsents = it.DrawnByConsent(one.Line),
            left = it.Left(one.Line),
        }).ToList(),
        consentedAndDrawnFromNone = undrawn,
        draws = it.Draws.Select(one => one.Fact).ToList(),
        consents = it.Consents.Select(one => one.Fact).ToList(),
    };

    private static void Write(
        IAnsiConsole console, ClearanceAccount it, EmbargoTable table, Happened day, ValueList<LineQuantity> undrawn)
    {
        var fact = it.Fact;
        console.MarkupLine(
            $"[bold]{EmbargoShow.Cell(it.Subject.Rest)}[/]  {fact.Kind} under {EmbargoShow.Cell(fact.Regime)} for "
                + $"{EmbargoShow.Cell(fact.EndUser)}, {EmbargoShow.Cell(fact.Certificate.Key)}");
        console.MarkupLine($"  on {day.Text}: {Words(it.On(table, day))}{From(it, table)}");
        foreach (var content in fact.Contents)
        {
            console.MarkupLine($"  {EmbargoShow.Cell(content.Name)}: {EmbargoShow.Cell(content.Text)}");
        }

        foreach (var line in fact.Lines)
        {
            var byConsents = it.DrawnByConsent(line.Line) is > 0 and var some
                ? string.Create(CultureInfo.InvariantCulture, $" ({some} by consents to pass goods on)")
                : "";
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  line {line.Line}: {line.Quantity} cleared, {it.Drawn(line.Line)} drawn{byConsents}, {it.Left(line.Line)} left"));
        }

        foreach (var line in undrawn)
        {
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  line {line.Line}: {line.Quantity} consented to be passed on to it and drawn from no clearance; all clearances for it together must hold them too"));
        }

        foreach (var (position, text) in it.Notices.Select(one => (one.Position, $"{one.Fact.Happened.Text} received by {one.Fact.To}"))
            .Concat(it.Decisions.Select(one => (
                one.Position, $"{one.Fact.Happened.Text} {one.Fact.Outcome} by {one.Fact.By}: {one.Fact.Grounds}")))
            .Concat(it.Draws.Select(one => (
                one.Position,
                $"{one.Fact.Happened.Text} drawn by {one.Fact.Shipment.Key}: "
                    + Quantities(one.Fact.Lines))))
            .Concat(it.Consents.Select(one => (
                one.Position,
                $"{one.Fact.Happened.Text} drawn by the consent to {one.Fact.Reference}: {Quantities(one.Fact.Lines)}")))
            .OrderBy(one => one.Position))
        {
            console.MarkupLine(
                $"  {EmbargoShow.Cell(text)} [grey](fact {position.ToString(CultureInfo.InvariantCulture)})[/]");
        }
    }

    private static string Quantities(ValueList<LineQuantity> lines) => string.Join(
        ", ", lines.Select(line => FormattableString.Invariant($"{line.Quantity} of line {line.Line}")));

    private static string From(ClearanceAccount it, EmbargoTable table) =>
        it.Fact.Kind == ClearanceKind.NoNegativeDecision && it.UsableFrom(table) is { } from
            ? $"; goods may leave from {Happened.On(from).Text}, if nothing is said against"
            : "";

    private static string Words(ClearanceStanding standing) => standing switch
    {
        ClearanceStanding.Valid => "may be used",
        ClearanceStanding.NotNotified => "not notified",
        ClearanceStanding.Waiting => "the waiting period runs",
        ClearanceStanding.NotDecided => "not decided",
        ClearanceStanding.Denied => "denied",
        ClearanceStanding.Withdrawn => "withdrawn",
        _ => "not reviewed by a second officer",
    };

    private static async Task<int> Record(
        Terminal terminal,
        string reference,
        string? data,
        string officer,
        string done,
        Func<AuthorizationState, Subject, Decision> decide,
        CancellationToken cancel)
    {
        var home = Home(reference);
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        return await Deciding.Record<AuthorizationState>(
            ledger, terminal, home, [home], officer, null, done, state => decide(state, home), cancel);
    }

    private static Argument<string> Id() => new("reference") { Description = "The clearance's reference." };

    private static Subject Home(string reference) => Subject.Normalise(reference).Length > 0
        ? Subject.Of("clearance", reference)
        : throw new CommandFailedException(
            Exit.BadInput, $"'{Plain.Of(reference)}' is no reference: give it letters or digits.");
}
