using System.Globalization;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>Characters that cannot be seen, and how to speak of them.</summary>
internal static class CodePoints
{
    public static string Unwelcome(char c) => c == '\0'
        ? "the cell holds a NUL character; the file may be damaged"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"the cell holds the invisible character U+{(int)c:X4}, which does not belong in a record; remove it");

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
