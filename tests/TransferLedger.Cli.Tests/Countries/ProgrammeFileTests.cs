using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Tests.Countries;

/// <summary>Codes of sanctions programmes against their titles, in every way that such files are written.</summary>
public sealed class ProgrammeFileTests
{
    [Theory]
    [InlineData("title: Mali\nkey: A\ntarget_territories:\n- NE", "NE")]
    [InlineData("title: Mali\r\nkey: A\r\ntarget_territories:\r\n  - 'ne' # Niger\r\n\r\n  # none\r\n  - ml\r\n", "NE")]
    [InlineData("title: DRC Sanctions\nkey: A\ntarget_territories: [CG]", "CG")]
    [InlineData("title: North Korea\nkey: A\ntarget_territories: [\"kr\",\n  kp]", "KR")]
    [InlineData("key: A\ntarget_territories : [ng]\ntitle: 'Niger # West Africa'", "NG")]
    [InlineData("---\ntitle: South\n  Sudan\nkey: A\ntarget_territories: [SD, SS]", "SD")]
    [InlineData("title: Zaire\nkey: A\ntarget_territories: [zr, cd, cg]", "CG")]
    [InlineData("title: Soviet Union\nkey: A\ntarget_territories: [SU]", "")]
    [InlineData("title: Serbia and Montenegro\nkey: A\ntarget_territories: [CS, YU]", "")]
    [InlineData("title: Burma\nkey: A\ntarget_territories: [BU, MM, UK, MLI]", "UK MLI")]
    [InlineData("title: Mali\nkey: A\ntarget_territories: []", "")]
    [InlineData("title: Mali\nkey: A", "")]
    [InlineData("title: &a Mali\nkey: A\ntarget_territories:\n- ML\n  NE", "ML NE")]
    [InlineData("title: >-\n  Norway\nkey: A\ntarget_territories: [NO, no, SE]", "SE")]
    public async Task A_code_that_is_not_of_the_country_is_told(string text, string wrong) =>
        string.Join(' ', (await Read(text)).Check().Select(it => it.Code)).ShouldBe(wrong);

    [Theory]
    [InlineData("title: Mali\nkey: A\ntarget_territories: [*a]", "anchor 'a'")]
    [InlineData("title: Mali\nkey: A\ntarget_territories: ML", "line 3")]
    [InlineData("title: Mali\nkey: A\ntarget_territories: [ML", "line 4")]
    [InlineData("title: Mali\nkey: A\ntarget_territories:\n-\n", "line 4")]
    [InlineData("title: Mali\nkey: A\ntarget_territories:\n- [ML]", "line 4")]
    [InlineData("title: Mali\nkey: A\n---\ntitle: Chad\nkey: B", "line 4: a second")]
    [InlineData("title: Mali\ntitle: Chad\nkey: A", "line 2")]
    [InlineData("{\"title\": \"Mali\"}", "no key")]
    [InlineData("nothing", "no title")]
    public async Task What_is_written_in_a_way_that_is_not_read_is_refused_and_passes_nobody(string text, string said)
    {
        var refused = await Should.ThrowAsync<CommandFailedException>(() => Read(text));
        (refused.ExitCode, refused.Message.Contains(said)).ShouldBe((2, true), refused.Message);
    }

    [Theory]
    [InlineData("Congo", "Give CG (Congo - Brazzaville) or CD (Congo - Kinshasa); they are two countries.")]
    [InlineData("zr", "Give CD (Congo - Kinshasa).")]
    [InlineData("Sudan", "Give SD (Sudan).")]
    [InlineData("UK", "Give GB (United Kingdom of Great Britain and Northern Ireland).")]
    [InlineData("ruritania", "Give two letters of ISO 3166-1, such as HT.")]
    public void Whoever_gives_a_name_or_a_former_code_is_told_the_code(string text, string said) =>
        CountryHint.Of(text).ShouldBe(said);

    [Fact]
    public async Task A_title_that_names_no_country_is_told() =>
        ((await Read("title: Terrorists\nkey: A\ntarget_territories: [AF]")).IsUnnamed, (await Read("title: X\nkey: A")).IsUnnamed)
            .ShouldBe((true, false));

    private static async Task<ProgrammeFile> Read(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            return await ProgrammeFile.Read(file, CancellationToken.None);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
