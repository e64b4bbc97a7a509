using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Cli.Tests.Import;

namespace TransferLedger.Cli.Tests.Countries;

/// <summary>
/// Real flows side by side, a profile of a country, and codes held against names, as a user runs them.
/// </summary>
public sealed class CountryStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public async Task Flows_of_a_compilation_are_beside_what_both_sides_say()
    {
        await Import("nisat-small-arms-flows", "flows.csv", "flows.profile.json");
        var said = Path.Combine(Path.GetTempPath(), $"mirror-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(said, string.Join(
            '\n',
            Line("DE", "Colombia", "exporter", 1_000_000), Line("Germany", "CO", "importer", 1_100_000),
            Line("ES", "CO", "importer", 70_000)));
        await Do(0, "import", said);
        File.Delete(said);

        var rows = JArray.Parse(await Do(0, "mirror", "Colombia", "--from", "1994", "--to", "1994", "--json"));
        rows.Count.ShouldBeGreaterThan(10);
        var german = rows.Single(it => (string)it["exporter"]! == "DE" && (string)it["category"]! == "licences and deliveries");
        ((bool)german["agrees"]!, (int)german["differencePercent"]!).ShouldBe((true, 10));
        rows.Single(it => (string)it["exporter"]! == "ES" && (string)it["category"]! == "licences and deliveries")["causes"]!
            .Values<string>().ShouldBe(["exporterSilent"]);
        rows.Count(it => it["causes"]!.Values<string>().Contains("sideNotStated")).ShouldBeGreaterThan(10);

        // In 1994 the country of today's code CD was ZR, by whatever name.
        (await Do(0, "mirror", "CD", "--csv")).Split('\n')[1].ShouldContain(",ZR,");
        (await Do(0, "mirror", "CO", "--with", "Brazil")).ShouldContain("BR");
        (await Do(1, "mirror", "TV")).ShouldContain("No such trade");
    }

    [Fact]
    public async Task A_profile_counts_what_was_in_custody_in_a_country()
    {
        using var own = new Commands.Ledger();
        (await own.Run("import", Path.Combine(Samples, "de-crime-gun-traces", "traces.csv"), "--profile",
            Path.Combine(Samples, "de-crime-gun-traces", "recoveries.profile.json"))).ExitCode.ShouldBeLessThan(2, "some rows are rejected");
        var all = JObject.Parse((await own.Run("country", "profile", "US", "--json")).Output);
        ((int)all["weapons"]!).ShouldBeGreaterThan(100);
        all["makers"]!.Sum(it => (int)it["count"]!).ShouldBe((int)all["weapons"]!, "each weapon has one maker, or none stated");
        all["makers"]![0]!["weapons"]!.Count().ShouldBe((int)all["makers"]![0]!["count"]!);
        ((int)JObject.Parse((await own.Run("country", "profile", "US", "--happened-by", "1990", "--json")).Output)["weapons"]!)
            .ShouldBe(0);
        (await own.Run("country", "profile", "US", "--csv")).Output.ShouldStartWith("country,part,name,count,items");
        (await own.Run("country", "profile", "US")).Output.ShouldContain("weapons were in custody there");
        (await own.Run("country", "profile", "UU")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Neighbours_are_named_with_what_is_known_of_embargoes()
    {
        (await Do(0, "country", "neighbours", "SU", "--on", "1985-06-30")).ShouldContain("AF CN CS FI HU IR KP MN NO PL RO TR");
        await Do(0, "embargo", "load", "--officer", "clerk-07");
        (await Do(0, "country", "neighbours", "XK", "--on", "2024-01-01")).ShouldContain("AL ME MK RS");
        (await Do(0, "country", "neighbours", "TD", "--on", "2024-01-01")).ShouldContain("RSK-019): 70");
    }

    [Fact]
    public async Task A_code_that_does_not_fit_its_title_is_caught()
    {
        var file = Path.Combine(Path.GetTempPath(), $"programme-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(file, "title: Democratic Republic Of Congo Sanctions\nkey: X\ntarget_territories:\n- cg\n");
        var wrong = await Commands.Ledger.RunAnywhere("country", "check", file);
        wrong.ExitCode.ShouldBe(1);
        wrong.Output.ShouldContain("CG is Congo - Brazzaville; the title names Congo - Kinshasa (CD)");
        await File.WriteAllTextAsync(file, "nothing");
        var none = await Commands.Ledger.RunAnywhere("country", "check", file);
        none.ExitCode.ShouldBe(2);
        none.Remarks.ReplaceLineEndings(" ").ShouldContain("no title in it");
        File.Delete(file);
    }

    [SharedDataFact("arms-embargo-programmes/UN-SC1533.yml")]
    public async Task Of_the_real_programmes_one_has_the_code_of_the_other_Congo()
    {
        var files = Directory.GetFiles(SharedData.Find("arms-embargo-programmes"), "*.yml");
        var result = await Commands.Ledger.RunAnywhere(["country", "check", .. files, "--json"]);
        result.ExitCode.ShouldBe(1, result.Remarks);
        var said = JObject.Parse(result.Output);
        ((int)said["read"]!).ShouldBe(files.Length);

        // ZZ stands for no country in the programme that is worldwide.
        said["wrong"]!.Select(it => $"{it["key"]} {it["code"]}").ShouldBe(["UN-SC1533 CG", "UN-SCISIL ZZ"], ignoreOrder: true);
    }

    [SharedDataFact("nl-military-licences/uitvoer_2004_2006.csv")]
    public async Task Dutch_licences_are_what_the_exporter_says()
    {
        // A part: the whole file is a matter of half a minute.
        var part = Path.Combine(Path.GetTempPath(), $"nl-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(
            part, File.ReadLines(SharedData.Find("nl-military-licences/uitvoer_2004_2006.csv")).Take(60));
        await Do(0, "import", part, "--profile", Path.Combine(Samples, "nl-military-licences", "licences.profile.json"));
        File.Delete(part);
        var rows = JArray.Parse(await Do(0, "mirror", "NL", "--exports", "--json"));
        rows.Count.ShouldBeGreaterThan(5);
        rows.ShouldAllBe(it => (string)it["exporter"]! == "NL" && it["causes"]!.Values<string>().Contains("importerSilent"));
    }

    [SharedDataFact("nl-military-licences/doorvoer_2005_2006.csv")]
    public async Task Dutch_transit_consents_are_neither_side()
    {
        var part = Path.Combine(Path.GetTempPath(), $"nl-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(
            part, File.ReadLines(SharedData.Find("nl-military-licences/doorvoer_2005_2006.csv")).Take(60));
        await Do(0, "import", part, "--profile", Path.Combine(Samples, "nl-military-licences", "transit.profile.json"));
        File.Delete(part);
        var rows = JArray.Parse(await Do(0, "mirror", "IL", "--from", "2005", "--to", "2005", "--json"));
        rows.Count.ShouldBeGreaterThan(1);
        rows.ShouldAllBe(it => it["transitSays"]!.Any() && !it["exporterSays"]!.Any() && !it["importerSays"]!.Any());
    }

    private static string Line(string from, string to, string side, long value) =>
        $$$"""{"home":"trade/tests/1994","type":"trade_reported","fact":{"happened":"1994","exporter":"{{{from}}}","importer":"{{{to}}}","side":"{{{side}}}","basis":"delivery","category":"licences and deliveries","source":"tests","value":{{{value}}},"currency":"USD"},"provenance":{"actor":"clerk-07"}}""";

    private async Task Import(string folder, string file, string profile) => await Do(
        0, "import", Path.Combine(Samples, folder, file), "--profile", Path.Combine(Samples, folder, profile));

    private async Task<string> Do(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{result.Remarks}{result.Output}");
        return result.Output + (arguments.Contains("--json") || arguments.Contains("--csv") ? "" : result.Remarks);
    }
}
