using System.Text;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Custody;

/// <summary>
/// The view <c>weapon</c>: <c>views.weapon</c>, one row per weapon, and <c>views.custody_interval</c>, the stretches of
/// its chain of custody. As of now, by the default thresholds.
/// </summary>
public sealed class WeaponTables : ViewTables<WeaponCustody>
{
    private const string Weapon = "weapon";
    private const string Interval = "custody_interval";

    private const string Ddl = """
            CREATE TABLE $schema.weapon (
                key               text PRIMARY KEY,
                state             text NOT NULL,
                custodian         text,
                custodian_country text,
                place             text,
                last_proof        text,
                last_proof_by     timestamptz,
                last_proof_with   text,
                completeness      int NOT NULL,
                kind              text,
                maker             text,
                model             text,
                calibre           text,
                year              int,
                contradictions    int NOT NULL,
                worst             text,
                facts             int NOT NULL,
                last_position     bigint NOT NULL,
                timeline          json NOT NULL
            );
            COMMENT ON TABLE $schema.weapon IS 'One row per weapon: what the facts about it come to, as of now.';
            COMMENT ON COLUMN $schema.weapon.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN $schema.weapon.state IS 'Where it stands in its life: InStock, Issued, EvidenceHeld, Destroyed ...';
            COMMENT ON COLUMN $schema.weapon.custodian IS 'Who answers for it now; null when nobody is known to.';
            COMMENT ON COLUMN $schema.weapon.custodian_country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.weapon.place IS 'Where it was last reported, in the source''s words.';
            COMMENT ON COLUMN $schema.weapon.last_proof IS 'When it was last shown to be somewhere, as the source gives it (EDTF).';
            COMMENT ON COLUMN $schema.weapon.last_proof_by IS 'The latest instant that date may mean, UTC.';
            COMMENT ON COLUMN $schema.weapon.last_proof_with IS 'With whom it was then.';
            COMMENT ON COLUMN $schema.weapon.completeness IS 'Per mille of its recorded life covered by known custody.';
            COMMENT ON COLUMN $schema.weapon.kind IS 'The class of weapon in the source''s words.';
            COMMENT ON COLUMN $schema.weapon.maker IS 'The manufacturer.';
            COMMENT ON COLUMN $schema.weapon.model IS 'Model or stock number.';
            COMMENT ON COLUMN $schema.weapon.calibre IS 'As written.';
            COMMENT ON COLUMN $schema.weapon.year IS 'Year of manufacture.';
            COMMENT ON COLUMN $schema.weapon.contradictions IS 'How many things about it do not fit together.';
            COMMENT ON COLUMN $schema.weapon.worst IS 'The gravest of them: Info, Warn, Breach, Critical.';
            COMMENT ON COLUMN $schema.weapon.facts IS 'How many facts are about it.';
            COMMENT ON COLUMN $schema.weapon.last_position IS 'The position of the latest recorded of them.';
            COMMENT ON COLUMN $schema.weapon.timeline IS 'What the row is computed from: the facts in the order they happened.';
            CREATE TABLE $schema.custody_interval (
                key               text NOT NULL,
                ordinal           int NOT NULL,
                known             boolean NOT NULL,
                custodian         text,
                custodian_country text,
                holder            text,
                place             text,
                from_text         text NOT NULL,
                from_earliest     timestamptz NOT NULL,
                from_latest       timestamptz NOT NULL,
                to_text           text,
                to_earliest       timestamptz,
                to_latest         timestamptz,
                last_proof        text,
                ended             text NOT NULL,
                grounds           bigint[] NOT NULL,
                PRIMARY KEY (key, ordinal)
            );
            COMMENT ON TABLE $schema.custody_interval IS 'The chain of custody of each weapon, stretch by stretch, unknown ones included.';
            COMMENT ON COLUMN $schema.custody_interval.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN $schema.custody_interval.ordinal IS '1 is the oldest stretch.';
            COMMENT ON COLUMN $schema.custody_interval.known IS 'False: nobody is known to have had it.';
            COMMENT ON COLUMN $schema.custody_interval.custodian IS 'Who answered for it; null when unknown.';
            COMMENT ON COLUMN $schema.custody_interval.custodian_country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.custody_interval.holder IS 'The user it was issued to, by post or pseudonym.';
            COMMENT ON COLUMN $schema.custody_interval.place IS 'In the source''s words.';
            COMMENT ON COLUMN $schema.custody_interval.from_text IS 'When it begins, as the source gives it (EDTF).';
            COMMENT ON COLUMN $schema.custody_interval.from_earliest IS 'The first instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.from_latest IS 'The last instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.to_text IS 'When it ends; null while it lasts.';
            COMMENT ON COLUMN $schema.custody_interval.to_earliest IS 'The first instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.to_latest IS 'The last instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.last_proof IS 'Last shown to be there (EDTF).';
            COMMENT ON COLUMN $schema.custody_interval.ended IS 'How a known stretch ended, or why an unknown one is unknown.';
            COMMENT ON COLUMN $schema.custody_interval.grounds IS 'The positions of the facts it rests on.';
            """;

    /// <inheritdoc/>
    public override string Name => Weapon;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Weapon, Interval];

    /// <inheritdoc/>
    public override string StateColumn => "timeline";

    /// <inheritdoc/>
    public override byte[] Write(WeaponCustody row) => row.ToJson();

    /// <inheritdoc/>
    public override WeaponCustody Read(ReadOnlySpan<byte> state) => WeaponCustody.FromJson(state);

    /// <inheritdoc/>
    public override string ColumnsOf(string table) =>
        table == Weapon
            ? "key, state, custodian, custodian_country, place, last_proof, last_proof_by, last_proof_with, completeness, "
                + "kind, maker, model, calibre, year, contradictions, worst, facts, last_position, timeline"
            : "key, ordinal, known, custodian, custodian_country, holder, place, from_text, from_earliest, from_latest, "
                + "to_text, to_earliest, to_latest, last_proof, ended, grounds";

    /// <inheritdoc/>
    public override string CreateTables(string schema) =>
        Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string CreateIndexes(string schema) =>
        $"""
            CREATE INDEX IF NOT EXISTS weapon_custodian ON {schema}.weapon USING hash (custodian);
            CREATE INDEX IF NOT EXISTS weapon_worst ON {schema}.weapon (worst) WHERE worst IS NOT NULL;
            CREATE INDEX IF NOT EXISTS custody_interval_custodian ON {schema}.custody_interval USING hash (custodian);
            """;

    /// <inheritdoc/>
    protected internal override object Derive(WeaponCustody row) => row.Chain;

    /// <inheritdoc/>
    protected internal override void Publish(string table, NpgsqlBinaryImporter copy, PublishedRow<WeaponCustody> row)
    {
        var chain = (CustodyChain)row.Derived;
        if (table == Weapon)
        {
            PublishWeapon(copy, row, chain);
            return;
        }

        var ordinal = 0;
        foreach (var segment in chain.Segments)
        {
            PublishInterval(copy, row.Key, ++ordinal, segment);
        }
    }

    private static void PublishWeapon(
        NpgsqlBinaryImporter copy,
        PublishedRow<WeaponCustody> published,
        CustodyChain chain
    )
    {
        var (timeline, item) = (published.Row.Timeline, published.Row.Description);
        copy.StartRow();
        copy.Write(published.Key, NpgsqlDbType.Text);
        copy.Write(chain.State.ToString(), NpgsqlDbType.Text);
        Text(copy, chain.Custodian?.Name);
        Text(copy, chain.Custodian?.Country);
        Text(copy, chain.Place?.Name);
        Text(copy, chain.LastProof?.Happened.Text);
        Time(copy, chain.LastProof?.Happened.Latest);
        Text(copy, chain.LastProof?.With?.Name);
        copy.Write(chain.Completeness, NpgsqlDbType.Integer);
        Text(copy, item.Kind);
        Text(copy, item.Maker);
        Text(copy, item.Model);
        Text(copy, item.Calibre);
        if (item.Year is { } year)
        {
            copy.Write(year, NpgsqlDbType.Integer);
        }
        else
        {
            copy.WriteNull();
        }

        copy.Write(chain.Contradictions.Count, NpgsqlDbType.Integer);
        Text(copy, chain.Contradictions.Count == 0 ? null : chain.Contradictions.Max(it => it.Severity).ToString());
        copy.Write(timeline.Facts.Count + timeline.Amendments.Count, NpgsqlDbType.Integer);
        copy.Write(LastPosition(timeline), NpgsqlDbType.Bigint);
        copy.Write(Encoding.UTF8.GetString(published.State), NpgsqlDbType.Json);
    }

    private static void PublishInterval(NpgsqlBinaryImporter copy, string key, int ordinal, CustodySegment segment)
    {
        var known = segment as CustodySegment.Known;
        copy.StartRow();
        copy.Write(key, NpgsqlDbType.Text);
        copy.Write(ordinal, NpgsqlDbType.Integer);
        copy.Write(known is not null, NpgsqlDbType.Boolean);
        Text(copy, known?.Custodian.Name);
        Text(copy, known?.Custodian.Country);
        Text(copy, known?.User);
        Text(copy, known?.Place?.Name);
        Date(copy, segment.From);
        Date(copy, segment.To);
        Text(copy, known?.LastProof.Text);
        Text(copy, known is null ? ((CustodySegment.Unknown)segment).Reason.ToString() : known.Ended.ToString());
        copy.Write(segment.Grounds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
    }

    private static long LastPosition(CustodyTimeline timeline) =>
        Math.Max(
            timeline.Facts.Select(it => it.Position).DefaultIfEmpty().Max(),
            timeline.Amendments.Select(it => it.Position).DefaultIfEmpty().Max()
        );

    private static void Date(NpgsqlBinaryImporter copy, Happened? date)
    {
        Text(copy, date?.Text);
        Time(copy, date?.Earliest);
        Time(copy, date?.Latest);
    }

    private static void Text(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }

    private static void Time(NpgsqlBinaryImporter copy, Instant? instant)
    {
        if (instant is not { } it)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(it.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);
        }
    }
}
