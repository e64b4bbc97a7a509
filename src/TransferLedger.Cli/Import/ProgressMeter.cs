using System.Diagnostics;

namespace TransferLedger.Cli.Import;

/// <summary>Tells about ten times a second how far an import is.</summary>
internal sealed class ProgressMeter(IProgress<ImportProgress>? progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _told;

    public void At(long rows, long? totalRows, long bytes, long totalBytes, bool last = false)
    {
        if (progress is null || (!last && Stopwatch.GetElapsedTime(_told) < Interval))
        {
            return;
        }

        _told = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var rate = elapsed > 0 ? rows / elapsed : 0;
        TimeSpan? remaining = rate > 0 && totalRows is { } all
            ? TimeSpan.FromSeconds(Math.Max(0, all - rows) / rate)
            : bytes > 0 ? TimeSpan.FromSeconds(Math.Max(0, totalBytes - bytes) * elapsed / bytes) : null;
        progress.Report(new ImportProgress(rows, totalRows, bytes, totalBytes, rate, remaining));
    }
}
