using System.Diagnostics;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>How far a rebuild has come.</summary>
/// <param name="Position">The last fact read, or written about.</param>
/// <param name="Head">The end of the log.</param>
/// <param name="FactsPerSecond">Since this process took it up.</param>
/// <param name="Left">Rows that are still to be made from their histories, once the log is read.</param>
public readonly record struct RebuildProgress(long Position, long Head, double FactsPerSecond, long Left);

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
public sealed class ViewRebuild
{
    private const string Shadow = "views_rebuild";

    /// <summary>
    /// A commit of the shadow need not wait for the disk: a server that crashes loses the last ones as a whole, rows
    /// and checkpoint, and the rebuild resumes before them. The commit of the switch waits for all that came before.
    /// </summary>
    private const string NeedNotLast = "SET LOCAL synchronous_commit = off";

    /// <summary>
    /// Indexes are made one on each core: helpers of the server for each would only wait for one another.
    /// </summary>
    private const string IndexAlone =
        "SET LOCAL maintenance_work_mem = '128MB'; SET LOCAL max_parallel_maintenance_workers = 0";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly RebuildSizes _sizes;
    private readonly IProgress<RebuildProgress>? _progress;
    private readonly CancellationToken _cancel;
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly List<Rebuilt> _views = [];
    private long _start;

    private ViewRebuild(
        NpgsqlDataSource source,
        NpgsqlConnection connection,
        RebuildSizes sizes,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancel) =>
        (_source, _connection, _sizes, _progress, _cancel) = (source, connection, sizes, progress, cancel);

    /// <summary>Rebuilds some views together, so that the log is read once.</summary>
    /// <param name="source">Connections with the rights of the application.</param>
    /// <param name="views">The views.</param>
    /// <param name="progress">Told whenever something more is kept; null for nobody.</param>
    /// <param name="cancel">Stops the work; what is built stays for the next time.</param>
    /// <exception cref="InvalidOperationException">Another process is rebuilding one of the views.</exception>
    public static Task<RebuildReport> Run(
        NpgsqlDataSource source,
        IReadOnlyList<ViewTables> views,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancel) => Run(source, views, RebuildSizes.Default, progress, cancel);

    internal static async Task<RebuildReport> Run(
        NpgsqlDataSource source,
        IReadOnlyList<ViewTables> views,
        RebuildSizes sizes,
        IProgress<RebuildProgress>? progress,
        CancellationToken cancel)
    {
        await ViewSchema.Ensure(source, views, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rebuild = new ViewRebuild(source, connection, sizes, progress, cancel);
        try
        {
            return await rebuild.Run(views);
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await ViewSchema.Execute(connection, "SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
        }
    }

    private async Task<RebuildReport> Run(IReadOnlyList<ViewTables> views)
    {
        await ViewSchema.PreferIndexes(_connection, _cancel);
        foreach (var view in views.OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            _views.Add(await Begin(view));
        }

        _start = _views.Min(it => it.Checkpoint.Position);
        await ReadLog();
        await WriteLeft();
        await Finish();
        await Switch();
        return new RebuildReport(
            _views.Min(it => it.Checkpoint.Position) - _start, _start, Stopwatch.GetElapsedTime(_since));
    }

    private async Task<Rebuilt> Begin(ViewTables view)
    {
        var name = view.Name + "/rebuild";
        await using (var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", _connection))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ViewSchema.LockSpace });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ViewSchema.LockOf(name) });
            if (await command.ExecuteScalarAsync(_cancel) is not true)
            {
                throw new InvalidOperationException($"Another process is rebuilding the view '{view.Name}'.");
            }
        }

        var rebuilt = new Rebuilt(new ViewCheckpoint(view, name), view.Fill(Shadow, _sizes.InHand));
        if (!await rebuilt.Checkpoint.Resume(_connection, _cancel))
        {
            await using var transaction = await _connection.BeginTransactionAsync(_cancel);
            await ViewSchema.Create(_connection, view, Shadow, name, _cancel);
            await ViewSchema.Execute(
                _connection, $"{rebuilt.Fill.DropLeft}; {rebuilt.Fill.CreateLeft}", _cancel);
            await transaction.CommitAsync(_cancel);
            await rebuilt.Checkpoint.Resume(_connection, _cancel);
        }

        rebuilt.Taken = rebuilt.Checkpoint.Position;
        return rebuilt;
    }

    /// <summary>Takes in the log up to where the fill ends, and writes every row that is whole by then.</summary>
    private async Task ReadLog()
    {
        var filling = _views.FindAll(it => it.Checkpoint.FillUntil > it.Checkpoint.Position);
        if (filling.Count == 0)
        {
            return;
        }

        var written = filling.Min(it => it.Checkpoint.Position);
        var end = filling.Max(it => it.Checkpoint.FillUntil!.Value);
        var told = filling.Exists(it => it.Checkpoint.Tables.TellsProvenance);
        var writing = Task.CompletedTask;
        try
        {
            await foreach (var page in LogReader.Batches(_source, written, end, _sizes.Page, _cancel, told))
            {
                await Take(filling, page);
                var position = page[^1].Position;
                if (position - written >= _sizes.Write || position == end)
                {
                    await writing;
                    var cuts = filling.ConvertAll(it => it.Fill.Cut());
                    writing = Task.Run(() => Write(filling, cuts, position, end), _cancel);
                    written = position;
                }
            }
        }
        finally
        {
            await writing;
        }
    }

    private async Task Take(List<Rebuilt> filling, IReadOnlyList<Recorded> page)
    {
        foreach (var it in filling)
        {
            var until = it.Checkpoint.FillUntil!.Value;
            var part = page[0].Position > it.Taken && page[^1].Position <= until
                ? page
                : [.. page.Where(fact => fact.Position > it.Taken && fact.Position <= until)];
            await it.Fill.Take(_connection, part, until, _cancel);
            it.Taken = Math.Max(it.Taken, Math.Min(until, page[^1].Position));
            if (it.Taken == until)
            {
                it.Fill.LeaveRest();
            }
        }
    }

    /// <summary>Writes what is ready, on a connection of its own, while the log is read on.</summary>
    private async Task Write(List<Rebuilt> views, List<FillCut> cuts, long position, long end)
    {
        await using var connection = await _source.OpenConnectionAsync(_cancel);
        await using var transaction = await connection.BeginTransactionAsync(_cancel);
        await ViewSchema.Execute(connection, NeedNotLast, _cancel);
        foreach (var (view, cut) in views.Zip(cuts))
        {
            await Store(connection, view.Checkpoint, Reached(view.Checkpoint), await cut.Write(connection, _cancel));
        }

        await transaction.CommitAsync(_cancel);
        views.ForEach(it => it.Checkpoint.Advance(Reached(it.Checkpoint)));
        Report(position, end, left: 0);

        long Reached(ViewCheckpoint checkpoint) =>
            Math.Max(checkpoint.Position, Math.Min(position, checkpoint.FillUntil!.Value));
    }

    /// <summary>Makes the rows that had to be left, from the histories of their subjects.</summary>
    private async Task WriteLeft()
    {
        foreach (var (checkpoint, fill) in _views.Where(it => it.Checkpoint.FillUntil is not null))
        {
            var until = checkpoint.FillUntil!.Value;
            var left = await fill.CountLeft(_connection, _cancel);
            for (var more = left > 0; more;)
            {
                await using var transaction = await _connection.BeginTransactionAsync(_cancel);
                var written = await fill.WriteLeft(_connection, until, _cancel);
                if (written is not null)
                {
                    await Store(_connection, checkpoint, checkpoint.Position, written);
                    left = Math.Max(0, left - written.Rows);
                    Report(until, until, left);
                }

                await transaction.CommitAsync(_cancel);
                more = written is not null;
            }
        }
    }

    /// <summary>Keys and indexes; from then on the shadow is kept like any view, and catches up with the log.</summary>
    private async Task Finish()
    {
        var filled = _views.FindAll(it => it.Checkpoint.FillUntil is not null);
        await Parallel.ForEachAsync(
            filled.SelectMany(it => it.Checkpoint.Tables.CreateIndexes(Shadow)),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = _cancel },
            async (statement, cancel) =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await ViewSchema.Execute(connection, $"{IndexAlone}; {NeedNotLast}; {statement}", cancel);
                await transaction.CommitAsync(cancel);
            });
        foreach (var (checkpoint, fill) in filled)
        {
            await using var transaction = await _connection.BeginTransactionAsync(_cancel);
            await ViewSchema.Execute(_connection, checkpoint.Tables.AddKeys(Shadow), _cancel);
            await ViewSchema.Execute(_connection, fill.DropLeft, _cancel);
            await checkpoint.StoreFilled(_connection, _cancel);
            await transaction.CommitAsync(_cancel);
            checkpoint.AdvanceFilled();
        }

        foreach (var (checkpoint, _) in _views)
        {
            var keeper = new ViewKeeper(checkpoint.Tables, Shadow, checkpoint.Name);
            await keeper.Resume(_connection, _cancel);
            for (var end = await Head(); keeper.Position < end; end = await Head())
            {
                await foreach (var batch in LogReader.Batches(_source, keeper.Position, end, _sizes.Page, _cancel))
                {
                    if (!await ViewSchema.Apply(_connection, [keeper], batch, _cancel))
                    {
                        throw MovedByAnother(checkpoint.Tables.Name);
                    }

                    Report(batch[^1].Position, end, left: 0);
                }
            }

            checkpoint.Advance(keeper.Position);
        }

        Task<long> Head() => ViewSchema.Head(_connection, _cancel);
    }

    /// <summary>
    /// The switch: the live checkpoints are locked, so their views stand still; what they have seen beyond the shadow
    /// is applied to it; then the shadow tables take the live ones' place.
    /// </summary>
    private async Task Switch()
    {
        await using var transaction = await _connection.BeginTransactionAsync(_cancel);
        foreach (var (checkpoint, _) in _views)
        {
            var name = checkpoint.Tables.Name;
            var keeper = new ViewKeeper(checkpoint.Tables, Shadow, checkpoint.Name);
            await keeper.Resume(_connection, _cancel);
            var upTo = Math.Max(await LockLive(name), keeper.Position);
            await foreach (var batch in LogReader.Batches(_source, keeper.Position, upTo, _sizes.Page, _cancel))
            {
                if (!await keeper.Apply(_connection, batch, _cancel))
                {
                    throw MovedByAnother(name);
                }

                keeper.Advance(batch[^1].Position);
            }

            foreach (var table in checkpoint.Tables.Tables)
            {
                await ViewSchema.Execute(_connection, $"DROP TABLE {ViewSchema.Live}.{table}", _cancel);
                await ViewSchema.Execute(
                    _connection, $"ALTER TABLE {Shadow}.{table} SET SCHEMA {ViewSchema.Live}", _cancel);
            }

            await TakeOver(name, checkpoint.Name);
            await checkpoint.MarkProgression(_connection, keeper.Position, _cancel);
            checkpoint.Advance(keeper.Position);
        }

        await transaction.CommitAsync(_cancel);
    }

    private async Task<long> LockLive(string name)
    {
        await using var command = new NpgsqlCommand(
            "SELECT position FROM ledger.view_progress WHERE name = $1 FOR UPDATE", _connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (long)(await command.ExecuteScalarAsync(_cancel))!;
    }

    /// <summary>The live checkpoint takes the shadow's place, which is taken away.</summary>
    private async Task TakeOver(string live, string shadow)
    {
        await using var command = new NpgsqlCommand(
            """
            UPDATE ledger.view_progress live
               SET position = shadow.position, facts = shadow.facts, rows = shadow.rows,
                   rows_hash = shadow.rows_hash, generation = live.generation + 1, updated_at = now()
              FROM ledger.view_progress shadow
             WHERE live.name = $1 AND shadow.name = $2
            """, _connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = live });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shadow });
        await command.ExecuteNonQueryAsync(_cancel);
        await using var done = new NpgsqlCommand("DELETE FROM ledger.view_progress WHERE name = $1", _connection);
        done.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shadow });
        await done.ExecuteNonQueryAsync(_cancel);
    }

    private async Task Store(NpgsqlConnection connection, ViewCheckpoint checkpoint, long position, Filled added)
    {
        var hash = await checkpoint.Lock(connection, _cancel) ?? throw MovedByAnother(checkpoint.Tables.Name);
        await checkpoint.Store(connection, position, hash, added, _cancel);
    }

    private void Report(long position, long end, long left)
    {
        var seconds = Math.Max(0.001, Stopwatch.GetElapsedTime(_since).TotalSeconds);
        _progress?.Report(new RebuildProgress(position, end, (position - _start) / seconds, left));
    }

    private static InvalidOperationException MovedByAnother(string view) =>
        new($"The rebuild of '{view}' was moved by another process.");

    /// <summary>One view being rebuilt.</summary>
    private sealed record Rebuilt(ViewCheckpoint Checkpoint, ViewFill Fill)
    {
        /// <summary>The last fact taken in.</summary>
        public long Taken { get; set; }
    }
}

/// <summary>How much a rebuild does at a time; a test makes it small.</summary>
/// <param name="Page">Facts read at once.</param>
/// <param name="Write">Facts read between two transactions that keep what is ready.</param>
/// <param name="InHand">How many facts the rows of a view in hand may be made of, about 1 KB each.</param>
internal sealed record RebuildSizes(int Page, int Write, int InHand)
{
    public static RebuildSizes Default { get; } = new(1_250, 6_250, 60_000);
}
