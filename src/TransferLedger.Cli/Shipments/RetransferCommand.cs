using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger retransfer</c>: delivered goods that the end user wants to pass on, or has passed on.</summary>
internal static class RetransferCommand
{
    private const string Consent = "samples/shipments/retransfer-consent.json";

    public static Command Make(Terminal terminal) =>
        new("retransfer", "Consent to passing delivered goods on, and see what was passed on with it or without.")
        {
            Paper<RetransferRequested>(
                terminal, "request", "Record that the end user asks for consent.",
                "samples/shipments/retransfer-request.json", Retransferring.Request),
            RetransferVerify.Make(terminal),
            Approve(terminal),
            Deny(terminal),
            Paper<RetransferExecuted>(
                terminal, "execute",
                "Record a report that goods were passed on, with consent or without; rule EUC-073 judges it.",
                "samples/shipments/retransfer-report.json", Retransferring.Execute),
            SightingsCommand.Make(terminal),
            RetransferShow.Make(terminal),
        };

    private static ExampledCommand Paper<T>(
        Terminal terminal,
        string name,
        string description,
        string sample,
        Func<AuthorizationState, Subject, T, Decision> decide)
        where T : RetransferEvent
    {
        var (id, file, data) = (Id(), File(), CommonOptions.Data());
        var officer = Required("--officer", "Who records it.", "NAME");
        var command = new ExampledCommand(
            name, description + " The same file again records nothing.",
            $"ledger retransfer {name} IS/EUC/0017/2026 {sample} --officer clerk-07")
        {
            id, file, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<T>(path, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);

            // Only the register tells that it is the end user who writes under another name.
            var own = (await ledger.Store.Read([home], cancel)).Facts;
            Subject[] about = CertificateFile.Of(home, own).Captures is [.., var last]
                && last.Fact.Certificate.EndUserSubject != fact.From.Party
                    ? [home, fact.From.Party]
                    : [home];
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, about, line.GetValue(officer)!, (path, text), "recorded",
                state => decide(state, home, fact), cancel, "retransfer");
        });
        return command;
    }

    private static ExampledCommand Approve(Terminal terminal)
    {
        var (id, file, pack, data) = (Id(), File(), CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "approve",
            "Consent to a request, or to a part of it. Refused when nobody asked, when one person decides alone, when not so "
                + "much was delivered and is still there, or when a rule on embargoes, listed parties, denials or the risk of "
                + "the country holds or rejects whoever is to have it (ledger retransfer verify). The same file again records "
                + "nothing.",
            $"ledger retransfer approve IS/EUC/0017/2026 {Consent}")
        {
            id, file, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<RetransferApproved>(path, cancel);
            var rules = await RulePackFile.Load(line.GetValue(pack), fact.Happened, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = await CertificateReading.Own(ledger.Store, home, cancel);
            var weapons = Retransferring.WeaponsOf(CertificateBalance.Of(own), fact.Contents).Select(it => it.Subject);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [.. PassingOn.Needs(home, own, fact.Reference).Union(weapons)], fact.Officer,
                (path, text), "approved",
                state => Retransferring.Approve(state, home, fact, RetransferParameters.Default, rules), cancel,
                "retransfer");
        });
        return command;
    }

    private static ExampledCommand Deny(Terminal terminal)
    {
        var (id, data) = (Id(), CommonOptions.Data());
        var reference = new Argument<string>("reference") { Description = "The number of the request: R-2026-4." };
        var officer = Required("--officer", "Who decides.", "NAME");
        var reason = Required("--reason", "Why.", "TEXT");
        var on = new Option<string?>("--on") { Description = "The date of the decision. Default: today.", HelpName = "DATE" };
        var command = new ExampledCommand(
            "deny", "Refuse a request.",
            "ledger retransfer deny IS/EUC/0017/2026 R-2026-4 --officer chief-01 --reason \"no need shown\"")
        {
            id, reference, officer, reason, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            var who = line.GetValue(officer)!;
            var asked = new RetransferDenied(
                day, line.GetValue(reference)!, ShipmentCommand.Nobody, who, line.GetValue(reason)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], who, null, "denied",
                state => Retransferring.Deny(state, home, asked), cancel, "retransfer");
        });
        return command;
    }

    internal static Argument<string> Id() =>
        new("certificate") { Description = "The certificate the goods came under: IS/EUC/0017/2026." };

    private static Argument<string> File() =>
        new("file") { Description = "The paper as JSON (see docs/shipments.md)." };

    internal static Option<string> Required(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };
}
