namespace TransferLedger.Screening;

/// <summary>How far apart two words of names are, in letters.</summary>
internal static class WordDistance
{
    /// <summary>Words whose lengths differ by more are not compared.</summary>
    public const double MostLetters = 3;

    private const double OfInitial = 0.5;
    private const double OfSound = 0.2;
    private const int MostConsonants = 2;

    /// <summary>The most that vowels take off where all consonants are the same.</summary>
    private const double OtherVowels = 0.4;

    /// <summary>The distance; far above any limit when the two cannot be compared.</summary>
    /// <param name="left">A word of the one name.</param>
    /// <param name="right">A word of the other.</param>
    /// <param name="leftUnvowelled">Is the one name without vowels?</param>
    /// <param name="rightUnvowelled">Is the other?</param>
    /// <param name="limit">What is farther apart need not be measured: any number above it may come out.</param>
    public static double Of(
        NameWord left, NameWord right, bool leftUnvowelled, bool rightUnvowelled, double limit = double.MaxValue)
    {
        if (left.Kind == WordKind.Number || right.Kind == WordKind.Number)
        {
            return left.Kind == right.Kind ? 0 : double.MaxValue;
        }

        if (left.Kind == WordKind.Initial != (right.Kind == WordKind.Initial))
        {
            return left.Text[0] == right.Text[0] ? OfInitial : double.MaxValue;
        }

        if (left.Kind == WordKind.Common && right.Kind == WordKind.Common)
        {
            return left.Text == right.Text ? 0 : double.MaxValue;
        }

        return leftUnvowelled == rightUnvowelled
            ? left.IsSyllable || right.IsSyllable ? Syllables(left, right)
                : leftUnvowelled ? SpellingDistance.OfLetters(left.Text, right.Text, limit)
                : Spelled(left, right, limit)
            : leftUnvowelled ? Unvowelled(right, left, limit)
            : Unvowelled(left, right, limit);
    }

    private static double Spelled(NameWord left, NameWord right, double limit)
    {
        if (left.Text == right.Text)
        {
            return 0;
        }

        if (Math.Abs(left.Text.Length - right.Text.Length) > MostLetters)
        {
            return double.MaxValue;
        }

        var spelled = SpellingDistance.OfLetters(left.Text, right.Text, limit);
        var sounding = SpellingDistance.OfSounds(left.Sounds, right.Sounds, Math.Min(limit, spelled)) + OfSound;
        return Math.Min(spelled, sounding);
    }

    /// <summary>
    /// One syllable or another: what differs in a letter differs altogether, but for the way it is written.
    /// </summary>
    private static double Syllables(NameWord left, NameWord right) =>
        left.Text == right.Text ? 0
        : SoundOf.Syllables(left.Text) == SoundOf.Syllables(right.Text) ? ScoreWeights.OtherWriting
        : double.MaxValue;

    private static double Unvowelled(NameWord heard, NameWord written, double limit)
    {
        if (Math.Abs(heard.Consonants.Length - written.Consonants.Length) > MostConsonants)
        {
            return double.MaxValue;
        }

        var apart = SpellingDistance.OfAbjad(heard.Sounds, written.Sounds, limit);
        return ScoreWeights.OfConsonants
            * (heard.Consonants == written.Consonants ? Math.Min(OtherVowels, apart) : apart);
    }
}
