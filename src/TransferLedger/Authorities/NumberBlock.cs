using System.Collections.Immutable;

namespace TransferLedger.Authorities;

/// <summary>
/// A block of numbers as an authority prints them on blanks: <c>EUC/0100/2026</c> to <c>EUC/0199/2026</c>. Case, spaces
/// and leading noughts do not count.
/// </summary>
public static class NumberBlock
{
    /// <summary>
    /// Does the block hold a number? Its letters must be the block's. Figures that are equal at both ends (the year)
    /// must be the same in the number; the others lie between, the leftmost first. Ends written differently are no
    /// block: then only they themselves are held.
    /// </summary>
    /// <param name="first">The first number, inclusive.</param>
    /// <param name="last">The last number, inclusive.</param>
    /// <param name="number">The number asked about.</param>
    public static bool Holds(string first, string last, string number)
    {
        var (from, to, it) = (Runs(first), Runs(last), Runs(number));
        if (it.SequenceEqual(from, StringComparer.Ordinal) || it.SequenceEqual(to, StringComparer.Ordinal))
        {
            return true;
        }

        if (!SameShape(from, to) || !SameShape(from, it))
        {
            return false;
        }

        var counted = Enumerable.Range(0, from.Length).Where(at => from[at] != to[at]).ToImmutableArray();
        return Enumerable.Range(0, from.Length).All(at => counted.Contains(at) || from[at] == it[at])
            && Compare(from, it, counted) <= 0
            && Compare(it, to, counted) <= 0;
    }

    private static bool SameShape(ImmutableArray<string> left, ImmutableArray<string> right) =>
        left.Length == right.Length
        && left.Zip(right).All(pair => IsFigures(pair.First)
            ? IsFigures(pair.Second)
            : string.Equals(pair.First, pair.Second, StringComparison.Ordinal));

    private static int Compare(ImmutableArray<string> left, ImmutableArray<string> right, ImmutableArray<int> at) =>
        at.Select(run => left[run].Length != right[run].Length
                ? left[run].Length.CompareTo(right[run].Length)
                : string.CompareOrdinal(left[run], right[run]))
            .FirstOrDefault(order => order != 0);

    private static bool IsFigures(string run) => run.Length == 0 || char.IsAsciiDigit(run[0]);

    /// <summary>Figures without leading noughts (nought is empty) and what stands between them, in order.</summary>
    private static ImmutableArray<string> Runs(string number)
    {
        var text = string.Concat(number.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        var runs = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]) == char.IsAsciiDigit(text[at]))
            {
                end++;
            }

            runs.Add(char.IsAsciiDigit(text[at]) ? text[at..end].TrimStart('0') : text[at..end]);
            at = end;
        }

        return runs.ToImmutable();
    }
}
