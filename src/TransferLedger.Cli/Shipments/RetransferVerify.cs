using System.CommandLine;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger retransfer verify</c>: what the rules say of whoever is to have what is passed on.</summary>
internal static class RetransferVerify
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = RetransferCommand.Id();
        var reference = new Argument<string>("reference") { Description = "The number of the request: R-2026-4." };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Judge it for this day (2026-06-30); facts that happened later do not count. Default: today.",
            HelpName = "DATE",
        };
        var (pack, known) = (CertificateCommand.PackOption(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "verify",
            "Judge a request to pass goods on: the rules on embargoes, listed parties, denials, diversions and the risk of the "
                + "country, with the receiver in the end user's place. Exit code 1 when consent may not be given (HOLD or "
                + "REJECT).",
            "ledger retransfer verify IS/EUC/0017/2026 R-2026-4",
            "ledger retransfer verify IS/EUC/0017/2026 R-2026-4 --as-of 2026-07-20 --json")
        {
            id, reference, asOf, known, pack, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var number = line.GetValue(reference)!;
            var on = CertificateCommand.Day("--as-of", line.GetValue(asOf));
            var knownBy = CommonOptions.Known("--known-by", line.GetValue(known));
            var rules = await RulePackFile.Load(line.GetValue(pack), on, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = await CertificateReading.Own(ledger.Store, home, cancel);
            var needed = PassingOn.Needs(home, [.. own.Where(new AsOf(on.Latest, knownBy).Includes)], number);
            var report = PassingOn.Of(
                home, (await ledger.Store.Read([.. needed], cancel)).Facts, number, on, knownBy, rules.Pack.Parameters)
                ?.Under(rules.Pack) ?? throw new CommandFailedException(
                    Exit.Refused,
                    $"Nobody had asked under the number {Plain.Of(number)} to pass on what came under {home.Key}. "
                        + $"See: ledger retransfer show {home.Rest}");
            if (line.GetValue(json))
            {
                terminal.Json(Json(home, number, report, rules));
            }
            else
            {
                Show(terminal.Result, number, report, rules);
            }

            return report.OfWeighed >= Verdict.Hold ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    private static object Json(Subject certificate, string reference, CertificateReport report, PackInUse rules) => new
    {
        certificate = certificate.Key,
        reference,
        receiver = report.Capture.Certificate.EndUser,
        request = report.Position,
        asOf = report.On.Text,
        knownBy = CommonOptions.Exact(report.KnownBy),
        pack = rules.Reference,
        verdict = CertificateScreen.Word(report.OfWeighed),
        findings = CertificateScreen.Findings(report, []),
        notAsked = report.NotAsked.Where(PassingOn.Rules.Contains),
    };

    private static void Show(IAnsiConsole console, string reference, CertificateReport report, PackInUse rules)
    {
        var paper = report.Capture.Certificate;
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]Request {Plain.Of(reference)}[/] under certificate {Plain.Of(paper.Number)} of {Plain.Of(paper.IssuingCountry)} (fact {report.Position})");
        console.MarkupLineInterpolated(
            $"{Plain.Of(paper.Exporter?.Name ?? "")} asks to pass on to {Plain.Of(paper.EndUser?.Party.Name ?? "")}, {Plain.Of(paper.Destination ?? "no State named")}");
        console.MarkupLineInterpolated(
            $"[grey]judged for {report.On.Text} by rule pack {RulePackFile.Name(rules.Reference)}[/]");
        console.MarkupLineInterpolated($"Verdict: [bold]{CertificateScreen.Word(report.OfWeighed)}[/]");
        CertificateScreen.ShowFindings(
            console, report with { NotAsked = [.. report.NotAsked.Where(PassingOn.Rules.Contains)] },
            " --retransfer " + reference);
    }
}
