using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger retransfer</c>: delivered goods that the end user wants to pass on, or has passed on.</summary>
internal static class RetransferCommand
{
    private const string Consent = "samples/shipments/retransfer-consent.json";

    /// <summary>Histories in memory at once.</summary>
    private const int WeaponsAtOnce = 1_000;

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
            Look(terminal),
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
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, (path, text), "recorded",
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
            var day = CertificateCommand.Day("--on", line.GetValue(on));
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

    private static ExampledCommand Look(Terminal terminal)
    {
        var (id, data) = (Id(), CommonOptions.Data());
        var officer = Required("--officer", "Who looks.", "NAME");
        var command = new ExampledCommand(
            "sightings",
            "Look through the custody of every weapon delivered under a certificate, and hold against the undertaking "
                + "(EUC-073) what turned up in another state or with another force. What is held already is not again.",
            "ledger retransfer sightings IS/EUC/0017/2026 --officer clerk-07")
        {
            id, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var who = line.GetValue(officer)!;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var balance = CertificateBalance.Of((await ledger.Store.Read([home], cancel)).Facts);
            var weapons = await Found(ledger, Sightings.WeaponsOf(balance), cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home, .. weapons], who, null, "held against the undertaking",
                state => Sightings.Hold(state, home, who), cancel, "retransfer");
        });
        return command;
    }

    /// <summary>The weapons about which a fact says that they turned up somewhere.</summary>
    private static async Task<IReadOnlyList<Subject>> Found(
        OpenLedger ledger, IReadOnlyList<WeaponId> weapons, CancellationToken cancel)
    {
        var found = new HashSet<Subject>();
        foreach (var some in weapons.Select(it => it.Subject).Chunk(WeaponsAtOnce))
        {
            var wanted = some.ToHashSet();
            var facts = (await ledger.Store.Read(some, cancel)).Facts;
            found.UnionWith(facts.Where(it => Sightings.MayTell(it.Fact))
                .SelectMany(it => it.Subjects()).Where(wanted.Contains));
        }

        return [.. found];
    }

    internal static Argument<string> Id() =>
        new("certificate") { Description = "The certificate the goods came under: IS/EUC/0017/2026." };

    private static Argument<string> File() =>
        new("file") { Description = "The paper as JSON (see docs/shipments.md)." };

    private static Option<string> Required(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };
}
