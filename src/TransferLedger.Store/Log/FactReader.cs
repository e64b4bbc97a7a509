using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>Rows of the log as facts.</summary>
internal static class FactReader
{
    private const string ColumnsBut = "e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.type, e.data, ";
    private const string Columns = ColumnsBut + "e.headers, e.correlation_id";
    private const string ColumnsWithoutHeaders = ColumnsBut + "NULL, e.correlation_id";

    /// <summary>
    /// The facts about any of some subjects ($1), each once, in order. Positions first, as an array: one walk along two
    /// indexes whatever the planner believes. As a join it took parallel workers, 10 ms instead of 0.3, until tables
    /// that an import had just filled were analysed.
    /// </summary>
    public const string About =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = ANY ($1)))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts about one subject ($1), in order. Known to be one, its plan is kept.</summary>
    public const string AboutOne =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = $1))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts about one subject ($1) after a position ($2), in order.</summary>
    private const string AboutOneSince =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(
               SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = $1 AND s.seq_id > $2))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts about any of some subjects ($1) up to a position ($2), each once, in order.</summary>
    private const string AboutUpTo =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(
               SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = ANY ($1) AND s.seq_id <= $2))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts of some kinds ($2) about any of some subjects ($1), each once, in order.</summary>
    private const string AboutOfKinds =
        $"""
        SELECT {Columns} FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = ANY ($1)))
           AND e.type = ANY ($2)
         ORDER BY e.seq_id
        """;

    /// <summary>The facts at some positions ($1), in order.</summary>
    private const string At =
        $"SELECT {Columns} FROM ledger.mt_events e WHERE e.seq_id = ANY ($1) ORDER BY e.seq_id";

    /// <summary>The facts of some kinds ($1), in order.</summary>
    private const string OfKinds =
        $"SELECT {Columns} FROM ledger.mt_events e WHERE e.type = ANY ($1) ORDER BY e.seq_id";

    /// <summary>The instant from which PostgreSQL counts microseconds.</summary>
    private static readonly Instant Epoch = Instant.FromUtc(2000, 1, 1, 0, 0);

    /// <summary>How many subjects to ask for at once, where there are very many.</summary>
    public const int SubjectsPerRead = 1_000;

    private const int ColumnCount = 9;

    /// <summary>The facts about any of some subjects up to a position, each once, in order.</summary>
    public static async IAsyncEnumerable<Recorded> ReadAbout(
        NpgsqlConnection connection,
        Guid[] subjects,
        long upTo,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(AboutUpTo, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = subjects });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return Read(reader);
        }
    }

    /// <summary>The facts about one subject after a position, in order.</summary>
    public static async Task<List<Recorded>> ReadSince(
        NpgsqlConnection connection, Guid subject, long after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(AboutOneSince, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = subject });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        return await ReadRows(command, cancel);
    }

    /// <summary>The facts of some kinds, by stored name, about any of some subjects, each once, in order.</summary>
    public static async Task<List<Recorded>> ReadAbout(
        NpgsqlConnection connection, Guid[] subjects, string[] kinds, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(AboutOfKinds, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = subjects });
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar, Value = kinds });
        return await ReadRows(command, cancel);
    }

    /// <summary>The facts at some positions, in order; those that are missing are left out.</summary>
    public static async Task<List<Recorded>> ReadAt(
        NpgsqlConnection connection, long[] positions, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(At, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = positions });
        return await ReadRows(command, cancel);
    }

    /// <summary>The facts of some kinds, by stored name, in order.</summary>
    public static async Task<List<Recorded>> ReadOfKinds(
        NpgsqlConnection connection, string[] kinds, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(OfKinds, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar, Value = kinds });
        return await ReadRows(command, cancel);
    }

    /// <summary>
    /// The facts after a position up to another, in order: the way to read very many. Ends early where one is missing.
    /// Facts asked for without who said so have no <see cref="Recorded.Provenance"/> at all: whoever needs it
    /// nevertheless fails instead of going on with a wrong one.
    /// </summary>
    public static async Task<int> ReadRange(
        NpgsqlConnection connection,
        long after,
        Recorded[] into,
        CancellationToken cancel,
        bool withProvenance = true)
    {
        var columns = withProvenance ? Columns : ColumnsWithoutHeaders;
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                COPY (SELECT {columns} FROM ledger.mt_events e
                       WHERE e.seq_id > {after} AND e.seq_id <= {after + into.Length} ORDER BY e.seq_id)
                  TO STDOUT (FORMAT BINARY)
                """),
            cancel);
        using var rows = new CopyTuples(copy, ColumnCount);
        var count = 0;
        while (await rows.Next(cancel))
        {
            var fact = Decode(rows, withProvenance);
            if (count == into.Length || fact.Position != after + count + 1)
            {
                break;
            }

            into[count++] = fact;
        }

        return count;
    }

    /// <summary>The fact in the row the reader stands on.</summary>
    /// <exception cref="InvalidDataException">The stored row is not a fact this version can read.</exception>
    public static Recorded Read(NpgsqlDataReader row)
    {
        var position = row.GetInt64(0);
        try
        {
            return new Recorded(
                position,
                row.GetGuid(1),
                Subject.Parse(row.GetString(2)),
                row.GetInt64(3),
                Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(4)),
                FastFactJson.Read(row.GetString(5), row.GetString(6)),
                EventHeaders.Read(row.GetString(7)),
                new CommandId(Guid.Parse(row.GetString(8))));
        }
        catch (Exception wrong) when (wrong is FactJsonException or FormatException)
        {
            throw Unreadable(position, wrong);
        }
    }

    private static async Task<List<Recorded>> ReadRows(NpgsqlCommand command, CancellationToken cancel)
    {
        var facts = new List<Recorded>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            facts.Add(Read(reader));
        }

        return facts;
    }

    private static Recorded Decode(CopyTuples row, bool withProvenance)
    {
        // Of jsonb the server sends the version of the format, one byte, and then the text.
        const int JsonbVersion = 1;
        var position = BinaryPrimitives.ReadInt64BigEndian(row[0].Span);
        try
        {
            return new Recorded(
                position,
                new Guid(row[1].Span, bigEndian: true),
                Subject.Parse(Encoding.UTF8.GetString(row[2].Span)),
                BinaryPrimitives.ReadInt64BigEndian(row[3].Span),
                Epoch + Duration.FromTicks(10 * BinaryPrimitives.ReadInt64BigEndian(row[4].Span)),
                FastFactJson.Read(Encoding.UTF8.GetString(row[5].Span), row[6][JsonbVersion..]),
                !withProvenance ? null!
                    : row[7].IsEmpty ? throw new FormatException("it has no headers, so nobody says it.")
                    : EventHeaders.Read(row[7].Span[JsonbVersion..]),
                new CommandId(Guid.Parse(row[8].Span)));
        }
        catch (Exception wrong) when (wrong is FactJsonException or FormatException)
        {
            throw Unreadable(position, wrong);
        }
    }

    private static InvalidDataException Unreadable(long position, Exception wrong) =>
        new($"The fact at position {position} cannot be read: {wrong.Message}", wrong);
}
