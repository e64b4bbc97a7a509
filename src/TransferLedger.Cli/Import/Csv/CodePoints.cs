using System.Buffers;
using System.Globalization;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>Characters that cannot be seen, and how to speak of them.</summary>
internal static class CodePoints
{
    /// <summary>
    /// Characters that do not belong into a record: controls (but tab and line breaks), directions that change how the
    /// rest of a line is shown, and the mark of something that could not be decoded.
    /// </summary>
    public static readonly SearchValues<char> NoneOfARecord = SearchValues.Create(
        [
            .. Enumerable.Range(0, 32).Select(it => (char)it).Where(it => it is not ('\t' or '\r' or '\n')),
            .. Enumerable.Range(0x7F, 0x21).Select(it => (char)it),
            '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069', '\uFFFD',
        ]);

    /// <summary>What to say about one of them.</summary>
    /// <param name="c">The character.</param>
    /// <param name="holder">What holds it.</param>
    public static string Unwelcome(char c, string holder = "the cell") => c == '\0'
        ? $"{holder} holds a NUL character; the file may be damaged"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{holder} holds the invisible character U+{(int)c:X4}, which does not belong in a record; remove it");

    /// <summary>
    /// The first letter of another script than the letters before it in the same word, where the scripts have letters
    /// that look alike: Latin, Greek, Cyrillic. No paper shows the difference, so it was typed or recognised wrongly.
    /// </summary>
    public static char? OfAnotherScript(string text)
    {
        var before = '\0';
        foreach (var c in text)
        {
            var script = ScriptOf(c);
            if (script != '\0' && before != '\0' && script != before)
            {
                return c;
            }

            before = char.IsLetterOrDigit(c) ? script == '\0' ? before : script : '\0';
        }

        return null;
    }

    private static char ScriptOf(char c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 'À' and <= '\u024F') => 'L',
        >= '\u0370' and <= '\u03FF' => 'G',
        >= '\u0400' and <= '\u052F' => 'C',
        _ => '\0',
    };

    /// <summary>
    /// The first character of a serial that nobody can see: a control, a format character such as a right-to-left
    /// mark, a line break. A serial with one would not be found by the number on the weapon.
    /// </summary>
    public static char? Invisible(string serial)
    {
        foreach (var c in serial)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return c;
            }
        }

        return null;
    }
}
