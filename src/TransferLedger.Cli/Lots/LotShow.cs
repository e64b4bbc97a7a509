using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Spectre.Console;
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
            var history = await ledger.Store.Read([subject], cancel);
            var on = asOf.HappenedBy ?? asOf.KnownBy ?? SystemClock.Instance.GetCurrentInstant();
            if (LotReport.Of(subject, history, asOf, on) is not { } report)
            {
                throw new CommandFailedException(Exit.Refused, history.Facts.IsEmpty
                    ? $"Nothing is on record about {subject.Key}."
                    : $"Nothing was on record about {subject.Key} at that point.");
            }

            if (line.GetValue(json))
            {
                terminal.Json(Json(report));
            }
            else
            {
                Show(terminal.Result, report);
            }

            return Exit.Done;
        });
        return command;
    }

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
        notCounted = report.Books.Uncounted.Select(it => it.Position),
        findings = report.Findings.Select(it => new
        {
            it.Rule, severity = it.Severity, sentence = LotSentences.Of(it), facts = it.Positions, it.Values,
        }),
        report.Later,
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
        console.Write(Facts(report.Books));
        Uncounted(console, [.. report.Books.Uncounted.Select(it => it.Position)]);
        if (report.Findings.Count > 0 || report.Books.Uncounted.IsEmpty)
        {
            Findings(console, report.Findings, LotSentences.Of);
        }

        if (report.Later > 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"[grey]{report.Later} facts on record are not seen from this point.[/]");
        }
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

    private static Table Facts(LotBooks books)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Facts, in the order in which they happened")
            .AddColumn(new TableColumn("fact").RightAligned()).AddColumn("happened").AddColumn("what")
            .AddColumn("who and how many");
        foreach (var it in books.Entries)
        {
            table.AddRow(
                new Text(Number(it.Position)), new Text(it.Happened.Text),
                new Text(LotSentences.Name(it.Fact) + (it.Disputed ? " (disputed)" : "")),
                new Text(Plain.Of(LotSentences.Of(it.Fact))));
        }

        return table;
    }

    private static string Where(LotAccount account) => account switch
    {
        { Kind: LotAccountKind.Issued } => $"{account.Custodian!.Name}, issued to {account.User}",
        { Kind: LotAccountKind.Transit } => $"on the way, {account.Shipment!.Value.Rest}",
        _ => account.Custodian!.Name + (account.Site is { } site ? $", {site.Name}" : ", no site named"),
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
