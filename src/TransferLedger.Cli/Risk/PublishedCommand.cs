using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger risk published</c>: what a State publishes of SDG indicator 16.4.2 (RSK-029).</summary>
internal static class PublishedCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "The State, ISO 3166-1 alpha-2." };
        var year = CommonOptions.Required("--year", "The year, or years, it is about: 2023, 2016/2017.", "DATE");
        var percent = CommonOptions.Required("--percent", "The value in per cent: 86.32.", "NUMBER");
        var cases = new Option<long?>("--cases") { Description = "Of how many arms, where that was published.", HelpName = "N" };
        var established = new Option<long?>("--established")
        {
            Description = "Of these, of how many the origin was traced or established.", HelpName = "N",
        };
        var (source, remark) = (
            CommonOptions.Required("--source", "Where it was published.", "TEXT"),
            CommonOptions.Optional("--remark", "What the source adds.", "TEXT"));
        var (officer, data) = (CommonOptions.Required("--officer", "Who records it.", "NAME"), CommonOptions.Data());
        var command = new ExampledCommand(
            "published",
            "Record a State's value of SDG indicator 16.4.2 as published. It is shown on the card and never scored; with the "
                + "counts behind it an interval is shown too.",
            "ledger risk published AA --year 2023 --percent 86.32 --cases 95 --established 82 --source \"UN SDG database, "
                + "2026.Q3\" --officer clerk-07")
        {
            country, year, percent, cases, established, source, remark, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var code = RiskCommand.Country(line.GetValue(country)!);
            var home = Assessing.SubjectOf(code);
            var fact = new IndicatorPublished(
                CertificateCommand.Day("--year", line.GetValue(year)), code, PublishedShown.Tracing,
                line.GetValue(percent)!.Trim(), line.GetValue(source)!, line.GetValue(cases),
                line.GetValue(established), line.GetValue(remark), line.GetValue(officer));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, home, [home], fact.Officer!, null, "recorded",
                state => PublishedShown.Record(state.Facts, home, fact), cancel, "risk",
                $"ledger risk {code}");
        });
        return command;
    }
}
