using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger risk refresh</c>: today's scores for SQL tools.</summary>
internal static class RiskRefresh
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var (parameters, data, json) = (RiskCommand.Parameters(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "refresh",
            "Write the score, interval, band and coverage of every country as of now into the table views.country_risk, for SQL "
                + "tools. Each row says for which day and up to which fact it holds; nothing else keeps the table.",
            "ledger risk refresh",
            "ledger risk refresh --parameters src/TransferLedger.Cli/Risk/Parameters/standard.json --json")
        {
            parameters, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);

            // The head first: what is recorded while the cards are made may be in them, and is not claimed.
            var upTo = (await ledger.Store.Head(cancel)).Position;
            var moment = RiskMoment.Of(AsOf.Now, CommonOptions.Now());
            var cards = await RiskCards.All(ledger, moment, used, cancel);
            await RiskScoreTable.Replace(ledger.Store.Source, cards, upTo, used, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new { countries = cards.Count, on = moment.On, upTo });
            }
            else
            {
                terminal.RawResult.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"views.country_risk holds the scores of {cards.Count} countries on {moment.On:uuuu-MM-dd}, up to fact {upTo}; parameters {RiskParameterFile.Name(used)}."));
            }

            return Exit.Done;
        });
        return command;
    }
}
