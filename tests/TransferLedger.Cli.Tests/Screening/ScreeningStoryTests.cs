using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>Lists and screening as an officer uses them, on the samples.</summary>
public sealed class ScreeningStoryTests : IDisposable
{
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples");
    private readonly Commands.Ledger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task A_list_is_taken_in_the_parties_are_screened_and_a_new_version_touches_only_what_it_changes()
    {
        var folder = Path.Combine(Samples, "screening");
        var (first, second) = (Path.Combine(folder, "un-1.xml"), Path.Combine(folder, "un-2.xml"));
        await _ledger.Run("certificate", "capture", Path.Combine(Samples, "certificates", "genuine.json"));
        var without = await _ledger.Run("screen", "run", "--officer", "clerk-07");
        without.ExitCode.ShouldBe(1);
        without.Remarks.ReplaceLineEndings(" ").ShouldContain("ALARM");
        (await _ledger.Run("list", "import", first, "--list", "un", "--officer", "clerk-07")).ExitCode.ShouldBe(0);
        (await _ledger.Run("list", "import", first, "--list", "nato", "--officer", "clerk-07")).ExitCode.ShouldBe(2);
        (await _ledger.Run("screen", "Korea Mining Development Trading Corp", "--json")).ExitCode.ShouldBe(1);
        (await _ledger.Run("screen", "Helsinki Harbour Authority")).ExitCode.ShouldBe(0);
        Squeezed(await _ledger.Run("certificate", "verify", "is/euc-0017-2026")).ShouldContain("not screened: the exporter");
        Counts(await _ledger.Run("screen", "run", "--officer", "clerk-07", "--json")).ShouldBe((4, 4, 0, 0));
        Counts(await _ledger.Run("screen", "run", "--officer", "clerk-07", "--json")).ShouldBe((4, 0, 0, 4));
        (await _ledger.Run("list", "import", second, "--list", "un", "--officer", "clerk-07")).Output
            .ShouldContain("1 added, 1 changed, 1 removed");
        (await Rule()).ShouldContain("screened-before");
        Counts(await _ledger.Run("screen", "run", "--officer", "clerk-07", "--json")).ShouldBe((4, 0, 4, 0));
        (await Rule()).ShouldBe([""]);
        (await _ledger.Run("rebuild", "screening")).ExitCode.ShouldBe(0);
        (await Auditor("SELECT count(*) FROM views.screened_party WHERE failure IS NULL AND thresholds = 'proposed-1'"))
            .ShouldBe(4);
        (await Auditor("SELECT count(*) FROM views.screening_match WHERE status = 'Open' AND score > 1")).ShouldBe(0);
        var decided = await _ledger.Run(
            "screen", "decide", "Nordfracht Reederei", "--list", "un", "--entry", "X", "--is", "other", "--officer", "a",
            "--reason", "b");
        decided.ExitCode.ShouldBe(1);
        decided.Remarks.ReplaceLineEndings(" ").ShouldContain("no match");
        (await _ledger.Unchannelled()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_decided_about_a_match_before_its_entry_changed_is_told_with_what_changed()
    {
        var folder = Path.Combine(Samples, "screening");
        const string Name = "Pro-Gain Group Corp";
        var register = _ledger.Folder + ".ndjson";
        await File.WriteAllTextAsync(
            register, """{"id": "r/1", "home": "party/pro-gain-group-corp", "type": "party_registered", "fact": {"happened": "2018-01-01", "kind": "company", "name": "Pro-Gain Group Corp", "country": "WS"}, "provenance": {"actor": "clerk-07"}}""");
        var taken = await _ledger.Run("import", register);
        File.Delete(register);
        taken.ExitCode.ShouldBe(0, taken.Remarks);
        await _ledger.Run("list", "import", Path.Combine(folder, "un-1.xml"), "--list", "un", "--officer", "clerk-07");
        await _ledger.Run("screen", "run", "--officer", "clerk-07");
        var decided = await _ledger.Run(
            "screen", "decide", Name, "--list", "un", "--entry", "KPe.071", "--is", "other", "--officer", "clerk-07", "--reason",
            "another register");
        decided.ExitCode.ShouldBe(0, decided.Remarks);
        Squeezed(await _ledger.Run("screen", Name)).ShouldContain("decided by clerk-07");

        await _ledger.Run("list", "import", Path.Combine(folder, "un-2.xml"), "--list", "un", "--officer", "clerk-07");
        var card = JObject.Parse((await _ledger.Run("screen", Name, "--json")).Output)["decisions"]!.Single();
        ((string?)card["before"]!["decision"]!["fact"]!["reason"]).ShouldBe("another register");
        var run = await _ledger.Run("screen", "run", "--officer", "clerk-08", "--json");
        var change = JObject.Parse(run.Output)["matches"]!.Single()["before"]!["entry"]!.Single();
        ((string?)change["part"], (string?)change["removed"]!.Single()).ShouldBe(("country", "WS"));
        (await Auditor(
            "SELECT count(*) FROM views.screening_match WHERE status = 'Open' AND before = 'OtherParty' "
                + "AND before_by = 'clerk-07' AND since = 'entry Country -WS'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_list_is_taken_in_whole_as_announced_or_not_at_all()
    {
        var folder = Path.Combine(Samples, "screening");
        var (list, aliases) = (Path.Combine(folder, "sdn.csv"), Path.Combine(folder, "alt.csv"));
        string[] ofac = ["--list", "ofac", "--officer", "clerk-07", "--published", "2019-01-15"];
        string[] later = [.. ofac[..^1], "2019-01-16"];
        var hashes = new[] { list, aliases }.Select(it =>
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(it)))).ToList();

        (await _ledger.Run(["list", "import", list, aliases, .. ofac, "--sha256", hashes[0]])).ExitCode.ShouldBe(2);
        var other = await _ledger.Run(
            ["list", "import", list, aliases, .. ofac, "--sha256", hashes[1], "--sha256", hashes[0]]);
        (other.ExitCode, other.Remarks.Contains("not the file that was announced")).ShouldBe((1, true));
        var taken = await _ledger.Run(
            ["list", "import", list, aliases, .. ofac, "--sha256", hashes[0], "--sha256", hashes[1], "--json"]);
        taken.ExitCode.ShouldBe(0, taken.Remarks);
        ((bool)JObject.Parse(taken.Output)["isNew"]!).ShouldBeTrue();
        var again = await _ledger.Run(["list", "import", list, aliases, .. ofac]);
        (again.ExitCode, again.Output.Contains("nothing newer")).ShouldBe((0, true));

        var without = await _ledger.Run(["list", "import", list, .. later]);
        (without.ExitCode, without.Remarks.Contains("--accept-shrunk")).ShouldBe((1, true));
        var cut = _ledger.Folder + ".csv";
        var rows = await File.ReadAllLinesAsync(list);
        await File.WriteAllLinesAsync(cut, rows[..^1]);
        var lost = await _ledger.Run(["list", "import", cut, aliases, .. later, "--accept-shrunk"]);
        File.Delete(cut);
        (lost.ExitCode, lost.Remarks.Contains("cut off")).ShouldBe((2, true));
        JArray.Parse((await _ledger.Run("list", "show", "--json")).Output)[1]["versions"]!.Count().ShouldBe(1);
    }

    [Fact]
    public async Task Many_parties_of_a_ledger_are_screened_again_by_a_process_after_one_that_was_killed()
    {
        var folder = Path.Combine(Samples, "screening");
        var result = await _ledger.Run(
            "quality", "rescreen", "--parties", "300", "--un", Path.Combine(folder, "un-1.xml"), "--un-next",
            Path.Combine(folder, "un-2.xml"), "--json");
        result.ExitCode.ShouldBe(0, result.Output + result.Remarks);
        var found = JObject.Parse(result.Output);
        ((int)found["compared"]! + (int)found["anew"]!).ShouldBe(300);
        ((double)found["killedSeconds"]!).ShouldBeGreaterThan(0);
        ((int)found["recorded"]!).ShouldBe((int)found["anew"]! + 1, "the killed one recorded nothing");
        ((int)found["behind"]!, (int)found["twice"]!).ShouldBe((0, 0));
        (await Commands.Ledger.RunAnywhere("quality", "rescreen", "--parties", "1", "--un", "a", "--un-next", "b"))
            .ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Thresholds_are_tried_on_a_name_decided_by_two_and_then_hold_for_screening_and_verdict()
    {
        var folder = Path.Combine(Samples, "screening");
        var shipped = await File.ReadAllTextAsync(Path.Combine(folder, "thresholds.json"));
        ScreeningParameterFile.Parse(shipped).Alike(ScreeningParameters.Default).ShouldBeTrue();
        var loose = Path.Combine(_ledger.Folder + ".json");
        await File.WriteAllTextAsync(loose, shipped.Replace("proposed-1", "loose-1").Replace("800", "990").Replace("920", "995"));
        try
        {
            await _ledger.Run("certificate", "capture", Path.Combine(Samples, "certificates", "genuine.json"));
            await _ledger.Run("list", "import", Path.Combine(folder, "un-1.xml"), "--list", "un", "--officer", "clerk-07");
            (await _ledger.Run("screen", "run", "--officer", "clerk-07")).Output.ShouldContain("By the thresholds proposed-1.");
            const string Name = "Korea Mining Developmnt Trading Corp";
            (await _ledger.Run("screen", Name)).ExitCode.ShouldBe(1);
            var tried = await _ledger.Run("screen", Name, "--parameters", loose);
            (tried.ExitCode, tried.Output.Contains("loose-1, on trial")).ShouldBe((0, true));

            (await _ledger.Run("screen", "parameters")).Output.ShouldContain("this office has decided on none");
            (await _ledger.Run("screen", "parameters", loose)).ExitCode.ShouldBe(2);
            (await _ledger.Run("screen", "parameters", loose, "--officer", "a", "--approver", "A", "--reason", "x"))
                .ExitCode.ShouldBe(1);
            var decided = await _ledger.Run(
                "screen", "parameters", loose, "--officer", "chief-01", "--approver", "chief-02", "--reason", "trial year");
            decided.Output.ShouldContain("by chief-01 and chief-02");
            (await _ledger.Run("screen", Name)).ExitCode.ShouldBe(0);
            (await Rule()).ShouldBe(["thresholds-loosened"]);
            Counts(await _ledger.Run("screen", "run", "--officer", "clerk-07", "--json")).ShouldBe((4, 4, 0, 0));
            (await _ledger.Run(
                "screen", "parameters", Path.Combine(folder, "thresholds.json"), "--officer", "chief-01", "--approver",
                "chief-02", "--reason", "back")).ExitCode.ShouldBe(0);
            (await Rule()).ShouldBe(["screened-loosely"]);
        }
        finally
        {
            File.Delete(loose);
        }
    }

    private static string Squeezed(Commands.CommandLineResult run) =>
        string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<long> Auditor(string sql)
    {
        await using var ledger = await OpenLedger.Open(
            _ledger.Folder, new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), CancellationToken.None);
        await using var command = ledger.Store.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> Rule() =>
    [
        .. JObject.Parse((await _ledger.Run("certificate", "verify", "is/euc-0017-2026", "--json")).Output)
            .SelectTokens("$..findings[?(@.rule == 'EUC-051')].code").Select(it => (string)it!).Distinct(),
    ];

    private static (int, int, int, int) Counts(Commands.CommandLineResult run)
    {
        var it = JObject.Parse(run.Output);
        return ((int)it["parties"]!, (int)it["screened"]!, (int)it["compared"]!, (int)it["unchanged"]!);
    }
}
