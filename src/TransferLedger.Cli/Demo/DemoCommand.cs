using System.CommandLine;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import;
using TransferLedger.Cli.Views;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Cli.Demo;

/// <summary><c>ledger demo</c>: real records through the whole ledger, in a ledger of its own.</summary>
internal static class DemoCommand
{
    /// <summary>
    /// The weapon whose story is told: sold in 1981, recovered by the police in 2009, and again in 2022.
    /// </summary>
    private const string Serial = "A557125";

    private static readonly (string Folder, string File, string? Profile, Instant At)[] Papers =
    [
        ("de-crime-gun-traces", "traces.csv", "first-sales.profile.json", Instant.FromUtc(2026, 2, 2, 9, 0)),
        ("de-crime-gun-traces", "traces.csv", "recoveries.profile.json", Instant.FromUtc(2026, 2, 16, 9, 0)),
        ("de-crime-gun-traces", "corrections.ndjson", null, Instant.FromUtc(2026, 3, 2, 9, 0)),
    ];

    private const string Program = "dotnet run --project src/TransferLedger.Cli -c Release --";

    private static readonly Instant EarlierDay = Instant.FromUtc(2026, 2, 9, 23, 59, 59);

    public static Command Make(Terminal terminal)
    {
        var data = CommonOptions.Data();
        var exit = new Option<bool>("--exit")
        {
            Description = "End after the story. (Today the demo always does; later it will go on to serve pages.)",
        };
        var command = new ExampledCommand(
            "demo",
            "Start the embedded database, import real crime-gun traces in three deliveries, replay one weapon's "
                + "custody as known now and as known at an earlier day, rebuild the views; then take a certificate from the "
                + "paper to the proof of delivery, with forgeries, an over-draw and a theft; and a pistol delivered under it "
                + "from its recovery elsewhere to the confirmed diversion and the risk of the country.",
            "ledger demo",
            "ledger demo --exit --data /tmp/ledger-demo")
        {
            exit, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var folder = line.GetValue(data) ?? Path.Combine(EmbeddedOptions.DefaultDataFolder(), "demo");
            terminal.Say($"Opening the demonstration ledger in {folder}");
            await using var ledger = await OpenLedger.Open(folder, terminal, cancel, replay: true);
            await Tell(ledger, folder, terminal, cancel);
            return Exit.Done;
        });
        return command;
    }

    private static async Task Tell(OpenLedger ledger, string folder, Terminal terminal, CancellationToken cancel)
    {
        var console = terminal.Result;
        console.MarkupLine("[bold]1. Three deliveries of real records[/] (crime-gun traces of Wilmington, Delaware)");
        foreach (var (from, file, profile, at) in Papers)
        {
            console.MarkupLineInterpolated($"[grey]delivered {CommonOptions.Show(at)}{(profile is null ? "" : $", read with {profile}")}[/]");
            var report = await ImportCommand.Run(ledger, Request(folder, from, file, profile, at), terminal, cancel);
            ImportCommand.Show(console, report);
            if (report.Outcome != ImportOutcome.Done)
            {
                throw new CommandFailedException(ImportCommand.ExitOf(report), "The demonstration's records could not be imported.");
            }
        }

        console.WriteLine();
        console.MarkupLine("[bold]2. The views, rebuilt from the facts[/]");
        var rebuilt = await RebuildCommand.Run(ledger, OpenLedger.Views, terminal, cancel);
        var head = await ledger.Store.Head(cancel);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{head.Position:N0} facts in the log; views rebuilt from {rebuilt.Facts:N0} of them in {rebuilt.Elapsed.TotalSeconds:F1} s and switched in one transaction.");

        console.WriteLine();
        console.MarkupLine("[bold]3. One weapon, as known now[/]");
        var weapon = await CustodyCommand.Resolve(ledger, Serial, terminal, cancel);
        var dossier = await WeaponHistory.Read(ledger.Store, weapon, cancel);
        Show(console, weapon, dossier, AsOf.Now);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]4. The same weapon, as known on {LocalDatePattern.Iso.Format(EarlierDay.InUtc().Date)}[/], before the police records came in");
        Show(console, weapon, dossier, new AsOf(null, EarlierDay));
        await DemoTransfers.Tell(ledger, folder, terminal, cancel);
        await DemoDiversion.Tell(ledger, folder, terminal, cancel);
        Next(console, folder, weapon);
    }

    private static void Show(IAnsiConsole console, WeaponId weapon, WeaponDossier dossier, AsOf asOf)
    {
        if (CustodyReport.Of(weapon, dossier, asOf, CommonOptions.Now()) is { } report)
        {
            CustodyScreen.Show(console, report);
        }
        else
        {
            console.WriteLine("Nothing was on record about it then.");
        }
    }

    private static void Next(IAnsiConsole console, string folder, WeaponId weapon)
    {
        console.WriteLine();
        console.MarkupLine("[bold]What to try next[/]");
        foreach (var next in new[]
        {
            $"custody {weapon} --happened-by 2010",
            "certificate verify IS/EUC/0017/2026 --as-of 2026-06-30",
            "custody XP26-00017",
            "risk IS --facts",
            "trace whom XP26-00017",
            "overdue --on 2026-12-31 --all",
            $"custody {weapon} --json",
            "search T6429",
            "search \"CCAW57O\"",
            "status",
            "import FILE.csv --profile PROFILE.json --dry-run",
        })
        {
            // Written past the console, which would break the line and with it the command.
            console.Profile.Out.Writer.WriteLine($"  {Program} {next} --data {folder}");
        }
    }

    private static ImportRequest Request(string data, string from, string file, string? profile, Instant at)
    {
        var samples = Path.Combine(AppContext.BaseDirectory, "samples", from);
        var rejects = Path.Combine(data, "rejects");
        Directory.CreateDirectory(rejects);
        var rejected = Path.Combine(rejects, $"{(profile ?? file).Split('.')[0]}{Path.GetExtension(file)}");
        File.Delete(rejected);
        return new ImportRequest(
            Path.Combine(samples, file),
            profile is null ? null : Path.Combine(samples, profile),
            RejectPath: rejected)
        {
            RecordedAt = at,
        };
    }
}
