using System.Collections.Frozen;
using System.Globalization;

namespace TransferLedger.Screening;

/// <summary>
/// How much it says that two names share a word, in bits: with each bit half as many names share it by chance.
/// </summary>
/// <remarks>
/// Frequent words are weighed by how many parties of one kind have a word that sounds like them
/// (<c>WordFrequencies.txt</c>, learned from the lists of the United Nations and OFAC with all aliases); all others by
/// their letters. The table is a part of the method (<see cref="Romanization.Version"/>): a newer list does not change
/// what an older screening said.
/// </remarks>
internal static class NameInformation
{
    /// <summary>A word that names of many parties have: bank, industries.</summary>
    public const double OfCommon = 2;

    /// <summary>A number.</summary>
    public const double OfNumber = 3;

    /// <summary>A single letter.</summary>
    public const double OfInitial = 2;

    private const string Table = "TransferLedger.Screening.WordFrequencies.txt";
    /// <summary>
    /// Less than the four bits of one consonant out of sixteen as frequent, because words are no random letters.
    /// </summary>
    private const double OfConsonant = 3.2;

    /// <summary>There are three vowels, and the spellings of one name exchange them.</summary>
    private const double OfVowel = 1.2;

    /// <summary>Half of that: the frequency is already that of all words with these consonants.</summary>
    private const double OfKnownVowel = 0.6;
    private const double Tenths = 10;

    private static readonly Lazy<FrozenDictionary<string, (double Bits, bool Person)>> Frequent = new(Load);

    /// <summary>Of a word that tells names apart.</summary>
    /// <param name="sounds">How it sounds (<see cref="SoundOf.Word"/>).</param>
    /// <param name="consonants">Its consonants (<see cref="SoundOf.Consonants"/>).</param>
    /// <param name="vowels">Are its vowels compared too?</param>
    public static double OfWord(string sounds, string consonants, bool vowels)
    {
        var heard = vowels ? Math.Max(0, sounds.Length - consonants.Length) : 0;
        var byLetters = (OfConsonant * consonants.Length) + (OfVowel * heard);
        return Frequent.Value.TryGetValue(consonants, out var known)
            ? Math.Min(known.Bits + (OfKnownVowel * heard), byLetters)
            : byLetters;
    }

    /// <summary>Of all words of a name in one.</summary>
    public static double OfLetters(string joined, bool vowels)
    {
        var sounds = vowels ? SoundOf.Word(joined) : joined;
        var consonants = vowels ? SoundOf.Consonants(sounds) : joined;
        return (OfConsonant * consonants.Length) + (OfVowel * Math.Max(0, sounds.Length - consonants.Length));
    }

    /// <summary>Is it a word that persons have as a name, as far as the table knows?</summary>
    public static bool IsOfPerson(string consonants) =>
        Frequent.Value.TryGetValue(consonants, out var known) && known.Person;

    private static FrozenDictionary<string, (double Bits, bool Person)> Load()
    {
        using var stream = typeof(NameInformation).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not part of the library.");
        using var reader = new StreamReader(stream);
        var all = new Dictionary<string, (double Bits, bool Person)>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var word, var tenths, ..] parts)
            {
                all.Add(word, (int.Parse(tenths, CultureInfo.InvariantCulture) / Tenths, parts.Length > 2));
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
