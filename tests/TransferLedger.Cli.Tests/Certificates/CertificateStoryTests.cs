using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Certificates;

/// <summary>The sample story as an officer plays it: register, capture, checks, verdicts.</summary>
public sealed class CertificateStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples", "certificates");

    [Fact]
    public async Task The_story_gives_each_certificate_the_verdict_it_deserves()
    {
        (await ledger.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
        (await ledger.Run("certificate", "capture", Sample("genuine.json"))).Output.ShouldContain("is/euc-0017-2026");
        (await ledger.Run("certificate", "capture", Sample("genuine.json"))).Output.ShouldContain("captured before");
        (await Judge("--file", Sample("bought-blank.json"))).Worst.ShouldBe("HOLD", "nobody has asked the issuer");
        (await ledger.Run("import", Sample("checks.ndjson"))).ExitCode.ShouldBe(0);

        var genuine = await Judge("IS/EUC/0017/2026");
        (genuine.Worst, genuine.Verdict).ShouldBe(("INFO", "HOLD"));
        genuine.Found.ShouldBe(["EUC-047 price-history-short"]);
        (await Judge("certificate/is/euc-0017-2026", "--as-of", "2026-03-20")).Found.ShouldContain("EUC-024 answer-open");
        (await Judge("--file", Sample("bought-blank.json"))).Found.ShouldBe(
            ["EUC-024 not-issued", "EUC-045 more-than-needed", "EUC-047 value-missing"]);
        (await Judge("--file", Sample("altered-quantity.json"))).Found.ShouldBe(
        [
            "EUC-001 number-on-file", "EUC-009 words-differ", "EUC-024 answer-not-enough",
            "EUC-025 repeated-differently", "EUC-030 captured-differently", "EUC-045 more-handguns-than-needed", "EUC-047 value-missing",
        ]);
        (await Judge("--file", Sample("former-official.json"))).Found.ShouldContain("EUC-021 signed-outside-term");

        var screen = await ledger.Run(
            "certificate", "verify", "--file", Sample("altered-quantity.json"), "--as-of", "2026-06-30");
        screen.ExitCode.ShouldBe(1);
        // Commands of one file are recorded side by side: which comes first differs from run to run.
        Snapshot.Verify("certificate", Regex.Replace(
            ledger.Steady(screen.Output),
            "(?<=   )[0-9]{1,2} +(?=  )",
            it => "N".PadRight(it.Length),
            RegexOptions.None,
            TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task An_officer_authenticates_it_command_by_command()
    {
        using var own = new Commands.Ledger();
        const string Id = "IS/EUC/0017/2026";
        Task<CommandLineResult> Do(params string[] more) => own.Run(["certificate", .. more, "--officer", "clerk-07"]);
        (await own.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
        (await Do("ask", Id)).Remarks.ShouldContain("nobody has captured");
        (await own.Run("certificate", "capture", Sample("genuine.json"))).ExitCode.ShouldBe(0);

        var printed = await Do("ask", Id, "--address", "anna@supplies.example");
        printed.ExitCode.ShouldBe(1);
        printed.Remarks.ShouldContain("defence section");
        var letter = (await Do("ask", Id, "--on", "2026-03-10")).Output;
        letter.ShouldContain("asked about as fact");
        letter.ShouldNotContain("Coast Guard");
        (await own.Run("certificate", "compare", Id, "--outcome", "match", "--officer", "expert-02", "--on", "2026-03-10"))
            .Output.ShouldContain("compared as fact");
        (await Do("answered", Id, Sample("reply.json"))).Output.ShouldContain("answered as fact");
        (await Do("answered", Id, Sample("reply.json"))).Output.ShouldContain("had been answered before");
        var verified = JObject.Parse((await own.Run(
            "certificate", "verify", Id, "--as-of", "2026-06-30", "--json")).Output);
        ((string)verified["verdictOfEvaluated"]!).ShouldBe("INFO");

        (await Do("refuse", Id, "--reason", " ")).Remarks.ShouldContain("reason");
        (await Do("refuse", Id, "--reason", "the mission has doubts", "--on", "2026-06-29")).Output
            .ShouldContain("refused as fact");
        (await own.Run("certificate", "verify", Id, "--as-of", "2026-06-30")).Output
            .ShouldContain("refused by clerk-07 on 2026-06-29");
        (await own.Run("certificate", "accept", Id, "--officer", "chief-01", "--on", "2026-06-30", "--note", "all well"))
            .Remarks.ShouldContain("EUC-029");
        (await own.Run("certificate", "show", Id)).Output.ShouldContain("refused by clerk-07: the mission has doubts");
        var refusal = JObject.Parse((await own.Run("certificate", "show", Id, "--json")).Output)["facts"]!.Last!;
        (await own.Run(
            "record", "record-retracted", $"{refusal["position"]}", "--reason", "another paper was meant", "--approver", "chief-01",
            "--officer", "clerk-07")).ExitCode.ShouldBe(0);
        (await own.Run("certificate", "verify", Id, "--as-of", "2026-06-30")).Output.ShouldNotContain("refused by");

        (await Do("amended", Id, Sample("amendment.json"))).Output.ShouldContain("amended as fact");
        (await Do("ask", Id, "--amendment", "Amendment 1")).Output.ShouldContain("amendment Amendment 1");
        (await own.Run("certificate", "show", Id, "--happened-by", "2026-06-30")).Output.ShouldContain("400 piece");
        (await Do("superseded", Id, "--by", Id)).ExitCode.ShouldBe(1);
        (await Do("revoked", Id, "--by", " ", "--notice", "NV 7")).Remarks.ShouldContain("--by is blank");
        (await Do("revoked", Id, "--by", "Ministry", "--notice", "NV 7", "--on", "2026-07-01")).ExitCode.ShouldBe(0);
        (await own.Run("certificate", "verify", Id, "--as-of", "2026-07-02")).Output.ShouldContain("REJECT");
    }

    [Fact]
    public async Task A_paper_whose_record_was_retracted_may_be_recorded_anew_once()
    {
        using var own = new Commands.Ledger();
        async Task<string> Capture() => (await own.Run("certificate", "capture", Sample("genuine.json"))).Output;
        foreach (var position in new[] { 1, 3 })
        {
            (await Capture()).ShouldContain($"captured as fact {position}.");
            (await Capture()).ShouldContain($"captured before, as fact {position}.");
            (await own.Run(
                "record", "record-retracted", $"{position}", "--reason", "another paper was meant", "--approver", "chief-01",
                "--officer", "clerk-07")).ExitCode.ShouldBe(0);
        }

        (await Capture()).ShouldContain("captured as fact 5.");
    }

    [Fact]
    public async Task An_authorization_draws_once_and_never_more_than_is_left()
    {
        using var own = new Commands.Ledger();
        (await own.Run("import", Sample("register.ndjson"))).ExitCode.ShouldBe(0);
        var framework = Path.Combine(own.Folder, "framework.json");
        await File.WriteAllTextAsync(framework, (await File.ReadAllTextAsync(Sample("genuine.json")))
            .Replace("\"oneOff\"", "\"framework\"", StringComparison.Ordinal));
        (await own.Run("certificate", "capture", framework)).ExitCode.ShouldBe(0);
        var early = await own.Run("authorization", "grant", Sample("authorization.json"));
        early.ExitCode.ShouldBe(1);
        early.Remarks.ShouldContain("EUC-024");
        (await own.Run("import", Sample("checks.ndjson"))).ExitCode.ShouldBe(0);
        await Assess(own, "DE/A-2026-118");
        var unanswered = await own.Run("authorization", "grant", Sample("authorization.json"));
        unanswered.ExitCode.ShouldBe(1);
        unanswered.Remarks.ShouldContain("EUC-050");
        unanswered.Remarks.ShouldContain("EUC-062");
        await own.Override("IS/EUC/0017/2026", "2026-03-25");
        string[] accept =
            ["certificate", "accept", "IS/EUC/0017/2026", "--officer", "chief-01", "--note", "seen", "--on", "2026-03-25"];
        (await own.Run(accept)).Output.ShouldContain("accepted as facts");
        (await own.Run(accept)).Output.ShouldContain("accepted before");
        var owed = JObject.Parse((await own.Run("certificate", "show", "IS/EUC/0017/2026", "--happened-by", "2026-06-30", "--json"))
            .Output)["obligations"]!;
        owed.Select(it => $"{it["undertaking"]} {it["state"]} {it["basis"]} {it["owner"]} {it["lapses"]}").ShouldBe(
        [
            "noOtherUse standing undertakings[0] chief-01 2026-12-31", "noReexport standing undertakings[1] chief-01 2026-12-31",
            "onSiteVerification standing undertakings[2] chief-01 2026-12-31",
            "deliveryVerification notDated undertakings[3] chief-01 2026-12-31",
        ]);
        (await own.Run("authorization", "grant", Sample("authorization.json"))).Output.ShouldContain("granted as fact");
        (await own.Run("authorization", "grant", Sample("authorization.json"))).Output.ShouldContain("granted before");

        var second = Path.Combine(own.Folder, "second.json");
        await File.WriteAllTextAsync(second, (await File.ReadAllTextAsync(Sample("authorization.json")))
            .Replace("A-2026-118", "A-2026-119", StringComparison.Ordinal)
            .Replace("2026-03-26\",", "2026-05-02\",", StringComparison.Ordinal));
        var over = await own.Run("authorization", "grant", second);
        over.ExitCode.ShouldBe(1);
        over.Remarks.ReplaceLineEndings(" ").ShouldContain("300 asked for, 500 certified, 300 authorized already");
        (await Left(own)).ShouldBe([200, 0]);

        (await own.Run(
            "authorization", "revoke", "DE/A-2026-118", "--officer", "chief-01", "--reason", "insolvent", "--shipped", "1=20",
            "--on", "2026-05-01"))
            .ExitCode.ShouldBe(0);
        (await Left(own)).ShouldBe([480, 25_000]);
        await Assess(own, "DE/A-2026-119");
        (await own.Run("authorization", "grant", second)).ExitCode.ShouldBe(0);
        (await Left(own)).ShouldBe([180, 0]);
        Snapshot.Verify("balance", OnAnyDay(own.Steady((await own.Run("balance", "IS/EUC/0017/2026")).Output)));
        await Expire(own);
    }

    /// <summary>The balance as it reads before the last day of 2026.</summary>
    private static string OnAnyDay(string balance) => balance
        .Replace("expired: it was valid from", "valid from", StringComparison.Ordinal)
        .Replace("expired 2026-12-31", "open              ", StringComparison.Ordinal);

    /// <summary>Nobody records that something expired, and every screen says so from the day after.</summary>
    private static async Task Expire(Commands.Ledger own)
    {
        async Task<JObject> Shown(params string[] command) =>
            JObject.Parse((await own.Run([.. command, "--json"])).Output);
        var (last, after) = ("2026-12-31", "2027-01-01");
        ((string)(await Shown("certificate", "show", "IS/EUC/0017/2026", "--happened-by", last))["standing"]!)
            .ShouldBe("inForce");
        var shown = await Shown("certificate", "show", "IS/EUC/0017/2026", "--happened-by", after);
        ((string)shown["standing"]!).ShouldBe("expired");
        shown["authorizations"]!.Select(it => (string)it["state"]!).ShouldContain("expired 2026-12-31");
        ((string)(await Shown("balance", "IS/EUC/0017/2026", "--happened-by", after))["standing"]!).ShouldBe("expired");
        (await own.Run("authorization", "show", "DE/A-2026-119", "--happened-by", after)).Output
            .ShouldContain("a-2026-119: expired 2026-12-31");
        (await Shown("overdue", "--on", last))["items"]!.ShouldNotContain(it => (string)it["kind"]! == "closing");
        var closing = (await Shown("overdue", "--on", after))["items"]!.Single(it => (string)it["kind"]! == "closing");
        ((string)closing["subject"]!, (int)closing["daysOverdue"]!, (int)closing["units"]!)
            .ShouldBe(("de/a-2026-119", 1, 25_300));

        string[] visit = ["IS/EUC/0017/2026", "--undertaking", "onSiteVerification"];
        foreach (var never in new[] { "newForOld", "noReexport", "deliveryVerification" })
        {
            (await own.Run(
                "certificate", "fulfil", "IS/EUC/0017/2026", "--undertaking", never, "--evidence", "report", "--officer", "clerk-07"))
                .ExitCode.ShouldBe(1);
        }

        (await own.Run([
            "certificate", "oblige", .. visit, "--due", last, "--owner", "clerk-07", "--on", "2026-04-01"]))
            .Output.ShouldContain("put under an obligation as fact");
        (await Shown("overdue", "--on", after))["items"]!.ShouldContain(it => (string)it["subject"]! == "OnSiteVerification");
        (await own.Run([
            "certificate", "fulfil", .. visit, "--evidence", "report", "--officer", "clerk-07", "--on", "2026-11-02"]))
            .Output.ShouldContain("met as fact");
        (await Shown("overdue", "--on", after))["items"]!
            .ShouldNotContain(it => (string)it["subject"]! == "OnSiteVerification");
    }

    [Fact]
    public async Task An_authorization_is_not_imported_as_a_fact_and_a_certificate_not_under_another_number()
    {
        var file = Path.Combine(Path.GetTempPath(), $"facts-{Guid.NewGuid():N}.ndjson");
        var capture = JObject.Parse(await File.ReadAllTextAsync(Sample("genuine.json"))).ToString(Newtonsoft.Json.Formatting.None);
        await File.WriteAllTextAsync(
            file,
            """{"home":"authorization/de/1","type":"authorization_granted","fact":{},"provenance":{"actor":"x"}}"""
                + "\n{\"home\":\"certificate/is/other\",\"type\":\"certificate_captured\",\"fact\":" + capture
                + ",\"provenance\":{\"actor\":\"x\"}}\n");
        try
        {
            var import = await ledger.Run("import", file);
            import.Output.ShouldContain("2 rows rejected");
        }
        finally
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".rejects.ndjson"));
        }
    }

    private static async Task Assess(Commands.Ledger ledger, string authorization) =>
        (await ledger.Run("authorization", "assess", authorization, Sample("assessment.json"))).ExitCode.ShouldBe(0);

    private static async Task<List<long>> Left(Commands.Ledger ledger) =>
        [.. JObject.Parse((await ledger.Run("balance", "IS/EUC/0017/2026", "--json")).Output)["lines"]!
            .Select(it => (long)it["remaining"]!)];

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("[]", "$")]
    [InlineData("{} {}", "line 1, byte 4")]
    [InlineData("""{"happened":"2026-03-09","happened":"2026-03-10","office":"o","officer":"c"}""", "happened")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c"}""", "'certificate'")]
    [InlineData("""{"happened":"9 March","office":"o","officer":"c","certificate":{}}""", "$.happened")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"often","paper":{"kind":"original"}}}""", "$.certificate.use")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x","quantity":"many"}]}}""", "$.certificate.lines[0].quantity")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"colour":"red"}}""", "colour")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"--","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate.number")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"?","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"Iceland","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate.issuingCountry")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":{"description":"x"}}}""", "$.certificate.lines")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":[]}}""", "$.certificate.paper")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"\u0415UC/1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate.number")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"EUC\u200B/1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate.number")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"\ud800","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "$.certificate.number")]
    [InlineData("""{"happened":"2026-02-30","office":"o","officer":"c","certificate":{}}""", "$.happened")]
    [InlineData("""{"happened":"2026-03-09","office":7,"officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "a text is expected here")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c\u202Eno","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}}}""", "$.officer")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x","quantity":1.5}]}}""", "$.certificate.lines[0].quantity")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x","quantity":1e3}]}}""", "$.certificate.lines[0].quantity")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x","quantity":9223372036854775808}]}}""", "$.certificate.lines[0].quantity")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x","quantity":1000000000001}]}}""", "$.certificate.lines[0].quantity")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"issuedOn":"9999-12-31"}}""", "$.certificate.issuedOn")]
    [InlineData("""{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"validTo":"1026-12-31"}}""", "$.certificate.validTo")]
    public async Task What_is_no_certificate_is_refused_with_the_place_and_nothing_recorded(string json, string place)
    {
        var file = Path.Combine(Path.GetTempPath(), $"certificate-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json);
        try
        {
            var before = Facts(await ledger.Run("status", "--json"));
            var refused = await ledger.Run("certificate", "capture", file);
            refused.ExitCode.ShouldBe(2, refused.Remarks);
            refused.Output.ShouldBeEmpty();
            refused.Remarks.ReplaceLineEndings(" ").ShouldContain(place);
            Facts(await ledger.Run("status", "--json")).ShouldBe(before);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public Task A_text_of_ten_megabytes_is_refused_with_its_place() =>
        What_is_no_certificate_is_refused_with_the_place_and_nothing_recorded(
            """{"happened":"2026-03-09","office":"o","officer":"c","certificate":{"number":"1","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"},"lines":[{"description":"x"}]}}"""
                .Replace("\"x\"", $"\"{new string('x', 10_000_000)}\"", StringComparison.Ordinal),
            "$.certificate.lines[0].description");

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_refused_and_one_with_a_byte_order_mark_is_read()
    {
        var file = Path.Combine(Path.GetTempPath(), $"certificate-{Guid.NewGuid():N}.json");
        var text = await File.ReadAllTextAsync(Sample("genuine.json"));
        try
        {
            await File.WriteAllTextAsync(file, text, Encoding.Latin1);
            var refused = await ledger.Run("certificate", "capture", file);
            refused.ExitCode.ShouldBe(2);
            refused.Remarks.ShouldContain("UTF-8");
            await File.WriteAllTextAsync(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            (await ledger.Run("certificate", "verify", "--file", file)).Output.ShouldContain("EUC/0017/2026");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_is_exported_another_ledger_reads_and_exports_alike()
    {
        using var here = new Commands.Ledger();
        using var there = new Commands.Ledger();
        (await here.Run("certificate", "capture", Sample("genuine.json"))).ExitCode.ShouldBe(0);
        (await here.Run("certificate", "capture", Sample("bought-blank.json"))).ExitCode.ShouldBe(0);
        var one = await here.Run("certificate", "export", "IS/EUC/0017/2026");
        FactJson.Read("certificate_captured", one.Output).ShouldBe(
            FactJson.Read("certificate_captured", await File.ReadAllTextAsync(Sample("genuine.json"))));

        var batch = (await here.Run("certificate", "export", "--all")).Output;
        var file = Path.Combine(here.Folder, "batch.ndjson");
        await File.WriteAllTextAsync(file, batch);
        (await there.Run("import", file)).Output.ShouldContain("2 certificate_captured");
        (await there.Run("certificate", "export", "IS/EUC/0017/2026")).Output.ShouldBe(one.Output);
        (await there.Run("import", file)).ExitCode.ShouldBe(0);
        (await there.Run("certificate", "export", "--all")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length.ShouldBe(2);
        (await there.Run("certificate", "export", "IS/NO/SUCH")).ExitCode.ShouldBe(1);
        (await there.Run("certificate", "export")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("certificate verify")]
    [InlineData("certificate verify IS/1 --file x.json")]
    [InlineData("certificate verify IS")]
    [InlineData("certificate verify --file no-such-file.json")]
    [InlineData("certificate verify IS/1 --as-of someday")]
    public async Task Wrong_usage_ends_with_2(string line) =>
        (await ledger.Run(line.Split(' '))).ExitCode.ShouldBe(2);

    [Fact]
    public async Task A_certificate_nobody_captured_ends_with_1() =>
        (await ledger.Run("certificate", "verify", "IS/NO/SUCH")).ExitCode.ShouldBe(1);

    [Fact]
    public void Neighbouring_ids_are_drawn_together() =>
        CertificateScreen.Ranges(["EUC-001", "EUC-002", "EUC-003", "EUC-020", "EUC-030", "EUC-031"])
            .ShouldBe("EUC-001 to 003, 020, 030, 031");

    private static long Facts(CommandLineResult status) => (long)JObject.Parse(status.Output)["log"]!["facts"]!;

    private static string Sample(string name) => Path.Combine(Samples, name);

    private async Task<(string Worst, string Verdict, List<string> Found)> Judge(params string[] arguments)
    {
        var result = await ledger.Run(["certificate", "verify", .. arguments, "--json"]);
        result.ExitCode.ShouldBe(1, result.Remarks);
        var report = JObject.Parse(result.Output);
        return (
            (string)report["verdictOfEvaluated"]!,
            (string)report["verdict"]!,
            [.. report["findings"]!.Where(it => (string)it["verdict"]! != "PASS" && (string)it["code"]! != "not-available").Select(it => $"{it["rule"]} {it["code"]}").Distinct()]);
    }
}
