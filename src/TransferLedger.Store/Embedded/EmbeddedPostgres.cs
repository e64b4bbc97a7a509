using System.Diagnostics;
using Npgsql;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// The ledger's own PostgreSQL server, for when no connection string is given: found on the machine or fetched, made
/// at the first start, private to this user, and shared by all processes that start it on the same folder.
/// </summary>
/// <remarks>
/// The last user that leaves stops the server, also when a process ends by itself without disposing. A process that is
/// killed leaves it running, and so does one that ends by SIGINT or SIGTERM without a handler, which is for the
/// executable to have; the next start on the folder takes the server over. PostgreSQL ends by itself within a minute
/// when its folder is deleted. Members may be called from any thread.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "ledger";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ServerFolder _folder;
    private readonly Cluster _cluster;
    private readonly EmbeddedOptions _options;
    private FileLock? _membership;

    private EmbeddedPostgres(ServerFolder folder, Cluster cluster, EmbeddedOptions options, string binaries)
    {
        _folder = folder;
        _cluster = cluster;
        _options = options;
        Binaries = binaries;
        DataFolder = folder.Root;
        ConnectionString = "";
        ServerVersion = new Version();
    }

    /// <summary>
    /// For Npgsql: user <c>postgres</c> (a superuser), database <c>ledger</c>. It holds the password: never log it.
    /// </summary>
    public string ConnectionString { get; private set; }

    /// <summary>The full path of <see cref="EmbeddedOptions.DataFolder"/>.</summary>
    public string DataFolder { get; }

    /// <summary>Of the running server, e.g. 15.18.</summary>
    public Version ServerVersion { get; private set; }

    /// <summary>The folder of the PostgreSQL programs that this user starts and stops the server with.</summary>
    public string Binaries { get; }

    /// <summary>Starts the server of a folder, or joins it if it runs. Makes the data if there are none.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be; the message says what to install or do.</exception>
    /// <exception cref="ArgumentException">A setting in the options cannot be chosen.</exception>
    public static async Task<EmbeddedPostgres> Start(EmbeddedOptions options, CancellationToken cancel)
    {
        ServerSettings.Check(options);
        try
        {
            var folder = ServerFolder.Make(options.DataFolder);
            using var gate = await FileLock.Acquire(folder.Gate, StartLimit, cancel);
            var account = await Account.Choose(cancel);
            await folder.CheckOpenTo(account, cancel);
            var binaries = await Embedded.Binaries.Choose(options, folder.DataMajor, cancel);
            if (account.IsOther && !await account.MayEnter(binaries.Postgres, cancel))
            {
                throw new EmbeddedPostgresException(
                    $"The user '{account.Name}', whom PostgreSQL runs as, may not run {binaries.Postgres}. " +
                    "Open the folders above it to all users, or name another.");
            }

            var cluster = new Cluster(folder, binaries, account, options);
            var server = new EmbeddedPostgres(folder, cluster, options, binaries.Folder);
            await server.Join(cancel);
            return server;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The folder {options.DataFolder} cannot be used: {error.Message} " +
                "Make sure that it is yours and that its disk has room, or name another.", error);
        }
        catch (NpgsqlException error)
        {
            throw new EmbeddedPostgresException(
                $"The server in {options.DataFolder} started, but refused its first use: {error.Message}", error);
        }
    }

    /// <summary>
    /// Leaves. The last user stops the server, which ends all connections to it; with
    /// <see cref="EmbeddedOptions.KeepRunning"/> it is left running. A second call does nothing.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">The server does not stop.</exception>
    public async Task Stop(CancellationToken cancel)
    {
        if (Volatile.Read(ref _membership) is null || !Directory.Exists(_folder.Root))
        {
            return;
        }

        using var gate = await FileLock.Acquire(_folder.Gate, StartLimit, cancel);
        await Leave(cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Stop(CancellationToken.None);

    private async Task Join(CancellationToken cancel)
    {
        _membership = _folder.Join();
        try
        {
            var isNew = _folder.DataMajor is null;
            var password = _folder.Password(isNew);
            if (isNew)
            {
                await _cluster.Make(password, cancel);
            }

            await Connect(password, cancel);
        }
        catch
        {
            await Leave(CancellationToken.None);
            throw;
        }

        AppDomain.CurrentDomain.ProcessExit += LeaveAtExit;
    }

    private async Task Leave(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _membership, null) is not { } membership)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit -= LeaveAtExit;
        try
        {
            if (!_options.KeepRunning && !_folder.HasUsersBeside(membership) && _folder.DataMajor is not null)
            {
                await _cluster.Stop(cancel);
            }
        }
        finally
        {
            membership.Dispose();
            File.Delete(membership.Path);
        }

        await ForgetConnections();
    }

    /// <summary>Npgsql would hand out pooled connections to a server that is gone.</summary>
    private async Task ForgetConnections()
    {
        await using var ours = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(ours);
    }

    private void LeaveAtExit(object? sender, EventArgs e)
    {
        try
        {
            Stop(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception error)
            when (error is EmbeddedPostgresException or IOException or UnauthorizedAccessException)
        {
            _options.Progress?.Invoke(error.Message);
        }
    }

    /// <summary>Connects to the server of the folder, starting it if nothing answers.</summary>
    private async Task Connect(string password, CancellationToken cancel)
    {
        var wasSilent = false;
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var answer = await Ask(password, cancel);
            if (answer == Answer.Ready)
            {
                if (wasSilent)
                {
                    await ForgetConnections();
                }

                return;
            }

            wasSilent |= answer == Answer.Silent;
            var obstacle = answer == Answer.Silent ? await Restart(cancel) : null;
            if (waited.Elapsed > StartLimit)
            {
                throw obstacle ?? new EmbeddedPostgresException(
                    $"The server in {DataFolder} runs, but takes no connection. See {_folder.Log}.");
            }

            if (answer == Answer.Busy || obstacle is not null)
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    private async Task<EmbeddedPostgresException?> Restart(CancellationToken cancel)
    {
        PostmasterFile.RemoveIfStale(_folder, _folder.HasUsersBeside(_membership));
        return await _cluster.Start(cancel);
    }

    private async Task<Answer> Ask(string password, CancellationToken cancel)
    {
        if (PostmasterFile.Read(_folder.Data) is not { } running)
        {
            return Answer.Silent;
        }

        var target = new NpgsqlConnectionStringBuilder
        {
            Host = running.Host,
            Port = running.Port,
            Username = "postgres",
            Password = password,
            Database = Database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        try
        {
            ServerVersion = await VersionAt(target, cancel);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabase(target, cancel);
            return Answer.Busy;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                $"The server in {DataFolder} does not take the password in the file beside its data. Restore that " +
                "file from the backup the data came from.", error);
        }
        catch (NpgsqlException error)
            when (error.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
                || error.InnerException is TimeoutException)
        {
            return Answer.Busy;
        }
        catch (NpgsqlException error) when (error is not PostgresException)
        {
            return Answer.Silent;
        }

        ConnectionString = target.ConnectionString;
        return Answer.Ready;
    }

    private static async Task<Version> VersionAt(NpgsqlConnectionStringBuilder target, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Single(target, Database));
        await connection.OpenAsync(cancel);
        return connection.PostgreSqlVersion;
    }

    private static async Task CreateDatabase(NpgsqlConnectionStringBuilder target, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Single(target, "postgres"));
        await connection.OpenAsync(cancel);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }

    private static string Single(NpgsqlConnectionStringBuilder target, string database) =>
        new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = database, Pooling = false }
            .ConnectionString;

    private enum Answer
    {
        Ready,
        Busy,
        Silent,
    }
}
