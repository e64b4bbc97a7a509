using System.CommandLine;
using System.Globalization;
using System.Text;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Quality.Search;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary><c>ledger generate traces</c>: invented weapons, and another State's requests about some of them.</summary>
internal static class GenerateTracesCommand
{
    private const int MostWeapons = 5_000_000, MostRows = 1_000_000, OneInSoMany = 3;
    private const string Weapons = "weapons.ndjson", Requests = "requests.csv";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Make(Terminal terminal)
    {
        var weapons = Number("--weapons", "How many weapons.", 100_000);
        var rows = Number("--rows", "How many requests.", 10_000);
        var seed = GenerateCommand.Seed();
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write; it does not exist yet.", Required = true, HelpName = "FOLDER",
        };
        var command = new ExampledCommand(
            "traces",
            "Write invented weapons to import, and a batch of trace requests about some of them, one in three with a wrong "
                + "digit. The same seed gives the same bytes.",
            "ledger generate traces --weapons 100000 --rows 10000 --seed 1 --out traces-1",
            "ledger import traces-1/weapons.ndjson",
            "ledger trace batch traces-1/requests.csv --out answers.csv")
        {
            weapons, rows, seed, folder,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (size, asked) = (line.GetValue(weapons), line.GetValue(rows));
            if (size is < 1 or > MostWeapons || asked is < 1 or > MostRows)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture,
                    $"--weapons: from 1 to {MostWeapons}; --rows: from 1 to {MostRows}."));
            }

            await Write(line.GetValue(folder)!, size, asked, line.GetValue(seed), cancel);
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{size} weapons, {asked} requests in {line.GetValue(folder)}"));
            return Exit.Done;
        });
        return command;
    }

    private static async Task Write(string folder, int size, int asked, long seed, CancellationToken cancel)
    {
        if (Path.Exists(folder))
        {
            throw new CommandFailedException(Exit.BadInput, $"{folder} is there already; name another folder.");
        }

        var part = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.part-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(part);
            var made = NumberedWeapon.Make(size, seed);
            await File.WriteAllLinesAsync(
                Path.Combine(part, Weapons), made.Select(it => SetFiles.Line(Registered(it))), Utf8, cancel);
            await File.WriteAllLinesAsync(
                Path.Combine(part, Requests),
                Enumerable.Range(0, asked).Select(at => Row(made, at, seed)).Prepend("reference,serial,maker,model,calibre"),
                Utf8, cancel);
            Directory.Move(part, folder);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{folder} cannot be written: {wrong.Message}");
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private static GeneratedFact Registered(NumberedWeapon it) => new(
        $"traces/{it.Id}",
        it.Id.Subject,
        new ItemRegistered(
            Happened.Parse("2020"),
            new ItemDescription(it.Maker.Kind, it.Maker.Name, null, it.Maker.Model, it.Maker.Calibre),
            [new Mark(MarkKind.Serial, it.Serial)]),
        new Provenance("ledger generate traces"));

    private static string Row(List<NumberedWeapon> made, int at, long seed)
    {
        var dice = Dice.For(seed, "traces", at);
        var weapon = dice.Of(made);
        var serial = dice.Number(1, OneInSoMany) == 1 ? Misread(dice, weapon.Serial) : weapon.Serial;
        return string.Join(',', new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"T-{at + 1}"), serial, weapon.Maker.Name, weapon.Maker.Model,
            weapon.Maker.Calibre,
        }.Select(it => $"\"{(it ?? "").Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }

    /// <summary>With one digit that is another.</summary>
    private static string Misread(Dice dice, string serial)
    {
        var digits = Enumerable.Range(0, serial.Length).Where(it => char.IsAsciiDigit(serial[it])).ToList();
        if (digits.Count == 0)
        {
            return serial;
        }

        var at = dice.Of(digits);
        var other = (char)('0' + ((serial[at] - '0' + dice.Number(1, 9)) % 10));
        return serial[..at] + other + serial[(at + 1)..];
    }

    private static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "N" };
}
