using TransferLedger.Cli.Screening;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>What a finding of EUC-051 says of a decision that holds no longer.</summary>
public sealed class DecisionWordsTests
{
    [Theory]
    [InlineData(
        "changed|same|entry|Alias|added|Shore Watch|entry|Country|removed|WS",
        "the list now has the alias Shore Watch; the list no longer has the country WS")]
    [InlineData("same|changed|party|Country|added|NO", "the party now has the country NO")]
    [InlineData("unknown|same", "what the list says of it has changed (what, is not on record)")]
    [InlineData("read-anew|same", "the list says the same, and more of it is read than before")]
    [InlineData("same|unknown", "what is known of the party has changed (what, is not on record)")]
    public void It_is_told_who_decided_and_why_it_is_open_again(string why, string said) =>
        DecisionWords.Of([.. $"OtherParty|clerk-07|2026-11-29T17:24:19.030529Z|another seat|{why}".Split('|')]).ShouldBe(
            "decided before by clerk-07, 2026-11-29 17:24 UTC: another party (another seat). That holds no longer, because "
                + $"since then {said}");
}
