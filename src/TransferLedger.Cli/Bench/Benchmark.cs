using System.Diagnostics;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Bench;

/// <summary>
/// Our engine beside the raw limits of the same server, on the same rows, in one run: both sides take turns, so that a
/// noisy machine disturbs both, and the median of the rounds counts.
/// </summary>
internal static class Benchmark
{
    /// <summary>What our process may use at most, in MB.</summary>
    public const double MemoryLimitMb = 512;

    /// <summary>The smallest ledger worth measuring.</summary>
    public const long MinEvents = 10_000;

    /// <summary>The row of the views of custody and certificates.</summary>
    public const string Rebuilding = "rebuild";

    /// <summary>The kinds of append, by name: callers, and weapons written about (four facts each, or one).</summary>
    public static readonly OrderedDictionary<string, (int Clients, int Weapons)> Kinds =
        new(StringComparer.Ordinal)
    {
        ["append-1-c1"] = (1, 1),
        ["append-1-c8"] = (8, 1),
        ["append-1-c32"] = (32, 1),
        ["append-100-c1"] = (1, 25),
        ["append-100-c8"] = (8, 25),
    };

    /// <summary>Measures everything. The databases it makes are dropped at the end, also after a failure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than <see cref="MinEvents"/>.</exception>
    public static async Task<BenchReport> Run(BenchOptions options, CancellationToken cancel)
    {
        if (options.Events < MinEvents)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Events, $"At least {MinEvents} events.");
        }

        await using var ourDatabase = await BenchDatabase.Make(options.ConnectionString, "ours", cancel);
        await using var rawDatabase = await BenchDatabase.Make(options.ConnectionString, "limit", cancel);
        await rawDatabase.AllowRowsByHand(cancel);
        await using var store = PostgresEventStore.Open(ourDatabase.ConnectionString);
        var ours = new OurSide(store);
        await using var raw = new RawSide(rawDatabase.ConnectionString, RawWay.Arrays);
        var writes = new WriteRounds(new Pair(ours, raw, ourDatabase, rawDatabase), options.Progress);
        var reads = new ReadRounds(store, ourDatabase, options.Progress);

        await writes.WarmUp(cancel);
        var bulk = await writes.Bulk(options.Events, cancel);
        if (options.Only == Rebuilding)
        {
            await ourDatabase.Vacuum(cancel);
            return new BenchReport(options.Events, [await reads.RebuildAlone(options.Rebuild!, cancel)]);
        }

        if (options.Only is { } only)
        {
            var (callers, each) = Kinds[only];
            return new BenchReport(options.Events, [await writes.Appends(only, callers, each, cancel)]);
        }

        var rows = new List<BenchRow>();
        foreach (var (name, (clients, weapons)) in Kinds)
        {
            rows.Add(await writes.Appends(name, clients, weapons, cancel));
        }

        raw.Way = RawWay.Copy;
        rows.Add(await writes.Appends("append-100-c8-copy", clients: 8, weapons: 25, cancel));
        raw.Way = RawWay.Arrays;
        rows.Add(bulk);
        await ourDatabase.Vacuum(cancel);
        if (options.Rebuild is { } rebuild)
        {
            rows.AddRange(await reads.Rebuild(rebuild, cancel));
        }

        rows.AddRange(await reads.Histories(writes.Weapons, cancel));
        rows.Add(PeakMemory());
        return new BenchReport(options.Events, rows);
    }

    private static BenchRow PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return new BenchRow("peak-memory", process.PeakWorkingSet64 / 1e6, MemoryLimitMb, "MB",
            "our process over the whole run, raw limits included; the limit is our own");
    }
}

/// <summary>Both sides and their databases.</summary>
internal sealed record Pair(ISide Ours, RawSide Raw, BenchDatabase OurDatabase, BenchDatabase RawDatabase);
