using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Screening;

/// <summary>Thresholds are decided by two persons, and what is kept of a screening says what is not.</summary>
public sealed class ScreeningParametersTests
{
    private static readonly Happened Day = Happened.Parse("2026-06-01");
    private static readonly ScreeningParameters Ours = new(810, 930, 12, ["un", "ofac"], 14, "ours-1");

    [Theory]
    [InlineData("chief-01", "Chief 01", "why")]
    [InlineData("", "chief-02", "why")]
    [InlineData("chief-01", "--", "why")]
    [InlineData("chief-01", "chief-02", " ")]
    public void It_takes_two_persons_and_a_reason(string officer, string approver, string reason) =>
        Screenings.Set(AllFacts.Initial, new(Day, Ours, officer, approver, reason)).Refusal!.Code
            .ShouldBe(Screenings.FourEyes);

    [Fact]
    public void The_same_again_records_nothing_and_a_version_stands_for_the_same_for_ever()
    {
        var first = Screenings.Set(AllFacts.Initial, Asked(Ours)).Facts.ShouldHaveSingleItem();
        first.Home.ShouldBe(ScreeningFile.ParametersSubject);
        var state = AllFacts.Evolve(AllFacts.Initial, Trial.Record(first.Home, [first.Fact], 1)[0]);
        ScreeningFile.Of(state.Facts).ParametersOn(Day).ShouldBe(Ours);
        Screenings.Set(state, Asked(Ours)).ShouldBe(Decision.Nothing);
        Screenings.Set(state, Asked(Ours with { HoldFrom = 900 })).Refusal!.Code.ShouldBe(Screenings.VersionUsed);
        Screenings.Set(state, Asked(new(WarnFrom: 790))).Refusal!.Code.ShouldBe(Screenings.VersionUsed);
        Screenings.Set(state, Asked(ScreeningParameters.Default)).Facts.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(50, null, 50)]
    [InlineData(53, 3, 50)]
    public void What_is_not_kept_is_counted(int found, int? leftOut, int kept)
    {
        var entries = Enumerable.Range(1, found).Select(at => new ListedEntry(
            "un", $"XXi.{at:000}", ListedKind.Person, [new("Ivan Ivanov")], ["RU"], [], []));
        var party = ScreenedParty.Of(["Ivan Ivanov"], ["RU"]);
        var matches = new Screener(entries, null, Ours).Screen(party);
        matches.Length.ShouldBe(found);
        var fact = Screenings.Screened(Day, party, [], matches, Ours);
        (fact.LeftOut, fact.Matches.Count).ShouldBe((leftOut, kept));
        fact.Matches.ShouldBe(matches.Take(kept));
    }

    private static ScreeningParametersSet Asked(ScreeningParameters limits) =>
        new(Day, limits, "chief-01", "chief-02", "names of our region");
}
