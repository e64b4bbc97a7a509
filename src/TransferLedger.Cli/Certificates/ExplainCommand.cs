using System.CommandLine;
using System.Globalization;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate explain</c>: a recorded verdict reached again, and why it is another now.</summary>
internal static class ExplainCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and number: IS/EUC/0017/2026." };
        var verdict = new Option<long?>("--verdict")
        {
            Description = "The fact that records the verdict. Default: the last one.", HelpName = "POSITION",
        };
        var (pack, data, json) = (CertificateCommand.PackOption(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "explain",
            "Reach a recorded verdict again, and say rule by rule what is another now and why: another version of the "
                + "program, another rule pack, new facts, corrected or retracted ones. Exit code 1 when the pack of then "
                + "on the facts of then gives anything else.",
            "ledger certificate explain IS/EUC/0017/2026",
            "ledger certificate explain IS/EUC/0017/2026 --verdict 17 --pack pack.json")
        {
            id, verdict, pack, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = await CertificateReading.Own(ledger.Store, certificate, cancel);
            var judged = Judging.On(certificate, own)
                .LastOrDefault(it => line.GetValue(verdict) is not { } asked || it.Position == asked)
                ?? throw new CommandFailedException(Exit.Refused, NoVerdict(certificate, line.GetValue(verdict)));
            var hash = judged.Fact.Pack.Hash;
            var today = await RulePackFile.Load(line.GetValue(pack), judged.Fact.AsOf, cancel, known: hash);
            var ofThen = today.Reference.Hash == hash ? today : await RulePackFile.EverShipped(hash, cancel);
            await ledger.CatchUpView(CertificateSeriesTables.ViewName, cancel);
            var asOf = new AsOf(judged.Fact.AsOf.Latest, null);
            var needed = CertificateReport.Needs(certificate, own.Where(asOf.Includes))
                .Concat(CertificateReport.Needs(
                    certificate, own.Where(it => it.Position <= judged.Fact.UpTo && asOf.Includes(it))))
                .Concat(await CertificateReading.Neighbours(ledger.Store, certificate, own, asOf, cancel))
                .Concat(await CertificateReading.Neighbours(
                    ledger.Store, certificate, own.Where(it => it.Position <= judged.Fact.UpTo), asOf, cancel,
                    judged.Fact.UpTo))
                .Distinct();
            var facts = (await ledger.Store.Read([.. needed], cancel)).Facts;
            var explained = Explaining.Of(certificate, judged, facts, ofThen, today)
                ?? throw new CommandFailedException(
                    Exit.Refused, $"Every capture of {certificate.Key} was retracted since; there is nothing to judge.");
            var identical = explained.Again is { } again
                ? FactJson.Write(again) == FactJson.Write(judged.Fact)
                : (bool?)null;
            if (line.GetValue(json))
            {
                terminal.Json(ExplainScreen.Json(certificate, explained, identical));
            }
            else
            {
                ExplainScreen.Show(terminal.Result, certificate, explained, identical, facts);
            }

            return identical == false ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    private static string NoVerdict(Subject certificate, long? position) => position is { } at
        ? string.Create(
            CultureInfo.InvariantCulture, $"Fact {at} is no verdict on {certificate.Key} that stands.")
        : $"No verdict on {certificate.Key} is on record; ledger certificate judge records one.";
}
