using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Recording;

/// <summary>A weapon typed fact by fact, with a mistake that is taken back.</summary>
public sealed class RecordStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static readonly string[] Registration =
    [
        "item-registered", "--on", "2020-03-01", "--item", "kind=pistol; maker=Zed; model=M 1; calibre=9 mm", "--mark",
        "serial=RS 4711; position=slide; technique=stamp", "--custodian", "Police@XR", "--place", "Depot 7@XR", "--reason", "found in stock",
    ];

    [Fact]
    public async Task Facts_are_recorded_once_and_checked_like_imported_ones()
    {
        var first = await Json(0, Registration);
        var (weapon, position) = ((string)first["home"]!, (long)first["position"]!);
        weapon.ShouldStartWith("weapon/");
        var again = await Json(0, Registration);
        ((bool)again["before"]!).ShouldBeTrue();
        ((long)again["position"]!).ShouldBe(position);
        ((string)(await Json(0, [.. Registration, "--request", "second pistol"]))["home"]!).ShouldNotBe(weapon);

        var id = weapon[7..];
        await Json(
            0, "issued-to-user", id, "--on", "2020-04-01", "--unit", "Police@XR", "--holder", "post 7", "--purpose", "guard",
            "--due-back", "2020-04-30");
        var released = await Json(
            0, "custody-transferred", id, "--on", "2020-05-02", "--from", "Army@XR", "--to", "Customs@XR",
            "--document", "DN 7", "--received", "2020-05-02", "--not-known", "authority", "--not-known",
            "signed-by", "--source", "DN 7", "--grade", "B2");
        released["findings"]!.Select(it => (string)it["rule"]!).ShouldContain("COC-034");
        var wrong = (string)released["position"]!;

        (await Said(1, "record-retracted", wrong, "--reason", "another pistol", "--approver", "clerk-07"))
            .ShouldContain("let another person approve");
        (await Said(1, "record-retracted", "999999", "--reason", "r", "--approver", "chief-01")).ShouldContain("no fact on record");
        (await Said(0, "record-retracted", wrong, "--reason", "another pistol", "--approver", "chief-01"))
            .ShouldContain($"record_retracted of fact {wrong} of {weapon} recorded as fact");
        var report = JObject.Parse((await ledger.Run("findings", "show", id, "--json")).Output);
        report["findings"]!.Select(it => (string)it["rule"]!).ShouldNotContain("COC-034");

        (await Said(
            1, "component-removed", "zzzz-9q2x-4t5v-8w1z", "--on", "2020", "--component", "bolt", "--workshop", "Army"))
            .ShouldContain("No weapon");
    }

    [Fact]
    public async Task Registers_are_kept_by_it()
    {
        await Json(0, "authority-registered", "IS/moj", "--on", "2019-01-01", "--name", "Ministry of Justice", "--scope", "small-arms");
        await Json(
            0, "signatory-appointed", "IS/moj", "--on", "2019-05", "--name", "A. Zenda", "--title", "Director", "--max-quantity", "500");

        var shown = JObject.Parse((await ledger.Run("register", "authority", "IS/moj", "--json")).Output);
        shown.ToString().ShouldContain("A. Zenda");

        (await Json(0, "embargo-lifted", "--on", "2026-01-31", "--regime", "XR", "--measure", "m1", "--instrument", "resolution 7",
            "--certainty", "established", "--source", "resolution 7"))["home"]!.ToString().ShouldBe("embargo/xr");
    }

    private async Task<JObject> Json(int code, params string[] line) =>
        JObject.Parse((await Run(code, [.. line, "--json"])).Output);

    private async Task<string> Said(int code, params string[] line)
    {
        var result = await Run(code, line);
        return Regex.Replace(
            result.Output + result.Remarks, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5));
    }

    private async Task<Commands.CommandLineResult> Run(int code, string[] line)
    {
        var result = await ledger.Run(["record", .. line, "--officer", "clerk-07"]);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return result;
    }
}
