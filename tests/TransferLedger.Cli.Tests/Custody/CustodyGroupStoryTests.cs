using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Custody;

/// <summary>A shipment, a package and a site at any point; an inspection; a destruction that has to wait.</summary>
public sealed class CustodyGroupStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>, IDisposable
{
    private const string First = "7k3m-9q2x-4t5v-8w1z";
    private const string Second = "7k3m-9q2x-4t5v-8w10";
    private readonly string _folder = Directory.CreateTempSubdirectory("transferledger-group-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_with_a_shipment_in_a_package_and_at_a_site_and_how_one_of_them_ends()
    {
        var file = Path.Combine(_folder, "facts.ndjson");
        await File.WriteAllLinesAsync(file, Facts());
        await Do(0, "import", file);

        var all = JObject.Parse(await Do(0, "custody", "shipment/DE/S-1", "--json"));
        all["weapons"]!.Select(it => (string)it["state"]!).ShouldBe(["inStock", "inTransit"]);
        all["findings"]!.Select(it => (string)it["rule"]!).ShouldBe(["COC-051", "COC-057", "COC-060"]);
        (await Do(0, "custody", "shipment/DE/S-1", "--package", "pk-2", "--happened-by", "2026-10-20"))
            .ShouldContain("Rotterdam");
        (await Do(1, "custody", "shipment/DE/S-1", "--package", "PK-3")).ShouldContain("Nothing is on record");
        (await Do(0, "custody", "--site", "Depot 7@XR", "--custodian", "Army@XR")).ShouldContain(First);
        (await Do(0, "custody", "--site", "Depot 7@XR", "--custodian", "Army@XR", "--happened-by", "2026-10-20"))
            .ShouldContain("0 weapons");
        (await Do(2, "custody", "--site", "Depot 7")).ShouldContain("go together");
        (await Do(2, "custody", First, "--site", "Depot 7", "--custodian", "Army")).ShouldContain("not both");
        (await Do(2, "custody", First, "--package", "PK-1")).ShouldContain("needs its shipment");

        await Do(0, "site", "inspected", "Depot 7@XR", "--custodian", "Army@XR", "--checklist", "list 3", "--inspector",
            "post 4", "--on", "2026-10-01", "--officer", "clerk-07");
        (await Do(1, "findings", "show", First)).ShouldContain("did not approve it");
        (await Do(2, "site", "trained", ";;", "post 7", "--record", "TR-1", "--officer", "clerk-07"))
            .ShouldContain("names nobody");

        await Ends();
        await Collected();
    }

    private async Task Collected()
    {
        string[] intake =
        [
            "collect", "DDR 2", "117", "--kind", "rifle", "--authority", "Mission@XR", "--place", "Camp 3@XR",
            "--condition", "no bolt", "--officer", "clerk-07",
        ];
        (await Do(2, [.. intake, "--serial", "AB 4711"])).ShouldContain("Say --not-known donor where nobody knows");
        intake = [.. intake, "--not-known", "donor"];
        (await Do(1, intake)).ShouldContain("marks");
        (await Do(2, [.. intake, "--serial", "AB 1", "--legibility", "absent"])).ShouldContain("do not go together");
        (await Do(0, [.. intake, "--serial", "AB 4711"])).ShouldContain("collected as facts");
        (await Do(0, "custody", "AB 4711")).ShouldContain("Mission");
        (await Do(1, "destroy", "AB 4711", "--method", "cutting", "--place", "Camp 3", "--officer", "clerk-07"))
            .ShouldContain("whether it is traced");
    }

    private async Task Ends()
    {
        var picture = Path.Combine(_folder, "picture.jpg");
        await File.WriteAllTextAsync(picture, "a picture");
        var hash = (await Do(0, "file", "add", picture, "--officer", "clerk-07")).Split(' ', 2)[0];
        string[] melting = ["destroy", First, "--method", "melting", "--place", "Steelworks@XR", "--officer", "clerk-07"];
        (await Do(1, [.. melting, "--witness", "post 4", "--witness", "clerk-07", "--picture", hash]))
            .ShouldContain("1 of those named count");
        (await Do(1, [.. melting, "--witness", "post 4", "--witness", "observer"])).ShouldContain("no picture");
        (await Do(2, [.. melting, "--witness", "post 4", "--picture", "no hash"])).ShouldContain("is no SHA-256");
        (await Do(0, [.. melting, "--witness", "post 4", "--witness", "observer", "--picture", hash]))
            .ShouldContain("destroyed as fact");
        (await Do(0, "custody", First)).ShouldContain("destroyed");
        (await Do(1, [.. melting, "--witness", "a", "--witness", "b", "--picture", hash])).ShouldContain("already");
    }

    private static IEnumerable<string> Facts()
    {
        const string Parties = "\"consignor\":{\"name\":\"Maker\",\"country\":\"DE\"},\"consignee\":{\"name\":\"Army\",\"country\":\"XR\"}";
        yield return Fact($"weapon/{First}", "item_manufactured", Made("W1"));
        yield return Fact($"weapon/{Second}", "item_manufactured", Made("W2"));
        yield return Packed("PK-1", First, "A 1");
        yield return Packed("PK-2", Second, "A 2");
        yield return Fact("shipment/de/s-1", "shipment_departed",
            $$"""{"happened":"2026-10-05",{{Parties}},"items":["{{First}}","{{Second}}"],"packages":["PK-1","PK-2"]}""");
        yield return Fact("shipment/de/s-1", "transit_entered",
            """{"happened":"2026-10-07","place":{"name":"Rotterdam","country":"NL"},"seals":["A 1","B 9"]}""");
        yield return Fact("shipment/de/s-1", "delivery_confirmed",
            $$"""{"happened":"2026-11-01","receiver":{"name":"Army","country":"XR"},"place":{"name":"Depot 7","country":"XR"},"items":["{{First}}"]}""");

        static string Made(string serial) =>
            $$"""{"happened":"2026-01-10","manufacturer":{"name":"Maker","country":"DE"},"item":{"kind":"pistol","maker":"Maker"},"marks":[{"kind":"serial","text":"{{serial}}","legibility":"clear"}]}""";

        static string Packed(string package, string weapon, string seal) => Fact("shipment/de/s-1", "shipment_packed",
            $$"""{"happened":"2026-10-01",{{Parties}},"package":"{{package}}","items":["{{weapon}}"],"seals":["{{seal}}"]}""");

        static string Fact(string home, string type, string fact) =>
            $$"""{"home":"{{home}}","type":"{{type}}","fact":{{fact}},"provenance":{"actor":"clerk"} }""";
    }

    private async Task<string> Do(int code, params string[] line)
    {
        var result = await ledger.Run(line);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return string.Join(
            ' ', (result.Output + result.Remarks).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
