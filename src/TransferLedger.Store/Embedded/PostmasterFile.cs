using System.Globalization;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// What <c>postmaster.pid</c> tells about a server that runs, or did when it was killed (PostgreSQL documentation,
/// "Database File Layout"; lines 1, 4, 5 and 6).
/// </summary>
/// <param name="Process">The process id of the server.</param>
/// <param name="Port">Of the socket's name, or of loopback.</param>
/// <param name="Host">The folder of the socket, or the loopback address.</param>
internal sealed record PostmasterFile(int Process, int Port, string Host)
{
    /// <summary>Null if there is none, or it is still being written.</summary>
    public static PostmasterFile? Read(string data)
    {
        var lines = Lines(data);
        return lines.Length >= 6
            && TryNumber(lines[0], out var process)
            && TryNumber(lines[3], out var port)
            && (lines[4].Length > 0 ? lines[4] : lines[5]) is { Length: > 0 } host
                ? new PostmasterFile(process, port, host)
                : null;
    }

    /// <summary>
    /// Removes what a killed server left when its process id still seems to live: it has ended but nobody has
    /// collected it (containers without an init), or the id now belongs to another program. PostgreSQL would take
    /// either for a running server. Its own check of the shared memory still guards the data. With other users
    /// registered an id is not taken for recycled: it may be of their container.
    /// </summary>
    public static void RemoveIfStale(ServerFolder folder, bool hasOtherUsers)
    {
        var lines = Lines(folder.Data);
        if (!OperatingSystem.IsLinux() || lines.Length == 0 || !TryNumber(lines[0], out var process))
        {
            return;
        }

        if (TextOf($"/proc/{process}/stat") is not { } text)
        {
            return;
        }

        // "4711 (postgres) S 1 …": the name is in brackets and may itself hold some.
        var (start, end) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
        var (name, state) = (text[(start + 1)..end], text[end + 2]);
        if (state == 'Z' || (!hasOtherUsers && name != "postgres"))
        {
            File.Delete(FileOf(folder.Data));
            if (Directory.Exists(folder.Socket))
            {
                Directory.Delete(folder.Socket, recursive: true);
            }
        }
    }

    private static string[] Lines(string data) =>
        TextOf(FileOf(data)) is { } text ? [.. text.Split('\n').Select(it => it.Trim())] : [];

    /// <summary>Null if the file is not there or vanishes while it is read, as both kinds do with a process.</summary>
    private static string? TextOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (IOException) when (!File.Exists(path))
        {
            return null;
        }
    }

    private static string FileOf(string data) => Path.Combine(data, "postmaster.pid");

    private static bool TryNumber(string line, out int number) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
