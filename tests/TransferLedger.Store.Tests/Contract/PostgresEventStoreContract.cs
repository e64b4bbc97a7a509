using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

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

    [Fact]
    public async Task A_request_may_say_128_MiB_and_is_refused_whole_when_it_says_more()
    {
        var store = _database!.Open();
        var megabyte = new string('x', 1 << 20);
        NewFact[] Facts(int count) =>
            [.. Enumerable.Range(1, count).Select(number => Linked(Weapon(number), megabyte))];

        (await store.Refusal(Ask(Facts(128)))).ShouldBe("ledger.request-too-large");
        (await store.End()).ShouldBe(0);

        (await store.Record(Ask(Facts(127)))).Last.ShouldBe(127);
        (await store.Read(Weapon(127))).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_request_that_an_older_version_wrote_in_other_bytes_is_recognised_by_its_facts()
    {
        var store = _database!.Open();
        var request = Ask(Linked(Weapon(1)), Linked(Weapon(2)));
        var first = await store.Record(request);
        await _database.Execute(
            """
            ALTER TABLE ledger.commands DISABLE TRIGGER USER;
            UPDATE ledger.commands SET content = sha256('as another version wrote it');
            ALTER TABLE ledger.commands ENABLE TRIGGER USER;
            """);

        (await store.Append(request)).ShouldBe(new AppendOutcome.Appended(first, Repeated: true));
        (await store.Refusal(request with { Facts = [Linked(Weapon(2)), Linked(Weapon(1))] }))
            .ShouldBe(AppendRules.CommandReused);
        (await store.Refusal(request with { Facts = [Linked(Weapon(1)), Linked(Weapon(2), "EX-2")] }))
            .ShouldBe(AppendRules.CommandReused);
        (await store.End()).ShouldBe(2);
    }

    /// <summary>The server's own clock cannot be set, so the last instant is put an hour ahead of it.</summary>
    protected override Task PutClockBack() => _database!.Execute(
        """
        ALTER TABLE ledger.head DISABLE TRIGGER USER;
        UPDATE ledger.head SET recorded_at = clock_timestamp() + interval '1 hour';
        ALTER TABLE ledger.head ENABLE TRIGGER USER;
        """);
}
