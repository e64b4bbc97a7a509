using TransferLedger.Custody;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>
/// How likely it is, exactly, that one number is written as another: what <see cref="Of"/> draws, reckoned instead of
/// drawn. <see cref="SearchBound"/> needs it to say how well any search can do.
/// </summary>
internal sealed partial record Corruption
{
    private const int Tries = 10;
    private const double Labelled = 0.05;
    private const string Label = "No. ";

    private static readonly ILookup<char, char> Looks =
        (LooksLatin + LooksOther).Zip(LooksOther + LooksLatin).ToLookup(it => it.First, it => it.Second);

    /// <summary>The probability that somebody who means this number writes it so; 0 where it cannot happen.</summary>
    /// <param name="written">As written, with signs.</param>
    /// <param name="text">Its letters and digits, as <see cref="LettersOf"/> has them.</param>
    /// <param name="serial">The number, as it stands on the weapon.</param>
    /// <param name="letters">Its letters and digits.</param>
    public static double Odds(string written, string text, string serial, string letters)
    {
        var (likely, possible) = (0.0, 0.0);
        foreach (var kind in All)
        {
            likely += kind.Share * kind.OddsOf(text, letters);
            possible += kind.Share * kind.Possible(letters);
        }

        return likely == 0 ? 0 : likely / possible * Style(written, text, serial, letters);
    }

    /// <summary>The letters and digits of a number as <see cref="Of"/> writes it.</summary>
    public static string LettersOf(string written) =>
        string.Concat(Unlabelled(written).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The same for all numbers that <c>look-alike</c> can turn into each other.</summary>
    public static string LookOf(string letters) => string.Concat(letters.Select(
        c => c is '0' ? 'O' : c is '1' or 'L' ? 'I' : LooksOther.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at
            ? LooksLatin[at] is '0' ? 'O' : LooksLatin[at] is '1' or 'L' ? 'I' : LooksLatin[at]
            : c));

    /// <summary>What <c>by-sound</c> makes of a number; null where it makes nothing.</summary>
    public static string? SoundOf(string letters) => BySound(Anything, letters);

    /// <summary>The characters that may stand on the weapon where this one was written, one for one.</summary>
    public static IEnumerable<char> MarkedFor(char written) => Kind(written)
        .Union((Digits + Latin).Where(other => Misreading.IsWornPair(written, other))).Where(it => it != written);

    /// <summary>All characters of numbers.</summary>
    public static string Signs => Digits + Latin + Cyrillic;

    /// <summary>How likely this kind makes one of the other, given that it is drawn.</summary>
    private double OddsOf(string text, string letters) => Name switch
    {
        "as-written" => text == letters ? 1 : 0,
        "worn" => Differences(text, letters) is [var at] && Misreading.IsWornPair(letters[at], text[at])
            ? 1.0 / WornPairs(letters)
            : 0,
        "worn-twice" => Differences(text, letters) is [var one, var other]
            ? WornBoth(text, letters, one, other) + WornBoth(text, letters, other, one)
            : 0,
        "look-alike" => LookAlikeOdds(text, letters),
        "by-sound" => text != letters && SoundOf(letters) == text ? 1 : 0,
        "one-wrong" => Differences(text, letters) is [var at] ? WrongAt(text, letters, at) : 0,
        "two-wrong" => Differences(text, letters) is [var one, var other]
            ? 2 * WrongAt(text, letters, one) * WrongAt(text, letters, other) * AnotherPlace(letters)
                * letters.Length / (letters.Length - 1)
            : 0,
        "dropped" => Places(letters).Count(at => letters.Length == text.Length + 1 && letters.Remove(at, 1) == text)
            / (double)letters.Length,
        "doubled" => Places(letters).Count(
            at => text.Length == letters.Length + 1 && letters.Insert(at, letters[at].ToString()) == text)
                / (double)letters.Length,
        "swapped" => SwappedOdds(text, letters),
        "zeros-lost" => ZerosLost(Anything, letters) == text ? 1 : 0,
        "letters-between" => LettersBetweenOdds(text, letters),
        _ => throw new InvalidOperationException($"{Name}: nobody has reckoned its odds."),
    };

    /// <summary>How likely this kind makes anything of a number that is not the number itself.</summary>
    private double Possible(string letters) => Name switch
    {
        "worn" => WornPairs(letters) > 0 ? 1 : 0,
        "worn-twice" => WornPairs(letters) > 0
            ? Worn(letters).Average(once => 1 - Math.Pow(1 - WornAccepted(once, letters), Tries))
            : 0,
        "look-alike" => letters.Any(Looks.Contains) ? 1 : 0,
        "by-sound" => SoundOf(letters) is { } sound && sound != letters ? 1 : 0,
        "two-wrong" => AnotherPlace(letters),
        "swapped" => letters.Zip(letters.Skip(1)).Any(it => it.First != it.Second) ? 1 : 0,
        "zeros-lost" => ZerosLost(Anything, letters) is null ? 0 : 1,
        "letters-between" => Between(letters).Length < 2 ? 0 : 1,
        _ => 1,
    };

    /// <summary>Where chance decides nothing that is asked.</summary>
    private static Generate.Dice Anything { get; } = Generate.Dice.For(0, "anything", 0);

    private static double WrongAt(string text, string letters, int at)
    {
        var kind = Kind(letters[at]);
        return kind.Contains(text[at], StringComparison.Ordinal)
            ? 1.0 / letters.Length / kind.Count(it => it != letters[at])
            : 0;
    }

    private static string Kind(char c) => Digits.Contains(c, StringComparison.Ordinal) ? Digits
        : Latin.Contains(c, StringComparison.Ordinal) ? Latin
        : Cyrillic;

    /// <summary>That the second of two wrong characters is found at another place within its tries.</summary>
    private static double AnotherPlace(string letters) => 1 - Math.Pow(1.0 / letters.Length, Tries);

    private static double WornBoth(string text, string letters, int first, int second)
    {
        var once = Put(letters, first, text[first]);
        if (!Misreading.IsWornPair(letters[first], text[first]) || !Misreading.IsWornPair(once[second], text[second]))
        {
            return 0;
        }

        var accepted = WornAccepted(once, letters);
        return 1.0 / WornPairs(letters) / WornPairs(once) * (1 - Math.Pow(1 - accepted, Tries)) / accepted;
    }

    /// <summary>Of the worn characters of a number with one already, the part at another place.</summary>
    private static double WornAccepted(string once, string letters) =>
        Worn(once).Count(twice => Differences(twice, letters).Length == 2) / (double)WornPairs(once);

    private static int WornPairs(string text) => Worn(text).Count();

    private static IEnumerable<string> Worn(string text) => text.SelectMany((c, at) => (Digits + Latin)
        .Where(other => Misreading.IsWornPair(c, other)).Select(other => Put(text, at, other)));

    private static double LookAlikeOdds(string text, string letters)
    {
        if (text.Length != letters.Length || text == letters)
        {
            return 0;
        }

        // Each place that can is changed with one half; where none is, the first of them is.
        var (odds, first, changed) = (1.0, -1, 0);
        foreach (var at in Places(letters))
        {
            var others = Looks[letters[at]].ToArray();
            if (others.Length == 0)
            {
                odds *= text[at] == letters[at] ? 1 : 0;
                continue;
            }

            first = first < 0 ? at : first;
            changed += text[at] == letters[at] ? 0 : 1;
            odds *= 0.5 * (text[at] == letters[at] ? 1 : others.Count(it => it == text[at]) / (double)others.Length);
        }

        return changed == 1 && first >= 0 && text[first] != letters[first] ? 2 * odds : odds;
    }

    private static double SwappedOdds(string text, string letters)
    {
        var places = Places(letters).Skip(1).Where(at => letters[at] != letters[at - 1]).ToArray();
        return Differences(text, letters) is [var one, var next] && next == one + 1
            && text[one] == letters[next] && text[next] == letters[one]
                ? 1.0 / places.Length
                : 0;
    }

    private static double LettersBetweenOdds(string text, string letters)
    {
        var inside = Between(letters);
        if (inside.Length < 2)
        {
            return 0;
        }

        if (!inside.All(char.IsAsciiDigit))
        {
            return LettersBetween(Anything, letters) == text ? 1 : 0;
        }

        var first = letters.AsSpan().IndexOfAnyInRange('0', '9');
        return text.Length == letters.Length + 1
            ? Enumerable.Range(first + 1, inside.Length).Count(at => Latin.Contains(text[at], StringComparison.Ordinal)
                && text.Remove(at, 1) == letters) / (double)inside.Length / Latin.Length
            : 0;
    }

    /// <summary>From the first digit up to the last one, which is left out.</summary>
    private static string Between(string letters)
    {
        var first = letters.AsSpan().IndexOfAnyInRange('0', '9');
        return first < 0 ? "" : letters[first..letters.AsSpan().LastIndexOfAnyInRange('0', '9')];
    }

    /// <summary>How likely these letters are written with these signs: <see cref="Styled"/>.</summary>
    private static double Style(string written, string text, string serial, string letters)
    {
        var plain = Unlabelled(written);
        var odds = 0.4 * Is(text.Length == letters.Length ? InPlaces(serial, text) : text)
            + 0.3 * Is(text)
            + 0.1 * Is(text.ToLowerInvariant())
            + 0.1 * Is(text.Length > 3 ? text.Insert(text.Length - 3, " ") : text)
            + 0.1 * Is(text.Length > 2 ? text.Insert(2, "-") : text);
        return odds * (plain.Length < written.Length ? Labelled : 1 - Labelled);

        int Is(string it) => it == plain ? 1 : 0;
    }

    private static string Unlabelled(string written) =>
        written.StartsWith(Label, StringComparison.Ordinal) ? written[Label.Length..] : written;

    private static IEnumerable<int> Places(string letters) => Enumerable.Range(0, letters.Length);

    private static int[] Differences(string text, string letters) => text.Length == letters.Length
        ? [.. Places(letters).Where(at => text[at] != letters[at])]
        : [];
}
