using System.Buffers;
using System.Text;

namespace TransferLedger.Sealing;

/// <summary>A member of an object as it stands in a <see cref="CanonicalBuffer"/>.</summary>
/// <param name="Start">Where its name's opening quote stands.</param>
/// <param name="NameLength">How many bytes the name takes, quotes included.</param>
/// <param name="Length">How many bytes the member takes.</param>
/// <param name="Name">The name itself where its bytes do not sort as it does: it has an escape or is not ASCII.</param>
internal readonly record struct Member(int Start, int NameLength, int Length, string? Name);

/// <summary>Bytes being written, on borrowed memory; grows as needed.</summary>
internal sealed class CanonicalBuffer : IDisposable
{
    private const int FewMembers = 16;

    // ASCII that stands in a string as it is.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\'))]);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Append(byte one) => Room(1)[0] = one;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    public void Append(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Append(utf8[..rune.EncodeToUtf8(utf8)]);
    }

    public void Append(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        Append(digits[..length]);
    }

    /// <summary>Appends a string's value in quotes, escaped as RFC 8785 §3.2.2.2 has it.</summary>
    /// <returns>False when it holds a lone surrogate; what was written then means nothing.</returns>
    public bool AppendString(ReadOnlySpan<char> text)
    {
        Append((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            plain = plain < 0 ? text.Length : plain;
            Encoding.ASCII.GetBytes(text[..plain], Room(plain));
            text = text[plain..];
            if (text.IsEmpty)
            {
                break;
            }

            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }

            AppendEscaped(rune);
            text = text[length..];
        }

        Append((byte)'"');
        return true;
    }

    /// <summary>Appends one character of a string, escaped only where RFC 8785 §3.2.2.2 has it so.</summary>
    public void AppendEscaped(Rune rune)
    {
        switch (rune.Value)
        {
            case '"':
                Append("\\\""u8);
                break;
            case '\\':
                Append("\\\\"u8);
                break;
            case '\b':
                Append("\\b"u8);
                break;
            case '\t':
                Append("\\t"u8);
                break;
            case '\n':
                Append("\\n"u8);
                break;
            case '\f':
                Append("\\f"u8);
                break;
            case '\r':
                Append("\\r"u8);
                break;
            case < ' ':
                Append("\\u00"u8);
                Append("0123456789abcdef"u8[rune.Value >> 4]);
                Append("0123456789abcdef"u8[rune.Value & 15]);
                break;
            default:
                Append(rune);
                break;
        }
    }

    /// <summary>By the UTF-16 units of their names (RFC 8785 §3.2.3).</summary>
    public int Compare(Member left, Member right)
    {
        if (left.Name is null && right.Name is null)
        {
            return AsciiName(left).SequenceCompareTo(AsciiName(right));
        }

        return string.CompareOrdinal(
            left.Name ?? Encoding.ASCII.GetString(AsciiName(left)),
            right.Name ?? Encoding.ASCII.GetString(AsciiName(right)));
    }

    /// <summary>Sorts members that stand one after another, with a comma between, at the end of the buffer.</summary>
    public void Sort(Span<Member> members)
    {
        var start = members[0].Start;
        if (members.Length <= FewMembers)
        {
            InsertionSort(members);
        }
        else
        {
            members.Sort(Compare);
        }

        var before = ArrayPool<byte>.Shared.Rent(Length - start);
        Written[start..].CopyTo(before);
        Length = start;
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                Append((byte)',');
            }

            var member = members[i];
            members[i] = member with { Start = Length };
            Append(before.AsSpan(member.Start - start, member.Length));
        }

        ArrayPool<byte>.Shared.Return(before);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    // Most payloads have few members, for which a delegate costs more than the moves.
    private void InsertionSort(Span<Member> members)
    {
        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var at = i;
            for (; at > 0 && Compare(member, members[at - 1]) < 0; at--)
            {
                members[at] = members[at - 1];
            }

            members[at] = member;
        }
    }

    private ReadOnlySpan<byte> AsciiName(Member member) => Written.Slice(member.Start + 1, member.NameLength - 2);

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + length, _bytes.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }
}
