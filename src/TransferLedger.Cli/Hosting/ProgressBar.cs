using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace TransferLedger.Cli.Hosting;

/// <summary>How far some work has come: done and total in one unit, and how many a second.</summary>
internal delegate void Report(long done, long total, double perSecond, string unit);

/// <summary>Tells somebody on the thread it is told on, so that the last word is never late.</summary>
internal sealed class Told<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}

/// <summary>
/// Progress of long work on standard error: a bar with rate and remaining time on a terminal, a line every few
/// seconds elsewhere.
/// </summary>
internal static class ProgressBar
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    public static async Task<T> Run<T>(Terminal terminal, string title, Func<Report, Task<T>> work)
    {
        if (!terminal.Remarks.Profile.Capabilities.Interactive)
        {
            return await Lines(terminal, title, work);
        }

        return await terminal
            .Remarks.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context =>
            {
                var task = context.AddTask(title);
                var result = await work(
                    (done, total, rate, unit) =>
                    {
                        task.MaxValue = Math.Max(1, total);
                        task.Value = done;
                        task.Description = string.Create(CultureInfo.InvariantCulture, $"{title}, {rate:N0} {unit}/s");
                    }
                );
                task.Value = task.MaxValue;
                return result;
            });
    }

    private static async Task<T> Lines<T>(Terminal terminal, string title, Func<Report, Task<T>> work)
    {
        var last = Stopwatch.GetTimestamp();
        return await work(
            (done, total, rate, unit) =>
            {
                if (Stopwatch.GetElapsedTime(last) < LineEvery)
                {
                    return;
                }

                last = Stopwatch.GetTimestamp();
                var remaining = TimeSpan.FromSeconds((total - done) / Math.Max(1, rate));
                terminal.Remarks.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{title}: {done:N0} of {total:N0} {unit}, {rate:N0}/s, {remaining:hh\\:mm\\:ss} left"
                    )
                );
            }
        );
    }
}
