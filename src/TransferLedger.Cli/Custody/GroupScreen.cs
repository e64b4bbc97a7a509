using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>What was in a package, with a shipment or at a site, as a person reads it.</summary>
internal static class GroupScreen
{
    /// <summary>More weapons are counted on the screen, and listed in JSON.</summary>
    private const int MostOnScreen = 200;

    public static void Show(IAnsiConsole console, string what, GroupCustody group)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Plain.Of(what)}[/]");
        console.MarkupLineInterpolated($"{CustodyScreen.AsOfText(group.AsOf)}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{group.Weapons.Length:N0} weapon{(group.Weapons.Length == 1 ? "" : "s")}");
        foreach (var state in group.Weapons.GroupBy(it => (it.State, it.Custodian?.Name))
            .OrderByDescending(it => it.Count()).ThenBy(it => it.Key.Name, StringComparer.Ordinal))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"  {state.Count():N0} {CustodySentences.Words(state.Key.State.ToString())}, {Plain.Of(state.Key.Name ?? "nobody known")}");
        }

        var columns = new TableColumns(
            console,
            [
                ("weapon", true), ("serial", true), ("state", false), ("custodian", false), ("place", false),
                ("since", true), ("last proof", true), ("facts", false),
            ],
            [[0, 1], [2, 3], [4], [5, 6], [7]]);
        var table = columns.On(new Table().Border(TableBorder.Simple));
        foreach (var it in group.Weapons.Take(MostOnScreen))
        {
            table.AddRow(columns.Row(
                it.Weapon.Value, Cell(string.Join(", ", it.Serials)),
                CustodySentences.Words(it.State.ToString())
                    + (it.Contradictions > 0 ? $" ({it.Contradictions} do not fit)" : ""),
                Cell(it.Custodian?.Name ?? "░░░ unknown ░░░"), Cell(it.Place?.Name ?? ""), it.Since?.Text ?? "",
                it.LastProof?.Text ?? "", string.Join(", ", it.Grounds)));
        }

        if (group.Weapons.Length > 0)
        {
            console.Write(table);
        }

        if (group.Weapons.Length > MostOnScreen)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"and {group.Weapons.Length - MostOnScreen:N0} more (--json lists all)");
        }

        Show(console, group.Lots);
        LotShow.Uncounted(console, group.Uncounted);
        foreach (var it in group.Findings)
        {
            console.MarkupLineInterpolated(
                $"[bold]{it.What.Severity.ToString().ToUpperInvariant()} {it.What.Rule}[/] {Plain.Of(CustodySentences.Of(it.What))} (facts {string.Join(", ", it.What.Positions)})");
        }

        console.MarkupLineInterpolated($"[grey]State hash {group.StateHash}[/]");
    }

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));

    private static void Show(IAnsiConsole console, IReadOnlyCollection<HeldLot> lots)
    {
        if (lots.Count == 0)
        {
            return;
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{lots.Count:N0} lot{(lots.Count == 1 ? "" : "s")} of ammunition, {lots.Sum(it => it.Rounds):N0} rounds by the books");
        var table = new Table().Border(TableBorder.Simple).AddColumn("lot").AddColumn("what")
            .AddColumn(new TableColumn("rounds").RightAligned()).AddColumn("since").AddColumn("last count")
            .AddColumn("facts");
        foreach (var it in lots.Take(MostOnScreen))
        {
            table.AddRow(
                new Text(Plain.Of(it.Lot.Rest)),
                new Text(Plain.Of(string.Join(
                    ", ", new[] { it.Description?.Calibre, it.Description?.Type }.OfType<string>()))),
                new Text(it.Rounds.ToString("N0", CultureInfo.InvariantCulture)
                    + (it.Contradictions > 0 ? $" ({it.Contradictions} do not fit)" : "")),
                new Text(it.Since.Text), new Text(it.LastCount?.Text ?? "never"),
                new Text(string.Join(", ", it.Grounds)));
        }

        console.Write(table);
        if (lots.Count > MostOnScreen)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"and {lots.Count - MostOnScreen:N0} more (--json lists all)");
        }
    }

    public static object Json(string what, GroupCustody group) => new
    {
        what,
        asOf = CommonOptions.Json(group.AsOf),
        weapons = group.Weapons.Select(Json),
        lots = group.Lots.Select(Json),
        notCounted = group.Uncounted,
        findings = group.Findings.Select(it => new
        {
            it.What.Rule, it.What.Severity, it.What.Positions, it.What.Values, says = CustodySentences.Of(it.What),
            it.Weapons, it.Possible,
        }),
        group.StateHash,
    };

    public static object Json(HeldWeapon it) => new
    {
        weapon = it.Weapon.Value, it.Serials, it.Description, it.State, it.Custodian, it.Place, it.Since,
        it.LastProof, it.Contradictions, it.Grounds,
    };

    public static object Json(HeldLot it) => new
    {
        lot = it.Lot.Key, it.Description, it.Rounds, it.Since, it.LastCount, it.Contradictions, it.Grounds,
    };
}
