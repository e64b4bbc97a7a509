using System.Collections.Immutable;
using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>Reads the rows of a file one by one and finds what is wrong with each before it is mapped.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly CsvReader _reader;
    private readonly int _maxCellBytes;
    private CsvMalformedRecord? _malformed;

    private CsvFile(FileStream stream, CsvShape shape, int maxCellBytes)
    {
        (_stream, Shape, _maxCellBytes) = (stream, shape, maxCellBytes);
        _reader = CsvShape.Reader(stream, shape.Encoding, shape.Delimiter, shape.Quote, it => _malformed = it);
        Header = null!;
        RawHeader = [];
    }

    public CsvShape Shape { get; }

    public CsvHeader Header { get; private set; }

    /// <summary>The header's bytes in UTF-8, without the line break.</summary>
    public byte[] RawHeader { get; private set; }

    /// <summary>How many bytes of the file have been read, about.</summary>
    public long BytesRead => _stream.Position;

    /// <summary>Opens a file and checks its shape and header.</summary>
    /// <exception cref="ImportInputException">It cannot be imported at all.</exception>
    public static CsvFile Open(string path, MappingProfile profile, CancellationToken cancel)
    {
        var shape = CsvShape.Of(path, profile.Layout, cancel);
        var file = new CsvFile(CsvShape.Open(path), shape, profile.Layout.MaxCellBytes);
        try
        {
            file.ReadHeader(profile);
            return file;
        }
        catch (ImportInputException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The rows after the header, in order.</summary>
    /// <exception cref="ImportInputException">The file has changed since it was read through.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        while (Next())
        {
            yield return Row();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private void ReadHeader(MappingProfile profile)
    {
        if (!Next())
        {
            throw new ImportInputException("The file has no header line.");
        }

        if (_malformed is { } wrong)
        {
            throw new ImportInputException($"The header line is malformed: {Explain(wrong)}");
        }

        var cells = Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString).ToImmutableArray();
        Header = CsvHeader.Of(cells, profile, Shape.Delimiter);
        RawHeader = OwnPart();
    }

    private bool Next()
    {
        _malformed = null;
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException wrong)
        {
            throw CsvShape.TooLong(wrong);
        }
    }

    private CsvRow Row()
    {
        if (_malformed is { Reason: CsvMalformedReason.UnterminatedQuote } unclosed)
        {
            throw CsvShape.Unclosed(unclosed.LineNumber);
        }

        var problems = ImmutableArray.CreateBuilder<CellProblem>();
        if (_malformed is { } wrong)
        {
            problems.Add(new CellProblem(null, Explain(wrong)));
        }

        var count = _reader.FieldCount;
        if (count != Header.Names.Length)
        {
            problems.Add(new CellProblem(null, string.Create(
                CultureInfo.InvariantCulture,
                $"the row has {count} cells and the header {Header.Names.Length}; look for a missing or unquoted ")
                + $"'{Shape.Delimiter}'"));
        }

        var cells = ImmutableArray.CreateBuilder<string>(count);
        for (var at = 0; at < count; at++)
        {
            var bytes = _reader.GetSpan(at);
            if (bytes.Length > _maxCellBytes)
            {
                problems.Add(new CellProblem(Header.Describe(at), string.Create(
                    CultureInfo.InvariantCulture,
                    $"the cell has {bytes.Length} bytes, more than the {_maxCellBytes} that csv.maxCellBytes allows")));
                cells.Add("");
                continue;
            }

            var cell = _reader.GetString(at);
            cells.Add(cell);
            if (Fault(bytes, cell) is { } fault)
            {
                problems.Add(new CellProblem(Header.Describe(at), fault));
            }
        }

        var (line, rejected) = LineOf(cells);
        return new CsvRow(line, rejected, cells.ToImmutable(), OwnPart(), problems.ToImmutable());
    }

    // A row of a reject file without the three columns that were put before it.
    private byte[] OwnPart()
    {
        var raw = _reader.RawRecord;
        if (Header.BeginsWithOurs && _reader.FieldCount > CsvHeader.Ours.Length)
        {
            var before = CsvHeader.Ours.Length;
            for (var at = 0; at < CsvHeader.Ours.Length; at++)
            {
                before += _reader.GetRawSpan(at).Length;
            }

            raw = raw[before..];
        }

        return raw.ToArray();
    }

    private (long Line, bool Rejected) LineOf(ImmutableArray<string>.Builder cells) =>
        Header.LinePlace is { } place
        && place < cells.Count
        && long.TryParse(cells[place], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (line, true)
            : (_reader.LineNumber, false);

    private static string? Fault(ReadOnlySpan<byte> bytes, string cell)
    {
        if (!Utf8.IsValid(bytes))
        {
            return "some bytes are not UTF-8; if the file is written in another encoding, name it in "
                + "csv.fallbackEncoding of the profile";
        }

        return cell.AsSpan().IndexOfAny(CodePoints.NoneOfARecord) is >= 0 and var at
            ? cell[at] == '\uFFFD'
                ? "a character could not be decoded (U+FFFD); correct it, or name the file's encoding in the profile"
                : CodePoints.Unwelcome(cell[at])
            : null;
    }

    private static string Explain(CsvMalformedRecord wrong) => wrong.Reason switch
    {
        CsvMalformedReason.StrayQuote =>
            "a quote stands inside a cell that is not quoted; put the cell in quotes and double the quote",
        CsvMalformedReason.TextAfterClosingQuote =>
            "text follows a closing quote; double the quotes that belong to the text, or close the cell before",
        _ => $"the quotes are malformed ({wrong.Reason})",
    };
}
