using TransferLedger.Ledger;
using TransferLedger.Risk;
using static TransferLedger.Tests.Risk.RiskTrial;

namespace TransferLedger.Tests.Risk;

/// <summary>RSK-029: what a State publishes of SDG indicator 16.4.2.</summary>
public sealed class PublishedShownTests
{
    private const string Home = "country/co";

    private static readonly IndicatorPublished Value = new(
        Happened.Parse("2023"), "CO", "16.4.2", "75", "database 2024", 4, 3, Officer: "clerk-07");

    [Fact]
    public void An_interval_is_shown_where_counts_were_published_and_only_there()
    {
        var shown = PublishedShown.Of(
        [
            Said(1, Home, Value with
            {
                Happened = Happened.Parse("2019"), Percent = "3.97", Cases = null, Established = null,
            }),
            Said(2, Home, Value), Said(3, Home, Value with { Indicator = "16.4.1" }),
        ]);
        shown.Select(it => (it.Position, it.Agrees)).ShouldBe([(2, true), (1, null)]);
        shown[0].Interval!.Value.Low.ShouldBe(0.3006, 1e-4);
        shown[0].Interval!.Value.High.ShouldBe(0.9544, 1e-4);
        shown[1].Interval.ShouldBeNull();
    }

    [Theory]
    [InlineData("26", 173, 566, false)]
    [InlineData("26", 173, 662, true)]
    [InlineData("26.13", 173, 662, true)]
    [InlineData("26.14", 173, 662, false)]
    [InlineData("0", 0, 7, true)]
    public void A_value_that_its_counts_do_not_bear_out_is_told(
        string percent, long established, long cases, bool agrees) =>
        PublishedShown.Of([Said(1, Home, Value with { Percent = percent, Established = established, Cases = cases })])
            .ShouldHaveSingleItem().Agrees.ShouldBe(agrees);

    [Fact]
    public void A_later_value_of_the_same_year_and_source_replaces_and_another_source_stands_beside_it()
    {
        var shown = PublishedShown.Of(
        [
            Said(1, Home, Value), Said(2, Home, Value with { Percent = "50", Established = 2 }),
            Said(3, Home, Value with { Source = "report of the State" }),
        ]);
        shown.Select(it => it.Position).ShouldBe([2, 3]);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_the_same_again_records_nothing()
    {
        var country = Subject.Parse(Home);
        PublishedShown.Record([], country, Value).Facts.ShouldHaveSingleItem().Home.ShouldBe(country);
        PublishedShown.Record([Said(1, Home, Value)], country, Value).ShouldBe(Decision.Nothing);
        foreach (var percent in new[] { "-1", "100.01", "1e1", "86,32", "", "1,000" })
        {
            PublishedShown.Record([], country, Value with { Percent = percent }).Refusal!.Code
                .ShouldBe(PublishedShown.NoPercent, percent);
        }

        IndicatorPublished[] impossible =
            [Value with { Cases = null }, Value with { Established = 5 }, Value with { Established = -1 }];
        foreach (var wrong in impossible)
        {
            PublishedShown.Record([], country, wrong).Refusal!.Code.ShouldBe(PublishedShown.CountsImpossible);
        }

        PublishedShown.Record([], country, Value with { Source = " " }).Refusal!.Code.ShouldBe(PublishedShown.NothingSaid);
    }
}
