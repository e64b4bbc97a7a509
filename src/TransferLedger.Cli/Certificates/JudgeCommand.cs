using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate judge</c>: a verdict as a recorded fact.</summary>
internal static class JudgeCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and number: IS/EUC/0017/2026." };
        var officer = new Option<string>("--officer") { Description = "Who judges.", HelpName = "NAME", Required = true };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Judge it for this day (2026-06-30); facts that happened later do not count. Default: today.",
            HelpName = "DATE",
        };
        var (pack, data, json) = (CertificateCommand.PackOption(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "judge",
            "Judge a certificate and record the verdict, with the rule pack and everything that was found. The same verdict "
                + "on the same facts is recorded once. Exit code 0 when a verdict is on record, whatever it is.",
            "ledger certificate judge IS/EUC/0017/2026 --officer clerk-07",
            "ledger certificate judge IS/EUC/0017/2026 --officer clerk-07 --as-of 2026-06-30 --pack pack.json")
        {
            id, officer, asOf, pack, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var (day, today) = (
                CertificateCommand.Day("--as-of", line.GetValue(asOf)), CertificateCommand.Day("--as-of", null));
            var rules = await RulePackFile.Load(line.GetValue(pack), day, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var about = await CertificateCommand.Needs(ledger, certificate, day, cancel);
            var looked = CertificateFacts.Initial;
            var outcome = await ledger.Store.Transact<CertificateFacts>(
                new CommandId(Guid.NewGuid()),
                new Provenance(line.GetValue(officer)!, Channel: EntryChannel.Typed),
                about,
                state => Judging.Decide(
                    looked = state, certificate, day, today, line.GetValue(officer)!, rules.Pack, rules.Reference,
                    ProgramVersion.Text),
                cancel);
            var said = Outcomes.Said(outcome, "judged");
            var report = CertificateReport.Of(certificate, looked.Facts, day, null, rules.Pack.Parameters)!
                .Under(rules.Pack);
            var onHand = await CertificateCommand.OnHand(ledger, report, cancel);
            if (line.GetValue(json))
            {
                var recorded = outcome is TransactionOutcome.Done { Receipt: { } receipt }
                    ? receipt.First
                    : Judging.On(certificate, looked.Facts)[^1].Position;
                terminal.Json(new { recorded, report = CertificateScreen.Json(report, rules, onHand) });
            }
            else
            {
                CertificateScreen.Show(terminal.Result, report, rules, onHand);
                terminal.RawResult.WriteLine(
                    $"{certificate.Key} {said}. Why it may be another later: ledger certificate explain {certificate.Rest}");
            }

            return Exit.Done;
        });
        return command;
    }
}
