using System.Globalization;
using System.Text;

namespace TransferLedger.Store.Json;

/// <summary>
/// Where JSON is written before it is copied out. Each thread keeps one, because a writer of many facts would otherwise
/// make and throw away several buffers for each.
/// </summary>
internal sealed class JsonText : TextWriter
{
    /// <summary>A buffer that one long paper has made larger than this is not kept.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static JsonText? _idle;

    private char[] _chars = new char[1_024];
    private int _length;

    private JsonText()
        : base(CultureInfo.InvariantCulture)
    {
    }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>What was written; valid until it is disposed of.</summary>
    public ReadOnlySpan<char> Written => _chars.AsSpan(0, _length);

    /// <summary>An empty one. Disposing gives it back.</summary>
    public static JsonText Take()
    {
        var text = _idle ?? new JsonText();
        _idle = null;
        text._length = 0;
        return text;
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (_length == _chars.Length)
        {
            Grow(1);
        }

        _chars[_length++] = value;
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > _chars.Length - _length)
        {
            Grow(buffer.Length);
        }

        buffer.CopyTo(_chars.AsSpan(_length));
        _length += buffer.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_chars.Length <= MostKept)
        {
            _idle = this;
        }
    }

    private void Grow(int more) => Array.Resize(ref _chars, Math.Max(_chars.Length * 2, _length + more));
}
