using System.Diagnostics;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Failures;

/// <summary>What a caller is told when the database says no, or nothing.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private const string Writer =
        "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%ledger.append%' "
        + "AND pid <> pg_backend_pid() AND state = 'active'";

    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_for_as_long_as_patience_lasts()
    {
        await using var store = Elsewhere(it => it.Port = 1);
        var waited = Stopwatch.StartNew();

        var outcome = await store.Append(Ask(Linked(Weapon(1))));

        outcome.ShouldBe(new AppendOutcome.NotRecorded("store.unreachable", null));
        waited.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(400));
        await Should.ThrowAsync<LedgerUnavailableException>(() => store.Read(Weapon(1)));
        await Should.ThrowAsync<LedgerUnavailableException>(() => store.Head(CancellationToken.None));
        await Should.ThrowAsync<LedgerUnavailableException>(() => store.All());
    }

    [Fact]
    public async Task A_login_that_the_server_refuses_is_told_at_once()
    {
        await using var wrongPassword = Elsewhere(it => it.Password = "guess", TimeSpan.FromMinutes(5));
        await using var noDatabase = Elsewhere(it => it.Database = "none", TimeSpan.FromMinutes(5));

        (await wrongPassword.Append(Ask(Linked(Weapon(1)))))
            .ShouldBe(new AppendOutcome.NotRecorded("store.access-refused", "28P01"));
        (await noDatabase.Append(Ask(Linked(Weapon(1)))))
            .ShouldBe(new AppendOutcome.NotRecorded("store.access-refused", "3D000"));
    }

    [Fact]
    public async Task A_session_ended_in_the_middle_is_answered_by_asking_again_and_recorded_once()
    {
        var store = Database.Open();
        await using var end = await HoldTheEnd();
        var asked = store.Append(Ask(Linked(Weapon(1))));
        await Database.UntilWaiting(1);

        (await Database.Value<bool>($"SELECT bool_and(pg_terminate_backend(pid, 5000)) {Writer}")).ShouldBeTrue();
        await Database.UntilWaiting(1);
        await end.DisposeAsync();

        (await asked).ShouldBeOfType<AppendOutcome.Appended>().Receipt.Last.ShouldBe(1);
        (await store.Read(Weapon(1))).Facts.Length.ShouldBe(1);
    }

    [Fact]
    public async Task When_no_answer_ever_comes_the_outcome_is_unknown_and_asking_again_records_once()
    {
        var store = Database.Open(new StoreOptions { Patience = TimeSpan.FromMilliseconds(300) });
        var request = Ask(Linked(Weapon(1)));
        await using (await HoldTheEnd())
        {
            var asked = store.Append(request);
            while (!asked.IsCompleted)
            {
                await Database.Rows($"SELECT pg_terminate_backend(pid) {Writer}", it => it.GetBoolean(0));
            }

            (await asked).ShouldBe(new AppendOutcome.Unknown("store.connection-lost"));
        }

        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Receipt.Last.ShouldBe(1);
        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeTrue();
        (await store.End()).ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_statement_was_not_recorded()
    {
        var store = Database.Open();
        var request = Ask(Linked(Weapon(1)));
        await using (await HoldTheEnd())
        {
            var asked = store.Append(request);
            await Database.UntilWaiting(1);
            (await Database.Value<bool>($"SELECT bool_and(pg_cancel_backend(pid)) {Writer}")).ShouldBeTrue();

            (await asked).ShouldBe(new AppendOutcome.NotRecorded("store.cancelled", "57014"));
        }

        (await store.End()).ShouldBe(0);
        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_only_reads_says_so()
    {
        await Database.Execute($"ALTER DATABASE {Database.Name} SET default_transaction_read_only = on");
        var store = Database.Open();

        (await store.Append(Ask(Linked(Weapon(1)))))
            .ShouldBe(new AppendOutcome.NotRecorded("store.read-only", "25006"));

        (await store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task Groups_that_cannot_be_serialized_are_sent_again_until_they_are()
    {
        await Database.Execute($"ALTER DATABASE {Database.Name} SET default_transaction_isolation = 'repeatable read'");
        var failed = 0;
        var counting = new StoreOptions
        {
            Step = step => Interlocked.Add(ref failed, step == "before-send" ? 1 : -1),
        };
        PostgresEventStore[] stores = [Database.Open(counting), Database.Open(counting), Database.Open(counting)];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(client => Task.Run(async () =>
        {
            var mine = new List<AppendOutcome>();
            for (var number = 0; number < 40; number++)
            {
                mine.Add(await stores[client % 3].Append(Ask(Linked(Weapon(number)))));
            }

            return mine;
        })));

        outcomes.SelectMany(it => it).ShouldAllBe(it => it is AppendOutcome.Appended);
        await LogAudit.Check(Database, stores[0]);
        failed.ShouldBeGreaterThan(0, "No two groups met, so nothing was tried.");
    }

    [Fact]
    public async Task A_fact_the_database_rejects_fails_alone_in_its_group()
    {
        await Database.Execute(
            "ALTER TABLE ledger.mt_events ADD CONSTRAINT no_poison CHECK (data->>'exhibit' <> 'poison')");
        var store = Database.Open();
        await using var end = await HoldTheEnd();
        var first = store.Append(Ask(Linked(Weapon(0))));
        await Database.UntilWaiting(1);
        var group = Enumerable.Range(1, 30)
            .Select(number => store.Append(Ask(Linked(Weapon(number), number % 10 == 5 ? "poison" : "EX")))).ToList();
        await end.DisposeAsync();

        (await first).ShouldBeOfType<AppendOutcome.Appended>();
        var outcomes = await Task.WhenAll(group);

        outcomes.OfType<AppendOutcome.Refused>().Select(it => it.Refusal)
            .ShouldBe(Enumerable.Repeat(new Refusal("ledger.fact-rejected", "23514"), 3));
        outcomes.OfType<AppendOutcome.Appended>().Count().ShouldBe(27);
        await LogAudit.Check(Database, store);
    }

    [Fact]
    public async Task Instants_cannot_be_supplied_to_a_ledger_that_witnesses_its_own()
    {
        var store = Database.Open();
        var then = NodaTime.Instant.FromUtc(2001, 2, 3, 4, 5);

        (await store.Append(Ask(Linked(Weapon(1))) with { ReplayedAt = then }))
            .ShouldBe(new AppendOutcome.NotRecorded("ledger.not-a-replay-ledger", "TL001"));

        (await store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_made_to_replay_takes_the_supplied_instants_and_never_goes_back()
    {
        await Database.Execute("UPDATE ledger.head SET clock = 'replay'");
        var store = Database.Open();
        var then = NodaTime.Instant.FromUtc(1987, 2, 3, 4, 5) + NodaTime.Duration.FromTicks(19);
        var cut = AppendRules.WholeMicroseconds(then);

        (await store.Record(Ask(Linked(Weapon(1))) with { ReplayedAt = then })).At.ShouldBe(cut);
        (await store.Record(Ask(Linked(Weapon(1))) with { ReplayedAt = then - NodaTime.Duration.FromDays(1) }))
            .At.ShouldBe(cut);
        var later = then + NodaTime.Duration.FromDays(9_000);
        (await store.Record(Ask(Linked(Weapon(1))) with { ReplayedAt = later }))
            .At.ShouldBe(AppendRules.WholeMicroseconds(later));
        await LogAudit.Check(Database, store);
    }

    private PostgresEventStore Elsewhere(Action<NpgsqlConnectionStringBuilder> change, TimeSpan? patience = null)
    {
        var login = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        change(login);
        return PostgresEventStore.Open(
            login.ConnectionString, new StoreOptions { Patience = patience ?? TimeSpan.FromMilliseconds(400) });
    }

    /// <summary>Keeps the end of the log locked, so that appends wait, until it is disposed.</summary>
    private async Task<NpgsqlConnection> HoldTheEnd()
    {
        var connection = await Database.Connect();
        await using var command = new NpgsqlCommand("BEGIN; SELECT position FROM ledger.head FOR UPDATE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
