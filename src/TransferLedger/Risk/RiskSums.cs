using NodaTime;

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

    /// <summary>These sums, of which some are a part, without that part.</summary>
    public RiskSums Without(RiskSums part) => this with
    {
        Days = [.. Days, .. part.Days.Select(it => it with { Weight = -it.Weight })],
    };

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
        var bySeries = Days.ToLookup(it => it.Series.Name, StringComparer.Ordinal);
        return RiskIndicators.All.Where(it => it.Missing is null).ToDictionary(
            it => it.Id,
            it =>
            {
                var (cases, population) = (it.Cases.SelectMany(one => bySeries[one.Name]).ToList(),
                    it.Population.SelectMany(one => bySeries[one.Name]).ToList());
                var casesUnit = it.Kind == IndicatorKind.Share ? it.Unit : 1;
                return new IndicatorData(
                    Sum(cases, parameters.Decay) / casesUnit,
                    Sum(population, parameters.Decay) / it.Unit,
                    Sum(cases, []) / casesUnit,
                    Sum(population, []) / it.Unit,
                    it.Kind != IndicatorKind.Direct ? null
                        : it.Population.Count == 0 ? embargoed
                        : Ratio(Sum(cases, []), Sum(population, [])));
            },
            StringComparer.Ordinal);
    }

    /// <summary>How much of a series there is, nothing fading.</summary>
    public double Total(RiskSeries series) => Sum(Days.Where(it => it.Series == series), []);

    /// <summary>How much of a series lies within the last years.</summary>
    public double Within(RiskSeries series, int years) => Sum(
        Days.Where(it => it.Series == series), [new DecayStep(years, 0)]);

    /// <summary>
    /// Prior means from these sums, as those of all other countries together; only of indicators with cases enough.
    /// </summary>
    /// <param name="parameters">How far back they look and how many cases it takes.</param>
    public Dictionary<string, double> PooledMeans(RiskParameters parameters)
    {
        var recent = Data(parameters with { Decay = [new DecayStep(parameters.PoolYears, 0)] });
        var pooled = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var it in RiskIndicators.All.Where(it => it.Kind != IndicatorKind.Direct && it.Missing is null))
        {
            var data = recent[it.Id];
            var (cases, mean) = (it.Kind == IndicatorKind.Rate ? data.Bad : data.Cases, data.Bad / data.Cases);

            // A share of none or all would leave no room for the first case of the other kind, nor events without
            // any exposure for a rate.
            if (cases >= parameters.PoolCases && mean > 0 && double.IsFinite(mean)
                && (it.Kind == IndicatorKind.Rate || mean < 1))
            {
                pooled.Add(it.Id, mean);
            }
        }

        return pooled;
    }

    /// <summary>How much of the one to one of the other. With none of either on record nobody can say.</summary>
    private static double? Ratio(double one, double other) => one > 0 && other > 0 ? one / other : null;

    private static LocalDate DayOf(RiskEntry entry) =>
        entry.Series.Measure == SeriesMeasure.Days ? entry.On : entry.Dated;

    private double Sum(IEnumerable<DailySum> days, Ledger.ValueList<DecayStep> decay)
    {
        var sum = 0.0;
        foreach (var it in days)
        {
            sum += it.Weight / 1000.0 * it.Series.Measure switch
            {
                SeriesMeasure.Events => Weight(it.Day, decay),
                SeriesMeasure.Days => ItemDays(it.Day, decay),
                _ => 1,
            };
        }

        // Beginnings and ends of stretches may leave a rest below the last digit.
        return Math.Abs(sum) < 1e-9 ? 0 : sum;
    }

    private double Weight(LocalDate day, Ledger.ValueList<DecayStep> decay)
    {
        var weight = 1000;
        foreach (var step in decay)
        {
            weight = day < On.PlusYears(-step.Years) ? step.Weight : weight;
        }

        return weight / 1000.0;
    }

    /// <summary>The days from a day to the day asked for, each with its weight.</summary>
    private double ItemDays(LocalDate from, Ledger.ValueList<DecayStep> decay)
    {
        var (sum, end, weight) = (0.0, On, 1000);
        foreach (var step in decay)
        {
            var begin = LocalDate.Max(from, LocalDate.Min(end, On.PlusYears(-step.Years)));
            sum += Math.Max(0, Period.DaysBetween(begin, end)) * weight / 1000.0;
            (end, weight) = (LocalDate.Min(end, On.PlusYears(-step.Years)), step.Weight);
        }

        return sum + (Math.Max(0, Period.DaysBetween(from, end)) * weight / 1000.0);
    }
}
