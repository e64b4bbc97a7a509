using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate override</c>: two persons answer for a finding.</summary>
internal static class OverrideCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and number: IS/EUC/0017/2026." };
        var rule = CommonOptions.Required("--rule", "The rule: EUC-016.", "ID");
        var code = new Option<string?>("--code")
        {
            Description = "What it found, when it found several things.", HelpName = "CODE",
        };
        var retransfer = Retransfer();
        var officer = CommonOptions.Required("--officer", "Who decides.", "NAME");
        var approver = CommonOptions.Required("--approver", "Who agrees: another person.", "NAME");
        var reason = CommonOptions.Required("--reason", "Why.", "TEXT");
        var basis = CommonOptions.Required("--basis", "By what right: law, article, decision.", "TEXT");
        var until = new Option<string?>("--until")
        {
            Description = "The last day on which it holds. Default: until what was found changes.", HelpName = "DATE",
        };
        var on = new Option<string?>("--on") { Description = "The date of the decision. Default: today.", HelpName = "DATE" };
        var (pack, data) = (CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "override",
            "Let a certificate pass although a rule holds or rejects it: the finding counts as WARN and stays visible with "
                + "both names. It ends with --until, or when what was found or the facts behind it change.",
            "ledger certificate override IS/EUC/0017/2026 --rule EUC-016 --officer clerk-07 --approver chief-01 --reason \"original seen at the embassy\" --basis \"Art. 7 (2)\" --until 2026-12-31")
        {
            id, rule, code, retransfer, officer, approver, reason, basis, until, on, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            var end = line.GetValue(until) is { } text ? CertificateCommand.Day("--until", text) : null;
            var rules = await RulePackFile.Load(line.GetValue(pack), day, cancel);
            var asked = new OverrideRule(
                line.GetValue(rule)!.Trim().ToUpperInvariant(),
                line.GetValue(code),
                day,
                line.GetValue(officer)!,
                line.GetValue(approver)!,
                line.GetValue(reason)!,
                line.GetValue(basis)!,
                end,
                line.GetValue(retransfer));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<CertificateFacts>(
                new CommandId(Guid.NewGuid()),
                new Provenance(asked.Officer, Channel: EntryChannel.Typed),
                await About(ledger, certificate, asked, cancel),
                state => Overriding.Decide(state, certificate, asked, rules.Pack),
                cancel);
            terminal.RawResult.WriteLine(
                $"{asked.Rule} on {certificate.Key} {Outcomes.Said(outcome, "overridden")}. What is left: {Left(certificate, asked)}");
            return Exit.Done;
        });
        return command;
    }

    private static Option<string?> Retransfer() => new("--retransfer")
    {
        Description = "The number of a request to pass goods on (R-2026-4): override what holds its receiver, not the "
            + "certificate (ledger retransfer verify).",
        HelpName = "NUMBER",
    };

    private static async Task<IReadOnlyList<Subject>> About(
        OpenLedger ledger, Subject certificate, OverrideRule asked, CancellationToken cancel)
    {
        if (asked.Retransfer is not { } request)
        {
            return await CertificateCommand.Needs(ledger, certificate, asked.On, cancel);
        }

        var own = await CertificateReading.Own(ledger.Store, certificate, cancel);
        return PassingOn.Needs(certificate, own, request);
    }

    private static string Left(Subject certificate, OverrideRule asked) => asked.Retransfer is { } request
        ? $"ledger retransfer verify {certificate.Rest} {Plain.Of(request)}"
        : $"ledger certificate verify {certificate.Rest}";
}
