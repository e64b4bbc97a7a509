using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Custody;

/// <summary>The sample of an investigation, as an investigator runs it.</summary>
public sealed class InvestigationStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Weapon = "1nv3-st1g-at10-n001";
    private const string Seized = "2se1-zed0-weap-0n02";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Two_identities_become_one_weapon_and_a_diversion_is_confirmed()
    {
        await Do(0, "import", Path.Combine(AppContext.BaseDirectory, "samples", "custody", "investigation.ndjson"));
        (await Rules(Weapon)).ShouldBe(["COC-002", "COC-027", "COC-036"]);
        var before = await Hash(Weapon);
        var known = new[] { await Recorded(Weapon), await Recorded(Seized) }.Max(StringComparer.Ordinal)!;
        (await Do(1, ["diversion", "assert", Weapon, .. Asserted, "--grade", "B2"])).ShouldContain("no sighting");

        await Merge();
        (await Rules(Weapon)).ShouldBe(["COC-027", "COC-036", "COC-041", "COC-074"]);
        (await Hash(Seized)).ShouldBe(await Hash(Weapon));
        await Decide();
        var told = Flowing(await Do(0, "custody", Weapon));
        told.ShouldContain($"The same weapon, by decision: {Seized}");
        told.ShouldContain("Diversion window: after 2015-01-10 (fact");
        told.ShouldContain("not later than 2016-11-20 (fact");
        told.ShouldContain("at most 680 days, with Police of Ruritania at Depot North");
        told.ShouldContain("stage: in use by end user; nothing on record explains it; confidence medium");
        told.ShouldContain("a complete count on 2016-05-01 (fact");
        told.ShouldContain("confirmed on");
        told.ShouldContain("Border police of Strelsau C-9 B2");

        await Divert();
        await Split(before, known);
    }

    [Theory]
    [InlineData("findings show 0000-0000-0000-0000", 1)]
    [InlineData("findings decide 0000-0000-0000-0000 ;;; --as confirmed --grounds x --officer a --approver b", 1)]
    [InlineData("findings decide 0000-0000-0000-0000 x --as perhaps --grounds x --officer a --approver b", 2)]
    [InlineData("diversion show none", 1)]
    [InlineData("diversion show ;;;", 2)]
    [InlineData("diversion evidence none --source s --says x --grade B2 --officer a", 1)]
    [InlineData("diversion confirm none --grounds x --officer a", 2)]
    [InlineData("identity split 0000-0000-0000-0000 1 --grounds x --officer a --approver b", 1)]
    public async Task What_is_not_there_is_said_so(string line, int code)
    {
        var result = await ledger.Run(line.Split(' '));
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        result.Remarks.ShouldNotBeEmpty();
    }

    private static string[] Asserted =>
        ["--reference", "D-2026-4", "--grounds", "seized abroad", "--owner", "desk-east", "--officer", "analyst-03"];

    private static string[] Signed => ["--grounds", "both pictures", "--officer", "chief-01", "--approver", "chief-02"];

    private async Task Merge()
    {
        (await Do(1, "identity", "merge", Weapon, Seized, "--grounds", "x", "--officer", "chief", "--approver", "Chief"))
            .ShouldContain("another person must agree");
        (await Do(0, ["identity", "merge", Weapon, Seized, .. Signed])).ShouldContain("merged as fact 8");
        (await Do(1, ["identity", "merge", Weapon, Seized, .. Signed])).ShouldContain("is the same weapon already");
    }

    private async Task Decide()
    {
        var found = JObject.Parse(await Do(1, "findings", "show", Weapon, "--json"))["findings"]!
            .Single(it => (string)it["rule"]! == "COC-041");
        var key = (string)found["key"]!;
        (await Do(1, ["findings", "decide", Weapon, "coc-041-0000-0000-0000-0000", "--as", "confirmed", .. Signed]))
            .ShouldContain("no finding");
        await Do(0, ["findings", "decide", Weapon, key, "--as", "confirmed", .. Signed]);
        (await Do(1, "findings", "show", Seized)).ShouldContain("confirmed on");
    }

    private async Task Divert()
    {
        (await Do(1, ["diversion", "assert", Weapon, .. Asserted, "--grade", "H2"])).ShouldContain("no source grade");
        await Do(0, ["diversion", "assert", Weapon, .. Asserted, "--grade", "B2"]);
        (await Do(1, ["diversion", "confirm", "D-2026-4", .. Signed])).ShouldContain("two independent sources");
        await Do(
            0, "diversion", "evidence", "D-2026-4", "--source", "Panel", "--says", "seen in the market", "--grade", "b2",
            "--officer", "analyst-03");
        (await Do(0, "diversion", "list")).ShouldContain("desk-east");
        var asserted = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        await Do(0, "diversion", "assign", "D-2026-4", "--owner", "desk-west", "--due", "2100-01-01", "--officer", "chief");
        await Do(0, "diversion", "corroborate", "D-2026-4", "--grounds", "police and panel", "--officer", "chief-01");
        await Do(0, ["diversion", "confirm", "D-2026-4", .. Signed]);
        (await Do(0, "diversion", "list")).ShouldNotContain("d-2026-4");
        var all = JArray.Parse(await Do(0, "diversion", "list", "--all", "--country", "xr", "--json"));
        ((string)all.Single()["status"]!).ShouldBe("Confirmed");
        var then = JArray.Parse(await Do(0, "diversion", "list", "--known-by", asserted, "--json")).Single();
        ((string)then["status"]!, (string)then["owner"]!).ShouldBe(("Asserted", "desk-east"));
        (await Do(0, "diversion", "show", "D-2026-4", "--known-by", asserted)).ShouldContain("desk-east");
        (await Do(0, "diversion", "list", "--all", "--happened-by", "2020-01-01")).ShouldContain("There is no finding");
        (await Do(1, "diversion", "show", "D-2026-4", "--happened-by", "2020-01-01")).ShouldContain("stood at that point");
        Snapshot.Verify("diversion-show", Steady(await Do(0, "diversion", "show", "D-2026-4")));
    }

    private async Task Split(string before, string known)
    {
        (await Do(2, ["identity", "split", Seized, "?", .. Signed])).ShouldContain("fits too much");
        (await Do(1, ["identity", "split", Seized, "someday", .. Signed])).ShouldContain("no fact that merged");
        (await Do(1, ["identity", "split", Seized, "EA 9O4I7", .. Signed])).ShouldContain("no fact that merged");
        (await Do(1, ["identity", "split", Seized, "0000-0000-0000-0001", .. Signed])).ShouldContain("no fact that merged");
        (await Do(0, "diversion", "list")).ShouldContain("No finding is open");
        (await Do(0, ["identity", "split", Seized, "ea-90417", .. Signed])).ShouldContain("d-2026-4 may be about the wrong weapon");
        await InDoubt();
        (await Hash(Weapon)).ShouldBe(before);
        var diff = await Do(0, "custody", Weapon, "--diff", known);
        diff.ShouldContain("Nothing was learnt");
        (await Do(1, "findings", "show", Weapon, "--former")).ShouldContain("COC-041");
        (await Do(0, "custody", Weapon, "--diff-happened-by", "2014-12-31")).ShouldContain("learnt");
    }

    /// <summary>What was confirmed of the merged weapon is doubted, until it is confirmed again.</summary>
    private async Task InDoubt()
    {
        Snapshot.Verify("diversion-show-split", Steady(await Do(0, "diversion", "show", "D-2026-4")));
        ((string?)JArray.Parse(await Do(0, "diversion", "list", "--json")).Single()["warning"])!.ShouldContain(Seized);
        var lost = JObject.Parse(await Do(0, "diversion", "show", "D-2026-4", "--json"));
        ((string?)lost["identityLost"]!["sighted"]!.Single()).ShouldBe(Seized);
        var confirmed = (string)lost["steps"]!.Last()["position"]!;
        await Do(
            0, "record", "record-retracted", confirmed, "--reason", "split", "--approver", "chief-01", "--officer",
            "chief-02");
        (await Do(0, "diversion", "show", "D-2026-4")).ShouldContain("WARNING");
        await Do(0, ["diversion", "confirm", "D-2026-4", .. Signed]);
        (await Do(0, "diversion", "show", "D-2026-4")).ShouldNotContain("WARNING");
        (await Do(0, "diversion", "list")).ShouldContain("No finding is open");
    }

    private async Task<string[]> Rules(string weapon)
    {
        var found = JObject.Parse((await ledger.Run("findings", "show", weapon, "--json")).Output);
        return [.. found["findings"]!.Select(it => (string)it["rule"]!)];
    }

    /// <summary>When the last fact of the weapon was recorded, to the microsecond.</summary>
    private async Task<string> Recorded(string weapon) =>
        JObject.Parse(await Do(0, "custody", weapon, "--json"))["facts"]!
            .Select(it => it["recordedAt"]!.ToObject<DateTime>().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"))
            .Max(StringComparer.Ordinal)!;

    private async Task<string> Hash(string weapon) =>
        (string)JObject.Parse(await Do(0, "custody", weapon, "--json"))["stateHash"]!;

    private async Task<string> Do(int code, params string[] line)
    {
        var result = await ledger.Run(line);
        result.ExitCode.ShouldBe(code, string.Join(' ', line) + result.Output + result.Remarks);
        return result.Output + (code == 0 ? "" : result.Remarks);
    }

    /// <summary>In one line, wherever the screen ends.</summary>
    private static string Flowing(string text) => Regex.Replace(text, @"\s+", " ", RegexOptions.None, Patience);

    /// <summary>Without the day of the test, and the places in the log: rows of one import come in any order.</summary>
    private static string Steady(string text)
    {
        var undated = Regex.Replace(
            text, @"(asserted|decided|for |corroborated|confirmed|split) 20\d\d-\d\d-\d\d", "$1 TODAY", RegexOptions.None, Patience);
        return Regex.Replace(undated, @"fact \d+", "fact N", RegexOptions.None, Patience);
    }
}
