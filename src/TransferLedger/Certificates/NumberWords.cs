namespace TransferLedger.Certificates;

/// <summary>
/// Quantities written in words, in English: <c>five hundred and twelve</c>, <c>one million two thousand</c>.
/// </summary>
public static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly char[] Separators = [' ', '-', ',', '\t', '\u00a0'];

    /// <summary>The number, or null when the words are no English number below a million million.</summary>
    public static long? Read(string words)
    {
        var parts = words.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var (total, group, scale) = (0L, 0L, long.MaxValue);
        var expectsMore = true;
        foreach (var word in parts)
        {
            if (word == "and")
            {
                continue;
            }

            var value = Value(word);
            switch (word)
            {
                case "hundred" when group is > 0 and < 10:
                    group *= 100;
                    break;
                case "thousand" or "million" or "billion" when group > 0 && ScaleOf(word) < scale:
                    scale = ScaleOf(word);
                    total += group * scale;
                    group = 0;
                    break;
                default:
                    if (value is not { } number || !Fits(group, number))
                    {
                        return null;
                    }

                    group += number;
                    break;
            }

            expectsMore = false;
        }

        return expectsMore ? null : total + group;
    }

    private static long ScaleOf(string word) => word switch
    {
        "thousand" => 1_000,
        "million" => 1_000_000,
        _ => 1_000_000_000,
    };

    private static long? Value(string word)
    {
        var (small, ten) = (Array.IndexOf(Small, word), Array.IndexOf(Tens, word));
        return small >= 0 ? small : ten >= 0 ? (ten + 2) * 10 : null;
    }

    /// <summary>May the number follow what the group holds? Twenty may be followed by five, not by fifteen.</summary>
    private static bool Fits(long group, long number) => number switch
    {
        0 => group == 0,
        < 10 => group % 10 == 0 && group % 100 != 10,
        _ => group % 100 == 0,
    };
}
