using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Risk;

/// <summary>The measurement of speed behind docs/risk.md, in small.</summary>
public sealed class RiskSpeedTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    [Fact]
    public async Task Cards_from_blocks_and_cards_from_the_entries_one_by_one_print_the_same()
    {
        var result = await ledger.Run("quality", "risk-speed", "--entries", "40000", "--questions", "1", "--json");

        result.ExitCode.ShouldBe(0, result.Output + result.Remarks);
        var found = JObject.Parse(result.Output);
        ((int)found["blocks"]!).ShouldBeGreaterThan(1);
        ((int)found["countries"]!).ShouldBe(200);
        ((int)found["compared"]!).ShouldBeGreaterThan(12);
        ((int)found["different"]!).ShouldBe(0);
        found["rows"]!.Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("Ranking")]
    [InlineData("Card")]
    public async Task The_first_answer_of_a_process_is_timed_with_what_was_compiled_for_it(string question)
    {
        var result = await ledger.Run(
            "quality", "risk-speed", "--entries", "1000", "--keep", "--first", question, "--json");

        result.ExitCode.ShouldBe(0, result.Output + result.Remarks);
        var found = JObject.Parse(result.Output);
        ((string?)found["question"]).ShouldBe(question);
        ((double)found["answerMs"]!).ShouldBeGreaterThan(0);
        ((double)found["againMs"]!).ShouldBeGreaterThan(0);
        ((double)found["connectingMs"]!).ShouldBeGreaterThan(0);
        ((long)found["compiled"]!).ShouldBeGreaterThanOrEqualTo(0);
        (await ledger.Run("quality", "risk-speed", "--entries", "2000", "--keep", "--first", question))
            .ExitCode.ShouldBe(2, "what was kept holds other entries");
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
