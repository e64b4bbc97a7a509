namespace TransferLedger.Authorities;

/// <summary>How an authority numbers its certificates; see <see cref="NumberPatternSet"/>.</summary>
public static class NumberPattern
{
    private const string YearMark = "YYYY";

    /// <summary>Does a number follow the pattern? Case and spaces do not count.</summary>
    /// <param name="pattern"><c>#</c> a digit, <c>@</c> a letter, <c>YYYY</c> the year, anything else itself.</param>
    /// <param name="number">The number as written.</param>
    /// <param name="year">The year of issue.</param>
    public static bool Matches(string pattern, string number, int year)
    {
        var wanted = Plain(pattern).Replace(
            YearMark, year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var given = Plain(number);
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First switch
        {
            '#' => char.IsAsciiDigit(pair.Second),
            '@' => char.IsLetter(pair.Second),
            var itself => itself == pair.Second,
        });
    }

    /// <summary>
    /// Where a number stands: the letters at the places of <c>@</c>, which may name a series of their own, and
    /// the digits read as one number. Null when it does not follow the pattern, has no digits or more than eighteen.
    /// </summary>
    /// <param name="pattern">As for <see cref="Matches"/>.</param>
    /// <param name="number">The number as written.</param>
    /// <param name="year">The year of issue.</param>
    public static (string Letters, long Number)? Place(string pattern, string number, int year)
    {
        if (!Matches(pattern, number, year))
        {
            return null;
        }

        var marks = Plain(pattern).Zip(Plain(number)).ToLookup(it => it.First, it => it.Second);
        var digits = string.Concat(marks['#']);
        return long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? (string.Concat(marks['@']), value)
            : null;
    }

    /// <summary>Does counting begin anew with each year?</summary>
    public static bool IsOfYear(string pattern) => Plain(pattern).Contains(YearMark, StringComparison.Ordinal);

    private static string Plain(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
