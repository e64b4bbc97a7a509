namespace TransferLedger.Cli.Quality.Screening;

/// <summary>How well yes and no were told apart.</summary>
internal sealed record Told(int Found, int Missed, int False, int Right)
{
    /// <summary>Of those that are matches, how many were found; 1 when there are none.</summary>
    public double Recall => Found + Missed == 0 ? 1 : (double)Found / (Found + Missed);

    /// <summary>Of those that were found, how many are matches; 1 when none was found.</summary>
    public double Precision => Found + False == 0 ? 1 : (double)Found / (Found + False);

    /// <summary>The harmonic mean of the two.</summary>
    public double F1 => Found == 0 ? 0 : 2.0 * Found / ((2 * Found) + False + Missed);

    public int Pairs => Found + Missed + False + Right;

    public static Told Of(IEnumerable<(bool Is, bool Said)> pairs)
    {
        var all = pairs.ToList();
        return new(
            all.Count(it => it is { Is: true, Said: true }), all.Count(it => it is { Is: true, Said: false }),
            all.Count(it => it is { Is: false, Said: true }), all.Count(it => it is { Is: false, Said: false }));
    }
}

/// <summary>What one way to write names wrongly came to.</summary>
/// <param name="Name">The way.</param>
/// <param name="Asked">How many names.</param>
/// <param name="Found">How many led to their entry, at WARN or worse.</param>
/// <param name="Held">How many of them at HOLD, with the country of the entry.</param>
/// <param name="Others">How many other entries came with each, on average.</param>
internal sealed record Corrupted(string Name, int Asked, int Found, int Held, double Others);

/// <summary>What names of nobody on a list came to.</summary>
/// <param name="Name">What names: of people or companies, in which language.</param>
/// <param name="Asked">How many.</param>
/// <param name="Warned">How many of them matched at all.</param>
/// <param name="Held">How many would hold, with nothing but the name known.</param>
/// <param name="Examples">Some that matched.</param>
internal sealed record Innocent(string Name, int Asked, int Warned, int Held, IReadOnlyList<string> Examples);

/// <summary>How fast it was.</summary>
/// <param name="Names">How many listed names were compared with.</param>
/// <param name="Screens">How many parties were screened, one after the other.</param>
/// <param name="PerSecond">How many in a second.</param>
/// <param name="MedianMs">In milliseconds.</param>
/// <param name="P99Ms">In milliseconds.</param>
/// <param name="IndexMs">How long the index took to make.</param>
internal sealed record ScreeningSpeed(
    int Names, int Screens, double PerSecond, double MedianMs, double P99Ms, double IndexMs);

/// <summary>Everything that was measured.</summary>
internal sealed record ScreeningReport(
    long Seed,
    Told Tuned,
    Told Held,
    IReadOnlyList<(long Seed, double F1)> Splits,
    Told PlainOnHeld,
    Told Mixed,
    Told PlainMixed,
    long MixedOthers,
    long MixedOthersFalse,
    IReadOnlyList<Corrupted> Corrupted,
    int IndexAsked,
    int IndexMissed,
    IReadOnlyList<Innocent> Innocents,
    ScreeningSpeed Speed,
    Rescreened? Rescreened = null);
