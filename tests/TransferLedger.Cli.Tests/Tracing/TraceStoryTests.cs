using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Tracing;

/// <summary>Weapons traced with other States, as an analyst does it.</summary>
public sealed class TraceStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Weapon = "1nv3-st1g-at10-n001";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Weapons_are_traced_for_others_and_with_others()
    {
        await Do(0, "import", Sample("custody", "investigation.ndjson"));
        await A_batch_says_of_each_row_what_is_on_record_and_records_it_once();
        await Another_State_is_answered_by_a_person();
        await A_request_runs_from_whom_to_ask_to_its_end();
    }

    private async Task A_request_runs_from_whom_to_ask_to_its_end()
    {
        (await Do(0, "trace", "whom", Weapon)).ShouldStartWith("XR  the last custodian on record is there");
        (await Do(1, Request("T-0", "--state", "QX", "--circumstances", ""))).ShouldContain("circumstances");
        await Do(0, Request("T-1", "--circumstances", "seized at the border", "--when", "2026-08-01"));
        (await Do(1, Request("T-1", "--circumstances", "again"))).ShouldContain("used by fact");
        (await Rules()).ShouldContain("COC-097");
        (await Do(0, "overdue", "--on", "2026-11-28")).ShouldContain("trace reply");
        await Do(0, "trace", "acknowledge", "T-1", "--their-reference", "7/26", "--officer", "analyst-03", "--when", "2026-08-20");
        await Do(0, "trace", "remind", "T-1", "--officer", "analyst-03", "--when", "2026-11-20");
        (await Do(0, "trace", "list", "--overdue")).ShouldContain("reply 2026-10-30");

        await Do(
            0, "trace", "reply", "T-1", "--outcome", "identified", "--holder", "2012=Zed Arms@CI=exported=A 7/09", "--grade", "B2",
            "--next-state", "CI", "--officer", "analyst-03", "--when", "2026-11-27");
        (await Rules()).ShouldContain("COC-098");
        (await Rules()).ShouldNotContain("COC-097");
        (await Do(0, "custody", Weapon)).ShouldContain("Zed Arms");
        (await Do(0, "trace", "whom", Weapon)).ShouldStartWith("CI  the reply to trace t-1 names it");
        await Do(
            0, "trace", "close", "T-1", "--result", "last-lawful-holder", "--point", "after-retransfer", "--last-holder",
            "Zed Arms@CI", "--grounds", "reply of XR", "--officer", "chief-01", "--when", "2026-11-28");
        Snapshot.Verify("trace-show", Regex.Replace(
            ledger.Steady(await Do(0, "trace", "show", "T-1")), @"\(fact\s+\d+\)", "(fact N)", RegexOptions.None, Patience));
        (await Do(1, "trace", "remind", "T-1", "--officer", "analyst-03")).ShouldContain("at its end");
        (await Do(0, "trace", "list")).ShouldContain("No trace is open");
        await What_was_open_on_a_day_is_listed_as_it_stood();
    }

    private async Task What_was_open_on_a_day_is_listed_as_it_stood()
    {
        var late = JArray.Parse(await Do(0, "trace", "list", "--overdue", "--happened-by", "2026-11-20", "--json")).Single();
        ((string)late["reference"]!, (string)late["status"]!, (int)late["reminders"]!).ShouldBe(("t-1", "Acknowledged", 1));
        (await Do(0, "trace", "list", "--happened-by", "2026-10-30")).ShouldContain("reply 2026-10-30");
        (await Do(0, "trace", "list", "--overdue", "--happened-by", "2026-10-30")).ShouldContain("No trace is overdue");
        (await Do(0, "trace", "list", "--all", "--happened-by", "2026-07-31")).ShouldContain("There is no trace");
        (await Do(0, "trace", "list", "--all", "--known-by", "2020-01-01")).ShouldContain("There is no trace");
        (await Do(0, "trace", "list", "--all", "--happened-by", "9999-12-31", "--json")).Replace(
                "\"overdue\": true", "\"overdue\": false", StringComparison.Ordinal)
            .ShouldBe(await Do(0, "trace", "list", "--all", "--json"), "the facts give what the present lists");
    }

    private async Task A_batch_says_of_each_row_what_is_on_record_and_records_it_once()
    {
        var file = Path.Combine(ledger.Folder, "requests.csv");
        File.Copy(Sample("tracing", "requests.csv"), file, overwrite: true);
        string[] batch =
        [
            "trace", "batch", file, "--state", "FR", "--authority", "Police judiciaire", "--officer", "clerk-07", "--record",
            "--when", "2026-11-28",
        ];
        var first = JObject.Parse(await Do(1, [.. batch, "--json", "--out", Path.Combine(ledger.Folder, "one.csv")]));
        first["outcomes"]!.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""{"bad row":1,"identified":1,"insufficient data":1,"no record":2}""");
        var rows = await File.ReadAllLinesAsync(Path.Combine(ledger.Folder, "one.csv"));
        rows.Length.ShouldBe(6);
        rows[1].ShouldStartWith($"2,identified,{Weapon},\"same letters and digits, M1\",Police of Ruritania (XR) from 2011-06-10");
        rows[1].ShouldEndWith(",FR-77,EA 90417,Example Arms,EA 9,9 mm,found in a car at a border post,criminal investigation");
        rows[2].ShouldContain("looks the same, M3", customMessage: "a number that looks like it identifies nothing");
        rows[4].ShouldContain("'none' is no number");

        var facts = await Head();
        await Do(1, [.. batch, "--out", Path.Combine(ledger.Folder, "two.csv")]);
        (await Head()).ShouldBe(facts, "every row is on record");
        (await File.ReadAllTextAsync(Path.Combine(ledger.Folder, "two.csv"))).Split(",before,").Length.ShouldBe(5);
        (await Do(2, [.. batch, "--out", Path.Combine(ledger.Folder, "two.csv")])).ShouldContain("not overwritten");
        (await Do(2, "trace", "batch", Sample("custody", "investigation.ndjson"))).ShouldContain("header line");
        (await Do(2, "trace", "batch", file, "--record", "--officer", "clerk-07", "--out", file + ".none"))
            .ShouldContain("--state", customMessage: "before the first row");
        (await Do(0, "trace", "show", "FR-78")).ShouldContain("insufficient data");
    }

    private async Task Another_State_is_answered_by_a_person()
    {
        await Do(
            0, "trace", "received", "--reference", "IT-9", "--state", "IT", "--authority", "Carabinieri", "--serial", "EA-90417",
            "--maker", "Example Arms", "--circumstances", "found", "--use", "investigation", "--officer", "clerk-07");
        (await Do(0, "trace", "answer", "IT-9")).ShouldContain("a weapon of this number is on record");
        (await Do(2, "trace", "answer", "IT-9", "--record")).ShouldContain("--officer");
        (await Do(2, "trace", "answer", "IT-9", "--weapon", "that one")).ShouldContain("no weapon id");
        (await Do(1, "trace", "reply", "IT-9", "--outcome", "no-record", "--officer", "analyst-03"))
            .ShouldContain("ledger trace answer");
        await Do(0, "trace", "answer", "IT-9", "--weapon", Weapon, "--record", "--officer", "analyst-03");
        var told = JObject.Parse(await Do(0, "trace", "show", "IT-9", "--json"));
        told["replies"]![0]!["fact"]!["holders"]!.Select(it => (string?)it["holder"]!["name"])
            .ShouldBe(["Example Arms", "Police of Ruritania"]);
        (await Do(1, "trace", "answer", "T-none")).ShouldContain("No trace");
    }

    private static string[] Request(string reference, params string[] more) =>
    [
        "trace", "request", Weapon, "--reference", reference, "--authority", "Contact", "--use", "investigation", "--officer",
        "analyst-03", .. more,
    ];

    private static string Sample(params string[] path) => Path.Combine([AppContext.BaseDirectory, "samples", .. path]);

    private async Task<long> Head() => (long)JObject.Parse(await Do(0, "status", "--json"))["log"]!["facts"]!;

    private async Task<IEnumerable<string?>> Rules() =>
        JObject.Parse(await Do(1, "findings", "show", Weapon, "--json"))["findings"]!
            .Select(it => (string?)it["rule"]).ToList();

    private async Task<string> Do(int code, params string[] line)
    {
        var result = await ledger.Run(line);
        result.ExitCode.ShouldBe(code, $"{string.Join(' ', line)}\n{result.Output}{result.Remarks}");
        return code == 0 || line.Contains("--json") ? result.Output : result.Output + result.Remarks;
    }
}
