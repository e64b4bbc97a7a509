using System.Collections.Immutable;
using NodaTime;

namespace TransferLedger.Cli.Import;

/// <summary>What to import.</summary>
/// <param name="Path">The file: CSV with a profile, or commands as one JSON object a line.</param>
/// <param name="ProfilePath">The mapping profile; null for a file of commands.</param>
/// <param name="DryRun">Check and map everything, record nothing.</param>
/// <param name="RejectPath">Where rejected rows go; null for a free name beside the input.</param>
internal sealed record ImportRequest(
    string Path, string? ProfilePath, bool DryRun = false, string? RejectPath = null)
{
    /// <summary>The most appends under way at once. The log commits those of one moment together.</summary>
    public const int MaxInFlight = 2_000;

    /// <summary>In a ledger that replays, when these rows are said to have been recorded; else null.</summary>
    public Instant? RecordedAt { get; init; }

    /// <summary>
    /// Commands that another ledger exported: its decisions are taken over, and they are recorded one by one in their
    /// order.
    /// </summary>
    public bool Exported { get; init; }

    /// <summary>What a file without a profile is; null to find out from how it begins.</summary>
    public ImportFormat? Format { get; init; }
}

/// <summary>What a file without a profile is.</summary>
internal enum ImportFormat
{
    /// <summary>Commands, one JSON object a line.</summary>
    Commands,

    /// <summary>Messages between a licensing system and UK customs (CHIEF).</summary>
    Chief,
}

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="TotalRows">Rows in the file, when known.</param>
/// <param name="Bytes">Bytes read so far, about.</param>
/// <param name="TotalBytes">Bytes in the file.</param>
/// <param name="RowsPerSecond">The rate since the start.</param>
/// <param name="Remaining">The time left at this rate; null before it is known.</param>
internal readonly record struct ImportProgress(
    long Rows, long? TotalRows, long Bytes, long TotalBytes, double RowsPerSecond, TimeSpan? Remaining);

/// <summary>How an import ended.</summary>
internal enum ImportOutcome
{
    /// <summary>Every row was read; rejected ones are in the reject file.</summary>
    Done,

    /// <summary>The file or profile cannot be used; nothing was recorded.</summary>
    BadInput,

    /// <summary>Stopped on request. What was recorded stays; running it again goes on.</summary>
    Cancelled,

    /// <summary>The ledger could not be reached. What was recorded stays; running it again goes on.</summary>
    Unavailable,
}

/// <summary>What an import did, or in a dry run would do to an empty ledger.</summary>
/// <param name="Message">Why it did not get to the end; null when it did.</param>
/// <param name="RowsRead">Rows read, without the header.</param>
/// <param name="RowsRecorded">Rows of which something new was recorded.</param>
/// <param name="RowsAlreadyThere">Rows of which everything was on record.</param>
/// <param name="RowsRejected">Rows in the reject file.</param>
/// <param name="Skipped">Rows the profile leaves out, by reason.</param>
/// <param name="FactsByType">Facts recorded, by stored name.</param>
/// <param name="Weapons">How many weapons the rows are about.</param>
/// <param name="Problems">The first problems, for showing; all are in the reject file.</param>
/// <param name="RejectFile">Where rejected rows are; null when there are none.</param>
internal sealed record ImportReport(
    ImportOutcome Outcome,
    string? Message,
    bool DryRun,
    string File,
    string? Profile,
    long RowsRead,
    long RowsRecorded,
    long RowsAlreadyThere,
    long RowsRejected,
    ImmutableArray<SkippedRows> Skipped,
    ImmutableSortedDictionary<string, long> FactsByType,
    long Weapons,
    ImmutableArray<RowProblem> Problems,
    string? RejectFile,
    TimeSpan Elapsed)
{
    /// <summary>How a release differs from the one before it; null when the file is none.</summary>
    public ReleaseCounts? Release { get; init; }

    /// <summary>How many problems a report shows.</summary>
    public const int MaxProblems = 100;

    /// <summary>Rows the profile leaves out, whatever the reason.</summary>
    public long RowsSkipped => Skipped.Sum(it => it.Rows);

    /// <summary>Facts recorded, of all kinds.</summary>
    public long Facts => FactsByType.Values.Sum();
}

/// <summary>How many rows of a release say the same as the release before, and how many do not.</summary>
internal sealed record ReleaseCounts(int Same, int Changed, int New, int Gone);

/// <summary>Rows left out for one reason, and the lines of the first of them.</summary>
internal sealed record SkippedRows(string Reason, long Rows, ImmutableArray<long> FirstLines);

/// <summary>One thing wrong with one row.</summary>
/// <param name="Line">The line the row starts on.</param>
/// <param name="Column">The column by name and number, or the JSON path; null when the whole row is meant.</param>
internal sealed record RowProblem(long Line, string? Column, string Reason);

/// <summary>A file cannot be imported at all. The message is for the person who chose it.</summary>
internal sealed class ImportInputException(string message, Exception? inner = null) : Exception(message, inner);
