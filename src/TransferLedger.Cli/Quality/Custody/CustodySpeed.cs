using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Npgsql;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Quality.Custody;

/// <summary>How large a ledger is measured.</summary>
/// <param name="Ledger">Facts in it, at least.</param>
/// <param name="Facts">Facts about each weapon asked for.</param>
/// <param name="Lives">How many weapons have so many.</param>
/// <param name="Questions">How many are asked, of each kind.</param>
internal sealed record CustodySpeedSize(long Ledger, int Facts, int Lives, int Questions);

/// <summary>How long one question took, in milliseconds, and in which of its parts.</summary>
internal sealed record CustodyAnswerTime(double Find, double Read, double Replay, double Tell)
{
    public double All => Find + Read + Replay + Tell;
}

/// <summary>What was measured.</summary>
/// <param name="Ledger">Facts in the ledger.</param>
/// <param name="Rows">The times of each kind of question.</param>
internal sealed record CustodySpeedReport(long Ledger, IReadOnlyList<CustodySpeedRow> Rows);

/// <summary>The times of one kind of question.</summary>
/// <param name="What">What was asked for.</param>
/// <param name="Facts">How many facts the answer shows, at the median.</param>
/// <param name="Times">One for each question.</param>
/// <param name="ProcessorMs">
/// Processor time of this process for each answer, the server's apart, in milliseconds: what a crowded machine distorts
/// less.
/// </param>
internal sealed record CustodySpeedRow(
    string What, int Facts, IReadOnlyList<CustodyAnswerTime> Times, double ProcessorMs);

/// <summary>
/// Fills a ledger that replays with the facts of many ordinary weapons and of some with a long life, and asks for their
/// custody by number, as <c>ledger custody NUMBER --json</c> does in a process that is running.
/// </summary>
internal sealed class CustodySpeed(PostgresEventStore store, Action<string> say)
{
    private const int WeaponsPerRequest = 100, InFlight = 12, WarmUp = 20;

    private static readonly Instant Filled = Instant.FromUtc(2011, 1, 1, 0, 0);

    /// <summary>Makes the ledger and asks.</summary>
    public async Task<CustodySpeedReport> Run(CustodySpeedSize size, CancellationToken cancel)
    {
        var ordinary = Math.Max(1, (size.Ledger - ((long)size.Lives * size.Facts)) / BenchFacts.PerWeapon);
        var stores = Stores(size);
        if ((await store.Head(cancel)).Position == 0)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"Recording {ordinary} weapons"));
            await Fill(ordinary, cancel);
            say(string.Create(CultureInfo.InvariantCulture, $"Recording {size.Lives} long lives"));
            await LoadEmbargoes(cancel);
            await Tell(stores, cancel);
            say("Making the views");
            await ViewRebuild.Run(store.Source, OpenLedger.Views, null, cancel);
        }

        var head = (await store.Head(cancel)).Position;
        var busy = stores.SelectMany(it => it.Weapons.Select((weapon, at) => (weapon, Number: it.Serial(at)))).ToList();
        say("Asking");
        return new CustodySpeedReport(
            head,
            [
                await Ask("a long life", at => busy[at % busy.Count].Number, size.Questions, cancel),
                await Ask("an ordinary weapon", at => Ordinary(at, ordinary), size.Questions, cancel),
            ]);
    }

    private static List<BusyStore> Stores(CustodySpeedSize size) =>
    [
        .. Enumerable.Range(0, size.Lives).Chunk(BusyStore.MostWeapons)
            .Select((some, at) => new BusyStore(at, some.Length, size.Facts)),
    ];

    private static string Ordinary(int at, long weapons) => string.Create(
        CultureInfo.InvariantCulture, $"KB{(at * 7_919L) % weapons:D8}");

    private async Task Fill(long weapons, CancellationToken cancel)
    {
        var slices = Slices(weapons);
        await Parallel.ForEachAsync(
            slices,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel },
            async (slice, stop) => await Append(
                Filled, BenchFacts.Of(slice), BenchFacts.ProvenanceOf(slice), $"fill/{slice.FirstWeapon}", stop));
    }

    private static IEnumerable<Slice> Slices(long weapons)
    {
        for (var at = 0L; at < weapons; at += WeaponsPerRequest)
        {
            yield return new Slice(at, (int)Math.Min(WeaponsPerRequest, weapons - at), 0, BenchFacts.PerWeapon);
        }
    }

    /// <summary>Day by day, each fact a request of its own, as clerks record them.</summary>
    private async Task Tell(List<BusyStore> stores, CancellationToken cancel)
    {
        var number = 0;
        var clerk = new Provenance("clerk-07", Source: new SourceReference(SourceKind.Document, "day book"));
        var days = stores.SelectMany(it => it.Tell()).GroupBy(it => it.At).OrderBy(it => it.Key);
        foreach (var day in days)
        {
            await Task.WhenAll(day.Select(it => Append(
                day.Key, [it.New], clerk, string.Create(CultureInfo.InvariantCulture, $"told/{number++}"), cancel)));
        }
    }

    private async Task LoadEmbargoes(CancellationToken cancel)
    {
        var (edition, hash) = await EmbargoEditionFile.Read(null, cancel);
        var loaded = EmbargoKeeping.Load(AllFacts.Initial, edition, hash, Happened.On(Filled.InUtc().Date));
        await Append(Filled, loaded.Facts, new Provenance("clerk-07"), "embargoes", cancel);
    }

    private async Task Append(
        Instant at, ImmutableArray<NewFact> facts, Provenance provenance, string name, CancellationToken cancel)
    {
        var id = new CommandId(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)));
        var request = new AppendRequest(id, facts, Condition.None, provenance) { ReplayedAt = at };
        if (await store.Append(request, cancel) is not AppendOutcome.Appended and var outcome)
        {
            throw new CommandFailedException(Exit.Unavailable, $"The ledger could not be filled: {outcome}");
        }
    }

    private async Task<CustodySpeedRow> Ask(
        string what, Func<int, string> number, int questions, CancellationToken cancel)
    {
        var times = new List<CustodyAnswerTime>();
        var facts = new List<double>();
        var begun = TimeSpan.Zero;
        for (var at = 0; at < WarmUp + questions; at++)
        {
            begun = at == WarmUp ? Process.GetCurrentProcess().TotalProcessorTime : begun;
            var (time, told) = await Ask(number(at), cancel);
            if (at >= WarmUp)
            {
                times.Add(time);
                facts.Add(told);
            }
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime - begun;
        return new CustodySpeedRow(
            what, (int)Statistics.Median(facts), times, used.TotalMilliseconds / questions);
    }

    private async Task<(CustodyAnswerTime Time, int Facts)> Ask(string number, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var weapon = await CustodyCommand.Called(store, number, cancel)
            ?? throw new InvalidOperationException($"{number} is not on record once.");
        var found = Since(ref begun);
        var dossier = await WeaponHistory.Read(store, weapon, cancel);
        var read = Since(ref begun);
        var report = CustodyReport.Of(weapon, dossier, AsOf.Now, CommonOptions.Now())!;
        var replayed = Since(ref begun);
        new Terminal(new StringWriter(CultureInfo.InvariantCulture), TextWriter.Null, interactive: false)
            .Json(CustodyScreen.Json(report));
        return (new CustodyAnswerTime(found, read, replayed, Since(ref begun)), report.Facts.Count);
    }

    private static double Since(ref long begun)
    {
        var now = Stopwatch.GetTimestamp();
        var milliseconds = Stopwatch.GetElapsedTime(begun, now).TotalMilliseconds;
        begun = now;
        return milliseconds;
    }
}
