using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Inventories;

/// <summary>
/// The view <c>inventory</c>: <c>views.inventory</c>, one row per site and day, and <c>views.inventory_count</c>, one
/// row per count of weapons.
/// </summary>
public sealed class InventoryTables : ViewTables<InventoryRow>
{
    private const string Inventory = "inventory";
    private const string Count = "inventory_count";

    private const string Ddl = """
            CREATE TABLE $schema.inventory (
                key           text NOT NULL,
                counts        int NOT NULL,
                last_position bigint NOT NULL,
                row_hash      bytea NOT NULL
            );
            COMMENT ON TABLE $schema.inventory IS 'One row per site and day on which weapons were counted.';
            COMMENT ON COLUMN $schema.inventory.key IS 'Site and day.';
            COMMENT ON COLUMN $schema.inventory.counts IS 'How many counts stand.';
            COMMENT ON COLUMN $schema.inventory.last_position IS 'The position of the latest fact.';
            COMMENT ON COLUMN $schema.inventory.row_hash IS 'SHA-256 over the row and its counts, as stored.';
            CREATE TABLE $schema.inventory_count (
                key       text NOT NULL,
                ordinal   int NOT NULL,
                position  bigint NOT NULL,
                party     text NOT NULL,
                custodian text NOT NULL,
                country   text,
                site      text NOT NULL,
                happened  text NOT NULL,
                last_day  date NOT NULL,
                method    text,
                book      int NOT NULL,
                counted   int NOT NULL,
                seen      int NOT NULL
            );
            COMMENT ON TABLE $schema.inventory_count IS 'The counts of weapons that stand, one row each.';
            COMMENT ON COLUMN $schema.inventory_count.key IS 'Site and day.';
            COMMENT ON COLUMN $schema.inventory_count.ordinal IS '1 is the first recorded.';
            COMMENT ON COLUMN $schema.inventory_count.position IS 'The fact.';
            COMMENT ON COLUMN $schema.inventory_count.party IS 'Whose stock, as the ledger names the party.';
            COMMENT ON COLUMN $schema.inventory_count.custodian IS 'Whose stock, in the source''s words.';
            COMMENT ON COLUMN $schema.inventory_count.country IS 'ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.inventory_count.site IS 'Where.';
            COMMENT ON COLUMN $schema.inventory_count.happened IS 'When (EDTF).';
            COMMENT ON COLUMN $schema.inventory_count.last_day IS 'The last day that may mean.';
            COMMENT ON COLUMN $schema.inventory_count.method IS 'Full or Sample; null when not said.';
            COMMENT ON COLUMN $schema.inventory_count.book IS 'Items by the books.';
            COMMENT ON COLUMN $schema.inventory_count.counted IS 'Items counted.';
            COMMENT ON COLUMN $schema.inventory_count.seen IS 'Items whose marks were read.';
            """;

    private const string KeysOfParties =
        """
        SELECT DISTINCT key FROM views.inventory_count
         WHERE party = ANY ($1) AND last_day >= $2 AND position <> ALL ($3)
         ORDER BY key
        """;

    private static readonly string[] InventoryColumns = ["key", "counts", "last_position"];

    private static readonly string[] CountColumns =
    [
        "key", "ordinal", "position", "party", "custodian", "country", "site", "happened", "last_day", "method", "book",
        "counted", "seen",
    ];

    /// <inheritdoc/>
    public override string Name => Inventory;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Inventory, Count];

    /// <summary>The inventories in which somebody's stock was counted, without those that are known already.</summary>
    /// <param name="source">Connections that may read the views.</param>
    /// <param name="parties">Whose stock.</param>
    /// <param name="since">Counts that certainly were before this day are left out.</param>
    /// <param name="known">The positions of counts that are known.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Subject>> Of(
        NpgsqlDataSource source,
        IEnumerable<Subject> parties,
        LocalDate since,
        long[] known,
        CancellationToken cancel)
    {
        await using var command = source.CreateCommand(KeysOfParties);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = parties.Select(it => it.Rest).ToArray(),
        });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Date, Value = since.ToDateOnly() });
        command.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = known });
        var found = new List<Subject>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(InventoryRow.SubjectOf(reader.GetString(0)));
        }

        return found;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) =>
        table == Inventory ? InventoryColumns : CountColumns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS inventory_pkey ON {schema}.inventory (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS inventory_count_pkey ON {schema}.inventory_count (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS inventory_count_party ON {schema}.inventory_count (party, last_day)",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, InventoryRow row, IReadOnlyList<TableRows> tables)
    {
        var ordinal = 0;
        foreach (var (entry, fact) in row.Counts)
        {
            var into = tables[1];
            into.Begin();
            into.Text(key);
            into.Int(++ordinal);
            into.Long(entry.Position);
            into.Text(fact.Custodian.Party.Rest);
            into.Text(fact.Custodian.Name);
            into.Text(fact.Custodian.Country);
            into.Text(fact.Site.Name);
            into.Text(fact.Happened.Text);
            into.Date(fact.Happened.Latest.InUtc().Date);
            into.Text(fact.Method?.ToString());
            into.Int(fact.Book);
            into.Int(fact.Counted);
            into.Int(fact.Seen.Count);
        }

        tables[0].Text(key);
        tables[0].Int(ordinal);
        tables[0].Long(row.Facts[^1].Position);
    }
}
