using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary>What lies between two points on the two clocks, as a person reads it.</summary>
internal static class DiffScreen
{
    public static void Show(IAnsiConsole console, AsOf first, AsOf second, CustodyDiff diff)
    {
        console.MarkupLineInterpolated($"[bold]From:[/] {CustodyScreen.AsOfText(first)} [bold]To:[/] {CustodyScreen.AsOfText(second)}");
        if (diff.IsEmpty)
        {
            console.MarkupLine("Nothing was learnt, corrected or disputed in between.");
            return;
        }

        Facts(console, "learnt", "green", diff.Learnt);
        Facts(console, "withdrawn", "red", diff.Withdrawn);
        foreach (var it in diff.Changed)
        {
            var what = (it.Before.Disputed != it.After.Disputed, it.Before.Corrected != it.After.Corrected) switch
            {
                (true, _) => it.After.Disputed ? "disputed" : "no longer disputed",
                _ => "corrected",
            };
            console.MarkupLine($"  [blue]{what}[/]  fact {it.After.Position}: {Told(it.Before)} [bold]->[/] {Told(it.After)}{Unseen(it)}");
        }

        Stretches(console, "no longer", "red", diff.Before);
        Stretches(console, "now", "green", diff.After);
        Findings(console, "[green]no longer found[/]", diff.Gone);
        Findings(console, "[red]newly found[/]", diff.New);
    }

    public static object Json(AsOf first, AsOf second, CustodyDiff diff) => new
    {
        from = CommonOptions.Json(first),
        to = CommonOptions.Json(second),
        learnt = diff.Learnt.Select(CustodyScreen.Json),
        withdrawn = diff.Withdrawn.Select(CustodyScreen.Json),
        changed = diff.Changed.Select(it => new
        {
            before = CustodyScreen.Json(it.Before), after = CustodyScreen.Json(it.After),
        }),
        before = diff.Before.Select(CustodyScreen.Json),
        after = diff.After.Select(CustodyScreen.Json),
        gone = diff.Gone.Select(FindingsScreen.Json),
        @new = diff.New.Select(FindingsScreen.Json),
    };

    private static void Facts(IAnsiConsole console, string word, string colour, ValueList<TimelineEntry> facts)
    {
        foreach (var it in facts)
        {
            console.MarkupLine($"  [{colour}]{word}[/]  fact {it.Position}: {Told(it)}");
        }
    }

    private static void Stretches(IAnsiConsole console, string word, string colour, ValueList<CustodySegment> segments)
    {
        foreach (var it in segments)
        {
            var who = it is CustodySegment.Known known ? known.Custodian.Name : "unknown";
            console.MarkupLineInterpolated($"  [{colour}]{word}[/]  {it.From} .. {it.To?.Text ?? ""}: {Plain.Of(who)}");
        }
    }

    private static void Findings(IAnsiConsole console, string heading, ValueList<Finding> findings)
    {
        foreach (var it in findings)
        {
            console.MarkupLine($"  {heading}");
            FindingsScreen.Line(console, it);
        }
    }

    /// <summary>What changed and is not told of a fact otherwise: its second date, its place, what it says.</summary>
    private static string Unseen(ChangedEntry it)
    {
        (string What, string? Before, string? After)[] members =
        [
            ("second date", it.Before.SecondDate?.Text, it.After.SecondDate?.Text),
            ("place", it.Before.Place?.Name, it.After.Place?.Name),
            ("note", it.Before.Note, it.After.Note),
            ("maker", it.Before.Item?.Maker, it.After.Item?.Maker),
            ("model", it.Before.Item?.Model, it.After.Item?.Model),
            ("calibre", it.Before.Item?.Calibre, it.After.Item?.Calibre),
            ("marks", Texts(it.Before), Texts(it.After)),
        ];
        return string.Concat(members.Where(one => one.Before != one.After).Select(
            one => Markup.Escape(Plain.Of($"; {one.What} {one.Before ?? "none"} -> {one.After ?? "none"}"))));

        static string Texts(TimelineEntry entry) => string.Join(", ", entry.Marks.Select(mark => mark.Text));
    }

    private static string Told(TimelineEntry it) =>
        Markup.Escape(Plain.Of($"{CustodySentences.Of(it.Step)} {it.Happened} {CustodyScreen.Who(it)}".TrimEnd()));
}
