using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>Help, wrong usage and exit codes.</summary>
public sealed class UsageTests(Ledger ledger) : IClassFixture<Ledger>
{
    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("import")]
    [InlineData("record")]
    [InlineData("record item-registered")]
    [InlineData("record loss-reported")]
    [InlineData("record record-corrected")]
    [InlineData("custody")]
    [InlineData("certificate")]
    [InlineData("certificate capture")]
    [InlineData("certificate verify")]
    [InlineData("certificate judge")]
    [InlineData("certificate explain")]
    [InlineData("certificate override")]
    [InlineData("certificate accept")]
    [InlineData("certificate refuse")]
    [InlineData("authorization grant")]
    [InlineData("authorization revoke")]
    [InlineData("balance")]
    [InlineData("certificate show")]
    [InlineData("certificate oblige")]
    [InlineData("retransfer sightings")]
    [InlineData("shipment")]
    [InlineData("shipment pack")]
    [InlineData("shipment depart")]
    [InlineData("shipment verified")]
    [InlineData("shipment show")]
    [InlineData("shipment opened")]
    [InlineData("quality custody")]
    [InlineData("quality verdicts")]
    [InlineData("generate traces")]
    [InlineData("findings count")]
    [InlineData("diversion assert-lot")]
    [InlineData("lot collect")]
    [InlineData("site permit")]
    [InlineData("check plan")]
    [InlineData("overdue")]
    [InlineData("trace")]
    [InlineData("trace request")]
    [InlineData("trace batch")]
    [InlineData("embargo")]
    [InlineData("embargo check")]
    [InlineData("embargo recheck")]
    [InlineData("clearance")]
    [InlineData("clearance request")]
    [InlineData("country")]
    [InlineData("country profile")]
    [InlineData("mirror")]
    [InlineData("lot")]
    [InlineData("lot consume")]
    [InlineData("inventory")]
    [InlineData("retention check")]
    [InlineData("licence")]
    [InlineData("licence show")]
    [InlineData("licence published")]
    [InlineData("register party")]
    [InlineData("file")]
    [InlineData("file add")]
    [InlineData("search")]
    [InlineData("status")]
    [InlineData("rebuild")]
    [InlineData("auditor")]
    [InlineData("generate")]
    [InlineData("quality")]
    [InlineData("quality search")]
    [InlineData("quality risk")]
    [InlineData("risk")]
    [InlineData("risk assess")]
    [InlineData("bench")]
    public async Task Help_is_as_approved(string command)
    {
        var result = await Ledger.RunAnywhere([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        result.ExitCode.ShouldBe(0);
        Snapshot.Verify($"help-{(command.Length == 0 ? "ledger" : command.Replace(' ', '-'))}", ledger.Steady(result.Output)
            .Replace("testhost", "ledger", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("frobnicate", "Try: ledger --help", "Try: ledger frobnicate")]
    [InlineData("trace show", "Try: ledger trace show --help", "Try: ledger --help")]
    [InlineData("lot consume A/1 --purpose fun", "Training", "LotPurpose")]
    [InlineData("lot consume A/1 --rounds many", "as a whole number", "System.")]
    [InlineData("lot lose A/1 --custodian --rounds 5 --officer a", "--custodian has no value: --rounds follows it", "Unrecognized")]
    [InlineData("lot lose A/1 --custodian W --rounds 5 --not-known --on 2026-03-01 --officer a", "--not-known has no value: --on follows it", "Unrecognized")]
    [InlineData("lot lose A/1 --custodian --rounds 5 --not-known --site --officer a", "--custodian has no value", "--not-known has")]
    [InlineData("certificate refuse IS/1 --officer a --on 2026 --reason --data", "--reason has no value: --data follows it", "Required")]
    [InlineData("certificate refuse IS/1 --officer a --on 2026 --reason --help", "--reason has no value: --help follows it", "Refused")]
    [InlineData("lot produce A/1 --custodian W --rounds 1 --officer a --not-known site --not-known document --on 2999", "2999 has not come yet", "Refused")]
    [InlineData("inventory count D --custodian W --book 1 --counted 1 --officer a --on 2999", "2999 has not come yet", "Refused")]
    [InlineData("trace acknowledge T-1 --officer a --when 2999", "2999 has not come yet", "Refused")]
    [InlineData("trace reply T-1 --officer a --outcome identified --holder 2999=Zed@CI", "2999 has not come yet", "Refused")]
    [InlineData("shipment depart DE/S-1 --officer a --on 2999", "2999 has not come yet", "Refused")]
    [InlineData("certificate refuse IS/1 --officer a --reason x --on 2999", "2999 has not come yet", "Refused")]
    [InlineData("diversion list --country ZZZ", "'ZZZ' is and was no country's code", "No finding")]
    [InlineData("inventory count D --custodian W@QQQ --book 1 --counted 1 --officer a", "code of two letters", "Refused")]
    [InlineData("custody A1 --known-by 2020 --diff 2021", "name the earlier point", "Refused")]
    [InlineData("custody A1 --diff 2999", "name the earlier point", "Refused")]
    public async Task What_is_wrong_with_a_line_is_said_in_words_of_its_user(string line, string said, string unsaid)
    {
        var result = await ledger.Run(line.Split(' '));

        result.ExitCode.ShouldBe(2, result.Output + result.Remarks);
        var told = result.Remarks.ReplaceLineEndings(" ");
        told.ShouldContain(said);
        told.ShouldNotContain(unsaid);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("custody")]
    [InlineData("status --colour")]
    [InlineData("bench --events many")]
    public async Task Wrong_usage_ends_with_2_and_prints_no_result(string line)
    {
        var result = await Ledger.RunAnywhere(line.Split(' '));

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Remarks.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("custody A1 --known-by yesterday", "--known-by")]
    [InlineData("custody A1 --happened-by 2024-02-30", "--happened-by")]
    [InlineData("rebuild nosuchview", "nosuchview")]
    [InlineData("bench --events 3", "10000")]
    [InlineData("import no-such-file.csv --profile no-such.json", "no-such")]
    [InlineData("import no-such-file.ndjson", "no-such-file.ndjson")]
    [InlineData("import no-such-file.csv --profile p.json --format chief", "--format")]
    [InlineData("licence published --country --- --year 2011", "---")]
    [InlineData("licence published --country Cuba --year 99", "99")]
    [InlineData("licence show ///", "names no licence")]
    [InlineData("search *", "at least 3 letters or digits")]
    [InlineData("search ????", "at least 3 letters or digits")]
    [InlineData("search %", "no letter and no digit")]
    [InlineData("search _", "no letter and no digit")]
    [InlineData("search OBLITERATED", "there is no number")]
    [InlineData("search A1 --limit 0", "--limit")]
    [InlineData("custody UNKNOWN", "there is no number")]
    [InlineData("custody A*", "at least 3 letters or digits")]
    [InlineData("quality search --serials 1", "--serials")]
    public async Task Bad_input_ends_with_2_and_says_what_is_wrong(string line, string named)
    {
        var result = await ledger.Run(line.Split(' '));

        result.ExitCode.ShouldBe(2, result.Remarks);
        (result.Remarks + result.Output).ShouldContain(named);
    }

    [Fact]
    public async Task A_pattern_of_ten_thousand_characters_is_refused_with_its_length()
    {
        var result = await ledger.Run("search", string.Concat(Enumerable.Repeat("A*", 5_000)));

        result.ExitCode.ShouldBe(2);
        result.Remarks.ShouldContain("10000");
    }

    [Fact]
    public async Task What_is_not_on_record_ends_with_1()
    {
        (await ledger.Run("custody", "zzzz-9q2x-4t5v-8w1z")).ExitCode.ShouldBe(1);
        (await ledger.Run("custody", "NOSUCH99")).ExitCode.ShouldBe(1);
        (await ledger.Run("search", "NOSUCH99")).ExitCode.ShouldBe(1);
        (await ledger.Run("search", "(A+)+$|NOSUCH%_99")).ExitCode.ShouldBe(1);
        (await ledger.Run("search", "NOSUCH*99")).ExitCode.ShouldBe(1);
        (await ledger.Run("search", new string('A', 10_000))).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_ledger_that_witnesses_refuses_supplied_instants()
    {
        (await ledger.Run("status")).ExitCode.ShouldBe(0);
        var file = Path.Combine(Path.GetTempPath(), $"one-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(file,
            """
            {"home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"loss_reported","fact":{"happened":"2020","holder":{"name":"Depot"}},"provenance":{"actor":"clerk"}}
            """);
        try
        {
            (await ledger.Run("import", file)).ExitCode.ShouldBe(0);
            (await ledger.Run("import", file, "--recorded-at", "2020-01-01")).ExitCode.ShouldBe(1);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
