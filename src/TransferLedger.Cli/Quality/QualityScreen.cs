using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Quality;

/// <summary>What was measured, for people and for machines.</summary>
internal static class QualityScreen
{
    public static void Show(
        Terminal terminal, QualityReport whole, IReadOnlyList<(long Seed, QualityReport Report)> runs)
    {
        var console = terminal.Result;
        Line(terminal, $"{whole.Documents} documents: {whole.RecallOfAll.Of} forged or defective, {whole.FalseAlarms.Of} genuine");
        Line(terminal, $"found of those the rules are made to find, at HOLD: {Percent(whole.Recall)}; at WARN: {Percent(whole.RecallAtWarn)}");
        Line(terminal, $"found of all, at HOLD: {Percent(whole.RecallOfAll)}");
        Line(terminal, $"false alarms, at HOLD: {Percent(whole.FalseAlarms)}; at WARN: {Percent(whole.FalseAlarmsAtWarn)}");
        if (runs.Count > 1)
        {
            console.Write(Seeds(runs));
        }

        console.Write(Kinds(whole));
        console.Write(Oddities(whole));
        Line(terminal, $"false alarms by rule: {(whole.AlarmsByRule.Count == 0 ? "none" : Counts(whole.AlarmsByRule))}");
        foreach (var kind in whole.Kinds.Where(it => it.Limit is not null))
        {
            Line(terminal, $"* {kind.Name}: {kind.Limit}");
        }

        foreach (var kind in whole.Kinds.Concat(whole.Oddities).Where(it => it.Examples.Length > 0))
        {
            var what = kind.Ought.IsEmpty ? "held, genuine" : "not found";
            Line(terminal, $"{what}, {(kind.Name.Length == 0 ? "nothing unusual" : kind.Name)}: {string.Join(", ", kind.Examples)}");
        }
    }

    public static object Json(QualityReport whole, IReadOnlyList<(long Seed, QualityReport Report)> runs) => new
    {
        whole.Documents,
        forged = whole.RecallOfAll.Of,
        genuine = whole.FalseAlarms.Of,
        summary = Summary(whole),
        seeds = runs.Select(run => new { run.Seed, summary = Summary(run.Report) }),
        kinds = whole.Kinds.Select(it => new
        {
            it.Name, it.What, ought = it.Ought, it.Limit, documents = it.Held.Of, held = it.Held.Count,
            warned = it.Warned.Count, heldByOught = it.ByOught, byRule = it.ByRule, missed = it.Examples,
        }),
        oddities = whole.Oddities.Select(it => new
        {
            it.Name, it.What, documents = it.Held.Of, held = it.Held.Count, warned = it.Warned.Count,
            byRule = it.ByRule, examples = it.Examples,
        }),
        falseAlarmsByRule = whole.AlarmsByRule,
    };

    private static object Summary(QualityReport it) => new
    {
        recall = it.Recall.Rate(1),
        recallAtWarn = it.RecallAtWarn.Rate(1),
        recallOfAll = it.RecallOfAll.Rate(1),
        falseAlarms = it.FalseAlarms.Rate(0),
        falseAlarmsAtWarn = it.FalseAlarmsAtWarn.Rate(0),
    };

    private static Table Seeds(IReadOnlyList<(long Seed, QualityReport Report)> runs)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("seed").AddColumn("found").AddColumn("of all").AddColumn("false alarms").AddColumn("at WARN");
        foreach (var (seed, report) in runs)
        {
            Row(
                table,
                seed.ToString(CultureInfo.InvariantCulture),
                Percent(report.Recall),
                Percent(report.RecallOfAll),
                Percent(report.FalseAlarms),
                Percent(report.FalseAlarmsAtWarn));
        }

        return table;
    }

    private static Table Kinds(QualityReport whole)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("forged").AddColumn("documents").AddColumn("found").AddColumn("by the rule meant")
            .AddColumn("by rule");
        foreach (var kind in whole.Kinds)
        {
            Row(
                table,
                kind.Name + (kind.Limit is null ? "" : " *"),
                Number(kind.Held.Of),
                Percent(kind.Held),
                Percent(new(kind.ByOught, kind.Held.Of)),
                Counts(kind.ByRule));
        }

        return table;
    }

    private static Table Oddities(QualityReport whole)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("genuine").AddColumn("documents").AddColumn("held").AddColumn("warned").AddColumn("by rule");
        foreach (var kind in whole.Oddities)
        {
            Row(
                table,
                kind.Name.Length == 0 ? kind.What : kind.Name,
                Number(kind.Held.Of),
                Number(kind.Held.Count),
                Number(kind.Warned.Count),
                Counts(kind.ByRule));
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) =>
        table.AddRow([.. cells.Select(cell => new Text(cell))]);

    private static string Counts(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(
        ", ", counts.OrderByDescending(it => it.Value).Select(it => $"{it.Key}: {Number(it.Value)}"));

    private static string Percent(Share share) => share.Of == 0
        ? "-"
        : string.Create(
            CultureInfo.InvariantCulture, $"{100.0 * share.Count / share.Of:0.00} % ({share.Count} of {share.Of})");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(Terminal terminal, FormattableString text) =>
        terminal.RawResult.WriteLine(FormattableString.Invariant(text));
}
