using System.Globalization;

namespace TransferLedger.Store.Embedded;

/// <summary>A folder with the PostgreSQL server programs, and the major version they are.</summary>
internal sealed record Binaries(string Folder, int Major)
{
    public const int OldestMajor = 15;

    private const string FolderVariable = "LEDGER_POSTGRES_BIN";
    private const string SourceVariable = "LEDGER_POSTGRES_SOURCE";

    private const string Remedy =
        "Install it (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17), or install npm " +
        $"so that it can be fetched, or set {FolderVariable} to a folder with postgres, initdb and pg_ctl.";

    private static readonly string[] UsualFolders =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/opt/local/lib/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin", @"C:\Program Files\PostgreSQL\*\bin",
    ];

    public string Initdb => Program(Folder, "initdb");

    public string PgCtl => Program(Folder, "pg_ctl");

    public string Postgres => Program(Folder, "postgres");

    /// <summary>
    /// The programs to use: those the caller or the environment names, else the newest; but for data that are there
    /// already, of the version that made them.
    /// </summary>
    public static async Task<Binaries> Choose(EmbeddedOptions options, int? dataMajor, CancellationToken cancel)
    {
        var named = options.BinariesFolder ?? Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return await Named(Path.GetFullPath(named), dataMajor, cancel);
        }

        var source = options.Source ?? SourceOfEnvironment();
        var rejected = new List<string>();
        if (source != BinariesSource.Npm)
        {
            var found = await OnMachine(rejected, cancel);
            var fitting = found.Where(it => dataMajor is null || it.Major == dataMajor).MaxBy(it => it.Major);
            if (fitting is not null)
            {
                return fitting;
            }

            rejected.AddRange(found.Select(it => $"{it.Folder} is version {it.Major}"));
        }

        if (source != BinariesSource.Machine && (dataMajor is null || dataMajor == NpmPackage.Major))
        {
            var folder = await NpmPackage.Get(options.CacheFolder, options.Progress, cancel);
            return await Named(folder, dataMajor, cancel);
        }

        throw NotFound(dataMajor, source, rejected);
    }

    /// <summary>The major version in what <c>postgres --version</c> prints; null if it is no such line.</summary>
    internal static int? MajorOf(string printed) =>
        printed.Split("(PostgreSQL) ") is [_, var version, ..]
        && int.TryParse(
            string.Concat(version.TakeWhile(char.IsAsciiDigit)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var major)
            ? major
            : null;

    private static async Task<Binaries> Named(string folder, int? dataMajor, CancellationToken cancel)
    {
        var (found, why) = await Inspect(folder, cancel);
        if (found is null)
        {
            throw new EmbeddedPostgresException($"{folder} cannot be used as PostgreSQL: {why}. {Remedy}");
        }

        return dataMajor is null || dataMajor == found.Major
            ? found
            : throw NotFound(dataMajor, BinariesSource.Any, [$"{folder} is version {found.Major}"]);
    }

    private static async Task<List<Binaries>> OnMachine(List<string> rejected, CancellationToken cancel)
    {
        var found = new List<Binaries>();
        foreach (var folder in await Candidates(cancel))
        {
            var (usable, why) = await Inspect(folder, cancel);
            if (usable is not null)
            {
                found.Add(usable);
            }
            else
            {
                rejected.Add($"{folder}: {why}");
            }
        }

        return found;
    }

    /// <summary>Every folder of the machine that holds a <c>postgres</c>, each once.</summary>
    private static async Task<List<string>> Candidates(CancellationToken cancel)
    {
        var folders = new List<string>();
        if (Command.Find("pg_config") is { } config)
        {
            var asked = await Command.Run(config, ["--bindir"], cancel);
            folders.Add(asked.Succeeded ? asked.Text.Trim() : "");
        }

        folders.AddRange(UsualFolders.SelectMany(Matching));
        folders.AddRange(Command.SearchFolders);
        return
        [
            .. folders
                .Where(it => it.Length > 0 && File.Exists(Program(it, "postgres")))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static async Task<(Binaries? Usable, string Why)> Inspect(string folder, CancellationToken cancel)
    {
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            if (!File.Exists(Program(folder, program)))
            {
                return (null, $"it has no {program}");
            }
        }

        var asked = await Command.Run(Program(folder, "postgres"), ["--version"], cancel);
        return MajorOf(asked.Text) switch
        {
            null => (null, $"its postgres does not run here ({asked.Tail})"),
            < OldestMajor and var old => (null, $"it is version {old}, and {OldestMajor} or newer is needed"),
            { } major => (new Binaries(folder, major), ""),
        };
    }

    private static IEnumerable<string> Matching(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var separators = new[] { '/', '\\' };
        var start = pattern.LastIndexOfAny(separators, star);
        var end = pattern.IndexOfAny(separators, star);
        var (parent, name) = (pattern[..start], pattern[(start + 1)..(end < 0 ? pattern.Length : end)]);
        var rest = end < 0 ? "" : pattern[end..];
        return Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, name).Select(it => it + rest) : [];
    }

    private static string Program(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static BinariesSource SourceOfEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(SourceVariable);
        if (string.IsNullOrEmpty(text))
        {
            return BinariesSource.Any;
        }

        return Enum.TryParse<BinariesSource>(text, ignoreCase: true, out var source) && Enum.IsDefined(source)
            ? source
            : throw new EmbeddedPostgresException($"{SourceVariable} is '{text}'; it may be any, machine or npm.");
    }

    private static EmbeddedPostgresException NotFound(int? dataMajor, BinariesSource source, List<string> rejected)
    {
        var looked = rejected.Count == 0 ? "" : $" Seen: {string.Join("; ", rejected)}.";
        if (dataMajor is { } made)
        {
            return new EmbeddedPostgresException(
                $"The data folder was made by PostgreSQL {made}, which can only be read by that version, and no " +
                $"PostgreSQL {made} was found.{looked} Install PostgreSQL {made}, or bring the data over with " +
                "pg_upgrade or pg_dump, or name another data folder.");
        }

        var where = source switch
        {
            BinariesSource.Machine => "on this machine",
            BinariesSource.Npm => "as an npm package",
            _ => "on this machine or as an npm package",
        };
        return new EmbeddedPostgresException($"No PostgreSQL {OldestMajor} or newer {where}.{looked} {Remedy}");
    }
}
