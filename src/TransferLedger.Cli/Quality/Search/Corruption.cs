using System.Collections.Immutable;
using System.Text;
using TransferLedger.Cli.Generate;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>One way in which a number comes to be written wrongly.</summary>
/// <param name="Name">Stable.</param>
/// <param name="What">In a few words.</param>
/// <param name="Share">How many in a hundred.</param>
/// <param name="Do">What it makes of letters and digits; null where it cannot happen.</param>
internal sealed partial record Corruption(string Name, string What, int Share, Func<Dice, string, string?> Do)
{
    private const string Digits = "0123456789";
    private const string Latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Cyrillic = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ";
    private const string LooksLatin = "ABEKMHOPCTYXI01IL";
    private const string LooksOther = "АВЕКМНОРСТУХІOLL1";
    private const string SoundsLatin = "ABVGDEZKLMNPRSTUFH";
    private const string SoundsCyrillic = "АБВГДЕЗКЛМНПРСТУФХ";

    /// <summary>All of them; where one cannot happen to a number, another is drawn.</summary>
    public static ImmutableArray<Corruption> All { get; } =
    [
        new("as-written", "nothing but signs, spaces and case", 8, (_, text) => text),
        new("worn", "one character as a worn mark leaves it: 5 for S, 3 for 8", 16, WornOnce),
        new("worn-twice", "two such characters", 6, (dice, text) => WornOnce(dice, text) is { } once
            ? Other(dice, once, text, WornOnce) : null),
        new("look-alike", "O for 0, I for 1, Cyrillic letters that look Latin, or the reverse", 10, LookAlike),
        new("by-sound", "Cyrillic letters spelled in Latin by sound, or the reverse", 8, BySound),
        new("one-wrong", "one character is any other of its kind", 12, OneWrong),
        new("two-wrong", "two characters are", 5, (dice, text) => Other(dice, OneWrong(dice, text), text, OneWrong)),
        new("dropped", "one character is missing", 9, (dice, text) => text.Remove(Place(dice, text), 1)),
        new("doubled", "one character is written twice", 6, Doubled),
        new("swapped", "two neighbours are exchanged", 8, Swapped),
        new("zeros-lost", "the zeros before the number are missing", 6, ZerosLost),
        new("letters-between", "letters between the digits are missing, or one too many", 6, LettersBetween),
    ];

    /// <summary>What somebody writes instead of a number, and what went wrong.</summary>
    public static (Corruption Kind, string Text) Of(Dice dice, string serial)
    {
        var letters = SerialKeys.Of(serial).Canonical;
        while (true)
        {
            var at = dice.Number(0, 99);
            var kind = All.First(it => (at -= it.Share) < 0);
            if (kind.Do(dice, letters) is { } text && (text != letters || kind == All[0]))
            {
                return (kind, Styled(dice, serial, letters, text));
            }
        }
    }

    /// <summary>Signs, spaces and case as somebody else would write them.</summary>
    private static string Styled(Dice dice, string serial, string letters, string text)
    {
        var styled = dice.Number(0, 9) switch
        {
            < 4 => text.Length == letters.Length ? InPlaces(serial, text) : text,
            < 7 => text,
            < 8 => text.ToLowerInvariant(),
            < 9 => text.Length > 3 ? text.Insert(text.Length - 3, " ") : text,
            _ => text.Length > 2 ? text.Insert(2, "-") : text,
        };
        return dice.Chance(Labelled) ? Label + styled : styled;
    }

    private static string InPlaces(string serial, string text)
    {
        var (made, at) = (new StringBuilder(), 0);
        foreach (var c in serial)
        {
            made.Append(char.IsLetterOrDigit(c) ? text[at++] : c);
        }

        return made.ToString();
    }

    private static string? WornOnce(Dice dice, string text)
    {
        var pairs = text.SelectMany((c, at) => (Digits + Latin)
            .Where(other => Misreading.IsWornPair(c, other)).Select(other => (At: at, Other: other))).ToArray();
        if (pairs.Length == 0)
        {
            return null;
        }

        var (place, read) = dice.Of(pairs);
        return Put(text, place, read);
    }

    private static string? OneWrong(Dice dice, string text)
    {
        var place = Place(dice, text);
        var kind = Digits.Contains(text[place], StringComparison.Ordinal) ? Digits
            : Latin.Contains(text[place], StringComparison.Ordinal) ? Latin
            : Cyrillic;
        return Put(text, place, dice.Of(kind.Where(it => it != text[place]).ToArray()));
    }

    /// <summary>The same once more, at another place.</summary>
    private static string? Other(Dice dice, string? once, string text, Func<Dice, string, string?> change)
    {
        if (once is null)
        {
            return null;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (change(dice, once) is { } twice && twice.Zip(text).Count(it => it.First != it.Second) == 2)
            {
                return twice;
            }
        }

        return null;
    }

    private static string? LookAlike(Dice dice, string text)
    {
        var made = text.ToCharArray();
        var places = Enumerable.Range(0, made.Length).Where(at => Looks.Contains(made[at])).ToArray();
        foreach (var place in places.Where(_ => dice.Chance(0.5)).DefaultIfEmpty(places.FirstOrDefault()))
        {
            made[place] = dice.Of(Looks[made[place]].DefaultIfEmpty(made[place]).ToArray());
        }

        return new string(made);
    }

    private static string? BySound(Dice dice, string text) =>
        Transliteration.BySound(text) is var latin && latin != text ? latin
        : text.All(c => char.IsAsciiDigit(c) || SoundsLatin.Contains(c, StringComparison.Ordinal))
            ? string.Concat(text.Select(
                c => SoundsLatin.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? SoundsCyrillic[at] : c))
        : null;

    private static string? Doubled(Dice dice, string text)
    {
        var place = Place(dice, text);
        return text.Insert(place, text[place].ToString());
    }

    private static string? Swapped(Dice dice, string text)
    {
        var places = Enumerable.Range(0, text.Length - 1).Where(at => text[at] != text[at + 1]).ToArray();
        if (places.Length == 0)
        {
            return null;
        }

        var place = dice.Of(places);
        return Put(Put(text, place, text[place + 1]), place + 1, text[place]);
    }

    private static string? ZerosLost(Dice dice, string text)
    {
        var from = text.AsSpan().IndexOfAnyInRange('0', '9');
        var zeros = from < 0 ? -1 : text.AsSpan(from).IndexOfAnyExcept('0');
        return zeros > 0 && char.IsAsciiDigit(text[from + zeros]) ? text.Remove(from, zeros) : null;
    }

    private static string? LettersBetween(Dice dice, string text)
    {
        var (first, last) = (text.AsSpan().IndexOfAnyInRange('0', '9'), text.AsSpan().LastIndexOfAnyInRange('0', '9'));
        if (last - first < 2)
        {
            return null;
        }

        var inside = text[first..last];
        return inside.All(char.IsAsciiDigit)
            ? text.Insert(dice.Number(first + 1, last), dice.Of(Latin.ToCharArray()).ToString())
            : text[..first] + string.Concat(inside.Where(char.IsAsciiDigit)) + text[last..];
    }

    private static int Place(Dice dice, string text) => dice.Number(0, text.Length - 1);

    private static string Put(string text, int place, char c) => text[..place] + c + text[(place + 1)..];
}
