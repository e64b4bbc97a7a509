using System.Runtime.CompilerServices;
using NodaTime;

namespace TransferLedger.Risk;

/// <summary>
/// Adds up what counts about one country or party by age, for a day and the ages at which something counts less. Of
/// millions of entries a handful of sums is left, and every share, rate and prior comes out of them as it does out of
/// the entries: an event weighs the same within an age, and item-days are linear there. Not thread-safe.
/// </summary>
public sealed class RiskTally
{
    /// <summary>Days are counted from here: 2000-01-01.</summary>
    public static readonly LocalDate Epoch = new(2000, 1, 1);

    private readonly LocalDate _on;
    private readonly int[] _begins;
    private readonly long[] _weights;
    private readonly long[] _moments;

    /// <summary>Nothing added up yet.</summary>
    /// <param name="on">The day.</param>
    /// <param name="ages">The ages at which something counts less, in whole years, ascending; see
    /// <see cref="RiskParameters.Ages"/>.</param>
    public RiskTally(LocalDate on, IReadOnlyList<int> ages)
    {
        _on = on;
        _begins = [.. ages.Select(it => DayOf(on.PlusYears(-it)))];
        _weights = new long[RiskSeries.All.Length * 2 * (ages.Count + 1)];
        _moments = new long[_weights.Length];
    }

    /// <summary>A day as <see cref="Add(int, int, long)"/> takes it: days after <see cref="Epoch"/>.</summary>
    public static int DayOf(LocalDate day) => Period.DaysBetween(Epoch, day);

    /// <summary>Where a series is added up.</summary>
    /// <param name="series">The series.</param>
    /// <param name="contested">The contested part of it.</param>
    /// <exception cref="InvalidOperationException">It is none of <see cref="RiskSeries.All"/>.</exception>
    public int SlotOf(RiskSeries series, bool contested)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.At >= 0
            ? ((series.At * 2) + (contested ? 1 : 0)) * (_begins.Length + 1)
            : throw new InvalidOperationException($"There is no series '{series.Name}'.");
    }

    /// <summary>Adds an amount that counts on the day of the tally.</summary>
    /// <param name="slot">The series, from <see cref="SlotOf"/>.</param>
    /// <param name="day">The day its age is reckoned from, of a stretch that of its beginning or end; not after the
    /// day of the tally.</param>
    /// <param name="weight">How much, in thousandths.</param>
    public void Add(int slot, int day, long weight)
    {
        var age = 0;
        while (age < _begins.Length && day < _begins[age])
        {
            age++;
        }

        _weights[slot + age] += weight;
        _moments[slot + age] += weight * day;
    }

    /// <summary>Adds the same amount on many days.</summary>
    /// <param name="slot">The series, from <see cref="SlotOf"/>.</param>
    /// <param name="days">The days, none after the day of the tally, ascending.</param>
    /// <param name="weight">How much on each, in thousandths.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int slot, ReadOnlySpan<short> days, long weight)
    {
        for (var age = _begins.Length; !days.IsEmpty; age--)
        {
            var (many, sum, end) = (0, 0L, age == 0 ? int.MaxValue : _begins[age - 1]);
            while (many < days.Length && days[many] < end)
            {
                sum += days[many];
                many++;
            }

            _weights[slot + age] += weight * many;
            _moments[slot + age] += weight * sum;
            days = days[many..];
        }
    }

    /// <summary>The sums.</summary>
    public RiskSums Sums()
    {
        var days = new List<DailySum>();
        foreach (var series in RiskSeries.All)
        {
            foreach (var contested in (ReadOnlySpan<bool>)[false, true])
            {
                var slot = SlotOf(series, contested);
                for (var age = 0; age <= _begins.Length; age++)
                {
                    Put(days, series, contested, age, _weights[slot + age], _moments[slot + age]);
                }
            }
        }

        return new RiskSums(_on, days);
    }

    /// <summary>
    /// A stretch of days has the same sum as two days of its age that have its weight and its first moment together.
    /// </summary>
    private void Put(List<DailySum> days, RiskSeries series, bool contested, int age, long weight, long moment)
    {
        var last = age == 0 ? DayOf(_on) : _begins[age - 1] - 1;
        var before = series.Measure == SeriesMeasure.Days ? (weight * last) - moment : 0;
        foreach (var (day, part) in ((int, long)[])[(last - 1, before), (last, weight - before)])
        {
            if (part != 0)
            {
                days.Add(new DailySum(series, contested, Epoch.PlusDays(day), part));
            }
        }
    }
}
