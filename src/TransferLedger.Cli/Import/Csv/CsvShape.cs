using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>
/// How a file is written, found out by reading it through once before anything is recorded: a file whose quotes do
/// not close or that is not text is refused as a whole.
/// </summary>
/// <param name="Encoding">What its bytes mean.</param>
/// <param name="HasMark">Does it begin with a byte order mark?</param>
/// <param name="Delimiter">What stands between cells.</param>
/// <param name="NewLine">What its first line ends with.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Records">How many records it has, the header included, blank lines not.</param>
internal sealed record CsvShape(
    Encoding Encoding, bool HasMark, char Delimiter, char Quote, string NewLine, long Bytes, long Records)
{
    /// <summary>The longest record that is read into memory, in bytes.</summary>
    public const int MaxRecordBytes = 64 * 1024 * 1024;

    private const int Chunk = 1024 * 1024;

    /// <summary>Reads the file through.</summary>
    /// <exception cref="ImportInputException">
    /// It cannot be read as a CSV file; the message says where and what to do.
    /// </exception>
    public static CsvShape Of(string path, CsvLayout layout, CancellationToken cancel)
    {
        using var stream = Open(path);
        var start = new byte[Math.Min(Chunk, stream.Length)];
        stream.ReadExactly(start);
        var (encoding, mark) = EncodingOf(stream, start, layout, cancel);
        stream.Position = 0;
        long? unclosed = null;
        using var reader = Reader(stream, encoding, layout.Delimiter, layout.Quote, it =>
            unclosed = it.Reason == CsvMalformedReason.UnterminatedQuote ? it.LineNumber : unclosed);
        var records = 0L;
        try
        {
            while (reader.Read())
            {
                records++;
                cancel.ThrowIfCancellationRequested();
            }
        }
        catch (CsvFormatException wrong)
        {
            throw TooLong(wrong);
        }

        if (unclosed is { } line)
        {
            throw Unclosed(line);
        }

        if (records == 0)
        {
            throw new ImportInputException("The file is empty. It needs a header line with the names of its columns.");
        }

        return new CsvShape(
            encoding, mark, reader.Separator, layout.Quote, NewLineOf(start, encoding), stream.Length, records);
    }

    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ImportInputException($"The file cannot be opened: {wrong.Message}", wrong);
        }
    }

    public static CsvReader Reader(
        Stream stream, Encoding encoding, char? delimiter, char quote, Action<CsvMalformedRecord> malformed) =>
        CsvReader.Create(stream, new CsvReaderOptions
        {
            HasHeader = false,
            Encoding = encoding is UTF8Encoding ? null : encoding,
            Separator = delimiter,
            Quote = quote,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = malformed,
        });

    public static ImportInputException TooLong(CsvFormatException wrong) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The record that starts on line {wrong.LineNumber} is longer than {MaxRecordBytes} bytes. ")
        + "A quote that is opened there may never be closed; look at that line.",
        wrong);

    public static ImportInputException Unclosed(long line) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"A quote is opened in the record that starts on line {line} and never closed before the end of the file. ")
        + "Close it, or double it if it belongs to the text. Nothing was imported.");

    private static (Encoding Encoding, bool Mark) EncodingOf(
        FileStream stream, byte[] start, CsvLayout layout, CancellationToken cancel)
    {
        switch (start)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                return (TextEncodings.Utf8, true);
            case [0xFF, 0xFE, ..]:
                return (Encoding.Unicode, true);
            case [0xFE, 0xFF, ..]:
                return (Encoding.BigEndianUnicode, true);
        }

        if (layout.Encoding is { } declared)
        {
            return (TextEncodings.Find(declared)!, false);
        }

        if (start.Length >= 4 && start.AsSpan(0, 4).Count((byte)0) == 2)
        {
            throw new ImportInputException(
                "The file seems to be UTF-16 without a byte order mark. Save it as UTF-8, or set csv.encoding to "
                + "utf-16le or utf-16be in the profile.");
        }

        return layout.FallbackEncoding is { } fallback && !IsUtf8(stream, cancel)
            ? (TextEncodings.Find(fallback)!, false)
            : (TextEncodings.Utf8, false);
    }

    private static bool IsUtf8(FileStream stream, CancellationToken cancel)
    {
        stream.Position = 0;
        var buffer = new byte[Chunk];
        var held = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var read = stream.Read(buffer, held, buffer.Length - held);
            if (read == 0)
            {
                return Utf8.IsValid(buffer.AsSpan(0, held));
            }

            var length = held + read;
            var whole = Whole(buffer.AsSpan(0, length));
            if (!Utf8.IsValid(buffer.AsSpan(0, whole)))
            {
                return false;
            }

            held = length - whole;
            buffer.AsSpan(whole, held).CopyTo(buffer);
        }
    }

    // Up to the last character that can be complete: a chunk may end in the middle of one.
    private static int Whole(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.Length - 1;
        while (at > 0 && at > bytes.Length - 4 && (bytes[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return bytes[at] >= 0xC0 ? at : bytes.Length;
    }

    private static string NewLineOf(byte[] start, Encoding encoding)
    {
        var text = encoding.GetString(start);
        var at = text.AsSpan().IndexOfAny('\r', '\n');
        return at < 0 ? "\n" : text.AsSpan(at) switch
        {
            ['\r', '\n', ..] => "\r\n",
            ['\r', ..] => "\r",
            _ => "\n",
        };
    }
}
