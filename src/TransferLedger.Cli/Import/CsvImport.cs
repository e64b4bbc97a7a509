using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>Imports a CSV file through a profile.</summary>
internal sealed class CsvImport(ImportRun run, MappingProfile profile, IEventStore store)
{
    public async Task Run(CancellationToken cancel)
    {
        var path = run.Request.Path;
        using var file = CsvFile.Open(path, profile, cancel);
        using var rejects = new RejectFile(
            run.Request.RejectPath ?? RejectFile.NameFor(path), file.Shape, file.RawHeader);
        using var flight = new InFlight(ImportRequest.MaxInFlight);
        var name = RejectFile.OriginalName(path) + Path.GetExtension(path);
        using var mapper = new RowMapper(profile, file.Header, name);
        try
        {
            foreach (var row in file.Rows())
            {
                run.CheckGoingOn(cancel);
                run.Tally.Read();
                await Take(row, mapper, flight, rejects, cancel);
                run.Progress.At(run.Tally.Rows, file.Shape.Records - 1, file.BytesRead, file.Shape.Bytes);
            }
        }
        finally
        {
            await flight.Drain();
            run.RejectFile = rejects.Written;
        }

        run.CheckGoingOn(CancellationToken.None);
        run.Progress.At(run.Tally.Rows, file.Shape.Records - 1, file.Shape.Bytes, file.Shape.Bytes, last: true);
    }

    private async Task Take(
        CsvRow row, RowMapper mapper, InFlight flight, RejectFile rejects, CancellationToken cancel)
    {
        var mapped = mapper.Map(row);
        if (mapped is MappedRow.Planned { Append.IsUnnamed: true } && row.IsRejected && !run.Request.DryRun)
        {
            await flight.Drain();
            mapped = await OfItsOwn(row, mapper, mapped, cancel);
        }

        switch (mapped)
        {
            case MappedRow.Skipped(var reason):
                run.Tally.Skip(reason, row.Line);
                break;
            case MappedRow.Rejected(var problems):
                Reject(row, problems, rejects);
                break;
            case MappedRow.Planned(var plan) when run.Request.DryRun:
                run.Tally.Meet(plan);
                run.Tally.Plan(plan.Facts);
                break;
            case MappedRow.Planned(var plan):
                run.Tally.Meet(plan);
                await flight.Start(plan.Homes, () => Record(row, plan, rejects, cancel), cancel);
                break;
        }
    }

    private async Task Record(CsvRow row, PlannedAppend plan, RejectFile rejects, CancellationToken cancel)
    {
        try
        {
            run.Settle(await run.Recorder.Record(plan, cancel), row.Line, refusal =>
                Reject(row, [new CellProblem(null, $"the ledger refused it: {refusal}")], rejects));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The row was not handed over, and is not counted; the loop over the rows reports that it was stopped.
            return;
        }
    }

    private void Reject(CsvRow row, IReadOnlyList<CellProblem> problems, RejectFile rejects)
    {
        run.Tally.Reject(row.Line, problems);
        rejects.Add(row, problems);
    }

    // A mended row without a serial may now say the same as a row that was good from the start. It is another weapon,
    // so it takes the next number that no other line of the file has taken.
    private async Task<MappedRow> OfItsOwn(CsvRow row, RowMapper mapper, MappedRow first, CancellationToken cancel)
    {
        var mapped = first;
        for (var occurrence = 0; mapped is MappedRow.Planned(var plan); occurrence++)
        {
            mapped = mapper.MapAgain(row, occurrence);
            if (mapped is MappedRow.Planned(var again))
            {
                plan = again;
            }

            var history = await Read(plan, row.Line, cancel);
            var taken = history.Facts.Where(it => it.Command == plan.Id).ToArray();
            if (taken.Length == 0 || taken.Any(it => it.Provenance.Source == plan.Provenance.Source))
            {
                return mapped;
            }
        }

        return mapped;
    }

    private async Task<History> Read(PlannedAppend plan, long line, CancellationToken cancel)
    {
        try
        {
            return await store.Read(plan.Homes, cancel);
        }
        catch (LedgerUnavailableException wrong)
        {
            run.Settle(new RecordOutcome.Unavailable(wrong.Message), line, _ => { });
            throw new ImportStoppedException(wrong.Message);
        }
    }
}
