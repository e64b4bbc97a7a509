namespace TransferLedger.Screening;

/// <summary>
/// How far apart two spellings are, in letters: 1 for each that is added, left out, changed, or swapped with the next,
/// less for changes that names go through on their way from one language or keyboard to another.
/// </summary>
public static class SpellingDistance
{
    /// <summary>Of longer words only so many letters are looked at, from the first one on that differs.</summary>
    public const int Longest = 64;

    /// <summary>Letters of either case, so that a table is small enough to stay near.</summary>
    private const int First = 64;
    private const int Letters = 64;
    private const double Doubled = 0.4;

    private static readonly double[] LetterChanges = Changes(
        vowel: 0.7, vowels: "aeiouy", alike: 0.5, ["vw", "yi", "yj", "ck", "kq", "sz"]);

    private static readonly double[] SoundChanges = Changes(
        vowel: 0.5, vowels: "aiu", alike: 0.4,
        [
            "vf", "vu", "bp", "dt", "gk", "kH", "hH", "sz", "SC", "Cj", "jJ", "jg", "jz", "sS", "zJ", "Hg", "tz", "ts",
            "dz", "ij",
        ]);

    private static readonly double[] AbjadChanges = Changes(
        vowel: 0.4, vowels: "aiu", alike: 0.3,
        [
            "vf", "bp", "dt", "gk", "kH", "hH", "SC", "Cj", "jJ", "jg", "jz", "sS", "zJ", "Hg", "tz", "ts", "dz",
            "vu", "va", "ij",
        ]);

    /// <summary>Of what is no letter: it changes to any letter at full cost.</summary>
    private static readonly double[] Other = Enumerable.Repeat(1.0, Letters).ToArray();

    /// <summary>A vowel within a word, one at its end, and one that is written but not heard.</summary>
    private static readonly double[] AbjadMissing = [0.03, 0.3, 0.5];

    /// <summary>Between two words as they are spelled.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="limit">What is farther apart need not be measured: any number above it may come out.</param>
    public static double OfLetters(
        ReadOnlySpan<char> left, ReadOnlySpan<char> right, double limit = double.MaxValue) =>
        Of(left, right, LetterChanges, null, missingH: 1, limit);

    /// <summary>
    /// Between two words as they sound (<see cref="SoundOf.Word"/>), or by their consonants alone
    /// (<see cref="SoundOf.Consonants"/>).
    /// </summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="limit">What is farther apart need not be measured: any number above it may come out.</param>
    public static double OfSounds(
        ReadOnlySpan<char> left, ReadOnlySpan<char> right, double limit = double.MaxValue) =>
        Of(left, right, SoundChanges, null, missingH: Doubled, limit);

    /// <summary>
    /// Between a word as it sounds and one of a script that writes long vowels only: a vowel that is not written costs
    /// next to nothing, one that is written and not heard costs.
    /// </summary>
    /// <param name="heard">The word with its vowels.</param>
    /// <param name="written">The word with consonants and long vowels.</param>
    /// <param name="limit">What is farther apart need not be measured: any number above it may come out.</param>
    public static double OfAbjad(
        ReadOnlySpan<char> heard, ReadOnlySpan<char> written, double limit = double.MaxValue) =>
        Of(heard, written, AbjadChanges, AbjadMissing, Doubled, limit);

    private static double Of(
        ReadOnlySpan<char> left,
        ReadOnlySpan<char> right,
        double[] changes,
        double[]? vowels,
        double missingH,
        double limit)
    {
        if (left.Length > Longest || right.Length > Longest)
        {
            var same = left.CommonPrefixLength(right);
            left = Cut(left, same);
            right = Cut(right, same);
        }

        if (left.SequenceEqual(right))
        {
            return 0;
        }

        // Three rows, and what each letter of the right word costs where the left has none; a longer word is rare.
        var width = right.Length + 1;
        Span<double> rows = stackalloc double[4 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        var gaps = rows.Slice(3 * width, width);
        for (var j = 1; j < width; j++)
        {
            gaps[j] = Extra(right, j - 1, vowels, missingH);
            last[j] = last[j - 1] + gaps[j];
        }

        var previous = '\0';
        for (var i = 0; i < left.Length; i++)
        {
            var without = Unwritten(left, i, vowels, missingH);
            row[0] = last[0] + without;
            var costs = IsLetter(left[i]) ? changes.AsSpan((left[i] - First) * Letters, Letters) : Other;
            var nearest = Row(left[i], previous, without, right, costs, gaps, before, last, row);

            // No later row can be nearer: leaving a letter out costs 1 at most, and a swap costs 1 from a row before.
            if (nearest > limit)
            {
                return nearest;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
            previous = left[i];
        }

        return last[right.Length];
    }

    /// <summary>Without what both begin with, or two long names that differ at their ends would be the same.</summary>
    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> word, int same) =>
        word.Slice(same, Math.Min(Longest, word.Length - same));

    /// <summary>How far the left word up to a letter is from each beginning of the right one; the least.</summary>
    private static double Row(
        char letter,
        char previous,
        double without,
        ReadOnlySpan<char> right,
        ReadOnlySpan<double> costs,
        ReadOnlySpan<double> gaps,
        ReadOnlySpan<double> before,
        ReadOnlySpan<double> last,
        Span<double> row)
    {
        var (nearest, after) = (row[0], '\0');
        for (var j = 1; j < row.Length; j++)
        {
            var other = right[j - 1];
            var change = IsLetter(other) ? costs[other - First] : letter == other ? 0 : 1;
            var best = double.MinNative(last[j] + without, row[j - 1] + gaps[j]);
            best = double.MinNative(best, last[j - 1] + change);
            if (letter == after && previous == other)
            {
                best = double.MinNative(best, before[j - 2] + 1);
            }

            row[j] = best;
            nearest = double.MinNative(nearest, best);
            after = other;
        }

        return nearest;
    }

    private static double Unwritten(ReadOnlySpan<char> word, int at, double[]? vowels, double missingH) =>
        vowels is not null && SoundOf.IsVowel(word[at])
            ? vowels[at == word.Length - 1 ? 1 : 0]
            : Missing(word, at, missingH);

    private static double Extra(ReadOnlySpan<char> word, int at, double[]? vowels, double missingH) =>
        vowels is not null && (SoundOf.IsVowel(word[at]) || word[at] == 'v') ? vowels[2] : Missing(word, at, missingH);

    private static double Missing(ReadOnlySpan<char> word, int at, double missingH) =>
        at > 0 && word[at] == word[at - 1] ? Doubled : word[at] == 'h' ? missingH : 1;

    private static bool IsLetter(char letter) => letter is >= (char)First and < (char)(First + Letters);

    private static int At(char left, char right) => ((left - First) * Letters) + right - First;

    private static double[] Changes(double vowel, string vowels, double alike, string[] pairs)
    {
        var changes = new double[Letters * Letters];
        Array.Fill(changes, 1);
        foreach (var one in vowels)
        {
            foreach (var other in vowels)
            {
                changes[At(one, other)] = vowel;
            }
        }

        foreach (var pair in pairs)
        {
            (changes[At(pair[0], pair[1])], changes[At(pair[1], pair[0])]) = (alike, alike);
        }

        for (var letter = 0; letter < Letters; letter++)
        {
            changes[(letter * Letters) + letter] = 0;
        }

        return changes;
    }
}
