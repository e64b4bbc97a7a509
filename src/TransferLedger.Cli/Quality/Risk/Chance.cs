using TransferLedger.Cli.Generate;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>Numbers thrown by the distributions that invented countries are made with.</summary>
internal sealed class Chance(Dice dice)
{
    /// <summary>Above 0 and below 1.</summary>
    public double Uniform() => Math.Clamp(dice.Randomizer.Double(), 1e-12, 1 - 1e-12);

    /// <summary>A standard normal number.</summary>
    public double Normal() => Normal(Uniform());

    /// <summary>
    /// The standard normal quantile of a probability (Acklam's rational approximation, good to nine digits).
    /// </summary>
    public static double Normal(double probability)
    {
        const double Low = 0.02425;
        if (probability > 0.5)
        {
            return -Normal(1 - probability);
        }

        if (probability < Low)
        {
            var q = Math.Sqrt(-2 * Math.Log(probability));
            return Polynomial(q, -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
                    4.374664141464968, 2.938163982698783)
                / Polynomial(q, 7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
        }

        var half = probability - 0.5;
        var square = half * half;
        return half * Polynomial(square, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690,
                -30.66479806614716, 2.506628277459239)
            / Polynomial(square, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
                -13.28068155288572, 1);
    }

    /// <summary>A share as odds on a scale without ends.</summary>
    public static double Logit(double share) => Math.Log(share / (1 - share));

    /// <summary>The inverse of <see cref="Logit"/>.</summary>
    public static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    /// <summary>A number of events of a mean.</summary>
    public int Poisson(double mean)
    {
        if (mean > 500)
        {
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        }

        var (count, left) = (0, -Math.Log(Uniform()));
        while (left < mean)
        {
            count++;
            left -= Math.Log(Uniform());
        }

        return count;
    }

    /// <summary>How many of some cases turn out badly.</summary>
    public int Binomial(int cases, double share) =>
        Enumerable.Range(0, cases).Count(_ => Uniform() < share);

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        foreach (var it in coefficients)
        {
            sum = (sum * x) + it;
        }

        return sum;
    }
}
