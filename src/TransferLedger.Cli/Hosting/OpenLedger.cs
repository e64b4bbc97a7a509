using Npgsql;
using TransferLedger.Cli.Import;
using TransferLedger.Cli.Views;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Diversion;
using TransferLedger.Store.Embargoes;
using TransferLedger.Store.Files;
using TransferLedger.Store.Embedded;
using TransferLedger.Store.Inventories;
using TransferLedger.Store.Log;
using TransferLedger.Store.Risk;
using TransferLedger.Store.Screening;
using TransferLedger.Store.Tracing;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Hosting;

/// <summary>
/// A ledger opened for one command: that of <c>LEDGER_CONNECTION</c>, or the embedded one in a data folder, brought to
/// this version's schema.
/// </summary>
internal sealed class OpenLedger : IAsyncDisposable
{
    /// <summary>From so many facts on a rebuild is worth its beginning and its end.</summary>
    private const long RebuildFrom = 20_000;

    /// <summary>A ledger that commands run from within a command use, instead of opening it anew.</summary>
    private static readonly AsyncLocal<OpenLedger?> Lent = new();

    private readonly EmbeddedPostgres? _server;
    private readonly bool _borrowed;

    private OpenLedger(OpenLedger lent)
        : this(lent._server, lent.ConnectionString, lent.Store) => _borrowed = true;

    private OpenLedger(EmbeddedPostgres? server, string connectionString, PostgresEventStore store)
    {
        (_server, ConnectionString, Store) = (server, connectionString, store);
        Where = server is null ? Describe(connectionString) : server.DataFolder;
    }

    /// <summary>The views of this version.</summary>
    public static IReadOnlyList<ViewTables> Views { get; } =
    [
        new WeaponTables(), new CertificateTables(), new DiversionTables(), new InventoryTables(), new TraceTables(),
        new CountryRiskTables(), new EmbargoEffectTables(), new ScreeningTables(), new FileMentionTables(),
        new CertificateSeriesTables(),
    ];

    /// <summary>With the rights of whoever owns the schema.</summary>
    public string ConnectionString { get; }

    public PostgresEventStore Store { get; }

    /// <summary>Where the data are, for people; never a password.</summary>
    public string Where { get; }

    public string Server => _server is null
        ? "a PostgreSQL named by LEDGER_CONNECTION"
        : $"embedded PostgreSQL {_server.ServerVersion} ({_server.Binaries})";

    /// <summary>Opens the ledger.</summary>
    /// <param name="data">The data folder asked for; null for the usual place.</param>
    /// <param name="terminal">Told what takes time.</param>
    /// <param name="cancel">Stops the opening.</param>
    /// <param name="replay">The ledger is one that replays; made so if it is new.</param>
    /// <exception cref="CommandFailedException">It cannot be opened; the message says what to do.</exception>
    public static async Task<OpenLedger> Open(
        string? data, Terminal terminal, CancellationToken cancel, bool replay = false)
    {
        if (Lent.Value is { } lent && data is not null && Path.GetFullPath(data) == lent.Where)
        {
            return new OpenLedger(lent);
        }

        var named = Environment.GetEnvironmentVariable("LEDGER_CONNECTION");
        EmbeddedPostgres? server = null;
        try
        {
            if (string.IsNullOrWhiteSpace(named) || data is not null)
            {
                var folder = Path.GetFullPath(data ?? EmbeddedOptions.DefaultDataFolder());
                server = await EmbeddedPostgres.Start(
                    new EmbeddedOptions(folder) { Progress = terminal.Say }, cancel);
                named = server.ConnectionString;
            }

            await Migrator.Migrate(named, cancel);
            if (replay)
            {
                await Migrator.MakeReplay(named, cancel);
            }

            var store = PostgresEventStore.Open(named);
            await ViewSchema.Ensure(store.Source, Views, cancel);
            return new OpenLedger(server, named, store);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            throw Explain(failed) ?? failed;
        }
    }

    /// <summary>A ledger that measurements have made on a server of theirs.</summary>
    /// <param name="connectionString">Its database, migrated.</param>
    /// <param name="cancel">Stops the opening.</param>
    public static async Task<OpenLedger> At(string connectionString, CancellationToken cancel)
    {
        var store = PostgresEventStore.Open(connectionString);
        await ViewSchema.Ensure(store.Source, Views, cancel);
        return new OpenLedger(null, connectionString, store);
    }

    /// <summary>What went wrong with the database, as an exit code and a sentence; null when it is a bug.</summary>
    public static CommandFailedException? Explain(Exception failed) => failed switch
    {
        CommandFailedException known => known,
        ImportInputException unreadable => new(Exit.BadInput, unreadable.Message),
        EmbeddedPostgresException no => new(Exit.Unavailable, no.Message),
        LedgerUnavailableException no => new(Exit.Unavailable, no.Message),
        InvalidDataException damaged => new(Exit.Refused, damaged.Message),
        InvalidOperationException no => new(Exit.Refused, no.Message),
        ArgumentException { ParamName: null or "connectionString" } no => new(
            Exit.BadInput, $"LEDGER_CONNECTION is not a connection string: {no.Message}"),
        NpgsqlException no => new(Exit.Unavailable, StoreTrouble.Said(no)),
        _ => null,
    };

    /// <summary>
    /// Brings the views up to the end of the log, in this process, and waits for it. Views that have most of a long log
    /// before them are rebuilt, which is several times faster.
    /// </summary>
    public async Task CatchUp(Terminal terminal, CancellationToken cancel)
    {
        var head = await Store.Head(cancel);
        var progress = await ViewSchema.Progress(Store.Source, cancel);
        var behind = Views.Max(
            view => head.Position - (progress.FirstOrDefault(it => it.Name == view.Name)?.Position ?? 0));
        if (behind == 0)
        {
            return;
        }

        if (behind >= RebuildFrom && behind > head.Position / 2)
        {
            try
            {
                await RebuildCommand.Run(this, Views, terminal, cancel);
                return;
            }
            catch (InvalidOperationException)
            {
                terminal.Say("Another process is rebuilding the views; they are brought up to date without it.");
            }
        }

        await using var runner = await ViewRunner.Start(Store.Source, Views, cancel);
        await runner.WaitFor(head.Position, TimeSpan.FromHours(6), cancel);
    }

    /// <summary>Brings one view up to the end of the log: what a command has recorded is there for SQL tools.</summary>
    /// <param name="view">Its name.</param>
    /// <param name="cancel">Stops it; the view goes on from there next time.</param>
    public async Task CatchUpView(string view, CancellationToken cancel)
    {
        var head = await Store.Head(cancel);
        var progress = await ViewSchema.Progress(Store.Source, cancel);
        if (progress.FirstOrDefault(it => it.Name == view)?.Position >= head.Position)
        {
            return;
        }

        await using var runner = await ViewRunner.Start(Store.Source, [.. Views.Where(it => it.Name == view)], cancel);
        await runner.WaitFor(head.Position, TimeSpan.FromHours(6), cancel);
    }

    /// <summary>
    /// Lets commands that are run from here on use this ledger. Each opening of its own costs a pool of connections,
    /// and a server has only so many.
    /// </summary>
    public void Lend() => Lent.Value = this;

    public async ValueTask DisposeAsync()
    {
        if (_borrowed)
        {
            return;
        }

        await Store.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string Describe(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return $"{settings.Host}:{settings.Port}/{settings.Database}";
    }
}
