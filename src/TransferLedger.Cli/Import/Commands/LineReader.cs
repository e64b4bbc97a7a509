using System.Globalization;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>Reads a file line by line, as bytes.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>The longest line that is read into memory, in bytes.</summary>
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _line;
    private bool _ended;

    /// <summary>The next line without its line break and its number from 1; null at the end.</summary>
    /// <exception cref="ImportInputException">A line is too long, or the file is not UTF-8 text.</exception>
    public (long Number, ReadOnlyMemory<byte> Bytes)? Next()
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0 || _ended)
            {
                var length = at >= 0 ? searched + at : _end - _start;
                if (length == 0 && at < 0)
                {
                    return null;
                }

                var bytes = _buffer.AsMemory(_start, length);
                _start += at >= 0 ? length + 1 : length;
                _line++;
                return (_line, Tidy(bytes));
            }

            searched = _end - _start;
            Fill();
        }
    }

    private ReadOnlyMemory<byte> Tidy(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (_line == 1 && span is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }
        else if (_line == 1 && span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ImportInputException("The file is UTF-16. Commands are read from UTF-8; save it as UTF-8.");
        }

        return bytes.Length > 0 && bytes.Span[^1] == '\r' ? bytes[..^1] : bytes;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxLineBytes)
            {
                throw new ImportInputException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Line {_line + 1} is longer than {MaxLineBytes} bytes. ")
                    + "A command stands on one line; is this the right file?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
