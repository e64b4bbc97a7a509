using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Custody;

/// <summary>Who may hold arms; surrendered ammunition; a site with its lots; every weapon counted; how fast.</summary>
public sealed class KeepingStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static readonly string[] Officer = ["--officer", "clerk-07"];

    [Fact]
    public async Task A_permit_that_ended_is_held_against_who_keeps_a_weapon_and_a_site_tells_its_lots()
    {
        await Do(0, "collect", "DDR 2", "117", "--kind", "pistol", "--serial", "AB 1", "--authority", "Mission@XR",
            "--place", "Camp 3@XR", "--on", "2026-03-01", "--not-known", "donor", "--condition", "worn", "--officer",
            "clerk-07");
        (await Do(1, ["site", "permit-ended", "XR/W-1", "--reason", "given back", .. Officer]))
            .ShouldContain("no permit xr/w-1 is on record");
        await Do(0, ["site", "permit", "Mission@XR", "--number", "W-1", "--kind", "rifle", "--on", "2020-01-01", .. Officer]);
        (await Do(2, ["site", "permits-complete", "Nowhere", "--source", "register", .. Officer])).ShouldContain("no country");
        (await Do(1, "findings", "show", "AB 1")).ShouldContain("its permit W-1 is not for pistol");

        string[] rounds = ["lot", "collect", "DDR 2", "117", "--rounds", "90", "--calibre", "9 mm", "--authority",
            "Mission@XR", "--place", "Camp 3@XR", "--on", "2026-03-01", .. Officer];
        await Do(0, rounds);
        (await Do(0, rounds)).ShouldContain("before");
        var site = await Document("custody", "--site", "Camp 3@XR", "--custodian", "Mission@XR");
        ((long)site["lots"]![0]!["rounds"]!).ShouldBe(90);
        site["weapons"]!.Count().ShouldBe(1);
        (await Do(0, "custody", "--site", "Camp 3@XR", "--custodian", "Mission@XR")).ShouldContain("90 rounds by the books");

        var all = await Document("findings", "count");
        ((int)all["weapons"]!).ShouldBe(1);
    }

    [Fact]
    public async Task How_fast_custody_is_told_is_measured_over_weapons_with_as_many_facts_as_asked_for()
    {
        var measured = await Document(
            "quality", "custody", "--ledger", "300", "--facts", "40", "--lives", "1", "--questions", "2");

        ((long)measured["ledger"]!).ShouldBeGreaterThan(250);
        measured["milliseconds"]!.Where(it => (string)it["what"]! == "a long life")
            .ShouldAllBe(it => (int)it["facts"]! >= 38 && (double)it["p95"]! >= 0);
        (await Do(2, "quality", "custody", "--facts", "3")).ShouldContain("--facts: from 40");
    }

    [Fact]
    public async Task A_batch_of_traces_can_be_made_again()
    {
        var folder = Path.Combine(ledger.Folder, "..", $"traces-{Guid.NewGuid():N}");
        try
        {
            string[] line = ["generate", "traces", "--weapons", "50", "--rows", "30", "--seed", "3", "--out", folder];
            (await Commands.Ledger.RunAnywhere(line)).ExitCode.ShouldBe(0);
            (await File.ReadAllLinesAsync(Path.Combine(folder, "weapons.ndjson"))).Length.ShouldBe(50);
            var rows = await File.ReadAllLinesAsync(Path.Combine(folder, "requests.csv"));
            rows.Length.ShouldBe(31);
            rows.Distinct().Count().ShouldBe(31);
            (await Commands.Ledger.RunAnywhere(line)).Remarks.ShouldContain("is there already");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<JObject> Document(params string[] line)
    {
        var result = await ledger.Run([.. line, "--json"]);
        result.ExitCode.ShouldBe(0, result.Output + result.Remarks);
        return JObject.Parse(result.Output);
    }

    private async Task<string> Do(int code, params string[] line)
    {
        var result = await ledger.Run(line);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return string.Join(
            ' ', (result.Output + result.Remarks).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
