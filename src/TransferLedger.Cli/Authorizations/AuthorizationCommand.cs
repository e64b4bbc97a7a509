using System.CommandLine;
using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Export;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary><c>ledger authorization</c>: transfers under a certificate, never more than it certifies.</summary>
internal static class AuthorizationCommand
{
    public static Command Make(Terminal terminal) =>
        new("authorization", "Authorize transfers under a certificate, from the application to the end.")
        {
            AuthorizationLife.Apply(terminal),
            AuthorizationLife.Assess(terminal),
            Grant(terminal),
            DenyCommand.Make(terminal),
            AuthorizationLife.Amend(terminal),
            AuthorizationLife.Suspend(terminal),
            AuthorizationLife.Resume(terminal),
            AuthorizationLife.Met(terminal),
            AuthorizationLife.Close(terminal),
            Revoke(terminal),
            AuthorizationShow.Make(terminal), PaperExport.OfAuthorization(terminal),
        };

    private static ExampledCommand Grant(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The authorization as JSON (see docs/certificates.md)." };
        var (pack, data) = (CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "grant",
            "Grant an authorization: its quantities are drawn from the certificate. Refused without an assessment, when an "
                + "evaluated rule holds or rejects the certificate, when it is not in force, or when it has less left.",
            "ledger authorization grant samples/certificates/authorization.json")
        {
            file, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<AuthorizationGranted>(path, cancel);
            var home = DocumentFile.Checked(path, "$", () => fact.Subject);
            var rules = await RulePackFile.Load(line.GetValue(pack), fact.Happened, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var known = await CertificateReading.Own(ledger.Store, fact.Certificate, cancel);
            IReadOnlyList<Subject> about = [home, .. Authorizing.Needs(fact, known)];
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                await PaperRequest.Of(ledger.Store, "ledger authorization grant", home, text, cancel),
                new Provenance(fact.Officer, Source: Deciding.Source(path), Channel: EntryChannel.Document),
                about,
                state => Authorizing.Grant(state, fact, rules),
                cancel);
            terminal.RawResult.WriteLine(
                $"{home.Key} {Outcomes.Said(outcome, "granted")}. What is left: ledger balance {fact.Certificate.Rest}");
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Revoke(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and number: DE/A-2026-1." };
        var reason = new Option<string>("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };
        var officer = new Option<string>("--officer") { Description = "Who decides.", HelpName = "NAME", Required = true };
        var shipped = new Option<string[]>("--shipped")
        {
            Description = "What has left under it and not come back, where no departure is on record: 1=20 for 20 units of "
                + "line 1. Once per line.",
            HelpName = "LINE=QUANTITY",
            DefaultValueFactory = _ => [],
        };
        var on = new Option<string?>("--on") { Description = "The date of the decision. Default: today.", HelpName = "DATE" };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "revoke",
            "Revoke an authorization: what has not left returns to the certificate.",
            "ledger authorization revoke DE/A-2026-1 --officer chief-01 --reason \"exporter insolvent\"")
        {
            id, reason, officer, shipped, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var lines = line.GetValue(shipped)!.Select(Quantity).ToValueList();
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var granted = (await ledger.Store.Read([home], cancel)).Facts.Select(it => it.Fact)
                .OfType<AuthorizationGranted>().LastOrDefault()
                ?? throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {home.Key}.");
            var fact = new AuthorizationRevoked(
                day, granted.Certificate, lines, line.GetValue(officer)!, line.GetValue(reason)!);
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                new CommandId(Guid.NewGuid()),
                new Provenance(fact.Officer, Channel: EntryChannel.Typed),
                [granted.Certificate, home],
                state => Authorizing.Revoke(state, home, fact),
                cancel);
            terminal.RawResult.WriteLine(
                $"{home.Key} {Outcomes.Said(outcome, "revoked")}. What is left: ledger balance {granted.Certificate.Rest}");
            return Exit.Done;
        });
        return command;
    }

    private static LineQuantity Quantity(string text)
    {
        var parts = text.Split('=');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity)
                ? new LineQuantity(line, quantity)
                : throw new CommandFailedException(Exit.BadInput, $"--shipped {Plain.Of(text)}: write LINE=QUANTITY, such as 1=20.");
    }
}
