using TransferLedger.Rules;

namespace TransferLedger.Cli.Countries;

/// <summary>What to give in place of a text that is no country's code.</summary>
internal static class CountryHint
{
    private static readonly string[] Congos = ["CG", "CD"];

    /// <summary>
    /// The code that is likely meant, with the country's name: by a name or a former code. Of the Congo always both,
    /// since the two are taken for each other.
    /// </summary>
    /// <param name="text">As it was given.</param>
    public static string Of(string text)
    {
        var (name, code) = (text.Trim(), text.Trim().ToUpperInvariant());
        var meant = CountryNames.CodeOf(name)
            ?? (CountryCodes.Today(code) != code ? CountryCodes.Today(code) : null);
        return meant is null ? "Give two letters of ISO 3166-1, such as HT."
            : Congos.Contains(meant, StringComparer.Ordinal) && CountryCodes.Today(code) == code
                ? $"Give {string.Join(" or ", Congos.Select(Named))}; they are two countries."
            : $"Give {Named(meant)}.";
    }

    private static string Named(string code) => $"{code} ({CountryNames.Of(code) ?? code})";
}
