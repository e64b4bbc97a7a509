using System.Globalization;

namespace TransferLedger.Screening;

/// <summary>Names of people with how many have each.</summary>
/// <param name="Names">Each name with the share (0 to 1) of people who have it.</param>
/// <param name="AreGiven">Are they given names rather than surnames, which companies have too?</param>
public sealed record CensusNames(IEnumerable<(string Name, double Share)> Names, bool AreGiven);

/// <summary>Learns how frequent words of names are, for the table <c>WordFrequencies.txt</c>.</summary>
public static class WordFrequencies
{
    /// <summary>Words that fewer parties of a kind have are left to their letters.</summary>
    private const int FewestParties = 3;

    private const double MostBits = 16.5;
    private const double Tenths = 10;

    /// <summary>
    /// The lines of the table in the order of their bytes: the consonants of a word, the bits it says in tenths, and
    /// <c>p</c> for a word that tells the name of a person.
    /// </summary>
    /// <param name="entries">Listed parties; aircraft and names in their own script are left out.</param>
    /// <param name="census">Names of people.</param>
    /// <param name="others">Writes scripts without a table in <see cref="Romanization"/>.</param>
    public static IEnumerable<string> Learn(
        IEnumerable<ListedEntry> entries,
        IEnumerable<CensusNames> census,
        OtherScripts? others)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(census);
        var found = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var persons = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in entries.Where(it => it.Kind != ListedKind.Aircraft).GroupBy(it => it.Kind))
        {
            var parties = kind.ToList();
            foreach (var word in parties.SelectMany(it => WordsOf(it, others)).CountBy(it => it)
                .Where(it => it.Value >= FewestParties))
            {
                Take(found, word.Key, (double)word.Value / parties.Count);
                if (kind.Key == ListedKind.Person)
                {
                    persons.Add(word.Key);
                }
            }
        }

        foreach (var (names, given) in census)
        {
            foreach (var word in names.Select(it => (Word: WordOf(it.Name), it.Share)).Where(it => it.Word is not null)
                .GroupBy(it => it.Word!, it => it.Share, StringComparer.Ordinal))
            {
                var share = word.Sum();
                if (given && share * 2 >= found.GetValueOrDefault(word.Key))
                {
                    persons.Add(word.Key);
                }

                Take(found, word.Key, share);
            }
        }

        return found.Select(it => (Word: it.Key, Bits: -Math.Log2(it.Value))).Where(it => it.Bits <= MostBits)
            .Select(it => string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Word} {(int)Math.Round(it.Bits * Tenths)}{(persons.Contains(it.Word) ? " p" : "")}"));
    }

    private static IEnumerable<string> WordsOf(ListedEntry entry, OtherScripts? others) => entry.Names
        .Where(it => it.Kind != ListedNameKind.OriginalScript)
        .SelectMany(it => ScreenedName.Of(it.Name, others)?.Words ?? [])
        .Where(it => it.Kind == WordKind.Name).Select(it => it.Consonants).Distinct(StringComparer.Ordinal);

    /// <summary>A name of one word, as it would stand in a longer one; null when it says less than others.</summary>
    private static string? WordOf(string name) =>
        ScreenedName.Of($"{name} x", null)?.Words is [{ Kind: WordKind.Name } word, _] ? word.Consonants : null;

    private static void Take(SortedDictionary<string, double> found, string word, double share)
    {
        if (share > 0 && share > found.GetValueOrDefault(word))
        {
            found[word] = share;
        }
    }
}
