using System.CommandLine;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger findings</c>: what the custody rules found, and what people decided on it.</summary>
internal static class FindingsCommand
{
    public static Command Make(Terminal terminal) =>
        new("findings", "What the custody rules found about weapons and lots, and what people decided on it.")
        {
            Show(terminal),
            Decide(terminal),
            Rules(terminal),
            FindingsCount.Make(terminal),
        };

    private static ExampledCommand Show(Terminal terminal)
    {
        var weapon = Weapon();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var former = new Option<bool>("--former")
        {
            Description = "Also what was found once and no longer is: corrected, explained by a later fact, or split away.",
        };
        var command = new ExampledCommand(
            "show", "The findings about one weapon or lot, each with its key, the facts that prove it and the decision on it.",
            "ledger findings show 7k3m-9q2x-4t5v-8w1z",
            "ledger findings show A557125 --former",
            "ledger findings show A557125 --known-by 2022-01-31 --json",
            "ledger findings show lot/ABC/ABC19E001-001 --former")
        {
            weapon, happened, known, former, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (LotFindings.Named(line.GetValue(weapon)!) is { } lot)
            {
                return await LotFindings.Show(
                    ledger, lot, asOf, line.GetValue(former), line.GetValue(json), terminal, cancel);
            }

            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var dossier = await WeaponHistory.Read(ledger.Store, id, cancel);
            var report = CustodyReport.Of(id, dossier, asOf, CommonOptions.Now());
            var gone = line.GetValue(former) ? CustodyReport.Former(id, dossier, CommonOptions.Now()) : [];
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    weapon = id.Value,
                    findings = (report?.Findings ?? []).Select(FindingsScreen.Json),
                    former = gone.Select(FindingsScreen.Json),
                    notCompared = report?.NotCompared ?? 0,
                });
            }
            else
            {
                FindingsScreen.Show(terminal.Result, report?.Findings ?? []);
                FindingsScreen.ShowNotCompared(terminal.Result, report?.NotCompared ?? 0);
                FindingsScreen.Show(terminal.Result, gone, line.GetValue(former));
            }

            return report?.Findings.Any(it => it.What.Severity >= Severity.Breach && it.Decided is null) == true
                ? Exit.Refused
                : Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Decide(Terminal terminal)
    {
        var weapon = Weapon();
        var key = new Argument<string>("key") { Description = "The key of the finding, from findings show." };
        var decision = new Option<FindingDecision>("--as")
        {
            Description = "confirmed (it is so), refuted (the rule is misled), explained (it is so, for a good reason).",
            HelpName = "DECISION",
            Required = true,
        };
        var (grounds, data) = (IdentityCommand.Grounds(), CommonOptions.Data());
        var (officer, approver) = (IdentityCommand.Officer(), IdentityCommand.Approver());
        var command = new ExampledCommand(
            "decide",
            "Two persons decide on a finding. It stays as long as the facts say it, with the decision beside it; a later "
                + "decision replaces an earlier one.",
            "ledger findings decide A557125 coc-041-7k3m-9q2x-4t5v-8w1z --as confirmed --grounds \"holder interviewed\" "
                + "--officer chief-01 --approver chief-02")
        {
            weapon, key, decision, grounds, officer, approver, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var lot = LotFindings.Named(line.GetValue(weapon)!);
            var id = lot is null
                ? await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel)
                : default;
            var text = line.GetValue(key)!.Trim().ToLowerInvariant();
            if (Subject.Normalise(text) != text)
            {
                throw new CommandFailedException(
                    Exit.BadInput, $"'{Plain.Of(text)}' is no key such as coc-041-7k3m-9q2x-4t5v-8w1z.");
            }

            var home = Finding.SubjectOf(text);
            var fact = new FindingDecided(
                CommonOptions.Today(), text, "", line.GetValue(decision), line.GetValue(grounds)!,
                line.GetValue(officer)!, line.GetValue(approver)!, []);
            if (lot is { } ammunition)
            {
                return await LotFindings.Decide(ledger, ammunition, fact, terminal, cancel);
            }

            await ledger.CatchUp(terminal, cancel);
            var dossier = await WeaponHistory.Read(ledger.Store, id, cancel);
            var (_, about) = await WeaponHistory.ReadOwn(ledger.Store, id, cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, home, [.. about, home], fact.Officer, null, "decided",
                state => Identities.Decide(
                    CustodyReport.Of(id, dossier.With(state.Facts), AsOf.Now, CommonOptions.Now()), fact),
                cancel, see: $"ledger findings show {id}");
        });
        return command;
    }

    private static ExampledCommand Rules(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new ExampledCommand(
            "rules", "The custody rules, and which of them are evaluated.", "ledger findings rules")
        {
            json,
        };
        command.SetAction(line =>
        {
            if (line.GetValue(json))
            {
                terminal.Json(CustodyRules.All);
                return Exit.Done;
            }

            var table = new Table().Border(TableBorder.Simple)
                .AddColumn("rule").AddColumn("title").AddColumn("severity").AddColumn("evaluated");
            foreach (var rule in CustodyRules.All)
            {
                table.AddRow(
                    rule.Id, rule.Title, rule.Severity, rule.Missing is { } missing ? $"[yellow]no: {missing}[/]" : "yes");
            }

            terminal.Result.Write(table);
            return Exit.Done;
        });
        return command;
    }

    private static Argument<string> Weapon() =>
        new("weapon")
        {
            Description = "The ledger's id of the weapon, or its serial; or a lot: lot/ABC/ABC19E001-001.",
        };
}
