using System.CommandLine;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary><c>ledger quality risk</c>: how far scores and intervals of the risk model can be relied on.</summary>
internal static class RiskQualityCommand
{
    private const int MostWorlds = 10_000;

    public static Command Make(Terminal terminal)
    {
        var (json, seed, parameters) = (CommonOptions.Json(), GenerateCommand.Seed(), RiskCommand.Parameters());
        var worlds = new Option<int>("--worlds")
        {
            Description = "How many invented worlds.", DefaultValueFactory = _ => 40, HelpName = "N",
        };
        var countries = new Option<int>("--countries")
        {
            Description = "How many countries in each.", DefaultValueFactory = _ => 80, HelpName = "N",
        };
        var verdict = new Option<string?>("--verdict")
        {
            Description = "Also write what every card says of it to this file (Risk/Parameters/verdict.json).",
            HelpName = "FILE",
        };
        var command = new ExampledCommand(
            "risk",
            "Measure the risk model on invented histories whose truth is known: how often intervals cover it, how well scores "
                + "tell who will divert beside three baselines, and what each weight and prior does. Prints docs/quality-risk.md.",
            "ledger quality risk > docs/quality-risk.md",
            "ledger quality risk --worlds 200 --seed 7 --json")
        {
            worlds, countries, seed, parameters, verdict, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (many, size) = (line.GetValue(worlds), line.GetValue(countries));
            if (many is < 1 or > MostWorlds || size is < 20 or > 250)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture, $"--worlds: from 1 to {MostWorlds}; --countries: from 20 to 250."));
            }

            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            var measured = RiskValidity.Measure(used, line.GetValue(seed), many, size);
            if (line.GetValue(verdict) is { } file)
            {
                await File.WriteAllTextAsync(
                    file, JsonConvert.SerializeObject(measured.Verdict, Formatting.Indented) + "\n", cancel);
            }

            if (line.GetValue(json))
            {
                terminal.Json(measured);
            }
            else
            {
                terminal.RawResult.Write(Page(measured));
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>The page for readers.</summary>
    public static string Page(RiskValidity it)
    {
        var page = new StringBuilder();
        void Line(FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# How far the risk of diversion can be relied on\n");
        Line($"Made by `ledger quality risk --worlds {it.Worlds} --countries {it.Countries} --seed {it.Seed}`; do not edit. Model {it.Model}, parameters");
        Line($"with the hash `{it.Parameters}`.\n");
        Line($"**All histories here are invented**: countries with a known rate of diversion, 40 % of which is ever found, and a hidden");
        Line($"weakness of controls that shows in some indicators and not in others. The same people made the model and the worlds. What");
        Line($"is measured is whether the arithmetic does what it says, not whether real countries are like that.\n");
        Line($"## Do intervals cover the truth?\n");
        Line($"The 90 % interval of RSK-001 after 12 years, against the true rate of diversions found. Bar: 85 to 95 % where true rates are");
        Line($"spread as the prior says. Old years count less, so intervals are wider than they need be where nothing changes.\n");
        Line($"| true rates | covered | runs |");
        Line($"|---|---|---|");
        foreach (var found in it.Coverage)
        {
            Line($"| {Spread(found.Rates)} | {found.Covered:0.0 %} | {found.Runs:#,0} |");
        }

        Line($"\n## Do scores tell who will divert?\n");
        Line($"Frozen at the end of a year, against at least one confirmed diversion that began and was found in the three years after.");
        Line($"AUC: the probability that a country that did ranks above one that did not. Brier score of the probability calibrated on an");
        Line($"earlier freeze: lower is better. Means over {it.Worlds} worlds; in brackets the 5 % and 95 % quantiles over worlds.\n");
        Line($"| | AUC | Brier | caught in the top tenth |");
        Line($"|---|---|---|---|");
        foreach (var found in it.Predictions)
        {
            Line($"| {found.Name} | {found.Auc:0.000} ({found.AucLow:0.000} to {found.AucHigh:0.000}) | {found.Brier:0.0000} | {found.TopDecile:0.0 %} |");
        }

        var verdict = it.BeatsBaselines
            ? "The model beats all three baselines in both."
            : "**The model does not beat every baseline, and is not to be used.** Every card says so.";
        Line($"\n{verdict} Whether a country has a diversion at all also depends on how");
        Line($"much it holds, which a score leaves out on purpose: it is about controls, not size.\n");
        Line($"## What each weight and prior does\n");
        Line($"How many of {it.Countries} countries change band when one figure is changed, and the largest change of any total.\n");
        Line($"| | weight -50 % | weight +50 % | strength x 1/2 | strength x 2 | largest change |");
        Line($"|---|---|---|---|---|---|");
        foreach (var found in it.Sensitivity)
        {
            Line($"| {found.What} | {found.Changes[0]} | {found.Changes[1]} | {found.Changes[2]} | {found.Changes[3]} | {found.Total:0.00} |");
        }

        Line($"\n## What is not shown here\n");
        Line($"No back-test on real findings: none are public in the form it takes. No comparison of checks chosen at random with those");
        Line($"chosen for risk: no fact says how a check was chosen.");
        return page.ToString();
    }

    private static string Spread(TrueRates rates) => rates switch
    {
        TrueRates.AsThePrior => "as the prior says",
        TrueRates.Wider => "wider: log-normal, the same mean",
        _ => "twice as high as the prior says",
    };
}
