using System.CommandLine;
using System.Globalization;
using Npgsql;
using Spectre.Console;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Risk;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary><c>ledger quality risk-speed</c>: how long a ranking and a card take, whatever is asked.</summary>
internal static class RiskSpeedCommand
{
    private const long MostEntries = 100_000_000;
    private const int MostQuestions = 1_000;

    public static Command Make(Terminal terminal)
    {
        var (json, seed, data) = (CommonOptions.Json(), GenerateCommand.Seed(), CommonOptions.Data());
        var parameters = RiskCommand.Parameters();
        var entries = new Option<long>("--entries")
        {
            Description = "How many entries the view of risk facts holds.", DefaultValueFactory = _ => 1_000_000,
            HelpName = "N",
        };
        var questions = new Option<int>("--questions")
        {
            Description = "How many questions of each kind.", DefaultValueFactory = _ => 20, HelpName = "N",
        };
        var keep = new Option<bool>("--keep")
        {
            Description = "Leave the database in place, and ask the one that an earlier such run has left.",
        };
        var first = new Option<RiskFirstQuestion?>("--first")
        {
            Description = "Ask only the first ranking, or the first card, of this process, and the same once more.",
        };
        var command = new ExampledCommand(
            "risk-speed",
            "Measure how long a ranking of all countries and a card of one take, for any day and any knowledge, over invented "
                + "entries in a database of its own (ledger_bench_risk), which is dropped; and compare cards with the same "
                + "made from the entries one by one.",
            "ledger quality risk-speed",
            "ledger quality risk-speed --entries 10000000 --seed 1 --json",
            "ledger quality risk-speed --keep --first Ranking")
        {
            entries, questions, seed, keep, first, parameters, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (many, asked, from) = (line.GetValue(entries), line.GetValue(questions), line.GetValue(seed));
            Check(many, asked, from);
            var used = await RiskParameterFile.Load(line.GetValue(parameters), cancel);
            await using var server = await BenchServer.Open(line.GetValue(data), terminal, cancel);
            await using var database = line.GetValue(keep)
                ? await BenchDatabase.MakeOrReuse(server.ConnectionString, "risk", cancel)
                : await BenchDatabase.Make(server.ConnectionString, "risk", cancel);
            await using var source = await Filled(database.ConnectionString, many, from, terminal.Say, cancel);
            if (line.GetValue(first) is { } question)
            {
                Tell(terminal, await RiskFirstAnswer.Measure(source, question, used, cancel), line.GetValue(json));
                return Exit.Done;
            }

            terminal.Say("asking");
            var found = await RiskSpeed.Measure(source, many, from, asked, used, cancel);
            Tell(terminal, found, line.GetValue(json));
            return found.Different == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static void Check(long entries, int questions, long seed)
    {
        if (entries is < 1_000 or > MostEntries || questions is < 1 or > MostQuestions || seed is < 0 or > int.MaxValue)
        {
            throw new CommandFailedException(Exit.BadInput, string.Create(
                CultureInfo.InvariantCulture,
                $"--entries: from 1000 to {MostEntries}; --questions: from 1 to {MostQuestions}; --seed: from 0 to {int.MaxValue}."));
        }
    }

    /// <summary>Connections to the load, none of them open yet.</summary>
    private static async Task<NpgsqlDataSource> Filled(
        string connectionString, long entries, long seed, Action<string> say, CancellationToken cancel)
    {
        if (!await RiskLoad.IsFilled(connectionString, entries, seed, cancel))
        {
            await RiskLoad.Fill(connectionString, entries, seed, say, cancel);
        }

        return NpgsqlDataSource.Create(connectionString);
    }

    private static void Tell(Terminal terminal, RiskSpeed it, bool json)
    {
        if (json)
        {
            terminal.Json(it);
        }
        else
        {
            Show(terminal.Result, it);
        }
    }

    private static void Tell(Terminal terminal, RiskFirstAnswer it, bool json)
    {
        if (json)
        {
            terminal.Json(it);
            return;
        }

        terminal.RawResult.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{it.Question}: first {it.AnswerMs:N0} ms (connecting before it {it.ConnectingMs:N0} ms; compiling {it.CompilingMs:N0} ms on all threads, {it.Compiled} methods), again {it.AgainMs:N0} ms"));
    }

    private static void Show(IAnsiConsole console, RiskSpeed it)
    {
        string Ms(RiskSpeedTimes it) => string.Create(
            CultureInfo.InvariantCulture, $"{it.FastestMs:N0} / {it.MedianMs:N0} / {it.SlowestMs:N0}");
        var table = new Table().Border(TableBorder.Rounded)
            .Title(string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Entries:N0} entries of {it.Countries} countries, {it.Blocks} blocks of {it.BlockBytes / 1e6:N0} MB"))
            .AddColumn("ms: fastest / median / slowest").AddColumn(new TableColumn("ranking").RightAligned())
            .AddColumn(new TableColumn("card").RightAligned());
        foreach (var row in it.Rows)
        {
            table.AddRow(row.Name, Ms(row.Ranking), Ms(row.Card));
        }

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{it.Rows.Sum(row => row.Asked)} questions; {it.Compared} cards made again from the entries one by one, {it.Different} differ."));
    }
}
