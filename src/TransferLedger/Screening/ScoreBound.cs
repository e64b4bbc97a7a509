using System.Numerics;

namespace TransferLedger.Screening;

/// <summary>
/// Tells quickly that two names cannot reach a score, so that most of those that share a word need not be compared in
/// full. It never says so of names that can.
/// </summary>
/// <remarks>
/// Two names that each have a word without a partner are below <see cref="LeastSure"/>, whatever else they share. Above
/// it all words of one name must have partners, each within the letters that the score leaves; or words are joined.
/// </remarks>
internal sealed class ScoreBound
{
    /// <summary>Of lower scores nothing is said.</summary>
    public const int LeastSure = NameComparison.Same - (int)(ScoreWeights.OtherCommon * NameComparison.Same) + 1;

    /// <summary>
    /// Words that are joined are one letter apart at most: that is two letters changed for others like them, each of
    /// which may be a consonant more here and one less there.
    /// </summary>
    private const int JoinedLetters = 4;

    /// <summary>Where only consonants are compared, three of them.</summary>
    private const int JoinedConsonants = 6;

    private readonly double _letters;
    private readonly bool _sure;

    /// <summary>For a score.</summary>
    /// <param name="least">The least score that counts, in thousandths.</param>
    public ScoreBound(int least)
    {
        _sure = least >= LeastSure;

        // Half a point more: deductions are rounded to thousandths.
        _letters = ScoreWeights.MostDistance((NameComparison.Same - least + 0.5) / NameComparison.Same);
    }

    /// <summary>False only when the two names do not reach the score.</summary>
    public bool MayReach(ScreenedName left, ScreenedName right) =>
        !_sure || Paired(left, right) || Paired(right, left) || MayJoin(left, right) || MayJoin(right, left)
        || JoinedNear(left, right);

    /// <summary>Has each word of the one a partner in the other?</summary>
    private bool Paired(ScreenedName left, ScreenedName right)
    {
        if (left.Words.Length > right.Words.Length)
        {
            return false;
        }

        foreach (var one in left.Words)
        {
            var found = false;
            foreach (var other in right.Words)
            {
                if (WordDistance.Of(one, other, left.WithoutVowels, right.WithoutVowels, _letters) <= _letters)
                {
                    found = true;
                    break;
                }
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Might two words of the one be one word of the other?</summary>
    private static bool MayJoin(ScreenedName left, ScreenedName right)
    {
        var consonants = left.WithoutVowels != right.WithoutVowels;
        for (var at = 0; at + 1 < left.Words.Length; at++)
        {
            var (first, second) = (left.Words[at], left.Words[at + 1]);
            var length = consonants
                ? first.Consonants.Length + second.Consonants.Length
                : first.Text.Length + second.Text.Length;
            foreach (var other in right.Words)
            {
                var whole = consonants ? other.Consonants.Length : other.Text.Length;
                if (whole >= 4 && Math.Abs(whole - length) <= 1
                    && BitOperations.PopCount((first.Letters | second.Letters) ^ other.Letters)
                        <= (consonants ? JoinedConsonants : JoinedLetters) + Seam(second))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Where words meet, two letters may be heard as one.</summary>
    private static int Seam(NameWord second) => second.Text[0] is 'h' or 'j' or 'z' or 's' or 'c' or 'k' ? 3 : 0;

    private bool JoinedNear(ScreenedName left, ScreenedName right)
    {
        var consonants = left.WithoutVowels != right.WithoutVowels;
        var (one, other) = consonants ? (left.Consonants, right.Consonants) : (left.Joined, right.Joined);
        return Math.Abs(one.Length - other.Length) <= ScoreWeights.MostJoined
            && (consonants
                ? ScoreWeights.OfConsonants * SpellingDistance.OfSounds(one, other, _letters)
                : SpellingDistance.OfLetters(one, other, _letters)) <= _letters;
    }
}
