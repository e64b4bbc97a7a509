using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Certificates;

/// <summary>Verdicts on record: judged, explained, overridden, and by which rule pack.</summary>
public sealed class VerdictStoryTests
{
    private const string Genuine = "IS/EUC/0017/2026";
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples", "certificates");
    private static readonly string[] Decision =
        ["--officer", "clerk-07", "--approver", "chief-01", "--reason", "seen at the embassy", "--basis", "Art. 7"];

    [Fact]
    public async Task A_verdict_is_recorded_reached_again_and_explained()
    {
        using var ledger = new Commands.Ledger();
        (await ledger.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
        (await ledger.Run("certificate", "capture", Sample("genuine.json"))).ExitCode.ShouldBe(0);
        (await ledger.Run("certificate", "explain", Genuine)).Remarks.ShouldContain("certificate judge");
        (await Judge(ledger)).Output.ShouldContain("judged as fact 10");
        (await Judge(ledger)).Output.ShouldContain("had been judged before");
        (await Explain(ledger))["changes"]!.ShouldBeEmpty();

        await Check(ledger);
        var explained = await Explain(ledger);
        ((bool?)explained["identicalWithSamePack"]).ShouldBe(true);
        explained["changes"]!.Select(it => (string)it["rule"]!)
            .ShouldBe(["EUC-022", "EUC-024", "EUC-025", "EUC-026"]);
        (await Judge(ledger)).Output.ShouldContain("judged as fact 14");
        (await Explain(ledger))["changes"]!.ShouldBeEmpty();
        ((string?)(await Explain(ledger, "--verdict", "10"))["recorded"]!["verdict"]!["verdict"]).ShouldBe("hold");
        (await ledger.Run("certificate", "explain", Genuine, "--verdict", "9")).ExitCode.ShouldBe(1);
        var screen = await ledger.Run("certificate", "explain", Genuine, "--verdict", "10");
        screen.ExitCode.ShouldBe(0, screen.Remarks);
        screen.Output.ShouldContain("identical, byte for byte");

        Snapshot.Verify("explain", Regex.Replace(
            ledger.Steady(screen.Output), @"on 20\d\d-\d\d-\d\d by", "on TODAY by", RegexOptions.None,
            TimeSpan.FromSeconds(5)));
    }

    /// <summary>Whoever was refused under one name asks again under another; the register knows both.</summary>
    [Fact]
    public async Task What_an_end_user_has_under_another_name_counts_once_the_register_knows_the_name()
    {
        using var ledger = new Commands.Ledger();
        (await ledger.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
        var other = JObject.Parse(await File.ReadAllTextAsync(Sample("genuine.json")));
        other["certificate"]!["number"] = "EUC/0018/2026";
        other["certificate"]!["endUser"]!["party"]!["name"] = "Harbour Watch";
        other["certificate"]!["paper"]!["scan"]!.Parent!.Remove();
        other["certificate"]!["signatory"]!["signatureImage"]!.Parent!.Remove();
        var file = ledger.Folder + ".json";
        await File.WriteAllTextAsync(file, other.ToString());
        (await ledger.Run("certificate", "capture", file)).ExitCode.ShouldBe(0);
        (await ledger.Run("certificate", "capture", Sample("genuine.json"))).ExitCode.ShouldBe(0);
        (await Of046("certificate", "verify", Genuine)).ShouldBeEmpty();

        var known = JObject.Parse(File.ReadLines(Sample("register.ndjson")).Single(
            it => it.Contains("party_registered", StringComparison.Ordinal)));
        known["id"] = "aliases";
        known["fact"]!["aliases"] = new JArray("Harbour Watch");
        await File.WriteAllTextAsync(file + ".ndjson", known.ToString(Newtonsoft.Json.Formatting.None));
        (await ledger.Run("import", file + ".ndjson")).ExitCode.ShouldBe(0);
        (await Of046("certificate", "verify", Genuine)).ShouldBe(["EUC/0018/2026"]);
        (await Of046("certificate", "verify", "--file", Sample("genuine.json"))).ShouldBe(["EUC/0018/2026"]);
        (await Of046("certificate", "verify", "IS/EUC/0018/2026")).ShouldBe(["EUC/0017/2026"]);
        (await Judge(ledger)).ExitCode.ShouldBe(0);
        ((bool?)(await Explain(ledger))["identicalWithSamePack"]).ShouldBe(true);
        File.Delete(file);
        File.Delete(file + ".ndjson");

        async Task<IEnumerable<string>> Of046(params string[] command) =>
            JObject.Parse((await ledger.Run([.. command, "--json"])).Output)["findings"]!
                .Where(it => (string?)it["code"] == "near-duplicate").Select(it => (string)it["values"]![0]!);
    }

    /// <summary>
    /// The facts of a ledger whose verdict was recorded by a version that read quantities in English words alone.
    /// </summary>
    [Fact]
    public async Task A_verdict_of_an_older_program_is_explained_by_the_program()
    {
        using var ledger = new Commands.Ledger();
        var stored = Path.Combine(
            SharedData.Root(), "tests", "TransferLedger.Cli.Tests", "Certificates", "verdict-of-version-1.ndjson");
        await using (var open = await OpenLedger.Open(
            ledger.Folder, new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), CancellationToken.None))
        {
            foreach (var line in (await File.ReadAllLinesAsync(stored)).Select(JObject.Parse))
            {
                var fact = FactJson.Read((string)line["type"]!, line["fact"]!.ToString());
                (await open.Store.Append(
                    new(
                        new(Guid.NewGuid()), [new(Subject.Parse((string)line["home"]!), fact)], Condition.None,
                        new("clerk-07")),
                    CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();
            }
        }

        var screen = await ledger.Run("certificate", "explain", Genuine);
        screen.ExitCode.ShouldBe(1, screen.Remarks);
        screen.Output.ReplaceLineEndings(" ").ShouldContain("NOT reached again: the program has changed.");
        screen.Output.ShouldContain("by rule pack standard 1 (f14731fa63a0)");

        var explained = JObject.Parse((await ledger.Run("certificate", "explain", Genuine, "--json")).Output);
        ((bool?)explained["identicalWithSamePack"]).ShouldBe(false);
        explained["changes"]!.Select(it => $"{it["rule"]} {it["byProgram"]} {it["byPack"]} {it["byFacts"]!.Count()}")
            .ShouldBe(["EUC-009 True False 0", "EUC-055 True False 0", "EUC-056 True False 0", "EUC-059 True False 0"]);
        ((string?)explained["recorded"]!["verdict"]!["program"]).ShouldBeNull();

        (await Judge(ledger)).Output.ShouldContain("judged as fact 11");
        explained = JObject.Parse((await ledger.Run("certificate", "explain", Genuine, "--json")).Output);
        ((bool?)explained["identicalWithSamePack"]).ShouldBe(true);
        ((string?)explained["recorded"]!["verdict"]!["program"]).ShouldBe(ProgramVersion.Text);
    }

    /// <summary>Verdicts were reached with them: when standard.json changes, the old one stays beside it.</summary>
    [Theory]
    [InlineData("f14731fa63a098175b1ae3764257a3d37c58495044cc45bd4fbfdbfe9c18ab33", "1")]
    [InlineData("b59ed72e5f6802f4976cea1222297d5f02bcde274e361b58db5dce31177f3326", "2")]
    public async Task Packs_that_have_shipped_stay_at_hand(string hash, string version) =>
        (await RulePackFile.EverShipped(hash, CancellationToken.None))!.Reference.Version.ShouldBe(version);

    [Fact]
    public async Task An_override_lets_a_fax_pass_until_it_is_read_anew()
    {
        using var ledger = new Commands.Ledger();
        var fax = Path.Combine(ledger.Folder + "-fax.json");
        await File.WriteAllTextAsync(fax, (await File.ReadAllTextAsync(Sample("genuine.json")))
            .Replace("\"kind\": \"original\"", "\"kind\": \"fax\"", StringComparison.Ordinal));
        try
        {
            (await ledger.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
            (await ledger.Run("certificate", "capture", fax)).ExitCode.ShouldBe(0);
            (await Override(ledger, "EUC-016", "--approver", "Clerk 07")).ExitCode.ShouldBe(2, "named twice");
            (await Override(ledger, "EUC-017")).Remarks.ShouldContain("override.nothing-found");
            (await Override(ledger, "EUC-999")).Remarks.ShouldContain("there is no rule EUC-999");
            (await Override(ledger, "EUC-016")).Output.ShouldContain("overridden as fact");
            (await Override(ledger, "euc-016")).Output.ShouldContain("had been overridden before");
            (await ledger.Run("certificate", "verify", Genuine)).Output.ShouldContain("overridden");
            (await Finding(ledger)).ShouldBe("WARN");
            await File.AppendAllTextAsync(fax, " ");
            (await ledger.Run("certificate", "capture", fax)).Output.ShouldContain("captured as fact");
            (await Finding(ledger)).ShouldBe("HOLD");
        }
        finally
        {
            File.Delete(fax);
        }
    }

    [Fact]
    public async Task A_pack_that_asks_for_acceptance_lets_nothing_be_granted_without_it()
    {
        using var ledger = new Commands.Ledger();
        var (grant, pack) = (Sample("authorization.json"), ledger.Folder + "-strict.json");
        await File.WriteAllTextAsync(pack, (await Standard()).Replace(
            "\"acceptanceRequired\": false", "\"acceptanceRequired\": true", StringComparison.Ordinal));
        try
        {
            (await ledger.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
            (await ledger.Run("certificate", "capture", Sample("genuine.json"))).ExitCode.ShouldBe(0);
            (await Accept(ledger, "chief-01", "--note", "x")).Remarks.ShouldContain("EUC-024");
            await Check(ledger);
            (await Accept(ledger, "chief-01", "--note", "x")).Remarks.ShouldContain("EUC-062");
            await ledger.Override(Genuine, "2026-03-25");
            (await ledger.Run("authorization", "assess", "DE/A-2026-118", Sample("assessment.json"))).ExitCode.ShouldBe(0);
            (await Accept(ledger, "clerk-07", "--note", "x")).Remarks.ShouldContain("acceptance.four-eyes");
            (await Accept(ledger, "chief-01")).Remarks.ShouldContain("acceptance.note-missing");
            (await ledger.Run("authorization", "grant", grant, "--pack", pack)).Remarks.ReplaceLineEndings(" ")
                .ShouldContain("ledger certificate accept decides it");
            (await Accept(ledger, "chief-01", "--note", "lists seen")).Output.ShouldContain("accepted as fact");
            (await Accept(ledger, "chief-01", "--note", "lists seen")).Output.ShouldContain("had been accepted before");
            (await ledger.Run("authorization", "grant", grant, "--pack", pack)).Output.ShouldContain("granted as fact");

            var verify = await ledger.Run("certificate", "verify", Genuine, "--as-of", "2026-06-30", "--json");
            var accepted = JObject.Parse(verify.Output)["accepted"]!["entry"]!;
            ((string?)accepted["officer"], (string?)accepted["note"]).ShouldBe(("chief-01", "lists seen"));
            (await ledger.Run("certificate", "verify", Genuine)).Output.ShouldContain("by chief-01 at WARN: lists seen");
        }
        finally
        {
            File.Delete(pack);
        }
    }

    private static Task<Commands.CommandLineResult> Accept(
        Commands.Ledger ledger, string officer, params string[] more) => ledger.Run(
        ["certificate", "accept", Genuine, "--officer", officer, "--on", "2026-03-25", .. more]);

    [Fact]
    public async Task The_pack_that_ships_asks_every_rule_with_the_thresholds_of_the_code()
    {
        var shipped = await RulePackFile.Shipped(CancellationToken.None);
        shipped.Pack.Parameters.ShouldBe(CertificateParameters.Default);
        var all = CertificateRules.All.Select(it => it.Id);
        shipped.Pack.Rules.ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public async Task A_pack_is_told_by_its_content_not_by_how_it_is_written()
    {
        var text = await Standard();
        var again = RulePackFile.Parse(JObject.Parse(text).ToString(Newtonsoft.Json.Formatting.None));
        again.Reference.ShouldBe(RulePackFile.Parse(text).Reference);
        RulePackFile.Parse(text.Replace("\"oldestYears\": 5", "\"oldestYears\": 6", StringComparison.Ordinal))
            .Reference.Hash.ShouldNotBe(again.Reference.Hash);
    }

    [Theory]
    [InlineData("\"oldestYears\": 5,", "", "parameters")]
    [InlineData("\"oldestYears\": 5", "\"oldestYears\": -5", "parameters.oldestYears")]
    [InlineData("\"oldestYears\": 5", "\"oldestYears\": 5.5", "oldestYears")]
    [InlineData("\"oldestYears\": 5", "\"oldestYears\": \"five\"", "parameters.oldestYears")]
    [InlineData("\"oldestYears\": 5", "\"eldestYears\": 5", "eldestYears")]
    [InlineData("\"id\": \"standard\"", "\"id\": \" \"", "id")]
    [InlineData("\"jurisdiction\": \"any\",", "", "jurisdiction")]
    [InlineData("\"EUC-001\"", "\"EUC-999\"", "EUC-999")]
    [InlineData("\"EUC-001\"", "\"EUC-002\"", "rules[1]")]
    [InlineData("\"1990-01-01\"", "\"soon\"", "effectiveFrom")]
    public async Task What_is_no_pack_is_refused_with_the_place(string there, string instead, string place)
    {
        var text = await Standard();
        text.ShouldContain(there);
        var wrong = Should.Throw<FactJsonException>(
            () => RulePackFile.Parse(text.Replace(there, instead, StringComparison.Ordinal)));
        $"{wrong.Path} {wrong.Message}".ShouldContain(place);
    }

    [Fact]
    public async Task Verdicts_acceptances_and_overrides_are_not_imported_and_a_revocation_not_where_no_rule_finds_it()
    {
        using var ledger = new Commands.Ledger();
        var file = ledger.Folder + "-facts.ndjson";
        string[] decided = ["certificate_judged", "certificate_accepted", "rule_overridden"];
        await File.WriteAllLinesAsync(file, decided.Select(type =>
            """{"home":"certificate/is/1","type":"TYPE","fact":{},"provenance":{"actor":"x"}}"""
                .Replace("TYPE", type, StringComparison.Ordinal))
            .Append("""{"home":"authority/is/moj","type":"certificate_revoked","fact":{"happened":"2026","by":"x","notice":"y"},"provenance":{"actor":"x"}}"""));
        try
        {
            (await ledger.Run("import", file)).Output.ShouldContain("4 rows rejected");
        }
        finally
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".rejects.ndjson"));
        }
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    /// <summary>
    /// The checks of the genuine one, a file for each: commands of one file are recorded side by side.
    /// </summary>
    private static async Task Check(Commands.Ledger ledger)
    {
        var file = ledger.Folder + "-check.ndjson";
        foreach (var line in (await File.ReadAllLinesAsync(Sample("checks.ndjson")))
            .Where(line => line.Contains("is/euc-0017-2026", StringComparison.Ordinal)))
        {
            await File.WriteAllTextAsync(file, line + "\n");
            (await ledger.Run("import", file)).ExitCode.ShouldBe(0);
        }

        File.Delete(file);
    }

    private static async Task<string> Standard()
    {
        await using var stream = typeof(RulePackFile).Assembly.GetManifestResourceStream("packs/standard.json")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static Task<Commands.CommandLineResult> Judge(Commands.Ledger ledger) =>
        ledger.Run("certificate", "judge", Genuine, "--officer", "clerk-07", "--as-of", "2026-06-30");

    private static async Task<JObject> Explain(Commands.Ledger ledger, params string[] more) =>
        JObject.Parse((await ledger.Run(["certificate", "explain", Genuine, .. more, "--json"])).Output);

    private static Task<Commands.CommandLineResult> Override(
        Commands.Ledger ledger, string rule, params string[] more) =>
        ledger.Run(["certificate", "override", Genuine, "--rule", rule, .. Decision, .. more]);

    private static async Task<string> Finding(Commands.Ledger ledger)
    {
        var report = JObject.Parse((await ledger.Run("certificate", "verify", Genuine, "--json")).Output);
        return (string)report["findings"]!.Single(it => (string)it["rule"]! == "EUC-016")["verdict"]!;
    }
}
