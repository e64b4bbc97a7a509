using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Security;

/// <summary>A ledger with three facts, the login of an application that uses it, and one of somebody else.</summary>
public sealed class RecordedLedger : IAsyncLifetime
{
    internal const string Password = "clerk";

    private LedgerDatabase? _database;

    internal LedgerDatabase Database => _database!;

    /// <summary>A member of <c>ledger_app</c> and nothing else.</summary>
    internal string Login => "clerk_of_" + Database.Name;

    /// <summary>May log in, and has been given nothing.</summary>
    internal string Stranger => "stranger_to_" + Database.Name;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        await _database.Execute($"CREATE ROLE {Login} LOGIN PASSWORD '{Password}' IN ROLE ledger_app");
        await _database.Execute($"CREATE ROLE {Stranger} LOGIN PASSWORD '{Password}'");
        var store = _database.Open();
        await store.Record(Entered(Weapon(1)), Linked(Weapon(2)));
        await store.Record(Linked(Weapon(1)));
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        await Database.Server.Execute("postgres", $"DROP ROLE {Login}, {Stranger}");
    }
}
