using System.Text;

namespace TransferLedger.Custody;

/// <summary>
/// Latin for letters of other scripts, in two ways: by what they look like (a serial copied from the metal) and by how
/// they sound (a serial typed from speech, or sent through a system that knows Latin only). Both are for finding
/// candidates; neither proves identity.
/// </summary>
public static class Transliteration
{
    private const char FirstGreek = '\u0370';
    private const string Cyrillic = "АВЕКМНОРСТУХІЈЅ";
    private const string CyrillicAsLatin = "ABEKMHOPCTYXIJS";
    private const string Greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string GreekAsLatin = "ABEZHIKMNOPTYX";

    // By sound, from U+0400 Ѐ to U+042F Я. Х is H and not KH, as rules-custody 1.3 has it; the rest of the Russian
    // alphabet follows the BGN/PCGN romanization of 1947 without its special cases, so that one letter always gives
    // the same Latin; Й is Y, the hard and the soft sign are silent. The first row holds the letters of Serbian,
    // Macedonian, Ukrainian and Belarusian in the digraphs used where accents cannot be written.
    private static readonly string[] BySound0400 =
    [
        "E", "E", "DJ", "GJ", "YE", "DZ", "I", "YI", "J", "LJ", "NJ", "C", "KJ", "I", "U", "DZ",
        "A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P",
        "R", "S", "T", "U", "F", "H", "TS", "CH", "SH", "SHCH", "", "Y", "", "E", "YU", "YA",
    ];

    // Capitals beyond that block which official alphabets of today, or serials older than the reform of 1918, use.
    private const string Further = "ѢѪѲѴҐҒҖҘҚҜҠҢҮҰҲҶҸҺӘӢӨӮ";

    private static readonly string[] FurtherBySound =
    [
        "E", "U", "F", "I", "G", "G", "J", "Z", "K", "K", "K", "N", "U", "U", "H", "J", "J", "H", "A", "I", "O", "U",
    ];

    /// <summary>
    /// Cyrillic and Greek capitals turned to the Latin letter they look like (rules-custody 1.3): А В Е К М Н О Р С Т
    /// У Х
    /// І Ј Ѕ and Α Β Ε Ζ Η Ι Κ Μ Ν Ο Ρ Τ Υ Χ. Letters without a Latin look-alike stay. The same instance for Latin.
    /// </summary>
    public static string LookAlike(string capitals)
    {
        ArgumentNullException.ThrowIfNull(capitals);
        return FirstBeyondLatin(capitals) < 0
            ? capitals
            : string.Create(capitals.Length, capitals, static (made, text) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    made[i] = LookAlike(text[i]);
                }
            });
    }

    /// <summary>
    /// Cyrillic capitals turned to Latin by sound: Ж to ZH, Х to H, Щ to SHCH. Ъ and Ь are silent. Greek, Latin and
    /// Cyrillic letters outside the table stay. The same instance for Latin.
    /// </summary>
    public static string BySound(string capitals)
    {
        ArgumentNullException.ThrowIfNull(capitals);
        if (FirstBeyondLatin(capitals) < 0)
        {
            return capitals;
        }

        var made = new StringBuilder(capitals.Length + 4);
        foreach (var c in capitals)
        {
            if (BySound(c) is { } latin)
            {
                made.Append(latin);
            }
            else
            {
                made.Append(c);
            }
        }

        return made.ToString();
    }

    private static char LookAlike(char c)
    {
        if (c < FirstGreek)
        {
            return c;
        }

        var cyrillic = Cyrillic.IndexOf(c, StringComparison.Ordinal);
        if (cyrillic >= 0)
        {
            return CyrillicAsLatin[cyrillic];
        }

        var greek = Greek.IndexOf(c, StringComparison.Ordinal);
        return greek >= 0 ? GreekAsLatin[greek] : c;
    }

    private static string? BySound(char c)
    {
        if (c is >= '\u0400' and <= '\u042F')
        {
            return BySound0400[c - '\u0400'];
        }

        var further = c < '\u0460' ? -1 : Further.IndexOf(c, StringComparison.Ordinal);
        return further >= 0 ? FurtherBySound[further] : null;
    }

    private static int FirstBeyondLatin(string text) => text.AsSpan().IndexOfAnyInRange(FirstGreek, char.MaxValue);
}
