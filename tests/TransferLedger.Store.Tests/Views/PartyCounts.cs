using TransferLedger.Ledger;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Tests.Views;

/// <summary>
/// How many facts there are about each party: a second view, so that views can be shared and told apart.
/// </summary>
/// <param name="Count">The facts.</param>
internal sealed record PartyCount(int Count) : IView<PartyCount>
{
    public static IEnumerable<string> KeysOf(Recorded entry) =>
        entry.Subjects().Where(it => it.Kind == "party").Select(it => it.Rest).Distinct(StringComparer.Ordinal);

    public static Subject SubjectOf(string key) => Subject.Parse("party/" + key);

    public static PartyCount Apply(string key, PartyCount? row, Recorded entry) => new((row?.Count ?? 0) + 1);
}

/// <summary>The view <c>party_count</c>.</summary>
internal sealed class PartyCountTables : ViewTables<PartyCount>
{
    public override string Name => "party_count";

    public override int Version => 2;

    public override IReadOnlyList<string> Tables => ["party_count"];

    public override IReadOnlyList<string> ColumnsOf(string table) => ["key", "count"];

    public override string CreateTables(string schema) =>
        $"""
        CREATE TABLE {schema}.party_count (key text NOT NULL, count int NOT NULL, row_hash bytea NOT NULL);
        COMMENT ON TABLE {schema}.party_count IS 'A view of the tests.';
        COMMENT ON COLUMN {schema}.party_count.key IS 'The party.';
        COMMENT ON COLUMN {schema}.party_count.count IS 'How many facts.';
        COMMENT ON COLUMN {schema}.party_count.row_hash IS 'SHA-256 over the row.';
        """;

    public override IReadOnlyList<string> CreateIndexes(string schema) =>
        [$"CREATE UNIQUE INDEX IF NOT EXISTS party_count_pkey ON {schema}.party_count (key)"];

    public override string AddKeys(string schema) =>
        $"ALTER TABLE {schema}.party_count ADD CONSTRAINT party_count_pkey PRIMARY KEY USING INDEX party_count_pkey";

    protected internal override void Publish(string key, PartyCount row, IReadOnlyList<TableRows> tables)
    {
        tables[0].Text(key);
        tables[0].Int(row.Count);
    }
}
