using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>
/// <c>ledger quality screening</c>: how well names are matched, on labelled pairs and on whole lists, and how fast.
/// </summary>
internal static class ScreeningQualityCommand
{
    private const int Most = 100_000;
    private const int MostParties = 10_000_000;

    public static Command Make(Terminal terminal)
    {
        var pairs = CommonOptions.Required(
            "--pairs", "Labelled pairs: case_group,schema,name1,name2,is_match,quality,category,notes.", "CSV");
        var un = CommonOptions.Required("--un", "The consolidated list of the United Nations.", "XML");
        var (ofac, aliases) = (
            Csv("--ofac", "The list of OFAC, sdn.csv."), Csv("--ofac-aliases", "Its aliases, alt.csv."));
        var corruptions = Count("--corruptions", "How many listed names are written in each wrong way.", 300);
        var innocents = Count("--innocents", "How many invented names of each kind and language.", 500);
        var parties = Count(
            "--parties", "How many parties to compare with a change of the lists, to see how long that takes; 0 for none.", 0);
        var full = Count("--full", "How many of these are screened against whole lists.", 20_000);
        var (seed, json) = (GenerateCommand.Seed(), CommonOptions.Json());
        var only = Only();
        var page = new Option<bool>("--page") { Description = "Print the page docs/quality-screening.md." };
        var command = new ExampledCommand(
            "screening",
            "Measure the matching of names: labelled pairs (one half to choose weights by, the other to report), names in "
                + "two scripts, listed names written wrongly, names of nobody, and speed.",
            "ledger quality screening --pairs pairs_a.csv --un consolidated.xml --ofac sdn.csv --ofac-aliases alt.csv",
            "ledger quality screening --pairs pairs_a.csv --un consolidated.xml --innocents 2000 --json",
            "ledger quality screening --pairs pairs_a.csv --un consolidated.xml --innocents 5000 --only fa,ko")
        {
            pairs, un, ofac, aliases, corruptions, innocents, parties, full, seed, page, only, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (wrong, nobody) = (line.GetValue(corruptions), line.GetValue(innocents));
            var (many, whole) = (line.GetValue(parties), line.GetValue(full));
            Check("--corruptions and --innocents", Math.Min(wrong, nobody), 1, Math.Max(wrong, nobody), Most);
            Check("--parties and --full", Math.Min(many, whole - 1), 0, Math.Max(many, whole), MostParties);
            var entries = await Entries(line.GetValue(un)!, line.GetValue(ofac), line.GetValue(aliases), cancel);
            var measurement = new ScreeningMeasurement(
                LabelledPairs.Read(line.GetValue(pairs)!), entries, line.GetValue(seed), terminal.Say);
            if (line.GetValue(only) is { } some)
            {
                Show(terminal, measurement.Nobody(Known(some), nobody, cancel), line.GetValue(json));
                return Exit.Done;
            }

            var report = measurement.Run(wrong, nobody, cancel) with
            {
                Rescreened = many == 0
                    ? null
                    : RescreenMeasurement.Run(entries, many, whole, line.GetValue(seed), terminal.Say, cancel),
            };
            if (line.GetValue(json))
            {
                terminal.Json(report);
            }
            else
            {
                ScreeningQualityPage.Write(terminal.RawResult, report, line.GetValue(page));
            }

            return Exit.Done;
        });
        return command;
    }

    private static Option<string?> Only() => new("--only")
    {
        Description = "Measure names of nobody in these languages alone, and name every pair that matches: fa,ko.",
        HelpName = "LANGUAGES",
    };

    private static string[] Known(string some)
    {
        var asked = some.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return asked.Length > 0 && asked.All(it => ScreeningMeasurement.Languages.Contains(it, StringComparer.Ordinal))
            ? asked
            : throw new CommandFailedException(
                Exit.BadInput, $"--only: some of {string.Join(", ", ScreeningMeasurement.Languages)}, with commas between.");
    }

    private static void Show(Terminal terminal, IReadOnlyList<Innocent> found, bool json)
    {
        if (json)
        {
            terminal.Json(found);
            return;
        }

        foreach (var it in found)
        {
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{it.Name}: {it.Warned} of {it.Asked} at WARN or worse ({100.0 * it.Warned / it.Asked:0.000} %), {it.Held} at HOLD"));
            foreach (var pair in it.Examples)
            {
                terminal.RawResult.WriteLine($"- {Plain.Of(pair)}");
            }
        }
    }

    private static void Check(string options, int smallest, int least, int largest, int most)
    {
        if (smallest < least || largest > most)
        {
            throw new CommandFailedException(Exit.BadInput, string.Create(
                CultureInfo.InvariantCulture, $"{options}: from {least} to {most}."));
        }
    }

    private static async Task<List<ListedEntry>> Entries(
        string un, string? ofac, string? aliases, CancellationToken cancel)
    {
        List<ListedEntry> all =
            [.. ListFiles.Parse(SanctionsLists.UnitedNations, await ListFiles.Read([un], cancel)).Entries];
        if (ofac is not null)
        {
            string[] files = aliases is null ? [ofac] : [ofac, aliases];
            all.AddRange(ListFiles.Parse(SanctionsLists.Ofac, await ListFiles.Read(files, cancel)).Entries);
        }

        return all;
    }

    private static Option<int> Count(string name, string what, int usual) =>
        new(name) { Description = what, DefaultValueFactory = _ => usual, HelpName = "N" };

    private static Option<string?> Csv(string name, string what) => new(name) { Description = what, HelpName = "CSV" };
}
