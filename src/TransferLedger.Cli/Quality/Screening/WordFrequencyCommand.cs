using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary><c>ledger quality words</c>: makes the table of how frequent words of names are.</summary>
internal static class WordFrequencyCommand
{
    private const double Percent = 100;

    public static Command Make(Terminal terminal)
    {
        var un = CommonOptions.Required("--un", "The consolidated list of the United Nations.", "XML");
        var ofac = CommonOptions.Required("--ofac", "The list of OFAC, sdn.csv.", "CSV");
        var aliases = CommonOptions.Required("--ofac-aliases", "Its aliases, alt.csv.", "CSV");
        var last = CommonOptions.Required("--surnames", "Surnames: name and percent of people, separated by blanks.", "FILE");
        var male = CommonOptions.Required("--male", "Given names of men, likewise.", "FILE");
        var female = CommonOptions.Required("--female", "Given names of women, likewise.", "FILE");
        var command = new ExampledCommand(
            "words",
            "Learn how frequent words of names are, from lists and from a census, and print the table that screening uses "
                + "(src/TransferLedger/Screening/WordFrequencies.txt).",
            "ledger quality words --un consolidated.xml --ofac sdn.csv --ofac-aliases alt.csv --surnames dist.all.last --male dist.male.first --female dist.female.first")
        {
            un, ofac, aliases, last, male, female,
        };
        command.SetAction(async (line, cancel) =>
        {
            var entries = ListFiles.Parse(
                SanctionsLists.UnitedNations, await ListFiles.Read([line.GetValue(un)!], cancel)).Entries.AddRange(
                ListFiles.Parse(
                    SanctionsLists.Ofac,
                    await ListFiles.Read([line.GetValue(ofac)!, line.GetValue(aliases)!], cancel)).Entries);
            var surnames = await Names(line.GetValue(last)!, 1, cancel);
            var given = (await Names(line.GetValue(male)!, 0.5, cancel))
                .Concat(await Names(line.GetValue(female)!, 0.5, cancel));
            CensusNames[] census = [new(surnames, AreGiven: false), new(given, AreGiven: true)];
            foreach (var word in WordFrequencies.Learn(entries, census, Transliterator.Latin))
            {
                terminal.RawResult.WriteLine(word);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<List<(string Name, double Share)>> Names(
        string path, double weight, CancellationToken cancel)
    {
        var found = new List<(string Name, double Share)>();
        try
        {
            foreach (var (at, line) in (await File.ReadAllLinesAsync(path, cancel)).Index())
            {
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var percent, ..]
                    || !double.TryParse(percent, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                    || share is < 0 or > Percent)
                {
                    throw new CommandFailedException(
                        Exit.BadInput, FormattableString.Invariant($"{path}, line {at + 1}: a name and a percentage are expected."));
                }

                found.Add((name, weight * share / Percent));
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }

        return found;
    }
}
