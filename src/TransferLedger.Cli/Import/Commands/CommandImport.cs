using System.Globalization;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>Imports a file of commands.</summary>
internal sealed class CommandImport(ImportRun run, IEventStore store)
{
    public async Task Run(CancellationToken cancel)
    {
        var path = run.Request.Path;
        using var stream = CsvShape.Open(path);
        using var rejects = new CommandRejects(run.Request.RejectPath ?? RejectFile.NameFor(path));
        using var flight = new InFlight(run.Request.Exported ? 1 : ImportRequest.MaxInFlight);
        var lines = new LineReader(stream);
        try
        {
            while (lines.Next() is var (number, bytes))
            {
                if (bytes.Span.Trim(" \t"u8).IsEmpty)
                {
                    continue;
                }

                run.CheckGoingOn(cancel);
                run.Tally.Read();
                await Take(number, bytes.ToArray(), flight, rejects, cancel);
                run.Progress.At(run.Tally.Rows, null, stream.Position, stream.Length);
            }
        }
        finally
        {
            await flight.Drain();
            run.RejectFile = rejects.Written;
        }

        run.CheckGoingOn(CancellationToken.None);
        run.Progress.At(run.Tally.Rows, run.Tally.Rows, stream.Length, stream.Length, last: true);
    }

    private async Task Take(
        long number, byte[] line, InFlight flight, CommandRejects rejects, CancellationToken cancel)
    {
        void Reject(CommandProblem problem)
        {
            run.Tally.Reject(problem.Line, [new CellProblem(problem.Path, problem.Reason)]);
            rejects.Add(problem, line);
        }

        var command = CommandReader.Read(number, line, out var wrong, run.Request.Exported);
        switch (run.Request.Exported ? command : Sourced(command))
        {
            case null:
                Reject(wrong!);
                break;
            case LedgerCommand.Amend amend:
                await flight.Drain();
                run.CheckGoingOn(cancel);
                run.Settle(await Amend(amend, cancel), amend.Line, refusal =>
                    Reject(new CommandProblem(amend.Line, "$.fact", RefusalText.Of(refusal))));
                break;
            case LedgerCommand.Append append when run.Request.DryRun:
                run.Tally.Plan(append.Request.Facts);
                break;
            case LedgerCommand.Append append:
                Subject[] about =
                [
                    .. append.Request.Facts.Select(it => it.Home)
                        .Concat(append.Request.Condition.Seen.Select(it => it.Subject))
                        .Distinct(),
                ];
                await flight.Start(about, () => Append(append, Reject, cancel), cancel);
                break;
        }
    }

    /// <summary>
    /// It came through the machine's door, whatever the line says of itself (COC-029); and what names no source came
    /// from this file, so that a person finds the line.
    /// </summary>
    private LedgerCommand? Sourced(LedgerCommand? command)
    {
        return command switch
        {
            LedgerCommand.Append it =>
                it with { Request = it.Request with { Provenance = Said(it.Request.Provenance, it.Line) } },
            LedgerCommand.Amend it => it with { Provenance = Said(it.Provenance, it.Line) },
            _ => command,
        };

        Provenance Said(Provenance said, long line) =>
            said with { Source = said.Source ?? Line(line), Channel = EntryChannel.Machine };

        SourceReference Line(long line) => new(SourceKind.Document, string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(run.Request.Path)}, line {line}"));
    }

    private async Task Append(LedgerCommand.Append append, Action<CommandProblem> reject, CancellationToken cancel)
    {
        try
        {
            run.Settle(await run.Recorder.Record(append.Request, cancel), append.Line, refusal =>
                reject(new CommandProblem(append.Line, "$", RefusalText.Of(refusal))));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The command was not handed over, and is not counted; the loop over the lines reports that it was stopped.
            return;
        }
    }

    private async Task<RecordOutcome> Amend(LedgerCommand.Amend amend, CancellationToken cancel)
    {
        try
        {
            if ((amend.Home ?? await HomeOf(amend.Ask.Target.Position!.Value, cancel)) is not { } home)
            {
                return new RecordOutcome.Refused(
                    new Refusal(Corrections.TargetUnknown, amend.Ask.Target.Position!.Value));
            }

            if (!run.Request.DryRun)
            {
                return await run.Recorder.Record(
                    amend.Id, home, amend.Provenance, history => Corrections.Decide(history, amend.Ask), cancel);
            }

            var decision = Corrections.Decide(await store.Read([home], cancel), amend.Ask);
            return decision.Refusal is { } no ? new RecordOutcome.Refused(no)
                : decision.Facts.IsEmpty ? new RecordOutcome.AlreadyThere()
                : new RecordOutcome.New(decision.Facts);
        }
        catch (LedgerUnavailableException wrong)
        {
            return new RecordOutcome.Unavailable(wrong.Message);
        }
    }

    private async Task<Subject?> HomeOf(long position, CancellationToken cancel)
    {
        await foreach (var entry in store.ReadAll(position - 1, cancel))
        {
            return entry.Position == position ? entry.Home : null;
        }

        return null;
    }
}
