using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate accept</c>: an officer takes a certificate as a basis of transfers.</summary>
internal static class AcceptCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and number: IS/EUC/0017/2026." };
        var officer = new Option<string>("--officer")
        {
            Description = "Who accepts: not who captured it.", HelpName = "NAME", Required = true,
        };
        var note = new Option<string?>("--note")
        {
            Description = "Why, where a rule warns, and what was found by hand, where a rule has no answer.", HelpName = "TEXT",
        };
        var on = new Option<string?>("--on") { Description = "The date of the decision. Default: today.", HelpName = "DATE" };
        var (pack, data) = (CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "accept",
            "Accept a certificate as a basis of transfers, on the verdict of that day. Refused when an evaluated rule holds or "
                + "rejects it. It stands until the certificate is captured anew or amended.",
            "ledger certificate accept IS/EUC/0017/2026 --officer chief-01 --note \"lists and embargoes of today seen\"")
        {
            id, officer, note, on, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            var rules = await RulePackFile.Load(line.GetValue(pack), day, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<CertificateFacts>(
                new CommandId(Guid.NewGuid()),
                new Provenance(line.GetValue(officer)!, Channel: EntryChannel.Typed),
                await CertificateCommand.Needs(ledger, certificate, day, cancel),
                state => Accepting.Decide(
                    state, certificate, day, line.GetValue(officer)!, line.GetValue(note), rules.Pack, rules.Reference),
                cancel);
            terminal.RawResult.WriteLine(
                $"{certificate.Key} {Outcomes.Said(outcome, "accepted")}. See: ledger certificate verify {certificate.Rest}");
            return Exit.Done;
        });
        return command;
    }
}
