using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>
/// A view being kept: the rows in hand, and what a batch of facts does to them. Not thread-safe; belongs to whoever
/// holds the view's lock.
/// </summary>
internal abstract class ViewSession
{
    /// <summary>Applies a batch and writes the rows it touched, within the transaction of the connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="after">The last position applied before.</param>
    /// <param name="batch">The facts that follow it.</param>
    /// <param name="cancel">Stops the work; the transaction must then be rolled back.</param>
    public abstract Task<Filled> Apply(
        NpgsqlConnection connection, long after, IReadOnlyList<Recorded> batch, CancellationToken cancel);

    /// <summary>Forgets the rows in hand: somebody else may have changed them, or the transaction failed.</summary>
    public abstract void Forget();
}

internal sealed class ViewSession<TRow>(ViewTables<TRow> tables, string schema) : ViewSession
    where TRow : class, IView<TRow>
{
    /// <summary>Rows kept in hand per generation; two generations are kept.</summary>
    private const int Held = 10_000;

    private readonly RowCopy<TRow> _copy = new(tables, schema);
    private Dictionary<string, Kept> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, Kept> _older = new(StringComparer.Ordinal);

    public override async Task<Filled> Apply(
        NpgsqlConnection connection, long after, IReadOnlyList<Recorded> batch, CancellationToken cancel)
    {
        var touched = new Dictionary<string, Kept>(StringComparer.Ordinal);
        var steps = new List<(string Key, Recorded Fact)>(batch.Count);
        var concerned = 0;
        foreach (var fact in batch)
        {
            var before = steps.Count;
            foreach (var key in TRow.KeysOf(fact))
            {
                steps.Add((key, fact));
                touched.TryAdd(key, default);
            }

            concerned += steps.Count > before ? 1 : 0;
        }

        await Load(connection, after, touched, cancel);
        foreach (var (key, fact) in steps)
        {
            var kept = touched[key];
            touched[key] = kept with { Row = TRow.Apply(key, kept.Row, fact) };
        }

        var (made, change) = await Save(connection, touched, cancel);
        Remember(touched);
        return new Filled(concerned, made, change);
    }

    public override void Forget()
    {
        _recent.Clear();
        _older.Clear();
    }

    private async Task Load(
        NpgsqlConnection connection, long after, Dictionary<string, Kept> touched, CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (var key in touched.Keys)
        {
            if (_recent.TryGetValue(key, out var kept) || _older.TryGetValue(key, out kept))
            {
                touched[key] = kept;
            }
            else
            {
                missing.Add(key);
            }
        }

        var hashes = await StoredHashes(connection, missing, cancel);
        foreach (var some in hashes.Keys.Chunk(FactReader.SubjectsPerRead))
        {
            var rows = await ViewHistory.Fold<TRow>(connection, some, after, cancel);
            foreach (var (key, row) in rows)
            {
                touched[key] = new Kept(row, hashes[key]);
            }
        }
    }

    /// <summary>The keys that have a row, with its hash.</summary>
    private async Task<Dictionary<string, byte[]>> StoredHashes(
        NpgsqlConnection connection, List<string> keys, CancellationToken cancel)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (keys.Count == 0)
        {
            return found;
        }

        await using var command = new NpgsqlCommand(
            $"SELECT key, {ViewTables.HashColumn} FROM {schema}.{tables.Tables[0]} WHERE key = ANY ($1)", connection);
        command.Parameters.Add(Keys(keys));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        }

        return found;
    }

    private async Task<(int Made, RowsHash Change)> Save(
        NpgsqlConnection connection, Dictionary<string, Kept> touched, CancellationToken cancel)
    {
        var known = new List<string>();
        var rows = new List<Keyed<TRow>>(touched.Count);
        var change = new RowsHash();
        foreach (var (key, kept) in touched)
        {
            if (kept.Hash is { } before)
            {
                change.Add(before);
                known.Add(key);
            }

            if (kept.Row is { } row)
            {
                rows.Add(new(key, row));
            }
        }

        foreach (var table in known.Count > 0 ? tables.Tables : [])
        {
            await using var delete = new NpgsqlCommand($"DELETE FROM {schema}.{table} WHERE key = ANY ($1)", connection);
            delete.Parameters.Add(Keys(known));
            await delete.ExecuteNonQueryAsync(cancel);
        }

        var hashes = await _copy.Write(connection, rows, cancel);
        for (var index = 0; index < hashes.Length; index++)
        {
            change.Add(hashes[index]);
            touched[rows[index].Key] = new Kept(rows[index].Row, hashes[index]);
        }

        return (rows.Count - known.Count, change);
    }

    private void Remember(Dictionary<string, Kept> touched)
    {
        if (_recent.Count + touched.Count > Held)
        {
            (_older, _recent) = (_recent, new Dictionary<string, Kept>(StringComparer.Ordinal));
        }

        foreach (var (key, kept) in touched)
        {
            _recent[key] = kept;
        }
    }

    private static NpgsqlParameter Keys(List<string> keys) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = keys };

    /// <summary>A row in hand.</summary>
    /// <param name="Row">The row, null when the facts so far give nothing to show.</param>
    /// <param name="Hash">The hash of what is stored, null when nothing is yet.</param>
    private readonly record struct Kept(TRow? Row, byte[]? Hash);
}
