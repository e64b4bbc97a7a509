using TransferLedger.Custody;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// What the search for numbers ought to find, said as plainly as can be: every way of turning the one number into the
/// other is tried. Slow, and shares nothing with the search but the keys.
/// </summary>
internal static class SerialOracle
{
    private const int Never = 1_000_000;

    private static readonly string[] WornPairs = ["5S", "8B", "2Z", "6G", "0D", "0Q", "17", "38", "UV"];

    /// <summary>
    /// The fewest wrong characters that make one number the other, and the least weight of as many; null when more than
    /// are allowed.
    /// </summary>
    public static (int Errors, int Weight)? Between(SerialKeys asked, SerialKeys marked)
    {
        var allowed = asked.Visual.Length switch { < 3 or > 64 => 0, < 5 => 1, _ => 2 };
        for (var errors = 0; errors <= allowed; errors++)
        {
            if (Least(asked, marked, asked.Visual.Length, marked.Visual.Length, errors) is < Never and var weight)
            {
                return (errors, weight);
            }
        }

        return null;
    }

    /// <summary>The weight of the likeliest reason, as the search gives it; null when there is none.</summary>
    public static int? Weight(SerialKeys asked, SerialKeys marked)
    {
        if (asked.Canonical == marked.Canonical)
        {
            return 0;
        }

        var reasons = new List<int>();
        if (Between(asked, marked) is { } wrong)
        {
            reasons.Add(wrong.Weight);
        }

        if (asked.Phonetic == marked.Phonetic)
        {
            reasons.Add(105);
        }

        if (asked.Unpadded == marked.Unpadded)
        {
            reasons.Add(163);
        }

        if (asked.Core == marked.Core)
        {
            reasons.Add(357);
        }

        return reasons.Count == 0 ? null : reasons.Min();
    }

    private static int Least(SerialKeys asked, SerialKeys marked, int i, int j, int errors)
    {
        var (read, mark) = (asked.Visual, marked.Visual);
        if (errors < 0 || Math.Abs(i - j) > errors)
        {
            return Never;
        }

        if (i == 0 && j == 0)
        {
            return errors == 0 ? 0 : Never;
        }

        var least = Never;
        if (i > 0 && j > 0)
        {
            least = read[i - 1] == mark[j - 1]
                ? Least(asked, marked, i - 1, j - 1, errors)
                    + (asked.Canonical[i - 1] == marked.Canonical[j - 1] ? 0 : 20)
                : Least(asked, marked, i - 1, j - 1, errors - 1) + Wrong(read[i - 1], mark[j - 1]);
        }

        if (i > 1 && j > 1 && read[i - 1] == mark[j - 2] && read[i - 2] == mark[j - 1] && read[i - 1] != read[i - 2])
        {
            least = Math.Min(least, Least(asked, marked, i - 2, j - 2, errors - 1) + 511);
        }

        if (j > 0)
        {
            least = Math.Min(least, Least(asked, marked, i, j - 1, errors - 1) + (Twin(mark, j - 1) ? 511 : 693));
        }

        if (i > 0)
        {
            least = Math.Min(least, Least(asked, marked, i - 1, j, errors - 1) + (Twin(read, i - 1) ? 511 : 916));
        }

        return least;
    }

    private static int Wrong(char read, char mark) =>
        WornPairs.Contains($"{read}{mark}") || WornPairs.Contains($"{mark}{read}") ? 223
        : char.IsAsciiDigit(read) == char.IsAsciiDigit(mark) ? 916
        : 1_000;

    private static bool Twin(string text, int at) =>
        (at > 0 && text[at - 1] == text[at]) || (at < text.Length - 1 && text[at + 1] == text[at]);
}
