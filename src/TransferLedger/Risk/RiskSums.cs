using System.Runtime.InteropServices;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What counts about one country in one series on one day, added up.</summary>
/// <param name="Series">The series.</param>
/// <param name="Contested">Are these the contested ones?</param>
/// <param name="Day">Of events the day their age is reckoned from, of stretches that of beginning or end.</param>
/// <param name="Weight">The sum of their weights, in thousandths.</param>
public readonly record struct DailySum(RiskSeries Series, bool Contested, LocalDate Day, long Weight);

/// <summary>
/// What counts about one country or party at one moment: sums by day, from which any fading and any pool is worked out.
/// A function of the set of facts, never of their order.
/// </summary>
/// <param name="On">The day.</param>
/// <param name="Days">The sums.</param>
public sealed record RiskSums(LocalDate On, IReadOnlyList<DailySum> Days)
{
    /// <summary>Sums are reckoned in whole millionths, so that they are the same in any order.</summary>
    internal const double One = 1_000_000;

    /// <summary>The sums of some facts at a moment.</summary>
    /// <param name="facts">Facts about one country or party.</param>
    /// <param name="moment">The moment.</param>
    public static RiskSums Of(IEnumerable<RiskFact> facts, RiskMoment moment) => new(
        moment.On,
        [
            .. facts.Where(it => it.Counts(moment.On, moment.Known)).Select(it => it.Entry)
                .GroupBy(it => (it.Series, it.Contested, Day: DayOf(it)))
                .Select(it => new DailySum(it.Key.Series, it.Key.Contested, it.Key.Day, it.Sum(one => one.Weight)))
                .OrderBy(it => it.Series.Name, StringComparer.Ordinal).ThenBy(it => it.Day).ThenBy(it => it.Contested),
        ]);

    /// <summary>The sums of several countries together.</summary>
    /// <param name="on">The day, the same for all.</param>
    /// <param name="all">The countries.</param>
    public static RiskSums Together(LocalDate on, IEnumerable<RiskSums> all) => new(
        on,
        [
            .. all.SelectMany(it => it.Days).GroupBy(it => (it.Series, it.Contested, it.Day))
                .Select(it => new DailySum(it.Key.Series, it.Key.Contested, it.Key.Day, it.Sum(one => one.Weight)))
                .OrderBy(it => it.Series.Name, StringComparer.Ordinal).ThenBy(it => it.Day).ThenBy(it => it.Contested),
        ]);

    /// <summary>
    /// The same in a handful of sums, for those who ask about these ages only: <see cref="RiskParameters.Ages"/>.
    /// </summary>
    /// <param name="ages">The ages at which something counts less, in whole years, ascending.</param>
    public RiskSums Condensed(IReadOnlyList<int> ages)
    {
        var tally = new RiskTally(On, ages);
        foreach (var it in Days)
        {
            tally.Add(tally.SlotOf(it.Series, it.Contested), RiskTally.DayOf(it.Day), it.Weight);
        }

        return tally.Sums();
    }

    /// <summary>The sums without what is contested.</summary>
    public RiskSums Uncontested() => this with { Days = [.. Days.Where(it => !it.Contested)] };

    /// <summary>Is anything contested?</summary>
    public bool HasContested => Days.Any(it => it.Contested);

    /// <summary>What is on record for every indicator.</summary>
    /// <param name="parameters">How the old fades.</param>
    /// <param name="embargoed">The neighbourhood of embargoed territories (RSK-019); null when it is not known.</param>
    public Dictionary<string, IndicatorData> Data(RiskParameters parameters, int? embargoed = null)
    {
        var bySeries = new Dictionary<RiskSeries, (Int128 Fading, Int128 Whole)>(ReferenceEqualityComparer.Instance);
        var (fading, whole) = (new Fading(On, parameters.Decay), new Fading(On, []));
        foreach (var it in Days)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(bySeries, it.Series, out _);
            sum.Fading += fading.Amount(it);
            sum.Whole += whole.Amount(it);
        }

        (double Fading, double Whole) Sum(IReadOnlyList<RiskSeries> series, double unit)
        {
            var (faded, all) = (Int128.Zero, Int128.Zero);
            foreach (var it in series)
            {
                var one = bySeries.GetValueOrDefault(it);
                (faded, all) = (faded + one.Fading, all + one.Whole);
            }

            return ((double)faded / One / unit, (double)all / One / unit);
        }

        return RiskIndicators.All.ToDictionary(
            it => it.Id,
            it =>
            {
                var bad = Sum(it.Cases, it.Kind == IndicatorKind.Share ? it.Unit : 1);
                var population = Sum(it.Population, it.Unit);
                return new IndicatorData(
                    bad.Fading,
                    population.Fading,
                    bad.Whole,
                    population.Whole,
                    it.Kind != IndicatorKind.Direct ? null
                        : it.Population.Count == 0 ? embargoed
                        : Ratio(Sum(it.Cases, 1).Whole, Sum(it.Population, 1).Whole));
            },
            StringComparer.Ordinal);
    }

    /// <summary>How much of a series there is, nothing fading.</summary>
    public double Total(RiskSeries series) => Sum(Days.Where(it => it.Series == series), []);

    /// <summary>How much of a series lies within the last years.</summary>
    public double Within(RiskSeries series, int years) => Sum(
        Days.Where(it => it.Series == series), [new DecayStep(years, 0)]);

    /// <summary>How much of each series lies within the last years, in millionths.</summary>
    internal Dictionary<RiskSeries, Int128> Recent(int years)
    {
        var recent = new Dictionary<RiskSeries, Int128>(ReferenceEqualityComparer.Instance);
        var fading = new Fading(On, [new DecayStep(years, 0)]);
        foreach (var it in Days)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(recent, it.Series, out _) += fading.Amount(it);
        }

        return recent;
    }

    /// <summary>How much of the one to one of the other. With none of either on record nobody can say.</summary>
    private static double? Ratio(double one, double other) => one > 0 && other > 0 ? one / other : null;

    private static LocalDate DayOf(RiskEntry entry) =>
        entry.Series.Measure == SeriesMeasure.Days ? entry.On : entry.Dated;

    private double Sum(IEnumerable<DailySum> days, ValueList<DecayStep> decay)
    {
        var fading = new Fading(On, decay);
        return (double)days.Aggregate(Int128.Zero, (sum, it) => sum + fading.Amount(it)) / One;
    }

    /// <summary>
    /// How what is old counts less, from which day on. Of many digits, because stretches added up by age weigh their
    /// days (<see cref="RiskTally"/>).
    /// </summary>
    private sealed class Fading(LocalDate on, ValueList<DecayStep> decay)
    {
        private const int Full = 1000;

        private readonly int _on = RiskTally.DayOf(on);
        private readonly (int Begin, int Weight)[] _steps =
            [.. decay.Select(it => (RiskTally.DayOf(on.PlusYears(-it.Years)), it.Weight))];

        public Int128 Amount(DailySum it) => (Int128)it.Weight * it.Series.Measure switch
        {
            SeriesMeasure.Events => Weight(RiskTally.DayOf(it.Day)),
            SeriesMeasure.Days => ItemDays(RiskTally.DayOf(it.Day)),
            _ => Full,
        };

        private long Weight(int day)
        {
            var weight = Full;
            foreach (var step in _steps)
            {
                weight = day < step.Begin ? step.Weight : weight;
            }

            return weight;
        }

        /// <summary>The days from a day to the day asked for, each with its weight.</summary>
        private long ItemDays(int from)
        {
            var (sum, end, weight) = (0L, _on, Full);
            foreach (var step in _steps)
            {
                var next = Math.Min(end, step.Begin);
                sum += (long)Math.Max(0, end - Math.Max(from, next)) * weight;
                (end, weight) = (next, step.Weight);
            }

            return sum + ((long)Math.Max(0, end - from) * weight);
        }
    }
}
