using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Inventories;

namespace TransferLedger.Cli.Inventories;

/// <summary>A count of weapons as a storekeeper or auditor reads it.</summary>
internal static class InventoryScreen
{
    public static object Json(InventoryReport report) => new
    {
        fact = report.Position,
        count = report.Count,
        difference = report.Count.Counted - report.Count.Book,
        report.Weapons,
        report.Placeless,
        findings = report.Findings.Select(it => new
        {
            it.Rule, severity = it.Severity, sentence = LotSentences.Of(it), facts = it.Positions, it.Values,
        }),
    };

    public static void Show(IAnsiConsole console, InventoryReport report)
    {
        var it = report.Count;
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{Plain.Of(it.Site.Name)}[/] of {Plain.Of(it.Custodian.Name)}, counted {it.Happened.Text} (fact {report.Position})");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{(it.Method is { } method ? CustodySentences.Words(method.ToString()) : "method not named")}{(it.Scope is { } scope ? $", of {Plain.Of(scope)} only" : "")}; counted {it.Counted:N0}, books {it.Book:N0}, difference {it.Counted - it.Book:+#,0;-#,0;0}; counters: {(it.Counters.Count == 0 ? "not named" : Plain.Of(string.Join(", ", it.Counters)))}");
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("").AddColumn("serial").AddColumn("weapon")
            .AddColumn("before the count");
        foreach (var weapon in report.Weapons)
        {
            table.AddRow(
                new Text(CustodySentences.Words(weapon.Sighting.ToString())),
                new Text(Plain.Of(string.Join(", ", weapon.Serials))), new Text(weapon.Weapon.Value),
                new Text(Plain.Of(string.Join(", ", new[]
                {
                    CustodySentences.Words(weapon.State.ToString()), weapon.Custodian?.Name, weapon.Place?.Name,
                }.OfType<string>()))));
        }

        console.Write(table);
        if (report.Placeless > 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[grey]{report.Placeless:N0} more are in this custodian's stock, and no fact says at which site.[/]");
        }

        LotShow.Findings(console, report.Findings, LotSentences.Of);
    }
}
