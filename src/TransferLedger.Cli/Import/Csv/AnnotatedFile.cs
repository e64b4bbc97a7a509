using System.Text;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>
/// Rows of a user's file in their own layout (delimiter, encoding, columns and cells as they are) with columns of ours
/// before them. Ours stand first, so that they are in place however ragged a row is. Never overwrites a file; made when
/// the first row is written. Rows may be added from any thread.
/// </summary>
internal sealed class AnnotatedFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly CsvShape _shape;
    private readonly string[] _columns;
    private readonly byte[] _header;
    private FileStream? _stream;

    /// <param name="path">Where it will stand.</param>
    /// <param name="shape">How the user's file is written.</param>
    /// <param name="columns">The names of our columns.</param>
    /// <param name="header">The user's header line in UTF-8.</param>
    public AnnotatedFile(string path, CsvShape shape, ReadOnlySpan<string> columns, byte[] header) =>
        (_path, _shape, _columns, _header) = (path, shape, columns.ToArray(), header);

    /// <summary>The file, once a row has been written; else null.</summary>
    public string? Written { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="own">Our cells.</param>
    /// <param name="raw">The user's row in UTF-8 without the line break.</param>
    public void Add(ReadOnlySpan<string> own, byte[] raw)
    {
        lock (_gate)
        {
            _stream ??= Begin();
            Write(_stream, own, raw);
        }
    }

    public void Dispose() => _stream?.Dispose();

    private FileStream Begin()
    {
        var stream = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Written = _path;
        if (_shape.HasMark)
        {
            stream.Write(_shape.Encoding is UTF8Encoding ? Encoding.UTF8.GetPreamble() : _shape.Encoding.GetPreamble());
        }

        Write(stream, _columns, _header);
        return stream;
    }

    private void Write(FileStream stream, ReadOnlySpan<string> own, byte[] raw)
    {
        var before = new StringBuilder();
        foreach (var cell in own)
        {
            before.Append(Quoted(cell)).Append(_shape.Delimiter);
        }

        stream.Write(_shape.Encoding.GetBytes(before.ToString()));
        stream.Write(_shape.Encoding is UTF8Encoding ? raw : Encoding.Convert(Encoding.UTF8, _shape.Encoding, raw));
        stream.Write(_shape.Encoding.GetBytes(_shape.NewLine));
    }

    // What a spreadsheet would run as a formula gets an apostrophe, but only in our own columns: the user's cells are
    // evidence and stay as they are.
    private string Quoted(string cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
        var quote = _shape.Quote.ToString();
        return safe.AsSpan().IndexOfAny(_shape.Delimiter, _shape.Quote) >= 0
            || safe.AsSpan().IndexOfAny('\r', '\n') >= 0
            ? quote + safe.Replace(quote, quote + quote, StringComparison.Ordinal) + quote
            : safe;
    }
}
