using System.Buffers;
using System.Text;

namespace TransferLedger.Ledger;

/// <summary>
/// Unicode normalisation form KC (Unicode Standard Annex 15, data of Unicode 14.0): what looks or means the same is
/// written the same, so that a full-width <c>１</c> is <c>1</c>, <c>№</c> is <c>No</c>, and a letter with a separate
/// accent is one letter.
/// </summary>
/// <remarks>
/// The ledger's own, because <see cref="string.Normalize()"/> does nothing where the runtime is set to invariant
/// globalization, follows the version of ICU on the machine elsewhere, and throws on a lone surrogate. Keys stored for
/// ever must not depend on any of these. Characters younger than the data are left as they are. Thread-safe.
/// </remarks>
public static class Nfkc
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7;
    private const int TailCount = 28;
    private const int CodePointBits = 21;
    private const int ClassShift = 56;

    /// <summary>
    /// The text in form KC; the same instance when it is in that form already. A lone surrogate becomes U+FFFD.
    /// </summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stable = IndexOfUnstable(text);
        if (stable < 0)
        {
            return text;
        }

        var points = Decompose(text);
        Reorder(points);
        var length = Compose(points);
        var made = new StringBuilder(length);
        Span<char> units = stackalloc char[2];
        for (var i = 0; i < length; i++)
        {
            made.Append(units[..new Rune(PointOf(points[i])).EncodeToUtf16(units)]);
        }

        return made.Equals(text) ? text : made.ToString();
    }

    /// <summary>The text in form KC without accents and other marks above, below and through letters.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string WithoutMarks(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var points = Decompose(text);
        points.RemoveAll(it => ClassOf(it) != 0);
        var length = Compose(points);
        var made = new StringBuilder(length);
        Span<char> units = stackalloc char[2];
        for (var i = 0; i < length; i++)
        {
            made.Append(units[..new Rune(PointOf(points[i])).EncodeToUtf16(units)]);
        }

        return made.ToString();
    }

    private static int IndexOfUnstable(string text)
    {
        var ascii = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u009F');
        if (ascii < 0)
        {
            return -1;
        }

        var unstable = NfkcData.Instance.Unstable;
        for (var i = ascii; i < text.Length; i++)
        {
            if ((unstable[text[i] >> 6] >> (text[i] & 63) & 1) != 0)
            {
                return i;
            }
        }

        return -1;
    }

    // Each entry holds combining class, place and code point, from the highest bits to the lowest: sorting a run of
    // marks by the whole number then keeps marks of one class in their order, in n log n.
    private static List<ulong> Decompose(string text)
    {
        var data = NfkcData.Instance;
        var points = new List<ulong>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            var point = rune.Value;
            if (point is >= HangulFirst and < HangulFirst + HangulCount)
            {
                var syllable = point - HangulFirst;
                Add(LeadFirst + (syllable / (VowelCount * TailCount)));
                Add(VowelFirst + (syllable % (VowelCount * TailCount) / TailCount));
                if (syllable % TailCount != 0)
                {
                    Add(TailFirst + (syllable % TailCount));
                }
            }
            else if (data.Decompositions.TryGetValue(point, out var parts))
            {
                foreach (var part in parts)
                {
                    Add(part);
                }
            }
            else
            {
                Add(point);
            }
        }

        return points;

        void Add(int point) => points.Add(
            ((ulong)data.Classes.GetValueOrDefault(point) << ClassShift)
            | ((ulong)points.Count << CodePointBits)
            | (uint)point);
    }

    private static void Reorder(List<ulong> points)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points);
        for (var i = 0; i < all.Length; i++)
        {
            var from = i;
            while (i < all.Length && ClassOf(all[i]) != 0)
            {
                i++;
            }

            all[from..i].Sort();
        }
    }

    // In place; returns how many entries are left.
    private static int Compose(List<ulong> points)
    {
        var (starter, kept, lastClass) = (-1, 0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var (point, marks) = (points[i], ClassOf(points[i]));
            var blocked = starter < 0 || (kept - 1 > starter && lastClass >= marks);
            if (!blocked && Pair(PointOf(points[starter]), PointOf(point)) is var pair and not 0)
            {
                points[starter] = (uint)pair;
                continue;
            }

            if (marks == 0)
            {
                starter = kept;
            }

            lastClass = marks;
            points[kept++] = point;
        }

        return kept;
    }

    private static int Pair(int first, int second)
    {
        if (first is >= LeadFirst and < LeadFirst + LeadCount && second is >= VowelFirst and < VowelFirst + VowelCount)
        {
            return HangulFirst + ((((first - LeadFirst) * VowelCount) + (second - VowelFirst)) * TailCount);
        }

        if (first is >= HangulFirst and < HangulFirst + HangulCount
            && (first - HangulFirst) % TailCount == 0
            && second is > TailFirst and < TailFirst + TailCount)
        {
            return first + (second - TailFirst);
        }

        return NfkcData.Instance.Compositions.GetValueOrDefault(((long)first << CodePointBits) | (uint)second);
    }

    private static int ClassOf(ulong entry) => (int)(entry >> ClassShift);

    private static int PointOf(ulong entry) => (int)(entry & ((1UL << CodePointBits) - 1));
}
