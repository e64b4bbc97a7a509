using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Custody;

/// <summary>
/// The view <c>weapon</c>: <c>views.weapon</c>, one row per weapon; <c>views.custody_interval</c>, the stretches of its
/// chain of custody; <c>views.serial</c>, the search keys of every serial mark as read, each an indexed column. As of
/// now, by the default thresholds.
/// </summary>
public sealed class WeaponTables : ViewTables<WeaponCustody>
{
    private const string Weapon = "weapon";
    private const string Interval = "custody_interval";
    private const string Serial = "serial";

    private const string Ddl = """
            CREATE TABLE $schema.weapon (
                key               text NOT NULL,
                state             text NOT NULL,
                custodian         text,
                custodian_country text,
                place             text,
                place_country     text,
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
                row_hash          bytea NOT NULL
            );
            COMMENT ON TABLE $schema.weapon IS 'One row per weapon: what the facts about it come to, as of now.';
            COMMENT ON COLUMN $schema.weapon.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN $schema.weapon.state IS 'Where it stands in its life: InStock, Issued, EvidenceHeld, Destroyed ...';
            COMMENT ON COLUMN $schema.weapon.custodian IS 'Who answers for it now; null when nobody is known to.';
            COMMENT ON COLUMN $schema.weapon.custodian_country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.weapon.place IS 'Where it was last reported, in the source''s words.';
            COMMENT ON COLUMN $schema.weapon.place_country IS 'The country of that place, ISO 3166-1 alpha-2.';
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
            COMMENT ON COLUMN $schema.weapon.row_hash IS 'SHA-256 over the row and its rows in the other tables, as stored.';
            CREATE TABLE $schema.custody_interval (
                key               text NOT NULL,
                ordinal           int NOT NULL,
                known             boolean NOT NULL,
                custodian         text,
                custodian_country text,
                holder            text,
                place             text,
                place_country     text,
                from_text         text NOT NULL,
                from_earliest     timestamptz NOT NULL,
                from_latest       timestamptz NOT NULL,
                to_text           text,
                to_earliest       timestamptz,
                to_latest         timestamptz,
                last_proof        text,
                ended             text NOT NULL,
                grounds           bigint[] NOT NULL
            );
            COMMENT ON TABLE $schema.custody_interval IS 'The chain of custody of each weapon, stretch by stretch, unknown ones included.';
            COMMENT ON COLUMN $schema.custody_interval.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN $schema.custody_interval.ordinal IS '1 is the oldest stretch.';
            COMMENT ON COLUMN $schema.custody_interval.known IS 'False: nobody is known to have had it.';
            COMMENT ON COLUMN $schema.custody_interval.custodian IS 'Who answered for it; null when unknown.';
            COMMENT ON COLUMN $schema.custody_interval.custodian_country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.custody_interval.holder IS 'The user it was issued to, by post or pseudonym.';
            COMMENT ON COLUMN $schema.custody_interval.place IS 'In the source''s words.';
            COMMENT ON COLUMN $schema.custody_interval.place_country IS 'The country of that place, ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.custody_interval.from_text IS 'When it begins, as the source gives it (EDTF).';
            COMMENT ON COLUMN $schema.custody_interval.from_earliest IS 'The first instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.from_latest IS 'The last instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.to_text IS 'When it ends; null while it lasts.';
            COMMENT ON COLUMN $schema.custody_interval.to_earliest IS 'The first instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.to_latest IS 'The last instant that may mean, UTC.';
            COMMENT ON COLUMN $schema.custody_interval.last_proof IS 'Last shown to be there (EDTF).';
            COMMENT ON COLUMN $schema.custody_interval.ended IS 'How a known stretch ended, or why an unknown one is unknown.';
            COMMENT ON COLUMN $schema.custody_interval.grounds IS 'The positions of the facts it rests on.';
            CREATE TABLE $schema.serial (
                key        text NOT NULL,
                ordinal    int NOT NULL,
                position   bigint NOT NULL,
                mark       text NOT NULL,
                legibility text NOT NULL,
                raw        text NOT NULL,
                tidy       text NOT NULL,
                canonical  text NOT NULL,
                visual     text NOT NULL,
                phonetic   text NOT NULL,
                core       text NOT NULL,
                unpadded   text NOT NULL,
                near       bigint NOT NULL
            );
            COMMENT ON TABLE $schema.serial IS 'Search keys of serial numbers, one row per reading. Only canonical may prove identity.';
            COMMENT ON COLUMN $schema.serial.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN $schema.serial.ordinal IS '1 is the oldest reading.';
            COMMENT ON COLUMN $schema.serial.position IS 'The fact that says it was read.';
            COMMENT ON COLUMN $schema.serial.mark IS 'What the mark is: Serial, Import, StateStock ...';
            COMMENT ON COLUMN $schema.serial.legibility IS 'How well it could be read.';
            COMMENT ON COLUMN $schema.serial.raw IS 'As read.';
            COMMENT ON COLUMN $schema.serial.tidy IS 'As shown in lists.';
            COMMENT ON COLUMN $schema.serial.canonical IS 'Letters and digits only, labels removed: exact identity.';
            COMMENT ON COLUMN $schema.serial.visual IS 'Look-alikes of other scripts folded.';
            COMMENT ON COLUMN $schema.serial.phonetic IS 'Cyrillic spelled by sound.';
            COMMENT ON COLUMN $schema.serial.core IS 'Letters between digits dropped.';
            COMMENT ON COLUMN $schema.serial.unpadded IS 'Leading zeros of the number dropped.';
            COMMENT ON COLUMN $schema.serial.near IS 'Its last characters as digits after a 1: an index to numbers with wrong characters.';
            """;

    private static readonly string[] WeaponColumns =
    [
        "key", "state", "custodian", "custodian_country", "place", "place_country", "last_proof", "last_proof_by",
        "last_proof_with", "completeness", "kind", "maker", "model", "calibre", "year", "contradictions", "worst", "facts", "last_position",
    ];

    private static readonly string[] IntervalColumns =
    [
        "key", "ordinal", "known", "custodian", "custodian_country", "holder", "place", "place_country", "from_text",
        "from_earliest", "from_latest", "to_text", "to_earliest", "to_latest", "last_proof", "ended", "grounds",
    ];

    private static readonly string[] SerialColumns =
    [
        "key", "ordinal", "position", "mark", "legibility", "raw", "tidy", "canonical", "visual", "phonetic", "core",
        "unpadded", "near",
    ];

    private static readonly string[] Searched = ["canonical", "phonetic", "core", "unpadded", "near"];

    /// <inheritdoc/>
    public override string Name => Weapon;

    /// <inheritdoc/>
    public override bool TellsProvenance => false;

    /// <inheritdoc/>
    public override int Version => 4;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Weapon, Interval, Serial];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => table switch
    {
        Weapon => WeaponColumns,
        Interval => IntervalColumns,
        _ => SerialColumns,
    };

    /// <inheritdoc/>
    public override string CreateTables(string schema) =>
        Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS custody_interval_pkey ON {schema}.custody_interval (key, ordinal)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS weapon_pkey ON {schema}.weapon (key)",
        $"CREATE INDEX IF NOT EXISTS weapon_worst ON {schema}.weapon (worst) WHERE worst IS NOT NULL",
        $"CREATE UNIQUE INDEX IF NOT EXISTS serial_pkey ON {schema}.serial (key, ordinal)",
        .. Searched.Select(key => $"CREATE INDEX IF NOT EXISTS serial_{key} ON {schema}.serial ({key})"),
        // By bytes, whatever the database's collation: a range of these is all that begins or ends alike.
        $"CREATE INDEX IF NOT EXISTS serial_visual ON {schema}.serial (visual text_pattern_ops)",
        $"CREATE INDEX IF NOT EXISTS serial_end ON {schema}.serial (reverse(visual) text_pattern_ops)",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, WeaponCustody row, IReadOnlyList<TableRows> tables)
    {
        var chain = row.Chain;
        PublishWeapon(tables[0], key, row, chain);
        var ordinal = 0;
        foreach (var segment in chain.Segments)
        {
            PublishInterval(tables[1], key, ++ordinal, segment);
        }

        ordinal = 0;
        foreach (var reading in row.Marks)
        {
            // Makers' and models' marks are not numbers, nor is what says that there is none.
            if (reading.Mark.Kind != MarkKind.Manufacture && !NoNumber.IsSaidBy(reading.Mark.Text))
            {
                PublishSerial(tables[2], key, ++ordinal, reading, SerialKeys.Of(reading.Mark.Text));
            }
        }
    }

    private static void PublishWeapon(TableRows into, string key, WeaponCustody row, CustodyChain chain)
    {
        var item = row.Description;
        into.Text(key);
        into.Text(chain.State.ToString());
        into.Text(chain.Custodian?.Name);
        into.Text(chain.Custodian?.Country);
        into.Text(chain.Place?.Name);
        into.Text(chain.Place?.Country);
        into.Text(chain.LastProof?.Happened.Text);
        into.Time(chain.LastProof?.Happened.Latest);
        into.Text(chain.LastProof?.With?.Name);
        into.Int(chain.Completeness);
        into.Text(item.Kind);
        into.Text(item.Maker);
        into.Text(item.Model);
        into.Text(item.Calibre);
        into.Int(item.Year);
        into.Int(chain.Contradictions.Count);
        into.Text(chain.Contradictions.Count == 0 ? null : chain.Contradictions.Max(it => it.Severity).ToString());
        into.Int(row.Timeline.Facts.Count + row.Timeline.Amendments.Count);
        into.Long(LastPosition(row.Timeline));
    }

    private static void PublishInterval(TableRows into, string key, int ordinal, CustodySegment segment)
    {
        var known = segment as CustodySegment.Known;
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Bool(known is not null);
        into.Text(known?.Custodian.Name);
        into.Text(known?.Custodian.Country);
        into.Text(known?.User);
        into.Text(known?.Place?.Name);
        into.Text(known?.Place?.Country);
        Date(into, segment.From);
        Date(into, segment.To);
        into.Text(known?.LastProof.Text);
        into.Text(known is null ? ((CustodySegment.Unknown)segment).Reason.ToString() : known.Ended.ToString());
        into.Longs(segment.Grounds.Items.AsSpan());
    }

    private static void PublishSerial(TableRows into, string key, int ordinal, MarkReading reading, SerialKeys keys)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Long(reading.Position);
        into.Text(reading.Mark.Kind.ToString());
        into.Text(reading.Mark.Legibility.ToString());
        into.Text(keys.Raw);
        into.Text(keys.Tidy);
        into.Text(keys.Canonical);
        into.Text(keys.Visual);
        into.Text(keys.Phonetic);
        into.Text(keys.Core);
        into.Text(keys.Unpadded);
        into.Long(SerialNear.Of(keys.Visual));
    }

    private static long LastPosition(CustodyTimeline timeline) =>
        Math.Max(
            timeline.Facts.Select(it => it.Position).DefaultIfEmpty().Max(),
            timeline.Amendments.Select(it => it.Position).DefaultIfEmpty().Max()
        );

    private static void Date(TableRows into, Happened? date)
    {
        into.Text(date?.Text);
        into.Time(date?.Earliest);
        into.Time(date?.Latest);
    }
}
