using TransferLedger.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>How well a predictor told which countries would divert.</summary>
/// <param name="Name">The predictor.</param>
/// <param name="Auc">The probability that a country that did ranks above one that did not; ties count half.</param>
/// <param name="Brier">The mean squared error of its calibrated probability: lower is better.</param>
/// <param name="TopDecile">The share of countries that did among the tenth that it ranks highest.</param>
internal sealed record Prediction(string Name, double Auc, double Brier, double TopDecile);

/// <summary>
/// The back-test of section 4 of the rules on diversion risk: scores frozen at the end of a year against diversions
/// that began later and were found within three years. Calibrated on an earlier freeze, whose three years were over.
/// </summary>
internal static class BackTest
{
    /// <summary>The year whose end scores are frozen at, from 0.</summary>
    public const int Frozen = 11;

    /// <summary>The freeze that predictors are calibrated on.</summary>
    public const int Calibrated = 8;

    /// <summary>For how many years afterwards is looked.</summary>
    public const int Horizon = 3;

    /// <summary>The names of the predictors: the model, then the three baselines.</summary>
    public static readonly string[] Names =
        ["the model", "a constant", "embargo neighbourhood alone", "last year's unfavourable share"];

    /// <summary>The four predictors in one world.</summary>
    public static IReadOnlyList<Prediction> Run(RiskWorld world)
    {
        var (earlier, later) = (Predictors(world, Calibrated), Predictors(world, Frozen));
        var (did, will) = (Outcomes(world, Calibrated), Outcomes(world, Frozen));
        return
        [
            .. Names.Select((name, at) =>
            {
                var probabilities = Calibration.Fit(earlier[at], did).Of(later[at]);
                return new Prediction(name, Auc(later[at], will), Brier(probabilities, will), Top(later[at], will));
            }),
        ];
    }

    /// <summary>The area under the curve of receivers: one half when all are alike.</summary>
    public static double Auc(IReadOnlyList<double> scores, IReadOnlyList<bool> outcomes)
    {
        var (above, pairs) = (0.0, 0L);
        for (var bad = 0; bad < scores.Count; bad++)
        {
            for (var good = 0; outcomes[bad] && good < scores.Count; good++)
            {
                if (!outcomes[good])
                {
                    pairs++;
                    above += scores[bad] > scores[good] ? 1 : scores[bad] == scores[good] ? 0.5 : 0;
                }
            }
        }

        return pairs == 0 ? double.NaN : above / pairs;
    }

    /// <summary>The mean squared distance of probabilities from what happened.</summary>
    public static double Brier(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes) =>
        probabilities.Zip(outcomes, (it, did) => Math.Pow(it - (did ? 1 : 0), 2)).Average();

    private static double Top(IReadOnlyList<double> scores, IReadOnlyList<bool> outcomes)
    {
        // Countries that are alike share the places: a constant catches a tenth of them.
        var all = outcomes.Count(it => it);
        var (places, caught) = (scores.Count / 10.0, 0.0);
        foreach (var alike in scores.Zip(outcomes).GroupBy(it => it.First).OrderByDescending(it => it.Key))
        {
            var part = Math.Min(1, places / alike.Count());
            caught += part * alike.Count(it => it.Second);
            places -= part * alike.Count();
            if (places <= 0)
            {
                break;
            }
        }

        return all == 0 ? double.NaN : caught / all;
    }

    private static IReadOnlyList<double>[] Predictors(RiskWorld world, int year) =>
        [
            [.. world.Scores(year).Select(it => it.Total)],
            [.. world.Countries.Select(_ => 0.0)],
            [.. world.Countries.Select(it => it.NearEmbargo ? 1.0 : 0.0)],
            [.. world.Countries.Select(it => it.Years[year].Counts["RSK-002"] is var (bad, cases) && cases > 0
                ? (double)bad / cases
                : 0)],
        ];

    private static List<bool> Outcomes(RiskWorld world, int year) =>
        [.. world.Countries.Select(it => RiskWorld.Diverts(it, year + 1, year + Horizon))];
}

/// <summary>A logistic curve from a predictor to a probability.</summary>
/// <param name="Intercept">Its height.</param>
/// <param name="Slope">Its slope on the standardized predictor.</param>
/// <param name="Mean">The mean of the predictor.</param>
/// <param name="Spread">Its standard deviation; 1 when it has none.</param>
internal sealed record Calibration(double Intercept, double Slope, double Mean, double Spread)
{
    private const double Ridge = 0.01;

    /// <summary>The curve of most likelihood, by Newton's method; a little is held back, so that it always exists.
    /// </summary>
    public static Calibration Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> outcomes)
    {
        var mean = scores.Average();
        var spread = Math.Sqrt(scores.Average(it => (it - mean) * (it - mean)));
        spread = spread > 0 ? spread : 1;
        var (a, b) = (0.0, 0.0);
        for (var step = 0; step < 50; step++)
        {
            var (ga, gb, haa, hab, hbb) = (-Ridge * a, -Ridge * b, Ridge, 0.0, Ridge);
            for (var at = 0; at < scores.Count; at++)
            {
                var x = (scores[at] - mean) / spread;
                var p = Chance.Logistic(a + (b * x));
                var (error, weight) = ((outcomes[at] ? 1 : 0) - p, p * (1 - p));
                (ga, gb) = (ga + error, gb + (error * x));
                (haa, hab, hbb) = (haa + weight, hab + (weight * x), hbb + (weight * x * x));
            }

            var determinant = (haa * hbb) - (hab * hab);
            (a, b) = (a + (((hbb * ga) - (hab * gb)) / determinant), b + (((haa * gb) - (hab * ga)) / determinant));
        }

        return new Calibration(a, b, mean, spread);
    }

    /// <summary>The probabilities of some scores.</summary>
    public IReadOnlyList<double> Of(IReadOnlyList<double> scores) =>
        [.. scores.Select(it => Chance.Logistic(Intercept + (Slope * (it - Mean) / Spread)))];
}
