using System.Collections.Frozen;
using System.Text;

namespace TransferLedger.Screening;

/// <summary>
/// Writes one character of a script that <see cref="Romanization"/> has no table for in Latin letters; null when it
/// cannot.
/// </summary>
/// <param name="character">The character.</param>
/// <remarks>Must be pure: the same character, the same letters.</remarks>
public delegate string? OtherScripts(Rune character);

/// <summary>
/// Names of Cyrillic, Greek and Arabic script in Latin letters, for comparing, never for showing. Arabic is written
/// with its consonants and long vowels only, because the short ones do not stand in the text.
/// </summary>
/// <remarks>
/// The letters follow common passport spellings (ICAO Doc 9303 part 3, section 6) where these differ from scholarly
/// ones. A change of these tables, or of what is read of an entry, is a change of <see cref="Version"/>, which every
/// screening records.
/// </remarks>
public static class Romanization
{
    /// <summary>The version of the tables and of the scoring that uses them.</summary>
    public const int Version = 5;

    private static readonly FrozenDictionary<char, string> Cyrillic = Table(
        "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh "
        + "щ shch ъ - ы y ь - э e ю yu я ya є ye і i ї yi ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѓ g ѕ dz ќ k қ k ғ gh "
        + "ү u ұ u һ h ә a ө o ң ng ҳ h ҷ j ӣ i ӯ u җ zh");

    private static readonly FrozenDictionary<char, string> Greek = Table(
        "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");

    private static readonly FrozenDictionary<char, string> Arabic = Table(
        "ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع - غ gh ف f ق q "
        + "ك k ل l م m ن n ه h ة a و w ي y ى a ء - ئ y ؤ w پ p چ ch ژ zh گ g ک k ی y ې y ۍ y ټ t ډ d ړ r ږ zh ښ sh "
        + "ګ g ڼ n څ ts ځ z ھ h ہ h ۀ a ے y ں n ٹ t ڈ d ڑ r");

    /// <summary>
    /// The text with every letter that can be in Latin lower case; marks are taken off, everything that is no letter
    /// or digit stays as it is.
    /// </summary>
    /// <param name="text">Text in form KC without marks (<see cref="Ledger.Nfkc.WithoutMarks"/>), lower case.</param>
    /// <param name="others">Writes letters of other scripts; null for nobody, so that these stay as they are.</param>
    public static string Of(string text, OtherScripts? others)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var made = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(made, rune, others);
        }

        return made.ToString();
    }

    /// <summary>Are the letters mostly of a script that writes no short vowels (Arabic)?</summary>
    public static bool IsWithoutVowels(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (arabic, letters) = (0, 0);
        foreach (var letter in text)
        {
            arabic += IsArabic(letter) ? 1 : 0;
            letters += char.IsLetter(letter) ? 1 : 0;
        }

        return arabic * 2 > letters;
    }

    /// <summary>Does the text hold a letter that is not Latin?</summary>
    public static bool IsOtherScript(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(it => it >= '\u0370' && char.IsLetter(it) && it is not (>= '\u1E00' and <= '\u1EFF')
            && it is not (>= '\uFF21' and <= '\uFF5A'));
    }

    /// <summary>Is the text mostly of characters that are a syllable each (Chinese, Korean)?</summary>
    public static bool IsOfSyllables(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return false;
        }

        var (syllables, letters) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            syllables += IsSyllable(rune) ? 1 : 0;
            letters += Rune.IsLetter(rune) ? 1 : 0;
        }

        return syllables * 2 > letters;
    }

    /// <summary>The letters, and the forms they take within a word, which some files write one by one.</summary>
    private static bool IsArabic(char letter) =>
        letter is (>= '\u0600' and <= '\u06FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF');

    private static bool IsSyllable(Rune rune) =>
        rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x20000;

    private static void Append(StringBuilder made, Rune rune, OtherScripts? others)
    {
        if (rune.IsAscii)
        {
            made.Append((char)rune.Value);
            return;
        }

        if (IsJoiner(rune.Value))
        {
            return;
        }

        if (rune.IsBmp && Known((char)rune.Value) is { } letters)
        {
            made.Append(letters);
            return;
        }

        if (Rune.IsLetter(rune) && others?.Invoke(rune) is { } found)
        {
            // A syllable of Chinese is a word of a name: kept apart, so that words are joined as the other side does.
            var syllable = IsSyllable(rune);
            made.Append(syllable ? " " : "").Append(found.ToLowerInvariant()).Append(syllable ? " " : "");
            return;
        }

        made.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
    }

    /// <summary>Signs that only say how letters are joined or stretched.</summary>
    private static bool IsJoiner(int point) => point is 0x200C or 0x200D or 0x0640 or 0x00AD;

    private static string? Known(char letter) => letter switch
    {
        >= '\u0370' and < '\u0400' => Greek.GetValueOrDefault(letter),
        >= '\u0400' and < '\u0530' => Cyrillic.GetValueOrDefault(letter),
        >= '\u0600' and <= '\u06FF' => Arabic.GetValueOrDefault(letter),
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'ı' => "i",
        'ə' => "a",
        '’' or '‘' or 'ʼ' or 'ʻ' or 'ʿ' or 'ʾ' or '´' or '`' => "'",
        _ => null,
    };

    private static FrozenDictionary<char, string> Table(string pairs)
    {
        var parts = pairs.Split(' ');
        return Enumerable.Range(0, parts.Length / 2)
            .ToFrozenDictionary(
                at => parts[at * 2][0], at => parts[(at * 2) + 1].Replace("-", "", StringComparison.Ordinal));
    }
}
