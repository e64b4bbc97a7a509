using System.Text.RegularExpressions;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>What a person sees, approved as text.</summary>
public sealed class ScreenTests(Ledger ledger) : IClassFixture<Ledger>
{
    private const string Story = """
        {"id":"1","home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"item_manufactured","fact":{"happened":"2011","manufacturer":{"name":"Zbrojovka","country":"CZ"},"item":{"kind":"pistol","maker":"Zbrojovka","calibre":"9 mm"},"marks":[{"kind":"serial","text":"КА 123456","legibility":"clear"}]},"provenance":{"actor":"clerk"}}
        {"id":"2","home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"custody_transferred","fact":{"happened":"2012-03","from":{"name":"Zbrojovka","country":"CZ"},"to":{"name":"Army [1st]","country":"XR"},"place":{"name":"Brno","country":"CZ"},"received":"2012-04-02"},"provenance":{"actor":"clerk"}}
        {"id":"3","home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"issued_to_user","fact":{"happened":"2014-05-01","unit":{"name":"Army [1st]","country":"XR"},"holder":"post 4711"},"provenance":{"actor":"clerk"}}
        {"id":"4","home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"seizure_recorded","fact":{"happened":"2016-11~","authority":{"name":"Border police\u202e","country":"XS"},"place":{"name":"Crossing 7","country":"XS"},"case":"=C-9"},"provenance":{"actor":"clerk"}}
        {"id":"5","home":"weapon/7k3m-9q2x-4t5v-8w1z","type":"record_disputed","fact":{"happened":"2017-01-01","target":3,"reason":"no such post","by":"the army"},"provenance":{"actor":"clerk"}}
        """;

    [Fact]
    public async Task Custody_search_and_import_look_as_approved()
    {
        var file = Path.Combine(Path.GetTempPath(), $"story-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllTextAsync(file, Story);
        try
        {
            // One text turns the line round: only what another ledger has on record may.
            var import = await ledger.Run("import", file, "--exported");
            import.ExitCode.ShouldBe(0, import.Output + import.Remarks);
            var custody = await ledger.Run("custody", "KA-123456".Replace("KA", "КА", StringComparison.Ordinal));
            custody.ExitCode.ShouldBe(0, custody.Remarks);
            var search = await ledger.Run("search", "KA123456");
            Snapshot.Verify(
                "import",
                Masked(import.Output.Replace(Path.GetFileName(file), "FILE", StringComparison.Ordinal))
            );
            Snapshot.Verify("custody", Masked(custody.Output));
            Snapshot.Verify("search", Masked(search.Output));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(80, "2026-04-10\n2026-04-20|Army", "2026-04-10|Army")]
    [InlineData(120, "2026-04-10|2026-04-20|Army", "2026-04-10||Army")]
    public void On_a_narrow_screen_two_columns_share_one(int width, string ended, string open)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new StringWriter()) });
        console.Profile.Width = width;
        var columns = new TableColumns(console, [("from", true), ("to", true), ("custodian", false)], [[0, 1], [2]]);

        string.Join('|', columns.Row("2026-04-10", "2026-04-20", "Army")).ShouldBe(ended);
        string.Join('|', columns.Row("2026-04-10", "", "Army")).ShouldBe(open);
        columns.Row("", "2026-04-20", "Army")[width == 80 ? 0 : 1].ShouldBe("2026-04-20");
        columns.On(new Table()).Columns.Select(it => it.NoWrap)
            .ShouldBe(width == 80 ? [true, false] : [true, true, false]);
    }

    /// <summary>The instants of recording are the server's own, and what follows from them is of the day.</summary>
    private string Masked(string text)
    {
        var instants = Replaced(ledger.Steady(text), @"20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ", "RECORDED-AT---------");
        return Replaced(instants, @"was recorded on [\d-]{10}, \d+ days later", "was recorded on DAY, N days later");

        static string Replaced(string text, string pattern, string with) =>
            Regex.Replace(text, pattern, with, RegexOptions.None, TimeSpan.FromSeconds(5));
    }
}
