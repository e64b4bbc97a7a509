using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary><c>ledger trace batch</c>: many requests at once, each row with what our own records say.</summary>
internal static class TraceBatch
{
    private const int AtOnce = 256;
    private const int SideBySide = 8;

    private static readonly string[] Ours =
    [
        CsvHeader.LineColumn, "ledger_outcome", "ledger_weapon", "ledger_why", "ledger_last_holder", "ledger_reported",
        "ledger_ask_next", "ledger_remark", "ledger_recorded",
    ];

    /// <summary>What every row is asked with.</summary>
    private sealed record Asked(
        TraceRowReader Reader, TraceRequested Otherwise, MatchingTier Enough, bool Near, bool Record, Happened Day);

    /// <summary>What became of a row.</summary>
    private sealed record Outcome(
        CsvRow Row,
        string Word,
        string? Weapon = null,
        string? Why = null,
        TracedHolder? Last = null,
        string? Missing = null,
        string? Next = null,
        string? Remark = null,
        string? Recorded = null);

    public static ExampledCommand Make(Terminal terminal)
    {
        var file = new Argument<string>("file")
        {
            Description = "A CSV file with a column for the serial; others as far as they are there: "
                + string.Join(", ", TraceRowReader.Fields.Skip(1)) + ".",
        };
        var columns = new Option<string[]>("--column")
        {
            Description = "A column that is named otherwise; may be given often.", HelpName = "FIELD=COLUMN",
        };
        var result = LotOptions.Text("--out", "Where the rows go with what was found. Default: FILE.traced.csv.", "FILE");
        var accept = new Option<string>("--accept")
        {
            Description = "The weakest tier that identifies a weapon: M1 (number, maker, model and calibre agree) or M2 "
                + "(model or calibre may be unknown on one side).",
            DefaultValueFactory = _ => nameof(MatchingTier.M1),
            HelpName = "TIER",
        };
        accept.AcceptOnlyFromAmong(nameof(MatchingTier.M1), nameof(MatchingTier.M2));
        var near = new Option<bool>("--near") { Description = "Look for wrong characters too; slower." };
        var record = new Option<bool>("--record") { Description = "Record each row as a request received, and our reply." };
        var state = LotOptions.Text("--state", "The State that asks, where a row does not say.", "CODE");
        var authority = LotOptions.Text("--authority", "Its authority, where a row does not say.", "NAME");
        var use = LotOptions.Text("--use", "The use of the answer, where a row does not say.", "TEXT");
        var officer = LotOptions.Text("--officer", "Who answers; needed with --record.", "NAME");
        var (when, data, json) = (TraceCommand.When(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "batch",
            "Answer many requests from our own records, row by row. Nothing is recorded without --record; with it, a run "
                + "that was stopped is run again, and records each row once.",
            "ledger trace batch requests.csv",
            "ledger trace batch seized.csv --column serial=\"Serial No\" --column maker=Make --accept M2",
            "ledger trace batch requests.csv --record --state FR --authority \"Police judiciaire\" --officer analyst-03")
        {
            file, columns, result, accept, near, record, state, authority, use, officer, when, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var signed = line.GetValue(officer) ?? "";
            if (line.GetValue(record) && signed.Trim().Length == 0)
            {
                throw new CommandFailedException(Exit.BadInput, "--record needs --officer: who answers.");
            }

            var day = CertificateCommand.Day("--when", line.GetValue(when));
            var asked = new Asked(
                TraceRowReader.Of(line.GetValue(columns) ?? []),
                new TraceRequested(
                    day, TraceDirection.Received, line.GetValue(state)?.ToUpperInvariant() ?? "",
                    line.GetValue(authority) ?? "", new ItemDescription(), [], "", line.GetValue(use) ?? "", signed, []),
                Enum.Parse<MatchingTier>(line.GetValue(accept)!), line.GetValue(near), line.GetValue(record), day);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            return await Run(
                ledger, terminal, line.GetValue(file)!, line.GetValue(result), asked, line.GetValue(json), cancel);
        });
        return command;
    }

    private static async Task<int> Run(
        OpenLedger ledger,
        Terminal terminal,
        string path,
        string? result,
        Asked asked,
        bool json,
        CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        using var input = CsvFile.Open(path, asked.Reader.Profile, cancel);
        if (asked.Record)
        {
            asked.Reader.CheckRecordable(input.Header, asked.Otherwise);
        }

        var target = Target(path, result);
        var part = target + ".part";
        File.Delete(part);
        using var output = new AnnotatedFile(part, input.Shape, Ours, input.RawHeader);
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var rows = await ProgressBar.Run(terminal, "Tracing", async report =>
        {
            var done = 0;
            foreach (var some in input.Rows().Chunk(AtOnce))
            {
                var outcomes = new Outcome[some.Length];
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, some.Length),
                    new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancel },
                    async (at, stop) => outcomes[at] = await One(ledger, some[at], input.Header, asked, stop));
                foreach (var it in outcomes)
                {
                    tally[it.Word] = tally.GetValueOrDefault(it.Word) + 1;
                    output.Add(Cells(it), it.Row.Raw);
                }

                done += some.Length;
                report(
                    done, input.Shape.Records - 1, done / Stopwatch.GetElapsedTime(began).TotalSeconds, "rows");
            }

            return done;
        });
        var written = Whole(output, part, target);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (json)
        {
            terminal.Json(new { rows, outcomes = tally, file = written, seconds = Math.Round(seconds, 1) });
        }
        else
        {
            Show(terminal.Result, rows, tally, written, seconds);
        }

        return tally.ContainsKey("bad row") || tally.ContainsKey("refused") ? Exit.Refused : Exit.Done;
    }

    /// <summary>Where the answers go.</summary>
    /// <exception cref="CommandFailedException">Something is there already.</exception>
    private static string Target(string path, string? result)
    {
        var target = result ?? Path.ChangeExtension(Path.GetFullPath(path), ".traced.csv");
        return File.Exists(target)
            ? throw new CommandFailedException(
                Exit.BadInput, $"{target} is there already and is not overwritten; name another with --out.")
            : target;
    }

    /// <summary>
    /// The answers get their name when they are all there: a run that is killed leaves nothing that looks like them.
    /// </summary>
    private static string? Whole(AnnotatedFile output, string part, string target)
    {
        output.Dispose();
        if (output.Written is null)
        {
            return null;
        }

        File.Move(part, target);
        return target;
    }

    private static async Task<Outcome> One(
        OpenLedger ledger, CsvRow row, CsvHeader header, Asked asked, CancellationToken cancel)
    {
        if (asked.Reader.Read(row, header, asked.Otherwise, out var problem) is not { } read)
        {
            return new Outcome(row, "bad row", Remark: problem);
        }

        var hits = await OwnAnswer.Hits(ledger, read.Fact, cancel, wrongCharacters: false);
        if (hits.Count == 0 && asked.Near)
        {
            hits = await OwnAnswer.Hits(ledger, read.Fact, cancel);
        }

        var reply = await OwnAnswer.Proposal(
            ledger, read.Fact, hits, null, asked.Enough, asked.Day, asked.Otherwise.Officer, cancel);
        var outcome = new Outcome(
            row,
            CustodySentences.Words(reply.Outcome.ToString()),
            reply.Outcome == TraceOutcome.Identified
                ? reply.About[0].Rest
                : string.Join(' ', hits.Select(it => it.Weapon.Value)),
            hits.Count > 0 ? SearchSentences.Why(hits[0]) + (hits[0].Tier is { } tier ? $", {tier}" : "") : null,
            reply.Holders.Count > 0 ? reply.Holders[^1] : null,
            reply.Missing,
            reply.NextState,
            reply.Text);
        return asked.Record ? await Record(ledger, outcome, read, reply, row, header, cancel) : outcome;
    }

    /// <summary>The request and our reply, each once however often the batch is run.</summary>
    private static async Task<Outcome> Record(
        OpenLedger ledger,
        Outcome outcome,
        (string Reference, TraceRequested Fact) read,
        TraceResponded reply,
        CsvRow row,
        CsvHeader header,
        CancellationToken cancel)
    {
        if (Subject.Normalise(read.Reference).Length == 0)
        {
            return outcome with { Word = "bad row", Remark = "it has no reference, which a recorded request needs" };
        }

        var home = TraceCommand.Home(read.Reference);
        var id = RowIdentity.Command(
            "ledger trace batch", home.Key, Convert.ToHexStringLower(RowIdentity.ContentOf(header, row)));
        var provenance = new Provenance(
            read.Fact.Officer, read.Fact.Authority, new SourceReference(SourceKind.PartnerMessage, home.Rest),
            Channel: EntryChannel.Profile);
        var done = await ledger.Store.Transact<AllFacts>(
            id, provenance, [home, .. reply.About], state => Decide(state.Facts, home, id, read.Fact, reply), cancel);
        return done switch
        {
            TransactionOutcome.Done { Receipt: { } receipt } => outcome with
            {
                Recorded = string.Create(CultureInfo.InvariantCulture, $"facts {receipt.First} and {receipt.Last}"),
            },
            TransactionOutcome.Done => outcome with { Recorded = "before" },
            TransactionOutcome.Refused no => outcome with { Word = "refused", Remark = RefusalText.Of(no.Refusal) },
            TransactionOutcome.Unavailable no => throw new CommandFailedException(
                Exit.Unavailable,
                $"Stopped at line {row.Line}. {StoreTrouble.Said(no.Outcome, $"Line {row.Line} was not recorded")} "
                    + "Rows before and beside it may be on record; run again with another --out, each is recorded once."),
            _ => throw new InvalidOperationException($"{done}"),
        };
    }

    private static Decision Decide(
        ImmutableArray<Recorded> facts, Subject home, CommandId id, TraceRequested request, TraceResponded reply)
    {
        if (facts.Any(it => it.Command == id))
        {
            return Decision.Nothing;
        }

        var asked = Traces.Request(facts, home, request);
        return asked.Refusal is { } no ? no : Traces.Answered(asked.Facts[0], request, reply);
    }

    private static string[] Cells(Outcome it) =>
    [
        it.Row.Line.ToString(CultureInfo.InvariantCulture), it.Word, it.Weapon ?? "", it.Why ?? "",
        it.Last is { } last ? $"{last.Holder.Name}{(last.Holder.Country is { } code ? $" ({code})" : "")} from {last.From.Text}" : "",
        it.Missing ?? "", it.Next ?? "", it.Remark ?? "", it.Recorded ?? "",
    ];

    private static void Show(
        IAnsiConsole console, int rows, SortedDictionary<string, int> tally, string? written, double seconds)
    {
        foreach (var (word, count) in tally)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{count,9:N0}  {word}");
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{rows,9:N0}  rows in {seconds:N1} s");
        if (written is not null)
        {
            console.MarkupLineInterpolated($"Row by row: {written}");
        }
    }
}
