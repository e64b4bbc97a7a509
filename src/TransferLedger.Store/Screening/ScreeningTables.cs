using System.Globalization;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Screening;

/// <summary>
/// The view <c>screening</c>: <c>views.screened_party</c>, one row per party that was screened, and
/// <c>views.screening_match</c>, one row per match of its latest screening, as of now.
/// </summary>
public sealed class ScreeningTables : ViewTables<ScreenedPartyRow>
{
    private const string Parties = "screened_party";
    private const string Matches = "screening_match";
    private const decimal Thousandths = 1000m;

    private const string Ddl = """
            CREATE TABLE $schema.screened_party (
                key            text NOT NULL,
                names          text NOT NULL,
                countries      text NOT NULL,
                screened       timestamptz,
                lists          text NOT NULL,
                method         int,
                thresholds     text,
                failure        text,
                matches        int NOT NULL,
                left_out       int NOT NULL,
                open_matches   int NOT NULL,
                worst_open     text,
                last_position  bigint NOT NULL,
                row_hash       bytea NOT NULL
            );
            COMMENT ON TABLE $schema.screened_party IS 'One row per party that was compared with the sanctions lists: its latest screening.';
            COMMENT ON COLUMN $schema.screened_party.key IS 'The party''s subject: party/...';
            COMMENT ON COLUMN $schema.screened_party.names IS 'All names it was screened under, separated by a vertical bar.';
            COMMENT ON COLUMN $schema.screened_party.countries IS 'ISO 3166-1 alpha-2, separated by blanks; empty when no paper says.';
            COMMENT ON COLUMN $schema.screened_party.screened IS 'When; null when every screening was retracted.';
            COMMENT ON COLUMN $schema.screened_party.lists IS 'List and version it was compared with, separated by blanks. A later fact parties_rescreened may carry it over to a newer version.';
            COMMENT ON COLUMN $schema.screened_party.method IS 'The version of the comparison of names.';
            COMMENT ON COLUMN $schema.screened_party.thresholds IS 'The version of the thresholds; null for screenings that did not record it.';
            COMMENT ON COLUMN $schema.screened_party.failure IS 'What went wrong: then it clears nobody. Null when nothing did.';
            COMMENT ON COLUMN $schema.screened_party.matches IS 'How many listed parties it may be, of those that are kept.';
            COMMENT ON COLUMN $schema.screened_party.left_out IS 'How many more it may be, all less likely, that are not kept: then EUC-051 holds.';
            COMMENT ON COLUMN $schema.screened_party.open_matches IS 'How many of them nobody has decided about.';
            COMMENT ON COLUMN $schema.screened_party.worst_open IS 'The gravest of these: Certain, Likely or Possible; null for none.';
            COMMENT ON COLUMN $schema.screened_party.last_position IS 'The position of the latest fact about its screening.';
            COMMENT ON COLUMN $schema.screened_party.row_hash IS 'SHA-256 over the row, as stored.';
            CREATE TABLE $schema.screening_match (
                key            text NOT NULL,
                ordinal        int NOT NULL,
                asked          text NOT NULL,
                list           text NOT NULL,
                list_version   text,
                entry          text NOT NULL,
                listed_name    text NOT NULL,
                listed_as      text NOT NULL,
                score          numeric NOT NULL,
                grade          text NOT NULL,
                country        text NOT NULL,
                birth          text NOT NULL,
                identifier     text,
                status         text NOT NULL,
                decided_by     text,
                decided        text,
                reason         text,
                before         text,
                before_by      text,
                before_on      text,
                before_reason  text,
                since          text,
                position       bigint NOT NULL
            );
            COMMENT ON TABLE $schema.screening_match IS 'One row per match of the latest screening of a party: which entry of which version of which list, how alike, and what was decided.';
            COMMENT ON COLUMN $schema.screening_match.key IS 'The party: screened_party.key.';
            COMMENT ON COLUMN $schema.screening_match.ordinal IS '1 for the likeliest match of the party.';
            COMMENT ON COLUMN $schema.screening_match.asked IS 'The name of the party that is most like the listed one.';
            COMMENT ON COLUMN $schema.screening_match.list IS 'The list: un, ofac.';
            COMMENT ON COLUMN $schema.screening_match.list_version IS 'The version it was found in: SHA-256 of its file, or over those of its files.';
            COMMENT ON COLUMN $schema.screening_match.entry IS 'What the list knows the listed party by.';
            COMMENT ON COLUMN $schema.screening_match.listed_name IS 'The listed name that is most alike.';
            COMMENT ON COLUMN $schema.screening_match.listed_as IS 'What that name is to the entry: Primary, OriginalScript, Alias, WeakAlias, Former.';
            COMMENT ON COLUMN $schema.screening_match.score IS 'How alike the names are: 1 for the same.';
            COMMENT ON COLUMN $schema.screening_match.grade IS 'Certain (REJECT), Likely (HOLD) or Possible (WARN) of EUC-051 as long as nobody decides.';
            COMMENT ON COLUMN $schema.screening_match.country IS 'Agrees, Differs or NotCompared.';
            COMMENT ON COLUMN $schema.screening_match.birth IS 'Agrees, Differs or NotCompared.';
            COMMENT ON COLUMN $schema.screening_match.identifier IS 'The identifier that both have; null for none.';
            COMMENT ON COLUMN $schema.screening_match.status IS 'Open, SameParty or OtherParty.';
            COMMENT ON COLUMN $schema.screening_match.decided_by IS 'Who decided; null while open.';
            COMMENT ON COLUMN $schema.screening_match.decided IS 'When it was decided (EDTF); null while open.';
            COMMENT ON COLUMN $schema.screening_match.reason IS 'On what grounds; null while open.';
            COMMENT ON COLUMN $schema.screening_match.before IS 'What had been decided about this match until the entry or the party changed: SameParty or OtherParty; null when a decision holds or there never was one.';
            COMMENT ON COLUMN $schema.screening_match.before_by IS 'Who had decided.';
            COMMENT ON COLUMN $schema.screening_match.before_on IS 'When that was (EDTF).';
            COMMENT ON COLUMN $schema.screening_match.before_reason IS 'On what grounds.';
            COMMENT ON COLUMN $schema.screening_match.since IS 'What changed since, separated by a vertical bar: entry or party, the part, + or - and the text; unknown where that is not on record, read-anew where the list says the same and more of it is read.';
            COMMENT ON COLUMN $schema.screening_match.position IS 'The position of the screening.';
            """;

    private static readonly string[] PartyColumns =
    [
        "key", "names", "countries", "screened", "lists", "method", "thresholds", "failure", "matches", "left_out",
        "open_matches", "worst_open", "last_position",
    ];

    private static readonly string[] MatchColumns =
    [
        "key", "ordinal", "asked", "list", "list_version", "entry", "listed_name", "listed_as", "score", "grade",
        "country", "birth", "identifier", "status", "decided_by", "decided", "reason", "before", "before_by", "before_on",
        "before_reason", "since", "position",
    ];

    /// <inheritdoc/>
    public override string Name => "screening";

    /// <inheritdoc/>
    public override int Version => 3;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Parties, Matches];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => table == Matches ? MatchColumns : PartyColumns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS screened_party_pkey ON {schema}.screened_party (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS screening_match_pkey ON {schema}.screening_match (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS screening_match_entry ON {schema}.screening_match (list, entry)",
        $"CREATE INDEX IF NOT EXISTS screening_match_open ON {schema}.screening_match (grade) WHERE status = 'Open'",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, ScreenedPartyRow row, IReadOnlyList<TableRows> tables)
    {
        var (into, latest, matches) = (tables[0], row.Latest, row.Matches);
        for (var at = 0; at < matches.Length; at++)
        {
            Publish(tables[1], key, at + 1, matches[at], latest!.Position);
        }

        var open = matches.Where(it => it.Decided is null).ToList();
        var party = latest?.Fact.Party;
        into.Text(key);
        into.Text(string.Join(" | ", party?.Names.AsEnumerable() ?? []));
        into.Text(string.Join(' ', party?.Countries.AsEnumerable() ?? []));
        into.Time(latest?.Fact.Happened.Latest);
        into.Text(string.Join(' ', latest?.Fact.Lists.Select(it => $"{it.List}:{it.Version}") ?? []));
        into.Int(latest?.Fact.Method);
        into.Text(latest?.Fact.Parameters?.Version);
        into.Text(latest?.Fact.Failure);
        into.Int(matches.Length);
        into.Int(latest?.Fact.LeftOut ?? 0);
        into.Int(open.Count);
        into.Text(open.Count == 0 ? null : open.Max(it => it.Match.Grade).ToString());
        into.Long(row.Facts[^1].Position);
    }

    private static void Publish(TableRows into, string key, int ordinal, MatchOnFile it, long position)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Text(it.Match.Asked);
        into.Text(it.Match.List);
        into.Text(it.Version);
        into.Text(it.Match.Entry);
        into.Text(it.Match.Listed);
        into.Text(it.Match.ListedAs.ToString());
        into.Numeric(it.Match.Score / Thousandths);
        into.Text(it.Match.Grade.ToString());
        into.Text(it.Match.Country.ToString());
        into.Text(it.Match.Birth.ToString());
        into.Text(it.Match.Identifier is { } same
            ? string.Create(CultureInfo.InvariantCulture, $"{same.Scheme} {same.Value}")
            : null);
        into.Text(it.Decided?.Fact.Verdict.ToString() ?? "Open");
        into.Text(it.Decided?.Fact.Officer);
        into.Text(it.Decided?.Fact.Happened.Text);
        into.Text(it.Decided?.Fact.Reason);
        into.Text(it.Before?.Decision.Fact.Verdict.ToString());
        into.Text(it.Before?.Decision.Fact.Officer);
        into.Text(it.Before?.Decision.Fact.Happened.Text);
        into.Text(it.Before?.Decision.Fact.Reason);
        into.Text(it.Before is { } before ? Since(before) : null);
        into.Long(position);
    }

    private static string Since(DecidedBefore it) => string.Join(" | ", (string[])
    [
        .. it.IsReadAnew ? ["entry read-anew"] : Changes("entry", it.Entry), .. Changes("party", it.Party),
    ]);

    private static IEnumerable<string> Changes(string whose, ValueList<RecordChange>? changes) => changes is { } known
        ? known.SelectMany(change => change.Added.Select(text => $"{whose} {change.Part} +{text}")
            .Concat(change.Removed.Select(text => $"{whose} {change.Part} -{text}")))
        : [$"{whose} unknown"];
}
