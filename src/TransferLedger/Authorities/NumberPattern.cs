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

    private static string Plain(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
