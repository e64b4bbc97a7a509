using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Sealing;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>
/// Do stored facts say what was said when they were recorded? Every request is kept with the SHA-256 of what it said:
/// whoever changes a fact afterwards has to change that too. It is no seal, which nobody in the house can change.
/// </summary>
internal static class ContentCheck
{
    /// <summary>Requests of more facts are not read again for the sake of one of them.</summary>
    private const int MostFacts = 500;

    private const string Requests =
        "SELECT c.first_id, c.last_id, c.content FROM ledger.commands c WHERE c.id = ANY ($1) ORDER BY c.first_id";

    private const string Lost =
        """
        SELECT s.seq_id FROM ledger.event_subjects s
         WHERE s.subject = ANY ($1) AND NOT EXISTS (SELECT FROM ledger.mt_events e WHERE e.seq_id = s.seq_id)
         ORDER BY s.seq_id LIMIT 1
        """;

    /// <summary>The first of some facts that is not as it was recorded; null when all are.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="subjects">The subjects they are all about.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="cancel">Stops the check.</param>
    public static async Task<BrokenChain?> Run(
        NpgsqlConnection connection, Guid[] subjects, IReadOnlyList<Recorded> facts, CancellationToken cancel)
    {
        var lost = await FirstLost(connection, subjects, cancel);
        var byPosition = facts.ToDictionary(it => it.Position);
        var requests = await Read(connection, [.. facts.Select(it => it.Command.Value).Distinct()], cancel);
        long[] more =
        [
            .. requests.SelectMany(it => Positions(it.First, it.Last)).Where(it => !byPosition.ContainsKey(it)),
        ];
        foreach (var other in more.Length == 0 ? [] : await FactReader.ReadAt(connection, more, cancel))
        {
            byPosition[other.Position] = other;
        }

        foreach (var (first, last, content) in requests)
        {
            var said = Positions(first, last).Select(byPosition.GetValueOrDefault).OfType<Recorded>().ToList();
            var whole = said.Count == last - first + 1;
            var own = facts.Where(it => it.Position >= first && it.Position <= last).Min(it => it.Position);
            if (own > lost || (whole && (PreparedAppend.ContentOf(said).AsSpan().SequenceEqual(content)
                || await WasWrittenOtherwise(connection, said, cancel))))
            {
                continue;
            }

            return new BrokenChain(own, whole ? "it is not what was recorded" : "a fact beside it is missing");
        }

        return lost is { } position ? new BrokenChain(position, "a fact is missing") : null;
    }

    private static IEnumerable<long> Positions(long first, long last)
    {
        for (var at = first; at <= last; at++)
        {
            yield return at;
        }
    }

    private static async Task<long?> FirstLost(NpgsqlConnection connection, Guid[] subjects, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Lost, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = subjects });
        return (long?)await command.ExecuteScalarAsync(cancel);
    }

    private static async Task<List<(long First, long Last, byte[] Content)>> Read(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Requests, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = ids });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<(long, long, byte[])>();
        while (await reader.ReadAsync(cancel))
        {
            if (reader.GetInt64(1) - reader.GetInt64(0) < MostFacts)
            {
                found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
            }
        }

        return found;
    }

    /// <summary>
    /// Another version wrote the same fact in other words (empty lists that this one leaves out): of it the hash here
    /// says nothing.
    /// </summary>
    private static async Task<bool> WasWrittenOtherwise(
        NpgsqlConnection connection, List<Recorded> said, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT e.seq_id, e.data::text FROM ledger.mt_events e WHERE e.seq_id = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = said.Select(it => it.Position).ToArray(),
        });
        var byPosition = said.ToDictionary(it => it.Position);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var written = FactJson.Write(byPosition[reader.GetInt64(0)].Fact);
            if (!CanonicalJson.Of(reader.GetString(1)).AsSpan().SequenceEqual(CanonicalJson.Of(written)))
            {
                return true;
            }
        }

        return false;
    }
}
