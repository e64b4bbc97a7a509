using Npgsql;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Bench;

/// <summary>A migrated database of the benchmark's own; dropped when disposed of.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;
    private readonly NpgsqlConnection _claim;

    private BenchDatabase(string server, string name, string connectionString, NpgsqlConnection claim) =>
        (_server, _name, ConnectionString, _claim) = (server, name, connectionString, claim);

    /// <summary>The superuser's login to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Is it left in place at the end, for another run?</summary>
    public bool Kept { get; init; }

    /// <summary>Makes <c>ledger_bench_{name}</c> anew.</summary>
    /// <exception cref="CommandFailedException">Another run is measuring in it.</exception>
    public static Task<BenchDatabase> Make(string server, string name, CancellationToken cancel) =>
        Open(server, name, kept: false, cancel);

    /// <summary>Makes <c>ledger_bench_{name}</c>, or takes what an earlier run kept. It is kept again.</summary>
    /// <exception cref="CommandFailedException">Another run is measuring in it.</exception>
    public static Task<BenchDatabase> MakeOrReuse(string server, string name, CancellationToken cancel) =>
        Open(server, name, kept: true, cancel);

    /// <summary>Writes what is in memory to disk, so that no round pays for the one before.</summary>
    public Task Checkpoint(CancellationToken cancel) => Run(ConnectionString, "CHECKPOINT", cancel);

    /// <summary>
    /// Takes away the guards against rows written by hand, which only a superuser can: in the database of the limit,
    /// rows are written by hand.
    /// </summary>
    public Task AllowRowsByHand(CancellationToken cancel) => Run(
        ConnectionString,
        """
        DROP TRIGGER refuse_by_hand ON ledger.mt_events;
        DROP TRIGGER refuse_by_hand ON ledger.mt_streams;
        DROP TRIGGER refuse_by_hand ON ledger.event_subjects;
        DROP TRIGGER refuse_by_hand ON ledger.commands;
        """,
        cancel);

    /// <summary>Lets the server see what it holds, as autovacuum does in its own time.</summary>
    public Task Vacuum(CancellationToken cancel) => Run(ConnectionString, "VACUUM (ANALYZE)", cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Kept)
        {
            await Run(_server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
        }

        await _claim.DisposeAsync();
    }

    private static async Task<BenchDatabase> Open(string server, string name, bool kept, CancellationToken cancel)
    {
        var database = $"ledger_bench_{name}";
        var claim = await Claim(server, database, cancel);
        try
        {
            if (!kept)
            {
                await Run(server, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", cancel);
            }

            try
            {
                await Run(server, $"CREATE DATABASE {database}", cancel);
            }
            catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.DuplicateDatabase)
            {
                // An earlier run kept it.
            }

            var connectionString = new NpgsqlConnectionStringBuilder(server)
            {
                Database = database,
                CommandTimeout = 600,
            }.ConnectionString;
            await Migrator.Migrate(connectionString, cancel);
            return new BenchDatabase(server, database, connectionString, claim) { Kept = kept };
        }
        catch
        {
            await claim.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Two runs at once would each drop the other's database, and neither would measure anything. The lock goes with
    /// the connection, however the run ends.
    /// </summary>
    private static async Task<NpgsqlConnection> Claim(string server, string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(
                "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", connection)
            {
                Parameters = { new() { Value = database } },
            };
            return (bool)(await command.ExecuteScalarAsync(cancel))!
                ? connection
                : throw new CommandFailedException(
                    Exit.Refused, $"Another run is measuring in the database {database} of this server. Wait for its end.");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task Run(string connectionString, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                CommandTimeout = 600,
            }.ConnectionString
        );
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
