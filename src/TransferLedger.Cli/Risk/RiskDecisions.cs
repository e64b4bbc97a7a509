using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger risk assess</c> and <c>countersign</c>: what EUC-062 rests on.</summary>
internal static class RiskDecisions
{
    public static ExampledCommand Assess(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "ISO 3166-1 alpha-2 of the country." };
        var (officer, parameters, data) = (
            IdentityCommand.Officer(), RiskCommand.Parameters(), CommonOptions.Data());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var command = new ExampledCommand(
            "assess",
            "Record the risk of a country as computed, with everything it takes to compute it again. Certificates are judged by "
                + $"the latest (EUC-062), for {Assessing.ValidDays.ToString(CultureInfo.InvariantCulture)} days.",
            "ledger risk assess AA --officer analyst-03",
            "ledger risk assess AA --officer analyst-03 --happened-by 2026-06-30 --parameters "
                + "src/TransferLedger.Cli/Risk/Parameters/standard.json")
        {
            country, officer, happened, known, parameters, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var code = RiskCommand.Country(line.GetValue(country)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var upTo = (await ledger.Store.Head(cancel)).Position;
            var moment = RiskMoment.Of(asOf, CommonOptions.Now());
            var card = await RiskCards.Of(ledger, RiskUnit.Country(code), moment, used, cancel);
            var home = Assessing.SubjectOf(code);
            var fact = Assessing.FactOf(card, used, upTo, CommonOptions.Today(), line.GetValue(officer)!);
            terminal.RawResult.WriteLine(
                $"{code}: {RiskScreen.Tenth(card.Score.Total)}, {RiskSentences.Band(card.Score.Band)}, to be relied on until {fact.ValidTo.Text}.");
            return await Deciding.Record<AllFacts>(
                ledger, terminal, home, [home], fact.Officer, null, "assessed",
                state => Assessing.Assess(state.Facts, home, fact), cancel, "risk", $"ledger risk {code}");
        });
        return command;
    }

    public static ExampledCommand Countersign(Terminal terminal)
    {
        var id = new Argument<string>("certificate") { Description = "Country and number: IS/EUC/0017/2026." };
        var assessment = new Option<long>("--assessment")
        {
            Description = "The assessment, by its position, as the finding names it.", HelpName = "FACT", Required = true,
        };
        var (officer, approver) = (IdentityCommand.Officer(), CommonOptions.Required("--approver", "Who signs as the second.", "NAME"));
        var (reason, data) = (CommonOptions.Required("--reason", "Why.", "TEXT"), CommonOptions.Data());
        var command = new ExampledCommand(
            "countersign",
            "Sign as the second that a certificate may be used although the risk of a country is high. EUC-062 also asks for a "
                + "planned verification on site.",
            "ledger risk countersign IS/EUC/0017/2026 --assessment 812 --officer chief-01 --approver director-01 --reason "
                + "\"escorted to the depot\"")
        {
            id, assessment, officer, approver, reason, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var fact = new HighRiskCountersigned(
                CommonOptions.Today(), line.GetValue(assessment), line.GetValue(officer)!, line.GetValue(approver)!,
                line.GetValue(reason)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var about = await CertificateCommand.Needs(ledger, certificate, CommonOptions.Today(), cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, certificate, about, fact.Officer, null, "countersigned",
                state => Assessing.Countersign(state.Facts, certificate, fact), cancel, "risk",
                $"ledger certificate verify {certificate.Rest}");
        });
        return command;
    }
}
