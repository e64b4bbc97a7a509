using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Store.Views;

/// <summary>What one transaction adds to a view.</summary>
/// <param name="Facts">Facts of the log that concerned the view.</param>
/// <param name="Rows">Rows made.</param>
/// <param name="Hash">What it changes in the hash over all rows.</param>
internal sealed record Filled(long Facts, long Rows, RowsHash Hash);

/// <summary>
/// The row of a view in <c>ledger.view_progress</c>: how far it has come. Moves in the transaction that writes rows.
/// </summary>
/// <param name="tables">The view.</param>
/// <param name="name">The row's name.</param>
internal sealed class ViewCheckpoint(ViewTables tables, string name)
{
    private const string Columns = "SELECT position, generation, fill_until, rows_hash FROM ledger.view_progress";

    private int _generation;

    public ViewTables Tables => tables;

    public string Name => name;

    /// <summary>The last fact applied, as far as this process knows.</summary>
    public long Position { get; private set; }

    /// <summary>While empty tables are filled, the last fact they are filled from; else null.</summary>
    public long? FillUntil { get; private set; }

    /// <summary>Looks the row up; false when there is none of this version.</summary>
    public async Task<bool> Resume(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Columns + " WHERE name = $1 AND version = $2", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tables.Version });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
        {
            return false;
        }

        (Position, _generation) = (reader.GetInt64(0), reader.GetInt32(1));
        FillUntil = reader.IsDBNull(2) ? null : reader.GetInt64(2);
        return true;
    }

    /// <summary>
    /// Locks the row. The hash over the rows of the view; null when the row is not where this process left it.
    /// </summary>
    public async Task<RowsHash?> Lock(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command =
            new NpgsqlCommand(Columns + " WHERE name = $1 AND version = $2 FOR UPDATE", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tables.Version });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) && reader.GetInt64(0) == Position && reader.GetInt32(1) == _generation
            ? RowsHash.Of(reader.GetFieldValue<byte[]>(3))
            : null;
    }

    /// <summary>Stores where the view is now; the row is locked.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="position">The last fact applied.</param>
    /// <param name="before">The hash over the rows before.</param>
    /// <param name="added">What the transaction adds.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task Store(
        NpgsqlConnection connection, long position, RowsHash before, Filled added, CancellationToken cancel)
    {
        before.Add(added.Hash);
        await using var command = new NpgsqlCommand(
            """
            UPDATE ledger.view_progress
               SET position = $2, facts = facts + $3, rows = rows + $4, rows_hash = $5, updated_at = now()
             WHERE name = $1
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = added.Facts });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = added.Rows });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = before.ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Stores that the tables are filled; they are kept fact by fact from now on.</summary>
    public async Task StoreFilled(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE ledger.view_progress SET fill_until = NULL WHERE name = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Moves the checkpoint a Marten application sees.</summary>
    public async Task MarkProgression(NpgsqlConnection connection, long position, CancellationToken cancel)
    {
        await using var mark = new NpgsqlCommand("SELECT ledger.mt_mark_event_progression($1, $2)", connection);
        mark.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = tables.ProgressionName });
        mark.Parameters.Add(new NpgsqlParameter<long> { TypedValue = position });
        await mark.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>After the commit of what <see cref="Store"/> stored.</summary>
    public void Advance(long position) => Position = position;

    /// <summary>After the commit of what <see cref="StoreFilled"/> stored.</summary>
    public void AdvanceFilled() => FillUntil = null;
}
