using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Risk;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Tests.Risk;

/// <summary>How much each indicator counts, and why, is told from the parameters in use.</summary>
public sealed class WeightsTests
{
    [Fact]
    public async Task Each_weight_that_ships_has_its_reason_and_a_file_without_one_is_read_all_the_same()
    {
        var shipped = await Commands.Ledger.RunAnywhere("risk", "weights", "--json");
        shipped.ExitCode.ShouldBe(0, shipped.Remarks);
        var indicators = JObject.Parse(shipped.Output)["indicators"]!;
        indicators.Select(it => (string)it["id"]!).ShouldBe(RiskIndicators.All.Select(it => it.Id), ignoreOrder: true);
        indicators.ShouldAllBe(it => ((string?)it["reason"] ?? "").Length > 5);
        indicators.Sum(it => (double)it["weight"]!).ShouldBe(100);

        var used = await RiskParameterFile.Load(null, CancellationToken.None);
        RiskParameterFile.Reliance(used).ShouldContain("invented histories alone", Case.Sensitive, "measured anew with these");
        var bare = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(bare, WithoutReasons());
            (await Commands.Ledger.RunAnywhere("risk", "weights", "--parameters", bare)).Output.ShouldContain("not said");
        }
        finally
        {
            File.Delete(bare);
        }
    }

    private static string WithoutReasons()
    {
        using var stream = typeof(RiskParameterFile).Assembly.GetManifestResourceStream("risk/standard.json")!;
        using var reader = new StreamReader(stream);
        var document = JObject.Parse(reader.ReadToEnd());
        foreach (var it in document["indicators"]!)
        {
            ((JObject)it).Remove("reason");
        }

        return document.ToString();
    }
}
