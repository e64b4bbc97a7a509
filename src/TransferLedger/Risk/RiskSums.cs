using System.Runtime.CompilerServices;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What counts about one country in one series on one day, added up.</summary>
/// <param name="Series">The series.</param>
/// <param name="Contested">Are these the contested ones?</param>
/// <param name="Day">Of events the day their age is reckoned from, of stretches that of beginning or end.</param>
/// <param name="Weight">The sum of their weights, in thousandths.</param>
/// <remarks>
/// No struct: collections of own structs are compiled anew in every process, also where all is compiled ahead.
/// </remarks>
public sealed record DailySum(RiskSeries Series, bool Contested, LocalDate Day, long Weight);

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
    public RiskSums Uncontested()
    {
        var days = new List<DailySum>(Days.Count);
        foreach (var it in Days)
        {
            if (!it.Contested)
            {
                days.Add(it);
            }
        }

        return this with { Days = days };
    }

    /// <summary>Is anything contested?</summary>
    public bool HasContested => Days.Any(it => it.Contested);

    /// <summary>What is on record for every indicator.</summary>
    /// <param name="parameters">How the old fades.</param>
    /// <param name="embargoed">The neighbourhood of embargoed territories (RSK-019); null when it is not known.</param>
    public Dictionary<string, IndicatorData> Data(RiskParameters parameters, int? embargoed = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (fading, whole) = (Amounts(parameters.Decay), Amounts([]));
        var data = new Dictionary<string, IndicatorData>(RiskIndicators.All.Length, StringComparer.Ordinal);
        foreach (var it in RiskIndicators.All)
        {
            var unit = it.Kind == IndicatorKind.Share ? it.Unit : 1;
            var direct = it.Kind != IndicatorKind.Direct ? null
                : it.Population.Count == 0 ? embargoed
                : Ratio(Sum(whole, it.Cases, 1), Sum(whole, it.Population, 1));
            data.Add(it.Id, new IndicatorData(
                Sum(fading, it.Cases, unit), Sum(fading, it.Population, it.Unit), Sum(whole, it.Cases, unit),
                Sum(whole, it.Population, it.Unit), direct));
        }

        return data;
    }

    /// <summary>How much of a series there is, nothing fading.</summary>
    public double Total(RiskSeries series) => Sum(series, []);

    /// <summary>How much of a series lies within the last years.</summary>
    public double Within(RiskSeries series, int years) => Sum(series, [new DecayStep(years, 0)]);

    /// <summary>How much of each series lies within the last years, in millionths, in their order.</summary>
    internal Int128[] Recent(int years) => Amounts([new DecayStep(years, 0)]);

    /// <summary>Nothing that reckons with 128 bits is compiled ahead: at once well, not twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Int128[] Amounts(ValueList<DecayStep> decay)
    {
        var fading = new Fading(On, decay);
        var amounts = new Int128[RiskSeries.All.Length];
        foreach (var it in Days)
        {
            amounts[it.Series.At] += fading.Amount(it);
        }

        return amounts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum(Int128[] amounts, ValueList<RiskSeries> series, double unit)
    {
        var sum = Int128.Zero;
        foreach (var it in series)
        {
            sum += amounts[it.At];
        }

        return (double)sum / One / unit;
    }

    /// <summary>How much of the one to one of the other. With none of either on record nobody can say.</summary>
    private static double? Ratio(double one, double other) => one > 0 && other > 0 ? one / other : null;

    private static LocalDate DayOf(RiskEntry entry) =>
        entry.Series.Measure == SeriesMeasure.Days ? entry.On : entry.Dated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(RiskSeries series, ValueList<DecayStep> decay)
    {
        var (fading, sum) = (new Fading(On, decay), Int128.Zero);
        foreach (var it in Days)
        {
            sum += it.Series == series ? fading.Amount(it) : Int128.Zero;
        }

        return (double)sum / One;
    }

    /// <summary>
    /// How what is old counts less, from which day on. Of many digits, because stretches added up by age weigh their
    /// days (<see cref="RiskTally"/>).
    /// </summary>
    private sealed class Fading
    {
        private const int Full = 1000;

        private readonly int _on;
        private readonly int[] _begins;
        private readonly int[] _weights;

        public Fading(LocalDate on, ValueList<DecayStep> decay)
        {
            (_on, _begins, _weights) = (RiskTally.DayOf(on), new int[decay.Count], new int[decay.Count]);
            for (var at = 0; at < decay.Count; at++)
            {
                (_begins[at], _weights[at]) = (RiskTally.DayOf(on.PlusYears(-decay[at].Years)), decay[at].Weight);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Int128 Amount(DailySum it) => (Int128)it.Weight * it.Series.Measure switch
        {
            SeriesMeasure.Events => Weight(RiskTally.DayOf(it.Day)),
            SeriesMeasure.Days => ItemDays(RiskTally.DayOf(it.Day)),
            _ => Full,
        };

        private long Weight(int day)
        {
            var weight = Full;
            for (var at = 0; at < _begins.Length; at++)
            {
                weight = day < _begins[at] ? _weights[at] : weight;
            }

            return weight;
        }

        /// <summary>The days from a day to the day asked for, each with its weight.</summary>
        private long ItemDays(int from)
        {
            var (sum, end, weight) = (0L, _on, Full);
            for (var at = 0; at < _begins.Length; at++)
            {
                var next = Math.Min(end, _begins[at]);
                sum += (long)Math.Max(0, end - Math.Max(from, next)) * weight;
                (end, weight) = (next, _weights[at]);
            }

            return sum + ((long)Math.Max(0, end - from) * weight);
        }
    }
}
