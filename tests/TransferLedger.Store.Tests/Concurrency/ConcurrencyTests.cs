using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Concurrency;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task A_thousand_parallel_writers_on_one_subject_lose_nothing()
    {
        var store = Database.Open();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 1_000)
            .Select(number => Task.Run(() => store.Record(Entered(Weapon(1), document: $"D-{number}")))));

        receipts.Select(it => it.First).Order().ShouldBe(Enumerable.Range(1, 1_000).Select(it => (long)it));
        var facts = (await store.Read(Weapon(1))).Facts;
        facts.Select(it => it.Version).ShouldBe(Enumerable.Range(1, 1_000).Select(it => (long)it));
        facts.Select(it => it.Fact).Distinct().Count().ShouldBe(1_000);
        await LogAudit.Check(Database, store);
    }

    [Fact]
    public async Task A_thousand_parallel_decisions_on_one_subject_are_each_taken_on_what_was_there()
    {
        var store = Database.Open();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => Counter.Count(store))));

        outcomes.ShouldAllBe(it => it is TransactionOutcome.Done);
        var history = await store.Read(Counter.Subject);
        history.Facts.Select(it => it.Fact).ShouldBe(Enumerable.Range(1, 1_000).Select(Counter.Fact));
        await LogAudit.Check(Database, store);
    }

    [Fact]
    public async Task Decisions_of_several_processes_on_one_subject_are_each_taken_on_what_was_there()
    {
        PostgresEventStore[] stores = [Database.Open(), Database.Open(), Database.Open()];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 150)
            .Select(number => Task.Run(() => Counter.CountUntilDone(stores[number % 3]))));

        outcomes.ShouldAllBe(it => it is TransactionOutcome.Done);
        var history = await stores[0].Read(Counter.Subject);
        history.Facts.Select(it => it.Fact).ShouldBe(Enumerable.Range(1, 150).Select(Counter.Fact));
    }

    [Fact]
    public async Task Writers_of_several_processes_leave_no_gap()
    {
        PostgresEventStore[] stores = [Database.Open(), Database.Open(), Database.Open()];

        var receipts = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(number => Task.Run(() =>
            stores[number % 3].Record(
                Entered(Weapon(number % 20), document: $"D-{number}"), Linked(Weapon(number % 7))))));

        receipts.Select(it => it.First).Order().ShouldBe(Enumerable.Range(0, 3_000).Select(it => (it * 2L) + 1));
        (await stores[0].End()).ShouldBe(6_000);
        await LogAudit.Check(Database, stores[1]);
    }

    [Fact]
    public async Task While_a_slow_transaction_holds_the_end_of_the_log_nobody_gets_past_it()
    {
        PostgresEventStore[] stores = [Database.Open(), Database.Open()];
        await stores[0].Record(Linked(Weapon(0)));
        await stores[1].Record(Linked(Weapon(0)));
        await using var slow = await Database.Connect();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var held = slow.CreateCommand())
        {
            held.CommandText = "SELECT position FROM ledger.head FOR UPDATE";
            (await held.ExecuteScalarAsync()).ShouldBe(2L);
        }

        var asked = Enumerable.Range(0, 200).Select(number => stores[number % 2].Record(Linked(Weapon(number))))
            .ToList();
        await Database.UntilWaiting(2);

        asked.ShouldAllBe(it => !it.IsCompleted);
        (await stores[0].End()).ShouldBe(2);
        (await stores[1].All()).Length.ShouldBe(2);
        (await stores[0].Read(Weapon(5))).UpTo.ShouldBe(2);
        await transaction.RollbackAsync();

        var receipts = await Task.WhenAll(asked);
        receipts.Select(it => it.First).Order().ShouldBe(Enumerable.Range(3, 200).Select(it => (long)it));
        await LogAudit.Check(Database, stores[0]);
    }

    [Fact]
    public async Task A_writer_that_commits_late_under_a_lower_number_is_never_overtaken_in_what_readers_see()
    {
        var (store, other) = (Database.Open(), Database.Open());
        await other.Record(Linked(Weapon(0)));
        await using var slow = await Database.Connect();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var late = slow.CreateCommand())
        {
            // The engine's own function, in a transaction that takes its time to commit: position 2 is given.
            RawAppend.Bind(late, Ask(Linked(Weapon(77))));
            (await late.ExecuteScalarAsync()).ShouldBe(1L);
        }

        var asked = store.Record(Linked(Weapon(1)));
        await Database.UntilWaiting(1);
        (await other.All()).Select(it => it.Position).ShouldBe([1]);
        await transaction.CommitAsync();

        (await asked).First.ShouldBe(3);
        (await other.All()).Select(it => it.Home).ShouldBe([Weapon(0), Weapon(77), Weapon(1)]);
        await LogAudit.Check(Database, store);
    }

    [Fact]
    public async Task A_reader_never_sees_a_gap_while_others_write()
    {
        PostgresEventStore[] stores = [Database.Open(), Database.Open(), Database.Open()];
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Follow(stores[2], stop.Token))).ToList();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(client => Task.Run(async () =>
        {
            for (var number = 0; number < 150; number++)
            {
                await stores[client % 2].Record(Entered(Weapon(client)), Linked(Weapon(number)));
            }
        })));
        await stop.CancelAsync();

        var seen = await Task.WhenAll(readers);
        seen.ShouldAllBe(it => it.Last == 4_800 && it.Reads > 3);
    }

    [Fact]
    public async Task A_caller_whose_thread_is_blocked_holds_up_nobody_else()
    {
        var store = Database.Open();
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new Blocked());
            _ = store.Record(Linked(Weapon(1)));
        });
        thread.Start();
        thread.Join();

        await store.Record(Linked(Weapon(2))).WaitAsync(TimeSpan.FromSeconds(20));

        (await store.Read(Weapon(1))).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_process_that_has_opened_the_ledger_keeps_no_other_out()
    {
        await Migrator.Migrate(Database.ConnectionString, CancellationToken.None);
        var another = Database.ConnectionString + ";Application Name=another process;Command Timeout=10";

        (await Migrator.Migrate(another, CancellationToken.None)).ShouldBeEmpty();
    }

    /// <summary>A thread that never comes back to what is left for it, like that of a window that hangs.</summary>
    private sealed class Blocked : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    /// <summary>Reads on and on; every fact must be the next one.</summary>
    private static async Task<(long Last, int Reads)> Follow(PostgresEventStore store, CancellationToken stop)
    {
        var (last, reads) = (0L, 0);
        for (var ending = false; !ending;)
        {
            ending = stop.IsCancellationRequested;
            reads++;
            await foreach (var fact in store.ReadAll(last, CancellationToken.None))
            {
                fact.Position.ShouldBe(++last);
            }

            (await store.Head(CancellationToken.None)).Position.ShouldBeGreaterThanOrEqualTo(last);
        }

        return (last, reads);
    }
}
