using System.Diagnostics;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>How long parties take against whole lists, and against what a newer version of a list changes.</summary>
/// <param name="Parties">How many parties were compared with what had changed.</param>
/// <param name="Names">How many listed names there are.</param>
/// <param name="Full">How many of the parties were screened against whole lists.</param>
/// <param name="FullSeconds">How long that took, on all cores.</param>
/// <param name="Changed">How many entries had changed: every hundredth.</param>
/// <param name="ChangedNames">How many names these have.</param>
/// <param name="Seconds">How long it took to compare all parties with them, on all cores.</param>
/// <param name="Touched">How many parties had to be screened anew for it.</param>
/// <param name="Cores">How many cores there were.</param>
internal sealed record Rescreened(
    int Parties,
    int Names,
    int Full,
    double FullSeconds,
    int Changed,
    int ChangedNames,
    double Seconds,
    int Touched,
    int Cores);

/// <summary>Measures screening of many parties, in memory, as <c>ledger screen run</c> does it.</summary>
internal static class RescreenMeasurement
{
    private const int EachChanged = 100;

    /// <summary>Measures.</summary>
    /// <param name="entries">The entries of all lists.</param>
    /// <param name="parties">How many parties.</param>
    /// <param name="full">How many of them are screened against whole lists.</param>
    /// <param name="seed">The same seed, the same parties.</param>
    /// <param name="say">Told what is going on.</param>
    /// <param name="cancel">Stops it.</param>
    public static Rescreened Run(
        IReadOnlyList<ListedEntry> entries,
        int parties,
        int full,
        long seed,
        Action<string> say,
        CancellationToken cancel)
    {
        say("Parties are invented");
        var all = InventedParties.Of(parties, unchecked((int)seed), cancel)
            .Select(it => ScreenedParty.Of([it.Name], [it.Country])).ToArray();
        var limits = ScreeningParameters.Default;
        var whole = new Screener(entries, Transliterator.Latin, limits);
        say("Parties against whole lists");
        var watch = Stopwatch.StartNew();
        Matching(whole, all.AsSpan(0, Math.Min(full, all.Length)).ToArray(), cancel);
        var fullSeconds = watch.Elapsed.TotalSeconds;
        say("Parties against what has changed");
        watch.Restart();
        var changed = entries.Where((_, at) => at % EachChanged == 0).ToList();
        var few = new Screener(changed, Transliterator.Latin, limits);
        var touched = Matching(few, all, cancel);
        Matching(whole, touched, cancel);
        return new(
            all.Length, whole.Names, Math.Min(full, all.Length), fullSeconds, changed.Count, few.Names,
            watch.Elapsed.TotalSeconds, touched.Length, Environment.ProcessorCount);
    }

    /// <summary>The parties that have a match.</summary>
    private static ScreenedParty[] Matching(Screener screener, ScreenedParty[] parties, CancellationToken cancel)
    {
        var found = new bool[parties.Length];
        Parallel.For(0, parties.Length, new() { CancellationToken = cancel }, at =>
            found[at] = screener.Screen(parties[at]).Length > 0);
        return [.. parties.Where((_, at) => found[at])];
    }
}
