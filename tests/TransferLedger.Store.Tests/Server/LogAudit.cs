using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Tests.Server;

/// <summary>
/// What an auditor with a superuser's login finds in the tables. Every property must hold at any instant.
/// </summary>
internal static class LogAudit
{
    /// <summary>
    /// Each line gives a count of rows that contradict the contract, read in one snapshot, so all of them must be 0.
    /// </summary>
    private const string Contradictions =
        """
        SELECT * FROM (VALUES
        ('positions are not 1 to N', (SELECT count(*) - coalesce(max(seq_id), 0) FROM ledger.mt_events)),
        ('positions below one', (SELECT count(*) FROM ledger.mt_events WHERE seq_id < 1)),
        ('versions of a stream are not 1 to n', (SELECT count(*) FROM
            (SELECT FROM ledger.mt_events GROUP BY stream_id HAVING min(version) <> 1 OR max(version) <> count(*)) x)),
        ('versions against positions', (SELECT count(*) FROM
            (SELECT version, row_number() OVER (PARTITION BY stream_id ORDER BY seq_id) AS place
               FROM ledger.mt_events) x WHERE version <> place)),
        ('stream rows behind their events', (SELECT count(*) FROM ledger.mt_streams s FULL JOIN
            (SELECT stream_id, max(version) AS version, max(timestamp) AS at FROM ledger.mt_events GROUP BY stream_id) e
            ON e.stream_id = s.id WHERE e.version IS DISTINCT FROM s.version OR e.at IS DISTINCT FROM s.timestamp)),
        ('head is not the last position', (SELECT count(*) FROM ledger.head h
            WHERE h.position <> (SELECT coalesce(max(seq_id), 0) FROM ledger.mt_events))),
        ('commands do not end at the head', (SELECT count(*) FROM ledger.head h
            WHERE h.position <> (SELECT coalesce(max(last_id), 0) FROM ledger.commands))),
        ('commands do not follow each other', (SELECT count(*) FROM
            (SELECT first_id, coalesce(lag(last_id) OVER (ORDER BY first_id), 0) AS before FROM ledger.commands) x
            WHERE first_id <> before + 1)),
        ('events of another command', (SELECT count(*) FROM ledger.mt_events e
            LEFT JOIN ledger.commands c ON c.id::text = e.correlation_id AND e.seq_id BETWEEN c.first_id AND c.last_id
            WHERE c.id IS NULL)),
        ('event ids not unique', (SELECT count(*) - count(DISTINCT id) FROM ledger.mt_events)),
        ('instants that go back', (SELECT count(*) FROM
            (SELECT timestamp, lag(timestamp) OVER (ORDER BY seq_id) AS before FROM ledger.mt_events) x
            WHERE timestamp < before)),
        ('head is not the last instant', (SELECT count(*) FROM ledger.head h
            WHERE h.recorded_at <> (SELECT coalesce(max(timestamp), 'epoch') FROM ledger.mt_events))),
        ('subjects of no event', (SELECT count(*) FROM ledger.event_subjects s
            WHERE NOT EXISTS (SELECT FROM ledger.mt_events e WHERE e.seq_id = s.seq_id))),
        ('sequence behind the head', (SELECT count(*) FROM ledger.head h, ledger.mt_events_sequence s
            WHERE h.position > s.last_value OR (h.position > 0 AND NOT s.is_called)))
        ) AS found (what, rows)
        """;

    private const string SubjectRows =
        "SELECT seq_id, array_agg(subject) FROM ledger.event_subjects WHERE seq_id > $1 AND seq_id <= $2 GROUP BY 1";

    /// <summary>Fails with the list of what is wrong. The subjects are recomputed for facts after a position.</summary>
    public static async Task Check(LedgerDatabase database, IEventStore store, long subjectsAfter = 0)
    {
        var wrong = await database.Rows(Contradictions, row => (What: row.GetString(0), Rows: row.GetInt64(1)));
        wrong.Where(it => it.Rows != 0).ShouldBeEmpty();
        await CheckSubjects(database, store, subjectsAfter, (await store.Head(CancellationToken.None)).Position);
    }

    /// <summary>Up to where the log ended at the beginning: it may grow while it is checked.</summary>
    private static async Task CheckSubjects(LedgerDatabase database, IEventStore store, long after, long end)
    {
        var stored = await Subjects(database, after, end);
        stored.Count.ShouldBe((int)(end - after));
        await foreach (var fact in store.ReadAll(after, CancellationToken.None))
        {
            if (fact.Position > end)
            {
                return;
            }

            fact.Position.ShouldBe(++after);
            stored[fact.Position].SequenceEqual(fact.Subjects().Select(it => it.ToId()).Order())
                .ShouldBeTrue($"The subject rows of {fact} are not its subjects.");
        }

        after.ShouldBe(end);
    }

    private static async Task<Dictionary<long, Guid[]>> Subjects(LedgerDatabase database, long after, long end)
    {
        await using var connection = await database.Connect();
        await using var command = new NpgsqlCommand(SubjectRows, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<long, Guid[]>();
        while (await reader.ReadAsync())
        {
            rows[reader.GetInt64(0)] = [.. reader.GetFieldValue<Guid[]>(1).Order()];
        }

        return rows;
    }
}
