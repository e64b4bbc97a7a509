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
        console.MarkupLineInterpolated($"{Check(identical, then.Program)}");
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
        if (!explained.EachFactTried)
        {
            console.WriteLine("There are many later facts: named are those with which a rule came to another verdict. What a "
                + "later fact undid again may be missing.");
        }

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
        explained.EachFactTried,
    };

    private static string Check(bool? identical, string? program) => (identical, program) switch
    {
        (true, _) => "Reached again with the same rule pack on the same facts: identical, byte for byte.",
        (false, { } same) when same == ProgramVersion.Text => "NOT reached again by the very version of the program "
            + "that judged it, with the same rule pack on the same facts: the record is not what was written. Do not "
            + "rely on it.",
        (false, _) => $"NOT reached again: the program has changed. {Named(program)} judged it; this is "
            + $"{ProgramVersion.Text}, and with the same rule pack on the same facts it comes to something else. That the record is what was "
            + "written, this does not prove.",
        (null, _) => "The rule pack it was reached with is not at hand: what differs on the facts of then may come of the "
            + "pack or of the program. Give it with --pack.",
    };

    private static string Named(string? program) =>
        program is null ? "A version that did not say its name" : $"Version {Plain.Of(program)}";

    private static string Because(RuleChange change, Explanation explained, Dictionary<long, Recorded> known)
    {
        var causes = change.ByFacts.Select(position => Named(known[position])).ToList();
        var pack = $"rule pack {RulePackFile.Name(explained.Now.Pack)}";
        if (change.ByPack is not false)
        {
            causes.Insert(0, change.ByPack is null ? $"{pack}, or this version of the program" : pack);
        }

        if (change.ByProgram is true)
        {
            causes.Insert(0, "this version of the program judges otherwise");
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
