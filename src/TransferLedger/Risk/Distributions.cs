namespace TransferLedger.Risk;

/// <summary>The Beta distribution: what is believed of a share between 0 and 1.</summary>
/// <param name="A">The first shape, above 0: bad cases, real and earlier ones.</param>
/// <param name="B">The second shape, above 0: good cases.</param>
public readonly record struct BetaDistribution(double A, double B)
{
    /// <summary>The mean.</summary>
    public double Mean => A / (A + B);

    /// <summary>The probability that the share is at most <paramref name="x"/>.</summary>
    public double AtMost(double x) => SpecialFunctions.Beta(A, B, x);

    /// <summary>The share that is not exceeded with a probability; to 1e-12 of its size.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability) => Inversion.Of(AtMost, probability, 0, 1);
}

/// <summary>The Gamma distribution: what is believed of a rate of 0 or more.</summary>
/// <param name="Shape">The shape, above 0: events, real and earlier ones.</param>
/// <param name="Rate">The rate, above 0: exposure, real and earlier.</param>
public readonly record struct GammaDistribution(double Shape, double Rate)
{
    /// <summary>The mean.</summary>
    public double Mean => Shape / Rate;

    /// <summary>The probability that the rate is at most <paramref name="x"/>.</summary>
    public double AtMost(double x) => SpecialFunctions.Gamma(Shape, x * Rate);

    /// <summary>The rate that is not exceeded with a probability; to 1e-12 of its size.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double Quantile(double probability)
    {
        // Ten standard deviations above the mean, and a bit for shapes near nought, lie beyond every quantile asked.
        var most = (Shape + (10 * Math.Sqrt(Shape)) + 50) / Rate;
        while (AtMost(most) < probability)
        {
            most *= 2;
        }

        return Inversion.Of(AtMost, probability, 0, most);
    }
}

/// <summary>The inverse of a distribution that only rises, by halving: slow, and never wrong.</summary>
internal static class Inversion
{
    private const int MostSteps = 1_100;

    public static double Of(Func<double, double> atMost, double probability, double low, double high)
    {
        if (probability is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Above 0 and below 1.");
        }

        for (var step = 0; step < MostSteps && high - low > 1e-14 * high; step++)
        {
            // Near nought by its magnitude, or a quantile of 1e-40 would take hundreds of halvings.
            var middle = low == 0 && high < 1e-3 ? high * 1e-3 : (low + high) / 2;
            if (middle <= double.Epsilon)
            {
                return 0;
            }

            (low, high) = atMost(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
