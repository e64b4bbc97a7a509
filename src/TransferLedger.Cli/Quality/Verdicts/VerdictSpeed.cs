using System.Diagnostics;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Generate;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Quality.Verdicts;

/// <summary>How long one kind of question took.</summary>
/// <param name="What">What was asked.</param>
/// <param name="Questions">How often.</param>
/// <param name="Facts">Facts read for a verdict, at the median.</param>
/// <param name="P50">Milliseconds that half of them did not exceed.</param>
/// <param name="P95">Of 95 in a hundred.</param>
/// <param name="P99">Of 99 in a hundred.</param>
/// <param name="Slowest">The longest.</param>
/// <param name="Read">Milliseconds of reading in all of them, at the median.</param>
/// <param name="Processor">
/// Milliseconds of processor time of this process for each, the server's apart: what a crowded machine distorts less.
/// </param>
/// <param name="Whole">
/// Milliseconds at the median of the first questions when every fact about everything related is read whole.
/// </param>
/// <param name="Different">How many of these came to anything else then.</param>
internal sealed record VerdictTimes(
    string What,
    int Questions,
    int Facts,
    double P50,
    double P95,
    double P99,
    double Slowest,
    double Read,
    double Processor,
    double Whole,
    int Different);

/// <summary>What was measured.</summary>
/// <param name="Ledger">Facts in the ledger.</param>
/// <param name="Certificates">Certificates on file.</param>
/// <param name="Rows">The times.</param>
internal sealed record VerdictSpeedReport(long Ledger, int Certificates, IReadOnlyList<VerdictTimes> Rows);

/// <summary>
/// Judges certificates on file as <c>ledger certificate verify</c> does, in a process that is running: reading, and all
/// rules.
/// </summary>
internal static class VerdictSpeed
{
    /// <summary>One in a hundred verdicts may take this long, in milliseconds (docs/architecture.md).</summary>
    public const double BarMs = 20;

    private const int WarmUp = 50, ComparedWhole = 20;

    /// <summary>Asks for certificates drawn by the seed: with the busy end user's apart, and after delivery.</summary>
    public static async Task<VerdictSpeedReport> Measure(
        PostgresEventStore store, IReadOnlyList<OnFile> onFile, long seed, int questions, CancellationToken cancel)
    {
        List<(Subject Certificate, LocalDate On)>
            own = [.. onFile.Where(it => !it.Busy).Select(it => (it.Certificate, it.On))],
            delivered = [.. onFile.Where(it => !it.Busy && it.Delivered is not null)
                .Select(it => (it.Certificate, it.Delivered!.Value))],
            busy = [.. onFile.Where(it => it.Busy).Select(it => (it.Certificate, it.On))];
        var rows = new List<VerdictTimes>();
        foreach (var (what, asked) in new[]
        {
            ("any, on its own day", own), ("any, after delivery", delivered), ("of the busy end user", busy),
        })
        {
            if (asked.Count > 0)
            {
                var dice = Dice.For(seed, what, 0);
                rows.Add(await Ask(
                    store, what, [.. Enumerable.Range(0, questions + WarmUp).Select(_ => dice.Of(asked))], cancel));
            }
        }

        return new((await store.Head(cancel)).Position, onFile.Count, rows);
    }

    private static async Task<VerdictTimes> Ask(
        PostgresEventStore store,
        string what,
        List<(Subject Certificate, LocalDate On)> asked,
        CancellationToken cancel)
    {
        var (all, read, facts, whole) = (
            new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (different, used) = (0, TimeSpan.Zero);
        foreach (var (at, (certificate, on)) in asked.Index())
        {
            var (begun, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var day = Happened.On(on);
            var own = await CertificateReading.Own(store, certificate, cancel);
            var asOf = new AsOf(day.Latest, null);
            var needed = CertificateReport.Needs(certificate, own.Where(asOf.Includes));
            var neighbours = await CertificateReading.Neighbours(store, certificate, own, asOf, cancel);
            var found = await VerdictReading.Read(store, certificate, needed, neighbours, cancel);
            var reading = Stopwatch.GetElapsedTime(begun);
            var report = CertificateReport.Of(
                    certificate, found.Facts, day, null, CertificateParameters.Default, found.Others)
                ?? throw new InvalidOperationException($"{certificate.Key} is not on record.");
            if (at >= WarmUp)
            {
                all.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                used += Environment.CpuUsage.TotalTime - before;
                read.Add(reading.TotalMilliseconds);
                facts.Add(found.Facts.Length + found.Others.Length);
            }

            if (at >= WarmUp && at < WarmUp + ComparedWhole)
            {
                begun = Stopwatch.GetTimestamp();
                var same = await SetJudging.Report(store, certificate, day, _ => neighbours, cancel);
                whole.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                different += same!.Findings.SequenceEqual(report.Findings) ? 0 : 1;
            }
        }

        double Of(double share) => Math.Round(Statistics.Percentile(all, share), 1);
        return new(
            what, all.Count, (int)Statistics.Median(facts), Of(0.5), Of(0.95), Of(0.99), Of(1),
            Math.Round(Statistics.Median(read), 1), Math.Round(used.TotalMilliseconds / all.Count, 1),
            Math.Round(Statistics.Median(whole), 1), different);
    }
}
