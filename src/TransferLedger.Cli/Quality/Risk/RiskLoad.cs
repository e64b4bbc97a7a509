using System.Globalization;
using Npgsql;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Risk;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>
/// A view of risk facts with invented entries, made in the database from a seed: two hundred countries, the first with
/// most; 25 years; seven in ten entries are stretches of custody, one to fifty weapons to a delivery; three in ten of
/// all were learned in one import that took less than two hours, the others within two months of the day. They are
/// written in the order of learning, as a ledger in use writes them.
/// </summary>
internal static class RiskLoad
{
    /// <summary>An instant within the import, when about half of it was learned of a load of ten million.</summary>
    public const string WithinImport = "2012-03-01T08:50:00Z";

    private const string Entries = """
        INSERT INTO views.country_risk_fact (key, ordinal, country, series, weight, on_day, until_day, dated, position,
                                             contested, party, known_from, known_until)
        WITH made AS (
            SELECT i, abs(hashint8extended(i / 100, $2)) % 10 < 7 AS held,
                   2 * (ARRAY[1, 1, 2, 5, 5, 10, 25, 50])[1 + abs(hashint8extended(i / 100, $2 + 7)) % 8] AS pieces
              FROM generate_series(1::bigint, $1) i),
        told AS (
            SELECT i, held, CASE WHEN held THEN i / 100 * 100 + i % 100 / pieces ELSE i END AS fact FROM made),
        drawn AS (
            SELECT i, held, fact, abs(hashint8extended(fact, $2 + 1)) % 1000003 / 1000003.0 AS where_,
                   abs(hashint8extended(fact, $2 + 2)) % 1000003 / 1000003.0 AS when_,
                   abs(hashint8extended(fact, $2 + 3)) % 1000003 / 1000003.0 AS long,
                   abs(hashint8extended(fact, $2 + 4)) % 1000003 / 1000003.0 AS late,
                   abs(hashint8extended(fact, $2 + 5)) % 1000003 / 1000003.0 AS what
              FROM told),
        ended AS (
            SELECT *, floor(200 * where_ * where_)::int AS nth,
                   held AND i % 2 = 1 AND late < 0.8 AND when_ * 9131 + long * 4000 < 9100 AS ends
              FROM drawn),
        dated AS (
            SELECT *, chr(65 + nth / 15) || chr(65 + nth % 15) AS country,
                   DATE '2001-01-01' + (when_ * 9131)::int + CASE WHEN ends THEN 1 + (long * 4000)::int ELSE 0 END AS day
              FROM ended),
        known AS (
            SELECT *, CASE WHEN i < $1 * 0.3 THEN timestamptz '2012-03-01 08:00:00+00' + i / 500 * interval '1 second'
                           ELSE greatest(timestamptz '2012-03-02 00:00:00+00', day::timestamptz)
                                + late * interval '60 days' + long * interval '20 hours' END AS learned
              FROM dated)
        SELECT 'weapon/' || i, 1, country,
               CASE WHEN NOT held THEN $3[1 + (what * array_length($3, 1))::int % array_length($3, 1)]
                    WHEN what < 0.6 THEN 'held-imported' ELSE 'held-home' END,
               CASE WHEN ends THEN -1000 ELSE 1000 END, day,
               CASE WHEN NOT held AND long < 0.02 THEN day + 1 + (late * 400)::int END,
               day - CASE WHEN NOT held AND long > 0.98 THEN (late * 900)::int ELSE 0 END,
               fact, late > 0.99, 'party ' || country || fact % 50,
               learned, CASE WHEN long BETWEEN 0.50 AND 0.53 THEN learned + late * interval '200 days' END
          FROM known ORDER BY learned
        """;

    /// <summary>Makes the tables in an empty schema <c>views</c>, and all that a rebuild would make.</summary>
    /// <param name="connectionString">A database of the measurement's own.</param>
    /// <param name="entries">How many entries.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="say">Told what takes time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task Fill(
        string connectionString, long entries, long seed, Action<string> say, CancellationToken cancel)
    {
        var view = new CountryRiskTables();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await Run(connection, $"SET TIME ZONE 'UTC'; {view.CreateTables(ViewSchema.Live)}", cancel);
        say(string.Create(CultureInfo.InvariantCulture, $"making {entries:N0} entries"));
        await using (var make = new NpgsqlCommand(Entries, connection) { CommandTimeout = 0 })
        {
            make.Parameters.Add(new NpgsqlParameter<long> { TypedValue = entries });
            make.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seed * 10 });
            make.Parameters.Add(new NpgsqlParameter<string[]>
            {
                TypedValue = [.. RiskSeriesOfEvents()],
            });
            await make.ExecuteNonQueryAsync(cancel);
        }

        say("indexes and blocks");
        await Run(connection, "SET maintenance_work_mem = '128MB'", cancel);
        foreach (var index in view.CreateIndexes(ViewSchema.Live))
        {
            await Run(connection, index, cancel);
        }

        await Run(connection, $"SET enable_seqscan = off; {view.AddKeys(ViewSchema.Live)}", cancel);
        await Run(connection, "VACUUM (ANALYZE) views.country_risk_fact, views.country_risk_block", cancel);
        await Run(connection, $"COMMENT ON SCHEMA views IS '{Mark(entries, seed)}'", cancel);
    }

    /// <summary>Has an earlier run filled and kept it, with so many entries of this seed?</summary>
    /// <exception cref="CommandFailedException">With others, or not to its end.</exception>
    public static async Task<bool> IsFilled(
        string connectionString, long entries, long seed, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            SELECT to_regclass('views.country_risk_fact') IS NOT NULL, obj_description(to_regnamespace('views'), 'pg_namespace')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var (made, mark) = (reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        return made && (mark == Mark(entries, seed) ? true : throw new CommandFailedException(
            Exit.BadInput,
            $"The database that was kept holds {mark ?? "a load that was not finished"}. Run once without --keep."));
    }

    private static string Mark(long entries, long seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{entries} entries of seed {seed}");

    private static IEnumerable<string> RiskSeriesOfEvents() => TransferLedger.Risk.RiskSeries.All
        .Where(it => it.Measure != TransferLedger.Risk.SeriesMeasure.Days).Select(it => it.Name);

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
