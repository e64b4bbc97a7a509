namespace TransferLedger.Risk;

/// <summary>The Beta distribution: what is believed of a share between 0 and 1.</summary>
/// <param name="A">The first shape, above 0: bad cases, real and earlier ones.</param>
/// <param name="B">The second shape, above 0: good cases.</param>
public readonly record struct BetaDistribution(double A, double B)
{
    /// <summary>The mean.</summary>
    public double Mean => A / (A + B);

    /// <summary>The probability that the share is at most <paramref name="x"/>.</summary>
    public double AtMost(double x) => SpecialFunctions.Beta(A, B, x, SpecialFunctions.BetaScale(A, B));

    /// <summary>The share that is not exceeded with a probability; to 1e-12 of its size.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability)
    {
        var (a, b, scale) = (A, B, SpecialFunctions.BetaScale(A, B));
        return Inversion.Of(
            x => SpecialFunctions.Beta(a, b, x, scale),
            x => Math.Exp(scale + ((a - 1) * Math.Log(x)) + ((b - 1) * double.LogP1(-x))),
            probability,
            Near(probability),
            1);
    }

    /// <summary>About the quantile, or the mean for shapes too small for it. Source: Abramowitz and Stegun, 26.5.22.
    /// </summary>
    private double Near(double probability)
    {
        if (A <= 1 || B <= 1)
        {
            return Mean;
        }

        var y = -SpecialFunctions.AboutNormalQuantile(probability);
        var (one, other, spread) = (1 / ((2 * A) - 1), 1 / ((2 * B) - 1), ((y * y) - 3) / 6);
        var h = 2 / (one + other);
        var w = (y * Math.Sqrt(Math.Max(0, h + spread)) / h) - ((other - one) * (spread + (5.0 / 6) - (2 / (3 * h))));
        return A / (A + (B * Math.Exp(2 * w)));
    }
}

/// <summary>The Gamma distribution: what is believed of a rate of 0 or more.</summary>
/// <param name="Shape">The shape, above 0: events, real and earlier ones.</param>
/// <param name="Rate">The rate, above 0: exposure, real and earlier.</param>
public readonly record struct GammaDistribution(double Shape, double Rate)
{
    /// <summary>The mean.</summary>
    public double Mean => Shape / Rate;

    /// <summary>The probability that the rate is at most <paramref name="x"/>.</summary>
    public double AtMost(double x) =>
        SpecialFunctions.Gamma(Shape, x * Rate, SpecialFunctions.LogGamma(Shape));

    /// <summary>The rate that is not exceeded with a probability; to 1e-12 of its size.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability)
    {
        // Ten standard deviations above the mean, and a bit for shapes near nought, lie beyond every quantile asked.
        var (shape, rate, scale) = (Shape, Rate, SpecialFunctions.LogGamma(Shape));
        double Below(double x) => SpecialFunctions.Gamma(shape, x * rate, scale);
        var most = (Shape + (10 * Math.Sqrt(Shape)) + 50) / Rate;
        while (Below(most) < probability)
        {
            most *= 2;
        }

        return Inversion.Of(
            Below,
            x => rate * Math.Exp(((shape - 1) * Math.Log(x * rate)) - (x * rate) - scale),
            probability,
            Near(probability),
            most);
    }

    /// <summary>About the quantile (Wilson and Hilferty), or the mean for shapes too small for it.</summary>
    private double Near(double probability)
    {
        var ninth = 1 / (9 * Shape);
        var root = 1 - ninth + (SpecialFunctions.AboutNormalQuantile(probability) * Math.Sqrt(ninth));
        return Shape < 0.5 || root <= 0 ? Mean : Shape * root * root * root / Rate;
    }
}

/// <summary>
/// The inverse of a distribution that only rises: Newton's steps where they stay between what is known to be too low
/// and too high, else halving, so that it is never wrong.
/// </summary>
internal static class Inversion
{
    private const int MostSteps = 1_100;

    /// <summary>A step so small, of the size of the result, is the last: each squares the error of the one before.
    /// </summary>
    private const double LastStep = 1e-9;

    public static double Of(
        Func<double, double> atMost, Func<double, double> density, double probability, double start, double high)
    {
        if (probability is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Above 0 and below 1.");
        }

        var (low, x) = (0.0, start);
        for (var step = 0; step < MostSteps && high - low > 1e-14 * high; step++)
        {
            if (x <= double.Epsilon)
            {
                return 0;
            }

            var beyond = atMost(x) - probability;
            (low, high) = beyond < 0 ? (x, high) : (low, x);
            var next = x - (beyond / density(x));
            if (next > low && next < high && Math.Abs(next - x) <= LastStep * x)
            {
                return next;
            }

            // Near nought by its magnitude, or a quantile of 1e-40 would take hundreds of halvings.
            x = next > low && next < high && Math.Abs(next - x) < 0.5 * (high - low) ? next
                : low == 0 && high < 1e-3 ? high * 1e-3
                : (low + high) / 2;
        }

        return (low + high) / 2;
    }
}
