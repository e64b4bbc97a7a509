using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>What the import of either kind of file shares.</summary>
internal sealed class ImportRun(ImportRequest request, Recorder recorder, ImportTally tally, ProgressMeter progress)
{
    private volatile string? _stopped;

    public ImportRequest Request { get; } = request;

    public Recorder Recorder { get; } = recorder;

    public ImportTally Tally { get; } = tally;

    public ProgressMeter Progress { get; } = progress;

    /// <summary>Where rejected rows are, once there are any.</summary>
    public string? RejectFile { get; set; }

    /// <summary>How a release differs from the one before, once that is known.</summary>
    public ReleaseCounts? Release { get; set; }

    /// <summary>Counts an outcome; a refusal is handed on, an unreachable store stops the import.</summary>
    public void Settle(RecordOutcome outcome, long line, Action<Refusal> refused)
    {
        switch (outcome)
        {
            case RecordOutcome.Refused(var refusal):
                refused(refusal);
                break;
            case RecordOutcome.Unavailable(var reason):
                _stopped ??= string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Line {line} could not be recorded: {reason}");
                break;
            default:
                Tally.Record(outcome);
                break;
        }
    }

    /// <summary>Goes on only while the store is there and nobody asked to stop.</summary>
    public void CheckGoingOn(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_stopped is { } why)
        {
            throw new ImportStoppedException(why);
        }
    }
}
