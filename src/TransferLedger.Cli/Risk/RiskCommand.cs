using System.CommandLine;
using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger risk</c>: how great the risk of diversion is, country by country, and why.</summary>
internal static class RiskCommand
{
    private const int MostFacts = 10_000;

    public static Command Make(Terminal terminal)
    {
        var country = new Argument<string?>("country")
        {
            Description = "ISO 3166-1 alpha-2 of the country whose card is shown. Default: all, ranked.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var units = new RiskUnitOptions();
        var facts = new Option<bool>("--facts") { Description = "The facts behind each count, the latest first." };
        var csv = new Option<bool>("--csv") { Description = "Print a table as CSV on standard output." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (parameters, data, json) = (Parameters(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "risk",
            "How great the risk of diversion is: every country with facts, ranked, or the card of one, or of an end user, site, "
                + "broker or carrier, with the contribution "
                + "of each indicator, its interval and the facts behind it. A score never decides.",
            "ledger risk",
            "ledger risk AA --facts",
            "ledger risk AA --happened-by 2024-12-31 --known-by 2025-03-31 --json",
            "ledger risk --party \"Ministry of Defence of Aland\" --csv",
            "ledger risk --site \"Depot 7\" --custodian Army",
            "ledger risk --carrier \"Northern Lines\"")
        {
            country, units.Party, units.Site, units.Custodian, units.Broker, units.Carrier, facts, csv, happened, known,
            parameters, data, json,
            RiskDecisions.Assess(terminal), RiskDecisions.Countersign(terminal), RiskRefresh.Make(terminal),
            PublishedCommand.Make(terminal), WeightsCommand.Make(terminal),
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var moment = RiskMoment.Of(asOf, CommonOptions.Now());
            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            var unit = units.Unit(line, line.GetValue(country) is { } code ? Country(code) : null);
            var format = line.GetValue(json) ? RiskFormat.Json
                : line.GetValue(csv) ? RiskFormat.Csv
                : RiskFormat.Screen;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            if (unit is null)
            {
                RiskRanking.Write(terminal, await RiskCards.All(ledger, moment, used, cancel), moment, used, format);
                return Exit.Done;
            }

            await RiskNames.MustBeOnRecord(ledger, unit, cancel);
            var card = await RiskCards.Of(ledger, unit, moment, used, cancel);
            var behind = line.GetValue(facts)
                ? await RiskReader.Facts(ledger.Store.Source, unit, moment, null, MostFacts, cancel)
                : null;
            RiskScreen.Write(terminal, card, used, behind, format);
            return Exit.Done;
        });
        return command;
    }

    /// <summary>The option of every command that weighs.</summary>
    public static Option<string?> Parameters() => new("--parameters")
    {
        Description = "Weights, priors and curves from this file instead of those that ship.", HelpName = "FILE",
    };

    /// <summary>
    /// A country's code as people write it, that of today: <c>CD</c> for <c>ZR</c>. The card of a code that never was
    /// one would look like that of a country nobody knows anything of.
    /// </summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static string Country(string text) => CountryCodes.Today(CountryCommand.Code(text));
}

/// <summary>How a result is written.</summary>
internal enum RiskFormat
{
    /// <summary>For people.</summary>
    Screen,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>CSV with a header.</summary>
    Csv,
}
