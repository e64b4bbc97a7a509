using System.Diagnostics;
using Npgsql;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>How far a rebuild has come.</summary>
/// <param name="Position">The last fact applied.</param>
/// <param name="Head">The end of the log.</param>
/// <param name="FactsPerSecond">Since this process took it up.</param>
/// <param name="Remaining">At that rate.</param>
public readonly record struct RebuildProgress(long Position, long Head, double FactsPerSecond, TimeSpan Remaining);

/// <summary>What a rebuild did.</summary>
/// <param name="Facts">Facts read by this process.</param>
/// <param name="ResumedAt">
/// The position an interrupted rebuild had reached; zero when it started from the first fact.
/// </param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RebuildReport(long Facts, long ResumedAt, TimeSpan Elapsed);

/// <summary>
/// Builds views anew from the first fact, in shadow tables beside the live ones, and switches them in one
/// transaction: readers see the old rows or the new ones, never half of them. Stopped anywhere, the next rebuild goes
/// on where it was.
/// </summary>
public static class ViewRebuild
{
    private const string Shadow = "views_rebuild";
    private const int BatchFacts = 20_000;

    /// <summary>Rebuilds some views together, so that the log is read once.</summary>
    /// <param name="source">Connections with the rights of the application.</param>
    /// <param name="views">The views.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="cancel">Stops after the batch under way; what is built stays for the next time.</param>
    /// <exception cref="InvalidOperationException">Another process is rebuilding one of the views.</exception>
    public static async Task<RebuildReport> Run(
        NpgsqlDataSource source,
        IReadOnlyList<ViewTables> views,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        await ViewSchema.Ensure(source, views, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        var keepers = await Begin(connection, views, cancel);
        var start = keepers.Min(it => it.Position);
        try
        {
            var end = await ViewSchema.Head(connection, cancel);
            while (keepers.Min(it => it.Position) < end)
            {
                await CatchUp(source, connection, keepers, start, end, since, progress, cancel);
                end = await ViewSchema.Head(connection, cancel);
            }

            foreach (var view in views)
            {
                await ViewSchema.Execute(connection, view.CreateIndexes(Shadow), cancel);
            }

            await Switch(connection, source, keepers, cancel);
            return new RebuildReport(
                keepers.Min(it => it.Position) - start, start, Stopwatch.GetElapsedTime(since));
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await ViewSchema.Execute(connection, "SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
        }
    }

    private static async Task<List<ViewKeeper>> Begin(
        NpgsqlConnection connection, IReadOnlyList<ViewTables> views, CancellationToken cancel)
    {
        var keepers = new List<ViewKeeper>();
        foreach (var view in views.OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            await using (var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", connection))
            {
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ViewSchema.LockSpace });
                command.Parameters.Add(
                    new NpgsqlParameter<int> { TypedValue = ViewSchema.LockOf(view.Name + "/rebuild") });
                if (await command.ExecuteScalarAsync(cancel) is not true)
                {
                    throw new InvalidOperationException($"Another process is rebuilding the view '{view.Name}'.");
                }
            }

            var keeper = new ViewKeeper(view, Shadow, view.Name + "/rebuild");
            if (!await keeper.Resume(connection, cancel))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await ViewSchema.Create(connection, view, Shadow, view.Name + "/rebuild", cancel);
                await transaction.CommitAsync(cancel);
                await keeper.Resume(connection, cancel);
            }

            keepers.Add(keeper);
        }

        return keepers;
    }

    private static async Task CatchUp(
        NpgsqlDataSource source,
        NpgsqlConnection connection,
        List<ViewKeeper> keepers,
        long start,
        long end,
        long since,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancel)
    {
        var after = keepers.Min(it => it.Position);
        var lagging = keepers.FindAll(it => it.Position == after);
        var upTo = keepers.Where(it => it.Position > after).Select(it => it.Position).DefaultIfEmpty(end).Min();
        await foreach (var batch in LogReader.Batches(source, after, upTo, BatchFacts, cancel))
        {
            if (!await ViewSchema.Apply(connection, lagging, batch, cancel))
            {
                return;
            }

            var done = batch[^1].Position;
            var rate = (done - start) / Math.Max(0.001, Stopwatch.GetElapsedTime(since).TotalSeconds);
            var remaining = TimeSpan.FromSeconds((end - done) / Math.Max(1, rate));
            progress?.Report(new RebuildProgress(done, end, rate, remaining));
        }
    }

    /// <summary>
    /// The switch: the live checkpoints are locked, so their views stand still; what they have seen beyond the shadow
    /// is applied to it; then the shadow tables take the live ones' place.
    /// </summary>
    private static async Task Switch(
        NpgsqlConnection connection, NpgsqlDataSource source, List<ViewKeeper> keepers, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var keeper in keepers)
        {
            var name = keeper.Tables.Name;
            var upTo = Math.Max(await LockLive(connection, name, cancel), keeper.Position);
            await foreach (var batch in LogReader.Batches(source, keeper.Position, upTo, BatchFacts, cancel))
            {
                if (!await keeper.Apply(connection, batch, cancel))
                {
                    throw new InvalidOperationException($"The rebuild of '{name}' was moved by another process.");
                }

                keeper.Advance(batch[^1].Position);
            }

            foreach (var table in keeper.Tables.Tables)
            {
                await ViewSchema.Execute(connection, $"DROP TABLE {ViewSchema.Live}.{table}", cancel);
                await ViewSchema.Execute(
                    connection, $"ALTER TABLE {Shadow}.{table} SET SCHEMA {ViewSchema.Live}", cancel);
            }

            await using var command = new NpgsqlCommand(
                """
                UPDATE ledger.view_progress live
                   SET position = shadow.position, facts = shadow.facts, rows = shadow.rows,
                       rows_hash = shadow.rows_hash, generation = live.generation + 1, updated_at = now()
                  FROM ledger.view_progress shadow
                 WHERE live.name = $1 AND shadow.name = $2
                """, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name + "/rebuild" });
            await command.ExecuteNonQueryAsync(cancel);
            await using var done = new NpgsqlCommand("DELETE FROM ledger.view_progress WHERE name = $1", connection);
            done.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name + "/rebuild" });
            await done.ExecuteNonQueryAsync(cancel);
            await keeper.MarkProgression(connection, keeper.Position, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static async Task<long> LockLive(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT position FROM ledger.view_progress WHERE name = $1 FOR UPDATE", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
