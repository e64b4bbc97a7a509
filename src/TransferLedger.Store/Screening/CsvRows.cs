using System.Globalization;
using System.Text;
using TransferLedger.Screening;

namespace TransferLedger.Store.Screening;

/// <summary>
/// Rows of a file of comma-separated values (RFC 4180), read one by one and bounded in length and number.
/// </summary>
public static class CsvRows
{
    private const int MostRows = 500_000;
    private const int LongestRow = 60_000;

    /// <summary>
    /// The rows with the lines they begin at, the header among them; cells without spaces around. Lines with at most
    /// one cell are left out.
    /// </summary>
    /// <param name="file">UTF-8.</param>
    /// <param name="name">What to call the file when something is wrong with it.</param>
    /// <param name="columns">How many cells a row has.</param>
    /// <exception cref="ListFileException">A row has another number of cells, or is not closed.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Of(Stream file, string name, int columns)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: false));
        var (cells, line) = (new List<string>(columns), 1);
        for (var rows = 0; rows < MostRows; rows++)
        {
            var begin = line;
            cells.Clear();
            if (!Row(reader, cells, ref line))
            {
                throw Wrong(name, begin, "a quotation mark is not closed, or the row is too long");
            }

            if (cells.Count == columns)
            {
                yield return (begin, [.. cells]);
            }
            else if (cells.Count > 1)
            {
                throw Wrong(name, begin, string.Create(
                    CultureInfo.InvariantCulture, $"{cells.Count} columns where there should be {columns}"));
            }

            if (reader.Peek() < 0)
            {
                yield break;
            }
        }

        throw Wrong(name, line, string.Create(CultureInfo.InvariantCulture, $"more than {MostRows} rows"));
    }

    /// <summary>Reads up to the end of a row; false when it has none within its bounds.</summary>
    private static bool Row(StreamReader reader, List<string> cells, ref int line)
    {
        var (cell, quoted) = (new StringBuilder(), false);
        for (var length = 0; length < LongestRow; length++)
        {
            var next = reader.Read();
            line += next == '\n' ? 1 : 0;
            if (quoted)
            {
                if (next < 0)
                {
                    return false;
                }

                if (next != '"' || reader.Peek() == '"')
                {
                    cell.Append((char)next);
                    _ = next == '"' ? reader.Read() : 0;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (next is ',' or '\n' or < 0)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (next != ',')
                {
                    return true;
                }
            }
            else if (next == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                quoted = true;
                cell.Clear();
            }
            else
            {
                cell.Append((char)next);
            }
        }

        return false;
    }

    private static ListFileException Wrong(string name, int line, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}"), problem);
}
