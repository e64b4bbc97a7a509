using System.Globalization;
using Npgsql;

namespace TransferLedger.Store.Log;

/// <summary>
/// Brings a database to this version's schema: numbered SQL files, forward only, each in its own transaction and
/// noted in <c>public.ledger_migrations</c>. Safe to run from several processes at once.
/// </summary>
public static class Migrator
{
    private const long LockId = 0x54_4C_4D_49_47;

    /// <summary>The migrations of this version, in order: number, name and SQL.</summary>
    public static IReadOnlyList<(int Number, string Name, string Sql)> All { get; } = Load();

    /// <summary>Applies what is missing. Returns the numbers applied now.</summary>
    /// <param name="connectionString">A login that may create schemas and roles.</param>
    /// <param name="cancel">Stops between two migrations.</param>
    /// <exception cref="InvalidOperationException">The database is newer than this program.</exception>
    public static async Task<IReadOnlyList<int>> Migrate(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Unpooled(connectionString));
        await connection.OpenAsync(cancel);
        await Run(connection, null, $"SELECT pg_advisory_lock({LockId})", cancel);
        await Run(connection, null, """
            CREATE TABLE IF NOT EXISTS public.ledger_migrations (
                number int PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
            """, cancel);
        var done = new HashSet<int>();
        await using (var command = new NpgsqlCommand("SELECT number FROM public.ledger_migrations", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                done.Add(reader.GetInt32(0));
            }
        }

        if (done.Count > 0 && done.Max() > All[^1].Number)
        {
            throw new InvalidOperationException(
                $"The database is at version {done.Max()}, this program knows {All[^1].Number}: use a newer program.");
        }

        var applied = new List<int>();
        foreach (var (number, name, sql) in All.Where(it => !done.Contains(it.Number)))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Run(connection, transaction, sql, cancel);
            await Run(connection, transaction, string.Create(CultureInfo.InvariantCulture,
                $"INSERT INTO public.ledger_migrations (number, name) VALUES ({number}, '{name}')"), cancel);
            await transaction.CommitAsync(cancel);
            applied.Add(number);
        }

        return applied;
    }

    /// <summary>
    /// Makes an empty ledger one that replays: its recorded instants are supplied with every append, to run history
    /// again, and it says so for ever. Does nothing to one that replays already.
    /// </summary>
    /// <param name="connectionString">A login that may act for the owner of the log.</param>
    /// <param name="cancel">Stops before the change.</param>
    /// <exception cref="InvalidOperationException">The ledger holds facts whose instants it has witnessed.</exception>
    public static async Task MakeReplay(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Unpooled(connectionString));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            UPDATE ledger.head SET clock = 'replay' WHERE position = 0;
            SELECT clock FROM ledger.head;
            """, connection);
        if (await command.ExecuteScalarAsync(cancel) is not "replay")
        {
            throw new InvalidOperationException(
                "This ledger has witnessed when its facts were recorded; it cannot be turned into one that replays. "
                + "Choose another data folder.");
        }
    }

    /// <summary>
    /// A pooled connection would stay open and keep its advisory lock, and the next process out, until somebody in this
    /// one used it again.
    /// </summary>
    private static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private static async Task Run(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static List<(int Number, string Name, string Sql)> Load()
    {
        var assembly = typeof(Migrator).Assembly;
        const string Folder = ".Migrations.";
        var found = new List<(int, string, string)>();
        foreach (var resource in assembly.GetManifestResourceNames()
            .Where(it => it.EndsWith(".sql", StringComparison.Ordinal)))
        {
            var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^4];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            found.Add((int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd()));
        }

        found.Sort((left, right) => left.Item1.CompareTo(right.Item1));
        return found;
    }
}
