using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>
/// Records invented weapons in a ledger, has the views made from it, and searches them for numbers written wrongly.
/// </summary>
internal sealed class SearchMeasurement(
    PostgresEventStore store, long seed, bool cameAlone, MakerSpread spread, Action<string> say)
{
    private const int FactsAtOnce = 5_000;
    private const int AllHits = 10_000;
    private const int MostAlone = 2_000;

    private static readonly Provenance Source = new("ledger quality search");

    public async Task<SearchReport> Run(int serials, int corruptions, CancellationToken cancel)
    {
        say(string.Create(CultureInfo.InvariantCulture, $"Recording {serials} weapons"));
        var weapons = NumberedWeapon.Make(serials, seed, cameAlone, spread);
        await Record(weapons, cancel);
        say("Making the views");
        var rebuilt = await ViewRebuild.Run(store.Source, OpenLedger.Views, null, cancel);
        var ledger = new SearchedLedger(
            weapons.Count,
            weapons.Count(it => it.InRun),
            weapons.Count / rebuilt.Elapsed.TotalSeconds,
            await Size("pg_total_relation_size('views.serial')", cancel),
            await Size("pg_relation_size('views.serial_near')", cancel),
            await Size("pg_relation_size('views.serial_end')", cancel));

        // Alone first, as an investigator at a desk; the rest on all cores, as an office.
        var alone = Math.Min(MostAlone, corruptions / 2);
        var clients = Environment.ProcessorCount;
        var tries = new SearchTry[corruptions];
        await Search(weapons, tries, 0, alone, clients: 1, cancel);
        await Search(weapons, tries, alone, corruptions, clients, cancel);
        return new SearchReport(
            seed, spread, ledger, tries, [.. Times(tries[..alone], 1), .. Times(tries[alone..], clients)]);
    }

    /// <summary>The query of this index: the weapon meant, what went wrong, and the number somebody asks for.</summary>
    public static (NumberedWeapon Weapon, Corruption Kind, string Text) Query(
        List<NumberedWeapon> weapons, long seed, int index)
    {
        var dice = Dice.For(seed, "corruptions", index);
        var weapon = dice.Of(weapons);
        var (kind, text) = Corruption.Of(dice, weapon.Serial);
        return (weapon, kind, text);
    }

    private async Task Record(List<NumberedWeapon> weapons, CancellationToken cancel)
    {
        foreach (var some in weapons.Chunk(FactsAtOnce))
        {
            var facts = some.Select(it => new NewFact(it.Id.Subject, new ItemRegistered(
                Happened.Parse("2020"),
                new ItemDescription(it.Maker.Kind, it.Maker.Name, null, it.Maker.Model, it.Maker.Calibre),
                [new Mark(MarkKind.Serial, it.Serial)]))).ToImmutableArray();
            var id = new CommandId(new Guid(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.ToString(CultureInfo.InvariantCulture)}/{some[0].Id}"))
                    .AsSpan(0, 16)));
            var outcome = await store.Append(new AppendRequest(id, facts, Condition.None, Source), cancel);
            if (outcome is not AppendOutcome.Appended)
            {
                throw new CommandFailedException(Exit.Unavailable, $"The weapons could not be recorded: {outcome}");
            }
        }
    }

    private async Task Search(
        List<NumberedWeapon> weapons, SearchTry[] tries, int from, int to, int clients, CancellationToken cancel)
    {
        var done = from;
        await Parallel.ForAsync(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancel },
            async (at, stop) =>
            {
                tries[at] = await Try(weapons, at, stop);
                if (Interlocked.Increment(ref done) % 5_000 == 0)
                {
                    say(string.Create(CultureInfo.InvariantCulture, $"{done} of {tries.Length} searched"));
                }
            });
    }

    private async Task<SearchTry> Try(List<NumberedWeapon> weapons, int at, CancellationToken cancel)
    {
        var (weapon, kind, text) = Query(weapons, seed, at);

        // Whoever comes second finds the pages read: by turns it is the one and the other.
        var maker = new WeaponSought(Maker: weapon.Maker.Name.ToUpperInvariant());
        var first = await Ask(weapon, text, at % 2 == 0 ? null : maker, cancel);
        var second = await Ask(weapon, text, at % 2 == 0 ? maker : null, cancel);
        return at % 2 == 0
            ? new SearchTry(kind, weapon.InRun, first, second)
            : new SearchTry(kind, weapon.InRun, second, first);
    }

    private async Task<SearchAnswer> Ask(
        NumberedWeapon weapon, string text, WeaponSought? sought, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        var found = await SerialSearch.Find(store.Source, text, sought, SearchAnswer.Looked, cancel);
        var took = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        var place = PlaceOf(weapon, found);
        var near = 0;
        if (place is null)
        {
            var all = await SerialSearch.Find(store.Source, text, sought, AllHits, cancel);
            place = PlaceOf(weapon, all);
            near = place is { } behind
                ? all.Hits.Count(it => it.Weapon != weapon.Id && Halves(it) <= Halves(all.Hits[behind - 1]))
                : 0;
        }

        return new SearchAnswer(place, near, took);
    }

    private static int? PlaceOf(NumberedWeapon weapon, SerialFound found)
    {
        for (var at = 0; at < found.Hits.Count; at++)
        {
            if (found.Hits[at].Weapon == weapon.Id)
            {
                return at + 1;
            }
        }

        return null;
    }

    /// <summary>The rule's distance (rules-custody 1.4), doubled: a weak pair counts a half.</summary>
    private static int Halves(SerialHit hit) => hit.Errors.Sum(it => it.Kind == MisreadKind.Worn ? 1 : 2);

    private static IEnumerable<SearchTimes> Times(IReadOnlyCollection<SearchTry> tries, int clients) =>
    [
        Times(false, [.. tries.Select(it => it.NumberAlone.Milliseconds)], clients),
        Times(true, [.. tries.Select(it => it.NumberAndMaker.Milliseconds)], clients),
    ];

    private static SearchTimes Times(bool makerGiven, double[] times, int clients) => new(
        makerGiven,
        times.Length,
        clients,
        Statistics.Percentile(times, 0.50),
        Statistics.Percentile(times, 0.95),
        Statistics.Percentile(times, 0.99),
        times.Max());

    private async Task<long> Size(string of, CancellationToken cancel)
    {
        await using var command = store.Source.CreateCommand($"SELECT {of}");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
