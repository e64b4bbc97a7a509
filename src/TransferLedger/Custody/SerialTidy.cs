using System.Buffers;
using System.Globalization;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>The first step of <see cref="SerialKeys"/>: the same marks written the same way.</summary>
internal static class SerialTidy
{
    public static readonly SearchValues<char> CapitalsAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> PlainMarks =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./#:+*()");

    // Signs used as a dash that Unicode does not count as one: minus, hyphen bullet, modifier minus.
    private const string FurtherDashes = "\u2212\u2043\u02D7";

    /// <summary>
    /// NFKC, capitals by the invariant rules, digits of every script as 0 to 9, dashes as <c>-</c>, runs of white space
    /// and control characters as one space, none at the ends. Invisible format characters (zero-width, soft hyphen,
    /// direction marks) fall away first, so that they part nothing. Lone surrogates become U+FFFD.
    /// </summary>
    public static string Of(string raw)
    {
        if (raw.AsSpan().IndexOfAnyExcept(PlainMarks) < 0)
        {
            return raw;
        }

        var text = raw;
        if (!Ascii.IsValid(raw))
        {
            // Capitals may compose with a mark where their small letters do not: i and a dot above, for one.
            text = Nfkc.Of(Nfkc.Of(WithoutFormat(raw)).ToUpperInvariant());
        }

        var made = new StringBuilder(text.Length);
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                space = made.Length > 0;
                continue;
            }

            if (space)
            {
                made.Append(' ');
                space = false;
            }

            Append(made, rune);
        }

        return made.ToString();
    }

    private static void Append(StringBuilder made, Rune rune)
    {
        if (rune.IsAscii)
        {
            var c = (char)rune.Value;
            made.Append(char.IsAsciiLetterLower(c) ? (char)(c - ('a' - 'A')) : c);
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.DecimalDigitNumber:
                made.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.DashPunctuation:
            case UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation or UnicodeCategory.ModifierSymbol
                when rune.IsBmp && FurtherDashes.Contains((char)rune.Value, StringComparison.Ordinal):
                made.Append('-');
                break;
            default:
                made.Append(rune);
                break;
        }
    }

    private static string WithoutFormat(string text)
    {
        StringBuilder? made = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var format = Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
            if (format)
            {
                made ??= new StringBuilder(text, 0, at, text.Length);
            }
            else
            {
                made?.Append(rune);
            }

            at += rune.Utf16SequenceLength;
        }

        return made?.ToString() ?? text;
    }
}
