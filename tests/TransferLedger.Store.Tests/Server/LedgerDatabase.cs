using System.Diagnostics;
using Npgsql;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Tests.Server;

/// <summary>
/// A database with a ledger of its own, for one test. Dropped at the end with whoever is still connected.
/// </summary>
internal sealed class LedgerDatabase(TestServer server, string name) : IAsyncDisposable
{
    private readonly List<PostgresEventStore> _stores = [];

    public string Name => name;

    public TestServer Server => server;

    /// <summary>A superuser's login.</summary>
    public string ConnectionString => server.Login(name).ConnectionString;

    /// <summary>A store, as another process would open it: with its own connections and its own writer.</summary>
    public PostgresEventStore Open(StoreOptions? options = null)
    {
        var store = PostgresEventStore.Open(ConnectionString, options);
        _stores.Add(store);
        return store;
    }

    /// <summary>A connection as superuser, outside the pool.</summary>
    public async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public Task Execute(string sql) => server.Execute(name, sql);

    /// <summary>The one value a query gives.</summary>
    public async Task<T> Value<T>(string sql) => (await Rows(sql, row => row.GetFieldValue<T>(0)))
        .ShouldHaveSingleItem();

    /// <summary>The rows of a query.</summary>
    public async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await Connect();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Returns when so many sessions of this database wait for a lock.</summary>
    public async Task UntilWaiting(int sessions)
    {
        await using var connection = await Connect();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            connection);
        for (var waited = Stopwatch.StartNew(); await command.ExecuteScalarAsync() is not long found
            || found < sessions;)
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await server.Execute("postgres", $"DROP DATABASE {name} WITH (FORCE)");
    }
}
