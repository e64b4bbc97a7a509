using TransferLedger.Risk;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Risk;

/// <summary>
/// The view <c>country_risk_source</c>: one row per weapon, certificate, shipment, check, count, trace or finding, and
/// <c>views.country_risk_fact</c>, what each of them says about countries, over all the time the ledger knew it so. Any
/// question for a day and a knowledge is a sum over them, taken from <c>views.country_risk_block</c>, where they are
/// packed in the order of learning.
/// </summary>
public sealed class CountryRiskTables : ViewTables<RiskRow>
{
    private const string Source = "country_risk_source";
    private const string Fact = "country_risk_fact";
    private const string Block = "country_risk_block";

    private const string Score = "country_risk";

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
                site        text,
                named       text[],
                known_from  timestamptz NOT NULL,
                known_until timestamptz
            );
            COMMENT ON TABLE $schema.country_risk_fact IS 'What counts for the risk of a country, one row per thing and fact, with the days and the knowledge for which it counts.';
            COMMENT ON COLUMN $schema.country_risk_fact.key IS 'The subject it comes from.';
            COMMENT ON COLUMN $schema.country_risk_fact.ordinal IS '1 is the first known.';
            COMMENT ON COLUMN $schema.country_risk_fact.country IS 'ISO 3166-1 alpha-2; empty: it counts for those named only.';
            COMMENT ON COLUMN $schema.country_risk_fact.series IS 'What it counts as: diverted, held-imported, check-unfavourable ... (docs/risk.md).';
            COMMENT ON COLUMN $schema.country_risk_fact.weight IS 'How much, in thousandths; a stretch of days begins with 1000 and ends with -1000.';
            COMMENT ON COLUMN $schema.country_risk_fact.on_day IS 'From which day on it counts (UTC).';
            COMMENT ON COLUMN $schema.country_risk_fact.until_day IS 'From which day on it no longer counts: decided otherwise.';
            COMMENT ON COLUMN $schema.country_risk_fact.dated IS 'From which day its age is reckoned.';
            COMMENT ON COLUMN $schema.country_risk_fact.position IS 'The fact that proves it.';
            COMMENT ON COLUMN $schema.country_risk_fact.contested IS 'The fact is disputed.';
            COMMENT ON COLUMN $schema.country_risk_fact.party IS 'Whose it is, as the ledger names the party; null when nobody is named.';
            COMMENT ON COLUMN $schema.country_risk_fact.site IS 'At which store: holder/site, as the ledger names both; null when none is named.';
            COMMENT ON COLUMN $schema.country_risk_fact.named IS 'Who else: broker/..., carrier/..., and found-in/... the country in which an item turned up; null when nobody.';
            COMMENT ON COLUMN $schema.country_risk_fact.known_from IS 'Since when the ledger knew it so, inclusive.';
            COMMENT ON COLUMN $schema.country_risk_fact.known_until IS 'Until when, exclusive; null while it stands.';
            CREATE TABLE $schema.country_risk_block (
                key        text NOT NULL DEFAULT '',
                known_from timestamptz NOT NULL,
                known_to   timestamptz,
                waiting    bigint NOT NULL DEFAULT 0,
                is_volume  boolean NOT NULL DEFAULT false,
                learned    bytea
            );
            ALTER TABLE $schema.country_risk_block ALTER COLUMN learned SET STORAGE EXTERNAL;
            COMMENT ON TABLE $schema.country_risk_block IS 'country_risk_fact packed in the order of learning, so that a ranking reads megabytes and no rows; says nothing that country_risk_fact does not say.';
            COMMENT ON COLUMN $schema.country_risk_block.key IS 'Empty: the row is about no single subject.';
            COMMENT ON COLUMN $schema.country_risk_block.known_from IS 'What was learned from this instant on, inclusive.';
            COMMENT ON COLUMN $schema.country_risk_block.known_to IS 'Until when, exclusive; null while the block is open.';
            COMMENT ON COLUMN $schema.country_risk_block.waiting IS 'Of the open block: how many rows were written since it began, at most.';
            COMMENT ON COLUMN $schema.country_risk_block.is_volume IS 'What many blocks say together, in fewer bytes; the blocks stay for questions about a knowledge between.';
            COMMENT ON COLUMN $schema.country_risk_block.learned IS 'By series and country: days and weights (docs/decisions/0016-country-risk.md); null while the block is open.';
            CREATE TABLE $schema.country_risk (
                key                text NOT NULL,
                country            text NOT NULL GENERATED ALWAYS AS (key) STORED,
                score              double precision NOT NULL,
                low                double precision NOT NULL,
                high               double precision NOT NULL,
                reference          double precision NOT NULL,
                coverage           double precision NOT NULL,
                band               text NOT NULL,
                flags              text[] NOT NULL,
                uncontested        double precision,
                not_inspected      bigint NOT NULL,
                open_findings      bigint NOT NULL,
                on_day             date NOT NULL,
                up_to              bigint NOT NULL,
                model              text NOT NULL,
                parameters         text NOT NULL,
                parameters_version text NOT NULL,
                parameters_hash    text NOT NULL
            );
            COMMENT ON TABLE $schema.country_risk IS 'The score of every country with facts, as ledger risk refresh wrote it last: on_day and up_to say for when. Empty until then, and after a rebuild.';
            COMMENT ON COLUMN $schema.country_risk.key IS 'The country.';
            COMMENT ON COLUMN $schema.country_risk.country IS 'The country, ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.country_risk.score IS 'The score, 0 to 100.';
            COMMENT ON COLUMN $schema.country_risk.low IS 'The lower end of its interval, from the 90 % intervals of all indicators.';
            COMMENT ON COLUMN $schema.country_risk.high IS 'The upper end.';
            COMMENT ON COLUMN $schema.country_risk.reference IS 'The score when nothing is known.';
            COMMENT ON COLUMN $schema.country_risk.coverage IS 'How much is known, 0 to 1.';
            COMMENT ON COLUMN $schema.country_risk.band IS 'What the score calls for: InsufficientData (to be handled as High), Low, Moderate, Elevated, ElevatedUncertain, High.';
            COMMENT ON COLUMN $schema.country_risk.flags IS 'What stands beside the score and is never averaged away.';
            COMMENT ON COLUMN $schema.country_risk.uncontested IS 'The score without contested facts; null when nothing is contested.';
            COMMENT ON COLUMN $schema.country_risk.not_inspected IS 'Planned checks due without an outcome.';
            COMMENT ON COLUMN $schema.country_risk.open_findings IS 'Diversion findings not decided.';
            COMMENT ON COLUMN $schema.country_risk.on_day IS 'The day it holds for (UTC).';
            COMMENT ON COLUMN $schema.country_risk.up_to IS 'The last position of the log that was looked at.';
            COMMENT ON COLUMN $schema.country_risk.model IS 'The version of the model.';
            COMMENT ON COLUMN $schema.country_risk.parameters IS 'The id of the parameters.';
            COMMENT ON COLUMN $schema.country_risk.parameters_version IS 'Their version.';
            COMMENT ON COLUMN $schema.country_risk.parameters_hash IS 'SHA-256 of their canonical form.';
            """;

    private static readonly string[] SourceColumns = ["key", "entries", "last_position"];

    private static readonly string[] FactColumns =
    [
        "key", "ordinal", "country", "series", "weight", "on_day", "until_day", "dated", "position", "contested", "party",
        "site", "named", "known_from", "known_until",
    ];

    private static readonly string[] BlockColumns = ["key", "known_from", "known_to", "waiting", "is_volume", "learned"];

    private readonly int _blockEntries;
    private readonly int _blocksToVolume;

    /// <summary>The view, with blocks of the usual size.</summary>
    public CountryRiskTables()
        : this(RiskBlocks.Entries, RiskBlocks.Volume)
    {
    }

    /// <summary>The view, with blocks that are closed once so many entries were learned, and volumes of so many blocks.
    /// </summary>
    internal CountryRiskTables(int blockEntries, int blocksToVolume) =>
        (_blockEntries, _blocksToVolume) = (blockEntries, blocksToVolume);

    /// <inheritdoc/>
    public override string Name => Source;

    /// <inheritdoc/>
    public override int Version => 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Source, Fact, Block, Score];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => table switch
    {
        Source => SourceColumns,
        Fact => FactColumns,
        Block => BlockColumns,
        _ => RiskScoreTable.Columns,
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
        CREATE INDEX IF NOT EXISTS country_risk_fact_site ON {schema}.country_risk_fact (site, series, dated)
         WHERE site IS NOT NULL
        """,
        $"""
        CREATE INDEX IF NOT EXISTS country_risk_fact_named ON {schema}.country_risk_fact USING gin (named)
         WHERE named IS NOT NULL
        """,
        $"""
        CREATE INDEX IF NOT EXISTS country_risk_fact_shown ON {schema}.country_risk_fact (country, series)
         WHERE series IN ('found-abroad', 'open-finding')
        """,
        $"CREATE UNIQUE INDEX IF NOT EXISTS country_risk_block_pkey ON {schema}.country_risk_block (key, known_from, is_volume)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS country_risk_pkey ON {schema}.country_risk (key)",
    ];

    /// <summary>
    /// Beside the keys: the blocks of what is there, and from then on a trigger that closes more. It writes to the
    /// blocks of the schema its table is in, so a rebuild's are its own until both are switched in.
    /// </summary>
    /// <param name="schema">The schema.</param>
    public override string AddKeys(string schema) =>
        $"{base.AddKeys(schema)};\n{RiskBlocks.Keep(schema, _blockEntries, _blocksToVolume)}";

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
            into.Text(entry.Site);
            into.Texts(entry.Named);
            into.Time(fact.KnownFrom);
            into.Time(fact.KnownUntil);
        }

        tables[0].Text(key);
        tables[0].Int(ordinal);
        tables[0].Long(row.Facts[^1].Position);
    }
}
