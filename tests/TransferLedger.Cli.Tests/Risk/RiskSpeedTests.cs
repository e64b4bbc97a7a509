using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Risk;

/// <summary>The measurement of speed behind docs/risk.md, in small.</summary>
public sealed class RiskSpeedTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    [Fact]
    public async Task Cards_from_blocks_and_from_the_entries_print_the_same_and_a_first_answer_is_timed()
    {
        var result = await ledger.Run("quality", "risk-speed", "--entries", "40000", "--questions", "1", "--keep", "--json");

        result.ExitCode.ShouldBe(0, result.Output + result.Remarks);
        var found = JObject.Parse(result.Output);
        ((int)found["blocks"]!).ShouldBeGreaterThan(1);
        ((int)found["countries"]!).ShouldBe(200);
        ((int)found["compared"]!).ShouldBeGreaterThan(12);
        ((int)found["different"]!).ShouldBe(0);
        found["rows"]!.Count().ShouldBe(4);

        // The same entries, asked once by what would be a process of its own.
        foreach (var question in new[] { "Ranking", "Card" })
        {
            var first = await ledger.Run(
                "quality", "risk-speed", "--entries", "40000", "--keep", "--first", question, "--json");
            first.ExitCode.ShouldBe(0, first.Output + first.Remarks);
            var told = JObject.Parse(first.Output);
            ((string?)told["question"]).ShouldBe(question.ToLowerInvariant());
            new[] { "connectingMs", "answerMs", "againMs" }.ShouldAllBe(it => (double)told[it]! > 0);
        }

        var other = await ledger.Run("quality", "risk-speed", "--entries", "2000", "--keep", "--first", "Card");
        (other.ExitCode, other.Remarks.Contains("holds 40000 entries")).ShouldBe((2, true), other.Remarks);
    }

    [Theory]
    [InlineData("--first", "Everything")]
    [InlineData("--entries", "10")]
    [InlineData("--questions", "0")]
    [InlineData("--seed", "-1")]
    public async Task What_cannot_be_measured_is_said(string option, string value)
    {
        var result = await Commands.Ledger.RunAnywhere("quality", "risk-speed", option, value);

        result.ExitCode.ShouldBe(2, result.Output + result.Remarks);
        result.Remarks.ShouldContain(option);
    }
}
