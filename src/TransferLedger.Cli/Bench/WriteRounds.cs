using System.Diagnostics;

namespace TransferLedger.Cli.Bench;

/// <summary>The measurements that write. Both databases get the same rows, so that they stay alike.</summary>
internal sealed class WriteRounds(Pair pair, IProgress<string>? progress)
{
    private const int Rounds = 7;
    private const int LaterFacts = BenchFacts.PerWeapon - 1;
    private const int WeaponsPerBulkRequest = 125;
    private const int MaxBulkFacts = 200_000;

    /// <summary>About how long the faster side writes in one round.</summary>
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(0.6);

    /// <summary>How many weapons have been written so far.</summary>
    public long Weapons { get; private set; }

    /// <summary>
    /// Everything once, small and unmeasured: code is compiled, statements are prepared, files exist.
    /// </summary>
    public async Task WarmUp(CancellationToken cancel)
    {
        progress?.Report("warming up");
        for (var round = 0; round < 2; round++)
        {
            await BulkRound(10_000, oursFirst: true, cancel);
            foreach (var (clients, weapons, requests) in new[] { (1, 1, 1_200), (32, 1, 6_000), (8, 25, 120) })
            {
                await AppendRound(clients, weapons, requests, oursFirst: true, cancel);
            }
        }
    }

    /// <summary>Loads the ledger in chunks; every chunk is a round.</summary>
    public async Task<BenchRow> Bulk(long facts, CancellationToken cancel)
    {
        var rounds = (int)Math.Max(5, (facts + MaxBulkFacts - 1) / MaxBulkFacts);
        var results = new List<(double Ours, double Raw)>();
        for (var round = 0; round < rounds; round++)
        {
            progress?.Report($"bulk, {round + 1} of {rounds}");
            results.Add(await BulkRound((int)(facts / rounds), round % 2 == 0, cancel));
        }

        var (first, last) = (results[0].Ours, results[^1].Ours);
        return BenchRow.Of(
            "bulk",
            results,
            "facts/s",
            $"COPY of 20 000 facts at a time; ours in the first chunk {first:0}, in the last {last:0}"
        );
    }

    /// <summary>One kind of append: requests with the four later facts of some weapons, or one fact each.</summary>
    public async Task<BenchRow> Appends(string name, int clients, int weapons, CancellationToken cancel)
    {
        progress?.Report(name);
        await pair.OurDatabase.Checkpoint(cancel);
        var warm = await AppendRound(clients, weapons, clients == 1 ? 200 : 100 * clients / weapons, true, cancel);
        var facts = Math.Max(warm.Ours, warm.Raw) * RoundTime.TotalSeconds;
        var requests = (int)Math.Max(clients * 4, facts / (weapons == 1 ? 1 : weapons * LaterFacts));
        var results = new List<(double Ours, double Raw)>();
        for (var round = 0; round < Rounds; round++)
        {
            results.Add(await AppendRound(clients, weapons, requests, round % 2 == 0, cancel));
        }

        return BenchRow.Of(
            name,
            results,
            "facts/s",
            (weapons, pair.Raw.Way) switch
            {
                (1, _) => "four prepared statements in one round trip",
                (_, RawWay.Arrays) => "arrays in one round trip",
                _ => "COPY of events and of subjects in one transaction",
            }
        );
    }

    private async Task<(double Ours, double Raw)> BulkRound(int facts, bool oursFirst, CancellationToken cancel)
    {
        var requests = Math.Max(1, facts / BenchFacts.PerWeapon / WeaponsPerBulkRequest);
        var (first, weapons) = await Register(requests * (long)WeaponsPerBulkRequest, 1, cancel);
        var later = Enumerable
            .Range(0, requests)
            .Select(at => new Slice(first + (at * (long)WeaponsPerBulkRequest), WeaponsPerBulkRequest, 1, LaterFacts));
        return await Both(side => side.WriteAll(later, cancel), weapons * LaterFacts, oursFirst, cancel);
    }

    private async Task<(double Ours, double Raw)> AppendRound(
        int clients,
        int weapons,
        int requests,
        bool oursFirst,
        CancellationToken cancel
    )
    {
        var turns = weapons == 1 ? Math.Max(1, requests / LaterFacts) : requests;
        var (first, count) = await Register(turns * (long)weapons, clients, cancel);
        return await Both(
            side => Turns(side, clients, turns, turn => Turn(first, turn, weapons), cancel),
            count * LaterFacts,
            oursFirst,
            cancel
        );
    }

    private static IEnumerable<Slice> Turn(long first, int turn, int weapons) =>
        weapons == 1
            ? Enumerable.Range(1, LaterFacts).Select(fact => new Slice(first + turn, 1, fact, 1))
            : [new Slice(first + (turn * (long)weapons), weapons, 1, LaterFacts)];

    private static Task Turns(
        ISide side,
        int clients,
        int turns,
        Func<int, IEnumerable<Slice>> slices,
        CancellationToken cancel
    )
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => OneClient(client), cancel)));

        async Task OneClient(int client)
        {
            for (var turn = Interlocked.Increment(ref next); turn < turns; turn = Interlocked.Increment(ref next))
            {
                foreach (var slice in slices(turn))
                {
                    await side.Write(client, slice, cancel);
                }
            }
        }
    }

    /// <summary>Weapons with their first fact, on both sides, unmeasured.</summary>
    private async Task<(long First, long Weapons)> Register(long weapons, int clients, CancellationToken cancel)
    {
        var first = Weapons;
        Weapons += weapons;
        foreach (var side in new[] { pair.Ours, pair.Raw })
        {
            await side.Prepare(first, weapons, clients, cancel);
            await side.WriteAll(Registrations(first, weapons), cancel);
        }

        return (first, weapons);
    }

    private static IEnumerable<Slice> Registrations(long first, long weapons)
    {
        for (var at = 0L; at < weapons; at += 500)
        {
            yield return new Slice(first + at, (int)Math.Min(500, weapons - at), 0, 1);
        }
    }

    private async Task<(double Ours, double Raw)> Both(
        Func<ISide, Task> write,
        long facts,
        bool oursFirst,
        CancellationToken cancel
    )
    {
        var (ours, raw) = (0.0, 0.0);
        foreach (var side in oursFirst ? new[] { pair.Ours, pair.Raw } : [pair.Raw, pair.Ours])
        {
            var since = Stopwatch.GetTimestamp();
            await write(side);
            var rate = facts / Stopwatch.GetElapsedTime(since).TotalSeconds;
            (ours, raw) = ReferenceEquals(side, pair.Ours) ? (rate, raw) : (ours, rate);
        }

        return (ours, raw);
    }
}
