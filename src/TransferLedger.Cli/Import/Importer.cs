using System.Diagnostics;
using TransferLedger.Cli.Import.Chief;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>Imports files: CSV through a mapping profile, or commands as one JSON object a line.</summary>
internal static class Importer
{
    /// <summary>
    /// Imports a file. Every row is recorded once, however often the file is imported, in whatever order its rows
    /// stand, and wherever an earlier import was killed. Nothing the file or the store does makes this throw.
    /// </summary>
    /// <param name="request">What to import.</param>
    /// <param name="store">Where to; not touched in a dry run.</param>
    /// <param name="progress">Told about ten times a second how far it is; may be null.</param>
    /// <param name="cancel">Stops after the rows under way.</param>
    /// <param name="pause">
    /// Waits before trying again when the store is away; null for growing parts of a second.
    /// </param>
    public static async Task<ImportReport> Run(
        ImportRequest request,
        IEventStore store,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel,
        Func<int, CancellationToken, Task>? pause = null)
    {
        var started = Stopwatch.GetTimestamp();
        var tally = new ImportTally();
        var run = new ImportRun(
            request, new Recorder(store, pause ?? Pause, request.RecordedAt), tally, new ProgressMeter(progress));
        var (outcome, message, profile) = (ImportOutcome.Done, (string?)null, (string?)null);
        try
        {
            if (request.RejectPath is { } taken && File.Exists(taken))
            {
                throw new ImportInputException(
                    $"{taken} exists; name another file for rejected rows. Nothing was imported.");
            }

            if (request.ProfilePath is { } path)
            {
                var read = ProfileReader.ReadFile(path);
                profile = read.Id;
                await Read(run, read, store, cancel);
            }
            else
            {
                await Read(run, store, cancel);
            }
        }
        catch (ProfileException wrong)
        {
            message = $"The profile {request.ProfilePath} cannot be used:{Environment.NewLine}{wrong.Message}";
            outcome = ImportOutcome.BadInput;
        }
        catch (ImportInputException wrong)
        {
            (outcome, message) = (ImportOutcome.BadInput, wrong.Message);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            (outcome, message) = (ImportOutcome.BadInput, $"A file could not be read or written: {wrong.Message}");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            (outcome, message) = (ImportOutcome.Cancelled, Stopped("Stopped on request", tally));
        }
        catch (ImportStoppedException stopped)
        {
            (outcome, message) = (ImportOutcome.Unavailable, Stopped(stopped.Message, tally));
        }

        return tally.Report(outcome, request, profile, Stopwatch.GetElapsedTime(started)) with
        {
            Message = message,
            RejectFile = run.RejectFile,
            Release = run.Release,
        };
    }

    private static Task Read(ImportRun run, MappingProfile profile, IEventStore store, CancellationToken cancel) =>
        profile.Release is { } release
            ? new ReleaseImport(run, profile, release, store).Run(cancel)
            : new CsvImport(run, profile, store).Run(cancel);

    private static Task Read(ImportRun run, IEventStore store, CancellationToken cancel) =>
        FormatOf(run.Request) == ImportFormat.Chief
            ? new ChiefImport(run).Run(cancel)
            : new CommandImport(run, store).Run(cancel);

    /// <summary>What a file without a profile is: what the caller says, or what it begins like.</summary>
    private static ImportFormat FormatOf(ImportRequest request)
    {
        if (request.Format is { } said)
        {
            return said;
        }

        using var stream = CsvShape.Open(request.Path);
        var start = new byte[256];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return ChiefReader.Recognises(start.AsSpan(0, length)) ? ImportFormat.Chief : ImportFormat.Commands;
    }

    private static string Stopped(string why, ImportTally tally) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{why}, after {tally.Rows} rows were read and {tally.Settled} of them were safely on record. Run the same ")
        + "import again: it goes on where it stopped, and records nothing twice.";

    // 0.1 s, 0.2 s, 0.4 s … so that a server that restarts is waited for, and one that is gone is not for long.
    private static Task Pause(int attempt, CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromMilliseconds(50 * (1 << attempt)), cancel);
}

/// <summary>The ledger cannot be reached any more; the import stops.</summary>
internal sealed class ImportStoppedException(string message) : Exception(message);
