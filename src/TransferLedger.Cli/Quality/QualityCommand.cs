using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Quality.Custody;
using TransferLedger.Cli.Quality.Screening;
using TransferLedger.Cli.Quality.Risk;
using TransferLedger.Cli.Quality.Search;
using TransferLedger.Cli.Quality.Verdicts;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Quality;

/// <summary>
/// <c>ledger quality</c>: how many of generated forgeries the rules find, and what they hold wrongly.
/// </summary>
internal static class QualityCommand
{
    /// <summary>They are all held in memory.</summary>
    private const int MostCertificates = 100_000;

    public static Command Make(Terminal terminal)
    {
        var (certificates, seed, forged) =
            (GenerateCommand.Certificates(), GenerateCommand.Seed(), GenerateCommand.Forged());
        var seeds = Seeds();
        var asOf = CommonOptions.Optional(
            "--as-of", "Judge every document for this day. Default: each when the last answer about it was in.", "DATE");
        var unasked = new Option<bool>("--unasked")
        {
            Description = "Nobody asks an end user for its strength: what EUC-045 holds for want of it.",
        };
        var json = CommonOptions.Json();
        var command = new ExampledCommand(
            "quality",
            "Measure the rules for certificates: make sets as ledger generate does, judge every document in memory as "
                + "ledger certificate verify does, and compare with what was done to it.",
            "ledger quality",
            "ledger quality --certificates 1000 --seed 1 --seeds 20",
            "ledger quality --certificates 5000 --seed 4 --forged 50 --json")
        {
            certificates, seed, forged, seeds, asOf, unasked, json, SearchQualityCommand.Make(terminal),
            ScreeningQualityCommand.Make(terminal), RescreenCommand.Make(terminal), WordFrequencyCommand.Make(terminal),
            RiskQualityCommand.Make(terminal), RiskSpeedCommand.Make(terminal),
            CustodySpeedCommand.Make(terminal), VerdictSpeedCommand.Make(terminal),
        };
        command.SetAction(async (line, cancel) =>
        {
            var (size, first, sets) = (line.GetValue(certificates), line.GetValue(seed), line.GetValue(seeds));
            if (size > MostCertificates || sets is < 1 or > 1_000)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture, $"--certificates: up to {MostCertificates}; --seeds: from 1 to 1000."));
            }

            var day = line.GetValue(asOf) is { } text ? CertificateCommand.Day("--as-of", text) : null;
            var runs = new List<(long Seed, QualityReport Report)>();
            foreach (var at in Enumerable.Range(0, sets))
            {
                var next = unchecked(first + at);
                terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Seed {next}: {size} certificates"));
                var set = GenerateCommand.Set(size, next, line.GetValue(forged), asks: !line.GetValue(unasked));
                runs.Add((next, QualityReport.Of(await SetJudging.Of(set, null, day, cancel))));
            }

            var whole = runs.Select(it => it.Report).Aggregate((sum, it) => sum.And(it));
            if (line.GetValue(json))
            {
                terminal.Json(QualityScreen.Json(whole, runs));
            }
            else
            {
                QualityScreen.Show(terminal, whole, runs);
            }

            return Exit.Done;
        });
        return command;
    }

    private static Option<int> Seeds() => new("--seeds")
    {
        Description = "So many sets, each with the next seed.", DefaultValueFactory = _ => 1, HelpName = "K",
    };
}
