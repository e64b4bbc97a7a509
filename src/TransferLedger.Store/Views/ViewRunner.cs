using System.Diagnostics;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>
/// Keeps views up to date, in this process, for as long as it runs. Every view is kept by one process at a time, by
/// an advisory lock; processes that start together share the views, and one that dies leaves its views to the others.
/// It is woken by NOTIFY, and looks by itself once a second.
/// </summary>
public sealed class ViewRunner : IAsyncDisposable
{
    private const int BatchFacts = 5_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly IReadOnlyList<ViewTables> _views;
    private readonly CancellationTokenSource _stop = new();
    private volatile string? _damage;
    private readonly Task _loop;

    private ViewRunner(NpgsqlDataSource source, IReadOnlyList<ViewTables> views)
    {
        (_source, _views) = (source, views);
        _loop = Task.Run(() => Run(_stop.Token));
    }

    /// <summary>The last problem met, in a sentence; null when all is well. The runner goes on trying.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Makes missing tables and starts keeping the views.</summary>
    /// <param name="source">
    /// Connections with the rights of the application (<see cref="PostgresEventStore.Source"/>).
    /// </param>
    /// <param name="views">The views.</param>
    /// <param name="cancel">Stops the making of tables.</param>
    public static async Task<ViewRunner> Start(
        NpgsqlDataSource source, IReadOnlyList<ViewTables> views, CancellationToken cancel)
    {
        await ViewSchema.Ensure(source, views, cancel);
        return new ViewRunner(source, views);
    }

    /// <summary>Waits until the views, whoever keeps them, have seen a position: to read one's own write.</summary>
    /// <exception cref="TimeoutException">They have not after <paramref name="patience"/>.</exception>
    /// <exception cref="InvalidDataException">A fact before it cannot be read, and waiting does not help.</exception>
    public async Task WaitFor(long position, TimeSpan patience, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var progress = await ViewSchema.Progress(_source, cancel);
            if (_views.All(view => progress.Any(it => it.Name == view.Name && it.Position >= position)))
            {
                return;
            }

            if (_damage is { } damage)
            {
                throw new InvalidDataException(damage);
            }

            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                throw new TimeoutException($"The views have not reached position {position}. {Trouble}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
        }
    }

    /// <summary>
    /// Gives the views back. A batch under way is rolled back; whoever takes the view over applies it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (!_loop.IsCompleted)
        {
            await _stop.CancelAsync();
        }

        await _loop;
        _stop.Dispose();
    }

    private async Task Run(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Keep(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is NpgsqlException or IOException or InvalidDataException)
            {
                Trouble = failed.Message;
                _damage = (failed as InvalidDataException)?.Message;
                await Pause(cancel);
            }
        }
    }

    /// <summary>Works until the connection breaks; the locks go with it.</summary>
    private async Task Keep(CancellationToken cancel)
    {
        await using var connection = await _source.OpenConnectionAsync(cancel);
        await ViewSchema.PreferIndexes(connection, cancel);
        await Execute(connection, "LISTEN mt_events_appended", cancel);
        // A notification that comes in with the answer to a command raises the event, and no later wait sees it.
        var notified = false;
        connection.Notification += (_, _) => notified = true;
        var kept = new List<ViewKeeper>();
        try
        {
            while (true)
            {
                notified = false;
                await TakeOne(connection, kept, cancel);
                var moved = await CatchUp(connection, kept, cancel);
                (Trouble, _damage) = (null, null);
                if (!moved && !notified)
                {
                    await connection.WaitAsync(Look, cancel);
                }
            }
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await Execute(connection, "UNLISTEN *; SELECT pg_advisory_unlock_all()", CancellationToken.None);
            }
        }
    }

    /// <summary>Takes at most one view nobody keeps, so that processes that start together share them.</summary>
    private async Task TakeOne(NpgsqlConnection connection, List<ViewKeeper> kept, CancellationToken cancel)
    {
        foreach (var view in _views.Where(view => kept.TrueForAll(it => it.Tables != view)))
        {
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ViewSchema.LockSpace });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ViewSchema.LockOf(view.Name) });
            if (await command.ExecuteScalarAsync(cancel) is true)
            {
                var keeper = new ViewKeeper(view, ViewSchema.Live, view.Name);
                await keeper.Resume(connection, cancel);
                kept.Add(keeper);
                return;
            }
        }
    }

    /// <summary>
    /// One batch for the views that lag most; those at the same place share the reading. False when all are at the end.
    /// </summary>
    private async Task<bool> CatchUp(NpgsqlConnection connection, List<ViewKeeper> kept, CancellationToken cancel)
    {
        if (kept.Count == 0)
        {
            return false;
        }

        var after = kept.Min(it => it.Position);
        var end = await ViewSchema.Head(connection, cancel);
        var next = kept.Where(it => it.Position > after).Select(it => it.Position).DefaultIfEmpty(end).Min();
        var upTo = Math.Min(end, next);
        if (upTo <= after)
        {
            return kept.Exists(it => it.Position < end);
        }

        var lagging = kept.FindAll(it => it.Position == after);
        lagging.Sort((left, right) => string.CompareOrdinal(left.Tables.Name, right.Tables.Name));
        await foreach (var batch in LogReader.Batches(_source, after, upTo, BatchFacts, cancel))
        {
            if (!await ViewSchema.Apply(connection, lagging, batch, cancel))
            {
                return true;
            }
        }

        return true;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task Pause(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(99), cancel);
        }
        catch (OperationCanceledException)
        {
            Debug.Assert(cancel.IsCancellationRequested, "Only stopping cuts the pause short.");
        }
    }
}
