using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Cli.Bench;

/// <summary>
/// The server that measurements make their databases on: that of <c>LEDGER_CONNECTION</c>, or an embedded one.
/// </summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _server;

    private BenchServer(EmbeddedPostgres? server, string connectionString) =>
        (_server, ConnectionString) = (server, connectionString);

    /// <summary>A login that may make databases.</summary>
    public string ConnectionString { get; }

    /// <summary>Opens it.</summary>
    /// <param name="data">The data folder asked for; null for the usual place.</param>
    /// <param name="terminal">Told what takes time.</param>
    /// <param name="cancel">Stops the opening.</param>
    public static async Task<BenchServer> Open(string? data, Terminal terminal, CancellationToken cancel)
    {
        var named = data is null ? Environment.GetEnvironmentVariable("LEDGER_CONNECTION") : null;
        if (!string.IsNullOrWhiteSpace(named))
        {
            return new BenchServer(null, named);
        }

        var folder = Path.GetFullPath(data ?? Path.Combine(EmbeddedOptions.DefaultDataFolder(), "bench"));
        var server = await EmbeddedPostgres.Start(new EmbeddedOptions(folder) { Progress = terminal.Say }, cancel);
        return new BenchServer(server, server.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
