using System.Globalization;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>
/// The rows that were not imported, in the user's own layout: their delimiter, encoding, columns and cells as they are,
/// with three columns before them. Never overwrites a file: somebody may be mending the rows of the last run in it.
/// </summary>
internal sealed class RejectFile(string path, CsvShape shape, byte[] header) : IDisposable
{
    private const string Mark = ".rejects";
    private readonly AnnotatedFile _file = new(path, shape, CsvHeader.Ours.AsSpan(), header);

    /// <summary>The file, once a row has been written; null when all rows are good.</summary>
    public string? Written => _file.Written;

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
        _file.Add([line, columns, reasons], row.Raw);
    }

    public void Dispose() => _file.Dispose();

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
}
