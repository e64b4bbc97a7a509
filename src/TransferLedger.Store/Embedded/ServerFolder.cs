using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// What lies in the folder of one embedded server: <c>data</c> is PostgreSQL's own and belongs to the user it runs
/// as; all else is ours, so that a server gone astray cannot lead a process of root to write elsewhere.
/// </summary>
internal sealed class ServerFolder
{
    private const string HalfMade = "data.new-";
    
    /// <summary>What a shell would take apart in the quotes that pg_ctl puts around the name of the log.</summary>
    private static readonly SearchValues<char> ShellSpecial = SearchValues.Create("\"$`\\\n\r");

    private readonly string _users;

    private ServerFolder(string root)
    {
        Root = root;
        _users = Path.Combine(root, "users");
    }

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    public string Log => Path.Combine(Root, "server.log");

    public string Socket => Path.Combine(Root, "socket");

    /// <summary>Names the socket folder of the last start, when it could not be <see cref="Socket"/>.</summary>
    public string SocketElsewhere => Path.Combine(Root, "socket-folder");

    public string Gate => Path.Combine(Root, "start.lock");

    /// <summary>The major version that made the data; null if there are none yet.</summary>
    public int? DataMajor
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            if (File.Exists(file) && int.TryParse(
                    File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var major))
            {
                return major;
            }

            return !Directory.Exists(Data) || !Directory.EnumerateFileSystemEntries(Data).Any()
                ? null
                : throw new EmbeddedPostgresException(
                    $"{Data} is not empty, and not the data of PostgreSQL: it has no valid PG_VERSION. Restore it " +
                    "from a backup, or move it away to begin with an empty ledger.");
        }
    }

    private string PasswordFile => Path.Combine(Root, "password");

    public static ServerFolder Make(string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!OperatingSystem.IsWindows() && root.AsSpan().ContainsAny(ShellSpecial))
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL cannot be started in the folder {root}: its name has a quote, $, \\ or line end.");
        }

        if (File.Exists(Path.Combine(root, "PG_VERSION")))
        {
            throw new EmbeddedPostgresException(
                $"{root} is the data folder of another PostgreSQL server. " +
                "Connect to that server, or name another folder.");
        }

        var folder = new ServerFolder(root);
        Folders.Make(root, EmbeddedOptions.RunsAsRoot ? Folders.Passable : Folders.Private);
        Folders.Make(folder._users, Folders.Private);
        return folder;
    }

    /// <summary>Fails, naming the closed folder, unless the user whom the server runs as can reach the data.</summary>
    public async Task CheckOpenTo(Account account, CancellationToken cancel)
    {
        if (account.IsOther && !await account.MayEnter(Root, cancel))
        {
            var closed = Root;
            for (var above = Path.GetDirectoryName(Root); above is not null; above = Path.GetDirectoryName(above))
            {
                closed = await account.MayEnter(above, cancel) ? closed : above;
            }

            throw new EmbeddedPostgresException(
                $"PostgreSQL does not run as root and would run as the user '{account.Name}', who may not enter " +
                $"{closed}. Choose a data folder outside it (for instance /var/lib/transferledger), or run the " +
                "command as an ordinary user.");
        }

        if (Directory.Exists(Data) && !await account.MayWrite(Data, cancel))
        {
            throw new EmbeddedPostgresException(
                $"{Data} belongs to another user than '{account.Name}', whom PostgreSQL would run as. Run the " +
                "command as the user who made it.");
        }
    }

    /// <summary>The folders of an initdb that was killed; removed before the next one.</summary>
    public IEnumerable<string> HalfMadeFolders() => Directory.EnumerateDirectories(Root, HalfMade + "*");

    public string NewHalfMadeFolder() => Path.Combine(Root, HalfMade + Path.GetRandomFileName());

    /// <summary>Counts us among the users until the lock is dropped. Only under the gate.</summary>
    public FileLock Join() =>
        FileLock.TryAcquire(Path.Combine(_users, $"{Environment.ProcessId}-{Path.GetRandomFileName()}"))
        ?? throw new InvalidOperationException("A file of a new random name is locked.");

    /// <summary>Are there users beside the holder of this file? Forgets those that died. Only under the gate.</summary>
    public bool HasUsersBeside(FileLock? own)
    {
        var others = false;
        foreach (var file in Directory.EnumerateFiles(_users).Where(it => it != own?.Path))
        {
            using var left = FileLock.TryAcquire(file);
            if (left is null)
            {
                others = true;
            }
            else
            {
                File.Delete(file);
            }
        }

        return others;
    }

    /// <summary>The password of the superuser. A new one when the data are still to be made.</summary>
    public string Password(bool isNew)
    {
        if (isNew)
        {
            var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            WriteSecret(PasswordFile, made);
            return made;
        }

        return File.Exists(PasswordFile)
            ? File.ReadAllText(PasswordFile).Trim()
            : throw new EmbeddedPostgresException(
                $"{PasswordFile} is missing, so nobody can log in to the data beside it. Restore it from a backup.");
    }

    /// <summary>Writes a file that only its owner can read, whole or not at all.</summary>
    public static void WriteSecret(string path, string text)
    {
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var half = path + ".new";
        using (var writer = new StreamWriter(half, open))
        {
            writer.Write(text);
            writer.Flush();
            ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }
}
