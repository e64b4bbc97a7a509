using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Registers;

/// <summary>The registers as an officer looks at them, on a date and as known at an instant.</summary>
public sealed class RegisterStoryTests : IDisposable
{
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples");
    private readonly Commands.Ledger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task An_authority_is_shown_with_everything_past_present_and_to_come()
    {
        await Import("certificates/register.ndjson");
        (await _ledger.Run("register", "authority", "IS/nobody")).ExitCode.ShouldBe(1);
        (await _ledger.Run("register", "authority", "IS/moj", "--known-by", "2001")).ExitCode.ShouldBe(1);

        var now = await Json("authority", "IS/moj", "--on", "2026-06-30");
        var earlier = await Json("authority", "IS/moj", "--on", "2018-06-30");
        now["registrations"]!.Single()["standing"]!.ToString().ShouldBe("inForce");
        earlier["registrations"]!.Single()["standing"]!.ToString().ShouldBe("future");
        Signatories(now).ShouldBe(["Jón Fyrrverandi past 2023-12-31", "Anna Dæmisdóttir inForce "]);
        Signatories(earlier).ShouldBe(["Jón Fyrrverandi future 2023-12-31", "Anna Dæmisdóttir future "]);
        now["signatories"]![1]!["fileOnHand"]!.Value<bool>().ShouldBeFalse("nobody gave the specimen");
        var screen = await _ledger.Run("register", "authority", "IS/moj", "--on", "2026-06-30");
        Snapshot.Verify("register-authority", Steady(screen.Output));
    }

    [Fact]
    public async Task A_vessel_a_carrier_and_a_broker_are_found_by_name_and_by_identifier()
    {
        await Import("certificates/conveyances.ndjson");

        var vessel = await Json("party", "--identifier", "IMO:9074729", "--on", "2026-04-20");
        vessel["found"]!.Single()["subject"]!.ToString().ShouldBe("conveyance/imo-9074729");
        vessel["found"]![0]!["flags"]!.Select(it => $"{it["entry"]!["state"]} {it["standing"]} {it["to"]}").ShouldBe(
            ["XR past 2026-02-14", "XS inForce "]);
        JToken.DeepEquals(await Json("party", "IMO 9074729", "--on", "2026-04-20"), vessel).ShouldBeTrue();
        var carrier = await Json("party", "--identifier", "register of companies HAMBURG:hrb-77118");
        JToken.DeepEquals(await Json("party", "nordfracht reederei gmbh"), carrier).ShouldBeTrue("an alias finds it");
        carrier["found"]!.Single()["operates"]!.Single()["conveyance"]!.ToString().ShouldBe("conveyance/imo-9074729");
        var screen = await _ledger.Run("register", "party", "Nordfracht Reederei", "--on", "2026-04-20");
        Snapshot.Verify("register-party", Steady(screen.Output));

        (await _ledger.Run("register", "party", "nobody")).ExitCode.ShouldBe(1);
        (await _ledger.Run("register", "party", "--identifier", "9074729")).ExitCode.ShouldBe(2);
        (await _ledger.Run("register", "party", "a", "--identifier", "IMO:9074729")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_fact_about_a_vessel_is_refused_under_a_number_with_a_wrong_check_digit()
    {
        var file = Path.Combine(Path.GetTempPath(), $"vessel-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(
            Path.Combine(Samples, "certificates", "conveyances.ndjson")))
            .Replace("conveyance/imo-9074729", "conveyance/imo-9074728", StringComparison.Ordinal));
        try
        {
            (await _ledger.Run("import", file)).Output.ShouldContain("2 rows rejected");
        }
        finally
        {
            File.Delete(file);
            File.Delete(Path.ChangeExtension(file, ".rejects.ndjson"));
        }
    }

    [Fact]
    public async Task The_page_on_registers_shows_lines_of_the_samples_and_its_commands_run_as_written()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(SharedData.Root(), "docs", "registers.md"));
        string[] known =
        [
            .. await File.ReadAllLinesAsync(Path.Combine(Samples, "certificates", "register.ndjson")),
            .. await File.ReadAllLinesAsync(Path.Combine(Samples, "certificates", "register-changes.ndjson")),
        ];
        page.Where(it => it.StartsWith('{')).Except(known).ShouldBeEmpty();
        page.Count(it => it.StartsWith('{')).ShouldBe(6);

        var shown = new List<string>();
        foreach (var line in page.Where(it => it.StartsWith("ledger ", StringComparison.Ordinal)))
        {
            string[] words =
            [
                .. Regex.Matches(line, "\"([^\"]*)\"|(\\S+)", RegexOptions.None, TimeSpan.FromSeconds(5)).Skip(1)
                    .Select(it => it.Groups[1].Success ? it.Groups[1].Value : it.Value)
                    .Select(it => it.StartsWith("samples/", StringComparison.Ordinal)
                        ? Path.Combine([SharedData.Root(), .. it.Split('/')])
                        : it),
            ];
            var result = await _ledger.Run(words);
            result.ExitCode.ShouldBe(0, $"{line}: {result.Remarks}");
            shown.Add(result.Output);
        }

        shown.Count.ShouldBe(6);
        shown[1].ShouldContain("2023-12-31");
        shown[4].ShouldContain("2023-11-30");
        shown[5].ShouldContain("counted: 380 of 9 mm");
        var before = await Json("authority", "IS/moj", "--on", "2026-06-30");
        before["templates"]!.ShouldBeEmpty("the form was retracted");
    }

    private static IEnumerable<string> Signatories(JObject register) =>
        register["signatories"]!.Select(it => $"{it["entry"]!["name"]} {it["standing"]} {it["to"]}");

    private async Task Import(string sample) =>
        (await _ledger.Run("import", Path.Combine([Samples, .. sample.Split('/')]))).ExitCode.ShouldBe(0);

    private async Task<JObject> Json(params string[] line)
    {
        var result = await _ledger.Run(["register", .. line, "--json"]);
        result.ExitCode.ShouldBe(0, result.Remarks);
        return JObject.Parse(result.Output);
    }

    /// <summary>Commands of one file are recorded side by side: which comes first differs from run to run.</summary>
    private string Steady(string text) => Regex.Replace(
        Regex.Replace(_ledger.Steady(text), "(?<=   )[0-9]{1,2}$", "N", RegexOptions.Multiline, TimeSpan.FromSeconds(5)),
        @"\(fact \d+\)", "(fact N)", RegexOptions.None, TimeSpan.FromSeconds(5));
}
