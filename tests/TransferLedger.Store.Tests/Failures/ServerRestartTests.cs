using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Failures;

/// <summary>A server that goes away and comes back.</summary>
public sealed class ServerRestartTests : IAsyncLifetime
{
    private TestServer? _server;

    private TestServer Server => _server!;

    public async Task InitializeAsync() => _server = await TestServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Appends_wait_for_a_server_that_comes_back_and_reads_find_it_at_once()
    {
        var database = await Server.NewDatabase();
        await using var store = database.Open(new StoreOptions { Patience = TimeSpan.FromSeconds(60) });
        await store.Record(Linked(Weapon(1)));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Read(Weapon(1))));

        Server.Kill();
        await Should.ThrowAsync<LedgerUnavailableException>(() => store.Read(Weapon(1)));
        var asked = Enumerable.Range(0, 10).Select(number => store.Append(Ask(Linked(Weapon(number))))).ToList();
        await Server.StartAgain();

        (await Task.WhenAll(asked)).ShouldAllBe(it => it is AppendOutcome.Appended);
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Read(Weapon(1)))))
            .ShouldAllBe(it => it.Facts.Length == 2);
        Server.Kill();
        await Server.StartAgain();
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Read(Weapon(1)))))
            .ShouldAllBe(it => it.UpTo == 11);
        await LogAudit.Check(database, store);
    }
}
