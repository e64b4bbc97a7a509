using System.Diagnostics;
using NodaTime;
using Npgsql;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>How long it took to screen many parties of a ledger, and again when a list changed.</summary>
/// <param name="Parties">How many parties are registered, each under a name of its own.</param>
/// <param name="Names">How many names the list in force has.</param>
/// <param name="FillSeconds">Registering them.</param>
/// <param name="FirstSeconds">Screening all of them against the whole list, reading and recording included.</param>
/// <param name="Changed">Entries that the next version adds, changes or removes.</param>
/// <param name="KilledSeconds">How long the process ran that was killed on the way; null when none was.</param>
/// <param name="AgainSeconds">Screening again for the next version, reading, recording and the view included.</param>
/// <param name="Compared">Parties that had only to be compared with what had changed.</param>
/// <param name="Anew">Parties that had to be screened against the whole list.</param>
/// <param name="Recorded">Facts that the second screening, killed or not, recorded in all.</param>
/// <param name="Behind">Parties that do not stand for the next version; must be none.</param>
/// <param name="Twice">Screenings of a party against a version that it had been screened against; must be none.</param>
/// <param name="PeakMiB">The most memory this process took.</param>
/// <param name="Cores">How many cores there were.</param>
internal sealed record RescreenReport(
    int Parties,
    int Names,
    double FillSeconds,
    double FirstSeconds,
    int Changed,
    double? KilledSeconds,
    double AgainSeconds,
    int Compared,
    int Anew,
    long Recorded,
    int Behind,
    int Twice,
    long PeakMiB,
    int Cores)
{
    /// <summary>What the re-screening of a million parties may take.</summary>
    public const int BarSeconds = 600;
}

/// <summary>
/// Many invented parties in a ledger of their own, screened against one version of the list of the United Nations, and
/// then, by a process that is killed on the way and another that goes on, against the next.
/// </summary>
/// <param name="database">The database of the ledger.</param>
/// <param name="say">Told what is going on.</param>
internal sealed class RescreenTrial(BenchDatabase database, Action<string> say)
{
    private const string Officer = "clerk-07";
    private const int FactsPerRequest = 2_000;

    /// <summary>The line after which the process is killed.</summary>
    private const string OnTheWay = "parties are compared with the";

    /// <summary>
    /// What the killed process had sent would be written as soon as the end of the log is free: its sessions, those
    /// younger than the transaction that holds it, are ended first.
    /// </summary>
    private const string EndItsSessions =
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        + "WHERE datname = current_database() AND backend_type = 'client backend' AND backend_start > now()";

    /// <summary>Fills, screens, changes the list, kills, screens again, and checks who stands for what.</summary>
    /// <param name="parties">How many parties.</param>
    /// <param name="seed">The same seed, the same parties.</param>
    /// <param name="lists">The files of the two versions, in the order of their publication.</param>
    /// <param name="kill">Is a process killed on the way?</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<RescreenReport> Run(
        int parties, long seed, (string First, string Next) lists, bool kill, CancellationToken cancel)
    {
        await using var ledger = await OpenLedger.At(database.ConnectionString, cancel);
        say(FormattableString.Invariant($"Registering {parties} parties"));
        var watch = Stopwatch.StartNew();
        await Register(ledger, parties, seed, cancel);
        await database.Vacuum(cancel);
        var fill = watch.Elapsed.TotalSeconds;
        await Import(ledger, lists.First, cancel);

        say("Screening everybody against the whole list");
        watch.Restart();
        var first = (await ScreenRunCommand.Run(ledger, Officer, null, say, cancel)).Found;
        var firstSeconds = watch.Elapsed.TotalSeconds;
        if (first.Screened != parties)
        {
            throw new CommandFailedException(Exit.Refused, FormattableString.Invariant(
                $"{first.Screened} of {parties} parties were screened, {first.Failed} failed."));
        }

        var list = await Import(ledger, lists.Next, cancel);
        var before = (await ledger.Store.Head(cancel)).Position;
        var killed = kill ? await Killed(cancel) : (double?)null;
        say("Screening again for the next version");
        watch.Restart();
        var again = (await ScreenRunCommand.Run(ledger, Officer, null, say, cancel)).Found;
        var seconds = watch.Elapsed.TotalSeconds;
        var (behind, twice) = await Check(ledger, list, cancel);
        return new(
            parties, list.Counts.Names, fill, firstSeconds, list.Added.Count + list.Changed.Count + list.Removed.Count,
            killed, seconds, again.Compared, again.Screened, (await ledger.Store.Head(cancel)).Position - before,
            behind, twice, Process.GetCurrentProcess().PeakWorkingSet64 >> 20, Environment.ProcessorCount);
    }

    /// <summary>Each under a name of its own: who would be the same party gets a further name.</summary>
    private static async Task Register(OpenLedger ledger, int parties, long seed, CancellationToken cancel)
    {
        var (day, taken, waiting) = (
            Happened.Parse("2026-01-05"), new HashSet<string>(StringComparer.Ordinal), new List<NewFact>());
        var last = "";
        for (var round = 0; taken.Count < parties; round++)
        {
            foreach (var (name, _) in InventedParties.Of(parties, unchecked((int)seed + (round * parties)), cancel))
            {
                var own = PartyRegister.SubjectOf(name) is { } it && !taken.Contains(it.Key) ? name : $"{name} {last}";
                last = name;
                if (taken.Count < parties && PartyRegister.SubjectOf(own) is { } subject && taken.Add(subject.Key))
                {
                    waiting.Add(new(subject, new PartyRegistered(day, PartyKind.Company, own, null)));
                }

                if (waiting.Count >= FactsPerRequest)
                {
                    await Send(ledger, waiting, cancel);
                }
            }
        }

        await Send(ledger, waiting, cancel);
    }

    private static async Task Send(OpenLedger ledger, List<NewFact> waiting, CancellationToken cancel)
    {
        if (waiting.Count > 0 && await ledger.Store.Append(
            new(new(Guid.NewGuid()), [.. waiting], Condition.None, new(Officer)), cancel)
            is not AppendOutcome.Appended and var outcome)
        {
            throw new CommandFailedException(Exit.Unavailable, $"The ledger could not be filled: {outcome}");
        }

        waiting.Clear();
    }

    private static async Task<SanctionsListPublished> Import(OpenLedger ledger, string path, CancellationToken cancel)
    {
        var files = await ListFiles.Read([path], cancel);
        var content = ListFiles.Parse(SanctionsLists.UnitedNations, files);
        return (await ListCommand.Take(
            ledger, content, [path], files, content.Published ?? Happened.Parse("2026-01-05"), Officer,
            acceptShrunk: false, cancel)).Fact;
    }

    /// <summary>
    /// Runs <c>ledger screen run</c> as a process of its own and kills it (SIGKILL) while it compares; how long it ran.
    /// </summary>
    private async Task<double> Killed(CancellationToken cancel)
    {
        // Few parties are done before a signal arrives: the end of the log is held until it has.
        await using var holding = new NpgsqlConnection(database.ConnectionString);
        await holding.OpenAsync(cancel);
        await using var held = await holding.BeginTransactionAsync(cancel);
        await using var hold = new NpgsqlCommand("SELECT FROM ledger.head FOR UPDATE", holding, held);
        await hold.ExecuteNonQueryAsync(cancel);
        var (watch, self) = (Stopwatch.StartNew(), Environment.ProcessPath ?? "");
        var isLedger = Path.GetFileNameWithoutExtension(self) == "ledger";
        string[] command = ["screen", "run", "--officer", Officer];
        using var run = Process.Start(new ProcessStartInfo(
            isLedger ? self : "dotnet",
            isLedger ? command : [Path.Combine(AppContext.BaseDirectory, "ledger.dll"), .. command])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["LEDGER_CONNECTION"] = database.ConnectionString },
        })!;
        while (await run.StandardError.ReadLineAsync(cancel) is { } line)
        {
            if (line.Contains(OnTheWay, StringComparison.Ordinal))
            {
                run.Kill();
                await run.WaitForExitAsync(cancel);
                await using var end = new NpgsqlCommand(EndItsSessions, holding, held);
                await end.ExecuteNonQueryAsync(cancel);
                say("A process that was screening again was killed on the way");
                return watch.Elapsed.TotalSeconds;
            }
        }

        throw new CommandFailedException(
            Exit.Refused, "The process that was to be killed came to its end before it compared anything.");
    }

    /// <summary>Who stands for another version than the one in force, and what was done twice.</summary>
    private static async Task<(int Behind, int Twice)> Check(
        OpenLedger ledger, SanctionsListPublished list, CancellationToken cancel)
    {
        var facts = await new ScreeningFacts(ledger.Store.Source).OfScreenings(cancel);
        var file = ScreeningFile.Of(facts);
        var screened = facts.Where(it => it.Fact is PartyScreened).ToList();
        return (
            file.AllLatest().Count(it => file.VersionOf(it.Screening, list.List) != list.Version
                || it.Screening.Fact.Failure is not null),
            screened.Count - screened.Select(it => (it.Home.Key, ((PartyScreened)it.Fact).Lists[0].Version)).Distinct()
                .Count());
    }
}
