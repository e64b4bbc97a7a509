using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Server;

namespace TransferLedger.Store.Tests.Contract;

public sealed class PostgresEventStoreContract : EventStoreContract
{
    private LedgerDatabase? _database;

    public override async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    protected override async Task<IEventStore> OpenEmpty()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        return _database.Open();
    }

    /// <summary>The server's own clock cannot be set, so the last instant is put an hour ahead of it.</summary>
    protected override Task PutClockBack() => _database!.Execute(
        """
        ALTER TABLE ledger.head DISABLE TRIGGER USER;
        UPDATE ledger.head SET recorded_at = clock_timestamp() + interval '1 hour';
        ALTER TABLE ledger.head ENABLE TRIGGER USER;
        """);
}
