using System.Collections.Frozen;
using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>
/// Names of countries as lists write them, and their codes (ISO 3166-1 alpha-2). Names from the public table
/// <c>datasets/country-codes</c> (ODC-PDDL 1.0), and others that the lists use.
/// </summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, string> ByName = Load();

    /// <summary>
    /// The code of a country; null when the name is none that is known, also when it says more than a name:
    /// <c>Sudanese by birth</c>. What stands in brackets or after a full stop behind a name does not count.
    /// </summary>
    public static string? CodeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Find(name) is { } code)
        {
            return code;
        }

        var cut = name.AsSpan().IndexOfAny("(.;");
        return cut > 0 ? Find(name[..cut]) : null;
    }

    private static string? Find(string name) => ByName.GetValueOrDefault(NameKey.Of(name));

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(CountryNames).Assembly
            .GetManifestResourceStream("TransferLedger.Screening.CountryNames.txt")
            ?? throw new InvalidOperationException("The table of countries is not in this assembly.");
        using var reader = new StreamReader(stream);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            foreach (var name in line[3..].Split('|'))
            {
                found.TryAdd(NameKey.Of(name), line[..2]);
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
