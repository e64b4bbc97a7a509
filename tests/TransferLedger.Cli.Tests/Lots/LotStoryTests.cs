using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Lots;

/// <summary>A lot from the works to the last count, an inventory and its retention, as a user runs them.</summary>
public sealed class LotStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Lot = "ABC/ABC26B001-001";
    private const string Rifle = "weapon/7k3m-9q2x-4t5v-8w1z";

    [Fact]
    public async Task A_lot_is_made_sent_used_split_counted_and_put_right()
    {
        await Do(
            0, "produce", Lot, "--custodian", "Cartridge Works@DE", "--rounds", "10000", "--calibre", "9 mm", "--package",
            "50", "--expires", "2046", "--on", "2026-02-01", "--not-known", "site", "--document", "batch record 12");
        (await Do(1, "issue", [Lot, "--custodian", "Army", "--user", "A", "--rounds", "1", .. Unsaid]))
            .ShouldContain("Army has 0 rounds");
        await Do(
            0, "move", Lot, "--from", "Cartridge Works", "--to", "Army@XR", "--rounds", "9000", "--shipment", "DE/S-1",
            "--on", "2026-03-01", "--not-known", "from-site", "--document", "order 4");
        await Do(
            0, "receive", Lot, "--custodian", "Army@XR", "--site", "Depot 7@XR", "--rounds", "9000", "--shipment", "DE/S-1",
            "--on", "2026-03-10", "--document", "DN 7");
        await Army(
            0, "issue", "--user", "3rd company", "--rounds", "2000", "--due-back", "2026-05-01", "--on", "2026-04-01",
            "--document", "slip 31");
        await Do(
            0, "consume", Lot, "--custodian", "Army", "--user", "3rd company", "--rounds", "1500", "--purpose", "training",
            "--unit", "3rd company", "--authority", "order 5", "--weapons", "2", "--on", "2026-04-02");
        await Army(0, "return", "--user", "3rd company", "--rounds", "400", "--on", "2026-04-03", "--document", "slip 40");
        await Army(1, "split", "--rounds", "1000", "--part", "box 1=600", "--part", "box 2=500", "--not-known", "document");
        await Army(0, "split", "--rounds", "1000", "--part", "box 1=600", "--part", "box 2=400", "--on", "2026-04-10",
            "--document", "list 3");
        await Army(0, "count", "--counted", "6300", "--counter", "post 4", "--counter", "post 5", "--on", "2026-05-10",
            "--document", "sheet 9");
        (await Army(1, "destroy", "--rounds", "300", "--method", "burnt", "--not-known", "certificate")).ShouldContain("--witness");
        await Army(
            0, "destroy", "--rounds", "300", "--method", "burnt", "--witness", "post 4", "--witness", "post 5", "--on",
            "2026-05-12", "--certificate", "D-26-3");
        (await Do(
            1, "move", Lot, "--from", "Army", "--to", "Navy", "--rounds", "1", "--not-known", "from-site", "--not-known",
            "to-site", "--not-known", "document"))
            .ShouldContain("On record: Army Depot 7 6,100");
        await Army(0, "lose", "--rounds", "50", "--on", "2026-05-13", "--not-known", "report");
        await Do(
            0, "seize", Lot, "--authority", "Customs@XB", "--place", "Border@XB", "--rounds", "60", "--on", "2026-06-01",
            "--case", "C-26-77");
        (await Army(1, "adjust", "--change=-100", "--reason", "miscounted", "--approver", "clerk-07", "--not-known", "document"))
            .ShouldContain("cannot agree with themselves");
        await Army(0, "adjust", "--change=-100", "--reason", "miscounted", "--approver", "chief", "--on", "2026-06-02",
            "--document", "order 8");
        await Do(
            0, "merge", "ABC/ABC26B900-001", "--custodian", "Army", "--site", "Depot 7", "--rounds", "700", "--parent",
            Lot + "=500", "--parent", "ABC/ABC26B001-001+box 1=200", "--on", "2026-06-03",
            "--document", "list 4");

        // Keys and hash are made of the ids of the facts, which are new ones each time.
        Snapshot.Verify("lot-show", Regex.Replace(
            await Shown("lot", "show", Lot, "--happened-by", "2026-06-30"),
            "(?<=coc-[0-9]{3}-)[-0-9a-z]{19}|(?<=State hash )[0-9a-f]{64}",
            "…",
            RegexOptions.None,
            TimeSpan.FromSeconds(5)));
        var then = JObject.Parse(await Shown("lot", "show", Lot, "--happened-by", "2026-03-05", "--json"));
        ((long)then["totals"]!["transit"]!).ShouldBe(9_000);
        ((long)then["held"]!).ShouldBe(10_000);
        (await Shown("lot", "show", Lot + "+box 1", "--happened-by", "2026-06-30")).ShouldContain("400");
    }

    /// <summary>What is reported is recorded, and who records it is told at once what it does to the books.</summary>
    [Fact]
    public async Task Whoever_records_a_fact_about_a_lot_is_told_what_is_left_and_what_does_not_fit()
    {
        const string Other = "ABC/ABC26B001-002";
        string[] made =
        [
            Other, "--custodian", "Cartridge Works@DE", "--rounds", "1000", "--on", "2026-02-01", "--not-known", "site",
            "--document", "batch record 13",
        ];
        (await Do(0, "produce", made)).ShouldContain("On the books now: Cartridge Works, no site named: 1,000 rounds.");
        (await Do(0, "produce", made)).ShouldNotContain("On the books now");
        string[] lost =
        [
            Other, "--custodian", "Cartridge Works@DE", "--rounds", "1200", "--not-known", "site", "--report", "P-1",
        ];
        var first = await Do(0, "lose", [.. lost, "--on", "2026-03-01"]);
        first.ShouldContain("no site named: -200 rounds, more went than had come.");
        first.ShouldContain("What does not fit together with it");
        first.ShouldContain("COC-070");
        (await Do(0, "lose", [.. lost, "--on", "2026-03-02"])).ShouldContain("-1,400 rounds, more went than had come.");
    }

    [Fact]
    public async Task A_finding_about_a_lot_is_decided_on_and_its_custody_is_told_like_a_weapon_s()
    {
        const string lot = "XYZ/7-19";
        await Do(
            0, "produce", [lot, "--custodian", "Works@DE", "--rounds", "100", "--on", "2026-02-01", .. Unsaid]);
        await Do(0, "count", [lot, "--custodian", "Works", "--counted", "90", "--on", "2026-02-02", .. Unsaid]);

        var shown = await ledger.Run("findings", "show", "lot/" + lot, "--json");
        shown.ExitCode.ShouldBe(1);
        var found = JObject.Parse(shown.Output)["findings"]!.Single();
        ((string)found["rule"]!).ShouldBe("COC-074");
        var key = (string)found["key"]!;
        string[] signed = ["--grounds", "ten at the range", "--officer", "chief-01", "--approver", "chief-02"];
        (await ledger.Run(["findings", "decide", "lot/" + lot, key, "--as", "explained", .. signed])).ExitCode.ShouldBe(0);
        (await Shown("findings", "show", "lot/" + lot)).ShouldContain("ten at the range");

        (await Shown("custody", "lot/" + lot, "--happened-by", "2026-02-01")).ShouldContain("Held 100 rounds");
        var diff = JObject.Parse(
            await Shown("custody", "lot/" + lot, "--diff-happened-by", "2026-02-01", "--json"));
        ((string)diff["learnt"]!.Single()["type"]!).ShouldBe("lot_counted");
        await Do(
            0, "lose", lot, "--custodian", "Works", "--rounds", "10", "--circumstances", "fired", "--on", "2026-02-01",
            "--not-known", "site", "--not-known", "report");
        (await Shown("findings", "show", "lot/" + lot, "--former")).ShouldContain("What was found once");
    }

    [Fact]
    public async Task Nothing_is_overdue_by_a_day_that_has_not_come()
    {
        await Do(0, "produce", ["XYZ/8-19", "--custodian", "Works@DE", "--rounds", "100", .. Unsaid]);

        (await Shown("lot", "show", "XYZ/8-19", "--happened-by", "2090-01-01")).ShouldContain("Nothing contradicts.");
    }

    [Fact]
    public async Task A_lot_of_an_unknown_maker_gets_an_id_and_facts_are_imported_too()
    {
        var said = await Do(
            0, "receive", "?/7-19", "--custodian", "Police", "--rounds", "30", "--document", "DN 7", "--on", "2026-01-01",
            "--not-known", "site");
        var id = said[4..said.IndexOf(' ', StringComparison.Ordinal)];
        var file = Path.Combine(Path.GetTempPath(), $"lots-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(file,
            $$$"""
            {"home":"lot/{{{id}}}","type":"lot_consumed","fact":{"happened":"2026-02-01","custodian":{"name":"Police"},"rounds":40,"purpose":"test","unit":"armourer","authority":"order"},"provenance":{"actor":"clerk"}}
            {"home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"lot_lost","fact":{"happened":"2026-02-01","custodian":{"name":"Police"},"rounds":40},"provenance":{"actor":"clerk"}}

            """);
        try
        {
            (await ledger.Run("import", file, "--rejects", file + ".rejects")).Remarks.ShouldNotContain("Unhandled");
            File.ReadAllText(file + ".rejects").ShouldContain("is kept in lot/…");
            (await Shown("lot", "show", id, "--happened-by", "2026-06-30")).ShouldContain("COC-070");
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".rejects");
        }
    }

    [Fact]
    public async Task A_stock_is_counted_and_what_is_missing_is_named()
    {
        var file = Path.Combine(Path.GetTempPath(), $"stock-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllLinesAsync(file,
        [
            .. new[] { ("weapon/aaaa-9q2x-4t5v-8w1z", "S-1"), (Rifle, "S-2") }.SelectMany(it => new[]
            {
                $$$"""{"home":"{{{it.Item1}}}","type":"item_registered","fact":{"happened":"2020","item":{"kind":"rifle"},"marks":[{"kind":"serial","text":"{{{it.Item2}}}"}],"custodian":{"name":"Guard"}},"provenance":{"actor":"clerk"}}""",
                $$$"""{"home":"{{{it.Item1}}}","type":"stock_entered","fact":{"happened":"2021-01-01","custodian":{"name":"Guard"},"site":{"name":"Post 9"}},"provenance":{"actor":"clerk"}}""",
            }),
        ]);
        (await ledger.Run("import", file)).ExitCode.ShouldBe(0);
        File.Delete(file);
        string[] count =
        [
            "inventory", "count", "Post 9", "--custodian", "Guard", "--book", "2", "--counted", "1", "--seen", "S-1",
            "--counter", "post 1", "--counter", "post 2", "--on", "2026-06-30", "--officer", "clerk-07",
        ];
        var alone = await ledger.Run([.. count.Select(it => it == "post 2" ? "Post 1" : it)]);
        alone.ExitCode.ShouldBe(1);
        alone.Remarks.ShouldContain("1 person is named as having counted");
        (await ledger.Run(count)).Output.ShouldContain("counted as fact");
        (await ledger.Run(count)).Output.ShouldContain("had been counted before");

        var shown = await ledger.Run("inventory", "show", "Post 9", "--happened-by", "2026-07-31");
        shown.ExitCode.ShouldBe(1);
        Snapshot.Verify("inventory-show", ledger.Steady(shown.Output)
            .Replace(System.Text.RegularExpressions.Regex.Match(shown.Output, @"\(fact (\d+)\)").Groups[1].Value, "N"));
        (await ledger.Run("inventory", "show", "Post 9@XR/2026-06-30", "--json")).Output.ShouldContain("\"notSeen\"");
        (await ledger.Run("retention", "show", Rifle)).Output.ShouldContain("while weapon/7k3m-9q2x-4t5v-8w1z");
        (await ledger.Run("retention", "check", Rifle, "--at", "2090-01-01")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("lot show ABC/NONE", 1)]
    [InlineData("lot show NONE", 2)]
    [InlineData("lot count ABC/NONE --custodian Army --counted 1 --officer a", 2)]
    [InlineData("lot count ABC/NONE --custodian Army --counted 1 --not-known site --not-known document --officer a", 1)]
    [InlineData("lot lose ABC/NONE --custodian Army --rounds 1 --user b --not-known report --not-known shelf --officer a", 2)]
    [InlineData("lot produce ABC/1 --custodian @XR --rounds 1 --officer a", 2)]
    [InlineData("lot split ABC/1 --custodian Army --rounds 1 --part box --officer a", 2)]
    [InlineData("lot issue ABC/1 --custodian Army --user b --rounds 1 --due-back soon --officer a", 2)]
    [InlineData("inventory show Nowhere", 1)]
    [InlineData("inventory count Post --custodian Army --book 1 --counted 1 --seen-file no-such.txt --officer a", 2)]
    [InlineData("inventory count --- --custodian Army --book 1 --counted 1 --officer a", 2)]
    [InlineData("retention show rifle", 2)]
    [InlineData("retention show weapon/none", 1)]
    [InlineData("retention check weapon/none --at someday", 2)]
    public async Task What_cannot_be_done_ends_with_its_code(string line, int code) =>
        (await ledger.Run(line.Split(' '))).ExitCode.ShouldBe(code);

    [Fact]
    public async Task What_the_catalogue_asks_for_is_stated_or_said_not_to_be_known()
    {
        string[] move = ["move", Lot, "--from", "Army", "--to", "Navy", "--rounds", "1"];
        var said = await Do(2, move[0], move[1..]);
        said.ShouldContain("--from-site is asked for: The site they left. Say --not-known from-site where nobody knows.");
        said.ShouldContain("--to-site is asked for");
        said.ShouldContain("--document is asked for");
        (await Do(2, move[0], [.. move[1..], "--shipment", "DE/S-1", .. Unsaid])).ShouldNotContain("--to-site is asked");
        (await Do(2, "produce", [Lot, "--custodian", "Works", "--rounds", "1", "--document", "B 1", .. Unsaid]))
            .ShouldContain("--not-known document: it is given all the same");
    }

    private static readonly string[] Unsaid = ["--not-known", "site", "--not-known", "document"];

    private Task<string> Army(int code, string command, params string[] options) =>
        Do(code, command, [Lot, "--custodian", "Army", "--site", "Depot 7", .. options]);

    private async Task<string> Do(int code, string command, params string[] options)
    {
        var result = await ledger.Run(["lot", command, .. options, "--officer", "clerk-07"]);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return result.Output + result.Remarks;
    }

    private async Task<string> Shown(params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(0, result.Remarks);
        return ledger.Steady(result.Output);
    }
}
