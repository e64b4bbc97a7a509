using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Demo;

/// <summary>
/// The last part of the demonstration: a pistol that was delivered turns up elsewhere, its history is replayed, other
/// States are asked, the diversion is confirmed, and what that does to the risk of the country.
/// </summary>
internal static class DemoDiversion
{
    private const string Weapon = "vvfh-63kv-jc9r-s1wt";
    private const string Country = "IS";
    private const string Finding = "D-2026-31";
    private const string Trace = "T-2026-31";
    private const string Chief = "chief-01";

    public static async Task Tell(OpenLedger ledger, string folder, Terminal terminal, CancellationToken cancel)
    {
        var stage = new DemoStage(folder, terminal, cancel);
        var told = (await ledger.Store.Read([Subject.Of("finding", Finding)], cancel)).Facts.Length > 0;
        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]8. One of the pistols delivered turns up in another state[/]");
        var before = told ? null : await Risk(stage);
        await stage.Quiet(0, "import", DemoStage.Sample("shipments/seizure.ndjson"));
        await stage.Aloud(0, "custody", Weapon);

        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]9. Traced, and the diversion confirmed by two sources and two officers[/]");
        if (told)
        {
            terminal.Result.WriteLine("(an earlier run of the demonstration has recorded this part)");
        }
        else
        {
            await Confirm(stage);
        }

        await stage.Aloud(0, "diversion", "show", Finding);

        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]10. What that does to the certificate, and to the risk of the country[/]");
        if (!told)
        {
            await Screen(stage);
        }

        await stage.VerdictToday("the certificate it was delivered under, today", "IS/EUC/0017/2026");
        var after = await Risk(stage);
        if (before is not null)
        {
            Say(terminal, "before", before);
        }

        Say(terminal, "now", after);
        terminal.Result.WriteLine(
            "So few cases move a score little, and the interval says how little is known. A score decides nothing: it "
                + "changes which safeguards are asked for.");
    }

    private static async Task Confirm(DemoStage stage)
    {
        await stage.Aloud(0, "trace", "whom", Weapon);
        await stage.Quiet(
            0, "trace", "request", Weapon, "--reference", Trace, "--authority", "National point of contact",
            "--circumstances", "seized with the cargo of a fishing vessel", "--use", "criminal investigation", "--officer",
            "analyst-03");
        await stage.Quiet(
            0, "diversion", "assert", Weapon, "--reference", Finding, "--grade", "B2", "--grounds", "seized abroad", "--owner",
            "desk-diversion", "--officer", "analyst-03");
        await stage.Quiet(
            0, "diversion", "evidence", Finding, "--source", "Police of Example Port", "--says",
            "number read on frame and barrel", "--grade", "B2", "--officer", "analyst-03");
        await stage.Quiet(
            0, "diversion", "evidence", Finding, "--source", "Panel of Experts", "--says", "photographed in the market",
            "--grade", "C3", "--officer", "analyst-03");
        await stage.Quiet(
            0, "diversion", "corroborate", Finding, "--grounds", "police and panel agree", "--officer", Chief);
        await stage.Quiet(
            0, "diversion", "confirm", Finding, "--grounds", "both sources", "--officer", Chief, "--approver", "chief-02");
    }

    /// <summary>What a decision of today rests on: lists looked at today, and the country's risk as of today.</summary>
    private static async Task Screen(DemoStage stage)
    {
        await stage.Quiet(
            0, "list", "import", DemoStage.Sample("screening/un-1.xml"), "--list", "un", "--officer", "clerk-07");
        await stage.Quiet(
            0, "list", "import", DemoStage.Sample("screening/sdn.csv"), DemoStage.Sample("screening/alt.csv"), "--list",
            "ofac", "--published", "2019-01-15", "--officer", "clerk-07");
        await stage.Quiet(0, "screen", "run", "--officer", "clerk-07");
        await stage.Quiet(0, "risk", "assess", Country, "--officer", Chief);
    }

    private static Task<JObject> Risk(DemoStage stage) => stage.Ask(0, "risk", Country);

    private static void Say(Terminal terminal, string when, JObject card)
    {
        var score = card["score"]!;
        terminal.Result.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"  {when,-6} {Country}: score [bold]{(double)score["total"]!:F1}[/] ({(double)score["low"]!:F1} to {(double)score["high"]!:F1}), coverage {(double)score["coverage"]!:P0}");
        foreach (var it in card["indicators"]!.Where(it => (string)it["state"]! == "Evaluated")
            .OrderByDescending(it => Math.Abs((double)it["contribution"]!)).Take(3))
        {
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"         {(double)it["contribution"]!,6:+0.00;-0.00} {(string)it["id"]!}: {(string)it["says"]!}"));
        }
    }
}
