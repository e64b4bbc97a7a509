namespace TransferLedger.Risk;

/// <summary>A stretch between two numbers, both included.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, never below the lower.</param>
public readonly record struct Interval(double Low, double High);

/// <summary>
/// What is believed of a share or rate after the cases seen, which pull a stated prior. Source: section 2.2 of the
/// rules on diversion risk.
/// </summary>
/// <param name="Mean">The posterior mean.</param>
/// <param name="Credible">The 90 % credible interval, from the 5 % and 95 % quantiles.</param>
public readonly record struct Estimate(double Mean, Interval Credible)
{
    private const double Tail = 0.05;

    /// <summary>A share: k bad of n, with a Beta prior.</summary>
    /// <param name="mean">The prior mean m, above 0 and below 1.</param>
    /// <param name="strength">The prior strength s above 0: as if s cases had been seen before.</param>
    /// <param name="bad">k, from 0; where it exceeds n, there were that many cases.</param>
    /// <param name="cases">n, from 0.</param>
    public static Estimate OfShare(double mean, double strength, double bad, double cases)
    {
        var believed = new BetaDistribution(
            (mean * strength) + bad, ((1 - mean) * strength) + Math.Max(0, cases - bad));
        return Of(believed.Mean, believed.Quantile(Tail), believed.Quantile(1 - Tail));
    }

    /// <summary>A rate: k events over an exposure, with a Gamma prior.</summary>
    /// <param name="mean">The prior mean m, above 0.</param>
    /// <param name="strength">The prior strength s above 0: so much exposure before.</param>
    /// <param name="events">k, from 0.</param>
    /// <param name="exposure">E, from 0, in the unit of the prior strength.</param>
    public static Estimate OfRate(double mean, double strength, double events, double exposure)
    {
        var believed = new GammaDistribution((mean * strength) + events, strength + exposure);
        return Of(believed.Mean, believed.Quantile(Tail), believed.Quantile(1 - Tail));
    }

    /// <summary>The Wilson 95 % interval of k of n: for readers who want no prior. Of nothing it is all.</summary>
    /// <param name="bad">k, from 0 to n.</param>
    /// <param name="cases">n, from 0.</param>
    public static Interval Wilson(double bad, double cases)
    {
        const double Z = 1.959964;
        if (cases <= 0)
        {
            return new(0, 1);
        }

        var share = Math.Min(1, bad / cases);
        var scale = 1 + (Z * Z / cases);
        var centre = (share + (Z * Z / (2 * cases))) / scale;
        var half = Z * Math.Sqrt((share * (1 - share) / cases) + (Z * Z / (4 * cases * cases))) / scale;
        return new(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>The mean of a very skewed distribution lies outside its interval; it is then the end of it.</summary>
    private static Estimate Of(double mean, double low, double high) =>
        new(mean, new(Math.Min(low, mean), Math.Max(high, mean)));
}
