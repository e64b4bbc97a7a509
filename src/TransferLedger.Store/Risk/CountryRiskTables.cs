using TransferLedger.Risk;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Risk;

/// <summary>
/// The view <c>country_risk_source</c>: one row per weapon, certificate, shipment, check, count, trace or finding, and
/// <c>views.country_risk_fact</c>, what each of them says about countries, over all the time the ledger knew it so. Any
/// question for a day and a knowledge is a sum over an index range: of <c>views.country_risk</c>, which adds them up by
/// day, and for the day of a past knowledge of the facts learned on it.
/// </summary>
public sealed class CountryRiskTables : ViewTables<RiskRow>
{
    private const string Source = "country_risk_source";
    private const string Fact = "country_risk_fact";
    private const string Sum = "country_risk";

    private const string Ddl = """
            CREATE TABLE $schema.country_risk_source (
                key           text NOT NULL,
                entries       int NOT NULL,
                last_position bigint NOT NULL,
                row_hash      bytea NOT NULL
            );
            COMMENT ON TABLE $schema.country_risk_source IS 'One row per subject whose history counts about countries.';
            COMMENT ON COLUMN $schema.country_risk_source.key IS 'The subject: weapon/..., certificate/..., check/...';
            COMMENT ON COLUMN $schema.country_risk_source.entries IS 'How many rows of country_risk_fact come from it.';
            COMMENT ON COLUMN $schema.country_risk_source.last_position IS 'The position of the latest fact about it.';
            COMMENT ON COLUMN $schema.country_risk_source.row_hash IS 'SHA-256 over the row and its entries, as stored.';
            CREATE TABLE $schema.country_risk_fact (
                key         text NOT NULL,
                ordinal     int NOT NULL,
                country     text NOT NULL,
                series      text NOT NULL,
                weight      bigint NOT NULL,
                on_day      date NOT NULL,
                until_day   date,
                dated       date NOT NULL,
                position    bigint NOT NULL,
                contested   boolean NOT NULL,
                party       text,
                known_from  timestamptz NOT NULL,
                known_until timestamptz
            );
            COMMENT ON TABLE $schema.country_risk_fact IS 'What counts for the risk of a country, one row per thing and fact, with the days and the knowledge for which it counts.';
            COMMENT ON COLUMN $schema.country_risk_fact.key IS 'The subject it comes from.';
            COMMENT ON COLUMN $schema.country_risk_fact.ordinal IS '1 is the first known.';
            COMMENT ON COLUMN $schema.country_risk_fact.country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.country_risk_fact.series IS 'What it counts as: diverted, held-imported, check-unfavourable ... (docs/risk.md).';
            COMMENT ON COLUMN $schema.country_risk_fact.weight IS 'How much, in thousandths; a stretch of days begins with 1000 and ends with -1000.';
            COMMENT ON COLUMN $schema.country_risk_fact.on_day IS 'From which day on it counts (UTC).';
            COMMENT ON COLUMN $schema.country_risk_fact.until_day IS 'From which day on it no longer counts: decided otherwise.';
            COMMENT ON COLUMN $schema.country_risk_fact.dated IS 'From which day its age is reckoned.';
            COMMENT ON COLUMN $schema.country_risk_fact.position IS 'The fact that proves it.';
            COMMENT ON COLUMN $schema.country_risk_fact.contested IS 'The fact is disputed.';
            COMMENT ON COLUMN $schema.country_risk_fact.party IS 'Whose it is, as the ledger names the party; null when nobody is named.';
            COMMENT ON COLUMN $schema.country_risk_fact.known_from IS 'Since when the ledger knew it so, inclusive.';
            COMMENT ON COLUMN $schema.country_risk_fact.known_until IS 'Until when, exclusive; null while it stands.';
            CREATE TABLE $schema.country_risk (
                key       text NOT NULL DEFAULT '',
                country   text NOT NULL,
                series    text NOT NULL,
                contested boolean NOT NULL,
                on_day    date NOT NULL,
                until_day date NOT NULL,
                dated     date NOT NULL,
                known_day date NOT NULL,
                weight    bigint NOT NULL
            );
            COMMENT ON TABLE $schema.country_risk IS 'country_risk_fact added up by day: what counts for the risk of a country as of now is the sum of weight where on_day <= the day < until_day.';
            COMMENT ON COLUMN $schema.country_risk.key IS 'Empty: the row is about no single subject.';
            COMMENT ON COLUMN $schema.country_risk.country IS 'ISO 3166-1 alpha-2; empty: all countries together.';
            COMMENT ON COLUMN $schema.country_risk.series IS 'What it counts as.';
            COMMENT ON COLUMN $schema.country_risk.contested IS 'The facts are disputed.';
            COMMENT ON COLUMN $schema.country_risk.on_day IS 'From which day on it counts (UTC).';
            COMMENT ON COLUMN $schema.country_risk.until_day IS 'From which day on it no longer counts; infinity for never.';
            COMMENT ON COLUMN $schema.country_risk.dated IS 'From which day its age is reckoned.';
            COMMENT ON COLUMN $schema.country_risk.known_day IS 'The day (UTC) on which the ledger learned it, or learned that it was otherwise.';
            COMMENT ON COLUMN $schema.country_risk.weight IS 'The sum, in thousandths: what was learned less what was taken back.';
            """;

    /// <summary>
    /// Whoever changes rows of country_risk_fact changes the sums with them, in one statement and transaction. Two
    /// entries for what is no longer known: it was learned on one day and taken back on another.
    /// </summary>
    private const string Sums = """
            INSERT INTO $target.country_risk AS r
                   (country, series, contested, on_day, until_day, dated, known_day, weight)
            SELECT g.country, series, contested, on_day, coalesce(until_day, 'infinity'), dated, known_day, sum(weight)
              FROM (SELECT f.*, (f.known_from AT TIME ZONE 'UTC')::date, f.weight * $sign FROM $rows f
                     UNION ALL
                    SELECT f.*, (f.known_until AT TIME ZONE 'UTC')::date, -f.weight * $sign FROM $rows f
                     WHERE f.known_until IS NOT NULL) c (country, series, contested, on_day, until_day, dated,
                           known_from, known_until, counted, known_day, weight)
             CROSS JOIN LATERAL (VALUES (c.country), ('')) g (country)
             GROUP BY g.country, series, contested, on_day, until_day, dated, known_day
            HAVING sum(weight) <> 0
            ON CONFLICT (country, series, contested, on_day, until_day, dated, known_day)
            DO UPDATE SET weight = r.weight + excluded.weight
            """;

    private const string Counted = """
            (SELECT country, series, contested, on_day, until_day, dated, known_from, known_until, weight FROM $from)
            """;

    private static readonly string[] SourceColumns = ["key", "entries", "last_position"];

    private static readonly string[] FactColumns =
    [
        "key", "ordinal", "country", "series", "weight", "on_day", "until_day", "dated", "position", "contested", "party",
        "known_from", "known_until",
    ];

    private static readonly string[] SumColumns =
        ["key", "country", "series", "contested", "on_day", "until_day", "dated", "known_day", "weight"];

    /// <inheritdoc/>
    public override string Name => Source;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Source, Fact, Sum];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => table switch
    {
        Source => SourceColumns,
        Fact => FactColumns,
        _ => SumColumns,
    };

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS country_risk_source_pkey ON {schema}.country_risk_source (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS country_risk_fact_pkey ON {schema}.country_risk_fact (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS country_risk_fact_country ON {schema}.country_risk_fact (country, known_from)",
        $"CREATE INDEX IF NOT EXISTS country_risk_fact_known ON {schema}.country_risk_fact (known_from)",
        $"""
        CREATE INDEX IF NOT EXISTS country_risk_fact_gone ON {schema}.country_risk_fact (known_until)
         WHERE known_until IS NOT NULL
        """,
        $"""
        CREATE INDEX IF NOT EXISTS country_risk_fact_party ON {schema}.country_risk_fact (party, series, dated)
         WHERE party IS NOT NULL
        """,
        $"""
        CREATE UNIQUE INDEX IF NOT EXISTS country_risk_pkey ON {schema}.country_risk
               (country, series, contested, on_day, until_day, dated, known_day) INCLUDE (weight)
        """,
    ];

    /// <summary>
    /// Beside the keys: the sums of what is there, and from then on a trigger that keeps them. It writes to the sums of
    /// the schema its table is in, so a rebuild's are its own until both are switched in.
    /// </summary>
    /// <param name="schema">The schema.</param>
    public override string AddKeys(string schema) =>
        $"""
        {base.AddKeys(schema)};
        {SumsOf($"{schema}", Counted.Replace("$from", $"{schema}.{Fact}", StringComparison.Ordinal), "1")};
        CREATE OR REPLACE FUNCTION {ViewSchema.Live}.country_risk_keep() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            EXECUTE format($sums${SumsOf("%I", Counted.Replace("$from", "changed", StringComparison.Ordinal), "$1")}$sums$,
                TG_TABLE_SCHEMA) USING CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
            RETURN NULL;
        END $body$;
        CREATE TRIGGER country_risk_added AFTER INSERT ON {schema}.{Fact} REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION {ViewSchema.Live}.country_risk_keep();
        CREATE TRIGGER country_risk_taken AFTER DELETE ON {schema}.{Fact} REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION {ViewSchema.Live}.country_risk_keep();
        """;

    /// <inheritdoc/>
    protected internal override void Publish(string key, RiskRow row, IReadOnlyList<TableRows> tables)
    {
        var ordinal = 0;
        foreach (var fact in row.Made)
        {
            var (into, entry) = (tables[1], fact.Entry);
            into.Begin();
            into.Text(key);
            into.Int(++ordinal);
            into.Text(entry.Country);
            into.Text(entry.Series.Name);
            into.Long(entry.Weight);
            into.Date(entry.On);
            into.Date(entry.Until);
            into.Date(entry.Dated);
            into.Long(entry.Position);
            into.Bool(entry.Contested);
            into.Text(entry.Party);
            into.Time(fact.KnownFrom);
            into.Time(fact.KnownUntil);
        }

        tables[0].Text(key);
        tables[0].Int(ordinal);
        tables[0].Long(row.Facts[^1].Position);
    }

    private static string SumsOf(string target, string rows, string sign) =>
        Sums.Replace("$target", target, StringComparison.Ordinal).Replace("$rows", rows, StringComparison.Ordinal)
            .Replace("$sign", sign, StringComparison.Ordinal);
}
