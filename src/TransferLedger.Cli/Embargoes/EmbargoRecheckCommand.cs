using System.CommandLine;
using System.Globalization;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Embargoes;

/// <summary><c>ledger embargo recheck</c>: what is open, checked again after the table has changed.</summary>
internal static class EmbargoRecheckCommand
{
    private const string Open = """
        SELECT key FROM views.certificate
         WHERE captured AND (authorizations > 0 OR accepted_on IS NOT NULL)
         ORDER BY key
        """;

    /// <summary>Of <c>views.embargo_effect</c>, what something stands in the way of.</summary>
    private const string Affecting = "affected";

    private sealed record Row(
        string Subject, string Certificate, string EndUser, string? Destination, string Verdict, string Findings,
        string FirstFound, string CheckedOn);

    public static ExampledCommand Make(Terminal terminal)
    {
        var officer = EmbargoCommand.Required("--officer", "Who has it checked.", "NAME");
        var on = EmbargoCommand.Text("--on", "For this day. Default: today.", "DATE");
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "recheck",
            "Check every open authorization and every accepted certificate against the embargoes on record, and record each "
                + "one for which it comes to something else than at the last re-check. Exit code 1 when any is affected.",
            "ledger embargo recheck --officer clerk-07", "ledger embargo recheck --officer clerk-07 --on 2026-12-01 --json")
        {
            officer, on, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if ((await EmbargoCommand.Table(ledger, AsOf.Now, cancel)).Loaded is null)
            {
                throw new CommandFailedException(
                    Exit.Refused, "No table of embargoes is loaded: nothing can be re-checked. Load one: ledger embargo load");
            }

            var (certificates, changed) = await All(ledger, terminal, day, line.GetValue(officer)!, cancel);
            var rows = await Read(ledger, AsOf.Now, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new { on = day, certificates, changed, affected = rows });
            }
            else
            {
                terminal.RawResult.WriteLine(Said(certificates, day, changed, rows.Count));
                Write(terminal.Result, rows);
            }

            return rows.Count > 0 ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    /// <summary>
    /// Checks what is open right after embargoes were recorded, or when that was owed; nothing when nothing is.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="terminal">Told what came of it.</param>
    /// <param name="officer">Who recorded them.</param>
    /// <param name="aside">Tell it on standard error: standard output holds one document.</param>
    /// <param name="cancel">Stops it; the next command about embargoes says that it is owed.</param>
    internal static async Task AfterChange(
        OpenLedger ledger, Terminal terminal, string officer, bool aside, CancellationToken cancel)
    {
        if (await Owed(ledger, cancel) is null)
        {
            return;
        }

        var day = CommonOptions.Today();
        var (certificates, changed) = await All(ledger, terminal, day, officer, cancel);
        var said = Said(certificates, day, changed, (await Read(ledger, AsOf.Now, cancel)).Count) + " See: ledger embargo affected";
        if (aside)
        {
            terminal.Say(said);
        }
        else
        {
            terminal.RawResult.WriteLine(said);
        }
    }

    /// <summary>The last fact about embargoes after which nobody has checked what is open; null for none.</summary>
    internal static async Task<Recorded?> Owed(OpenLedger ledger, CancellationToken cancel) =>
        EmbargoRecheck.OwedFor((await ledger.Store.Read([EmbargoTable.Subject, EmbargoRecheck.Subject], cancel)).Facts);

    /// <summary>Says that a re-check is owed, if it is.</summary>
    internal static async Task Remind(OpenLedger ledger, Terminal terminal, CancellationToken cancel)
    {
        if (await Owed(ledger, cancel) is { } change)
        {
            terminal.Say(Reminder(change));
        }
    }

    /// <summary>What is owed, and how to do it.</summary>
    internal static string Reminder(Recorded change) => string.Create(
        CultureInfo.InvariantCulture,
        $"Embargoes were recorded (fact {change.Position}), and what is open has not been checked since. Run: ledger embargo recheck --officer NAME");

    private static string Said(int certificates, Happened day, int changed, int affected) => string.Create(
        CultureInfo.InvariantCulture,
        $"{certificates} certificates re-checked for {day.Text}; {changed} changed, {affected} affected.");

    private static async Task<(int Certificates, int Changed)> All(
        OpenLedger ledger, Terminal terminal, Happened day, string officer, CancellationToken cancel)
    {
        var table = (await ledger.Store.Read([EmbargoTable.Subject], cancel)).Facts;
        await ledger.CatchUp(terminal, cancel);
        var (certificates, changed) = (0, 0);
        foreach (var key in await Keys(ledger, cancel))
        {
            changed += await One(ledger, Subject.Parse("certificate/" + key), day, officer, cancel);
            certificates++;
        }

        var done = new EmbargoRecheckCompleted(day, table.Max(it => it.Position), certificates, changed, officer);
        var outcome = await ledger.Store.Transact<AllFacts>(
            new CommandId(Guid.NewGuid()), new Provenance(officer, Channel: EntryChannel.Computed),
            [EmbargoRecheck.Subject], state => EmbargoRecheck.Complete(state, done), cancel);
        _ = Outcomes.Said(outcome, "completed");
        await ledger.CatchUp(terminal, cancel);
        return (certificates, changed);
    }

    public static ExampledCommand Affected(Terminal terminal)
    {
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "affected", "The open authorizations and certificates that the last re-check found an embargo in the way of.",
            "ledger embargo affected", "ledger embargo affected --json",
            "ledger embargo affected --happened-by 2026-06-30 --known-by 2026-07-15")
        {
            happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (asOf == AsOf.Now)
            {
                await Remind(ledger, terminal, cancel);
            }

            await ledger.CatchUp(terminal, cancel);
            var rows = await Read(ledger, asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(rows);
            }
            else
            {
                Write(terminal.Result, rows);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<int> One(
        OpenLedger ledger, Subject certificate, Happened day, string officer, CancellationToken cancel)
    {
        var own = await CertificateReading.Own(ledger.Store, certificate, cancel);
        Subject[] about =
        [
            .. CertificateReport.Needs(certificate, own).Concat(EmbargoRecheck.Authorizations(own)).Distinct(),
        ];
        var found = 0;
        var outcome = await ledger.Store.Transact<AuthorizationState>(
            new CommandId(Guid.NewGuid()), new Provenance(officer, Channel: EntryChannel.Computed), about,
            state =>
            {
                var decided = EmbargoRecheck.Decide(state, certificate, day, CertificateParameters.Default);
                found = decided.Facts.Length;
                return decided;
            },
            cancel);
        _ = Outcomes.Said(outcome, "re-checked");
        return found;
    }

    private static async Task<List<string>> Keys(OpenLedger ledger, CancellationToken cancel)
    {
        await using var command = ledger.Store.Source.CreateCommand(Open);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    private static async Task<List<Row>> Read(OpenLedger ledger, AsOf asOf, CancellationToken cancel)
    {
        var rows = new List<(Verdict Verdict, Row Row)>();
        await foreach (var (key, row) in RowsAsOf.Read<EmbargoEffect>(
            ledger.Store, "embargo_effect", asOf, Affecting, cancel))
        {
            if (row.Checks is { IsEmpty: false } checks && checks[^1].Fact.Findings.Count > 0)
            {
                rows.Add(Of(key, checks[0].Fact, checks[^1].Fact));
            }
        }

        return
        [
            .. rows.OrderByDescending(it => it.Verdict).ThenBy(it => it.Row.Subject, StringComparer.Ordinal)
                .Select(it => it.Row),
        ];
    }

    private static (Verdict Verdict, Row Row) Of(string key, EmbargoRechecked first, EmbargoRechecked last)
    {
        var worst = last.Findings.Max(it => it.Verdict);
        return (worst, new Row(
            key, last.Certificate.Key, last.EndUser, last.Destination, worst.ToString(),
            EmbargoEffect.InShort(last.Findings), Day(first.Happened), Day(last.Happened)));
    }

    private static void Write(IAnsiConsole console, List<Row> rows)
    {
        if (rows.Count == 0)
        {
            console.MarkupLine("By the last re-check, no embargo stands in the way of anything open.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("affected").AddColumn("end user").AddColumn("to")
            .AddColumn("verdict").AddColumn("found").AddColumn("since");
        foreach (var it in rows)
        {
            table.AddRow(
                EmbargoShow.Cell(it.Subject), EmbargoShow.Cell(it.EndUser), EmbargoShow.Cell(it.Destination ?? ""),
                it.Verdict.ToUpperInvariant(), EmbargoShow.Cell(it.Findings), it.FirstFound);
        }

        console.Write(table);
        console.MarkupLine("Nothing leaves while it stands. Suspend: ledger authorization suspend; why: ledger certificate show.");
    }

    private static string Day(Happened day) => LocalDatePattern.Iso.Format(day.Latest.InUtc().Date);
}
