namespace TransferLedger.Cli.Hosting;

/// <summary>Cells of a CSV line for people, who open it with a spreadsheet.</summary>
internal static class CsvCells
{
    /// <summary>Each as <see cref="Of(string)"/>.</summary>
    public static IEnumerable<string> Of(params string[] cells) => cells.Select(it => Of(it));

    /// <summary>
    /// A text in quotes where it needs them; one that a spreadsheet would run as a formula gets an apostrophe first.
    /// </summary>
    public static string Of(string cell)
    {
        var text = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
