using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Tests.Contract;

public sealed class MemoryEventStoreContract : EventStoreContract
{
    private readonly SetClock _clock = new(Instant.FromUtc(2026, 3, 1, 12, 0) + Duration.FromTicks(7));

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IEventStore> OpenEmpty() => Task.FromResult<IEventStore>(new MemoryEventStore(_clock));

    protected override Task PutClockBack()
    {
        _clock.Now -= Duration.FromHours(1);
        return Task.CompletedTask;
    }

    private sealed class SetClock(Instant now) : IClock
    {
        public Instant Now { get; set; } = now;

        public Instant GetCurrentInstant() => Now;
    }
}
