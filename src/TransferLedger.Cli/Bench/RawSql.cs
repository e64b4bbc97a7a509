using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Cli.Bench;

/// <summary>The statements a good engineer would write by hand for the same rows.</summary>
internal static class RawSql
{
    /// <summary>Streams by value: key, version.</summary>
    public const string Stream = """
        INSERT INTO ledger.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
        VALUES ($1, NULL, $2, now(), now(), '*DEFAULT*', FALSE)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, timestamp = excluded.timestamp
        """;

    /// <summary>Streams by array.</summary>
    public const string Streams = """
        INSERT INTO ledger.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
        SELECT n.id, NULL, n.version, now(), now(), '*DEFAULT*', FALSE FROM unnest($1, $2) AS n (id, version)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, timestamp = excluded.timestamp
        """;

    /// <summary>One event.</summary>
    public const string Event = """
        INSERT INTO ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                      correlation_id, headers, user_name, is_archived)
        VALUES ($1, $2, $3, $4, $5, $6, now(), '*DEFAULT*', $7, $8, $9, $10, FALSE)
        """;

    /// <summary>Events by array.</summary>
    public const string Events = """
        INSERT INTO ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                      correlation_id, headers, user_name, is_archived)
        SELECT f.seq, f.id, f.stream, f.version, f.data, f.type, now(), '*DEFAULT*', f.dotnet, f.command, f.headers, $10, FALSE
          FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS f (seq, id, stream, version, data, type, dotnet, command, headers)
        """;

    /// <summary>Subjects by array.</summary>
    public const string Subjects =
        "INSERT INTO ledger.event_subjects (subject, seq_id) SELECT s.subject, s.seq FROM unnest($1, $2) AS s (subject, seq)";

    /// <summary>One request.</summary>
    public const string Command =
        "INSERT INTO ledger.commands (id, first_id, last_id, content) VALUES ($1, $2, $3, $4)";

    /// <summary>Events by COPY.</summary>
    public const string CopyEvents = """
        COPY ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                               correlation_id, headers, user_name, is_archived) FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>Subjects by COPY.</summary>
    public const string CopySubjects = "COPY ledger.event_subjects (subject, seq_id) FROM STDIN (FORMAT BINARY)";

    /// <summary>Requests by COPY.</summary>
    public const string CopyCommands =
        "COPY ledger.commands (id, first_id, last_id, content) FROM STDIN (FORMAT BINARY)";

    /// <summary>The facts of one subject, as our store reads them.</summary>
    public const string History = """
        SELECT e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.type, e.data, e.headers, e.correlation_id
          FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = $1))
         ORDER BY e.seq_id
        """;

    /// <summary>The facts after a position up to another, with no more than a reader of facts needs.</summary>
    public const string Range =
        "SELECT seq_id, type, data FROM ledger.mt_events WHERE seq_id > $1 AND seq_id <= $2 ORDER BY seq_id";

    /// <summary>The four statements for one request of one fact.</summary>
    public static void BindSingle(NpgsqlBatch batch, RawRows rows)
    {
        Add(batch, Stream, (NpgsqlDbType.Varchar, rows.StreamId[0]), (NpgsqlDbType.Bigint, rows.StreamVersion[0]));
        Add(
            batch,
            Event,
            (NpgsqlDbType.Bigint, rows.Position[0]),
            (NpgsqlDbType.Uuid, rows.Id[0]),
            (NpgsqlDbType.Varchar, rows.Stream[0]),
            (NpgsqlDbType.Bigint, rows.Version[0]),
            (NpgsqlDbType.Jsonb, rows.Data[0]),
            (NpgsqlDbType.Varchar, rows.Type[0]),
            (NpgsqlDbType.Varchar, rows.DotNetType[0]),
            (NpgsqlDbType.Varchar, rows.Command[0]),
            (NpgsqlDbType.Jsonb, rows.Header[0]),
            (NpgsqlDbType.Varchar, BenchFacts.Actor)
        );
        AddSubjects(batch, rows);
        AddCommand(batch, rows);
    }

    /// <summary>The four statements for one request of many facts.</summary>
    public static void BindArrays(NpgsqlBatch batch, RawRows rows)
    {
        AddStreams(batch, rows);
        const NpgsqlDbType Array = NpgsqlDbType.Array;
        Add(
            batch,
            Events,
            (Array | NpgsqlDbType.Bigint, rows.Position),
            (Array | NpgsqlDbType.Uuid, rows.Id),
            (Array | NpgsqlDbType.Varchar, rows.Stream),
            (Array | NpgsqlDbType.Bigint, rows.Version),
            (Array | NpgsqlDbType.Jsonb, rows.Data),
            (Array | NpgsqlDbType.Varchar, rows.Type),
            (Array | NpgsqlDbType.Varchar, rows.DotNetType),
            (Array | NpgsqlDbType.Varchar, rows.Command),
            (Array | NpgsqlDbType.Jsonb, rows.Header),
            (NpgsqlDbType.Varchar, BenchFacts.Actor)
        );
        AddSubjects(batch, rows);
        AddCommand(batch, rows);
    }

    /// <summary>The statement that makes or moves the streams.</summary>
    public static void AddStreams(NpgsqlBatch batch, RawRows rows) =>
        Add(
            batch,
            Streams,
            (NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.StreamId.ToArray()),
            (NpgsqlDbType.Array | NpgsqlDbType.Bigint, rows.StreamVersion.ToArray())
        );

    private static void AddSubjects(NpgsqlBatch batch, RawRows rows) =>
        Add(
            batch,
            Subjects,
            (NpgsqlDbType.Array | NpgsqlDbType.Uuid, rows.Subject.ToArray()),
            (NpgsqlDbType.Array | NpgsqlDbType.Bigint, rows.SubjectPosition.ToArray())
        );

    private static void AddCommand(NpgsqlBatch batch, RawRows rows) =>
        Add(
            batch,
            Command,
            (NpgsqlDbType.Uuid, rows.RequestId[0]),
            (NpgsqlDbType.Bigint, rows.RequestFirst[0]),
            (NpgsqlDbType.Bigint, rows.RequestLast[0]),
            (NpgsqlDbType.Bytea, rows.RequestContent[0])
        );

    private static void Add(
        NpgsqlBatch batch,
        string sql,
        params ReadOnlySpan<(NpgsqlDbType Type, object Value)> values
    )
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, value) in values)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
