using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Tests.Import;

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
    }

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
