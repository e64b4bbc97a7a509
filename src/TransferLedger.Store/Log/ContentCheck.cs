using System.Collections.Immutable;
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

    private const string Positions = "SELECT s.seq_id FROM ledger.event_subjects s WHERE s.subject = ANY ($1)";

    private const string Lost =
        """
        SELECT asked.at FROM unnest($1) AS asked (at)
         WHERE NOT EXISTS (SELECT FROM ledger.mt_events e WHERE e.seq_id = asked.at)
         ORDER BY asked.at LIMIT 1000
        """;

    /// <summary>
    /// The first of some facts that is not as it was recorded, null when all are; and where facts about the subjects
    /// stood that are gone.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="subjects">The subjects they are all about.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="cancel">Stops the check.</param>
    public static async Task<(BrokenChain? Broken, ImmutableArray<long> Removed)> Run(
        NpgsqlConnection connection, Guid[] subjects, IReadOnlyList<Recorded> facts, CancellationToken cancel)
    {
        var byPosition = facts.ToDictionary(it => it.Position);
        var (named, requests) = await Read(
            connection, subjects, [.. facts.Select(it => it.Command.Value).Distinct()], cancel);
        var removed = await Gone(connection, [.. named.Where(it => !byPosition.ContainsKey(it))], cancel);
        long? lost = removed.IsEmpty ? null : removed[0];
        long[] more =
        [
            .. requests.SelectMany(it => Between(it.First, it.Last)).Where(it => !byPosition.ContainsKey(it)),
        ];
        foreach (var other in more.Length == 0 ? [] : await FactReader.ReadAt(connection, more, cancel))
        {
            byPosition[other.Position] = other;
        }

        var positions = facts.Select(it => it.Position).Order().ToList();
        foreach (var (first, last, content) in requests)
        {
            var said = Between(first, last).Select(byPosition.GetValueOrDefault).OfType<Recorded>().ToList();
            var whole = said.Count == last - first + 1;
            var own = positions[positions.BinarySearch(first) is >= 0 and var at ? at : ~positions.BinarySearch(first)];
            if (own > lost || (whole && (PreparedAppend.ContentOf(said).AsSpan().SequenceEqual(content)
                || await WasWrittenOtherwise(connection, said, cancel))))
            {
                continue;
            }

            return (new(own, whole ? "it is not what was recorded" : "a fact beside it is missing"), removed);
        }

        return (lost is { } position ? new BrokenChain(position, "a fact is missing") : null, removed);
    }

    private static IEnumerable<long> Between(long first, long last)
    {
        for (var at = first; at <= last; at++)
        {
            yield return at;
        }
    }

    /// <summary>Those of some positions at which no fact stands. What was recorded meanwhile is there.</summary>
    private static async Task<ImmutableArray<long>> Gone(
        NpgsqlConnection connection, long[] positions, CancellationToken cancel)
    {
        if (positions.Length == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(Lost, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = positions });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var gone = ImmutableArray.CreateBuilder<long>();
        while (await reader.ReadAsync(cancel))
        {
            gone.Add(reader.GetInt64(0));
        }

        return gone.ToImmutable();
    }

    /// <summary>Where facts about some subjects should stand, and what some requests said.</summary>
    private static async Task<(List<long> Named, List<(long First, long Last, byte[] Content)> Requests)> Read(
        NpgsqlConnection connection, Guid[] subjects, Guid[] ids, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (text, values) in new[] { (Positions, subjects), (Requests, ids) })
        {
            var one = new NpgsqlBatchCommand(text);
            one.Parameters.Add(
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = values });
            batch.BatchCommands.Add(one);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var (named, found) = (new List<long>(), new List<(long, long, byte[])>());
        while (await reader.ReadAsync(cancel))
        {
            named.Add(reader.GetInt64(0));
        }

        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (reader.GetInt64(1) - reader.GetInt64(0) < MostFacts)
            {
                found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
            }
        }

        return (named, found);
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
