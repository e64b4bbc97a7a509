using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>
/// <c>ledger quality search</c>: how many numbers written wrongly lead to their weapon, and how fast.
/// </summary>
internal static class SearchQualityCommand
{
    private const int MostSerials = 10_000_000;
    private const int LeastSerials = 100;
    private const string NumberAlone = "number alone";
    private const string NumberAndMaker = "number and maker";

    public static Command Make(Terminal terminal)
    {
        var (data, json, seed) = (CommonOptions.Data(), CommonOptions.Json(), GenerateCommand.Seed());
        var serials = new Option<int>("--serials")
        {
            Description = "How many weapons the ledger holds.", DefaultValueFactory = _ => 100_000, HelpName = "N",
        };
        var corruptions = new Option<int>("--corruptions")
        {
            Description = "How many numbers written wrongly are searched for.", DefaultValueFactory = _ => 5_000,
            HelpName = "N",
        };
        var alone = new Option<bool>("--alone")
        {
            Description = "All weapons came one by one: no deliveries with consecutive numbers.",
        };
        var makers = new Option<MakerSpread>("--makers")
        {
            Description = "Who made the weapons: even (24 makers about as large), or traced (as among guns traced by "
                + "police, where four makers made three of four).",
            DefaultValueFactory = _ => MakerSpread.Even,
            HelpName = "even|traced",
        };
        makers.AcceptOnlyFromAmong("even", "traced");
        var bound = new Option<bool>("--bound")
        {
            Description = "Instead of searching, reckon how many any search could lead to at best: one that knew by "
                + "which shares and kinds the numbers were corrupted. Needs no database.",
        };
        var command = new ExampledCommand(
            "search",
            "Measure the search for numbers: record invented weapons in a database of its own (ledger_bench_search, "
                + "dropped at the end), make the views from them, and search for their numbers as people write them "
                + "wrongly: each by the number alone, and by number and maker.",
            "ledger quality search",
            "ledger quality search --serials 1000000 --corruptions 100000 --seed 1",
            "ledger quality search --serials 1000000 --corruptions 20000 --makers traced",
            "ledger quality search --serials 1000000 --corruptions 20000 --bound",
            "ledger quality search --serials 20000 --corruptions 1000 --json")
        {
            serials, corruptions, alone, makers, bound, seed, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asked = new Asked(
                line.GetValue(serials), line.GetValue(corruptions), line.GetValue(seed), line.GetValue(alone),
                line.GetValue(makers), line.GetValue(json));
            Check(asked);
            return line.GetValue(bound)
                ? Bound(terminal, asked, cancel)
                : await Measure(terminal, asked, line.GetValue(data), cancel);
        });
        return command;
    }

    /// <summary>What is measured.</summary>
    private sealed record Asked(int Serials, int Corruptions, long Seed, bool Alone, MakerSpread Makers, bool Json);

    private static void Check(Asked asked)
    {
        if (asked.Serials is < LeastSerials or > MostSerials || asked.Corruptions is < 2 or > MostSerials)
        {
            throw new CommandFailedException(Exit.BadInput, string.Create(
                CultureInfo.InvariantCulture,
                $"--serials: from {LeastSerials} to {MostSerials}; --corruptions: from 2 to {MostSerials}."));
        }
    }

    private static int Bound(Terminal terminal, Asked asked, CancellationToken cancel)
    {
        var weapons = NumberedWeapon.Make(asked.Serials, asked.Seed, asked.Alone, asked.Makers);
        Show(terminal, asked.Json, new SearchBound(weapons, asked.Seed).Run(asked.Corruptions, terminal.Say, cancel));
        return Exit.Done;
    }

    private static async Task<int> Measure(
        Terminal terminal, Asked asked, string? data, CancellationToken cancel)
    {
        await using var server = await BenchServer.Open(data, terminal, cancel);
        await using var database = await BenchDatabase.Make(server.ConnectionString, "search", cancel);
        await using var store = PostgresEventStore.Open(database.ConnectionString);
        var report = await new SearchMeasurement(store, asked.Seed, asked.Alone, asked.Makers, terminal.Say)
            .Run(asked.Serials, asked.Corruptions, cancel);
        if (asked.Json)
        {
            terminal.Json(Json(report));
        }
        else
        {
            Show(terminal, report);
        }

        return Exit.Done;
    }

    private static void Show(Terminal terminal, bool asJson, IReadOnlyList<SearchBoundFigures> bound)
    {
        if (asJson)
        {
            terminal.Json(bound.Select(it => new
            {
                it.Name, it.Asked, numberAlone = Rates(it.NumberAlone, it.Asked),
                numberAndMaker = Rates(it.NumberAndMaker, it.Asked),
            }));
            return;
        }

        var table = Columns("at best, reckoned", "at best, counted");
        foreach (var it in bound)
        {
            table.AddRow([it.Name, NumberAlone, Number(it.Asked), .. Percents(it.NumberAlone, it.Asked)]);
            table.AddRow(["", NumberAndMaker, Number(it.Asked), .. Percents(it.NumberAndMaker, it.Asked)]);
        }

        terminal.Result.Write(table);
        Line(terminal, $"Reckoned: what the five likeliest weapons have of the likelihood. Counted: how often the weapon meant was one of them.");
    }

    private static object Rates(SearchOdds it, int asked) =>
        new { expected = it.Expected / asked, found = it.Found / asked };

    private static IEnumerable<string> Percents(SearchOdds it, int asked) =>
        [Percent(it.Expected, asked), Percent(it.Found, asked)];

    private static object Json(SearchReport report) => new
    {
        report.Seed,
        report.Makers,
        report.Ledger,
        all = Part(report.All),
        parts = report.Parts.Select(Part),
        kinds = report.Kinds.Select(Part),
        times = report.Times,
    };

    private static object Part(SearchPart it) => new
    {
        it.Name, numberAlone = Figures(it.NumberAlone), numberAndMaker = Figures(it.NumberAndMaker),
    };

    private static object Figures(SearchFigures it) => new
    {
        it.Asked, it.First, found = it.Found, it.Indistinct, it.Absent, recall = it.OfAll.Rate(1),
        recallOfDistinct = it.OfDistinct.Rate(1),
    };

    private static IEnumerable<string> Cells(SearchFigures it) =>
    [
        Number(it.Asked), Percent(it.First, it.Asked), Percent(it.Found, it.Asked),
        Percent(it.Indistinct, it.Asked), Number(it.Absent), Percent(it.OfDistinct.Count, it.OfDistinct.Of),
    ];

    private static Table Columns(params string[] figures)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("written wrongly").AddColumn("asked with").AddColumn(Right("asked"));
        foreach (var it in figures)
        {
            table.AddColumn(Right(it));
        }

        return table;
    }

    private static void Show(Terminal terminal, SearchReport report)
    {
        var ledger = report.Ledger;
        Line(terminal, $"{ledger.Serials} weapons, {ledger.InRuns} of them of deliveries with consecutive numbers; makers: {(report.Makers == MakerSpread.Traced ? "as among traced guns" : "24 about as large")}");
        Line(terminal, $"views made at {ledger.FactsPerSecond:0} facts/s; views.serial {Mb(ledger.SerialBytes)} MB with indexes, of it wrong characters {Mb(ledger.NearBytes)} MB, known ends {Mb(ledger.EndBytes)} MB");
        var table = Columns(
            "first", "first five", "five others as near", "not found", "first five of the rest");
        foreach (var it in report.Kinds.Concat(report.Parts).Append(report.All))
        {
            table.AddRow([it.Name, NumberAlone, .. Cells(it.NumberAlone)]);
            table.AddRow(["", NumberAndMaker, .. Cells(it.NumberAndMaker)]);
        }

        terminal.Result.Write(table);
        foreach (var it in report.Times)
        {
            Line(terminal, $"{(it.MakerGiven ? NumberAndMaker : NumberAlone)}, {it.Searches} searches, {it.Clients} at a time: median {it.Median:0.0} ms, p95 {it.P95:0.0} ms, p99 {it.P99:0.0} ms, longest {it.Longest:0.0} ms");
        }

        foreach (var kind in Corruption.All)
        {
            Line(terminal, $"{kind.Name} ({kind.Share} %): {kind.What}");
        }
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    private static string Mb(long bytes) => (bytes / 1_048_576).ToString(CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double part, int of) => of == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / of:0.00} %");

    private static void Line(Terminal terminal, FormattableString text) =>
        terminal.RawResult.WriteLine(FormattableString.Invariant(text));
}
