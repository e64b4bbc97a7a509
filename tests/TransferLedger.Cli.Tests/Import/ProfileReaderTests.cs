using TransferLedger.Cli.Import;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Tests.Import;

public sealed class ProfileReaderTests : ImportTrial
{
    [Theory]
    [InlineData("\"source\": \"trial\"", "\"sauce\": \"trial\"", "$.sauce: there is no such member")]
    [InlineData("\"source\": \"trial\"", "\"sauce\": \"trial\"", "$: 'source' is missing; add it")]
    [InlineData("\"grade\": \"B2\"", "\"grade\": \"Z9\"", "$.provenance.grade: 'Z9' is not a grade")]
    [InlineData("\"d.M.uuuu\"", "\"d.Q.uuuu\"", "$.dates.patterns[0]: 'd.Q.uuuu' is not a NodaTime date pattern")]
    [InlineData(
        "\"d.M.yy\"",
        "\"d.M.uu\"",
        "$.dates.patterns[1]: 'd.M.uu' has no year this can read; write uuuu, or yy")]
    [InlineData("\"{day}\"", "\"{dya}\"", "$.fields.on: 'dya' is no column and no field")]
    [InlineData("\"{day}\"", "\"{day\"", "$.fields.on.date: the brace at character 1 opens no name")]
    [InlineData("\"{day}\"", "\"{on}\"", "$.fields.on: it is worked out from itself: on, on")]
    [InlineData("\"{owner}\"", "\"{@weapons}\"", "$.facts[1].fact: '@weapons' is no column and no field")]
    [InlineData(
        "\"stock_entered\"",
        "\"stock_entred\"",
        "$.facts[1].type: 'stock_entred' is not a kind of fact; use one of")]
    [InlineData("\"equals\"", "\"is\"", "$.skip[0].when.is: there is no such member")]
    [InlineData("\"reason\": \"a part\"", "\"note\": \"a part\"", "$.skip[0]: 'reason' is missing")]
    [InlineData(
        "\"none\": [\"none\", \"n/a\"]",
        "\"none\": \"none\"",
        "$.fields.serialRead.none: a list is expected here, not the text 'none'")]
    [InlineData(
        "\"none\": [\"none\", \"n/a\"]",
        "\"noneMatching\": [\"(?=a)\"]",
        "$.fields.serialRead.noneMatching[0]: '(?=a)' uses look-around")]
    [InlineData(
        "\"none\": [\"none\", \"n/a\"]",
        "\"map\": \"makers\"",
        "$.fields.serialRead.map: there is no map 'makers'")]
    [InlineData(
        "\"identity\": [\"serial\", \"make\"]",
        "\"identity\": []",
        "$.weapon: 'serial' and 'identity' go together")]
    [InlineData(
        "\"notAfter\": \"2025-12-31\"",
        "\"notAfter\": \"31.12.2025\"",
        "$.fields.on.notAfter: '31.12.2025' is not a day")]
    [InlineData("\"columns\":", "columns:", "line 4: this is not JSON")]
    [InlineData("\"profile\":", "\"profile\": \"a\", \"profile\":", "$: this is not JSON: Duplicate")]
    public async Task What_is_wrong_is_said_with_its_path_and_its_remedy_and_nothing_is_imported(
        string right, string wrong, string says)
    {
        Profile.ShouldContain(right);
        var report = await Import(
            "serial,make,owner,day\nA1,X,North,1.2.2020\n", Profile.Replace(right, wrong, StringComparison.Ordinal));

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        report.Message!.ShouldContain(says);
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public void All_problems_are_listed_together()
    {
        var wrong = Should.Throw<ProfileException>(() => ProfileReader.Read("{ \"columns\": 1, \"x\": 2 }"));

        wrong.Problems.Select(it => it.Path).ShouldBe(["$.x", "$", "$", "$", "$.columns", "$"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    public void A_text_that_is_no_profile_is_refused(string json) =>
        Should.Throw<ProfileException>(() => ProfileReader.Read(json)).Problems.ShouldNotBeEmpty();

    [Fact]
    public void The_profile_the_documentation_shows_is_sound()
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Root(), "docs", "import.md")).ReplaceLineEndings("\n");
        var from = text.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        var profile = ProfileReader.Read(text[from..text.IndexOf("```", from, StringComparison.Ordinal)]);

        profile.Id.ShouldBe("norland/stock-2026");
    }
}
