using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace TransferLedger.Sealing;

/// <summary>
/// The one way to write a payload as bytes, so that it can be sealed: the JSON Canonicalization Scheme (RFC 8785),
/// restricted to what the ledger's payloads may hold.
/// </summary>
/// <remarks>
/// Objects, arrays, strings, integers of at most <see cref="MaxInteger"/> either way, true, false and null. Members
/// stand in the order of the UTF-16 units of their names (§3.2.3), strings are escaped as in §3.2.2.2 and not
/// normalised, there is no white space. Fractions and exponents are refused, also where the value is whole, because
/// decimals belong into strings; <c>-0</c> is written 0, as §3.2.2.3 has it.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>How deep objects and arrays may nest; the outermost is the first level.</summary>
    public const int MaxDepth = 64;

    /// <summary>The largest integer, 2⁵³ − 1: every reader of JSON holds it exactly (RFC 8259 §6).</summary>
    public const long MaxInteger = 9_007_199_254_740_991;

    // No UTF-8 has this byte. It carries a lone surrogate to where its path in the document is known.
    private const byte NotUtf8 = 0xFF;

    /// <summary>The canonical form in UTF-8 of a JSON text.</summary>
    /// <exception cref="FormatException">
    /// It is not JSON, has anything behind its value, a duplicate name, a lone surrogate, a number that is not such an
    /// integer, or nests too deep. The message begins with the path, such as <c>$.lines[3].mass</c>; where
    /// the text is not JSON, with that of the last name or element reached.
    /// </exception>
    public static byte[] Of(string json)
    {
        using var made = new CanonicalBuffer();
        Write(json, "$", objectOnly: false, made);
        return made.Written.ToArray();
    }

    /// <summary>The canonical form in UTF-8 of a JSON text in UTF-8, without a byte order mark.</summary>
    /// <exception cref="FormatException">As for a text; or it is not UTF-8.</exception>
    public static byte[] Of(ReadOnlySpan<byte> utf8)
    {
        using var made = new CanonicalBuffer();
        Write(utf8, "$", objectOnly: false, made);
        return made.Written.ToArray();
    }

    /// <summary>Appends the canonical form; paths in messages begin with the given root.</summary>
    internal static void Write(string json, string root, bool objectOnly, CanonicalBuffer made)
    {
        ArgumentNullException.ThrowIfNull(json);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var rest = json.AsSpan();
            var length = 0;
            while (Utf8.FromUtf16(rest, bytes.AsSpan(length), out var read, out var written, false)
                is not OperationStatus.Done)
            {
                length += written;
                bytes[length++] = NotUtf8;
                rest = rest[(read + 1)..];
            }

            length += Encoding.UTF8.GetByteCount(rest);
            Write(bytes.AsSpan(0, length), root, objectOnly, made);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void Write(ReadOnlySpan<byte> utf8, string root, bool objectOnly, CanonicalBuffer made)
    {
        Span<PathStep> path = stackalloc PathStep[MaxDepth];
        new CanonicalJsonWriter(utf8, root, path, made).Write(objectOnly);
    }
}
