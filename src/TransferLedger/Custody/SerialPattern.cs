using System.Collections.Immutable;
using System.Text;

namespace TransferLedger.Custody;

/// <summary>Why a number cannot be searched for.</summary>
public enum SerialProblem
{
    /// <summary>It holds no letter or digit.</summary>
    Empty,

    /// <summary>It says that there is no number (<see cref="NoNumber"/>).</summary>
    SaysNone,

    /// <summary>Besides <c>?</c> and <c>*</c> it holds too few letters and digits to narrow anything down.</summary>
    TooOpen,

    /// <summary>It has wildcards and is longer than any number.</summary>
    TooLong,
}

/// <summary>
/// A number of which characters are unknown: <c>?</c> stands for one letter or digit, <c>*</c> for any run of them,
/// also none. What is known is compared by what it looks like (<see cref="SerialKeys.Visual"/>).
/// </summary>
public sealed class SerialPattern
{
    /// <summary>The fewest letters and digits that must be known.</summary>
    public const int MinKnown = 3;

    /// <summary>The longest pattern, in UTF-16 units as typed.</summary>
    public const int MaxLength = 64;

    /// <summary>One unknown character.</summary>
    public const char One = '?';

    /// <summary>Any run of unknown characters.</summary>
    public const char Any = '*';

    private SerialPattern(string text) => Text = text;

    /// <summary>What is known as visual key, with the wildcards; no two <c>*</c> follow each other.</summary>
    public string Text { get; }

    /// <summary>The characters known at the beginning.</summary>
    public string Beginning => Text[..Text.AsSpan().IndexOfAny(One, Any)];

    /// <summary>The characters known at the end.</summary>
    public string End => Text[(Text.AsSpan().LastIndexOfAny(One, Any) + 1)..];

    /// <summary>Neither the first nor the last character is known, so that no index leads to what fits.</summary>
    public bool IsOpenAtBothEnds => Beginning.Length + End.Length == 0;

    /// <summary>The keys of all numbers that fit (<see cref="SerialNear"/>); null when they are too many.</summary>
    public long[]? Keys => Text.Contains(Any, StringComparison.Ordinal) ? null : SerialNear.Filled(Text, One);

    /// <summary>Does a text as typed hold a wildcard, in any width?</summary>
    public static bool HasWildcard(string text) => text.AsSpan().IndexOfAny("?*？＊") >= 0;

    /// <summary>Why a text as typed cannot be searched for; null when it can.</summary>
    public static SerialProblem? ProblemOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!HasWildcard(text))
        {
            return SerialKeys.Of(text).Canonical.Length == 0 ? SerialProblem.Empty
                : NoNumber.IsSaidBy(text) ? SerialProblem.SaysNone
                : null;
        }

        return text.Length > MaxLength ? SerialProblem.TooLong
            : VisualOf(text).Count(it => it is not (One or Any)) < MinKnown ? SerialProblem.TooOpen
            : null;
    }

    /// <summary>The pattern of a text as typed.</summary>
    /// <exception cref="FormatException">It has no wildcard, or <see cref="ProblemOf"/> says why not.</exception>
    public static SerialPattern Of(string text) => HasWildcard(text) && ProblemOf(text) is null
        ? new SerialPattern(VisualOf(text))
        : throw new FormatException($"'{text}' is no number with wildcards.");

    /// <summary>
    /// What of a visual key stands for each wildcard, in their order; default when it does not fit. Each <c>*</c> takes
    /// as little as it can.
    /// </summary>
    public ImmutableArray<string> Fit(string visual)
    {
        ArgumentNullException.ThrowIfNull(visual);
        var taken = new int[Text.Length];
        var (at, from, star, resume) = (0, 0, -1, 0);
        while (from < visual.Length || at < Text.Length)
        {
            if (at < Text.Length && Text[at] == Any)
            {
                (star, resume) = (at, from);
                taken[at++] = 0;
            }
            else if (at < Text.Length && from < visual.Length && (Text[at] == One || Text[at] == visual[from]))
            {
                taken[at++] = 1;
                from++;
            }
            else if (star >= 0 && resume < visual.Length)
            {
                // The last * takes one more, and what follows it is tried again: never more than text times pattern.
                taken[star]++;
                (at, from) = (star + 1, ++resume);
            }
            else
            {
                return default;
            }
        }

        return Filling(visual, taken);
    }

    private ImmutableArray<string> Filling(string visual, int[] taken)
    {
        var made = ImmutableArray.CreateBuilder<string>();
        var from = 0;
        for (var at = 0; at < Text.Length; at++)
        {
            if (Text[at] is One or Any)
            {
                made.Add(visual.Substring(from, taken[at]));
            }

            from += taken[at];
        }

        return made.ToImmutable();
    }

    private static string VisualOf(string text)
    {
        var (made, from) = (new StringBuilder(), 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is not (One or Any or '？' or '＊'))
            {
                continue;
            }

            // Only a label at the very beginning is one.
            made.Append(from == 0
                ? SerialKeys.Of(text[..at]).Visual
                : SerialKeys.Of("X" + text[from..at]).Visual[1..]);
            if (at < text.Length)
            {
                var open = text[at] is One or '？' ? One : Any;
                if (open == One || made.Length == 0 || made[^1] != Any)
                {
                    made.Append(open);
                }
            }

            from = at + 1;
        }

        return made.ToString();
    }
}
