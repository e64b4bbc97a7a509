using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger findings count</c>: every weapon replayed, and how much does not fit, by rule.</summary>
internal static class FindingsCount
{
    private const double Mebibyte = 1_048_576;

    public static ExampledCommand Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var command = new ExampledCommand(
            "count",
            "Replay every weapon from the facts about it, as of any point, and count what does not fit together, by rule. "
                + "Rules that look at today, at who recorded what, or at what is around a weapon are asked by findings show.",
            "ledger findings count",
            "ledger findings count --happened-by 2020-12-31 --json")
        {
            happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var begun = Stopwatch.GetTimestamp();
            var (weapons, facts, found) = await ProgressBar.Run(
                terminal, "Replaying", report => Count(ledger, asOf, report, cancel));
            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var peak = Process.GetCurrentProcess().PeakWorkingSet64 / Mebibyte;
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    asOf = CommonOptions.Json(asOf), weapons, facts, seconds = Math.Round(seconds, 1),
                    peakMegabytes = Math.Round(peak),
                    rules = found.Select(it => new
                    {
                        it.Key.Rule, it.Key.Severity, it.Value.Findings, it.Value.Weapons,
                    }),
                });
            }
            else
            {
                Show(terminal.Result, found);
                terminal.RawResult.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{weapons} weapons replayed from {facts} facts, one about several counted for each, in {seconds:0.0} s; at most {peak:0} MB of memory"));
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>A page of weapons is replayed on all cores while the next is read.</summary>
    private static async Task<(long Weapons, long Facts, Counts Found)> Count(
        OpenLedger ledger, AsOf asOf, Report report, CancellationToken cancel)
    {
        var (begun, weapons, facts, found) = (Stopwatch.GetTimestamp(), 0L, 0L, new Counts());
        var all = await WeaponSweep.Count(ledger.Store, cancel);
        await foreach (var page in WeaponSweep.Pages(ledger.Store, cancel))
        {
            weapons += page.Count;
            facts += page.Sum(it => it.Facts.Length);
            foreach (var rule in page.AsParallel().WithCancellation(cancel).SelectMany(it => CustodyReplay
                .Of(it.Facts, asOf, CustodyParameters.Default).Contradictions.GroupBy(one => (one.Rule, one.Severity))
                .Select(one => (one.Key, Findings: one.Count()))))
            {
                var before = found.GetValueOrDefault(rule.Key);
                found[rule.Key] = (before.Findings + rule.Findings, before.Weapons + 1);
            }

            report(weapons, all, weapons / Stopwatch.GetElapsedTime(begun).TotalSeconds, "weapons");
        }

        return (weapons, facts, found);
    }

    private static void Show(IAnsiConsole console, Counts found)
    {
        var titles = CustodyRules.All.ToDictionary(it => it.Id, it => it.Title, StringComparer.Ordinal);
        var table = new Table().Border(TableBorder.Simple).AddColumn("rule").AddColumn("what").AddColumn("severity")
            .AddColumn(new TableColumn("findings").RightAligned()).AddColumn(new TableColumn("weapons").RightAligned());
        foreach (var ((rule, severity), (findings, weapons)) in found)
        {
            table.AddRow(
                rule, titles.GetValueOrDefault(rule, ""), severity.ToString().ToUpperInvariant(),
                findings.ToString("N0", CultureInfo.InvariantCulture),
                weapons.ToString("N0", CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    /// <summary>Findings, and weapons that have any, by rule and severity.</summary>
    private sealed class Counts : SortedDictionary<(string Rule, Severity Severity), (long Findings, long Weapons)>;
}
