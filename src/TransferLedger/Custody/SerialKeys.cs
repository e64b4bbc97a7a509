using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// A serial number as it was read, and the keys it can be found by (rules-custody 1.3). Only <see cref="Canonical"/>
/// may prove identity, and only together with maker, country, model and calibre; the others find candidates.
/// </summary>
/// <remarks>
/// <para>Where the rule leaves a choice, the ledger makes it thus:</para>
/// <list type="bullet">
/// <item>Letters are those of every script (Unicode category L), digits those of category Nd; marks and signs fall
/// away.</item>
/// <item>Labels are taken off as long as one leads, so that <c>SER. NO. 123</c> is 123. <c>№77</c> without a space is
/// NO77, because NFKC makes it the same as <c>No77</c>, which may be a true prefix.</item>
/// <item>The look-alike and by-sound tables hold Cyrillic and Greek, and Cyrillic, respectively: a Latin letter with an
/// accent and <c>ı</c>, <c>İ</c> stay what they are.</item>
/// <item>Core drops every letter between digits, with or without a Latin look-alike; O counts as the digit 0, I and L
/// as letters.</item>
/// <item>Unpadded takes zeros away only after a prefix of the letters A to Z or none, and only before another digit,
/// as the test vector <c>ЖЛ0042</c> demands; <c>AB000</c> and <c>AB0C1</c> stay.</item>
/// <item>A serial without a letter or digit has empty keys, and empty keys are equal to nothing.</item>
/// </list>
/// <para>Every key is bounded by <see cref="MaxLength"/>: what is longer keeps its beginning and ends in the SHA-256 of
/// the whole, so that two different texts do not meet in one key, and an index can hold it.</para>
/// </remarks>
/// <param name="Raw">As read, kept for ever; display and evidence. May be of any length and hold any character.</param>
/// <param name="Tidy">For lists: capitals, ASCII digits, hyphens, single spaces, no invisible or control
/// characters.</param>
/// <param name="Canonical">Capitals and digits only, without a leading label; exact identity.</param>
/// <param name="Visual">What it looks like in Latin, with O as 0, I and L as 1; candidate search.</param>
/// <param name="Phonetic">What it sounds like in Latin; candidate search for records typed from speech.</param>
/// <param name="Core">Without the letters between digits (NCIC's rule); candidate search.</param>
/// <param name="Unpadded">Visual without leading zeros; weak candidate search.</param>
public sealed record SerialKeys(
    string Raw, string Tidy, string Canonical, string Visual, string Phonetic, string Core, string Unpadded)
{
    /// <summary>The longest key, in UTF-16 units.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// The longest serial whose keys are derived from all of it, in UTF-16 units; far beyond any real one.
    /// </summary>
    public const int MaxReadLength = 1024;

    private const int DigestLength = 64;

    private static readonly string[] Labels = ["SERIAL", "SER", "NO", "NR", "#"];

    /// <summary>The keys of a serial as read. No text makes it throw.</summary>
    /// <exception cref="ArgumentNullException">The serial is null; an unknown serial has no keys.</exception>
    public static SerialKeys Of(string raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var tidy = SerialTidy.Of(Bounded(raw, MaxReadLength));
        var canonical = ToCanonical(tidy);
        var folded = Transliteration.LookAlike(canonical);
        var visual = ToVisual(folded);
        return new SerialKeys(
            raw,
            Bounded(tidy, MaxLength),
            Bounded(canonical, MaxLength),
            Bounded(visual, MaxLength),
            Bounded(Transliteration.BySound(canonical), MaxLength),
            Bounded(ToCore(folded), MaxLength),
            Bounded(ToUnpadded(visual), MaxLength));
    }

    private static string ToCanonical(string tidy)
    {
        var text = tidy.AsSpan(LabelLength(tidy));
        if (text.IndexOfAnyExcept(SerialTidy.CapitalsAndDigits) < 0)
        {
            return text.Length == tidy.Length ? tidy : text.ToString();
        }

        var made = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                made.Append(rune);
            }
        }

        // Hangul letters that a hyphen kept apart become one syllable once it is gone.
        return Nfkc.Of(made.ToString());
    }

    private static int LabelLength(string tidy)
    {
        var at = 0;
        while (true)
        {
            var rest = tidy.AsSpan(at);
            var length = 0;
            foreach (var label in Labels)
            {
                if (rest.StartsWith(label, StringComparison.Ordinal)
                    && rest.Length > label.Length
                    && rest[label.Length] is '.' or ':' or '#' or ' ')
                {
                    length = label.Length + 1;
                    break;
                }
            }

            if (length == 0)
            {
                return at;
            }

            at += length;
            while (at < tidy.Length && tidy[at] is '.' or ':' or '#' or ' ')
            {
                at++;
            }
        }
    }

    private static string ToVisual(string folded) => folded.AsSpan().IndexOfAny('O', 'I', 'L') < 0
        ? folded
        : folded.Replace('O', '0').Replace('I', '1').Replace('L', '1');

    private static string ToCore(string folded)
    {
        var text = folded.Replace('O', '0');
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0 || text.AsSpan(first, last - first).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return text;
        }

        var made = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var c in text.AsSpan(first, last + 1 - first))
        {
            if (char.IsAsciiDigit(c))
            {
                made.Append(c);
            }
        }

        return made.Append(text, last + 1, text.Length - last - 1).ToString();
    }

    private static string ToUnpadded(string visual)
    {
        var prefix = visual.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        if (prefix < 0 || visual[prefix] != '0')
        {
            return visual;
        }

        var zeros = visual.AsSpan(prefix).IndexOfAnyExcept('0');
        return zeros > 0 && char.IsAsciiDigit(visual[prefix + zeros]) ? visual.Remove(prefix, zeros) : visual;
    }

    private static string Bounded(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var kept = limit - DigestLength;
        kept = char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept;
        var digest = SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
        return string.Concat(text.AsSpan(0, kept), Convert.ToHexString(digest));
    }
}
