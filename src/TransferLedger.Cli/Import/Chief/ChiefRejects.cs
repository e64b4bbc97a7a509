using System.Globalization;
using System.Text;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>
/// The blocks that were not recorded, record by record as they are, each with three fields before it: its line, the
/// field at fault and the reason. Mended, the file can be imported again. Never overwrites a file.
/// </summary>
internal sealed class ChiefRejects(string path, ChiefHeader header) : IDisposable
{
    private readonly Lock _gate = new();
    private FileStream? _stream;

    /// <summary>The file, once a block has been written; null when all are good.</summary>
    public string? Written { get; private set; }

    public void Add(ChiefBlock block, IReadOnlyCollection<ChiefProblem> problems)
    {
        lock (_gate)
        {
            _stream ??= Begin();
            foreach (var record in block.Records)
            {
                Write(_stream, record, [.. problems.Where(it => it.Line == record.Line)]);
            }
        }
    }

    public void Dispose() => _stream?.Dispose();

    private FileStream Begin()
    {
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Written = path;
        stream.Write(Encoding.UTF8.GetBytes(ChiefReader.RejectMark + "\n"));
        Write(stream, header.Record, []);
        return stream;
    }

    private static void Write(FileStream stream, ChiefRecord record, ChiefProblem[] problems)
    {
        var fields = string.Join("; ", problems.Select(it => it.Field).OfType<string>().Distinct(StringComparer.Ordinal));
        var reasons = string.Join("; ", problems.Select(it => it.Field is { } at ? $"{at} {it.Reason}" : it.Reason));
        var line = record.Line.ToString(CultureInfo.InvariantCulture);
        stream.Write(Encoding.UTF8.GetBytes($@"{line}\{Own(fields)}\{Own(reasons)}\"));
        stream.Write(record.Raw);
        stream.WriteByte((byte)'\n');
    }

    // Our own texts may quote theirs.
    private static string Own(string text) => text.Replace('\\', '/').ReplaceLineEndings(" ");
}
