using TransferLedger.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>How often 90 % intervals cover the truth.</summary>
/// <param name="Rates">How true rates were spread.</param>
/// <param name="Covered">The share over all runs.</param>
/// <param name="Runs">How many.</param>
internal sealed record CoverageFound(TrueRates Rates, double Covered, int Runs);

/// <summary>A predictor over many worlds.</summary>
/// <param name="Name">The predictor.</param>
/// <param name="Auc">The mean.</param>
/// <param name="AucLow">The 5 % quantile over the worlds.</param>
/// <param name="AucHigh">The 95 % quantile.</param>
/// <param name="Brier">The mean.</param>
/// <param name="TopDecile">The mean.</param>
internal sealed record PredictionFound(
    string Name, double Auc, double AucLow, double AucHigh, double Brier, double TopDecile);

/// <summary>What a change of one parameter does.</summary>
/// <param name="What">The indicator.</param>
/// <param name="Changes">
/// How many countries change band: weight less a half, weight more by a half, strength halved, strength doubled.
/// </param>
/// <param name="Total">The same of the total: the largest change of any country.</param>
internal sealed record SensitivityFound(string What, IReadOnlyList<int> Changes, double Total);

/// <summary>What was measured of a model, in short.</summary>
/// <param name="Model">The version of the model.</param>
/// <param name="Parameters">The hash of the parameters.</param>
/// <param name="Seed">The seed of the first world.</param>
/// <param name="Worlds">How many worlds.</param>
/// <param name="Countries">How many countries in each.</param>
/// <param name="BeatsBaselines">Does the model predict better than each baseline?</param>
internal sealed record RiskVerdict(
    string Model, string Parameters, long Seed, int Worlds, int Countries, bool BeatsBaselines);

/// <summary>Everything measured about a model and its parameters, on invented histories.</summary>
/// <param name="Model">The version of the model.</param>
/// <param name="Parameters">The hash of the parameters.</param>
/// <param name="Seed">The seed of the first world.</param>
/// <param name="Worlds">How many worlds.</param>
/// <param name="Countries">How many countries in each.</param>
/// <param name="Coverage">How often intervals cover the truth.</param>
/// <param name="Predictions">The model and the baselines.</param>
/// <param name="Sensitivity">What each parameter does.</param>
internal sealed record RiskValidity(
    string Model,
    string Parameters,
    long Seed,
    int Worlds,
    int Countries,
    IReadOnlyList<CoverageFound> Coverage,
    IReadOnlyList<PredictionFound> Predictions,
    IReadOnlyList<SensitivityFound> Sensitivity)
{
    private const double Detection = 0.4;
    private const int Years = 15;

    /// <summary>
    /// Does the model predict better than each baseline, by AUC and by Brier score? If not, it is not to be used.
    /// </summary>
    public bool BeatsBaselines => Predictions.Skip(1).All(it =>
        Predictions[0].Auc > it.Auc && Predictions[0].Brier < it.Brier);

    /// <summary>The verdict that goes with the program, so that every card can say it.</summary>
    public RiskVerdict Verdict => new(Model, Parameters, Seed, Worlds, Countries, BeatsBaselines);

    /// <summary>Measures.</summary>
    /// <param name="used">The parameters.</param>
    /// <param name="seed">The seed of the first world.</param>
    /// <param name="worlds">How many worlds.</param>
    /// <param name="countries">How many countries in each.</param>
    public static RiskValidity Measure(RiskParametersInUse used, long seed, int worlds, int countries)
    {
        var parameters = used.Parameters;
        RiskWorld World(int at, TrueRates rates) =>
            RiskWorld.Make(unchecked(seed + at), parameters, rates, Detection, countries, Years);
        var tested = Enumerable.Range(0, worlds).Select(at => BackTest.Run(World(at, TrueRates.AsThePrior))).ToList();
        return new RiskValidity(
            RiskIndicators.ModelVersion,
            used.Hash,
            seed,
            worlds,
            countries,
            [
                .. Enum.GetValues<TrueRates>().Select(rates => Covers(
                    rates, Enumerable.Range(0, worlds).Select(at => World(at, rates)), parameters)),
            ],
            [.. BackTest.Names.Select((name, at) => Summed(name, [.. tested.Select(it => it[at])]))],
            Shifts(World(0, TrueRates.AsThePrior), parameters));
    }

    /// <summary>
    /// The interval is about diversions found: with a known probability of finding, it covers the true rate exactly
    /// when it covers that rate times the probability. What is not found yet at the end of the last year is left out.
    /// </summary>
    private static CoverageFound Covers(TrueRates rates, IEnumerable<RiskWorld> worlds, RiskParameters parameters)
    {
        var (covered, runs) = (0, 0);
        foreach (var world in worlds)
        {
            foreach (var country in world.Countries)
            {
                var settled = RiskWorld.Sums(country, Years - 1 - BackTest.Horizon);
                var all = RiskWorld.Sums(country, Years - 1);
                var data = new RiskSums(settled.On, [
                    .. settled.Days.Where(it => it.Series == RiskSeries.HeldImported),
                    .. all.Days.Where(it => it.Series == RiskSeries.Diverted && it.Day < settled.On),
                ]).Data(parameters);
                var prior = parameters.Of("RSK-001")!;
                var believed = Estimate.OfRate(
                    prior.PriorMean / 1000.0, prior.PriorStrength / 1000.0, data["RSK-001"].Bad,
                    data["RSK-001"].Cases).Credible;
                var truth = world.FoundRate(country);
                covered += truth >= believed.Low && truth <= believed.High ? 1 : 0;
                runs++;
            }
        }

        return new CoverageFound(rates, (double)covered / runs, runs);
    }

    private static PredictionFound Summed(string name, List<Prediction> worlds)
    {
        var aucs = worlds.Select(it => it.Auc).Where(it => !double.IsNaN(it)).Order().ToList();
        double At(double part) => aucs[(int)Math.Round(part * (aucs.Count - 1))];
        return new PredictionFound(
            name, aucs.Average(), At(0.05), At(0.95), worlds.Average(it => it.Brier),
            worlds.Where(it => !double.IsNaN(it.TopDecile)).Average(it => it.TopDecile));
    }

    private static List<SensitivityFound> Shifts(RiskWorld world, RiskParameters parameters)
    {
        var before = world.Scores(BackTest.Frozen);
        var found = new List<SensitivityFound>();
        foreach (var (at, it) in parameters.Indicators.Index().Where(it => it.Item.PriorStrength > 0))
        {
            IndicatorParameters[] variants =
            [
                it with { Weight = it.Weight / 2 }, it with { Weight = it.Weight * 3 / 2 },
                it with { PriorStrength = Math.Max(1, it.PriorStrength / 2) },
                it with { PriorStrength = it.PriorStrength * 2 },
            ];
            var after = variants.Select(one => world.Scores(BackTest.Frozen, parameters with
            {
                Indicators = [.. parameters.Indicators.Take(at), one, .. parameters.Indicators.Skip(at + 1)],
            })).ToList();
            found.Add(new SensitivityFound(
                it.Id,
                [.. after.Select(scores => scores.Zip(before).Count(pair => pair.First.Band != pair.Second.Band))],
                after.Max(scores => scores.Zip(before).Max(pair => Math.Abs(pair.First.Total - pair.Second.Total)))));
        }

        return found;
    }
}
