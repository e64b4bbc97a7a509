using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>A recorded verdict beside what the rules come to now, as an auditor reads it.</summary>
internal static class ExplainScreen
{
    public static void Show(
        IAnsiConsole console,
        Subject certificate,
        Explanation explained,
        bool? identical,
        ImmutableArray<Recorded> facts)
    {
        var then = explained.Recorded.Fact;
        console.WriteLine();
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{certificate.Key}[/]: {Word(then.Verdict)}, recorded as fact {explained.Recorded.Position} on {then.Happened.Text} by {Plain.Of(then.Officer)}");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[grey]judged for {then.AsOf.Text} by rule pack {RulePackFile.Name(then.Pack)}, on the facts up to {then.UpTo}[/]");
        console.MarkupLineInterpolated($"{Check(identical)}");
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Now: [bold]{Word(explained.Now.Verdict)}[/] by rule pack {RulePackFile.Name(explained.Now.Pack)}, on the facts up to {explained.Now.UpTo}");
        if (explained.Changes.Count == 0)
        {
            console.WriteLine("The same, rule by rule.");
            return;
        }

        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("rule").AddColumn("then").AddColumn("now").AddColumn("because");
        var known = facts.ToDictionary(it => it.Position);
        foreach (var change in explained.Changes)
        {
            table.AddRow(
                new Text(change.Rule),
                new Text(Plain.Of(Of(change.Then))),
                new Text(Plain.Of(Of(change.Now))),
                new Text(Plain.Of(Because(change, explained, known))));
        }

        console.Write(table);
        console.MarkupLineInterpolated(
            $"The same: {(explained.Same.Count == 0 ? "no rule" : CertificateScreen.Ranges(explained.Same))}");
    }

    public static object Json(Subject certificate, Explanation explained, bool? identical) => new
    {
        certificate = certificate.Key,
        recorded = new { explained.Recorded.Position, verdict = explained.Recorded.Fact },
        identicalWithSamePack = identical,
        again = explained.Again,
        now = explained.Now,
        changes = explained.Changes,
        same = explained.Same,
    };

    private static string Check(bool? identical) => identical switch
    {
        true => "Reached again with the same rule pack on the same facts: identical, byte for byte.",
        false => "NOT reached again: the same rule pack on the same facts gives something else. Another version of "
            + "the program judged it, or the record is not what was written. Do not rely on it before you know which.",
        null => "Compared with another rule pack; only its own can reach the recorded verdict again.",
    };

    private static string Because(RuleChange change, Explanation explained, Dictionary<long, Recorded> known)
    {
        var causes = change.ByFacts.Select(position => Named(known[position])).ToList();
        if (change.ByPack)
        {
            causes.Insert(0, explained.SamePack
                ? "this version judges otherwise"
                : $"rule pack {RulePackFile.Name(explained.Now.Pack)}");
        }

        return string.Join("; ", causes);
    }

    private static string Named(Recorded entry)
    {
        var what = EventCatalogue.NameOf(entry.Fact.GetType()).Replace('_', ' ');
        var target = entry.Fact is CorrectionEvent amendment
            ? string.Create(CultureInfo.InvariantCulture, $", of fact {amendment.Target}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"fact {entry.Position}: {what}{target} ({entry.Fact.Happened.Text})");
    }

    private static string Of(RuleResult result) => result.Standing switch
    {
        RuleStanding.Found => string.Join("; ", result.Findings.Select(it =>
            $"{Word(it.Verdict)} {CertificateSentences.Of(it).Found}{CertificateScreen.By(it)}")),
        RuleStanding.NotAsked => "not asked",
        RuleStanding.NotEvaluated => "not evaluated",
        _ => "nothing to object to",
    };

    private static string Word(Verdict verdict) => CertificateScreen.Word(verdict);
}
