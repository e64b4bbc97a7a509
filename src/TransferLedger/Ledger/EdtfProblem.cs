using System.Globalization;
using System.Text;

namespace TransferLedger.Ledger;

/// <summary>What is wrong with a text that <see cref="Happened"/> does not read, and what to write instead.</summary>
internal static class EdtfProblem
{
    private const int ShownLength = 40;

    private const string Instead =
        "Write a day such as 2014-05-03, or as much as is known, such as 2014-05, 2014, 201X or 2014-05/2014-07.";

    private const string Years = "Write a year from 1000 to 9999 with four digits.";

    private const string Ordered = "Write year, month and day with hyphens: 2014-05-03.";

    /// <summary>Sentences for a person. The text must be one that cannot be read.</summary>
    public static string Explain(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "A date is missing. Write what is known of it; at the least the day by which it was known, as in "
                + "../2014-05-03.";
        }

        if (text.Length > Happened.MaxLength)
        {
            return $"A date has at most {Number(Happened.MaxLength)} characters, this text has {Number(text.Length)}. "
                + Instead;
        }

        return ExplainCharacters(text) ?? (text.Contains('/', StringComparison.Ordinal)
            ? ExplainInterval(text)
            : ExplainDate(text));
    }

    private static string? ExplainCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return $"{Shown(text)} holds white space. Write it without, and a T before the time of day: "
                    + "2014-05-03T09:30:00Z.";
            }

            if (text[i] is <= ' ' or > '~')
            {
                var code = ((int)text[i]).ToString("X4", CultureInfo.InvariantCulture);
                return $"{Shown(text)} holds the character U+{code} at place {Number(i + 1)}. "
                    + " Write with the digits 0 to 9 and - / : . T Z X ? ~ % only.";
            }
        }

        if (text.AsSpan().IndexOfAny("[]{},") >= 0)
        {
            return $"{Shown(text)} is a set, which is EDTF level 2. Write an interval from the earliest to the latest: "
                + "2014/2016.";
        }

        return null;
    }

    private static string ExplainInterval(string text)
    {
        var ends = text.Split('/');
        if (ends.Length > 2)
        {
            return $"{Shown(text)} has more than one slash. For one day: {Ordered} For an interval: 2014-05/2014-07.";
        }

        if (ends.All(end => end is "" or ".."))
        {
            return $"{Shown(text)} names no date. Write the end that is known; at the least the day by which it was "
                + "known, as in ../2014-05-03.";
        }

        foreach (var end in ends)
        {
            if (end is "" or "..")
            {
                continue;
            }

            if (!EdtfDate.TryRead(end, out var date))
            {
                return "In an interval: " + ExplainDate(end);
            }

            if (date.IsUnspecified)
            {
                return $"{Shown(text)} has an X in an interval, which is EDTF level 2. Write the year or month alone "
                    + "as the end: 2014-05/2014-07.";
            }
        }

        return $"{Shown(text)} ends before it begins. Write the earlier date first: {ends[1]}/{ends[0]}.";
    }

    private static string ExplainDate(string text) =>
        ExplainLetters(text)
        ?? ExplainQualifier(text)
        ?? (text.Contains('T', StringComparison.Ordinal) ? ExplainTime(text) : null)
        ?? ExplainUnspecified(text)
        ?? ExplainParts(text.TrimEnd('?', '~', '%').Split('-'), text);

    private static string? ExplainLetters(string text) => text switch
    {
        _ when HasWord(text) => $"{Shown(text)} is not a date. {Instead}",
        ['Y' or 'y', ..] => $"{Shown(text)} has a year with a letter before it. {Years}",
        ['P', ..] => $"{Shown(text)} is a duration. Write an interval between two dates: 2014-05-03/2014-06-03.",
        ['-' or '+', ..] => $"{Shown(text)} has a year with a sign. {Years}",
        _ when text.AsSpan().IndexOfAny("xutz") >= 0 =>
            $"{Shown(text)} has a small letter. Write X, T and Z as capitals: 201X, 2014-05-03T09:30:00Z.",
        _ when text.Contains('W', StringComparison.Ordinal) => $"{Shown(text)} is a week date. {Ordered}",
        _ when text.AsSpan().IndexOfAny("SEe") >= 0 =>
            $"{Shown(text)} has an exponent or significant digits, which is EDTF level 2. {Years}",
        _ when text.Contains("..", StringComparison.Ordinal) =>
            $"{Shown(text)} has an open end without a slash. Write 2014/.. or ../2014.",
        _ => null,
    };

    private static bool HasWord(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i - 1])
                && char.IsAsciiLetter(text[i])
                && text[i - 1] is not ('X' or 'x' or 'u' or 'T'))
            {
                return true;
            }
        }

        return false;
    }

    private static string? ExplainQualifier(string text)
    {
        var first = text.AsSpan().IndexOfAny("?~%");
        if (first < 0)
        {
            return null;
        }

        if (text.Contains('T', StringComparison.Ordinal))
        {
            return $"{Shown(text)} qualifies an instant. Write its day, 2014-05-03~, or an interval.";
        }

        if (text.AsSpan(first).IndexOfAnyExcept("?~%") >= 0)
        {
            return $"{Shown(text)} qualifies a part of the date, which is EDTF level 2. Write ?, ~ or % once, at the "
                + "end: 2014-05~.";
        }

        return first < text.Length - 1
            ? $"{Shown(text)} has more than one qualifier. Write % for both uncertain and approximate: 2014%."
            : null;
    }

    private static string? ExplainTime(string text)
    {
        var letter = text.IndexOf('T', StringComparison.Ordinal);
        var (day, time) = (text[..letter], text[(letter + 1)..]);
        if (!EdtfDate.TryRead(day, out var date))
        {
            return ExplainDate(day);
        }

        if (date is not { Precision: Precision.Day, IsUnspecified: false })
        {
            return $"{Shown(text)} has a time without a known day. Write the day before the T: 2014-05-03T09:30:00Z.";
        }

        var zone = time.AsSpan().IndexOfAny("Z+-");
        var clock = zone < 0 ? time : time[..zone];
        var whole = clock.IndexOfAny(['.', ',']) is var point and >= 0 ? clock[..point] : clock;
        return (whole, clock) switch
        {
            _ when zone < 0 =>
                $"{Shown(text)} names no zone. Write Z for UTC or the offset: 2014-05-03T09:30:00+02:00.",
            ({ Length: < 8 }, _) =>
                $"{Shown(text)} has no seconds. Write 2014-05-03T09:30:00Z, or an interval if they are not known.",
            (['2', '4', ..], _) =>
                $"{Shown(text)} has the hour 24. Write 00:00:00 of the next day.",
            ([.., '6', '0'], _) =>
                $"{Shown(text)} has the second 60. Write the second 59.",
            (_, { Length: > 15 }) =>
                $"{Shown(text)} has more than six decimals. Cut it to microseconds: 2014-05-03T09:30:00.123456Z.",
            _ when EdtfDate.TryRead($"{day}T{whole}Z", out _) && EdtfDate.TryRead($"2014-05-03T{time}", out _) =>
                $"{Shown(text)} lies outside the years 1000 to 9999 in UTC. {Years}",
            _ => $"{Shown(text)} is not an instant. Write hours, minutes and seconds, at most six decimals after a "
                + "point, and Z or an offset: 2014-05-03T09:30:00.5+02:00.",
        };
    }

    private static string? ExplainUnspecified(string text) => text.Contains('X', StringComparison.Ordinal)
        ? $"{Shown(text)} has an X where EDTF level 1 has none. Write 201X, 20XX, 2014-XX, 2014-05-XX or 2014-XX-XX, "
            + "or an interval."
        : null;

    private static string ExplainParts(string[] parts, string text)
    {
        var year = EdtfDate.Number(parts[0].AsSpan(0, Math.Min(9, parts[0].Length)));
        var (second, third) = (parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
        return parts switch
        {
            _ when text.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '?' or '~' or '%')) =>
                $"{Shown(text)} is not a date. {(char.IsAsciiLetter(text[0]) ? Instead : Ordered)}",
            { Length: > 3 } => $"{Shown(text)} has too many parts. {Ordered}",
            [{ Length: 6 or 8 }] => $"{Shown(text)} has no hyphens. {Ordered}",
            [{ Length: < 3 }, _, { Length: 4 }] => $"{Shown(text)} has the year last. {Ordered}",
            [{ Length: not 4 }, ..] => $"{Shown(text)} has a year that is not of four digits. {Years}",
            _ when year < EdtfDate.FirstYear => $"{Shown(text)} has the year {parts[0]}. {Years}",
            [_, { Length: 3 }] => $"{Shown(text)} is a day of the year. {Ordered}",
            [_, { Length: not 2 }, ..] or [_, _, { Length: not 2 }] =>
                $"{Shown(text)} has a month or day that is not of two digits. {Ordered}",
            [_, _] when EdtfDate.Number(second) is > 24 and < 42 =>
                $"{Shown(text)} has {second} for a part of the year, which is EDTF level 2. Write a season 21 to 24 or "
                    + "an interval of months: 2014-04/2014-06.",
            _ when EdtfDate.Number(second) is var month && month is < 1 or > 12 =>
                $"{Shown(text)} has the month {second}. Write 01 to 12, or 21 to 24 for a season without a day.",
            _ => $"{Shown(text)} has the day {third}, but {parts[0]}-{second} has the days 01 to "
                + $"{Number(EdtfDate.DaysIn(year, EdtfDate.Number(second)))}. Write one of them.",
        };
    }

    // What came in may be anything: it is cut, and what cannot be shown is replaced.
    private static string Shown(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownLength)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c);
        }

        return shown.Append(text.Length > ShownLength ? "…'" : "'").ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
