using Npgsql;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Files;

/// <summary>
/// The view <c>file_source</c>: one row per subject whose facts name files, and <c>views.file_mention</c>, the files by
/// their hashes, so that they are found without looking through the log.
/// </summary>
public sealed class FileMentionTables : ViewTables<NamedFiles>
{
    private const string Source = "file_source";
    private const string Mention = "file_mention";

    private const string Ddl = """
            CREATE TABLE $schema.file_source (
                key           text NOT NULL,
                mentions      int NOT NULL,
                last_position bigint NOT NULL,
                row_hash      bytea NOT NULL
            );
            COMMENT ON TABLE $schema.file_source IS 'One row per subject whose facts name files.';
            COMMENT ON COLUMN $schema.file_source.key IS 'The subject: certificate/..., authority/..., weapon/...';
            COMMENT ON COLUMN $schema.file_source.mentions IS 'How many rows of file_mention come from it.';
            COMMENT ON COLUMN $schema.file_source.last_position IS 'The position of the latest fact that names one.';
            COMMENT ON COLUMN $schema.file_source.row_hash IS 'SHA-256 over the row and its mentions, as stored.';
            CREATE TABLE $schema.file_mention (
                key      text NOT NULL,
                ordinal  int NOT NULL,
                hash     text NOT NULL,
                role     text NOT NULL,
                type     text NOT NULL,
                position bigint NOT NULL
            );
            COMMENT ON TABLE $schema.file_mention IS 'The files that facts name, one row for each fact and file; retracted facts included.';
            COMMENT ON COLUMN $schema.file_mention.key IS 'The subject the fact is kept for.';
            COMMENT ON COLUMN $schema.file_mention.ordinal IS '1 is the first recorded.';
            COMMENT ON COLUMN $schema.file_mention.hash IS 'SHA-256 of the file, 64 lower-case hexadecimal digits; ledger.files holds it if it is on hand.';
            COMMENT ON COLUMN $schema.file_mention.role IS 'What it is to the fact: Scan, Specimen, Picture, SignatureImage, Layout, SanctionsList.';
            COMMENT ON COLUMN $schema.file_mention.type IS 'The kind of the fact (docs/events.md).';
            COMMENT ON COLUMN $schema.file_mention.position IS 'The fact.';
            """;

    private const string All =
        "SELECT hash, role, key, type, position FROM views.file_mention ORDER BY hash, position, role";

    private static readonly string[] SourceColumns = ["key", "mentions", "last_position"];

    private static readonly string[] MentionColumns = ["key", "ordinal", "hash", "role", "type", "position"];

    /// <inheritdoc/>
    public override string Name => Source;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Source, Mention];

    /// <summary>Every file that a fact names, by hash and in the order of recording.</summary>
    /// <param name="source">The database; its views should be up to date.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static Task<List<NamedFile>> Read(NpgsqlDataSource source, CancellationToken cancel) => source.Reading(
        async connection =>
        {
            await using var command = new NpgsqlCommand(All, connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var found = new List<NamedFile>();
            while (await reader.ReadAsync(cancel))
            {
                found.Add(new NamedFile(
                    reader.GetString(0), Enum.Parse<FileRole>(reader.GetString(1)), Subject.Parse(reader.GetString(2)),
                    reader.GetString(3), reader.GetInt64(4)));
            }

            return found;
        },
        cancel);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) =>
        table == Source ? SourceColumns : MentionColumns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS file_source_pkey ON {schema}.file_source (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS file_mention_pkey ON {schema}.file_mention (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS file_mention_hash ON {schema}.file_mention (hash, position)",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, NamedFiles row, IReadOnlyList<TableRows> tables)
    {
        foreach (var (at, file) in row.Files.Index())
        {
            var into = tables[1];
            into.Begin();
            into.Text(key);
            into.Int(at + 1);
            into.Text(file.Hash);
            into.Text(file.Role.ToString());
            into.Text(file.Type);
            into.Long(file.Position);
        }

        tables[0].Text(key);
        tables[0].Int(row.Files.Count);
        tables[0].Long(row.Files[^1].Position);
    }
}
