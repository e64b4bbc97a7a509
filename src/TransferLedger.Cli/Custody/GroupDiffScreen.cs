using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Custody;

/// <summary>What came to a shipment, a package or a site and went from it between two points.</summary>
internal static class GroupDiffScreen
{
    public static void Tell(Terminal terminal, bool json, string what, AsOf first, AsOf second, GroupDiff diff)
    {
        if (json)
        {
            terminal.Json(Json(what, first, second, diff));
        }
        else
        {
            Show(terminal.Result, what, first, second, diff);
        }
    }

    private static void Show(IAnsiConsole console, string what, AsOf first, AsOf second, GroupDiff diff)
    {
        console.MarkupLineInterpolated($"[bold]{Plain.Of(what)}[/]");
        console.MarkupLineInterpolated(
            $"[bold]From:[/] {CustodyScreen.AsOfText(first)} [bold]To:[/] {CustodyScreen.AsOfText(second)}");
        if (diff.IsEmpty)
        {
            console.MarkupLine("Nothing came, went or stands otherwise.");
            return;
        }

        foreach (var it in diff.Came)
        {
            Line(console, "[green]came[/]", Told(it));
        }

        foreach (var it in diff.Went)
        {
            Line(console, "[red]went[/]", Told(it));
        }

        foreach (var (before, after) in diff.Otherwise)
        {
            Line(console, "[blue]otherwise[/]", $"{Told(before)} -> {Told(after)}");
        }

        foreach (var it in diff.LotsCame)
        {
            Line(console, "[green]came[/]", Told(it));
        }

        foreach (var it in diff.LotsWent)
        {
            Line(console, "[red]went[/]", Told(it));
        }

        foreach (var (before, after) in diff.LotsOtherwise)
        {
            Line(console, "[blue]otherwise[/]", $"{Told(before)} -> {Told(after)}");
        }

        foreach (var it in diff.Gone)
        {
            Found(console, "[green]no longer found here[/]", it);
        }

        foreach (var it in diff.New)
        {
            Found(console, "[red]newly found here[/]", it);
        }

        foreach (var (before, after) in diff.FoundOtherwise)
        {
            Found(console, "[blue]found otherwise, before[/]", before);
            Found(console, "[blue]found otherwise, after[/]", after);
        }
    }

    private static object Json(string what, AsOf first, AsOf second, GroupDiff diff) => new
    {
        what,
        from = CommonOptions.Json(first),
        to = CommonOptions.Json(second),
        came = diff.Came.Select(GroupScreen.Json),
        went = diff.Went.Select(GroupScreen.Json),
        otherwise = diff.Otherwise.Select(
            it => new { before = GroupScreen.Json(it.Before), after = GroupScreen.Json(it.After) }),
        lotsCame = diff.LotsCame.Select(GroupScreen.Json),
        lotsWent = diff.LotsWent.Select(GroupScreen.Json),
        lotsOtherwise = diff.LotsOtherwise.Select(
            it => new { before = GroupScreen.Json(it.Before), after = GroupScreen.Json(it.After) }),
        gone = diff.Gone.Select(Json),
        @new = diff.New.Select(Json),
        foundOtherwise = diff.FoundOtherwise.Select(it => new { before = Json(it.Before), after = Json(it.After) }),
    };

    private static object Json(GroupFinding it) => new
    {
        about = it.About.Key, finding = FindingsScreen.Json(it.Finding, Sentence(it)),
    };

    private static void Found(IAnsiConsole console, string word, GroupFinding it)
    {
        Line(console, word, it.About.Key);
        FindingsScreen.Line(console, it.Finding, Sentence(it));
    }

    private static Func<Contradiction, string> Sentence(GroupFinding it) =>
        it.About.Kind == LotKey.Kind ? LotSentences.Of : CustodySentences.Of;

    private static void Line(IAnsiConsole console, string word, string told) =>
        console.MarkupLine($"  {word}  {Markup.Escape(Plain.Of(told))}");

    private static string Told(HeldWeapon it) =>
        $"{it.Weapon} {string.Join(", ", it.Serials)}: {CustodySentences.Words(it.State.ToString())}, "
            + $"{it.Custodian?.Name ?? "nobody known"}, since {it.Since?.Text ?? "?"} "
            + $"(facts {string.Join(", ", it.Grounds)})";

    private static string Told(HeldLot it) => string.Create(
        CultureInfo.InvariantCulture,
        $"{it.Lot.Key}: {it.Rounds:N0} rounds since {it.Since.Text} (facts {string.Join(", ", it.Grounds)})");
}
