using NodaTime;
using Npgsql;

namespace TransferLedger.Store.Log;

/// <summary>What the log holds, and whether it is whole: counted from the rows, trusting no counter.</summary>
/// <param name="LedgerId">The id given when it was made.</param>
/// <param name="SchemaVersion">The last migration applied.</param>
/// <param name="Clock"><c>server</c> or <c>replay</c>.</param>
/// <param name="Facts">How many facts.</param>
/// <param name="Streams">In how many streams.</param>
/// <param name="Subjects">About how many different subjects.</param>
/// <param name="Commands">From how many requests.</param>
/// <param name="LastRecordedAt">When the last one was recorded; the Unix epoch when there is none.</param>
/// <param name="Problems">What is wrong, in sentences; empty when the log is whole.</param>
public sealed record LogCheck(
    Guid LedgerId,
    int SchemaVersion,
    string Clock,
    long Facts,
    long Streams,
    long Subjects,
    long Commands,
    Instant LastRecordedAt,
    IReadOnlyList<string> Problems)
{
    private const string Sql = """
        SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SELECT h.ledger_id, (SELECT max(number) FROM public.ledger_migrations), h.clock, h.position, h.recorded_at,
               e.facts, e.first, e.last, s.streams, s.versions, x.subjects, x.homeless, c.commands, c.covered, q.last_value,
               e.back
          FROM ledger.head h
         CROSS JOIN (SELECT count(*) AS facts, coalesce(min(seq_id), 0) AS first, coalesce(max(seq_id), 0) AS last,
                            count(*) FILTER (WHERE at < before) AS back
                       FROM (SELECT seq_id, timestamp AS at, lag(timestamp) OVER (ORDER BY seq_id) AS before
                               FROM ledger.mt_events) o) e
         CROSS JOIN (SELECT count(*) AS streams, coalesce(sum(version), 0)::bigint AS versions FROM ledger.mt_streams) s
         CROSS JOIN (SELECT count(*) AS subjects, count(*) FILTER (WHERE last > h2.position) AS homeless
                       FROM (SELECT max(seq_id) AS last FROM ledger.event_subjects GROUP BY subject) m, ledger.head h2) x
         CROSS JOIN (SELECT count(*) AS commands, coalesce(sum(last_id - first_id + 1), 0)::bigint AS covered
                       FROM ledger.commands) c
         CROSS JOIN ledger.mt_events_sequence q;
        """;

    /// <summary>Counts and compares. Reads the whole log once, at one moment.</summary>
    public static async Task<LogCheck> Run(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(Sql, connection, transaction) { CommandTimeout = 0 };
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var (position, facts, first, last) = (row.GetInt64(3), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7));
        var problems = new List<string>();
        Expect(problems, facts == position, $"The log should hold {position} facts and holds {facts}.");
        Expect(problems, last == position, $"The last fact should stand at {position} and stands at {last}.");
        Expect(problems, first == Math.Min(1, position), $"The first fact stands at {first}.");
        Expect(problems, row.GetInt64(9) == facts, $"The streams should hold {facts} facts and hold {row.GetInt64(9)}.");
        Expect(problems, row.GetInt64(13) == facts, $"The requests account for {row.GetInt64(13)} of {facts} facts.");
        Expect(problems, row.GetInt64(11) == 0, $"{row.GetInt64(11)} subjects point beyond the end of the log.");
        Expect(problems, row.GetInt64(14) >= position, $"The sequence stands at {row.GetInt64(14)}, before the end of the log.");
        Expect(problems, row.GetInt64(15) == 0, $"Recorded instants go back at {row.GetInt64(15)} places.");
        return new LogCheck(
            row.GetGuid(0),
            row.GetInt32(1),
            row.GetString(2),
            facts,
            row.GetInt64(8),
            row.GetInt64(10),
            row.GetInt64(12),
            Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(4)),
            problems);
    }

    private static void Expect(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
