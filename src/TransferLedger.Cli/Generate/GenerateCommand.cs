using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Generate;

/// <summary><c>ledger generate</c>: invented certificates, in order and forged, with labels.</summary>
internal static class GenerateCommand
{
    public const int MostCertificates = 5_000_000;

    public static Command Make(Terminal terminal)
    {
        var (certificates, seed, forged) = (Certificates(), Seed(), Forged());
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write; it does not exist yet, or is empty.", Required = true, HelpName = "FOLDER",
        };
        var single = new Option<bool>("--single")
        {
            Description = "Each certificate also as a file of its own, for ledger certificate verify --file.",
        };
        var command = new ExampledCommand(
            "generate",
            "Write a set of invented end-user certificates as files to import: the register of authorities, the "
                + "certificates as captured, the checks made, and a label for each that says what was done to it. "
                + "The same seed gives the same bytes.",
            "ledger generate --certificates 1000 --seed 1 --out set-1",
            "ledger generate --certificates 50 --seed 7 --forged 40 --single --out set-7",
            "ledger import set-1/register.ndjson, then certificates.ndjson, then checks.ndjson")
        {
            certificates, seed, forged, folder, single, GenerateTracesCommand.Make(terminal),
        };
        command.SetAction(async (line, cancel) =>
        {
            var set = Set(line.GetValue(certificates), line.GetValue(seed), line.GetValue(forged));
            var about = About(set.Count, line.GetValue(seed), line.GetValue(forged));
            var facts = await Write(terminal, set, line.GetValue(folder)!, line.GetValue(single), about, cancel);
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{set.Count} certificates, {facts} facts in {line.GetValue(folder)}"));
            return Exit.Done;
        });
        return command;
    }

    private static async Task<long> Write(
        Terminal terminal, CertificateSet set, string folder, bool single, string about, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            return await ProgressBar.Run(terminal, "Certificates", report => SetFiles.Write(
                set,
                folder,
                single,
                about,
                done => report(done, set.Count, done / Stopwatch.GetElapsedTime(begun).TotalSeconds, "certificates"),
                cancel));
        }
        catch (OperationCanceledException)
        {
            throw new CommandFailedException(Exit.Refused, "Stopped; nothing was kept.");
        }
    }

    /// <summary>A set, if its size can be had.</summary>
    /// <exception cref="CommandFailedException">It cannot.</exception>
    internal static CertificateSet Set(int certificates, long seed, int forged, bool asks = true)
    {
        if (certificates is < 1 or > MostCertificates)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"--certificates: from 1 to {MostCertificates.ToString(CultureInfo.InvariantCulture)}.");
        }

        return forged is >= 0 and <= 100
            ? new CertificateSet(certificates, seed, forged) { AsksStrength = asks }
            : throw new CommandFailedException(Exit.BadInput, "--forged: a percentage from 0 to 100.");
    }

    internal static Option<int> Certificates() => new("--certificates")
    {
        Description = "How many certificates.", DefaultValueFactory = _ => 1_000, HelpName = "N",
    };

    internal static Option<long> Seed() => new("--seed")
    {
        Description = "Which set: any whole number.", DefaultValueFactory = _ => 1, HelpName = "S",
    };

    internal static Option<int> Forged() => new("--forged")
    {
        Description = "How many in a hundred are forged or defective.", DefaultValueFactory = _ => 20, HelpName = "PERCENT",
    };

    private static string About(int certificates, long seed, int forged) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        # Invented end-user certificates

        Made by `ledger generate --certificates {{certificates}} --seed {{seed}} --forged {{forged}}`. **Everything here is
        invented**: authorities, officials, end users, firms, numbers, addresses, orders and forgeries. Country codes and
        calibres are real, and so are some towns; a likeness to anybody is chance. Names come from the word lists of Bogus.

        | File | What it is |
        |---|---|
        | `register.ndjson` | authorities, number patterns, contact points, signatories with their terms (`ledger import`, first) |
        | `certificates.ndjson` | certificates as offices captured them (`ledger import`, second) |
        | `checks.ndjson` | comparisons with the specimen, questions to the issuer, answers, later captures (`ledger import`, third) |
        | `labels.csv` | for each document: its certificate, `genuine` or the kind of forgery, what was done, the rules that ought to find it, the day to judge it on, what is odd about a genuine one |
        | `certificates/` | with `--single`: each certificate by its number in the labels, for `ledger certificate verify --file` |

        A number that is used twice has two lines in the labels, with a day each:
        `ledger certificate verify CERTIFICATE --as-of DAY`.

        """);
}
