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
        || NameComparison.Apart(left, right, _letters) <= _letters
        || (left.WithoutVowels == right.WithoutVowels && NameComparison.Wholes(left, right) <= _letters);

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
        for (var at = 0; at < left.Neighbours.Length; at++)
        {
            if (left.Neighbours[at] is not { } both)
            {
                continue;
            }

            var (first, second) = (left.Words[at], left.Words[at + 1]);
            var length = consonants
                ? first.Consonants.Length + second.Consonants.Length
                : first.Text.Length + second.Text.Length;
            foreach (var other in right.Words)
            {
                var whole = consonants ? other.Consonants.Length : other.Text.Length;
                if (whole >= WordAlignment.ShortestJoined && Math.Abs(whole - length) <= 1
                    && WordDistance.Of(both, other, left.WithoutVowels, right.WithoutVowels, 1) <= 1)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
