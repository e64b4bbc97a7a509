using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary>Findings as a person reads them.</summary>
internal static class FindingsScreen
{
    /// <summary>What does not fit together.</summary>
    /// <param name="console">Where to show it.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="sentence">What a finding says; null for findings about weapons.</param>
    public static void Show(
        IAnsiConsole console, ValueList<Finding> findings, Func<Contradiction, string>? sentence = null)
    {
        if (findings.Count == 0)
        {
            console.MarkupLine("[green]Nothing contradicts.[/]");
            return;
        }

        console.MarkupLine("[bold]What does not fit together[/]");
        foreach (var finding in findings)
        {
            Line(console, finding, sentence);
        }
    }

    /// <summary>What does not fit together with a fact that was just recorded.</summary>
    public static void ShowWith(
        IAnsiConsole console, ValueList<Finding> findings, Func<Contradiction, string>? sentence = null)
    {
        console.MarkupLine("[bold]What does not fit together with it[/]");
        foreach (var finding in findings)
        {
            Line(console, finding, sentence);
        }
    }

    public static void Show(
        IAnsiConsole console,
        IReadOnlyList<FormerFinding> former,
        bool asked,
        Func<Contradiction, string>? sentence = null)
    {
        if (asked)
        {
            console.MarkupLine(former.Count == 0 ? "Nothing was found that is not found now." : "[bold]What was found once[/]");
        }

        foreach (var it in former)
        {
            Line(console, it.Finding, sentence);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"           [grey]known from {CommonOptions.Show(it.First)} until {CommonOptions.Show(it.Gone!.Value)}[/]");
        }
    }

    /// <summary>How many namesakes no rule looked at: what is found of others is not all there may be.</summary>
    public static void ShowNotCompared(IAnsiConsole console, int count)
    {
        if (count > 0)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[yellow]{count} more weapons on record bear numbers like its own and were not compared with it: only the nearest are (ledger search).[/]");
        }
    }

    /// <summary>When it can have left lawful hands.</summary>
    public static void Show(IAnsiConsole console, ValueList<DiversionWindow> windows)
    {
        foreach (var it in windows)
        {
            console.MarkupLineInterpolated(
                $"[bold]Diversion window[/]: after {it.LastProofDate?.Text ?? "?"} (fact {it.LastProof}), not later than {it.Seen} (fact {it.Sighting}): at most {it.Days} days, with {Plain.Of(it.Custodian?.Name ?? "nobody known")}{At(it.Site)}");
            console.MarkupLineInterpolated(
                $"  stage: {CustodySentences.Words(it.Stage.ToString())}; {Explained(it)}; confidence {CustodySentences.Words(it.Confidence.ToString())}");
            if (it.MissedOn is { } missed)
            {
                console.MarkupLineInterpolated(
                    $"  a complete count on {missed} (fact {it.MissedAt}) did not find it: who accepts that as proof ends the window there");
            }
        }
    }

    public static object Json(Finding it) => Json(it, null);

    public static object Json(Finding it, Func<Contradiction, string>? sentence) => new
    {
        it.Key,
        it.What.Rule,
        it.What.Severity,
        it.What.Positions,
        it.What.Values,
        sentence = (sentence ?? CustodySentences.Of)(it.What),
        decided = it.Decided is { } decided
            ? new { decided.Decision, decided.Happened, decided.Grounds, decided.Officer, decided.Approver }
            : null,
    };

    public static object Json(FormerFinding it) => Json(it, null);

    public static object Json(FormerFinding it, Func<Contradiction, string>? sentence) => new
    {
        finding = Json(it.Finding, sentence), knownFrom = it.First.ToString(), knownUntil = it.Gone?.ToString(),
    };

    public static void Line(
        IAnsiConsole console, Finding finding, Func<Contradiction, string>? sentence = null)
    {
        var found = finding.What;
        var colour = found.Severity >= Severity.Breach ? "red" : found.Severity == Severity.Warn ? "yellow" : "grey";
        console.MarkupLine(
            $"  [{colour}]{found.Severity.ToString().ToUpperInvariant(),-8}[/] {found.Rule}  "
                + $"{Cell((sentence ?? CustodySentences.Of)(found))} [grey](facts {string.Join(", ", found.Positions)})[/]");
        console.MarkupLine($"           [grey]{finding.Key}[/]" + (finding.Decided is { } it
            ? $"  [blue]{CustodySentences.Words(it.Decision.ToString())} on {it.Happened.Text} by {Cell(it.Officer)} and "
                + $"{Cell(it.Approver)}: {Cell(it.Grounds)}[/]"
            : ""));
    }

    private static string Explained(DiversionWindow window) => window.Explanation switch
    {
        DiversionExplanation.Unexplained => "nothing on record explains it",
        var known => $"explained by {CustodySentences.Words(known.ToString())} (fact {window.ExplainedBy})",
    };

    private static string At(Place? place) => place is null ? "" : $" at {Plain.Of(place.Name)}";

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
