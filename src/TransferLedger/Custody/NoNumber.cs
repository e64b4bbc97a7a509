using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>One way to say that there is no number, or none that can be read.</summary>
/// <param name="Language">ISO 639-1, or <c>any</c>.</param>
/// <param name="Words">As people write it.</param>
public readonly record struct NoNumberWords(string Language, string Words);

/// <summary>
/// Texts that stand where a serial number belongs and say that there is none: <c>no serial</c>, <c>ohne Nummer</c>,
/// <c>б/н</c> (rules-custody 1.5, points 7 and 8). They are kept as read, and neither open nor merge an identity, nor
/// can they be searched for. The words stand in <c>NoNumber.txt</c> beside this file.
/// </summary>
public static class NoNumber
{
    /// <summary>The longest text compared, in UTF-16 units; what is longer is a sentence, not such a text.</summary>
    private const int MaxLength = 64;

    /// <summary>Two prefixes side by side (<c>AB CD</c>) have fewer letters, two words seldom.</summary>
    private const int LettersOfWords = 6;

    private static readonly Lazy<ImmutableArray<NoNumberWords>> Table = new(Load);

    private static readonly Lazy<FrozenSet<string>> Keys = new(
        () => Table.Value.Select(it => KeyOf(it.Words)).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>All the words known, by language.</summary>
    public static ImmutableArray<NoNumberWords> All => Table.Value;

    /// <summary>
    /// Does a text say that there is no number? Case, signs, spaces and accents do not count, nor does a label before
    /// it. One without any letter or digit says so too: <c>---</c>, <c>?</c>, nothing. So do words without any digit
    /// that no table lists: no table has every language, and a number of words alone is not made.
    /// </summary>
    public static bool IsSaidBy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // None of the words holds a digit, nearly every number does.
        if (text.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
        {
            return false;
        }

        if (text.Length > MaxLength)
        {
            return !text.EnumerateRunes().Any(Rune.IsLetterOrDigit);
        }

        var number = SerialKeys.Of(text).Canonical;
        return number.Length == 0 || Keys.Value.Contains(KeyOf(text)) || Keys.Value.Contains(KeyOf(number))
            || IsWords(text.Normalize(NormalizationForm.FormKC));
    }

    /// <summary>
    /// Two words or more, or letters of a script in which makers write no numbers; and no digit of any.
    /// </summary>
    private static bool IsWords(string text)
    {
        var letters = text.EnumerateRunes().Where(Rune.IsLetter).ToList();
        if (text.EnumerateRunes().Any(Rune.IsNumber))
        {
            return false;
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(it => it.EnumerateRunes().Count(Rune.IsLetter) >= 2);
        return (words >= 2 && letters.Count >= LettersOfWords) || letters.Exists(it => !IsOfNumbers(it));
    }

    /// <summary>Latin, Greek or Cyrillic, whose letters stand in numbers.</summary>
    private static bool IsOfNumbers(Rune letter) => letter.Value is < 0x0530 or (>= 0x1C80 and <= 0x1C8F)
        or (>= 0x1D00 and <= 0x1FFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA640 and <= 0xA69F)
        or (>= 0xA720 and <= 0xA7FF);

    private static string KeyOf(string text) =>
        NameKey.Of(text).Replace("-", "", StringComparison.Ordinal);

    private static ImmutableArray<NoNumberWords> Load()
    {
        using var stream = typeof(NoNumber).Assembly.GetManifestResourceStream("TransferLedger.Custody.NoNumber.txt")
            ?? throw new InvalidOperationException("The words for 'no number' are not part of this build.");
        using var reader = new StreamReader(stream);
        var made = ImmutableArray.CreateBuilder<NoNumberWords>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var parts = line.Split('\t');
                made.AddRange(parts[1].Split(" | ").Select(words => new NoNumberWords(parts[0], words)));
            }
        }

        return made.ToImmutable();
    }
}
