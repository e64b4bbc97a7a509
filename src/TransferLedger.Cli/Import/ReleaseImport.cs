using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Import;

/// <summary>
/// Imports a whole release of published licences: compares it with what is on record of the same source and records
/// what is new, what changed and what is gone. All rows are read before any is recorded, because what one row says
/// depends on the others; with a row that cannot be read nothing is recorded.
/// </summary>
internal sealed class ReleaseImport(ImportRun run, MappingProfile profile, ReleaseRule rule, IEventStore store)
{
    public async Task Run(CancellationToken cancel)
    {
        var rows = Read(cancel);
        if (run.Request.DryRun)
        {
            foreach (var (_, fact) in rows)
            {
                run.Tally.Plan([fact]);
            }

            return;
        }

        var homes = await Compare(rows, cancel);
        var written = 0L;
        using var flight = new InFlight(ImportRequest.MaxInFlight);
        try
        {
            foreach (var home in homes)
            {
                run.CheckGoingOn(cancel);
                await flight.Start([home.Home], () => Record(home, cancel), cancel);
                written += home.Rows.Length;
                run.Progress.At(written, rows.Length, written, rows.Length);
            }
        }
        finally
        {
            await flight.Drain();
        }

        run.CheckGoingOn(CancellationToken.None);
        run.Progress.At(rows.Length, rows.Length, rows.Length, rows.Length, last: true);
    }

    private ImmutableArray<(long Line, NewFact Fact)> Read(CancellationToken cancel)
    {
        using var file = CsvFile.Open(run.Request.Path, profile, cancel);
        using var mapper = new RowMapper(profile, file.Header, Path.GetFileName(run.Request.Path));
        var rows = ImmutableArray.CreateBuilder<(long, NewFact)>();
        (long Line, CellProblem Problem)? first = null;
        var rejected = 0;
        foreach (var row in file.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            if (row.IsRejected)
            {
                throw new ImportInputException(
                    "This is a file of rejected rows. A release is compared as a whole; import the whole file.");
            }

            run.Tally.Read();
            switch (mapper.Map(row))
            {
                case MappedRow.Skipped(var reason):
                    run.Tally.Skip(reason, row.Line);
                    break;
                case MappedRow.Rejected(var problems):
                    rejected++;
                    first ??= (row.Line, problems[0]);
                    run.Tally.Reject(row.Line, problems);
                    break;
                case MappedRow.Planned(var plan):
                    rows.AddRange(plan.Facts.Select(it => (row.Line, InPlace(it, row.Line))));
                    break;
            }
        }

        if (first is var (line, problem))
        {
            throw new ImportInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{rejected} rows cannot be read, the first on line {line}{(problem.Column is { } at ? $", {at}" : "")}: {problem.Reason}. ")
                + "A release is compared as a whole, so nothing was imported; mend the rows in it.");
        }

        return rows.ToImmutable();
    }

    private static NewFact InPlace(NewFact fact, long line) =>
        fact.Fact is LicencePublished row && row.KeptWith == fact.Home
            ? fact
            : throw new ImportInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"The row on line {line} is kept in {fact.Home}; the profile must keep it in publication/source/country/month."));

    /// <summary>
    /// The rows of each home that differs from what is on record; refused when too much is missing in all.
    /// </summary>
    private async Task<ImmutableArray<ReleaseRows>> Compare(
        ImmutableArray<(long Line, NewFact Fact)> rows, CancellationToken cancel)
    {
        if (rows.IsEmpty)
        {
            throw new ImportInputException("The file holds no row, so it is no release. Nothing was imported.");
        }

        var sources = rows.Select(it => ((LicencePublished)it.Fact.Fact).Source).Distinct(StringComparer.Ordinal);
        var history = await Known(sources, rows[0].Line, cancel);
        var (from, to) = (rows.Min(it => it.Fact.Fact.Happened.Earliest), rows.Max(it => it.Fact.Fact.Happened.Latest));
        var standing = Publications.Standing(history)
            .Where(it => it.Fact.Happened.Earliest >= from && it.Fact.Happened.Latest <= to).ToLookup(it => it.Home);
        var told = rows.ToLookup(it => it.Fact.Home);
        var homes = told.Select(it => it.Key).Concat(standing.Select(it => it.Key)).Distinct().Order()
            .Select(it => new ReleaseRows(it, [.. told[it].Select(row => row.Line)], [
                .. told[it].Select(row => (LicencePublished)row.Fact.Fact),
            ]))
            .ToImmutableArray();
        var differences = homes.Select(it => Publications.Compare(standing[it.Home], it.Rows)).ToArray();
        var counts = new ReleaseCounts(
            differences.Sum(it => it.Same),
            differences.Sum(it => it.Changed.Length),
            differences.Sum(it => it.New.Length),
            differences.Sum(it => it.Gone.Length));
        var before = standing.Sum(it => it.Count());
        if (counts.Gone * 100L > before * (long)rule.MostGonePercent)
        {
            throw new ImportInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Gone} of the {before} rows on record for these months are not in the file, more than {rule.MostGonePercent} % (release.mostGonePercent in the profile). Is the file whole? Nothing was imported."));
        }

        run.Release = counts;
        run.Tally.RecordRows(0, differences.Where(it => it.IsNone).Sum(it => it.Same), []);
        return [.. homes.Where((_, at) => !differences[at].IsNone)];
    }

    private async Task<ImmutableArray<Recorded>> Known(IEnumerable<string> sources, long line, CancellationToken cancel)
    {
        try
        {
            return (await store.Read([.. sources.Select(it => Subject.Of("publication", it))], cancel)).Facts;
        }
        catch (LedgerUnavailableException wrong)
        {
            run.Settle(new RecordOutcome.Unavailable(wrong.Message), line, _ => { });
            throw new ImportStoppedException(wrong.Message);
        }
    }

    private async Task Record(ReleaseRows home, CancellationToken cancel)
    {
        var difference = new ReleaseDifference(0, [], [], []);
        try
        {
            var outcome = await run.Recorder.Record(
                home.Home,
                ProvenanceOf(home),
                history =>
                {
                    difference = Publications.Compare(Publications.Standing(history.Facts), home.Rows);
                    var facts = difference.Facts(home.Home).ToImmutableArray();

                    // The same row may come, go and come again, so what was on record before is part of the id.
                    var last = history.Facts.IsEmpty ? 0 : history.Facts[^1].Position;
                    var id = RowIdentity.Command(
                        [
                            "ledger import release", profile.Id, home.Home.Key, $"{last}",
                            .. facts.Select(it => FactJson.Write(it.Fact)),
                        ]);
                    return (id, Decision.Record(facts));
                },
                cancel);
            Count(outcome, difference, home);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The rows were not handed over, and are not counted; the loop over the homes reports that it was stopped.
            return;
        }
    }

    private void Count(RecordOutcome outcome, ReleaseDifference difference, ReleaseRows home)
    {
        switch (outcome)
        {
            case RecordOutcome.New(var facts):
                run.Tally.RecordRows(difference.Changed.Length + difference.New.Length, difference.Same, facts);
                break;
            case RecordOutcome.AlreadyThere:
                run.Tally.RecordRows(0, home.Rows.Length, []);
                break;
            default:
                run.Settle(outcome, home.Lines.FirstOrDefault(), no => run.Tally.Reject(
                    home.Lines.FirstOrDefault(), [new CellProblem(null, $"the ledger refused it: {no}")]));
                break;
        }
    }

    private Provenance ProvenanceOf(ReleaseRows home) => new(
        profile.Provenance.Actor,
        profile.Provenance.Organisation,
        new SourceReference(profile.Provenance.Kind, string.Create(
            CultureInfo.InvariantCulture,
            $"{profile.Source}: {Path.GetFileName(run.Request.Path)}, {home.Where}")),
        profile.Provenance.Grade,
        Channel: EntryChannel.Profile);

    /// <summary>What a release says about one country and month.</summary>
    private sealed record ReleaseRows(Subject Home, ImmutableArray<long> Lines, ImmutableArray<LicencePublished> Rows)
    {
        public string Where => Lines.IsEmpty
            ? "which has no row for this country and month"
            : string.Create(
                CultureInfo.InvariantCulture, $"{Lines.Length} rows between the lines {Lines.Min()} and {Lines.Max()}");
    }
}
