using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Export;

/// <summary>What one ledger exports another takes, and exports again byte for byte.</summary>
public sealed class ExportTests(Commands.Ledger there) : IClassFixture<Commands.Ledger>
{
    private static readonly string[] Kinds = ["authority", "party", "conveyance", "certificate", "authorization", "shipment", "check"];

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public async Task The_demonstration_with_corrections_and_retractions_comes_back_byte_for_byte()
    {
        await Do(there, 0, "demo", "--exit");
        await Do(
            there, 0, "check", "plan", "PSV-1", "IS/EUC/0017/2026", "--seed", "a", "--due", "2026-12-31", "--officer",
            "clerk-07", "--on", "2026-06-25");
        await Do(
            there, 0, "check", "record", "PSV-1", Path.Combine(Samples, "shipments", "verification.json"), "--officer",
            "clerk-07");
        await Do(there, 0, "import", Path.Combine(Samples, "certificates", "conveyances.ndjson"));
        var before = await Export(there, "shipment");
        await Import(there, Amendments());

        using var here = new Commands.Ledger();
        foreach (var kind in Kinds)
        {
            var lines = await Export(there, kind);
            lines.ShouldNotBeEmpty();
            await Import(here, lines, "--exported");
            (await Export(here, kind)).ShouldBe(lines);
            await Import(here, lines, "--exported");
            (await Export(here, kind)).ShouldBe(lines);
        }

        var shipments = await Export(there, "shipment");
        shipments.ShouldStartWith(before);
        shipments[before.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => (string)JObject.Parse(it)["type"]!)
            .ShouldBe(["record_corrected", "record_retracted", "record_retracted", "record_disputed"]);
        (await Do(here, 0, "export", "--kind", "shipment", "DE/S-2026-31"))
            .ShouldBe(await Do(there, 0, "export", "--kind", "shipment", "DE/S-2026-31"));
        (await Do(here, 0, "balance", "IS/EUC/0017/2026")).ShouldContain("500");
        Lines(await Do(here, 0, "balance", "IS/EUC/0017/2026", "--json"))
            .ShouldBe(Lines(await Do(there, 0, "balance", "IS/EUC/0017/2026", "--json")));
        foreach (var one in new[] { "authority IS/moj", "party Nordfracht-Reederei", "conveyance IMO-9074729" })
        {
            string[] asked = ["export", "--kind", .. one.Split(' ')];
            var lines = await Do(here, 0, asked);
            lines.ShouldNotBeEmpty();
            (await Do(there, 0, asked)).ShouldBe(lines);
        }

        await Do(here, 0, "embargo", "load", "--officer", "clerk-07");
        foreach (var certificate in new[] { "IS/EUC/0017/2026", "IS/EUC/0031/2026" })
        {
            // Lists, and what people let pass, are each ledger's own.
            (await Findings(here, certificate, "EUC-051", "EUC-062"))
                .ShouldBe(await Findings(there, certificate, "EUC-051", "EUC-062"));
        }

        (await Do(here, 0, "register", "party", "--identifier", "IMO:9074729", "--json")).ShouldContain("MV Hentzau");
        (await Do(here, 0, "custody", "XP26-00001")).ShouldContain("Antwerp");
        (await Do(there, 0, "export", "--kind", "shipment", "--all", "--known-by", "2000")).ShouldBeEmpty();
        (await Do(there, 0, "export", "--kind", "check", "PSV-1", "--happened-by", "2026-07-01")).Split('\n')
            .Count(it => it.Length > 0).ShouldBe(1);
    }

    [Fact]
    public async Task Certificates_genuine_and_forged_get_the_same_verdicts_where_they_were_taken_over()
    {
        using var made = new Commands.Ledger();
        using var here = new Commands.Ledger();
        var folder = made.Folder + "-set";
        await Commands.Ledger.RunAnywhere(
            "generate", "--certificates", "12", "--forged", "60", "--seed", "7", "--out", folder);
        foreach (var file in new[] { "register", "certificates", "checks" })
        {
            await Do(made, 0, "import", Path.Combine(folder, file + ".ndjson"));
        }

        foreach (var kind in new[] { "authority", "party", "certificate" })
        {
            await Import(here, await Export(made, kind), "--exported");
        }

        var verdicts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var certificate in (await Export(made, "certificate")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => (string)JObject.Parse(it)["home"]!).Distinct().ToList())
        {
            var findings = await Findings(made, certificate.Split('/', 2)[1]);
            (await Findings(here, certificate.Split('/', 2)[1])).ShouldBe(findings, certificate);
            verdicts.UnionWith(findings.Split('\n').Select(it => it.Split(' ')[1]));
        }

        new[] { "PASS", "HOLD", "REJECT" }.ShouldBeSubsetOf(verdicts);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Decisions_are_taken_over_only_where_somebody_says_so()
    {
        const string Granted = """
            {"home":"authorization/de/x-1","type":"authorization_suspended","fact":{"happened":"2026-01-01","certificate":"certificate/is/x","officer":"a","reason":"b"},"provenance":{"actor":"a"}}
            """;
        using var here = new Commands.Ledger();
        await Import(here, Granted, code: 1);
        await Import(here, Granted, "--exported");
        await Import(here, Granted.Replace("authorization_suspended", "rule_overridden", StringComparison.Ordinal), "--exported", 1);
    }

    [Theory]
    [InlineData("export --kind shipment", 2)]
    [InlineData("export --kind shipment DE/S-1 --all", 2)]
    [InlineData("export --kind weapon --all", 2)]
    [InlineData("export --kind shipment DE/NONE", 1)]
    [InlineData("export --kind check --", 2)]
    [InlineData("export --kind conveyance IMO-9074728", 2)]
    [InlineData("export --kind party Nobody", 1)]
    [InlineData("import no-such-file --exported --format chief", 2)]
    public async Task What_cannot_be_exported_ends_with_its_code(string line, int code) =>
        (await there.Run(line.Split(' '))).ExitCode.ShouldBe(code);

    /// <summary>A place corrected, a report retracted, the retraction retracted, and a dispute.</summary>
    private static string Amendments() => string.Join('\n', Amendment(
            "1", "corrected", """{"type":"transit_entered","happened":"2026-04-24"}""",
            "\"field\":\"place.name\",\"old\":\"Rotterdam\",\"new\":\"Antwerp\",\"approver\":\"chief\""),
        Amendment("2", "retracted", """{"type":"delivery_confirmed","happened":"2026-05-03"}""", "\"approver\":\"chief\""),
        Amendment("3", "retracted", """{"type":"record_retracted","happened":"2026-06-02"}""", "\"approver\":\"chief\""),
        Amendment("4", "disputed", """{"type":"shipment_arrived","happened":"2026-05-01"}""", "\"by\":\"the carrier\""));

    private static string Amendment(string day, string what, string target, string rest) => $$$"""
        {"home":"shipment/de/s-2026-31","type":"record_{{{what}}}","fact":{"happened":"2026-06-0{{{day}}}","target":{{{target}}},"reason":"typed wrong",{{{rest}}}},"provenance":{"actor":"clerk-07"}}
        """;

    private static string Lines(string balance) => JObject.Parse(balance)["lines"]!.ToString();

    private static async Task Import(Commands.Ledger ledger, string lines, string? option = null, int code = 0)
    {
        var file = Path.Combine(Path.GetTempPath(), $"export-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(file, lines);
        try
        {
            var rejects = file + ".rejects";
            await Do(ledger, code, ["import", file, "--rejects", rejects, .. option is null ? [] : new[] { option }]);
            File.Delete(rejects);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Rule by rule what was found, without the positions of the facts, which are each ledger's own.</summary>
    private static async Task<string> Findings(Commands.Ledger ledger, string certificate, params string[] without)
    {
        var asked = await ledger.Run("certificate", "verify", certificate, "--as-of", "2026-09-30", "--json");
        var findings = JObject.Parse(asked.Output)["findings"]!
            .Where(it => !without.Contains((string)it["rule"]!))
            .Select(it => $"{it["rule"]} {it["verdict"]} {it["code"]} {it["field"]} {it["values"]!.ToString(Newtonsoft.Json.Formatting.None)}");
        return string.Join("\n", findings);
    }

    private static Task<string> Export(Commands.Ledger ledger, string kind) =>
        Do(ledger, 0, "export", "--kind", kind, "--all");

    private static async Task<string> Do(Commands.Ledger ledger, int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{result.Remarks}{result.Output}");
        return result.Output;
    }
}
