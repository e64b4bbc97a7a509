using System.Collections.Immutable;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Certificates;

/// <summary>
/// The view <c>certificate_series</c>: one row per certificate that names its authority and its day of issue, and
/// <c>views.series_capture</c>, each capture of it, by which the papers next to one are found.
/// </summary>
public sealed class CertificateSeriesTables : ViewTables<SeriesCaptures>
{
    /// <summary>The name of the view.</summary>
    public const string ViewName = "certificate_series";

    private const string Capture = "series_capture";

    private const string Ddl = """
            CREATE TABLE $schema.certificate_series (
                key           text NOT NULL,
                captures      int NOT NULL,
                last_position bigint NOT NULL,
                row_hash      bytea NOT NULL
            );
            COMMENT ON TABLE $schema.certificate_series IS 'One row per certificate that names its issuing authority and a day of issue.';
            COMMENT ON COLUMN $schema.certificate_series.key IS 'The certificate: certificate/is/euc-0017-2026.';
            COMMENT ON COLUMN $schema.certificate_series.captures IS 'How many rows of series_capture come from it.';
            COMMENT ON COLUMN $schema.certificate_series.last_position IS 'The position of the latest capture.';
            COMMENT ON COLUMN $schema.certificate_series.row_hash IS 'SHA-256 over the row and its captures, as stored.';
            CREATE TABLE $schema.series_capture (
                key         text NOT NULL,
                ordinal     int NOT NULL,
                authority   text NOT NULL,
                issued_on   text COLLATE "C" NOT NULL,
                position    bigint NOT NULL,
                recorded_at timestamptz NOT NULL
            );
            COMMENT ON TABLE $schema.series_capture IS 'Captures of certificates by authority and day of issue, retracted ones included: EUC-023 compares a number with those of the papers issued before and after.';
            COMMENT ON COLUMN $schema.series_capture.key IS 'The certificate.';
            COMMENT ON COLUMN $schema.series_capture.ordinal IS '1 is the first recorded.';
            COMMENT ON COLUMN $schema.series_capture.authority IS 'The register of the authority that is said to have issued it: authority/is/moj.';
            COMMENT ON COLUMN $schema.series_capture.issued_on IS 'The day of issue as read, to the precision of the paper: 2026-03-02, 2026-03.';
            COMMENT ON COLUMN $schema.series_capture.position IS 'The capture.';
            COMMENT ON COLUMN $schema.series_capture.recorded_at IS 'When it was recorded.';
            """;

    /// <summary>
    /// $1 the authority, $2 the day of issue, $3 the certificate, $4 the last position and $5 the last instant looked
    /// at.
    /// </summary>
    private static readonly string Statement = Side("<", "DESC") + " UNION " + Side(">", "ASC");

    private static readonly string[] CertificateColumns = ["key", "captures", "last_position"];

    private static readonly string[] CaptureColumns =
        ["key", "ordinal", "authority", "issued_on", "position", "recorded_at"];

    /// <inheritdoc/>
    public override string Name => ViewName;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [ViewName, Capture];

    /// <summary>
    /// The certificates next to one, as <see cref="NumberSeries.Neighbours"/> finds them among captures; empty when the
    /// paper names no authority or no day of issue. The view must be up to date.
    /// </summary>
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
        return NumberSeries.Of(paper) is { } series
            ? await store.Histories.Reading(connection => Read(connection, series, own, knownBy, upTo, cancel), cancel)
            : [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) =>
        table == ViewName ? CertificateColumns : CaptureColumns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS certificate_series_pkey ON {schema}.certificate_series (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS series_capture_pkey ON {schema}.series_capture (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS series_capture_day ON {schema}.series_capture (authority, issued_on, position)",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, SeriesCaptures row, IReadOnlyList<TableRows> tables)
    {
        foreach (var (at, capture) in row.Captures.Index())
        {
            var into = tables[1];
            into.Begin();
            into.Text(key);
            into.Int(at + 1);
            into.Text(capture.Series.Authority.Key);
            into.Text(capture.Series.IssuedOn.Text);
            into.Long(capture.Position);
            into.Time(capture.At);
        }

        tables[0].Text(key);
        tables[0].Int(row.Captures.Count);
        tables[0].Long(row.Captures[^1].Position);
    }

    private static async Task<ImmutableArray<Subject>> Read(
        NpgsqlConnection connection,
        NumberSeries series,
        Subject? own,
        Instant? knownBy,
        long? upTo,
        CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Statement, connection);
        foreach (var text in new[] { series.Authority.Key, series.IssuedOn.Text, own?.Key ?? "" })
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

    private static string Side(string than, string order) => FormattableString.Invariant($"""
        (SELECT c.key
           FROM (SELECT key
                   FROM views.series_capture
                  WHERE authority = $1 AND issued_on {than} $2 AND key <> $3 AND position <= $4 AND recorded_at <= $5
                  ORDER BY issued_on {order}, position DESC
                  LIMIT {NumberSeries.Nearest}) c)
        """);
}
