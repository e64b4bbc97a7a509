using NodaTime;
using TransferLedger.Embargoes;
using TransferLedger.Risk;

namespace TransferLedger.Tests.Risk;

/// <summary>How what is old fades, and how the level of others becomes a prior.</summary>
public sealed class RiskSumsTests
{
    private static readonly LocalDate On = new(2020, 1, 1);

    [Fact]
    public void Events_count_half_after_five_years_and_a_quarter_after_ten()
    {
        var data = Sums(
            (RiskSeries.CountDiffers, "2020-01-01", 1), (RiskSeries.CountDiffers, "2015-01-01", 1),
            (RiskSeries.CountDiffers, "2014-12-31", 1), (RiskSeries.CountDiffers, "2010-01-01", 1),
            (RiskSeries.CountDiffers, "2009-12-31", 1)).Data(RiskTrial.Example)["RSK-016"];

        data.Bad.ShouldBe(1 + 1 + 0.5 + 0.5 + 0.25);
        data.RawBad.ShouldBe(5);
    }

    [Fact]
    public void Exposure_fades_alike_day_by_day()
    {
        var data = Sums((RiskSeries.HeldImported, "2000-01-01", 1), (RiskSeries.HeldImported, "2019-12-22", -1))
            .Data(RiskTrial.Example)["RSK-001"];

        // 1816 days of the last five years, 1826 of the five before, 3653 of the ten before that.
        data.Cases.ShouldBe((1816 + (1826 / 2.0) + (3653 / 4.0)) / RiskIndicators.ThousandItemYears, 1e-12);
        data.RawCases.ShouldBe((1816 + 1826 + 3653) / RiskIndicators.ThousandItemYears, 1e-12);
    }

    [Fact]
    public void The_level_of_others_is_a_prior_from_two_hundred_cases_of_ten_years_on()
    {
        var recent = Sums((RiskSeries.Counted, "2012-01-01", 199), (RiskSeries.CountDiffers, "2012-01-01", 20));
        Means(recent).ShouldBeEmpty();

        var enough = RiskSums.Together(On, [recent, Sums((RiskSeries.Counted, "2012-01-01", 1))]);
        Means(enough).ShouldHaveSingleItem().ShouldBe(new("RSK-016", 0.1));

        var old = RiskSums.Together(On, [recent, Sums((RiskSeries.Counted, "2009-12-31", 1_000))]);
        Means(old).ShouldBeEmpty();

        // Leave one out.
        new RiskPool(RiskSums.Together(On, [enough, recent]), RiskTrial.Example).Means(recent).ShouldBe(Means(enough));
    }

    [Fact]
    public void A_card_shows_the_score_without_what_is_contested_and_flags_that_are_never_averaged()
    {
        var sums = new RiskSums(On,
        [
            new(RiskSeries.Checked, false, RiskTrial.Day("2019-01-01"), 1000),
            new(RiskSeries.Checked, true, RiskTrial.Day("2019-01-01"), 1000),
            new(RiskSeries.CheckUnfavourable, true, RiskTrial.Day("2019-01-01"), 1000),
            new(RiskSeries.RetransferredByState, false, RiskTrial.Day("2016-01-01"), 1000),
            new(RiskSeries.NotInspected, false, RiskTrial.Day("2001-01-01"), 2000),
        ]);
        var moment = new RiskMoment(On, null);
        var card = RiskCard.Of("AA", moment, sums, null, RiskTrial.Example, null);

        card.Uncontested!.Total.ShouldBeLessThan(card.Score.Total);
        card.Flags.ShouldBe([HardFlag.StateDirectedRetransfer]);
        card.NotInspected.ShouldBe(2);
        RiskCard.Of("AA", moment with { On = On.PlusYears(2) }, sums with { On = On.PlusYears(2) }, null,
            RiskTrial.Example, RiskTrial.Near(0, itself: true)).Flags.ShouldBe([HardFlag.TerritorialEmbargo]);
        var groups = new EmbargoNeighbourhood("AA", new("AA", ["UN-1"], false, true, [1]), []);
        RiskCard.Of("AA", moment with { On = On.PlusYears(2) }, sums with { On = On.PlusYears(2) }, null,
            RiskTrial.Example, groups).Flags.ShouldBeEmpty("an embargo on groups there leaves the State free");
        groups.Value.ShouldBe(100, "but it is one that has its own");
    }

    [Fact]
    public void Nobody_can_have_waited_longer_than_what_was_known()
    {
        var (early, late) = (Instant.FromUtc(2020, 1, 1, 12, 0), Instant.FromUtc(2021, 1, 1, 12, 0));

        RiskMoment.Of(new(late, early), late).ShouldBe(new RiskMoment(new(2020, 1, 1), early));
        RiskMoment.Of(new(late, null), early).ShouldBe(new RiskMoment(new(2020, 1, 1), null));
        RiskMoment.Of(new(early, null), late).ShouldBe(new RiskMoment(new(2020, 1, 1), null));
    }

    private static RiskSums Sums(params (RiskSeries Series, string Day, int Weight)[] days) =>
        new(On, [.. days.Select(it => new DailySum(it.Series, false, RiskTrial.Day(it.Day), it.Weight * 1000L))]);

    private static Dictionary<string, double> Means(RiskSums sums) => new RiskPool(sums, RiskTrial.Example).Means(null);
}
