using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using static TransferLedger.Tests.Risk.RiskTrial;

namespace TransferLedger.Tests.Risk;

/// <summary>RSK-026: what a State declares as surplus and does not destroy.</summary>
public sealed class SurplusRiskTests
{
    private const string Home = "surplus/aa/ms-1";

    private static readonly SurplusDeclared Declared = new(
        Happened.Parse("2019-05-14"), "AA", "MS-1", "Ministry", "rifles", 1_200, "piece", Happened.Parse("2021-12-31"),
        "report", "clerk-07");

    [Fact]
    public void Two_years_after_it_was_due_what_is_left_counts_by_its_share()
    {
        Recorded[] facts = [Said(1, Home, Declared), Said(2, Home, Gone("2020-05-31", 300))];
        Counting(Home, facts, "2023-12-30").ShouldBeEmpty("until then it says nothing, good or bad");
        Counting(Home, facts, "2023-12-31").ShouldBe(
            ["surplus-due AA 1 from 2023-12-31 by 1", "surplus-left AA 0.75 from 2023-12-31 by 1"]);

        // Too late is too late; and of a shortfall nobody knew when it was asked about nothing counts.
        Counting(Home, [.. facts, Said(3, Home, Gone("2024-02-01", 900))], "2025-01-01").ShouldBe(
            ["surplus-due AA 1 from 2023-12-31 by 1", "surplus-left AA 0.75 from 2023-12-31 by 1"]);
        Counting(Home, facts, "2023-12-31", Learned(0)).ShouldBeEmpty();
        Counting(Home, facts, "2023-12-31", Learned(1)).ShouldBe(
            ["surplus-due AA 1 from 2023-12-31 by 1", "surplus-left AA 1 from 2023-12-31 by 1"]);
    }

    [Fact]
    public void What_is_destroyed_in_time_is_a_good_case_from_the_day_it_is_done()
    {
        Recorded[] facts =
        [
            Said(1, Home, Declared), Said(2, Home, Gone("2022-05-31", 900)), Said(3, Home, Gone("2020-05-31", 300)),
        ];
        Counting(Home, facts, "2022-05-30").ShouldBeEmpty();
        Counting(Home, facts, "2030-01-01").ShouldBe(["surplus-due AA 1 from 2022-05-31 by 2"]);
    }

    [Fact]
    public void Ten_declarations_are_ten_cases_where_one_of_as_much_is_one()
    {
        var ten = Enumerable.Range(1, 10).SelectMany(it => Counting(
            $"surplus/aa/ms-{it}",
            [Said(it, $"surplus/aa/ms-{it}", Declared with { Reference = $"MS-{it}", Quantity = 120 })], "2024-01-01"));
        ten.Count(it => it.StartsWith("surplus-due", StringComparison.Ordinal)).ShouldBe(10);
    }

    [Fact]
    public void Without_declarations_it_is_not_inspected_and_the_worked_example_stays_as_it_is()
    {
        var parameters = Example with
        {
            Indicators = [.. Example.Indicators, new("RSK-026", "PC", 1_000, 300, 5_000)],
        };
        var sums = RiskSums.Of(
            RiskRow.Of(Subject.Parse(Home), [Said(1, Home, Declared)], RiskWindows.Default),
            new(Day("2024-01-01"), null));
        Shortfall(RiskScore.Of(new RiskSums(Day("2024-01-01"), []).Data(parameters), parameters)).State
            .ShouldBe(IndicatorState.NotInspected);

        // One of one: (0.3 * 5 + 1) / 6.
        var score = Shortfall(RiskScore.Of(sums.Data(parameters), parameters));
        score.State.ShouldBe(IndicatorState.Evaluated);
        score.Estimate!.Value.Mean.ShouldBe(2.5 / 6, 1e-12);
        score.Coverage.ShouldBe(1.0 / 6 / 41, 1e-12);
        RiskScore.Of(Data, Example).Total.ShouldBe(42.1591, 1e-4);

        static IndicatorScore Shortfall(RiskScore it) => it.Indicators.Single(one => one.Indicator.Id == "RSK-026");
    }

    [Fact]
    public void What_cannot_be_is_refused_and_the_same_again_records_nothing()
    {
        Surplus.Declare([], Declared).Facts.ShouldHaveSingleItem().Home.ShouldBe(Subject.Parse(Home));
        Surplus.Declare([], Declared with { Quantity = 0 }).Refusal.ShouldBe(new Refusal(Surplus.NothingOfIt, 0L));
        Surplus.Declare([], Declared with { Goods = "-" }).Refusal.ShouldBe(new Refusal(Surplus.NothingSaid));
        Surplus.Declare([], Declared with { DestroyBy = Happened.Parse("2018") }).Refusal!.Code
            .ShouldBe(Surplus.TooEarly);
        Surplus.Destroy([], Subject.Parse(Home), Gone("2020", 1)).Refusal.ShouldBe(new Refusal(Surplus.Unknown, "aa/ms-1"));

        ImmutableArray<Recorded> facts =
            [Said(1, Home, Declared), Said(2, Home, Gone("2020-05-31", 300))];
        Surplus.Declare(facts, Declared).ShouldBe(Decision.Nothing);
        Surplus.Destroy(facts, Subject.Parse(Home), Gone("2020-05-31", 300)).ShouldBe(Decision.Nothing);
        Surplus.Destroy(facts, Subject.Parse(Home), Gone("2020-06-30", 901)).Refusal
            .ShouldBe(new Refusal(Surplus.BeyondDeclared, 1_200L, 300L, 901L));
        Surplus.Destroy(facts, Subject.Parse(Home), Gone("2020-06-30", 900)).Facts.ShouldHaveSingleItem();
        Surplus.Declare(facts, Declared with { Quantity = 299 }).Refusal!.Code.ShouldBe(Surplus.BeyondDeclared);
    }

    private static SurplusDestroyed Gone(string on, long quantity) =>
        new(Happened.Parse(on), quantity, "certificate", Officer: "clerk-07");
}
