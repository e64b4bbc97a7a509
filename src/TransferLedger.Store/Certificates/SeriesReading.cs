using System.Collections.Immutable;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Certificates;

/// <summary>
/// Finds the certificates next to one by day of issue and authority, as <see cref="NumberSeries.Neighbours"/> does,
/// from an index on the captures of the log. Only case may differ in how papers write the authority's short name.
/// </summary>
public static class SeriesReading
{
    /// <summary>
    /// $1 the State, $2 the authority, $3 the day of issue, $4 the certificate, $5 the last position and $6 the last
    /// instant looked at.
    /// </summary>
    private static readonly string Statement = Side("<", "DESC") + " UNION " + Side(">", "ASC");

    /// <summary>The neighbours; empty when the paper names no authority or no day of issue.</summary>
    /// <param name="store">The log.</param>
    /// <param name="paper">The certificate.</param>
    /// <param name="own">Its subject; null when it has none.</param>
    /// <param name="knownBy">Only captures recorded by then; null for all.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="upTo">Only captures up to this position; null for all.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<ImmutableArray<Subject>> Neighbours(
        PostgresEventStore store,
        EndUserCertificate paper,
        Subject? own,
        Instant? knownBy,
        CancellationToken cancel,
        long? upTo = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return NumberSeries.Of(paper) is null
            ? []
            : await store.Histories.Reading(connection => Read(connection, paper, own, knownBy, upTo, cancel), cancel);
    }

    private static async Task<ImmutableArray<Subject>> Read(
        NpgsqlConnection connection,
        EndUserCertificate paper,
        Subject? own,
        Instant? knownBy,
        long? upTo,
        CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        foreach (var text in new[]
        {
            Subject.Normalise(paper.IssuingCountry), paper.Authority!, paper.IssuedOn!.Text, own?.Key ?? "",
        })
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = text });
        }

        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = upTo ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
            Value = knownBy?.ToDateTimeUtc() ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
        });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = ImmutableArray.CreateBuilder<Subject>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(Subject.Parse(reader.GetString(0)));
        }

        return found.ToImmutable();
    }

    private static string Side(string than, string order) => FormattableString.Invariant($$"""
        (SELECT e.stream_id
           FROM (SELECT stream_id
                   FROM ledger.mt_events
                  WHERE type = '{{VerdictFacts.Capture}}'
                    AND split_part(stream_id, '/', 2) = $1
                    AND lower((data #>> '{certificate,authority}') COLLATE "C") = lower($2 COLLATE "C")
                    AND (data #>> '{certificate,issuedOn}') COLLATE "C" {{than}} $3
                    AND stream_id <> $4 AND seq_id <= $5 AND timestamp <= $6
                  ORDER BY (data #>> '{certificate,issuedOn}') COLLATE "C" {{order}}, seq_id DESC
                  LIMIT {{NumberSeries.Nearest}}) e)
        """);
}
