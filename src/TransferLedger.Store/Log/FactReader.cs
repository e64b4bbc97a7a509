using NodaTime;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>Rows of the log as facts.</summary>
internal static class FactReader
{
    private const string Columns =
        "e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.type, e.data, e.headers, e.correlation_id";

    /// <summary>The facts about any of some subjects ($1), each once, in order.</summary>
    public const string About =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id IN (SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = ANY ($1))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts about one subject ($1), in order. Known to be one, its plan is kept.</summary>
    public const string AboutOne =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id IN (SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = $1)
         ORDER BY e.seq_id
        """;

    /// <summary>The facts after a position ($1) up to another ($2), in order.</summary>
    public const string Range =
        $"SELECT {Columns} FROM ledger.mt_events e WHERE e.seq_id > $1 AND e.seq_id <= $2 ORDER BY e.seq_id";

    /// <summary>The fact in the row the reader stands on.</summary>
    /// <exception cref="InvalidDataException">The stored row is not a fact this version can read.</exception>
    public static Recorded Read(NpgsqlDataReader row) => Decode(Fetch(row));

    /// <summary>The row the reader stands on, not yet decoded.</summary>
    public static StoredFact Fetch(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetFieldValue<DateTime>(4),
        row.GetString(5),
        row.GetString(6),
        row.GetString(7),
        row.GetString(8));

    /// <summary>The fact of a row. Pure, so that rows can be decoded on all cores.</summary>
    /// <exception cref="InvalidDataException">The stored row is not a fact this version can read.</exception>
    public static Recorded Decode(StoredFact row)
    {
        try
        {
            return new Recorded(
                row.Position,
                row.Id,
                Subject.Parse(row.Stream),
                row.Version,
                Instant.FromDateTimeUtc(row.At),
                FastFactJson.Read(row.Type, row.Data),
                EventHeaders.Read(row.Headers),
                new CommandId(Guid.Parse(row.Command)));
        }
        catch (Exception wrong) when (wrong is FactJsonException or FormatException)
        {
            throw new InvalidDataException($"The fact at position {row.Position} cannot be read: {wrong.Message}", wrong);
        }
    }
}

/// <summary>One row of the log as it is stored.</summary>
internal readonly record struct StoredFact(
    long Position,
    Guid Id,
    string Stream,
    long Version,
    DateTime At,
    string Type,
    string Data,
    string Headers,
    string Command);
