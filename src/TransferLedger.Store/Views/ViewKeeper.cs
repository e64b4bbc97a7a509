using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>
/// One view on one connection: its checkpoint, and the transaction that moves rows and checkpoint together.
/// </summary>
internal sealed class ViewKeeper
{
    private readonly ViewTables _tables;
    private readonly string _schema;
    private readonly string _progress;
    private readonly ViewSession _session;

    /// <summary>A view at no place yet: see <see cref="Resume"/>.</summary>
    /// <param name="tables">The view.</param>
    /// <param name="schema">The schema its tables are in.</param>
    /// <param name="progress">The name of its row in <c>ledger.view_progress</c>.</param>
    public ViewKeeper(ViewTables tables, string schema, string progress)
    {
        (_tables, _schema, _progress) = (tables, schema, progress);
        _session = tables.Open(schema);
    }

    public ViewTables Tables => _tables;

    /// <summary>The last fact applied, as far as this process knows.</summary>
    public long Position { get; private set; }

    public int Generation { get; private set; }

    /// <summary>Looks up the checkpoint; false when there is none of this version.</summary>
    public async Task<bool> Resume(NpgsqlConnection connection, CancellationToken cancel)
    {
        _session.Forget();
        await using var command = new NpgsqlCommand(
            "SELECT position, generation FROM ledger.view_progress WHERE name = $1 AND version = $2",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _progress });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _tables.Version });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
        {
            return false;
        }

        (Position, Generation) = (reader.GetInt64(0), reader.GetInt32(1));
        return true;
    }

    /// <summary>
    /// Applies a batch that follows the checkpoint, in the transaction the connection is in. False when another
    /// process has moved the view on: the caller rolls back and resumes.
    /// </summary>
    public async Task<bool> Apply(NpgsqlConnection connection, IReadOnlyList<Recorded> batch, CancellationToken cancel)
    {
        if (await Lock(connection, cancel) is not { } hash)
        {
            return false;
        }

        await _session.Apply(connection, batch, cancel);
        for (var index = 0; index < hash.Length; index++)
        {
            hash[index] ^= _session.HashChange[index];
        }

        var position = batch[^1].Position;
        await using var command = new NpgsqlCommand(
            """
            UPDATE ledger.view_progress
               SET position = $2, facts = facts + $3, rows = rows + $4, rows_hash = $5, updated_at = now()
             WHERE name = $1
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _progress });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _session.Concerned });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = _session.Made });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = hash });
        await command.ExecuteNonQueryAsync(cancel);
        if (!_progress.Contains('/', StringComparison.Ordinal))
        {
            await MarkProgression(connection, position, cancel);
        }

        return true;
    }

    /// <summary>After the commit of <see cref="Apply"/>.</summary>
    public void Advance(long position) => Position = position;

    /// <summary>After a failed transaction: what is in hand may not be what is stored.</summary>
    public void Forget() => _session.Forget();

    /// <summary>Moves the checkpoint a Marten application sees.</summary>
    public async Task MarkProgression(NpgsqlConnection connection, long position, CancellationToken cancel)
    {
        await using var mark = new NpgsqlCommand("SELECT ledger.mt_mark_event_progression($1, $2)", connection);
        mark.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = _tables.ProgressionName }
        );
        mark.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await mark.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// Locks the checkpoint. The hash over the rows; null when the checkpoint is not where this process left it.
    /// </summary>
    private async Task<byte[]?> Lock(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT position, generation, rows_hash FROM ledger.view_progress WHERE name = $1 AND version = $2 FOR UPDATE",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _progress });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _tables.Version });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) && reader.GetInt64(0) == Position && reader.GetInt32(1) == Generation
            ? reader.GetFieldValue<byte[]>(2)
            : null;
    }
}

/// <summary>How far a view has come.</summary>
/// <param name="Name">The view.</param>
/// <param name="Position">The last fact applied.</param>
/// <param name="Head">The end of the log.</param>
/// <param name="Facts">How many facts concerned the view.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowsHash">XOR of SHA-256 over key and state of its rows, lower-case hexadecimal.</param>
/// <param name="UpdatedAt">When the checkpoint last moved.</param>
public sealed record ViewProgress(
    string Name,
    long Position,
    long Head,
    long Facts,
    long Rows,
    string RowsHash,
    Instant UpdatedAt
);
