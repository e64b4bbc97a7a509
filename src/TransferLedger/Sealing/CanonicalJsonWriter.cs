using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TransferLedger.Sealing;

/// <summary>A step of the path to a value: a member's name in the buffer, or an element's index.</summary>
/// <param name="NameStart">Where the name's opening quote stands; -1 for an element, or when no name was read
/// yet.</param>
/// <param name="NameLength">How many bytes the name takes, quotes included.</param>
/// <param name="Index">The element's index.</param>
internal readonly record struct PathStep(int NameStart, int NameLength, int Index);

/// <summary>
/// Reads one JSON document and writes its canonical form, refusing what <see cref="CanonicalJson"/> refuses.
/// </summary>
internal ref struct CanonicalJsonWriter
{
    private const int ShownPath = 300;
    private const int ShownName = 40;

    private static readonly SearchValues<char> PlainName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly string _root;
    private readonly Span<PathStep> _path;
    private readonly CanonicalBuffer _made;
    private readonly List<Member> _members = [];
    private readonly ReadOnlySpan<byte> _utf8;

    // Asked once of the whole, so that hardly ever a single string has to be.
    private readonly bool _isUnicode;
    private readonly bool _isAscii;
    private Utf8JsonReader _reader;
    private int _depth;

    public CanonicalJsonWriter(ReadOnlySpan<byte> utf8, string root, Span<PathStep> path, CanonicalBuffer made)
    {
        _root = root;
        _path = path;
        _made = made;
        _utf8 = utf8;
        _isAscii = Ascii.IsValid(utf8);
        _isUnicode = _isAscii || Utf8.IsValid(utf8);

        // One level more than is allowed, so that the refusal is ours and names its path.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth + 1 });
    }

    public void Write(bool objectOnly)
    {
        try
        {
            _reader.Read();
            if (objectOnly && _reader.TokenType != JsonTokenType.StartObject)
            {
                throw Refused("is not an object");
            }

            WriteValue();
            _reader.Read();
        }
        catch (JsonException malformed)
        {
            throw Refused("is not well-formed JSON: " + malformed.Message.TrimEnd('.'), malformed);
        }
    }

    private void WriteValue()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject();
                break;
            case JsonTokenType.StartArray:
                WriteArray();
                break;
            case JsonTokenType.String:
                WriteString();
                break;
            case JsonTokenType.Number:
                WriteInteger();
                break;
            default:
                _made.Append(_reader.ValueSpan);
                break;
        }
    }

    private void WriteObject()
    {
        Enter();
        _made.Append((byte)'{');
        var (first, sorted) = (_members.Count, true);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            if (_members.Count > first)
            {
                _made.Append((byte)',');
            }

            var start = _made.Length;
            _path[_depth - 1] = new PathStep(-1, 0, -1);
            WriteString();
            var nameLength = _made.Length - start;
            _path[_depth - 1] = new PathStep(start, nameLength, -1);
            var plain = !_reader.ValueIsEscaped && (_isAscii || Ascii.IsValid(_reader.ValueSpan));
            var name = plain ? null : _reader.GetString();
            _made.Append((byte)':');
            _reader.Read();
            WriteValue();
            _members.Add(new Member(start, nameLength, _made.Length - start, name));
            sorted = sorted && (_members.Count - first < 2 || _made.Compare(_members[^2], _members[^1]) < 0);
        }

        if (!sorted)
        {
            SortMembers(CollectionsMarshal.AsSpan(_members)[first..]);
        }

        CollectionsMarshal.SetCount(_members, first);
        _made.Append((byte)'}');
        _depth--;
    }

    private readonly void SortMembers(Span<Member> members)
    {
        _made.Sort(members);
        for (var i = 1; i < members.Length; i++)
        {
            if (_made.Compare(members[i - 1], members[i]) == 0)
            {
                _path[_depth - 1] = new PathStep(members[i].Start, members[i].NameLength, -1);
                throw Refused("is given twice");
            }
        }
    }

    private void WriteArray()
    {
        Enter();
        _made.Append((byte)'[');
        for (var index = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (index > 0)
            {
                _made.Append((byte)',');
            }

            _path[_depth - 1] = new PathStep(-1, 0, index);
            WriteValue();
        }

        _made.Append((byte)']');
        _depth--;
    }

    private void Enter()
    {
        if (_depth == CanonicalJson.MaxDepth)
        {
            var limit = CanonicalJson.MaxDepth.ToString(CultureInfo.InvariantCulture);
            throw Refused($"is nested deeper than {limit} levels");
        }

        _path[_depth++] = new PathStep(-1, 0, -1);
    }

    private readonly void WriteInteger()
    {
        var text = _reader.ValueSpan;
        if (text.IndexOfAny(".eE"u8) >= 0)
        {
            throw Refused("is a number with a fraction or an exponent; write decimals as strings");
        }

        if (!Utf8Parser.TryParse(text, out long number, out var read)
            || read != text.Length
            || number is < -CanonicalJson.MaxInteger or > CanonicalJson.MaxInteger)
        {
            throw Refused("is an integer beyond 9007199254740991; write it as a string");
        }

        _made.Append(number);
    }

    private readonly void WriteString()
    {
        var text = _reader.ValueSpan;
        if (!_isUnicode && !Utf8.IsValid(text))
        {
            throw Refused("has text that is not Unicode: a lone surrogate or broken UTF-8");
        }

        if (!_reader.ValueIsEscaped)
        {
            _made.Append(_utf8.Slice((int)_reader.TokenStartIndex, text.Length + 2));
            return;
        }

        _made.Append((byte)'"');
        while (text.IndexOf((byte)'\\') is var escape and >= 0)
        {
            _made.Append(text[..escape]);
            text = text[(escape + 1)..];
            text = text[WriteEscape(text)..];
        }

        _made.Append(text);
        _made.Append((byte)'"');
    }

    // What follows the backslash; returns how many bytes it took. The reader has checked that it is well-formed.
    private readonly int WriteEscape(ReadOnlySpan<byte> text)
    {
        if (text[0] != 'u')
        {
            _made.AppendEscaped(new Rune(text[0] switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var itself => (char)itself,
            }));
            return 1;
        }

        var unit = Unit(text);
        if (Rune.TryCreate(unit, out var rune))
        {
            _made.AppendEscaped(rune);
            return 5;
        }

        if (text.Length >= 11 && text[5] == '\\' && text[6] == 'u' && Rune.TryCreate(unit, Unit(text[6..]), out rune))
        {
            _made.Append(rune);
            return 11;
        }

        throw Refused("has text that is not Unicode: a lone surrogate or broken UTF-8");
    }

    private static char Unit(ReadOnlySpan<byte> text) =>
        (char)ushort.Parse(text[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly FormatException Refused(string reason, Exception? cause = null)
    {
        var path = new StringBuilder(_root);
        foreach (var step in _path[.._depth])
        {
            if (step.NameStart >= 0)
            {
                AppendName(path, Encoding.UTF8.GetString(_made.Written.Slice(step.NameStart, step.NameLength)));
            }
            else if (step.Index >= 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            }
        }

        if (path.Length > ShownPath)
        {
            path.Length = ShownPath;
            path.Append('…');
        }

        return new FormatException(path.Append(' ').Append(reason).Append('.').ToString(), cause);
    }

    private static void AppendName(StringBuilder path, string quoted)
    {
        var name = quoted.AsSpan(1, quoted.Length - 2);
        if (!name.IsEmpty && name.Length <= ShownName && !name.ContainsAnyExcept(PlainName))
        {
            path.Append('.').Append(name);
            return;
        }

        path.Append("[\"")
            .Append(name[..Math.Min(name.Length, ShownName)])
            .Append(name.Length > ShownName ? "…\"]" : "\"]");
    }
}
