using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>What lies between two points on the two clocks for one lot, as a person reads it.</summary>
internal static class LotDiffScreen
{
    public static void Tell(Terminal terminal, bool json, AsOf first, AsOf second, LotDiff diff)
    {
        if (json)
        {
            terminal.Json(Json(first, second, diff));
        }
        else
        {
            Show(terminal.Result, first, second, diff);
        }
    }

    private static void Show(IAnsiConsole console, AsOf first, AsOf second, LotDiff diff)
    {
        console.MarkupLineInterpolated(
            $"[bold]From:[/] {CustodyScreen.AsOfText(first)} [bold]To:[/] {CustodyScreen.AsOfText(second)}");
        if (diff.IsEmpty)
        {
            console.MarkupLine("Nothing was learnt, corrected or disputed in between.");
            return;
        }

        Facts(console, "learnt", "green", diff.Learnt);
        Facts(console, "withdrawn", "red", diff.Withdrawn);
        Facts(console, "corrected or disputed", "blue", diff.Changed);
        Balances(console, "no longer", "red", diff.Before);
        Balances(console, "now", "green", diff.After);
        Findings(console, "[green]no longer found[/]", diff.Gone);
        Findings(console, "[red]newly found[/]", diff.New);
    }

    private static object Json(AsOf first, AsOf second, LotDiff diff) => new
    {
        from = CommonOptions.Json(first),
        to = CommonOptions.Json(second),
        learnt = diff.Learnt.Select(Json),
        withdrawn = diff.Withdrawn.Select(Json),
        changed = diff.Changed.Select(Json),
        before = diff.Before.Select(Json),
        after = diff.After.Select(Json),
        gone = diff.Gone.Select(it => FindingsScreen.Json(it, LotSentences.Of)),
        @new = diff.New.Select(it => FindingsScreen.Json(it, LotSentences.Of)),
    };

    private static object Json(LotEntry it) => new
    {
        it.Position, happened = it.Happened.Text, type = EventCatalogue.NameOf(it.Fact.GetType()), it.Disputed,
        says = LotSentences.Of(it.Fact),
    };

    private static object Json(LotBalance it) => new
    {
        where = LotShow.Where(it.Account), from = it.From.Text, to = it.To?.Text, it.Rounds, fact = it.Ground,
    };

    private static void Facts(IAnsiConsole console, string word, string colour, ValueList<LotEntry> facts)
    {
        foreach (var it in facts)
        {
            var told = Plain.Of($"{LotSentences.Name(it.Fact)} {it.Happened.Text} {LotSentences.Of(it.Fact)}");
            console.MarkupLine(
                $"  [{colour}]{word}[/]  fact {it.Position}: {Markup.Escape(told)}{(it.Disputed ? " (disputed)" : "")}");
        }
    }

    private static void Balances(IAnsiConsole console, string word, string colour, ValueList<LotBalance> balances)
    {
        foreach (var it in balances)
        {
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  [{colour}]{word}[/]  {it.From.Text} .. {it.To?.Text ?? ""}: {Markup.Escape(Plain.Of(LotShow.Where(it.Account)))}: {it.Rounds:N0}"));
        }
    }

    private static void Findings(IAnsiConsole console, string heading, ValueList<Finding> findings)
    {
        foreach (var it in findings)
        {
            console.MarkupLine($"  {heading}");
            FindingsScreen.Line(console, it, LotSentences.Of);
        }
    }
}
