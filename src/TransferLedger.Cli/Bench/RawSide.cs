using Npgsql;
using NpgsqlTypes;

namespace TransferLedger.Cli.Bench;

/// <summary>How the limit writes a request of many facts.</summary>
internal enum RawWay
{
    /// <summary>Four statements over arrays, one round trip.</summary>
    Arrays,

    /// <summary>Binary COPY of events and of subjects in one transaction.</summary>
    Copy,
}

/// <summary>
/// The limit: the same rows, written by hand, each client with a connection of its own. Positions come from one
/// counter of the process, versions from the caller, so that nothing waits for anything but the server. It checks no
/// condition, knows no repeated request, and would leave holes after a failure.
/// </summary>
internal sealed class RawSide(string connectionString, RawWay way) : ISide, IAsyncDisposable
{
    /// <summary>How many facts one bulk transaction copies.</summary>
    private const int FactsPerCopy = 20_000;

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 2,
    }.ConnectionString;

    private readonly List<NpgsqlConnection> _connections = [];
    private long _position;

    /// <summary>How a request of many facts is written.</summary>
    public RawWay Way { get; set; } = way;

    /// <summary>How many connections copy in bulk.</summary>
    public int Copiers { get; set; } = 1;

    /// <inheritdoc/>
    public async Task Prepare(long firstWeapon, long weapons, int clients, CancellationToken cancel)
    {
        while (_connections.Count < Math.Max(clients, Copiers))
        {
            var connection = new NpgsqlConnection(_connectionString);
            _connections.Add(connection);
            await connection.OpenAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public async Task Write(int client, Slice slice, CancellationToken cancel)
    {
        var rows = Rows([slice]);
        if (slice.Facts > 1 && Way == RawWay.Copy)
        {
            await Task.Run(() => Copy(_connections[client], rows), cancel);
            return;
        }

        await using var batch = new NpgsqlBatch(_connections[client]);
        if (slice.Facts == 1)
        {
            RawSql.BindSingle(batch, rows);
        }
        else
        {
            RawSql.BindArrays(batch, rows);
        }

        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc/>
    public async Task WriteAll(IEnumerable<Slice> slices, CancellationToken cancel)
    {
        using var chunks = slices.Chunk(Math.Max(1, FactsPerCopy / slices.First().Facts)).GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, Copiers).Select(client => Task.Run(() => CopyAll(client), cancel)));

        void CopyAll(int client)
        {
            while (true)
            {
                Slice[] chunk;
                lock (chunks)
                {
                    if (cancel.IsCancellationRequested || !chunks.MoveNext())
                    {
                        return;
                    }

                    chunk = chunks.Current;
                }

                Copy(_connections[client], Rows(chunk));
            }
        }
    }

    /// <summary>Closes its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private RawRows Rows(IReadOnlyList<Slice> slices)
    {
        var count = slices.Sum(it => it.Facts);
        return new RawRows(slices, Interlocked.Add(ref _position, count) - count);
    }

    private static void Copy(NpgsqlConnection connection, RawRows rows)
    {
        using var transaction = connection.BeginTransaction();
        using (var batch = new NpgsqlBatch(connection, transaction))
        {
            RawSql.AddStreams(batch, rows);
            batch.ExecuteNonQuery();
        }

        CopyEvents(connection, rows);
        CopySubjects(connection, rows);
        CopyCommands(connection, rows);
        transaction.Commit();
    }

    private static void CopyEvents(NpgsqlConnection connection, RawRows rows)
    {
        var now = DateTime.UtcNow;
        using var copy = connection.BeginBinaryImport(RawSql.CopyEvents);
        for (var at = 0; at < rows.Count; at++)
        {
            copy.StartRow();
            copy.Write(rows.Position[at], NpgsqlDbType.Bigint);
            copy.Write(rows.Id[at], NpgsqlDbType.Uuid);
            copy.Write(rows.Stream[at], NpgsqlDbType.Varchar);
            copy.Write(rows.Version[at], NpgsqlDbType.Bigint);
            copy.Write(rows.Data[at], NpgsqlDbType.Jsonb);
            copy.Write(rows.Type[at], NpgsqlDbType.Varchar);
            copy.Write(now, NpgsqlDbType.TimestampTz);
            copy.Write("*DEFAULT*", NpgsqlDbType.Varchar);
            copy.Write(rows.DotNetType[at], NpgsqlDbType.Varchar);
            copy.Write(rows.Command[at], NpgsqlDbType.Varchar);
            copy.Write(rows.Header[at], NpgsqlDbType.Jsonb);
            copy.Write(BenchFacts.Actor, NpgsqlDbType.Varchar);
            copy.Write(false, NpgsqlDbType.Boolean);
        }

        copy.Complete();
    }

    private static void CopySubjects(NpgsqlConnection connection, RawRows rows)
    {
        using var copy = connection.BeginBinaryImport(RawSql.CopySubjects);
        for (var at = 0; at < rows.Subject.Count; at++)
        {
            copy.StartRow();
            copy.Write(rows.Subject[at], NpgsqlDbType.Uuid);
            copy.Write(rows.SubjectPosition[at], NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }

    private static void CopyCommands(NpgsqlConnection connection, RawRows rows)
    {
        using var copy = connection.BeginBinaryImport(RawSql.CopyCommands);
        for (var at = 0; at < rows.RequestId.Count; at++)
        {
            copy.StartRow();
            copy.Write(rows.RequestId[at], NpgsqlDbType.Uuid);
            copy.Write(rows.RequestFirst[at], NpgsqlDbType.Bigint);
            copy.Write(rows.RequestLast[at], NpgsqlDbType.Bigint);
            copy.Write(rows.RequestContent[at], NpgsqlDbType.Bytea);
        }

        copy.Complete();
    }
}
