using System.Collections.Immutable;

namespace TransferLedger.Custody;

/// <summary>What went wrong with one character.</summary>
public enum MisreadKind
{
    /// <summary>One that a worn mark leaves hard to tell from another: 5 and S, 8 and B (rules-custody 1.3).</summary>
    Worn,

    /// <summary>Another one was read.</summary>
    Changed,

    /// <summary>It was not read.</summary>
    Dropped,

    /// <summary>One was read that is not there.</summary>
    Added,

    /// <summary>Two neighbours were exchanged.</summary>
    Swapped,
}

/// <summary>One character read wrongly.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Place">
/// Where, from 1, among the letters and digits as asked for; of a dropped one, where it would have stood.
/// </param>
/// <param name="Read">The characters asked for; empty when one was dropped.</param>
/// <param name="Marked">The characters on record; empty when one was added.</param>
public readonly record struct Misread(MisreadKind Kind, int Place, string Read, string Marked);

/// <summary>
/// How one number comes of another by wrong characters: the fewest, and among those the likeliest. Neighbours are
/// exchanged without anything else happening to them (optimal string alignment). Look-alikes are no error.
/// </summary>
/// <param name="Errors">How many wrong characters.</param>
/// <param name="Weight">How unlikely that is: minus a thousand times the natural logarithm, see
/// <see cref="SerialLikeness.Score"/>.</param>
public readonly record struct Misreading(int Errors, int Weight)
{
    /// <summary>A look-alike of another script, O for 0, I or L for 1.</summary>
    internal const int LookAlike = 20;

    /// <summary>A weak pair of worn marks.</summary>
    internal const int Worn = 223;

    /// <summary>Neighbours exchanged, and one of two equal neighbours left out or put in.</summary>
    internal const int Slip = 511;

    /// <summary>Any other character left out.</summary>
    internal const int Dropped = 693;

    /// <summary>Any other character put in; a digit for a digit, a letter for a letter.</summary>
    internal const int Other = 916;

    /// <summary>A digit for a letter, or the reverse. Less than two of anything but worn marks.</summary>
    internal const int OtherClass = 1_000;

    // O, I and L are digits in the visual key.
    private const string WornPairs = "5S8B2Z6G0D0Q1738UV";

    /// <summary>The longest number compared so, in UTF-16 units of its visual key.</summary>
    internal const int MaxLength = 64;

    private const int Never = int.MaxValue / 2;

    /// <summary>Does a worn mark leave these two hard to tell apart?</summary>
    public static bool IsWornPair(char one, char other)
    {
        for (var at = 0; at < WornPairs.Length; at += 2)
        {
            var pair = (WornPairs[at], WornPairs[at + 1]);
            if (pair == (one, other) || pair == (other, one))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// How what was asked for comes of what is on record; null when it takes more errors, or one of them is too long.
    /// </summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="marked">What is on record.</param>
    /// <param name="most">The most errors, up to <see cref="SerialNear.MaxErrors"/>.</param>
    internal static Misreading? Between(SerialLetters asked, SerialLetters marked, int most)
    {
        var (rows, columns) = (asked.Visual.Length, marked.Visual.Length);
        if (rows > MaxLength || Math.Abs(rows - columns) > most)
        {
            return null;
        }

        if (!IsWithin(asked.Visual, marked.Visual, most))
        {
            return null;
        }

        Span<int> table = stackalloc int[(MaxLength + 1) * Band * Layers];
        Fill(asked, marked, most, table);
        for (var errors = 0; errors <= most; errors++)
        {
            if (table[At(rows, columns, errors)] is < Never and var weight)
            {
                return new Misreading(errors, weight);
            }
        }

        return null;
    }

    /// <summary>The errors themselves, by place, of what <see cref="Between"/> finds.</summary>
    internal static ImmutableArray<Misread> Explain(SerialLetters asked, SerialLetters marked, Misreading found)
    {
        Span<int> table = stackalloc int[(MaxLength + 1) * Band * Layers];
        Fill(asked, marked, found.Errors, table);
        var made = ImmutableArray.CreateBuilder<Misread>();
        var (i, j, errors) = (asked.Visual.Length, marked.Visual.Length, found.Errors);
        while (i > 0 || j > 0)
        {
            foreach (var step in Steps(asked, marked, i, j))
            {
                var left = errors - step.Errors;
                if (left >= 0 && Near(i - step.Rows, j - step.Columns)
                    && table[At(i - step.Rows, j - step.Columns, left)] + step.Weight == table[At(i, j, errors)])
                {
                    (i, j, errors) = (i - step.Rows, j - step.Columns, left);
                    if (step.Errors > 0)
                    {
                        made.Add(new(
                            step.Kind,
                            i + 1,
                            asked.Canonical.Substring(i, step.Rows),
                            marked.Canonical.Substring(j, step.Columns)));
                    }

                    break;
                }
            }
        }

        made.Reverse();
        return made.ToImmutable();
    }

    /// <summary>
    /// Whether so many errors are enough, without their weight: most of what the index leads to is told apart here.
    /// Where two begin alike, taking that as read never costs an error.
    /// </summary>
    private static bool IsWithin(ReadOnlySpan<char> read, ReadOnlySpan<char> mark, int most)
    {
        var alike = read.CommonPrefixLength(mark);
        read = read[alike..];
        mark = mark[alike..];
        if (read.IsEmpty || mark.IsEmpty || most == 0)
        {
            return read.Length + mark.Length <= most;
        }

        return IsWithin(read[1..], mark[1..], most - 1)
            || IsWithin(read, mark[1..], most - 1)
            || IsWithin(read[1..], mark, most - 1)
            || (read.Length > 1 && mark.Length > 1 && read[0] == mark[1] && read[1] == mark[0]
                && IsWithin(read[2..], mark[2..], most - 1));
    }

    private const int Band = (2 * SerialNear.MaxErrors) + 1;
    private const int Layers = SerialNear.MaxErrors + 1;

    private static bool Near(int i, int j) => Math.Abs(i - j) <= SerialNear.MaxErrors;

    private static int At(int i, int j, int errors) =>
        (((i * Band) + j - i + SerialNear.MaxErrors) * Layers) + errors;

    /// <summary>The least weight of every pair of beginnings, for exactly so many errors.</summary>
    private static void Fill(SerialLetters asked, SerialLetters marked, int most, Span<int> table)
    {
        table.Fill(Never);
        table[At(0, 0, 0)] = 0;
        for (var i = 0; i <= asked.Visual.Length; i++)
        {
            var last = Math.Min(marked.Visual.Length, i + SerialNear.MaxErrors);
            for (var j = Math.Max(0, i - SerialNear.MaxErrors); j <= last; j++)
            {
                foreach (var step in Steps(asked, marked, i, j))
                {
                    if (!Near(i - step.Rows, j - step.Columns))
                    {
                        continue;
                    }

                    for (var errors = step.Errors; errors <= most; errors++)
                    {
                        var weight = table[At(i - step.Rows, j - step.Columns, errors - step.Errors)] + step.Weight;
                        table[At(i, j, errors)] = Math.Min(table[At(i, j, errors)], weight);
                    }
                }
            }
        }
    }

    /// <summary>The ways in which two beginnings may end.</summary>
    private static StepList Steps(SerialLetters asked, SerialLetters marked, int i, int j)
    {
        var steps = default(StepList);
        var (read, mark) = (asked.Visual, marked.Visual);
        if (i > 0 && j > 0)
        {
            steps.Add(read[i - 1] == mark[j - 1]
                ? new(default, 0, 1, 1, asked.Canonical[i - 1] == marked.Canonical[j - 1] ? 0 : LookAlike)
                : Changed(read[i - 1], mark[j - 1]));
        }

        if (i > 1 && j > 1 && read[i - 1] != read[i - 2] && read[i - 1] == mark[j - 2] && read[i - 2] == mark[j - 1])
        {
            steps.Add(new(MisreadKind.Swapped, 1, 2, 2, Slip));
        }

        if (j > 0)
        {
            steps.Add(new(MisreadKind.Dropped, 1, 0, 1, IsTwin(mark, j - 1) ? Slip : Dropped));
        }

        if (i > 0)
        {
            steps.Add(new(MisreadKind.Added, 1, 1, 0, IsTwin(read, i - 1) ? Slip : Other));
        }

        return steps;
    }

    private static Step Changed(char read, char mark) => IsWornPair(read, mark)
        ? new(MisreadKind.Worn, 1, 1, 1, Worn)
        : new(MisreadKind.Changed, 1, 1, 1, char.IsAsciiDigit(read) == char.IsAsciiDigit(mark) ? Other : OtherClass);

    private static bool IsTwin(string text, int at) =>
        (at > 0 && text[at - 1] == text[at]) || (at + 1 < text.Length && text[at + 1] == text[at]);

    /// <summary>One way in which two beginnings end.</summary>
    private readonly record struct Step(MisreadKind Kind, int Errors, int Rows, int Columns, int Weight);

    /// <summary>At most four steps, on the stack: they are asked for millions of times.</summary>
    private ref struct StepList
    {
        private Four _steps;
        private int _count;

        public void Add(Step step) => _steps[_count++] = step;

        public readonly Enumerator GetEnumerator() => new(this);

        [System.Runtime.CompilerServices.InlineArray(4)]
        private struct Four
        {
            private Step _first;
        }

        public ref struct Enumerator(StepList list)
        {
            private readonly StepList _list = list;
            private int _at = -1;

            public readonly Step Current => _list._steps[_at];

            public bool MoveNext() => ++_at < _list._count;
        }
    }
}
