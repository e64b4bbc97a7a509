using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Custody;

/// <summary>Three identities of one serial, merged two by two: a serial tells a merge only where one fits.</summary>
public sealed class SplitBySerialTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private static readonly string[] Signed = ["--grounds", "x", "--officer", "chief-01", "--approver", "chief-02"];

    [Fact]
    public async Task A_serial_takes_back_the_merge_that_names_the_weapon_and_nothing_where_several_do()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "custody", "investigation.ndjson");
        var first = JObject.Parse((await File.ReadAllLinesAsync(sample))[0]);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, 3).Select(number => new JObject(first)
        {
            ["id"] = $"inv-9{number}",
            ["home"] = "weapon/" + Weapon(number),
        }.ToString(Newtonsoft.Json.Formatting.None)));
        try
        {
            await Told(0, "import", file);
        }
        finally
        {
            File.Delete(file);
        }

        await Told(0, ["identity", "merge", Weapon(1), Weapon(2), .. Signed]);
        await Told(0, ["identity", "merge", Weapon(1), Weapon(3), .. Signed]);
        (await Told(1, ["identity", "split", Weapon(1), "EA 90417", .. Signed])).ShouldContain(": 4, 5. Say which");
        (await Told(1, ["identity", "split", Weapon(3), Weapon(2), .. Signed])).ShouldContain("no fact that merged");
        (await Told(0, ["identity", "split", Weapon(3), "EA 90417", .. Signed])).ShouldContain("split as fact 6");
        (await Told(0, ["identity", "split", Weapon(1), "EA 90417", .. Signed])).ShouldContain("split as fact 7");
    }

    private static string Weapon(int number) => $"1nv3-st1g-at10-n00{number}";

    private async Task<string> Told(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return result.Output + result.Remarks;
    }
}
