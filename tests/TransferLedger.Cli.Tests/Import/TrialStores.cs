using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>A store that goes away after some appends, before or after writing.</summary>
internal sealed class FailingStore(IEventStore inner, int afterAppends, bool lostAnswer) : IEventStore
{
    private int _appends;
    private int _failed;

    /// <summary>How many appends fail before the store is back.</summary>
    public int Failures { get; init; } = int.MaxValue;

    /// <summary>What happens instead of a failure.</summary>
    public Action? Instead { get; init; }

    public async Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel)
    {
        if (_appends++ < afterAppends || _failed >= Failures)
        {
            return await inner.Append(request, cancel);
        }

        _failed++;
        if (Instead is { } act)
        {
            var outcome = await inner.Append(request, cancel);
            act();
            return outcome;
        }

        if (!lostAnswer)
        {
            return new AppendOutcome.NotRecorded("store.unreachable", null);
        }

        await inner.Append(request, cancel);
        return new AppendOutcome.Unknown("store.connection-lost");
    }

    public Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel) =>
        inner.Read(about, cancel);

    public IAsyncEnumerable<Recorded> ReadAll(long after, CancellationToken cancel) => inner.ReadAll(after, cancel);

    public Task<Head> Head(CancellationToken cancel) => inner.Head(cancel);
}

/// <summary>A store whose answers come later, and not in the order of asking.</summary>
internal sealed class SlowStore(IEventStore inner) : IEventStore
{
    private readonly Random _random = new(7);
    private int _now;

    /// <summary>The most appends that were waiting at once.</summary>
    public int Most { get; private set; }

    public async Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel)
    {
        int yields;
        lock (_random)
        {
            Most = Math.Max(Most, ++_now);
            yields = _random.Next(1, 40);
        }

        for (var turn = 0; turn < yields; turn++)
        {
            await Task.Delay(1, cancel);
        }

        var outcome = await inner.Append(request, cancel);
        lock (_random)
        {
            _now--;
        }

        return outcome;
    }

    public Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel) =>
        inner.Read(about, cancel);

    public IAsyncEnumerable<Recorded> ReadAll(long after, CancellationToken cancel) => inner.ReadAll(after, cancel);

    public Task<Head> Head(CancellationToken cancel) => inner.Head(cancel);
}
