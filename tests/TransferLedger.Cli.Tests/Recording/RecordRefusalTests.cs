using TransferLedger.Cli.Import;
using TransferLedger.Cli.Recording;
using TransferLedger.Custody;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Tests.Recording;

/// <summary>What cannot be read is told option by option, all at once, and nothing is recorded.</summary>
public sealed class RecordRefusalTests
{
    private const string Weapon = "7k3m-9q2x-4t5v-8w1z";

    [Fact]
    public async Task Everything_that_is_missing_is_named()
    {
        var said = await Refused("record", "custody-transferred", Weapon);

        foreach (var option in new[] { "--on is missing", "--from is missing", "--to is missing", "--officer is missing" })
        {
            said.ShouldContain(option);
        }
    }

    [Fact]
    public async Task What_it_is_about_is_missing_beside_the_rest()
    {
        var said = await Refused("record", "loss-reported");

        foreach (var missing in new[] { "<weapon> is missing", "--holder is missing", "--officer is missing" })
        {
            said.ShouldContain(missing);
        }

        (await Refused("record", "loss-repotred", Weapon)).ShouldContain("'loss-repotred' is no kind of fact");
    }

    [Theory]
    [InlineData("party_screened", "ledger screen run")]
    [InlineData("parties_rescreened", "ledger screen run")]
    [InlineData("match_decided", "ledger screen decide")]
    public void What_the_program_decides_cannot_be_imported_as_a_statement(string type, string command)
    {
        DecidedFacts.Refusal(type).ShouldNotBeNull().ShouldContain(command);
        DecidedFacts.Refusal(type, exported: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("--on", "2026-13", "--on: '2026-13' has the month 13")]
    [InlineData("--on", "yesterday", "--on: ")]
    [InlineData("--holder", " ", "--holder: nothing is given")]
    [InlineData("--holder", "nmae=Army", "--holder: there is no 'nmae'; write name=…; [country=…]; [reference=…]")]
    [InlineData("--holder", "name=Army; name=Navy", "--holder: 'name' is given twice")]
    [InlineData("--holder", "name=\"Army", "--holder: a double quote is opened and not closed")]
    [InlineData("--holder", "{\"name\":\"Army\"", "--holder: this is not JSON")]
    [InlineData("--holder", "{\"name\":\"Army\",\"name\":\"Navy\"}", "--holder: a member is named twice")]
    [InlineData("--holder", "{\"nmae\":\"Army\"}", "--holder: ")]
    [InlineData("--holder", "country=XR", "--holder: it needs 'holder.name'")]
    [InlineData("--holder", "---@XR", "--holder: '---@XR' names nobody")]
    [InlineData("--grade", "G1", "--grade: 'G1' is no grade")]
    [InlineData("--evidence", "abc", "--evidence: 'abc' is no SHA-256")]
    [InlineData("--source-kind", "observation", "name the source with --source")]
    [InlineData("--not-known", "colour", "--last-seen is asked for")]
    [InlineData("--place", "Depot", "'--place'")]
    [InlineData("--fact", "no-such-file.json", "no-such-file.json cannot be read")]
    public async Task What_is_wrong_is_told_with_its_option(string option, string value, string said)
    {
        string[] right =
        [
            "--on", "2026-05-14", "--holder", "Army", "--officer", "clerk-07", "--circumstances", "unknown", "--reporter",
            "post 4", "--discovered", "2026-05-15", "--not-known", "last-seen", "--not-known", "last-seen-on",
        ];
        var line = right.Contains(option, StringComparer.Ordinal)
            ? right.Select((it, at) => at > 0 && right[at - 1] == option ? value : it)
            : right.Concat([option, value]);

        (await Refused(["record", "loss-reported", Weapon, .. line])).ShouldContain(said);
    }

    [Fact]
    public async Task What_is_asked_for_is_said_or_said_to_be_unknown()
    {
        string[] line = ["record", "loss-reported", Weapon, "--on", "2026-05-14", "--holder", "Army", "--officer", "clerk-07"];
        string[] asked = ["circumstances", "last-seen", "discovered", "last-seen-on", "reporter"];

        var said = await Refused(line);
        asked.ShouldAllBe(it => said.Contains($"--{it} is asked for"));
        (await Refused([.. line, "--not-known", "colour"])).ShouldContain("--not-known: 'colour' is not asked for");
        (await Refused([.. line, "--reporter", "post 4", "--not-known", "reporter"])).ShouldContain("it is given all the same");
        var recorded = await Commands.Ledger.RunAnywhere(
            [.. line, "--dry-run", .. asked.SelectMany(it => new[] { "--not-known", it })]);
        recorded.ExitCode.ShouldBe(0, recorded.Remarks);
        recorded.Output.ShouldNotContain("reporter");

        (await Refused("record", "item-registered", "--item", "maker=Zed")).ShouldContain("--item.model or --item.kind is asked for");
        (await Refused("record", "marking-recorded", Weapon, "--mark", "serial=A1; position=slide"))
            .ShouldContain("--mark.technique is asked for");
    }

    [Theory]
    [InlineData("marking-recorded", "--mark", "serial=A1; legibility=good", "'good' is none of clear, partly")]
    [InlineData("seizure-recorded", "--co-seized", "many", "--co-seized: 'many' is no whole number")]
    [InlineData("seizure-recorded", "--co-seized", "99999999999", "too large a number")]
    [InlineData("stock-moved", "--from", "name=A; name.country=XR", "'name' has no parts")]
    [InlineData("item-registered", "--item", "pistol", "does not say what is what; write [kind=…]")]
    [InlineData("item-registered", "--item", "kind=pistol; year=old", "'old' is no whole number")]
    [InlineData("item-registered", "--item", "kind=pistol; maker", "'maker' is not key=value")]
    public async Task Records_and_words_are_checked_too(string kind, string option, string value, string said) =>
        (await Refused("record", kind, Weapon, option, value)).ShouldContain(said);

    [Fact]
    public async Task What_a_kind_is_kept_with_is_named_as_it_should_be()
    {
        (await Refused("record", "authority-closed", "-", "--on", "2026", "--officer", "c")).ShouldContain("IS/moj");
        (await Refused("record", "conveyance-not-found", "IMO1234560", "--on", "2026", "--officer", "c", "--register", "R"))
            .ShouldContain("<conveyance> names nothing");
        (await Refused("record", "record-retracted", "last", "--reason", "r", "--approver", "a", "--officer", "c"))
            .ShouldContain("<position>: 'last'");
        (await Refused("record", "lot_issued", "ABC/1")).ShouldContain("ledger lot issue --help");
        (await Refused("record", "certificate-judged")).ShouldContain("ledger certificate judge --help");
        (await Refused("record", "weapon-lost")).ShouldContain("weapon-lost");
        var bare = await Commands.Ledger.RunAnywhere("record");
        bare.ExitCode.ShouldBe(2);
        bare.Remarks.ShouldContain("ledger record --list");
    }

    [Fact]
    public void A_record_on_one_line_is_read_as_a_person_means_it()
    {
        Read<Custodian>("Army@xr").ShouldBe("""{"name":"Army","country":"XR"}""");
        Read<Custodian>("Depot \"North\"").ShouldBe("""{"name":"Depot \u0022North\u0022"}""");
        Read<Custodian>("\"a=b\"").ShouldBe("""{"name":"a=b"}""");
        Read<Custodian>("name=\"A; B\"; Country=XR").ShouldBe("""{"name":"A; B","country":"XR"}""");
        Read<Place>("name=Depot 7; point=+48.8+002.2/").ShouldBe("""{"name":"Depot 7","point":"\u002B48.8\u002B002.2/"}""");
        Read<Mark>("serial=AB=12; legibility=partly").ShouldBe("""{"kind":"serial","text":"AB=12","legibility":"partly"}""");
        Read<Mark>("state-stock=7; position=slide").ShouldBe("""{"kind":"stateStock","text":"7","position":"slide"}""");
        Read<ProducedModel>("model=M 1; calibres=9 mm; calibres=7.65 mm; first-year=1990")
            .ShouldBe("""{"model":"M 1","calibres":["9 mm","7.65 mm"],"firstYear":1990}""");
        Read<ProducedModel>("M 1").ShouldBe("""{"model":"M 1"}""");
    }

    private static string Read<T>(string text) => CompactText.Read(typeof(T), text).ToJsonString();

    private static async Task<string> Refused(params string[] line)
    {
        var result = await Commands.Ledger.RunAnywhere([.. line, "--dry-run"]);
        result.ExitCode.ShouldBe(2, result.Output + result.Remarks);
        result.Output.ShouldBeEmpty();
        return System.Text.RegularExpressions.Regex.Replace(
            result.Remarks, @"\s+", " ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
    }
}
