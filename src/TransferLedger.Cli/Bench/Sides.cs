using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Bench;

/// <summary>One side of a measurement: it can write slices, each by one of several clients.</summary>
internal interface ISide
{
    /// <summary>Makes ready for slices about these weapons, and for this many clients.</summary>
    Task Prepare(long firstWeapon, long weapons, int clients, CancellationToken cancel);

    /// <summary>Writes a slice as one request in one transaction.</summary>
    Task Write(int client, Slice slice, CancellationToken cancel);

    /// <summary>Writes many slices as fast as the side knows how.</summary>
    Task WriteAll(IEnumerable<Slice> slices, CancellationToken cancel);
}

/// <summary>Our engine: every request with its id, its subjects, and a condition on each of its weapons.</summary>
internal sealed class OurSide(PostgresEventStore store) : ISide
{
    private const int InFlight = 12;

    private long _firstWeapon;
    private long[] _lastPosition = [];

    /// <inheritdoc/>
    public Task Prepare(long firstWeapon, long weapons, int clients, CancellationToken cancel)
    {
        _firstWeapon = firstWeapon;
        _lastPosition = new long[weapons];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Write(int client, Slice slice, CancellationToken cancel)
    {
        var facts = BenchFacts.Of(slice);
        var first = (int)(slice.FirstWeapon - _firstWeapon);
        var seen = ImmutableArray.CreateBuilder<Seen>(slice.Weapons);
        for (var at = 0; at < slice.Weapons; at++)
        {
            seen.Add(new Seen(facts[at * slice.FactsEach].Home, _lastPosition[first + at]));
        }

        var request = new AppendRequest(
            slice.Id, facts, new Condition(seen.MoveToImmutable()), BenchFacts.ProvenanceOf(slice));
        if (await store.Append(request, cancel) is not AppendOutcome.Appended { Repeated: false } appended)
        {
            throw new InvalidOperationException($"The benchmark's request {slice} was not appended.");
        }

        for (var at = 0; at < slice.Weapons; at++)
        {
            _lastPosition[first + at] = appended.Receipt.First + ((at + 1) * slice.FactsEach) - 1;
        }
    }

    /// <inheritdoc/>
    public async Task WriteAll(IEnumerable<Slice> slices, CancellationToken cancel) =>
        await Parallel.ForEachAsync(
            slices,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel },
            async (slice, stop) => await Write(0, slice, stop));
}
