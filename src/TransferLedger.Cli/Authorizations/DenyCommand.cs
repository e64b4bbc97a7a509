using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary><c>ledger authorization deny</c>: a transfer that is not granted.</summary>
internal static class DenyCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var (id, on, data) = (AuthorizationLife.Id(), AuthorizationLife.On(), CommonOptions.Data());
        var reason = AuthorizationLife.Required("--reason", "The reason or criterion.", "TEXT");
        var officer = AuthorizationLife.Required("--officer", "Who decides.", "NAME");
        var cited = new Option<string?>("--certificate")
        {
            Description = "The certificate, where no application is on record: country and number.", HelpName = "ID",
        };
        var command = new ExampledCommand(
            "deny",
            "Deny a transfer. From then on nothing is granted under that number, and what is essentially the same is held "
                + "for 36 months until somebody answers for it (EUC-061).",
            "ledger authorization deny DE/A-2026-119 --officer chief-01 --reason \"risk of diversion (article 11)\"",
            "ledger authorization deny DE/A-2026-120 --certificate IS/EUC/0018/2026 --officer chief-01 --reason TEXT")
        {
            id, reason, officer, cited, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            Subject? named = line.GetValue(cited) is { } text ? DocumentFile.Named("certificate", text) : null;
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var certificate = (await ledger.Store.Read([home], cancel)).Facts.Where(it => it.Home == home)
                .Select(it => it.Fact).OfType<TransferApplied>().LastOrDefault()?.Certificate ?? named;
            IReadOnlyList<Subject> about = certificate is { } paper ? [home, paper] : [home];
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, about, line.GetValue(officer)!, null, "denied",
                state => Authorizing.Deny(state, home, certificate, day, line.GetValue(reason)!), cancel);
        });
        return command;
    }
}
