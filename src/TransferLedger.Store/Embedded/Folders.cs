namespace TransferLedger.Store.Embedded;

/// <summary>Makes and removes the folders that are ours.</summary>
internal static class Folders
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Private, but others may pass through it to a folder inside that is theirs.</summary>
    public const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder and those above it, all with this mode; what is there already stays as it is.</summary>
    public static void Make(string path, UnixFileMode mode)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            Make(parent, mode);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, mode);

        // Beyond what the umask of the caller lets through.
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>Removes a folder into which a program of a killed process may still be writing.</summary>
    public static async Task Remove(string path, CancellationToken cancel)
    {
        const int attempts = 100;
        for (var attempt = 1; Directory.Exists(path); attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (attempt < attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
            }
        }
    }
}
