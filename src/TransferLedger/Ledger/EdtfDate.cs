using NodaTime;
using NodaTime.Text;

namespace TransferLedger.Ledger;

/// <summary>
/// One EDTF date, the whole of a claim or an end of an interval, with its widened bounds in microseconds of the Unix
/// epoch. Reads by position and without allocation, because a rebuild reads one for every fact.
/// </summary>
/// <param name="First">The first microsecond.</param>
/// <param name="Last">The last microsecond, inclusive.</param>
/// <param name="Precision">How fine it is; <see cref="Precision.Interval"/> for a blank end.</param>
/// <param name="Qualifier"><c>?</c>, <c>~</c>, <c>%</c>, or NUL for none.</param>
/// <param name="IsUnspecified">Has it an X?</param>
/// <param name="IsNormal">Is the text the one way this ledger writes it? Only instants can be written
/// otherwise.</param>
internal readonly record struct EdtfDate(
    long First, long Last, Precision Precision, char Qualifier, bool IsUnspecified, bool IsNormal)
{
    public const int FirstYear = 1000;
    public const int LastYear = 9999;

    /// <summary>1000-01-01T00:00:00Z.</summary>
    public const long Beginning = -30_610_224_000_000_000;

    /// <summary>9999-12-31T23:59:59.999999Z.</summary>
    public const long End = 253_402_300_799_999_999;

    private const long Second = 1_000_000;
    private const long Minute = 60 * Second;
    private const long Day = 24 * 60 * Minute;
    private const int MaxOffsetHours = 18;

    public bool IsApproximate => Qualifier is '~' or '%';

    public bool IsUncertain => Qualifier is '?' or '%';

    /// <summary>Is it an interval's open or unknown end?</summary>
    public bool IsBlank => Precision == Precision.Interval;

    public static Instant ToInstant(long microseconds) => Instant.FromUnixTimeTicks(microseconds * 10);

    public static string Format(long microseconds) => InstantPattern.ExtendedIso.Format(ToInstant(microseconds));

    public static EdtfDate At(Instant instant)
    {
        var at = instant.ToUnixTimeTicks() / 10;
        return new EdtfDate(at, at, Precision.Instant, '\0', IsUnspecified: false, IsNormal: true);
    }

    /// <summary>
    /// An end of an interval: as <see cref="TryRead"/> without X, or blank (open <c>..</c>, unknown empty).
    /// </summary>
    public static bool TryReadEnd(ReadOnlySpan<char> text, out EdtfDate end)
    {
        if (text is "" or "..")
        {
            end = new EdtfDate(Beginning, End, Precision.Interval, '\0', IsUnspecified: false, IsNormal: true);
            return true;
        }

        return TryRead(text, out end) && !end.IsUnspecified;
    }

    public static bool TryRead(ReadOnlySpan<char> text, out EdtfDate date)
    {
        if (text.Length > 11)
        {
            return TryReadInstant(text, out date);
        }

        var qualifier = text is [.., '?' or '~' or '%'] ? text[^1] : '\0';
        var body = qualifier == '\0' ? text : text[..^1];
        date = default;
        return body.Length switch
        {
            4 => TryReadYears(body, qualifier, out date),
            7 when body[4] == '-' => TryReadMonths(body, qualifier, out date),
            10 when body[4] == '-' && body[7] == '-' => TryReadDay(body, qualifier, out date),
            _ => false,
        };
    }

    /// <summary>How many days a month has.</summary>
    public static int DaysIn(int year, int month)
    {
        var index = (year * 12) + month - 1;
        return DayOf(index + 1) - DayOf(index);
    }

    /// <summary>So many decimal digits of ASCII as a number; -1 when they are anything else.</summary>
    public static int Number(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }

    private static bool TryReadYears(ReadOnlySpan<char> text, char qualifier, out EdtfDate date)
    {
        var (digits, months, precision) = text switch
        {
            [_, _, 'X', 'X'] => (2, 1200, Precision.Century),
            [_, _, _, 'X'] => (3, 120, Precision.Decade),
            _ => (4, 12, Precision.Year),
        };
        var number = Number(text[..digits]);
        var year = digits switch { 2 => number * 100, 3 => number * 10, _ => number };
        date = year < FirstYear ? default : Span(year * 12, months, months, precision, qualifier, digits < 4);
        return year >= FirstYear;
    }

    private static bool TryReadMonths(ReadOnlySpan<char> text, char qualifier, out EdtfDate date)
    {
        var year = Number(text[..4]);
        var (unknown, month) = (text is [.., 'X', 'X'], Number(text[5..]));
        date = default;
        if (year < FirstYear)
        {
            return false;
        }

        switch (month)
        {
            case >= 1 and <= 12:
                date = Span((year * 12) + month - 1, 1, 1, Precision.Month, qualifier, unspecified: false);
                return true;
            case 21 or 23:
                date = Span((year * 12) + 2, 10, 3, Precision.Season, qualifier, unspecified: false);
                return true;
            case 22 or 24:
                date = Span((year * 12) - 1, 16, 3, Precision.Season, qualifier, unspecified: false);
                return true;
            default:
                date = unknown ? Span(year * 12, 12, 12, Precision.Year, qualifier, unspecified: true) : default;
                return unknown;
        }
    }

    private static bool TryReadDay(ReadOnlySpan<char> text, char qualifier, out EdtfDate date)
    {
        date = default;
        if (text is [.., 'X', 'X'])
        {
            if (!TryReadMonths(text[..7], qualifier, out date) || date.Precision == Precision.Season)
            {
                return false;
            }

            date = date with { IsUnspecified = true };
            return true;
        }

        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..]));
        if (year < FirstYear || month is < 1 or > 12 || day < 1 || (day > 28 && day > DaysIn(year, month)))
        {
            return false;
        }

        var margin = qualifier is '~' or '%' ? Happened.ApproximateMargin : 0;
        var first = DayOf((year * 12) + month - 1) + day - 1;
        date = new EdtfDate(
            Math.Max(Beginning, (first - margin) * Day),
            Math.Min(End, ((first + margin + 1) * Day) - 1),
            Precision.Day,
            qualifier,
            IsUnspecified: false,
            IsNormal: true);
        return true;
    }

    // yyyy-mm-ddThh:mm:ss, then up to six decimals, then Z or an offset.
    private static bool TryReadInstant(ReadOnlySpan<char> text, out EdtfDate date)
    {
        date = default;
        if (text.Length < 20
            || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[4] != '-' || text[7] != '-'
            || !TryReadDay(text[..10], '\0', out var day)
            || day.IsUnspecified)
        {
            return false;
        }

        var (hour, minute, second) = (Number(text[11..13]), Number(text[14..16]), Number(text[17..19]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var rest = text[19..];
        if (!TryReadDecimals(ref rest, out var fraction, out var shortest) || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var at = day.First + (((hour * 60) + minute) * Minute) + (second * Second) + fraction - offset;
        date = new EdtfDate(at, at, Precision.Instant, '\0', IsUnspecified: false, shortest && rest is "Z");
        return at is >= Beginning and <= End;
    }

    private static bool TryReadDecimals(ref ReadOnlySpan<char> rest, out long microseconds, out bool shortest)
    {
        (microseconds, shortest) = (0, true);
        if (rest is not ['.', ..])
        {
            return true;
        }

        var end = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (end is < 1 or > 6)
        {
            return false;
        }

        microseconds = Number(rest.Slice(1, end));
        for (var digits = end; digits < 6; digits++)
        {
            microseconds *= 10;
        }

        shortest = rest[end] != '0';
        rest = rest[(end + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out long microseconds)
    {
        microseconds = 0;
        if (text is "Z")
        {
            return true;
        }

        if (text is not ['+' or '-', _, _] and not ['+' or '-', _, _, ':', _, _])
        {
            return false;
        }

        var (hours, minutes) = (Number(text[1..3]), text.Length == 3 ? 0 : Number(text[4..]));
        var all = (hours * 60) + minutes;
        if (hours < 0 || minutes is < 0 or > 59 || all > MaxOffsetHours * 60 || (all == 0 && text[0] == '-'))
        {
            return false;
        }

        microseconds = (text[0] == '-' ? -all : all) * Minute;
        return true;
    }

    private static EdtfDate Span(int first, int months, int unit, Precision precision, char qualifier, bool unspecified)
    {
        var margin = qualifier is '~' or '%' ? unit * Happened.ApproximateMargin : 0;
        var from = Math.Max(first - margin, FirstYear * 12);
        var to = Math.Min(first + months + margin, (LastYear + 1) * 12);
        var last = (DayOf(to) * Day) - 1;
        return new EdtfDate(DayOf(from) * Day, last, precision, qualifier, unspecified, IsNormal: true);
    }

    // The day, counted from 1970-01-01, a month begins on; the month is counted from the year 0. Years are taken to
    // begin in March, so that the leap day is their last.
    private static int DayOf(int month)
    {
        var (year, inYear) = Math.DivRem(month - 2, 12);
        return (year * 365) + (year / 4) - (year / 100) + (year / 400) + (((inYear * 153) + 2) / 5) - 719_468;
    }
}
