using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>
/// A view as tables: how its rows are published for people with SQL tools, and how their state is kept. The rows
/// themselves come from a pure <see cref="IView{TRow}"/>.
/// </summary>
public abstract class ViewTables
{
    /// <summary>The name, also of the main table; lower case.</summary>
    public abstract string Name { get; }

    /// <summary>Raised when rows of an older program no longer fit: the view is then rebuilt from the log.</summary>
    public abstract int Version { get; }

    /// <summary>All tables, the main one (with key and state) first.</summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>SQL that makes the tables, without secondary indexes, in a schema; comments included.</summary>
    /// <param name="schema">The schema: <c>views</c>, or that of a rebuild.</param>
    public abstract string CreateTables(string schema);

    /// <summary>SQL that makes the secondary indexes; in a rebuild it runs after the rows are in.</summary>
    /// <param name="schema">The schema.</param>
    public abstract string CreateIndexes(string schema);

    /// <summary>The row under which a Marten application sees the view's progress.</summary>
    public string ProgressionName => Version == 1 ? $"{Name}:All" : FormattableString.Invariant($"{Name}:V{Version}:All");

    internal abstract ViewSession Open(string schema);
}

/// <summary>A view whose rows are of one type.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public abstract class ViewTables<TRow> : ViewTables
    where TRow : class, IView<TRow>
{
    /// <summary>The state of a row, as it is stored.</summary>
    public abstract byte[] Write(TRow row);

    /// <summary>A row from its stored state.</summary>
    public abstract TRow Read(ReadOnlySpan<byte> state);

    /// <summary>The column of the main table that holds the state; its type is <c>json</c>.</summary>
    public abstract string StateColumn { get; }

    /// <summary>The columns of a table that are copied, in order, the key first.</summary>
    public abstract string ColumnsOf(string table);

    /// <summary>What the tables show that has to be worked out of the row; done once per row, on any thread.</summary>
    protected internal abstract object Derive(TRow row);

    /// <summary>Writes the rows of one table for one row of the view.</summary>
    /// <param name="table">One of <see cref="ViewTables.Tables"/>.</param>
    /// <param name="copy">Where to.</param>
    /// <param name="row">The row.</param>
    protected internal abstract void Publish(string table, NpgsqlBinaryImporter copy, PublishedRow<TRow> row);

    internal override ViewSession Open(string schema) => new ViewSession<TRow>(this, schema);
}

/// <summary>A row of a view on its way into the tables.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="Key">Its key.</param>
/// <param name="Row">The row.</param>
/// <param name="State">Its stored state, UTF-8.</param>
/// <param name="Derived">What <see cref="ViewTables{TRow}.Derive"/> gave for it.</param>
public sealed record PublishedRow<TRow>(string Key, TRow Row, byte[] State, object Derived);

/// <summary>
/// A view being kept: the rows in hand, and what a batch of facts does to them. Not thread-safe; belongs to whoever
/// holds the view's lock.
/// </summary>
internal abstract class ViewSession
{
    /// <summary>Facts of the last batch that concerned the view.</summary>
    public int Concerned { get; protected set; }

    /// <summary>Rows made by the last batch.</summary>
    public int Made { get; protected set; }

    /// <summary>What the last batch changed in the hash over all rows.</summary>
    public byte[] HashChange { get; protected set; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Applies a batch and writes the rows it touched, within the transaction of the connection.</summary>
    public abstract Task Apply(NpgsqlConnection connection, IReadOnlyList<Recorded> batch, CancellationToken cancel);

    /// <summary>Forgets the rows in hand: somebody else may have changed them, or the transaction failed.</summary>
    public abstract void Forget();
}

internal sealed class ViewSession<TRow>(ViewTables<TRow> tables, string schema) : ViewSession
    where TRow : class, IView<TRow>
{
    /// <summary>Rows kept in hand per generation; two generations are kept.</summary>
    private const int Held = 30_000;

    private Dictionary<string, Kept> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, Kept> _older = new(StringComparer.Ordinal);

    public override async Task Apply(
        NpgsqlConnection connection, IReadOnlyList<Recorded> batch, CancellationToken cancel)
    {
        var touched = new Dictionary<string, Kept>(StringComparer.Ordinal);
        var steps = new List<(string Key, Recorded Fact)>(batch.Count);
        Concerned = 0;
        foreach (var fact in batch)
        {
            var before = steps.Count;
            foreach (var key in TRow.KeysOf(fact))
            {
                steps.Add((key, fact));
                touched.TryAdd(key, Kept.None);
            }

            Concerned += steps.Count > before ? 1 : 0;
        }

        await Load(connection, touched, cancel);
        foreach (var (key, fact) in steps)
        {
            var kept = touched[key];
            touched[key] = kept with { Row = TRow.Apply(key, kept.Row, fact) };
        }

        await Save(connection, touched, cancel);
        Remember(touched);
    }

    public override void Forget()
    {
        _recent.Clear();
        _older.Clear();
    }

    private async Task Load(NpgsqlConnection connection, Dictionary<string, Kept> touched, CancellationToken cancel)
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

        if (missing.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            $"SELECT key, {tables.StateColumn} FROM {schema}.{tables.Tables[0]} WHERE key = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = missing.ToArray(),
        });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var state = Encoding.UTF8.GetBytes(reader.GetString(1));
            var key = reader.GetString(0);
            touched[key] = new Kept(tables.Read(state), HashOf(key, state));
        }
    }

    private async Task Save(NpgsqlConnection connection, Dictionary<string, Kept> touched, CancellationToken cancel)
    {
        var keys = touched.Keys.ToArray();
        var rows = new PublishedRow<TRow>[keys.Length];
        var hashes = new byte[keys.Length][];
        Parallel.For(0, keys.Length, index =>
        {
            var row = touched[keys[index]].Row!;
            var state = tables.Write(row);
            rows[index] = new PublishedRow<TRow>(keys[index], row, state, tables.Derive(row));
            hashes[index] = HashOf(keys[index], state);
        });
        var change = new byte[SHA256.HashSizeInBytes];
        var known = new List<string>();
        for (var index = 0; index < keys.Length; index++)
        {
            var kept = touched[keys[index]];
            if (kept.Hash is { } before)
            {
                Xor(change, before);
                known.Add(keys[index]);
            }

            Xor(change, hashes[index]);
            touched[keys[index]] = kept with { Hash = hashes[index] };
        }

        (HashChange, Made) = (change, keys.Length - known.Count);
        foreach (var table in tables.Tables)
        {
            await Replace(connection, table, rows, known, cancel);
        }
    }

    private async Task Replace(
        NpgsqlConnection connection,
        string table,
        PublishedRow<TRow>[] rows,
        List<string> known,
        CancellationToken cancel)
    {
        if (known.Count > 0)
        {
            await using var delete = new NpgsqlCommand($"DELETE FROM {schema}.{table} WHERE key = ANY ($1)", connection);
            delete.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = known.ToArray(),
            });
            await delete.ExecuteNonQueryAsync(cancel);
        }

        if (rows.Length > 0)
        {
            await using var copy = await connection.BeginBinaryImportAsync(
                $"COPY {schema}.{table} ({tables.ColumnsOf(table)}) FROM STDIN (FORMAT BINARY)", cancel);
            foreach (var row in rows)
            {
                tables.Publish(table, copy, row);
            }

            await copy.CompleteAsync(cancel);
        }
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

    private static byte[] HashOf(string key, byte[] state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        hash.AppendData([0]);
        hash.AppendData(state);
        return hash.GetHashAndReset();
    }

    private static void Xor(byte[] into, byte[] with)
    {
        for (var index = 0; index < into.Length; index++)
        {
            into[index] ^= with[index];
        }
    }

    /// <summary>A row in hand.</summary>
    /// <param name="Row">The row, null before its first fact.</param>
    /// <param name="Hash">The hash of its stored state, null when it is not stored yet.</param>
    private readonly record struct Kept(TRow? Row, byte[]? Hash)
    {
        public static Kept None => default;
    }
}
