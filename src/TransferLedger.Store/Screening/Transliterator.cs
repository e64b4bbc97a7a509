using System.Text;
using AnyAscii;
using TransferLedger.Screening;

namespace TransferLedger.Store.Screening;

/// <summary>
/// Scripts that <see cref="Romanization"/> has no table for, by the library AnyAscii: Chinese by its pinyin, Korean by
/// its syllables, Ethiopic, Georgian, Armenian, Hebrew and others by their letters.
/// </summary>
public static class Transliterator
{
    /// <summary>Writes one character in Latin letters; null when there is no way to.</summary>
    public static string? Latin(Rune character)
    {
        var latin = character.ToString().Transliterate();
        return latin.Any(char.IsAsciiLetter) ? string.Concat(latin.Where(char.IsAsciiLetterOrDigit)) : null;
    }
}
