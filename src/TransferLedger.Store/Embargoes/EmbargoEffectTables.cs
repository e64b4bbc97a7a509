using TransferLedger.Embargoes;
using TransferLedger.Rules;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Embargoes;

/// <summary>
/// The view <c>embargo_effect</c>: <c>views.embargo_effect</c>, one row per authorization or certificate that a
/// re-check found an embargo in the way of, as of now.
/// </summary>
public sealed class EmbargoEffectTables : ViewTables<EmbargoEffect>
{
    private const string Table = "embargo_effect";

    private const string Ddl = """
            CREATE TABLE $schema.embargo_effect (
                key           text NOT NULL,
                kind          text NOT NULL,
                certificate   text NOT NULL,
                end_user      text NOT NULL,
                destination   text,
                affected      boolean NOT NULL,
                verdict       text NOT NULL,
                findings      text NOT NULL,
                first_found   date NOT NULL,
                checked_on    date NOT NULL,
                last_position bigint NOT NULL,
                row_hash      bytea NOT NULL
            );
            COMMENT ON TABLE $schema.embargo_effect IS 'One row per authorization or certificate that a re-check found an embargo in the way of (ledger embargo recheck).';
            COMMENT ON COLUMN $schema.embargo_effect.key IS 'The authorization or certificate.';
            COMMENT ON COLUMN $schema.embargo_effect.kind IS 'authorization or certificate.';
            COMMENT ON COLUMN $schema.embargo_effect.certificate IS 'The certificate.';
            COMMENT ON COLUMN $schema.embargo_effect.end_user IS 'The end user''s name.';
            COMMENT ON COLUMN $schema.embargo_effect.destination IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.embargo_effect.affected IS 'Does something stand in the way by the last re-check?';
            COMMENT ON COLUMN $schema.embargo_effect.verdict IS 'The worst that was found at the last re-check: Pass, Hold, Reject.';
            COMMENT ON COLUMN $schema.embargo_effect.findings IS 'What was found at the last re-check: rule, code, regime.';
            COMMENT ON COLUMN $schema.embargo_effect.first_found IS 'The day of the first re-check that found something.';
            COMMENT ON COLUMN $schema.embargo_effect.checked_on IS 'The day of the last re-check that changed what was found.';
            COMMENT ON COLUMN $schema.embargo_effect.last_position IS 'The position of the latest fact about it.';
            COMMENT ON COLUMN $schema.embargo_effect.row_hash IS 'SHA-256 over the row, as stored.';
            """;

    private static readonly string[] Columns =
    [
        "key", "kind", "certificate", "end_user", "destination", "affected", "verdict", "findings", "first_found",
        "checked_on", "last_position",
    ];

    /// <inheritdoc/>
    public override string Name => Table;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => Columns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS embargo_effect_pkey ON {schema}.embargo_effect (key)",
        $"CREATE INDEX IF NOT EXISTS embargo_effect_affected ON {schema}.embargo_effect (destination) WHERE affected",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, EmbargoEffect row, IReadOnlyList<TableRows> tables)
    {
        var into = tables[0];
        var checks = row.Checks;
        var first = checks.IsEmpty ? (EmbargoRechecked)row.Facts[0].Fact : checks[0].Fact;
        var last = checks.IsEmpty ? first with { Findings = [] } : checks[^1].Fact;
        into.Text(key);
        into.Text(key[..key.IndexOf('/', StringComparison.Ordinal)]);
        into.Text(last.Certificate.Key);
        into.Text(last.EndUser);
        into.Text(last.Destination);
        into.Bool(last.Findings.Count > 0);
        into.Text(last.Findings.Select(it => it.Verdict).DefaultIfEmpty(Verdict.Pass).Max().ToString());
        into.Text(EmbargoEffect.InShort(last.Findings));
        into.Date(first.Happened.Latest.InUtc().Date);
        into.Date(last.Happened.Latest.InUtc().Date);
        into.Long(row.Facts[^1].Position);
    }
}
