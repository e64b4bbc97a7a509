using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Shipments;

namespace TransferLedger.Checks;

/// <summary>
/// How many of a number of delivered items must be shown, and which. Drawn without replacement, so the number of
/// missing items in a sample follows the hypergeometric distribution.
/// </summary>
public static class SamplingPlan
{
    /// <summary>
    /// The smallest sample that finds at least one missing item with the wanted probability, if so many are missing.
    /// Exact: computed in whole numbers.
    /// </summary>
    /// <param name="population">How many items there are, from 0.</param>
    /// <param name="tolerable">From how many missing items on it must find one, from 1.</param>
    /// <param name="confidence">The probability, in thousandths, 1 to 999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its bounds.</exception>
    public static long Size(long population, long tolerable, int confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        ArgumentOutOfRangeException.ThrowIfLessThan(tolerable, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(confidence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(confidence, 999);
        var (enough, tooFew) = (population, -1L);
        var missing = Math.Min(tolerable, population);
        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            (enough, tooFew) = Finds(population, missing, middle, confidence) ? (middle, tooFew) : (enough, middle);
        }

        return enough;
    }

    /// <summary>
    /// The items to be shown, in the order drawn: those whose SHA-256 over seed, a line feed and the exact key of the
    /// serial is lowest. Anybody can draw them again; who gives the seed before the list is known cannot choose them.
    /// </summary>
    /// <param name="serials">The serials, each once but for signs and spaces; their order does not matter.</param>
    /// <param name="size">How many, at most all.</param>
    /// <param name="seed">The seed.</param>
    public static ImmutableArray<string> Draw(IEnumerable<string> serials, long size, string seed) =>
    [
        .. serials.DistinctBy(SerialComparison.KeyOf, StringComparer.Ordinal)
            .Select(it => (Serial: it, Key: SerialComparison.KeyOf(it)))
            .OrderBy(it => Rank(seed, it.Key), StringComparer.Ordinal).ThenBy(it => it.Key, StringComparer.Ordinal)
            .Take((int)Math.Min(size, int.MaxValue)).Select(it => it.Serial),
    ];

    /// <summary>
    /// How many items may be missing in all when some were missing in a sample: the most that would show so few with a
    /// probability above what is left to chance. What was not inspected may be missing; this says how much of it.
    /// </summary>
    /// <param name="population">How many items there are.</param>
    /// <param name="sample">How many were to be shown.</param>
    /// <param name="missing">How many of them were missing.</param>
    /// <param name="confidence">The probability that no more are missing, in thousandths.</param>
    public static long MostMissing(long population, long sample, long missing, int confidence)
    {
        var (may, cannot) = (missing, population - (sample - missing) + 1);
        while (cannot - may > 1)
        {
            var middle = may + ((cannot - may) / 2);
            (may, cannot) = AtMost(population, sample, missing, middle) > (1000 - confidence) / 1000.0
                ? (middle, cannot)
                : (may, middle);
        }

        return may;
    }

    /// <summary>Is the probability of finding none at most what is left to chance?</summary>
    private static bool Finds(long population, long missing, long sample, int confidence)
    {
        if (sample > population - missing)
        {
            return true;
        }

        // C(N−D, n) / C(N, n) = C(N−n, D) / C(N, D): the product over the smaller of the two.
        var (few, many) = (Math.Min(missing, sample), Math.Max(missing, sample));
        var (none, all) = (BigInteger.One, BigInteger.One);
        for (var at = 0L; at < few; at++)
        {
            none *= population - many - at;
            all *= population - at;
        }

        return none * 1000 <= all * (1000 - confidence);
    }

    /// <summary>The probability of at most so many missing items in a sample when so many are missing in all.</summary>
    private static double AtMost(long population, long sample, long found, long missing)
    {
        var sum = 0.0;
        for (var at = Math.Max(0, sample - (population - missing)); at <= Math.Min(found, missing); at++)
        {
            sum += Math.Exp(LogChoose(missing, at) + LogChoose(population - missing, sample - at)
                - LogChoose(population, sample));
        }

        return sum;
    }

    private static double LogChoose(long from, long take) =>
        LogFactorial(from) - LogFactorial(take) - LogFactorial(from - take);

    /// <summary>Stirling's series, good to twelve digits from 20 on; below, the product.</summary>
    private static double LogFactorial(long number)
    {
        if (number < 20)
        {
            var product = 1.0;
            for (var factor = 2; factor <= number; factor++)
            {
                product *= factor;
            }

            return Math.Log(product);
        }

        double x = number + 1;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI))
            + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * x * x * x * x * x));
    }

    private static string Rank(string seed, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{key}")));
}
