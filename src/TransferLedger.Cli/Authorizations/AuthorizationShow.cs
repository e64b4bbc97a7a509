using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary><c>ledger authorization show</c>: one authorization, from the application to what has left.</summary>
internal static class AuthorizationShow
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = AuthorizationLife.Id();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One authorization: its assessment, its conditions, what it grants and what has left under it.",
            "ledger authorization show DE/A-2026-118")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = StandingFacts.Of((await ledger.Store.Read([home], cancel)).Facts.Where(asOf.Includes))
                .Where(it => it.Home == home && it.Fact is AuthorizationEvent).OrderBy(it => it.Position).ToList();
            if (own.Count == 0)
            {
                throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {home.Key} at that point.");
            }

            Draw? draw = null;
            if (own.Select(it => it.Fact).OfType<AuthorizationGranted>().LastOrDefault() is { } granted)
            {
                var facts = (await ledger.Store.Read([granted.Certificate], cancel)).Facts;
                draw = CertificateBalance.Of(facts.Where(asOf.Includes)).Draws
                    .LastOrDefault(it => it.Authorization == home);
            }

            if (line.GetValue(json))
            {
                terminal.Json(Document(home, own, draw, CommonOptions.DayOf(asOf)));
            }
            else
            {
                Show(terminal.Result, home, own, draw, CommonOptions.DayOf(asOf));
            }

            return Exit.Done;
        });
        return command;
    }

    private static object Document(Subject home, List<Recorded> own, Draw? draw, Happened on) => new
    {
        authorization = home.Key,
        state = State(draw, own, on),
        lines = draw?.Lines.Select(it => new { it.Line, it.Quantity, left = draw.Net(it.Line) }),
        validTo = draw?.ValidTo?.Text,
        conditions = draw is null ? null : Conditions(draw).Select(it => new { it.Condition, met = it.Met }),
        assessment = own.Select(it => it.Fact).OfType<TransferAssessed>().LastOrDefault(),
        facts = own.Select(it => new { it.Position, type = EventCatalogue.NameOf(it.Fact.GetType()), it.Fact }),
    };

    private static void Show(IAnsiConsole console, Subject home, List<Recorded> own, Draw? draw, Happened on)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{home.Key}[/]: {State(draw, own, on)}");
        var steps = new Table().Border(TableBorder.Horizontal).AddColumn("when").AddColumn("what").AddColumn("fact");
        foreach (var it in own)
        {
            steps.AddRow(
                new Text(it.Fact.Happened.Text), new Text(Plain.Of(Sentence(it.Fact))),
                new Text(it.Position.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(steps);
        if (own.Select(it => it.Fact).OfType<TransferAssessed>().LastOrDefault() is { } assessed)
        {
            Assessed(console, assessed);
        }

        if (draw is null)
        {
            return;
        }

        foreach (var it in draw.Lines)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"Line {it.Line}: {it.Quantity:N0} granted, {draw.Net(it.Line):N0} left and not come back");
        }

        foreach (var (number, condition, met) in Conditions(draw).Select((it, at) => (at + 1, it.Condition, it.Met)))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"Condition {number}: {Plain.Of(condition.Text)} ({Plain.Of(condition.Owner)}{(condition.Due is null ? "" : $", due {condition.Due.Text}")}): {(met ? "met" : "open")}");
        }
    }

    private static void Assessed(IAnsiConsole console, TransferAssessed assessed)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("criterion").AddColumn("finding")
            .AddColumn("reason").AddColumn("mitigation").AddColumn("evidence");
        foreach (var it in assessed.Criteria)
        {
            table.AddRow(
                new Text(CustodySentences.Words(it.Criterion.ToString())), new Text(it.Finding.ToString()),
                new Text(Plain.Of(it.Reason)), new Text(Plain.Of(it.Mitigation ?? "")),
                new Text(Plain.Of(string.Join("; ", it.Evidence))));
        }

        console.Write(table);
    }

    private static IEnumerable<(AuthorizationCondition Condition, bool Met)> Conditions(Draw draw) =>
        draw.Granted.Conditions.Select((it, at) => (
            it, draw.Since.OfType<AuthorizationConditionMet>().Any(met => met.Condition == at + 1)));

    private static string State(Draw? draw, List<Recorded> own, Happened on) =>
        draw is null && own.Select(it => it.Fact).OfType<TransferDenied>().LastOrDefault() is { } denied
            ? $"denied {denied.Happened.Text}"
            : State(draw, on);

    /// <summary>
    /// Where it stands on a day. Nobody records that it expired; until somebody closes it, it takes what it granted.
    /// </summary>
    internal static string State(Draw? draw, Happened on) => draw switch
    {
        null => "not granted",
        { Revoked: { } ended } => $"revoked {ended.Happened.Text}",
        { Closed: { } ended } => $"closed {ended.Happened.Text}",
        { ValidTo: { } to } when to.CertainlyBefore(on) => $"expired {to.Text}",
        { Suspended: { } since } => $"suspended {since.Happened.Text}",
        _ => "open",
    };

    private static string Sentence(LedgerEvent fact) => fact switch
    {
        TransferApplied it => $"application of {it.Exporter}: {Lines(it.Lines)}",
        TransferAssessed it => $"assessed by {it.Officer}",
        TransferDenied it => $"denied: {it.Reason}",
        AuthorizationGranted it => $"granted to {it.Exporter} by {it.Officer} and {it.Approver}: {Lines(it.Lines)}",
        AuthorizationAmended it => $"amended by {it.Officer} and {it.Approver}: {Lines(it.Lines)}; {it.Reason}",
        AuthorizationSuspended it => $"suspended by {it.Officer}: {it.Reason}",
        AuthorizationResumed it => $"resumed by {it.Officer} and {it.Approver}: {it.Reason}",
        AuthorizationConditionMet it => $"condition {it.Condition} met: {it.Evidence}",
        AuthorizationRevoked it => $"revoked by {it.Officer}: {it.Reason}",
        AuthorizationClosed it => $"closed by {it.Officer}: {it.Reason}",
        _ => EventCatalogue.NameOf(fact.GetType()).Replace('_', ' '),
    };

    private static string Lines(ValueList<LineQuantity> lines) => string.Join(", ", lines.Select(
        it => string.Create(CultureInfo.InvariantCulture, $"{it.Quantity:N0} of line {it.Line}")));
}
