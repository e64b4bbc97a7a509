using System.Security.Cryptography;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// The data of one embedded server, and the programs that make, start and stop it. Used only under the gate.
/// </summary>
internal sealed class Cluster(ServerFolder folder, Binaries binaries, Account account, EmbeddedOptions options)
{
    private const int StartSeconds = 60;
    private const int StopSeconds = 60;
    private const int NotRunning = 3;

    /// <summary>
    /// sun_path holds 104 bytes on macOS and 108 on Linux, with a zero at the end; the socket is /.s.PGSQL.5432.
    /// </summary>
    private const int LongestSocketFolder = 103 - 14;

    private const string ShortSocketFolder = "/tmp/transferledger-";

    /// <summary>
    /// Makes the data: beside their place, and moved there when they are whole, so that a folder named data is never
    /// half made.
    /// </summary>
    public async Task Make(string password, CancellationToken cancel)
    {
        foreach (var left in folder.HalfMadeFolders())
        {
            await Folders.Remove(left, cancel);
        }

        options.Progress?.Invoke($"Making a new database in {folder.Root} with PostgreSQL {binaries.Major}");
        var half = folder.NewHalfMadeFolder();
        Folders.Make(half, Folders.Private);
        var secret = Path.Combine(half, "password");
        var data = Path.Combine(half, "data");
        ServerFolder.WriteSecret(secret, password);
        await account.Own(half, cancel);
        string[] arguments =
        [
            "--pgdata", data, "--username", "postgres", "--pwfile", secret, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--data-checksums", "--no-instructions",
            .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var made = await account.Run(binaries.Initdb, arguments, cancel);
        if (!made.Succeeded)
        {
            await Folders.Remove(half, cancel);
            throw Failed("initdb", made.ExitCode, made.Tail);
        }

        if (Directory.Exists(folder.Data))
        {
            Directory.Delete(folder.Data);
        }

        Directory.Move(data, folder.Data);
        await Folders.Remove(half, cancel);
        await FlushNames(cancel);
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <returns>Null, or what stands in the way and passes: a server that is just ending.</returns>
    public async Task<EmbeddedPostgresException?> Start(CancellationToken cancel)
    {
        var socket = await MakeSocketFolder(cancel);
        var port = socket is null ? LoopbackPort() : ServerSettings.SocketPort;
        var settings = ServerSettings.Arguments(options, await WalCompression(cancel), socket, port);
        var logged = await PrepareLog(cancel);
        string[] arguments =
        [
            "start", "--wait", "--timeout", $"{StartSeconds}", "--pgdata", folder.Data, "--log", folder.Log,
            "--options", settings,
        ];
        var started = await account.Run(binaries.PgCtl, arguments, cancel);
        if (started.Succeeded)
        {
            RemoveSocketFolderElsewhere(except: socket);
            return null;
        }

        var said = LogFrom(logged);
        var failure = Failed("PostgreSQL", started.ExitCode, CommandResult.LastLinesOf(started.Text + '\n' + said));
        var passes = (said.Contains("FATAL:  lock file", StringComparison.Ordinal)
                && said.Contains("already exists", StringComparison.Ordinal))
            || said.Contains("is still in use", StringComparison.Ordinal)
            || started.Text.Contains("did not start in time", StringComparison.Ordinal);
        return passes ? failure : throw failure;
    }

    /// <summary>Ends all sessions and stops the server. Nothing happens if it does not run.</summary>
    public async Task Stop(CancellationToken cancel)
    {
        string[] arguments =
            ["stop", "--mode", "fast", "--wait", "--timeout", $"{StopSeconds}", "--pgdata", folder.Data];
        var stopped = await account.Run(binaries.PgCtl, arguments, cancel);
        if (!stopped.Succeeded)
        {
            var status = await account.Run(binaries.PgCtl, ["status", "--pgdata", folder.Data], cancel);
            if (status.ExitCode != NotRunning)
            {
                throw Failed("Stopping PostgreSQL", stopped.ExitCode, stopped.Tail);
            }
        }

        RemoveSocketFolderElsewhere(except: null);
    }

    private EmbeddedPostgresException Failed(string what, int exitCode, string lines)
    {
        var remedy = lines switch
        {
            _ when lines.Contains("No space left on device", StringComparison.Ordinal) =>
                $" The disk that holds {folder.Root} is full: make room there, then run the same command again; what is"
                    + " recorded stays. (An empty ledger needs about 100 MB.)",
            _ when lines.Contains("could not map anonymous shared memory", StringComparison.Ordinal)
                || lines.Contains("Cannot allocate memory", StringComparison.Ordinal) =>
                " The machine has too little free memory: set shared_buffers lower (it is 256MB).",
            _ when lines.Contains("error while loading shared libraries", StringComparison.Ordinal) =>
                $" The PostgreSQL in {binaries.Folder} is not whole: install it again.",
            _ => $" The log is {folder.Log}.",
        };
        return new EmbeddedPostgresException($"{what} failed with exit code {exitCode}.{remedy}\n{lines}");
    }

    /// <summary>lz4 costs far less time than pglz, but not every build has it.</summary>
    private async Task<string> WalCompression(CancellationToken cancel)
    {
        string[] question = ["-D", folder.Data, "-C", "wal_compression", "-c", "wal_compression=lz4"];
        return (await account.Run(binaries.Postgres, question, cancel)).Succeeded ? "lz4" : "on";
    }

    /// <summary>A power cut must not lose the name of a folder that already holds acknowledged facts.</summary>
    private async Task FlushNames(CancellationToken cancel)
    {
        if (options.Durable && Command.Find("sync") is { } sync)
        {
            var flushed = await Command.Run(sync, [folder.Root], cancel);
            if (!flushed.Succeeded)
            {
                throw Failed("sync", flushed.ExitCode, flushed.Tail);
            }
        }
    }

    private async Task<long> PrepareLog(CancellationToken cancel)
    {
        const long keptBytes = 16 << 20;
        var log = new FileInfo(folder.Log);
        if (log.Exists && log.Length > keptBytes)
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
            log.Refresh();
        }

        if (!log.Exists)
        {
            ServerFolder.WriteSecret(folder.Log, "");
            await account.Own(folder.Log, cancel);
            return 0;
        }

        return log.Length;
    }

    private string LogFrom(long position)
    {
        const long mostBytes = 16 << 10;
        using var file = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Max(position, file.Length - mostBytes);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// A folder for the socket that only the server's user (and root) can enter; null where there are no such sockets.
    /// </summary>
    private async Task<string?> MakeSocketFolder(CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // Characters that a list of hosts or of folders would be cut at are avoided, not escaped.
        var isPlain = folder.Socket.All(it => char.IsAsciiLetterOrDigit(it) || it is '/' or '-' or '_' or '.');
        var path = folder.Socket;
        if (!isPlain || path.Length > LongestSocketFolder)
        {
            RemoveSocketFolderElsewhere(except: null);
            path = ShortSocketFolder + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            ServerFolder.WriteSecret(folder.SocketElsewhere, path);
        }

        Folders.Make(path, Folders.Private);
        await account.Own(path, cancel);
        return path;
    }

    private void RemoveSocketFolderElsewhere(string? except)
    {
        if (!File.Exists(folder.SocketElsewhere))
        {
            return;
        }

        var left = File.ReadAllText(folder.SocketElsewhere);
        if (left == except)
        {
            return;
        }

        if (left.StartsWith(ShortSocketFolder, StringComparison.Ordinal) && Directory.Exists(left))
        {
            Directory.Delete(left, recursive: true);
        }

        File.Delete(folder.SocketElsewhere);
    }

    private static int LoopbackPort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
