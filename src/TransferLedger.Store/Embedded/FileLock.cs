using System.Diagnostics;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// A lock that one holder on the machine can have, by an open file. The kernel frees it when the process dies, however
/// it dies, so a lock is never stale.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    public string Path => _file.Name;

    /// <summary>Waits for the lock, but not longer than the limit.</summary>
    public static async Task<FileLock> Acquire(string path, TimeSpan limit, CancellationToken cancel)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            if (waited.Elapsed > limit)
            {
                throw new EmbeddedPostgresException(
                    $"Another process has held {path} for {limit.TotalSeconds:0} seconds. " +
                    "It may be recovering a large ledger: try again later, or end that process.");
            }

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>The lock, or null if someone has it.</summary>
    public static FileLock? TryAcquire(string path)
    {
        var open = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileLock(new FileStream(path, open));
        }
        catch (IOException error) when (IsHeldElsewhere(error))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.</summary>
    private static bool IsHeldElsewhere(IOException error) =>
        error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
