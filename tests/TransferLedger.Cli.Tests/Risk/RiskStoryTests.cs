using Newtonsoft.Json.Linq;
using Npgsql;
using TransferLedger.Cli.Risk;
using TransferLedger.Risk;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Tests.Risk;

/// <summary>The risk of a country, from an import to a certificate that it holds.</summary>
public sealed class RiskStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Certificate = "IS/EUC/0017/2026";

    [Fact]
    public async Task A_theft_raises_the_score_a_dispute_is_shown_and_an_assessment_holds_a_certificate()
    {
        await Do(0, "import", Path.Combine(AppContext.BaseDirectory, "samples", "custody", "investigation.ndjson"));
        await Do(0, "certificate", "capture", Sample("genuine.json"));
        await Facts();

        var card = JObject.Parse(await Do(0, "risk", "IS", "--json", "--facts"));
        var lost = card["indicators"]!.Single(it => (string?)it["id"] == "RSK-010");
        ((double)lost["bad"]!, (double)lost["contribution"]! > 0).ShouldBe((2.0, true));
        card["facts"]!.Count(it => (string?)it["series"] == "lost").ShouldBe(2);
        ((double)card["uncontested"]!["total"]!).ShouldBeLessThan((double)card["score"]!["total"]!);
        ((string?)card["score"]!["band"]).ShouldBe("InsufficientData");
        card["indicators"]!.Sum(it => (double)it["contribution"]!)
            .ShouldBe((double)card["score"]!["total"]! - (double)card["score"]!["reference"]!, 1e-4);

        // As known before the import, and before anything had happened, there was nothing.
        (await Do(0, "risk", "--known-by", "2020-01-01")).ShouldContain("No facts about any country");
        var before = JObject.Parse(await Do(0, "risk", "IS", "--happened-by", "2019-12-31", "--json"));
        ((double)before["indicators"]!.Single(it => (string?)it["id"] == "RSK-010")["bad"]!).ShouldBe(0);

        var ranking = JObject.Parse(await Do(0, "risk", "--json"));
        ranking["countries"]!.Select(it => (string?)it["country"]).ShouldContain("IS");
        ((double)ranking["countries"]!.Single(it => (string?)it["country"] == "IS")["score"]!)
            .ShouldBe((double)card["score"]!["total"]!);
        await Scores(card["score"]!);
        (await Do(0, "risk", "IS", "--csv")).Split('\n')[0].ShouldStartWith("unit,indicator,title,state,weight,bad");
        (await Do(0, "risk", "--party", "Harbour Guard")).ShouldContain("items reported lost or stolen: 2");
        (await Do(0, "risk", "--site", "Boat house", "--custodian", "Harbour Guard"))
            .ShouldContain("items reported lost or stolen: 1");
        (await Do(1, "risk", "--carrier", "Coastl Carrier")).ShouldContain("Nearest on record: coastal-carriers.");
        (await Do(1, "risk", "--broker", "Nobody & Sons")).ShouldContain("Nothing on record names the broker nobody-sons");
        (await Do(1, "risk", "--party", "Harbor Guards", "--json")).ShouldContain("harbour-guard");
        (await Do(1, "risk", "--site", "Boathouse", "--custodian", "Harbour Guard")).ShouldContain("boat-house of harbour-guard");
        (await Do(0, "risk", "--party", "Harbour Guard", "--happened-by", "2018-12-31"))
            .ShouldContain("Nothing on record counts for it by then");
        (await Do(0, "risk", "--carrier", "Coastal Carriers", "--json")).ShouldContain("shipments not arrived in time: 1 of 1");
        (await Do(0, "risk", "--carrier", "Nordfracht Reederei", "--json")).ShouldContain("certificates judged not authentic: 0 of 1");
        var told = await Do(0, "risk", "IS", "--facts");
        told.ShouldContain("not inspected");
        told.ShouldContain("Some facts are contested");

        await Assess();
    }

    [Fact]
    public async Task Surplus_that_is_not_destroyed_and_published_values_reach_the_card_of_their_country()
    {
        string[] which = ["PT", "MS-1", "--quantity", "1200", "--source", "report of 2019", "--officer", "clerk-07"];
        await Do(
            0, ["surplus", "declare", .. which, "--by", "Ministry", "--goods", "rifles", "--unit", "piece", "--destroy-by",
                "2021-12-31", "--on", "2019-05-14"]);
        which[3] = "300";
        await Do(0, ["surplus", "destroyed", .. which, "--on", "2020-05-31"]);
        which[3] = "901";
        (await Do(1, ["surplus", "destroyed", .. which, "--on", "2020-06-01"]))
            .ShouldContain("[surplus.beyond-declared]");
        (await Do(0, "surplus", "show", "PT", "MS-1")).ShouldContain("900 left");
        await Do(
            0, "risk", "published", "PT", "--year", "2023", "--percent", "75", "--cases", "4", "--established", "3",
            "--source", "database", "--officer", "clerk-07");

        var card = JObject.Parse(await Do(0, "risk", "PT", "--json", "--facts"));
        var shortfall = card["indicators"]!.Single(it => (string?)it["id"] == "RSK-026");
        ((double)shortfall["bad"]!, (double)shortfall["cases"]!).ShouldBe((0.75, 1.0));
        card["facts"]!.Select(it => (string?)it["series"]).ShouldBe(["surplus-due", "surplus-left"]);
        ((double)card["shown"]!["published"]![0]!["low"]!).ShouldBe(0.3006, 1e-4);
        (await Do(0, "risk", "PT", "--happened-by", "2023-12-30")).ShouldContain(
            "RSK-026 Destruction shortfall (weight 1): not inspected");
    }

    [Theory]
    [InlineData("surplus show PT MS-9", 1, "No surplus pt/ms-9")]
    [InlineData("surplus show PT ;;", 2, "no number of a declaration")]
    [InlineData("risk published PT --year 2023 --percent 101 --source x --officer a", 1, "no share in per cent")]
    [InlineData("risk published PT --year then --percent 1 --source x --officer a", 2, "--year")]
    [InlineData("risk Iceland", 2, "give IS")]
    [InlineData("risk UK", 2, "give GB")]
    [InlineData("risk QA7", 2, "two letters")]
    [InlineData("risk assess EX --officer a", 2, "no country's code")]
    [InlineData("risk IS --party x", 2, "not both")]
    [InlineData("risk --broker x --carrier y", 2, "not both")]
    [InlineData("risk --site Depot", 2, "whose store is it")]
    [InlineData("risk --custodian Army", 2, "whose store is it")]
    [InlineData("risk --broker ;;; --json", 2, "--broker")]
    [InlineData("risk --party ;;;", 2, "letters or digits")]
    [InlineData("risk IS --known-by yesterday", 2, "--known-by")]
    [InlineData("risk IS --parameters nowhere.json", 2, "nowhere.json")]
    [InlineData("risk assess IS", 2, "--officer")]
    [InlineData("risk countersign XX/1 --assessment 1 --officer a --approver b --reason c", 1, "nobody has captured")]
    public async Task What_cannot_be_done_is_said(string line, int code, string says)
    {
        var result = await ledger.Run(line.Split(' '));

        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        (result.Remarks + result.Output).ShouldContain(says);
    }

    [Fact]
    public async Task What_ships_is_the_model_of_the_rules_and_was_measured()
    {
        var used = await RiskParameterFile.Load(null, CancellationToken.None);

        used.Parameters.WeightSum.ShouldBe(100);
        used.Parameters.Problems().ShouldBeEmpty();
        used.Parameters.Indicators.Select(it => it.Id)
            .ShouldBe(RiskIndicators.All.Select(it => it.Id), ignoreOrder: true);
        RiskParameterFile.Verdict(used).ShouldNotBeNull("run: ledger quality risk --verdict FILE");
    }

    [Theory]
    [InlineData("\"score\": 20", "\"score\": 90", "curves[0]")]
    [InlineData("\"id\": \"RSK-001\"", "\"id\": \"RSK-999\"", "indicators[0]")]
    [InlineData("\"highScore\": 60", "\"highScore\": 10", "highScore")]
    [InlineData("\"poolYears\": 10", "\"poolYears\": 10.5", "poolYears")]
    [InlineData("\"poolYears\": 10", "\"poolYears\": 0", "poolYears")]
    public async Task Parameters_that_cannot_be_used_are_refused_with_their_place(string old, string @new, string place)
    {
        await using var stream = typeof(RiskParameterFile).Assembly.GetManifestResourceStream("risk/standard.json")!;
        var text = await new StreamReader(stream).ReadToEndAsync();
        text.ShouldContain(old);
        var at = text.IndexOf(old, StringComparison.Ordinal);

        Should.Throw<FactJsonException>(() => RiskParameterFile.Parse(text[..at] + @new + text[(at + old.Length)..]))
            .Message.ShouldContain(place);
    }

    /// <summary>What SQL tools read is what the card says, once it was written.</summary>
    private async Task Scores(JToken score)
    {
        var written = JObject.Parse(await Do(0, "risk", "refresh", "--json"));
        await Do(0, "risk", "refresh");
        await using var source = NpgsqlDataSource.Create(await ledger.ConnectionString());
        await using var command = source.CreateCommand(
            """
            SELECT score, low, high, coverage, band, up_to, count(*) OVER () FROM views.country_risk
             ORDER BY country <> 'IS'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetDouble(0).ShouldBe((double)score["total"]!, 1e-6);
        reader.GetDouble(1).ShouldBe((double)score["low"]!, 1e-6);
        reader.GetDouble(2).ShouldBe((double)score["high"]!, 1e-6);
        reader.GetDouble(3).ShouldBe((double)score["coverage"]!, 1e-6);
        reader.GetString(4).ShouldBe((string?)score["band"]);
        reader.GetInt64(5).ShouldBe((long)written["upTo"]!);
        reader.GetInt64(6).ShouldBe((long)written["countries"]!);
    }

    private async Task Assess()
    {
        (await Do(0, "risk", "assess", "IS", "--officer", "analyst-03")).ShouldContain("handle as high");
        var assessment = (string)JObject.Parse(await Verify())["findings"]!
            .Single(it => (string?)it["code"] == "risk-high")["facts"]!.Last!;
        string[] sign =
        [
            "risk", "countersign", Certificate, "--assessment", assessment, "--officer", "chief-01", "--reason", "escort",
        ];
        (await Do(1, [.. sign, "--approver", "Chief 01"])).ShouldContain("cannot sign for themselves");
        await Do(0, [.. sign, "--approver", "director-01"]);
        (await Verify()).ShouldContain("it lacks a planned verification on site");
        await Import(Line(
            "certificate/is/euc-0017-2026", "obligation_set",
            """{"happened":"2026-03-10","undertaking":"onSiteVerification","due":"2027-03-01","owner":"clerk-07"}"""));
        (await Verify()).ShouldContain("chief-01 and director-01 signed");
    }

    private async Task<string> Verify()
    {
        var result = await ledger.Run("certificate", "verify", Certificate, "--json");
        result.ExitCode.ShouldBeInRange(0, 1);
        return result.Output;
    }

    /// <summary>Two pistols of the guard are stolen; the guard contests one report.</summary>
    private async Task Facts()
    {
        const string Guard = """{"name":"Harbour Guard","country":"IS"}""";
        const string Weapon = "weapon/r1sk-0000-0000-000";
        var lines = new List<string>();
        for (var at = 1; at <= 2; at++)
        {
            lines.Add(Line(
                $"{Weapon}{at}", "item_registered",
                $$$"""{"happened":"2019-01-01","item":{"kind":"pistol","countryOfManufacture":"DE"},"marks":[],"custodian":{{{Guard}}}}"""));
            lines.Add(Line($"{Weapon}{at}", "theft_reported", $$$"""{"happened":"2020-06-01","holder":{{{Guard}}}}"""));
        }

        lines.Add(Line(
            $"{Weapon}2", "stock_entered",
            $$$"""{"happened":"2019-02-01","custodian":{{{Guard}}},"site":{"name":"Boat house","country":"IS"}}"""));
        lines.Add(Line(
            "shipment/de/s-r1sk", "shipment_departed",
            $$$"""{"happened":"2026-01-05","consignor":{"name":"Works","country":"DE"},"consignee":{{{Guard}}},"carrier":{"name":"Coastal Carriers","country":"DE"}}"""));
        lines.Add(Line(
            $"{Weapon}1", "record_disputed",
            """{"happened":"2020-07-01","target":{"type":"theft_reported","happened":"2020-06-01"},"reason":"found","by":"Guard"}"""));
        await Import([.. lines]);
    }

    private static string Line(string home, string type, string fact) =>
        $$$"""{"id":"{{{home}}} {{{type}}}","home":"{{{home}}}","type":"{{{type}}}","fact":{{{fact}}},"provenance":{"actor":"clerk-07"}}""";

    private async Task Import(params string[] lines)
    {
        var file = Path.Combine(ledger.Folder, $"risk-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllLinesAsync(file, lines);
        await Do(0, "import", file);
    }

    private static string Sample(string name) =>
        Path.Combine(AppContext.BaseDirectory, "samples", "certificates", name);

    private async Task<string> Do(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return result.Output + (code == 0 ? "" : result.Remarks);
    }
}
