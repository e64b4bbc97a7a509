using System.Globalization;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Tests.Embargoes;

/// <summary>
/// The table that ships, a new embargo over an open authorization, and a clearance, as an officer plays it.
/// </summary>
public sealed class EmbargoStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    [Fact]
    public async Task A_new_embargo_reaches_what_is_open_and_a_clearance_opens_a_part_of_it()
    {
        (await Do(1, "embargo", "check", "IS")).ShouldContain("No table of embargoes is loaded");
        (await Do(1, "embargo", "recheck", "--officer", "clerk-07")).ShouldContain("ledger embargo load");
        (await Do(0, "embargo", "load", "--officer", "clerk-07")).ShouldSatisfyAllConditions(
            said => said.ShouldContain("loaded as facts 1 to 88"),
            said => said.ShouldContain("0 certificates re-checked for"));
        (await Do(0, "embargo", "load", "--officer", "clerk-07")).ShouldSatisfyAllConditions(
            said => said.ShouldContain("had been loaded before"),
            said => said.ShouldNotContain("re-checked"));
        await BrokenOff();
        await ShippedTableAnswers();

        await Prepare();
        (await Do(0, "embargo", "recheck", "--officer", "clerk-07", "--on", "2026-04-09"))
            .ShouldContain("1 certificates re-checked for 2026-04-09; 0 changed, 0 affected");
        (await Do(0, "import", Path.Combine(Samples, "embargoes", "new-embargo.ndjson")))
            .ShouldContain("1 certificates re-checked for");
        var found = await Do(1, "embargo", "recheck", "--officer", "clerk-07", "--on", "2026-04-11");
        found.ShouldContain("1 affected");
        found.ShouldContain("UN-9999");
        (await Do(1, "embargo", "recheck", "--officer", "clerk-07", "--on", "2026-04-11"))
            .ShouldContain("0 changed, 1 affected");
        JArray.Parse(await Do(0, "embargo", "affected", "--json")).Single()["subject"]!.ToString()
            .ShouldBe("authorization/de/a-2026-118");
        var before = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

        var clearance = Path.Combine(Samples, "embargoes", "clearance.json");
        await Do(0, "clearance", "request", clearance);
        (await Do(0, "clearance", "request", clearance)).ShouldContain("had been recorded before");
        await Do(0, "clearance", "notify", "C-2026-4", "--to", "Committee 9999", "--on", "2026-04-14", "--officer", "clerk-07");
        (await Do(1, "clearance", "decide", "C-2026-4", "Reviewed", "--by", "chief-01", "--officer", "chief-01", "--grounds", "x"))
            .ShouldContain("is not decided as");
        await Do(
            0, "clearance", "decide", "C-2026-4", "Approved", "--by", "Committee 9999", "--officer", "clerk-07", "--grounds",
            "letter", "--on", "2026-04-20");
        (await Do(0, "clearance", "show", "C-2026-4", "--on", "2026-04-19")).ShouldContain("not decided");
        (await Do(0, "clearance", "show", "C-2026-4", "--on", "2026-04-20")).ShouldContain("200 cleared, 0 drawn, 200 left");
        (await Do(0, "clearance", "show", "C-2026-4", "--on", "2026-04-20", "--json")).ShouldContain("\"usableFrom\": null");
        (await Do(0, "risk", "NO")).ShouldContain("embargoes apart");
        (await Do(0, "embargo", "recheck", "--officer", "clerk-07", "--on", "2026-04-20"))
            .ShouldContain("1 changed, 0 affected");
        (await Do(0, "embargo", "affected")).ShouldContain("no embargo stands in the way");
        JArray.Parse(await Do(0, "embargo", "affected", "--known-by", before, "--json")).Single()["subject"]!
            .ToString().ShouldBe("authorization/de/a-2026-118");
        (await Do(0, "embargo", "affected", "--happened-by", "2026-04-10")).ShouldContain("no embargo stands in the way");
        (await Do(1, "certificate", "verify", "IS/EUC/0017/2026", "--as-of", "2026-04-15")).ShouldContain("UN-9999");
    }

    [Theory]
    [InlineData("embargo policy EU-BLR apply --jurisdiction DE --legal-basis law --officer a --approver a", "two persons")]
    [InlineData("embargo policy UN-0 apply --jurisdiction DE --legal-basis law --officer a --approver b", "no measure of a regime")]
    [InlineData("embargo link UN-0 --group g --party p --source s --officer a", "no measure of a regime")]
    [InlineData("embargo show UN-0", "No regime UN-0")]
    [InlineData("clearance show C-0", "No clearance c-0")]
    [InlineData("clearance notify C-0 --to committee --officer a", "there is no clearance")]
    public async Task What_cannot_be_is_refused_with_a_reason(string line, string said) =>
        (await Do(1, line.Split(' '))).ShouldContain(said);

    [Theory]
    [InlineData("embargo check XX", "was no country's code")]
    [InlineData("embargo check HT --on yesterday", "--on")]
    [InlineData("embargo load no-such-file.json --officer a", "cannot be read")]
    public async Task Bad_input_is_named(string line, string said) => (await Do(2, line.Split(' '))).ShouldContain(said);

    /// <summary>Killed between the record and the re-check: every command says what is owed until it is done.</summary>
    private async Task BrokenOff()
    {
        await using (var store = PostgresEventStore.Open(await ledger.ConnectionString()))
        {
            await store.Transact<AllFacts>(
                new CommandId(Guid.NewGuid()), new Provenance("clerk-07"), [EmbargoTable.Subject],
                _ => new NewFact(EmbargoTable.RegimeOf("UN-2140"), new GroupLinkReported(
                    Happened.Parse("2024"), "UN-2140", "Houthis", "Example Trading", "panel")),
                CancellationToken.None);
        }

        var list = await ledger.Run("embargo", "list");
        list.Remarks.ReplaceLineEndings(" ").ShouldContain("has not been checked since. Run: ledger embargo recheck");
        (await Do(0, "status")).ShouldContain("OWED");
        JObject.Parse(await Do(0, "status", "--json"))["embargoRecheckOwedSince"]!.ShouldBe(90);
        (await Do(0, "embargo", "load", "--officer", "clerk-07")).ShouldContain("0 certificates re-checked for");
        (await ledger.Run("embargo", "list")).Remarks.ShouldNotContain("not been checked");
        (await Do(0, "status")).ShouldNotContain("OWED");
        (await Do(
            0, "embargo", "link", "UN-2140", "--group", "Houthis", "--party", "Other Trading", "--source", "panel",
            "--officer", "analyst-03")).ShouldContain("0 certificates re-checked for");
    }

    /// <summary>T11 to T14 by the rows that ship.</summary>
    private async Task ShippedTableAnswers()
    {
        foreach (var (line, verdict) in new[]
        {
            ("HT --on 2024-11-01 --goods SmallArms --end-user-kind LawEnforcement", "info"),
            ("HT --on 2022-10-01 --end-user-kind Individual", "info"),
            ("HT --on 2022-11-01 --end-user-kind Individual", "info"),
            ("HT --on 2023-11-01 --end-user-kind Individual", "reject"),
            ("CF --on 2024-08-01 --end-user-kind ArmedForces", "info"),
            ("CI --on 2015-05-01", "reject"),
            ("CI --on 2016-06-01", "info"),
            ("SD --on 2026-01-31 --place Nyala", "reject"),
            ("SS --on 2026-11-28", "hold"),
            ("IR --on 2025-09-28 --goods MajorConventional", "reject"),
            ("IR --on 2025-09-27 --goods MajorConventional", "info"),
        })
        {
            var code = verdict is "reject" or "hold" ? 1 : 0;
            var said = JObject.Parse(await Do(code, ["embargo", "check", .. line.Split(' '), "--json"]));
            said["verdict"]!.ToString().ShouldBe(verdict, line);
        }
    }

    private async Task Prepare()
    {
        var papers = Path.Combine(Samples, "certificates");
        await Do(0, "import", Path.Combine(papers, "register.ndjson"));
        await Do(0, "certificate", "capture", Path.Combine(papers, "genuine.json"));
        await Do(0, "import", Path.Combine(papers, "checks.ndjson"));
        foreach (var rule in new[] { "EUC-051", "EUC-062" })
        {
            await Do(
                0, "certificate", "override", "IS/EUC/0017/2026", "--rule", rule, "--officer", "clerk-07", "--approver",
                "chief-01", "--reason", "looked up on paper", "--basis", "section 7", "--on", "2026-03-25");
        }

        await Do(0, "authorization", "apply", Path.Combine(papers, "application.json"));
        await Do(0, "authorization", "assess", "DE/A-2026-118", Path.Combine(papers, "assessment.json"));
        await Do(0, "authorization", "grant", Path.Combine(papers, "authorization.json"));
    }

    private async Task<string> Do(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, $"{string.Join(' ', arguments)}\n{result.Remarks}{result.Output}");
        return result.Output + (arguments.Contains("--json") ? "" : result.Remarks);
    }
}
