using System.Globalization;
using System.Text;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>
/// The rows that were not imported, in the user's own layout: their delimiter, encoding, columns and cells as they are,
/// with three columns before them. The three stand first, so that they are in place however ragged the row is.
/// Never overwrites a file: somebody may be mending the rows of the last run in it.
/// </summary>
internal sealed class RejectFile(string path, CsvShape shape, byte[] header) : IDisposable
{
    private const string Mark = ".rejects";
    private readonly Lock _gate = new();
    private FileStream? _stream;

    /// <summary>The file, once a row has been written; null when all rows are good.</summary>
    public string? Written { get; private set; }

    /// <summary>
    /// A free name for the rejects of an input, <c>a.rejects.csv</c>, <c>a.rejects-2.csv</c> …, beside it, or in the
    /// current folder when nothing may be written there.
    /// </summary>
    public static string NameFor(string input)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(input))!;
        folder = MayWrite(folder) ? folder : Directory.GetCurrentDirectory();
        var name = OriginalName(input);
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var candidate = Path.Combine(folder, name + Mark + suffix + Path.GetExtension(input));
            if (!File.Exists(candidate))
            {
                return candidate;
            }
        }
    }

    /// <summary>The name, without extension, of the file rejected rows came from first.</summary>
    public static string OriginalName(string input)
    {
        var name = Path.GetFileNameWithoutExtension(input);
        var at = name.LastIndexOf(Mark, StringComparison.Ordinal);
        return at > 0 && name[(at + Mark.Length)..].All(it => it == '-' || char.IsAsciiDigit(it)) ? name[..at] : name;
    }

    public void Add(CsvRow row, IReadOnlyList<CellProblem> problems)
    {
        var columns = string.Join(
            "; ", problems.Select(it => it.Column).OfType<string>().Distinct(StringComparer.Ordinal));
        var reasons = string.Join("; ", problems.Select(it => it.Reason));
        var line = row.Line.ToString(CultureInfo.InvariantCulture);
        lock (_gate)
        {
            _stream ??= Begin();
            Write(_stream, [line, columns, reasons], row.Raw);
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static bool MayWrite(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // A folder of evidence is often read-only; trying is the only way to know.
            return false;
        }
    }

    private FileStream Begin()
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Written = path;
        if (shape.HasMark)
        {
            stream.Write(shape.Encoding is UTF8Encoding ? Encoding.UTF8.GetPreamble() : shape.Encoding.GetPreamble());
        }

        Write(stream, [CsvHeader.LineColumn, CsvHeader.ColumnColumn, CsvHeader.ReasonColumn], header);
        return stream;
    }

    private void Write(FileStream stream, ReadOnlySpan<string> own, byte[] raw)
    {
        var before = new StringBuilder();
        foreach (var cell in own)
        {
            before.Append(Quoted(cell)).Append(shape.Delimiter);
        }

        stream.Write(shape.Encoding.GetBytes(before.ToString()));
        stream.Write(shape.Encoding is UTF8Encoding ? raw : Encoding.Convert(Encoding.UTF8, shape.Encoding, raw));
        stream.Write(shape.Encoding.GetBytes(shape.NewLine));
    }

    // What a spreadsheet would run as a formula gets an apostrophe, but only in our own columns: the user's cells are
    // evidence and stay as they are.
    private string Quoted(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
        var quote = shape.Quote.ToString();
        return safe.AsSpan().IndexOfAny(shape.Delimiter, shape.Quote) >= 0
            || safe.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? quote + safe.Replace(quote, quote + quote, StringComparison.Ordinal) + quote
            : safe;
    }
}
