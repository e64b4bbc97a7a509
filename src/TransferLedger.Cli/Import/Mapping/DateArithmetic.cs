using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>Dates worked out from other dates, no finer than these allow.</summary>
internal static class DateArithmetic
{
    // Nobody traces a weapon over more years; a larger number is a slip of the pen.
    private const long MostYears = 500;

    /// <summary>
    /// A date so many days, months or years after another; every pair of candidates gives a candidate.
    /// </summary>
    public static Value After(FieldRule.After rule, Value start, Value count, Action<string> wrong)
    {
        if (start.IsMissing || count.IsMissing)
        {
            return start.IsUnreadable || count.IsUnreadable ? Value.Unreadable : Value.Missing;
        }

        var dates = new List<Happened>();
        foreach (var from in start.Candidates.Select(Happened.Parse))
        {
            foreach (var text in count.Candidates)
            {
                var number = long.Parse(text, CultureInfo.InvariantCulture);
                if (Math.Abs(number) > Most(rule.Unit)
                    || Shift(from, rule.Unit, (int)number, rule.Approximate) is not { } date)
                {
                    wrong($"{text} {rule.Unit.ToString().ToLowerInvariant()} after {from} is no plausible date");
                    return Value.Missing;
                }

                dates.Add(date);
            }
        }

        return Within(rule.Bounds, dates, wrong);
    }

    /// <summary>Some time from one date to another.</summary>
    public static Value Between(FieldRule.Between rule, Value from, Value to, Action<string> wrong)
    {
        if (from.IsMissing || to.IsMissing)
        {
            return from.IsUnreadable || to.IsUnreadable ? Value.Unreadable : Value.Missing;
        }

        foreach (var text in from.Candidates.Concat(to.Candidates))
        {
            if (!Happened.TryParse(text, out _, out var problem))
            {
                wrong(problem);
                return Value.Missing;
            }
        }

        var (first, last) = (Collapse(from), Collapse(to));
        if (first.Earliest > last.Latest)
        {
            wrong($"{first} lies after {last}");
            return Value.Missing;
        }

        return Within(rule.Bounds, [Happened.Between(first, last)], wrong);
    }

    /// <summary>Several candidate dates as the one interval that holds them all.</summary>
    public static Happened Collapse(Value dates)
    {
        var claims = dates.Candidates.Select(Happened.Parse).ToArray();
        return claims.Length == 1
            ? claims[0]
            : Happened.Between(claims.MinBy(it => it.Earliest), claims.MaxBy(it => it.Latest));
    }

    /// <summary>
    /// The dates that can be: those certainly outside the bounds are dropped when others remain, because what cannot
    /// be is not a candidate.
    /// </summary>
    public static Value Within(DateBounds bounds, IReadOnlyCollection<Happened> dates, Action<string> wrong)
    {
        var first = bounds.NotBefore is { } from ? Happened.On(from).Earliest : Happened.Beginning;
        var last = bounds.NotAfter is { } to ? Happened.On(to).Latest : Happened.End;
        var possible = dates.Where(it => it.Latest >= first && it.Earliest <= last).Select(it => it.Text).ToArray();
        if (possible.Length == 0 && dates.Count > 0)
        {
            var shown = string.Join(", ", dates.Distinct());
            wrong(dates.Any(it => it.Earliest > last)
                ? $"{shown} lies after {Day(bounds.NotAfter)}, the last day possible in this source"
                : $"{shown} lies before {Day(bounds.NotBefore)}, the first day possible in this source");
        }

        return Value.Of(ValueKind.Date, possible);
    }

    private static Happened? Shift(Happened from, PeriodUnits unit, int number, bool approximate)
    {
        var (first, last) = (Add(from.Earliest, unit, number), Add(from.Latest, unit, number));
        if (first.Year < 1000 || last.Year > 9999)
        {
            return null;
        }

        if (!approximate)
        {
            return first == last ? Happened.On(first) : Happened.Between(Happened.On(first), Happened.On(last));
        }

        var middle = first.PlusDays(Period.DaysBetween(first, last) / 2);
        return Happened.Approximately(unit switch
        {
            PeriodUnits.Days => Happened.On(middle),
            PeriodUnits.Months => Happened.InMonth(middle.Year, middle.Month),
            _ => Happened.InYear(middle.Year),
        });
    }

    private static LocalDate Add(Instant at, PeriodUnits unit, int number)
    {
        var day = at.InUtc().Date;
        return unit switch
        {
            PeriodUnits.Days => day.PlusDays(number),
            PeriodUnits.Months => day.PlusMonths(number),
            _ => day.PlusYears(number),
        };
    }

    private static long Most(PeriodUnits unit) => unit switch
    {
        PeriodUnits.Days => MostYears * 366,
        PeriodUnits.Months => MostYears * 12,
        _ => MostYears,
    };

    private static string Day(LocalDate? day) => day is { } it ? LocalDatePattern.Iso.Format(it) : "";
}
