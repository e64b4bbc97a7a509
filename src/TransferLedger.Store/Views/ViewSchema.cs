using NodaTime;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>The tables of the views, and the book about them.</summary>
public static class ViewSchema
{
    /// <summary>The schema people read.</summary>
    public const string Live = "views";

    /// <summary>The first half of the advisory lock of a view; the second is the hash of its name.</summary>
    internal const int LockSpace = 0x544C_5657;

    /// <summary>
    /// Makes the tables of views that have none, or none of this version. Safe in several processes at once.
    /// </summary>
    public static async Task Ensure(
        NpgsqlDataSource source, IReadOnlyList<ViewTables> views, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        foreach (var view in views)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Execute(connection, $"SELECT pg_advisory_xact_lock({LockSpace}, 0)", cancel);
            if (!await new ViewKeeper(view, Live, view.Name).Resume(connection, cancel))
            {
                await Create(connection, view, Live, view.Name, cancel);
                await Execute(connection, string.Join(";\n", [.. view.CreateIndexes(Live), view.AddKeys(Live)]), cancel);
            }

            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>How far every view has come, by name; a rebuild under way stands as <c>name/rebuild</c>.</summary>
    public static async Task<IReadOnlyList<ViewProgress>> Progress(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            """
            SELECT p.name, p.position, h.position, p.facts, p.rows, encode(p.rows_hash, 'hex'), p.updated_at
              FROM ledger.view_progress p CROSS JOIN ledger.head h ORDER BY p.name
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<ViewProgress>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new ViewProgress(
                reader.GetString(0),
                reader.GetInt64(1),
                reader.GetInt64(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                reader.GetString(5),
                Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(6))));
        }

        return found;
    }

    /// <summary>Drops what there is under the name and makes the tables empty, with a checkpoint at zero; outside
    /// the live schema they are to be filled up to the end of the log.</summary>
    internal static async Task Create(
        NpgsqlConnection connection, ViewTables view, string schema, string progress, CancellationToken cancel)
    {
        foreach (var table in view.Tables)
        {
            await Execute(connection, $"DROP TABLE IF EXISTS {schema}.{table}", cancel);
        }

        await Execute(connection, view.CreateTables(schema), cancel);
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO ledger.view_progress AS p (name, version, fill_until)
            VALUES ($1, $2, CASE WHEN $3 THEN (SELECT position FROM ledger.head) END)
            ON CONFLICT (name) DO UPDATE SET version = excluded.version, generation = p.generation + 1, position = 0,
                   facts = 0, rows = 0, rows_hash = excluded.rows_hash, fill_until = excluded.fill_until,
                   updated_at = now()
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = progress });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = view.Version });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = schema != Live });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Rows are looked up by key and facts by subject, thousands at once in a table of millions: never by reading the
    /// whole of it, whatever the statistics of a table just made say. Holds as long as the connection is in use.
    /// </summary>
    internal static Task PreferIndexes(NpgsqlConnection connection, CancellationToken cancel) =>
        Execute(connection, "SET enable_seqscan = off", cancel);

    /// <summary>
    /// One batch into several views that stand at the same place, in one transaction. False when one of them is not
    /// where this process left it; then nothing was changed and all have looked up their checkpoints anew.
    /// </summary>
    internal static async Task<bool> Apply(
        NpgsqlConnection connection,
        IReadOnlyList<ViewKeeper> keepers,
        IReadOnlyList<Recorded> batch,
        CancellationToken cancel)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            foreach (var keeper in keepers)
            {
                if (!await keeper.Apply(connection, batch, cancel))
                {
                    await transaction.RollbackAsync(cancel);
                    foreach (var stale in keepers)
                    {
                        await stale.Resume(connection, cancel);
                    }

                    return false;
                }
            }

            await transaction.CommitAsync(cancel);
        }
        catch
        {
            foreach (var keeper in keepers)
            {
                keeper.Forget();
            }

            throw;
        }

        foreach (var keeper in keepers)
        {
            keeper.Advance(batch[^1].Position);
        }

        return true;
    }

    internal static async Task<long> Head(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT position FROM ledger.head", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>A stable number for a name (FNV-1a), for advisory locks.</summary>
    internal static int LockOf(string name)
    {
        var hash = 2166136261u;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return unchecked((int)hash);
    }

    internal static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
