using NodaTime;
using TransferLedger.Risk;

namespace TransferLedger.Tests.Risk;

/// <summary>A handful of sums by age says what thousands of daily ones say.</summary>
public sealed class RiskTallyTests
{
    private static readonly int[] Steps = [1, 5, 7, 10, 25];

    [Fact]
    public void Whatever_counts_on_whatever_day_the_figures_are_those_of_the_days_themselves()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var dice = new Random(seed);
            var on = new LocalDate(2024, 2, 29).PlusDays(dice.Next(-700, 700));
            var parameters = RiskTrial.Example with
            {
                Decay =
                [
                    new(Steps[dice.Next(0, 2)], dice.Next(500, 1001)), new(Steps[dice.Next(2, 5)], dice.Next(500)),
                ],
                PoolYears = Steps[dice.Next(5)],
                FlagYears = Steps[dice.Next(5)],
                PoolCases = dice.Next(1, 40),
            };
            var sums = new RiskSums(on, [.. Enumerable.Range(0, dice.Next(300)).Select(_ => Random(dice, on))]);
            var condensed = sums.Condensed(parameters.Ages);

            condensed.Days.Count.ShouldBeLessThanOrEqualTo(
                RiskSeries.All.Length * 4 * (parameters.Ages.Count + 1));
            Same(condensed.Data(parameters), sums.Data(parameters));
            Same(condensed.Uncontested().Data(parameters), sums.Uncontested().Data(parameters));
            var pooled = new RiskPool(condensed, parameters).Means(null);
            var expected = new RiskPool(sums, parameters).Means(null);
            pooled.ShouldBe(expected, ignoreOrder: true);

            foreach (var series in RiskSeries.All.Where(it => it.Measure != SeriesMeasure.Days))
            {
                condensed.Total(series).ShouldBe(sums.Total(series));
                condensed.Within(series, parameters.FlagYears).ShouldBe(sums.Within(series, parameters.FlagYears));
            }
        }
    }

    [Fact]
    public void Ten_million_stretches_on_one_day_lose_nothing()
    {
        var on = new LocalDate(2026, 11, 28);
        var tally = new RiskTally(on, [5, 10]);
        var slot = tally.SlotOf(RiskSeries.HeldImported, false);
        for (var day = -36_000; day <= RiskTally.DayOf(on); day += 100)
        {
            tally.Add(slot, day, 10_000_000_000);
            tally.Add(slot, Math.Min(day + 99, RiskTally.DayOf(on)), -9_999_999_000);
        }

        var found = tally.Sums().Data(RiskTrial.Example)["RSK-001"].RawCases * RiskIndicators.ThousandItemYears;
        var expected = 0.0;
        for (var day = -36_000; day <= RiskTally.DayOf(on); day += 100)
        {
            expected += (10_000_000.0 * (RiskTally.DayOf(on) - day))
                - (9_999_999.0 * Math.Max(0, RiskTally.DayOf(on) - day - 99));
        }

        found.ShouldBe(expected, expected * 1e-15);
    }

    private static DailySum Random(Random dice, LocalDate on) => new(
        RiskSeries.All[dice.Next(RiskSeries.All.Length)],
        dice.Next(10) == 0,
        on.PlusDays(-dice.Next(dice.Next(2) == 0 ? 12_000 : 3)),
        dice.Next(10) == 0 ? -1000 : dice.Next(1, 5_000));

    private static void Same(Dictionary<string, IndicatorData> found, Dictionary<string, IndicatorData> expected)
    {
        foreach (var (id, data) in expected)
        {
            found[id].ShouldBe(data, id);
        }
    }
}
