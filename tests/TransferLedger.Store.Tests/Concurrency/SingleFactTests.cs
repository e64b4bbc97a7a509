using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Concurrency;

/// <summary>One fact alone is written by a shorter way, which leaves nothing behind when it does not write.</summary>
public sealed class SingleFactTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task What_is_not_written_leaves_the_end_of_the_log_where_it_was(int before)
    {
        var store = Database.Open();
        for (var number = 0; number < before; number++)
        {
            await store.Record(Entered(Weapon(1)));
        }

        var asked = Ask(Entered(Weapon(2)));
        var first = await store.Record(asked);
        var head = await Head();

        (await store.Append(asked)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeTrue();
        (await Head()).ShouldBe(head);
        (await store.Append(Ask(Linked(Weapon(2))).If(first.First - 1, Weapon(2))))
            .ShouldBeOfType<AppendOutcome.Conflict>().Winner.ShouldBe(first.First);
        (await Head()).ShouldBe(head);
        (await store.Record(Ask(Linked(Weapon(2))).If(first.First, Weapon(2)))).First.ShouldBe(first.First + 1);
        await LogAudit.Check(Database, store);
    }

    /// <summary>
    /// A server that compiles expensive plans would compile those of the append, whose costs are set high on purpose,
    /// for each call: 80 ms instead of half a one.
    /// </summary>
    [Fact]
    public async Task A_server_that_compiles_plans_is_told_not_to()
    {
        var store = Database.Open();
        await using var command = store.Source.CreateCommand("SHOW jit");

        (await command.ExecuteScalarAsync()).ShouldBe("off");
        await using var role = store.Source.CreateCommand("SELECT setting, source FROM pg_settings WHERE name = 'jit'");
        await using var reader = await role.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        reader.GetString(1).ShouldBe("client");
    }

    private async Task<(long Position, DateTime At, DateTime? Last)> Head()
    {
        await using var connection = await Database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT h.position, h.recorded_at, (SELECT max(e.timestamp) FROM ledger.mt_events e) FROM ledger.head h
            """;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var last = await reader.IsDBNullAsync(2) ? (DateTime?)null : reader.GetDateTime(2);
        last.ShouldBe(reader.GetDateTime(1));
        return (reader.GetInt64(0), reader.GetDateTime(1), last);
    }
}
