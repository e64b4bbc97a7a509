using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Shipments;

/// <summary>The samples, from the certificate to the post-shipment verification, as a user runs them.</summary>
public sealed class ShipmentStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Shipment = "DE/S-2026-31";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public async Task Goods_are_packed_sent_stolen_from_delivered_and_the_difference_is_named()
    {
        await Prepare();
        (await Do(1, "shipment", "depart", Shipment, "--on", "2026-04-20", "--officer", "clerk-07"))
            .ShouldContain("nothing is packed");
        (await Do(0, "shipment", "pack", Sample("packing-list.json"))).ShouldContain("packed as facts");
        (await Do(0, "shipment", "pack", Sample("packing-list.json"))).ShouldContain("had been packed before");
        string[] unpack = ["shipment", "unpack", Shipment, "--reason", "wrong list", "--officer", "clerk-07", "--approver"];
        (await Do(1, [.. unpack, "clerk-07"])).ShouldContain("let another person approve");
        await Do(0, [.. unpack, "chief-01", "--package", "PK-1"]);
        await Do(0, [.. unpack, "chief-01"]);
        (await Do(1, "shipment", "show", Shipment)).ShouldContain("was taken back");
        (await Do(0, "shipment", "pack", Sample("packing-list.json"))).ShouldContain("packed as facts");
        await Do(
            0, "shipment", "depart", Shipment, "--on", "2026-04-20", "--from", "Hamburg", "--carrier", "Example Line",
            "--conveyance", "IMO 9999991", "--officer", "clerk-07");
        await Do(0, "import", Sample("customs.ndjson"));
        await Do(0, "shipment", "lost", Shipment, Sample("lost.json"), "--officer", "clerk-07");
        (await Do(0, "shipment", "lost", Shipment, Sample("lost.json"), "--officer", "clerk-07"))
            .ShouldContain("had been lost before");
        await Do(
            0, "shipment", "arrive", Shipment, "--on", "2026-05-01", "--place", "Reykjavik", "--country", "IS",
            "--officer", "clerk-07");
        await Do(0, "shipment", "received", Shipment, Sample("received.json"), "--officer", "clerk-07");

        (await Overdue()).ShouldBe(["obligation 92", "deliveryVerification 16"]);
        Snapshot.Verify("overdue", await Shown("overdue", "--on", "2026-08-15", "--by-value"));
        await Do(0, "shipment", "verified", Shipment, Sample("delivery-verification.json"), "--officer", "clerk-07");
        (await Overdue()).ShouldBe(["obligation 92"]);

        Snapshot.Verify("shipment-show", await Shown("shipment", "show", Shipment));
        Snapshot.Verify("shipment-balance", await Shown("balance", "IS/EUC/0017/2026", "--happened-by", "2026-12-31"));
        var verdict = JObject.Parse(
            await Do(1, "certificate", "verify", "IS/EUC/0017/2026", "--as-of", "2026-06-30", "--json"));
        verdict["findings"]!.Where(it => (string)it["rule"]! == "EUC-071").Select(it => (string)it["code"]!)
            .ShouldBe(["dvc-short", "dvc-serials-differ"]);
        (await Do(0, "custody", "XP26-00017")).ShouldContain("reported stolen");
        (await Do(0, "custody", "XP26-00001")).ShouldContain("transit entered");

        await Papers();
        await Check();
        await PassOn();
        await Wind();
        await Sight();
        await Deny();
    }

    [Theory]
    [InlineData("shipment depart DE/NONE --officer a", 1)]
    [InlineData("shipment depart DE --officer a", 2)]
    [InlineData("shipment depart DE/S", 2)]
    [InlineData("shipment depart DE/S --officer a --on someday", 2)]
    [InlineData("shipment opened DE/NONE --package P --by Customs@NL --legal-ground order --officer a", 1)]
    [InlineData("shipment opened DE/S --package P --by Customs@NL --officer a", 2)]
    [InlineData("shipment show DE/NONE", 1)]
    [InlineData("shipment pack no-such-file.json", 2)]
    [InlineData("check show NONE", 1)]
    [InlineData("check plan P-1 IS/1 --seed s --due 2026-01-01 --officer a --find 0", 2)]
    [InlineData("check plan P-1 IS/1 --seed s --due 2026-01-01 --officer a --confidence 100", 2)]
    [InlineData("check plan P-1 IS/NONE --seed s --due 2026-01-01 --officer a", 1)]
    [InlineData("check plan -- IS/1 --seed s --due 2026-01-01 --officer a", 2)]
    [InlineData("retransfer show IS/NONE", 1)]
    [InlineData("retransfer show IS", 2)]
    [InlineData("retransfer verify IS/NONE R-1", 1)]
    [InlineData("retransfer verify IS/NONE R-1 --as-of someday", 2)]
    [InlineData("retransfer request IS/NONE no-such-file.json --officer a", 2)]
    [InlineData("retransfer deny IS/NONE R-1 --officer a --reason b", 1)]
    [InlineData("overdue --on someday", 2)]
    public async Task What_cannot_be_done_ends_with_its_code(string line, int code) =>
        (await ledger.Run(line.Split(' '))).ExitCode.ShouldBe(code);

    [Theory]
    [InlineData("""{"country":"DE","reference":"S-1"}""", "'authorization'")]
    [InlineData("""{"country":"DE","reference":"S-1","authorization":"nothing"}""", "$.authorization")]
    [InlineData("""{"country":"DE","reference":"--","authorization":"authorization/de/a","happened":"2026-01-01","consignor":{"name":"a"},"consignee":{"name":"b"},"packages":[],"officer":"c"}""", "country and number")]
    [InlineData("""{"country":"DE","reference":"S-1","authorization":"authorization/de/a","happened":"2026-01-01","consignor":{"name":"a"},"consignee":{"name":"b"},"packages":[{"number":"1","contents":[{"line":1,"quantity":"many"}]}],"officer":"c"}""", "$.packages[0].contents[0].quantity")]
    [InlineData("""{"country":"DE","reference":"S-1","authorization":"authorization/de/a","happened":"2026-01-01","consignor":{"name":"a"},"consignee":{"name":"b"},"packages":[{"number":"1","contents":[{"line":1,"quantity":1,"serials":["A1\u200F"]}]}],"officer":"c"}""", "$.packages[0].contents[0].serials[0]")]
    public async Task What_is_no_packing_list_is_refused_with_the_place(string json, string place)
    {
        var file = Path.Combine(Path.GetTempPath(), $"packing-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json);
        try
        {
            var refused = await ledger.Run("shipment", "pack", file);
            refused.ExitCode.ShouldBe(2, refused.Remarks);
            refused.Remarks.ReplaceLineEndings(" ").ShouldContain(place);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Each paper comes out as the document that went in.</summary>
    private async Task Papers()
    {
        var list = JObject.Parse(await Do(0, "shipment", "export", Shipment));
        var given = JObject.Parse(await File.ReadAllTextAsync(Sample("packing-list.json")));
        list.SelectTokens("$.packages[*].contents[*].weapons").ShouldNotBeEmpty("each serial has led to a weapon");
        JToken.DeepEquals(AsGiven(list), given).ShouldBeTrue(list.ToString());
        var file = Path.Combine(Path.GetTempPath(), $"packing-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, await Do(0, "shipment", "export", Shipment));
        (await Do(0, "shipment", "pack", file)).ShouldContain("had been packed before");
        File.Delete(file);

        foreach (var (paper, sample) in new[]
        {
            ("delivery-verification", "delivery-verification.json"), ("delivery-report", "received.json"),
            ("transit-loss", "lost.json"),
        })
        {
            var written = AsGiven(JObject.Parse(await Do(0, "shipment", "export", Shipment, "--paper", paper)));
            JObject.Parse(await File.ReadAllTextAsync(Sample(sample))).Properties()
                .ShouldAllBe(it => it.Name == "under" || JToken.DeepEquals(written[it.Name], it.Value));
        }

        ((string)JObject.Parse(await Do(0, "authorization", "export", "DE/A-2026-118"))["number"]!)
            .ShouldBe("A-2026-118");
        await Do(1, "shipment", "export", Shipment, "--paper", "goods-return");
        await Do(2, "shipment", "export", Shipment, "--paper", "invoice");
    }

    /// <summary>Without the weapons that serials led to, and without lists that say nothing.</summary>
    private static JObject AsGiven(JObject written)
    {
        foreach (var added in written.Descendants().OfType<JProperty>()
            .Where(it => it.Name == "weapons" || it.Value is JArray { Count: 0 }).ToList())
        {
            added.Remove();
        }

        return written;
    }

    /// <summary>A sample is drawn, all but one are seen, and the rest is not called in order.</summary>
    private async Task Check()
    {
        await Do(
            0, "check", "plan", "PSV-2026-3", "IS/EUC/0017/2026", "--seed", "lottery of 2026-06-25", "--due",
            "2026-12-31", "--officer", "clerk-07", "--on", "2026-06-25");
        var plan = JObject.Parse(await Do(0, "check", "show", "PSV-2026-3", "--json"));
        var sample = plan["plan"]!["sample"]!.Select(it => (string)it!).ToList();
        plan["notInspected"]!.ShouldBe((int)plan["plan"]!["population"]!);

        var outcome = JObject.Parse(await File.ReadAllTextAsync(Sample("verification.json")));
        outcome["seen"] = new JArray(sample.Skip(1));
        outcome["absent"] = new JArray(
            JObject.FromObject(new { serial = sample[0], explanation = "with the armourer" }));
        var file = Path.Combine(Path.GetTempPath(), $"check-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, outcome.ToString());
        try
        {
            await Do(0, "check", "record", "PSV-2026-3", file, "--officer", "clerk-07");
        }
        finally
        {
            File.Delete(file);
        }

        Snapshot.Verify("check-show", await Shown("check", "show", "PSV-2026-3"));
        (await Do(0, "custody", sample[1])).ShouldContain("Last proof of presence: 2026-10-14");
        (await Do(0, "custody", sample[0])).ShouldContain("Last proof of presence: 2026-05-03");
        var verdict = JObject.Parse(
            await Do(1, "certificate", "verify", "IS/EUC/0017/2026", "--as-of", "2026-10-20", "--json"));
        verdict["findings"]!.Single(it => (string)it["rule"]! == "EUC-075")["code"]!.ShouldBe("verification-shortfall");
    }

    /// <summary>One that was delivered is seized in another state.</summary>
    private async Task Sight()
    {
        const string Certificate = "IS/EUC/0017/2026";
        (await Do(0, "retransfer", "sightings", Certificate, "--officer", "clerk-07")).ShouldContain("had been held");
        await Do(0, "import", Sample("seizure.ndjson"));
        var everything = await Do(0, "retransfer", "sightings", "--all", "--officer", "clerk-07");
        everything.ShouldContain("held against the undertaking as fact");
        everything.ShouldContain("1 certificates with deliveries looked through; something new under 1.");
        (await Do(0, "retransfer", "sightings", "--all", "--officer", "clerk-07")).ShouldContain("something new under 0.");
        await Do(2, "retransfer", "sightings", Certificate, "--all", "--officer", "clerk-07");
        (await Do(1, "certificate", "verify", Certificate)).ReplaceLineEndings(" ").ShouldContain("XP26-00030 (weapon");
    }

    /// <summary>The end user asks for three, gets consent to two, and passes those on.</summary>
    private async Task PassOn()
    {
        const string Certificate = "IS/EUC/0017/2026";
        (await Do(1, "retransfer", "approve", Certificate, Sample("retransfer-consent.json"))).ShouldContain("nobody has asked");
        await Do(0, "retransfer", "request", Certificate, Sample("retransfer-request.json"), "--officer", "clerk-07");
        (await Do(1, "retransfer", "approve", Certificate, Sample("retransfer-consent.json")))
            .ShouldContain("Hold, EUC-050, EUC-051, EUC-052, EUC-053, EUC-062");
        Snapshot.Verify(
            "retransfer-verify", await Shown("retransfer", "verify", Certificate, "R-2026-4", "--as-of", "2026-07-20"));
        (await Do(1, "certificate", "override", Certificate, "--rule", "EUC-050", "--officer", "clerk-07", "--approver",
            "chief-01", "--reason", "r", "--basis", "b", "--retransfer", "R-9")).ShouldContain("nobody has asked");
        await ledger.Override(Certificate, "2026-07-20", "--retransfer", "R-2026-4");
        var judged = JObject.Parse(
            await Do(0, "retransfer", "verify", Certificate, "r 2026/4", "--as-of", "2026-07-20", "--json"));
        ((string)judged["receiver"]!["party"]!["name"]!).ShouldBe("Example Customs Guard");
        judged["findings"]!.Count(it => it["overridden"]!.HasValues).ShouldBe(5);
        await Do(0, "retransfer", "approve", Certificate, Sample("retransfer-consent.json"));
        (await Do(0, "retransfer", "approve", Certificate, Sample("retransfer-consent.json")))
            .ShouldContain("had been approved before");
        (await Do(1, "retransfer", "deny", Certificate, "R-2026-4", "--officer", "chief-01", "--reason", "late"))
            .ShouldContain("was decided on 2026-07-20");
        await Do(0, "retransfer", "execute", Certificate, Sample("retransfer-report.json"), "--officer", "clerk-07");
        Snapshot.Verify("retransfer-show", await Shown("retransfer", "show", Certificate));
        (await Do(0, "balance", Certificate)).ShouldContain("passed on");
        JObject.Parse(await Do(0, "balance", Certificate, "--json"))["passedOn"]!
            .Select(it => (int)it["passedOn"]!).ShouldBe([2, 0]);
        (await Do(0, "custody", "XP26-00001")).ShouldContain("Example Customs Guard");
        var found = JObject.Parse(await Do(1, "certificate", "verify", Certificate, "--json"))["findings"]!
            .Single(it => (string)it["rule"]! == "EUC-073");
        ((string)found["verdict"]!).ShouldBe("PASS");
    }

    private async Task<IReadOnlyList<string>> Overdue() =>
    [
        .. JObject.Parse(await Do(0, "overdue", "--on", "2026-08-15", "--json"))["items"]!
            .Select(it => $"{it["kind"]} {it["daysOverdue"]}"),
    ];

    /// <summary>A condition met, a suspension, and the end of the authorization.</summary>
    private async Task Wind()
    {
        await Do(
            0, "authorization", "met", "DE/A-2026-118", "1", "--evidence", "list of 2 May", "--officer", "clerk-07",
            "--on", "2026-05-02");
        await Do(
            0, "authorization", "suspend", "DE/A-2026-118", "--officer", "chief-01", "--reason", "theft", "--on",
            "2026-07-01");
        (await Do(
            1, "authorization", "resume", "DE/A-2026-118", "--officer", "chief-01", "--approver", "Chief 01",
            "--reason", "guards", "--on", "2026-07-05")).ShouldContain("another person");
        await Do(
            0, "authorization", "resume", "DE/A-2026-118", "--officer", "chief-01", "--approver", "chief-02",
            "--reason", "guards", "--on", "2026-07-05");
        (await Do(
            1, "authorization", "close", "DE/A-2026-118", "--officer", "clerk-07", "--reason", "over", "--on",
            "2026-12-31")).ShouldContain("revoke it");
        await Do(
            0, "authorization", "close", "DE/A-2026-118", "--officer", "clerk-07", "--reason", "over", "--on",
            "2027-01-01");
        (await Overdue()).ShouldBeEmpty();
        Snapshot.Verify("authorization-show", await Shown("authorization", "show", "DE/A-2026-118"));
        JObject.Parse(await Do(0, "balance", "IS/EUC/0017/2026", "--json"))["lines"]!.Select(it => (int)it["remaining"]!)
            .ShouldBe([460, 15_000]);
    }

    /// <summary>A denial, and what it does to everything like it.</summary>
    private async Task Deny()
    {
        (await Do(1, "authorization", "deny", "DE/A-2026-200", "--officer", "chief-01", "--reason", "article 11"))
            .ShouldContain("--certificate");
        await Do(
            0, "authorization", "deny", "DE/A-2026-200", "--officer", "chief-01", "--reason", "article 11",
            "--certificate", "IS/EUC/0017/2026", "--on", "2027-01-02");
        (await Do(0, "authorization", "show", "DE/A-2026-200")).ShouldContain("denied 2027-01-02");
        (await Do(1, "certificate", "verify", "IS/EUC/0017/2026", "--as-of", "2027-01-02")).ShouldContain("EUC-061");
    }

    private async Task Prepare()
    {
        await Do(0, "import", Path.Combine(Samples, "certificates", "register.ndjson"));
        await Do(0, "certificate", "capture", Path.Combine(Samples, "certificates", "genuine.json"));
        await Do(0, "import", Path.Combine(Samples, "certificates", "checks.ndjson"));
        await ledger.Override("IS/EUC/0017/2026", "2026-03-25");
        (await Do(1, "authorization", "grant", Path.Combine(Samples, "certificates", "authorization.json")))
            .ShouldContain("not assessed");
        await Do(0, "authorization", "apply", Path.Combine(Samples, "certificates", "application.json"));
        await Do(
            0, "authorization", "assess", "DE/A-2026-118", Path.Combine(Samples, "certificates", "assessment.json"));
        await Do(0, "authorization", "grant", Path.Combine(Samples, "certificates", "authorization.json"));
    }

    private async Task<string> Do(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{result.Remarks}{result.Output}");
        return result.Output + result.Remarks;
    }

    /// <summary>The screen without positions at the end of lines, which differ from import to import.</summary>
    private async Task<string> Shown(params string[] arguments) => Regex.Replace(
        ledger.Steady((await ledger.Run(arguments)).Output),
        @"(?<=^  (20\d\d-|de/|R-).*  )\d+$", "#",
        RegexOptions.Multiline, Patience);

    private static string Sample(string name) => Path.Combine(Samples, "shipments", name);
}
