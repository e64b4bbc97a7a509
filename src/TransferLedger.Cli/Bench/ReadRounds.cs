using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Bench;

/// <summary>The measurements that read our database.</summary>
internal sealed class ReadRounds(IEventStore store, BenchDatabase database, IProgress<string>? progress)
{
    private const int Rounds = 5;
    private const int HistoriesWarm = 300;
    private const int HistoriesMeasured = 3_000;
    private const int FactsPerPage = 5_000;
    private const long LargeLedger = 2_000_000;

    /// <summary>
    /// Histories of random weapons: through the store, and by the same statement with its rows undecoded.
    /// </summary>
    public async Task<IReadOnlyList<BenchRow>> Histories(long weapons, CancellationToken cancel)
    {
        progress?.Report("history of one weapon");
        await using var connection = await Open(cancel);
        await using var byHand = new NpgsqlCommand(RawSql.History, connection);
        var subject = byHand.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = Guid.Empty }
        );
        await byHand.PrepareAsync(cancel);
        var random = new Random(20260101);
        var (ours, raw) = (new List<double>(), new List<double>());
        for (var at = 0; at < HistoriesWarm + HistoriesMeasured; at++)
        {
            var weapon = BenchFacts.Weapon(random.NextInt64(weapons)).Subject;
            subject.Value = weapon.ToId();
            var byHandFirst = at % 2 == 0;
            var first = await Time(() => byHandFirst ? ReadByHand(byHand, cancel) : store.Read([weapon], cancel));
            var second = await Time(() => byHandFirst ? store.Read([weapon], cancel) : ReadByHand(byHand, cancel));
            if (at >= HistoriesWarm)
            {
                raw.Add(byHandFirst ? first : second);
                ours.Add(byHandFirst ? second : first);
            }
        }

        const string Note = "one weapon at a time; the limit is the same SELECT, prepared, its rows undecoded";
        return
        [
            new("history-p50", Statistics.Percentile(ours, 0.50), Statistics.Percentile(raw, 0.50), "ms", Note),
            new("history-p99", Statistics.Percentile(ours, 0.99), Statistics.Percentile(raw, 0.99), "ms", Note),
        ];
    }

    /// <summary>
    /// A rebuild of the views of custody and certificates, one of all views, and reading the log in order, each beside
    /// reading and deserializing the whole log on all cores.
    /// </summary>
    public async Task<IReadOnlyList<BenchRow>> Rebuild(RebuildViews rebuild, CancellationToken cancel)
    {
        var facts = (await store.Head(cancel)).Position;
        List<(double, double)> rebuilt = [], all = [], read = [];
        // A ledger of millions warms everything up by itself, and one round of it takes minutes.
        var (first, rounds) = facts > LargeLedger ? (1, 1) : (0, Rounds);
        for (var round = first; round <= rounds; round++)
        {
            progress?.Report(round == 0 ? "rebuild, warming up" : $"rebuild, {round} of {rounds}");
            var rates = (
                facts / (await Time(() => rebuild(database.ConnectionString, all: false, cancel)) / 1_000),
                facts / (await Time(() => rebuild(database.ConnectionString, all: true, cancel)) / 1_000),
                facts / (await Time(() => ReadAll(cancel)) / 1_000),
                facts / (await Time(() => ReadAllByHand(facts, cancel)) / 1_000));
            if (round > 0)
            {
                rebuilt.Add((rates.Item1, rates.Item4));
                all.Add((rates.Item2, rates.Item4));
                read.Add((rates.Item3, rates.Item4));
            }
        }

        var note = $"reading and deserializing the log with Newtonsoft.Json on {Environment.ProcessorCount} cores";
        return
        [
            BenchRow.Of("rebuild", rebuilt, "facts/s", $"{note}; the views of custody and certificates"),
            BenchRow.Of("rebuild-all", all, "facts/s", $"{note}; all views"),
            BenchRow.Of("read-all", read, "facts/s", note),
        ];
    }

    /// <summary>The first row of <see cref="Rebuild"/> alone.</summary>
    public async Task<BenchRow> RebuildAlone(RebuildViews rebuild, CancellationToken cancel)
    {
        var facts = (await store.Head(cancel)).Position;
        var rebuilt = new List<(double, double)>();
        for (var round = 0; round <= Rounds; round++)
        {
            progress?.Report(round == 0 ? "rebuild, warming up" : $"rebuild, {round} of {Rounds}");
            var rates = (
                facts / (await Time(() => rebuild(database.ConnectionString, all: false, cancel)) / 1_000),
                facts / (await Time(() => ReadAllByHand(facts, cancel)) / 1_000));
            if (round > 0)
            {
                rebuilt.Add(rates);
            }
        }

        return BenchRow.Of(
            Benchmark.Rebuilding, rebuilt, "facts/s", "reading and deserializing the log; the views of custody and certificates");
    }

    private async Task ReadAll(CancellationToken cancel)
    {
        await foreach (var _ in store.ReadAll(0, cancel))
        {
        }
    }

    /// <summary>
    /// Every fact of the log, read in pages and deserialized by the serializer of record, one reader per core.
    /// </summary>
    public Task ReadAllByHand(long facts, CancellationToken cancel)
    {
        var page = -1L;
        return Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(OneReader, cancel)));

        async Task OneReader()
        {
            await using var connection = await Open(cancel);
            await using var command = new NpgsqlCommand(RawSql.Range, connection);
            var after = command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = 0L });
            var upTo = command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = 0L });
            await command.PrepareAsync(cancel);
            for (
                var at = Interlocked.Increment(ref page);
                at * FactsPerPage < facts;
                at = Interlocked.Increment(ref page)
            )
            {
                (after.Value, upTo.Value) = (at * FactsPerPage, (at + 1) * FactsPerPage);
                await using var reader = await command.ExecuteReaderAsync(cancel);
                while (await reader.ReadAsync(cancel))
                {
                    FactJson.Read(reader.GetString(1), reader.GetString(2));
                }
            }
        }
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var since = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    private static async Task ReadByHand(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) { }
    }

    private async Task<NpgsqlConnection> Open(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }
}
