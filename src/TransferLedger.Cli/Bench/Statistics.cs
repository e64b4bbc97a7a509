namespace TransferLedger.Cli.Bench;

/// <summary>Summaries of a few measurements.</summary>
internal static class Statistics
{
    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = Sorted(values);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The smallest value that at least this share of all does not exceed.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = Sorted(values);
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
    }

    private static double[] Sorted(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length > 0 ? sorted : throw new ArgumentException("Nothing was measured.", nameof(values));
    }
}
