using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary><c>ledger lot show</c>: the books of one lot, at any point on the two clocks.</summary>
internal static class LotShow
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var lot = LotOptions.Lot();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var command = new ExampledCommand(
            "show",
            "Replay one lot: how many rounds are with whom and where, what is on the way, issued, used up, lost and "
                + "destroyed, and what does not add up.",
            "ledger lot show ABC/ABC19E001-001",
            "ledger lot show ABC/ABC19E001-001 --happened-by 2026-06-30 --known-by 2026-07-15 --json")
        {
            lot, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var subject = LotOptions.Named(line.GetValue(lot)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Answer(ledger, subject, asOf, null, line.GetValue(json), terminal, cancel);
        });
        return command;
    }

    /// <summary>Tells the books of a lot, or what lies between two points.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="lot">The lot.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="since">An earlier point, for what was learnt and corrected since; null to tell the lot.</param>
    /// <param name="json">As one JSON document.</param>
    /// <param name="terminal">Where to tell it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="CommandFailedException">Nothing was known of it then.</exception>
    public static async Task<int> Answer(
        OpenLedger ledger, Subject lot, AsOf asOf, AsOf? since, bool json, Terminal terminal, CancellationToken cancel)
    {
        var history = await ledger.Store.Read([lot], cancel);
        if (Report(lot, history, asOf) is not { } report)
        {
            throw new CommandFailedException(Exit.Refused, history.Facts.IsEmpty
                ? $"Nothing is on record about {lot.Key}."
                : $"Nothing was on record about {lot.Key} at that point.");
        }

        if (since is { } first)
        {
            LotDiffScreen.Tell(terminal, json, first, asOf, LotDiff.Between(Report(lot, history, first), report));
        }
        else if (json)
        {
            terminal.Json(Json(report));
        }
        else
        {
            Show(terminal.Result, report);
        }

        return Exit.Done;
    }

    /// <summary>The lot at a point; what is overdue is overdue by then, or by now.</summary>
    public static LotReport? Report(Subject lot, History history, AsOf asOf) =>
        LotReport.Of(
            lot, history, asOf,
            new[] { asOf.HappenedBy, asOf.KnownBy, CommonOptions.Now() }.OfType<NodaTime.Instant>().Min());

    private static object Json(LotReport report) => new
    {
        lot = report.Lot.Key,
        asOf = CommonOptions.Json(report.AsOf),
        report.Description,
        report.Number,
        totals = Enum.GetValues<LotAccountKind>().ToDictionary(
            it => JsonNamingPolicy.CamelCase.ConvertName(it.ToString()), report.Books.Total, StringComparer.Ordinal),
        held = report.Books.Held,
        balances = report.Books.History().Select(it => new
        {
            kind = it.Account.Kind,
            custodian = it.Account.Custodian,
            site = it.Account.Site,
            user = it.Account.User,
            shipment = it.Account.Shipment?.Key,
            from = it.From.Text,
            to = it.To?.Text,
            it.Rounds,
            fact = it.Ground,
        }),
        facts = report.Books.Entries.Select(it => new
        {
            it.Position,
            happened = it.Happened.Text,
            recorded = CommonOptions.Exact(it.At),
            type = EventCatalogue.NameOf(it.Fact.GetType()),
            it.Disputed,
            by = it.Actor,
        }),
        grades = report.Grades.Select(it => new { it.Position, grade = it.Grade.ToString() }),
        notCounted = report.Books.Uncounted.Select(it => it.Position),
        findings = report.Findings.Select(it => new
        {
            it.Key, it.What.Rule, severity = it.What.Severity, sentence = LotSentences.Of(it.What),
            facts = it.What.Positions, it.What.Values, decided = it.Decided is { } one
                ? new { one.Decision, one.Happened, one.Grounds, one.Officer, one.Approver }
                : null,
        }),
        report.Later,
        report.StateHash,
    };

    private static void Show(IAnsiConsole console, LotReport report)
    {
        var it = report.Description;
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]{report.Lot.Key}[/]  {Plain.Of(string.Join(", ", new[] { it?.Number, it?.Calibre, it?.Type, it?.Expires is { } last ? $"until {last.Text}" : null }.OfType<string>()))}");
        if (report.Number is { } number)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[grey]Its number says: maker {number.Maker}, month {number.Month}, year ..{number.Year:00}, interfix {number.Interfix}, lot {number.Sequence}{(number.Suffix.Length == 0 ? "" : $", suffix {number.Suffix}")}.[/]");
        }

        console.Write(Balances(report.Books));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Held {report.Books.Held:N0} rounds; used up {report.Books.Total(LotAccountKind.Consumed):N0}, lost {report.Books.Total(LotAccountKind.Lost):N0}, destroyed {report.Books.Total(LotAccountKind.Destroyed):N0}; produced {-report.Books.Total(LotAccountKind.Made):N0}, from outside {-report.Books.Total(LotAccountKind.Outside):N0}, with other lots {-report.Books.Total(LotAccountKind.OtherLots):N0}, adjusted {-report.Books.Total(LotAccountKind.Adjusted):N0}.");
        console.Write(Facts(report));
        Uncounted(console, [.. report.Books.Uncounted.Select(it => it.Position)]);
        if (report.Findings.Count > 0 || report.Books.Uncounted.IsEmpty)
        {
            FindingsScreen.Show(console, report.Findings, LotSentences.Of);
        }

        if (report.Later > 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[grey]{report.Later} facts on record are not seen from this point.[/]");
        }

        console.MarkupLineInterpolated($"[grey]State hash {report.StateHash}[/]");
    }

    /// <summary>Which facts the books leave out because nobody has so many, and what to do about each.</summary>
    internal static void Uncounted(IAnsiConsole console, IReadOnlyCollection<long> positions)
    {
        foreach (var position in positions)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[red]Fact {position} speaks of less than none, or of more than any lot or paper has ({LotKeeping.MostRounds:N0}), and is not counted.[/] Retract it: ledger record record-retracted {position} --reason ... --approver ... --officer ...");
        }
    }

    /// <summary>What rules found, with the facts that prove it.</summary>
    internal static void Findings(
        IAnsiConsole console, IReadOnlyCollection<Contradiction> findings, Func<Contradiction, string> sentence)
    {
        if (findings.Count == 0)
        {
            console.MarkupLine("[green]Nothing contradicts.[/]");
            return;
        }

        console.MarkupLine("[bold]What does not fit together[/]");
        foreach (var found in findings)
        {
            var colour = found.Severity >= Severity.Breach ? "red" : "yellow";
            console.MarkupLine(
                $"  [{colour}]{found.Severity.ToString().ToUpperInvariant(),-8}[/] {found.Rule}  "
                    + $"{Markup.Escape(Plain.Of(sentence(found)))} [grey](facts {string.Join(", ", found.Positions)})[/]");
        }
    }

    private static Table Balances(LotBooks books)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Rounds, from when to when")
            .AddColumn("where").AddColumn("from").AddColumn("to").AddColumn(new TableColumn("rounds").RightAligned())
            .AddColumn("fact");
        foreach (var it in books.History())
        {
            table.AddRow(
                new Text(Plain.Of(Where(it.Account))), new Text(it.From.Text), new Text(it.To?.Text ?? ""),
                new Text(Number(it.Rounds)), new Text(Number(it.Ground)));
        }

        return table;
    }

    private static Table Facts(LotReport report)
    {
        var grades = report.Grades.ToDictionary(it => it.Position, it => it.Grade.ToString());
        var table = new Table().Border(TableBorder.Simple).Title("Facts, in the order in which they happened")
            .AddColumn(new TableColumn("fact").RightAligned()).AddColumn("happened").AddColumn("what")
            .AddColumn("who and how many").AddColumn("grade");
        foreach (var it in report.Books.Entries)
        {
            table.AddRow(
                new Text(Number(it.Position)), new Text(it.Happened.Text),
                new Text(LotSentences.Name(it.Fact) + (it.Disputed ? " (disputed)" : "")),
                new Text(Plain.Of(LotSentences.Of(it.Fact))),
                new Text(grades.GetValueOrDefault(it.Position) ?? "own"));
        }

        return table;
    }

    /// <summary>Where rounds are, as a person says it.</summary>
    internal static string Where(LotAccount account) => account switch
    {
        { Kind: LotAccountKind.Issued } => $"{account.Custodian!.Name}, issued to {account.User}",
        { Kind: LotAccountKind.Transit } => $"on the way, {account.Shipment!.Value.Rest}",
        _ => account.Custodian!.Name + (account.Site is { } site ? $", {site.Name}" : ", no site named"),
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
