using System.Collections.Immutable;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Custody;

/// <summary>
/// What was recorded at once with some facts (COC-029). Positions have no gaps and instants never go back, so a batch
/// of fifty in one second that a fact belongs to reaches twenty-five positions to one side of it at least: one look at
/// each side tells whether there can be one.
/// </summary>
internal static class EntryBatches
{
    private static readonly long Half = CustodyParameters.Default.ManualEntriesAtOnce / 2;

    private const string Beside =
        """
        SELECT e.seq_id, e.timestamp FROM ledger.mt_events e WHERE e.seq_id = ANY ($1)
        """;

    /// <summary>
    /// By second and person, how many requests around some positions ($1) were recorded within the second of each ($2)
    /// and were typed in: one command may make a fact of each weapon in a package. What says no channel was recorded
    /// before channels were, and counts where it names no source. As far as twice the threshold to either side: more
    /// tells nothing more.
    /// </summary>
    private const string Within =
        """
        SELECT asked.second, e.user_name, count(DISTINCT e.correlation_id)
          FROM unnest($1, $2) AS asked (position, second)
          CROSS JOIN LATERAL (
              SELECT e.user_name, e.timestamp, e.headers, e.correlation_id FROM ledger.mt_events e
               WHERE e.seq_id = ANY (ARRAY(SELECT generate_series(asked.position - $3, asked.position + $3)))) e
         WHERE e.timestamp >= asked.second AND e.timestamp < asked.second + interval '1 second'
           AND coalesce(e.headers ->> 'channel' = 'typed', e.headers -> 'source' ->> 'kind' IS NULL)
         GROUP BY asked.second, e.user_name
        """;

    /// <summary>Of a life told in batches throughout the first are enough to say so.</summary>
    private const int MostSeconds = 20;

    /// <summary>The batches, the earliest first; each has a fact of these in it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<ImmutableArray<EntryBatch>> Of(
        NpgsqlConnection connection, IEnumerable<Recorded> facts, CancellationToken cancel)
    {
        var typed = facts.Where(it => IsTyped(it.Provenance)).ToList();
        if (typed.Count == 0)
        {
            return [];
        }

        var times = await Times(
            connection, [.. typed.SelectMany(it => new[] { it.Position - Half, it.Position + Half })], cancel);
        var found = ImmutableArray.CreateBuilder<EntryBatch>();
        var crowded = typed
            .Where(it => IsAt(it.Position - Half, Second(it.At)) || IsAt(it.Position + Half, Second(it.At)))
            .GroupBy(it => Second(it.At)).OrderBy(it => it.Key);
        var seconds = crowded.Take(MostSeconds).ToList();
        var counts = await Counts(connection, [.. seconds.Select(it => (it.First().Position, it.Key))], cancel);
        foreach (var own in seconds.SelectMany(it => it.GroupBy(one => (it.Key, one.Provenance.Actor))))
        {
            if (counts.GetValueOrDefault(own.Key) >= CustodyParameters.Default.ManualEntriesAtOnce)
            {
                found.Add(new EntryBatch(
                    own.Key.Actor, own.Key.Key, counts[own.Key], own.Select(it => it.Position).Order().ToValueList()));
            }
        }

        return found.ToImmutable();

        bool IsAt(long position, Instant second) =>
            times.TryGetValue(position, out var at) && Second(at) == second;
    }

    private static bool IsTyped(Provenance said) =>
        said.Channel is { } channel ? channel == EntryChannel.Typed : said.Source is null;

    private static Instant Second(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private static async Task<Dictionary<long, Instant>> Times(
        NpgsqlConnection connection, long[] positions, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Beside, connection);
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = positions });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var times = new Dictionary<long, Instant>();
        while (await reader.ReadAsync(cancel))
        {
            times[reader.GetInt64(0)] = Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(1));
        }

        return times;
    }

    private static async Task<Dictionary<(Instant Second, string Actor), int>> Counts(
        NpgsqlConnection connection, (long Position, Instant Second)[] asked, CancellationToken cancel)
    {
        var counts = new Dictionary<(Instant, string), int>();
        if (asked.Length == 0)
        {
            return counts;
        }

        await using var command = new NpgsqlCommand(Within, connection);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = asked.Select(it => it.Position).ToArray(),
        });
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            Value = asked.Select(it => it.Second.ToDateTimeUtc()).ToArray(),
        });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 4 * Half });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var second = Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(0));
            counts[(second, reader.IsDBNull(1) ? "" : reader.GetString(1))] = (int)reader.GetInt64(2);
        }

        return counts;
    }
}
