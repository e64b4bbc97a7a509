using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>
/// Imports a file of messages between a licensing system and UK customs (CHIEF). A block is recorded as one request,
/// or not at all.
/// </summary>
internal sealed class ChiefImport(ImportRun run)
{
    public async Task Run(CancellationToken cancel)
    {
        var path = run.Request.Path;
        using var stream = CsvShape.Open(path);
        var reader = new ChiefReader(stream);
        using var rejects = new ChiefRejects(run.Request.RejectPath ?? RejectFile.NameFor(path), reader.Header);
        using var flight = new InFlight(ImportRequest.MaxInFlight);
        try
        {
            foreach (var block in reader.Blocks())
            {
                run.CheckGoingOn(cancel);
                run.Tally.Read();
                await Take(reader.Header, block, flight, rejects, cancel);
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
        ChiefHeader header, ChiefBlock block, InFlight flight, ChiefRejects rejects, CancellationToken cancel)
    {
        // What is wrong with the records is found out even where the block is broken, so that all is told at once.
        var problems = new List<ChiefProblem>();
        var isMessage = block.Records is [var first, ..] && ChiefForm.Opened(first.Type, header.DataId) is not null;
        var facts = isMessage ? ChiefFacts.Of(header, block, problems) : [];
        problems.AddRange(block.Problems);
        if (problems.Count > 0)
        {
            Reject(block, problems, rejects);
            return;
        }

        var plan = PlanOf(header, block, facts);
        if (run.Request.DryRun)
        {
            run.Tally.Plan(plan.Facts);
            return;
        }

        await flight.Start(plan.Homes, () => Record(block, plan, rejects, cancel), cancel);
    }

    private async Task Record(ChiefBlock block, PlannedAppend plan, ChiefRejects rejects, CancellationToken cancel)
    {
        try
        {
            run.Settle(await run.Recorder.Record(plan, cancel), plan.Line, refusal => Reject(
                block, [new ChiefProblem(plan.Line, null, $"the ledger refused it: {refusal}")], rejects));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The block was not handed over, and is not counted; the loop over the blocks reports that it was stopped.
            return;
        }
    }

    private void Reject(ChiefBlock block, List<ChiefProblem> problems, ChiefRejects rejects)
    {
        var told = problems.OrderBy(it => it.Line).ToList();
        run.Tally.RejectAt(told.Select(it => new RowProblem(it.Line, it.Field, it.Reason)));
        if (!block.Records.IsEmpty && block.Records[0].Type != "fileTrailer")
        {
            rejects.Add(block, told);
        }
    }

    private PlannedAppend PlanOf(ChiefHeader header, ChiefBlock block, ImmutableArray<NewFact> facts)
    {
        var content = string.Join('\n', block.Records.Select(it => it.Content));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        var name = RejectFile.OriginalName(run.Request.Path) + Path.GetExtension(run.Request.Path);
        var (from, to) = (block.Records[0].Line, block.Records[^1].Line);
        var reference = string.Create(
            CultureInfo.InvariantCulture,
            $"{header.DataId} run {header.Run} of {header.Created:uuuu-MM-dd HH:mm}, {header.Source} to {header.Destination}: {name}, {(from == to ? $"line {from}" : $"lines {from} to {to}")}");
        return new PlannedAppend(
            RowIdentity.Command("ledger import chief", header.Record.Content, content),
            facts,
            new Provenance(
                "import of customs messages",
                header.Source,
                new SourceReference(SourceKind.PartnerMessage, reference),
                SourceGrade.Parse("F6"),
                [new Evidence(hash, "message")],
                EntryChannel.Machine),
            from,
            IsUnnamed: false);
    }
}
