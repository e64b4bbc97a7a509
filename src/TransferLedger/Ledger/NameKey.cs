using System.Buffers;
using System.Text;

namespace TransferLedger.Ledger;

/// <summary>
/// Are two writings of a name the same? Case, spaces, punctuation, accents and the letters that systems without them
/// write otherwise (<c>ø</c> o, <c>ß</c> ss, <c>æ</c> ae) do not count. For comparing what two papers say, never for
/// keys: a subject keeps the letters it was written with.
/// </summary>
public static class NameKey
{
    private const string Letters = "æœøłđðþßı";

    private static readonly SearchValues<char> Any = SearchValues.Create(Letters);

    private static readonly string[] Plain = ["ae", "oe", "o", "l", "d", "d", "th", "ss", "i"];

    /// <summary>What the name comes to; empty when it holds no letter or digit.</summary>
    public static string Of(string name)
    {
        var key = Subject.Normalise(Nfkc.WithoutMarks(name));
        if (key.AsSpan().IndexOfAny(Any) < 0)
        {
            return key;
        }

        var made = new StringBuilder(key.Length + 4);
        foreach (var letter in key)
        {
            var at = Letters.IndexOf(letter, StringComparison.Ordinal);
            _ = at < 0 ? made.Append(letter) : made.Append(Plain[at]);
        }

        return made.ToString();
    }
}
