namespace TransferLedger.Custody;

/// <summary>
/// The key by which numbers with wrong characters are found: the visual key with every letter as one of ten digits,
/// its last <see cref="Length"/> characters as one number after a leading 1. It is an index, not a likeness: numbers
/// within some errors of each other have keys within as many errors, and with ten signs instead of thirty-six all the
/// keys that many errors away can be listed and looked up. What is found so is compared letter by letter
/// (<see cref="Misreading"/>).
/// </summary>
public static class SerialNear
{
    /// <summary>How many characters count, from the end, where running numbers differ.</summary>
    public const int Length = 10;

    /// <summary>The most errors that can be looked for.</summary>
    public const int MaxErrors = 2;

    /// <summary>From so many <c>?</c> on, the keys are too many to be listed.</summary>
    internal const int MaxOpen = 4;

    private const int Signs = 10;
    private const string SignsAndLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Letters that are hard to tell from a digit share its sign, the others are spread evenly.
    private const string SignOfLetter = "48603964115139080251779672";
    private static readonly long First = Power(Length);

    /// <summary>The key of a visual key; that of the empty one is 1.</summary>
    public static long Of(string visual)
    {
        ArgumentNullException.ThrowIfNull(visual);
        var key = 1L;
        foreach (var c in visual.AsSpan(Math.Max(0, visual.Length - Length)))
        {
            key = (key * Signs) + Sign(c);
        }

        return key;
    }

    /// <summary>
    /// The keys of all texts that come of one by so many errors or fewer, its own included; each once.
    /// </summary>
    /// <param name="visual">The visual key.</param>
    /// <param name="errors">
    /// Characters changed, left out, put in, or exchanged with their neighbour; 0 to <see cref="MaxErrors"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are more errors.</exception>
    public static long[] Around(string visual, int errors)
    {
        ArgumentNullException.ThrowIfNull(visual);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, MaxErrors);

        // What two errors leave of the last characters depends on two more before them, and on nothing further.
        var tail = visual.AsSpan(Math.Max(0, visual.Length - Length - MaxErrors));
        var whole = 1L;
        foreach (var c in tail)
        {
            whole = (whole * Signs) + Sign(c);
        }

        var found = new HashSet<long> { whole };
        var edge = new List<long> { whole };
        for (var error = 0; error < errors; error++)
        {
            var next = new List<long>();
            foreach (var text in edge)
            {
                Change(text, found, next);
            }

            edge = next;
        }

        return [.. found.Select(Last).Distinct()];
    }

    /// <summary>
    /// The keys of all texts that come of one by one error or, where two are looked for at all
    /// (<see cref="SerialLikeness.ErrorsIn"/>), by two characters that worn marks leave hard to tell apart: what makes
    /// a candidate of tier M4. A twentieth of those that two errors of any kind give. Each once.
    /// </summary>
    /// <param name="visual">The visual key.</param>
    public static long[] AroundWorn(string visual)
    {
        ArgumentNullException.ThrowIfNull(visual);
        var errors = SerialLikeness.ErrorsIn(visual);
        var keys = new HashSet<long>(Around(visual, Math.Min(1, errors)));
        if (errors > 1)
        {
            for (var at = Math.Max(0, visual.Length - Length); at < visual.Length; at++)
            {
                foreach (var once in Worn(visual, at))
                {
                    for (var next = at + 1; next < visual.Length; next++)
                    {
                        keys.UnionWith(Worn(once, next).Select(Of));
                    }
                }
            }
        }

        return [.. keys];
    }

    private static IEnumerable<string> Worn(string text, int at) => SignsAndLetters
        .Where(it => Misreading.IsWornPair(text[at], it)).Select(it => $"{text[..at]}{it}{text[(at + 1)..]}");

    /// <summary>
    /// The keys of all texts that have some characters open; null when they are too many to be listed.
    /// </summary>
    internal static long[]? Filled(string visual, char open)
    {
        var tail = visual.AsSpan(Math.Max(0, visual.Length - Length));
        if (tail.Count(open) > MaxOpen)
        {
            return null;
        }

        var keys = new List<long> { 1 };
        foreach (var c in tail)
        {
            keys = c == open
                ? [.. keys.SelectMany(key => Enumerable.Range(0, Signs).Select(sign => (key * Signs) + sign))]
                : keys.ConvertAll(key => (key * Signs) + Sign(c));
        }

        return [.. keys];
    }

    /// <summary>Every text one error away, which is a number after a leading 1 here.</summary>
    private static void Change(long text, HashSet<long> found, List<long> next)
    {
        for (var unit = 1L; ; unit *= Signs)
        {
            var (head, tail) = (text / unit, text % unit);
            for (var sign = 0; sign < Signs; sign++)
            {
                Meet((((head * Signs) + sign) * unit) + tail);
            }

            if (head == 1)
            {
                return;
            }

            var (before, own) = (head / Signs, head % Signs);
            Meet((before * unit) + tail);
            for (var sign = 0; sign < Signs; sign++)
            {
                Meet((((before * Signs) + sign) * unit) + tail);
            }

            if (before > 1)
            {
                Meet((((((before / Signs * Signs) + own) * Signs) + (before % Signs)) * unit) + tail);
            }
        }

        void Meet(long made)
        {
            if (found.Add(made))
            {
                next.Add(made);
            }
        }
    }

    private static long Last(long text) => text < First ? text : First + (text % First);

    private static int Sign(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'Z' => SignOfLetter[c - 'A'] - '0',
        _ => c % Signs,
    };

    private static long Power(int places)
    {
        var power = 1L;
        for (var place = 0; place < places; place++)
        {
            power *= Signs;
        }

        return power;
    }
}
