using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Import;

/// <summary><c>ledger import</c>: rows of a table, or commands, into the ledger.</summary>
internal static class ImportCommand
{
    private const int ProblemsShown = 10;

    public static Command Make(Terminal terminal)
    {
        var file = new Argument<string>("file")
        {
            Description = "A CSV file, commands as one JSON object a line (.ndjson), or messages of UK customs.",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var profile = new Option<string?>("--profile")
        {
            Description = "The mapping profile that says which column feeds which field; needed for CSV.", HelpName = "FILE",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and map every row, record nothing." };
        var rejects = new Option<string?>("--rejects")
        {
            Description = "Where rejected rows go. Default: beside the input.", HelpName = "FILE",
        };
        var format = new Option<ImportFormat?>("--format")
        {
            Description = "What a file without a profile is. Default: what it begins like.", HelpName = "commands|chief",
        };
        var recorded = RecordedAt();
        var exported = Exported();
        var command = new ExampledCommand(
            "import",
            "Record the rows of a CSV file through a mapping profile, a file of commands, or messages between a "
                + "licensing system and UK customs (CHIEF). Bad rows go to a reject file with the reason. Stop it or run it twice: each row is recorded once.",
            "ledger import traces.csv --profile recoveries.profile.json --dry-run",
            "ledger import traces.csv --profile recoveries.profile.json",
            "ledger import corrections.ndjson",
            "ledger import usage.edi.txt --format chief")
        {
            file, profile, format, dryRun, rejects, recorded, exported, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var request = Checked(new ImportRequest(
                line.GetValue(file)!, line.GetValue(profile), line.GetValue(dryRun), line.GetValue(rejects))
            {
                RecordedAt = CommonOptions.Instant("--recorded-at", line.GetValue(recorded)),
                Format = line.GetValue(format),
                Exported = line.GetValue(exported),
            });
            await using var ledger = await OpenLedger.Open(
                line.GetValue(data), terminal, cancel, replay: request.RecordedAt is not null);
            var report = await Run(ledger, request, terminal, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(report);
            }
            else
            {
                Show(terminal.Result, report);
            }

            await CheckWhatIsOpen(ledger, report, request, terminal, line.GetValue(json), cancel);
            return ExitOf(report);
        });
        return command;
    }

    /// <summary>
    /// Embargoes that were imported may stand in the way of what is open. A ledger that replays history decides
    /// nothing.
    /// </summary>
    private static Task CheckWhatIsOpen(
        OpenLedger ledger,
        ImportReport report,
        ImportRequest request,
        Terminal terminal,
        bool json,
        CancellationToken cancel) =>
        request.DryRun || request.RecordedAt is not null || report.Outcome != ImportOutcome.Done
            ? Task.CompletedTask
            : EmbargoRecheckCommand.AfterChange(ledger, terminal, "ledger import", json, cancel);

    private static Option<string?> RecordedAt() => new("--recorded-at")
    {
        Description = "Replay ledgers only (the first such import makes an empty ledger one): the instant at which "
            + "these facts are said to have been recorded.",
        HelpName = "INSTANT",
    };

    private static Option<bool> Exported() => new("--exported")
    {
        Description = "Commands that another ledger exported: its decisions are taken over, in their order.",
    };

    private static ImportRequest Checked(ImportRequest request) =>
        request is { ProfilePath: not null, Format: not null }
            ? throw new CommandFailedException(Exit.BadInput, "--profile is for CSV, --format for other files; give one.")
            : request is { Exported: true, ProfilePath: not null } or { Exported: true, Format: ImportFormat.Chief }
            ? throw new CommandFailedException(Exit.BadInput, "--exported is for commands of another ledger.")
            : IsStream(request.Path)
            ? throw new CommandFailedException(
                Exit.BadInput, $"{Plain.Of(request.Path)} is a stream, and is read more than once: save it as a file first.")
            : request;

    /// <summary>A pipe or the like. What cannot be opened is told by the import itself.</summary>
    private static bool IsStream(string path)
    {
        try
        {
            using var file = File.Exists(path) ? File.OpenRead(path) : null;
            return file is { CanSeek: false };
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Imports, with a progress bar on standard error.</summary>
    public static Task<ImportReport> Run(
        OpenLedger ledger, ImportRequest request, Terminal terminal, CancellationToken cancel) =>
        ProgressBar.Run(terminal, $"importing {Path.GetFileName(request.Path)}", report => Importer.Run(
            request,
            ledger.Store,
            new Told<ImportProgress>(it => report(
                it.Rows,
                it.TotalRows ?? (long)(it.Rows * Math.Max(1, (double)it.TotalBytes / Math.Max(1, it.Bytes))),
                it.RowsPerSecond,
                "rows")),
            cancel));

    public static int ExitOf(ImportReport report) => report.Outcome switch
    {
        ImportOutcome.Done => report.RowsRejected == 0 ? Exit.Done : Exit.Refused,
        ImportOutcome.BadInput => Exit.BadInput,
        ImportOutcome.Unavailable => Exit.Unavailable,
        _ => Exit.Refused,
    };

    public static void Show(IAnsiConsole console, ImportReport report)
    {
        if (report.Message is { } message)
        {
            console.MarkupLineInterpolated($"[red]{Plain.Of(message)}[/]");
        }

        if (report.Outcome == ImportOutcome.BadInput)
        {
            return;
        }

        var rate = report.RowsRead / Math.Max(0.001, report.Elapsed.TotalSeconds);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{Path.GetFileName(report.File)}[/]: {report.RowsRead:N0} rows {(report.DryRun ? "checked" : "read")} in {report.Elapsed.TotalSeconds:F1} s ({rate:N0}/s)");
        var table = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        Row(table, report.RowsRecorded, report.DryRun ? "rows would record something" : "rows recorded something new");
        Row(table, report.RowsAlreadyThere, "rows were on record already");
        foreach (var skipped in report.Skipped)
        {
            Row(table, skipped.Rows, $"rows left out: {skipped.Reason}");
        }

        Row(table, report.RowsRejected, $"rows rejected{(report.RejectFile is { } file ? $", see {file}" : "")}");
        Row(table, report.Weapons, "weapons concerned");
        if (report.Release is { } release)
        {
            Row(table, release.Same, "rows say what the release before said");
            Row(table, release.Changed, "rows say something else than in the release before");
            Row(table, release.New, "rows are new");
            Row(table, release.Gone, "rows of the release before are gone");
        }

        foreach (var (type, count) in report.FactsByType)
        {
            Row(table, count, type);
        }

        console.Write(table);
        foreach (var problem in report.Problems.Take(ProblemsShown))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[yellow]line {problem.Line}[/]{(problem.Column is { } column ? $", {Plain.Of(column)}" : "")}: {Plain.Of(problem.Reason)}");
        }
    }

    private static void Row(Table table, long count, string what)
    {
        if (count > 0)
        {
            table.AddRow(count.ToString("N0", CultureInfo.InvariantCulture), Markup.Escape(what));
        }
    }
}
