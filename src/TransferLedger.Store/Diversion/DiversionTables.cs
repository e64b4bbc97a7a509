using TransferLedger.Diversion;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Diversion;

/// <summary>The view <c>diversion</c>: <c>views.diversion</c>, one row per diversion finding, as of now.</summary>
public sealed class DiversionTables : ViewTables<DiversionRow>
{
    private const string Table = "diversion";

    private const string Ddl = """
            CREATE TABLE $schema.diversion (
                key               text NOT NULL,
                status            text NOT NULL,
                item              text NOT NULL,
                rounds            bigint,
                custodian         text NOT NULL,
                custodian_country text,
                stage             text NOT NULL,
                window_from       text NOT NULL,
                window_to         text NOT NULL,
                first_seen        date NOT NULL,
                grade             text NOT NULL,
                evidence          int NOT NULL,
                owner             text NOT NULL,
                due               date,
                asserted          date NOT NULL,
                decided           date,
                grounds           text NOT NULL,
                last_position     bigint NOT NULL,
                row_hash          bytea NOT NULL
            );
            COMMENT ON TABLE $schema.diversion IS 'One row per diversion finding: what is asserted, how far it has come, who must follow it up.';
            COMMENT ON COLUMN $schema.diversion.key IS 'The finding''s reference.';
            COMMENT ON COLUMN $schema.diversion.status IS 'Asserted, Corroborated, Confirmed, Dismissed, Retracted.';
            COMMENT ON COLUMN $schema.diversion.item IS 'The weapon or lot.';
            COMMENT ON COLUMN $schema.diversion.rounds IS 'Rounds of a lot; null for a weapon.';
            COMMENT ON COLUMN $schema.diversion.custodian IS 'From whose custody.';
            COMMENT ON COLUMN $schema.diversion.custodian_country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.diversion.stage IS 'In which part of its life: InTransit, InEndUserStock ...';
            COMMENT ON COLUMN $schema.diversion.window_from IS 'The last proof that it was there (EDTF).';
            COMMENT ON COLUMN $schema.diversion.window_to IS 'When it was first seen elsewhere (EDTF).';
            COMMENT ON COLUMN $schema.diversion.first_seen IS 'The last day that date may mean.';
            COMMENT ON COLUMN $schema.diversion.grade IS 'The Admiralty grade of the assertion''s source.';
            COMMENT ON COLUMN $schema.diversion.evidence IS 'How many pieces of evidence came in.';
            COMMENT ON COLUMN $schema.diversion.owner IS 'Who must follow it up, by post.';
            COMMENT ON COLUMN $schema.diversion.due IS 'By when the next step is due; null when decided.';
            COMMENT ON COLUMN $schema.diversion.asserted IS 'When it was asserted.';
            COMMENT ON COLUMN $schema.diversion.decided IS 'When it was confirmed or dismissed.';
            COMMENT ON COLUMN $schema.diversion.grounds IS 'The grounds of the last decision.';
            COMMENT ON COLUMN $schema.diversion.last_position IS 'The position of the latest fact about it.';
            COMMENT ON COLUMN $schema.diversion.row_hash IS 'SHA-256 over the row, as stored.';
            """;

    private static readonly string[] Columns =
    [
        "key", "status", "item", "rounds", "custodian", "custodian_country", "stage", "window_from", "window_to",
        "first_seen", "grade", "evidence", "owner", "due", "asserted", "decided", "grounds", "last_position",
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
        $"CREATE UNIQUE INDEX IF NOT EXISTS diversion_pkey ON {schema}.diversion (key)",
        $"CREATE INDEX IF NOT EXISTS diversion_item ON {schema}.diversion (item)",
        $"CREATE INDEX IF NOT EXISTS diversion_open ON {schema}.diversion (due) WHERE due IS NOT NULL",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, DiversionRow row, IReadOnlyList<TableRows> tables)
    {
        var (into, found) = (tables[0], row.Case);
        var asserted = found?.Asserted ?? (DiversionAsserted)row.Facts[0].Fact;
        into.Text(key);
        into.Text(found?.Status.ToString() ?? "Retracted");
        into.Text(asserted.Item.Key);
        into.Long(asserted.Rounds);
        into.Text(asserted.Custodian.Name);
        into.Text(asserted.Custodian.Country);
        into.Text(asserted.Stage.ToString());
        into.Text(asserted.From.Text);
        into.Text(asserted.To.Text);
        into.Date(asserted.To.Latest.InUtc().Date);
        into.Text(asserted.Grade);
        into.Int(found?.Evidence.Count ?? 0);
        into.Text(found?.Owner ?? asserted.Owner);
        into.Date(found?.Due?.Latest.InUtc().Date);
        into.Date(asserted.Happened.Latest.InUtc().Date);
        into.Date(found?.Decided?.Latest.InUtc().Date);
        into.Text(found?.Grounds ?? asserted.Grounds);
        into.Long(row.Facts[^1].Position);
    }
}
