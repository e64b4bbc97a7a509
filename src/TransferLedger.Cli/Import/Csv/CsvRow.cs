using System.Collections.Immutable;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">
/// The line it starts on; of a row of a reject file, the line it had in the file it came from.
/// </param>
/// <param name="IsRejected">Does it come from a reject file?</param>
/// <param name="Cells">Its cells, unquoted.</param>
/// <param name="Raw">Its bytes in UTF-8 without the line break, for a reject file.</param>
/// <param name="Problems">What is wrong with it before anything is made of it.</param>
internal sealed record CsvRow(
    long Line, bool IsRejected, ImmutableArray<string> Cells, byte[] Raw, ImmutableArray<CellProblem> Problems);

/// <summary>Something wrong with a row.</summary>
/// <param name="Column">The column by name and number; null when no one column is at fault.</param>
/// <param name="Reason">What is wrong and what to do.</param>
internal sealed record CellProblem(string? Column, string Reason);
