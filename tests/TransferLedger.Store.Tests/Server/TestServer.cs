using System.Globalization;
using Npgsql;
using TransferLedger.Store.Embedded;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Tests.Server;

/// <summary>
/// A PostgreSQL server of the tests' own, in a new folder: one for the whole run, and one more for each class that
/// kills it. Nothing is flushed to the disk, but every commit reaches the operating system before it is acknowledged,
/// so that what a killed server had acknowledged must be there when it is started again.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    private const string Template = "ledger_template";

    private static readonly Lazy<Task<TestServer>> Common = new(Start);
    private readonly EmbeddedOptions _options;
    private readonly List<EmbeddedPostgres> _started = [];
    private int _databases;

    private TestServer(EmbeddedOptions options) => _options = options;

    /// <summary>The server all classes share that do not harm it. It stops after the last test.</summary>
    public static Task<TestServer> Shared => Common.Value;

    /// <summary>The folder of the data.</summary>
    public string Data => Path.Combine(_options.DataFolder, "data");

    /// <summary>A superuser's login to a database of this server.</summary>
    public NpgsqlConnectionStringBuilder Login(string database) =>
        new(_started[^1].ConnectionString) { Database = database, MaxPoolSize = 60 };

    /// <summary>A new server with an empty ledger to copy.</summary>
    public static async Task<TestServer> Start()
    {
        var folder = Path.Combine("/tmp", $"transferledger-tests-{Environment.ProcessId}-{Guid.NewGuid():N}"[..44]);
        var server = new TestServer(new EmbeddedOptions(folder)
        {
            Durable = false,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["synchronous_commit"] = "on",
                ["full_page_writes"] = "on",
                ["max_connections"] = "200",
                ["shared_buffers"] = "64MB",
                ["restart_after_crash"] = "on",
            },
        });
        await server.StartAgain();
        await server.Execute("postgres", $"CREATE DATABASE {Template}");
        await Migrator.Migrate(
            new NpgsqlConnectionStringBuilder(server.Login(Template).ConnectionString) { Pooling = false }
                .ConnectionString,
            CancellationToken.None);
        return server;
    }

    /// <summary>Stops the shared server, if any test has used it.</summary>
    public static async Task StopShared()
    {
        if (Common.IsValueCreated)
        {
            await (await Common.Value).DisposeAsync();
        }
    }

    /// <summary>A fresh database with an empty ledger.</summary>
    public async Task<LedgerDatabase> NewDatabase(string options = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"ledger_{Interlocked.Increment(ref _databases)}");
        await Execute("postgres", $"CREATE DATABASE {name} TEMPLATE {Template} {options}");
        return new LedgerDatabase(this, name);
    }

    /// <summary>Starts the server, or starts it again after it was killed.</summary>
    public async Task StartAgain() => _started.Add(await EmbeddedPostgres.Start(_options, CancellationToken.None));

    /// <summary>kill -9 of the whole server: the postmaster and every process of it, at one instant.</summary>
    public void Kill() => ServerProcesses.KillAll(Postmaster());

    /// <summary>The process id of the postmaster.</summary>
    public int Postmaster() => int.Parse(
        File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Runs a statement as superuser, on a connection of its own.</summary>
    public async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Login(database).ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
        {
            await started.DisposeAsync();
        }

        Directory.Delete(_options.DataFolder, recursive: true);
    }
}
