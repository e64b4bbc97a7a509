using System.Globalization;
using System.Text;

namespace TransferLedger.Cli.Hosting;

/// <summary>
/// Text of a source made safe for a terminal: control characters, line breaks and direction marks, which could forge
/// what is shown, appear as a visible escape; the rest is as it was read.
/// </summary>
internal static class Plain
{
    private const int Longest = 300;

    public static string Of(string text)
    {
        var made = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
            {
                made.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)c:X4}⟩");
            }
            else
            {
                made.Append(c);
            }
        }

        return text.Length > Longest ? made.Append('…').ToString() : made.ToString();
    }
}
