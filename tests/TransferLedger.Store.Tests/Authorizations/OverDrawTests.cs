using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Concurrency;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Authorizations;

/// <summary>EUC-040 on a real server: a certificate cannot be over-drawn, however many draw at once.</summary>
public sealed class OverDrawTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task T7_of_two_draws_of_300_at_the_same_moment_against_500_exactly_one_is_granted()
    {
        PostgresEventStore[] offices = [Database.Open(), Database.Open()];
        await Prepare(offices[0]);
        for (var round = 0; round < 20; round++)
        {
            var numbers = new[] { $"A-{round}-1", $"A-{round}-2" };
            var outcomes = await Task.WhenAll(numbers.Zip(offices).Select(
                it => Task.Run(() => Grant(it.Second, it.First, 300))));

            outcomes.Count(it => it is TransactionOutcome.Done).ShouldBe(1);
            outcomes.OfType<TransactionOutcome.Refused>().ShouldHaveSingleItem().Refusal.Code
                .ShouldBe(Authorizing.OverDraw);
            (await Left(offices[0])).ShouldBe(200);
            var granted = numbers[Array.FindIndex(outcomes, it => it is TransactionOutcome.Done)];
            await Revoke(offices[1], granted);
            (await Left(offices[0])).ShouldBe(500);
        }
    }

    [Fact]
    public async Task A_thousand_draws_of_one_at_the_same_moment_against_500_give_the_exact_balance()
    {
        var store = Database.Open();
        await Prepare(store);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(number => Task.Run(() => Grant(store, $"A-{number}", 1))));

        outcomes.Count(it => it is TransactionOutcome.Done).ShouldBe(500);
        outcomes.OfType<TransactionOutcome.Refused>().Select(it => it.Refusal.Code)
            .ShouldBe(Enumerable.Repeat(Authorizing.OverDraw, 500));
        (await Left(store)).ShouldBe(0);
        await LogAudit.Check(Database, store);
    }

    private static async Task Prepare(PostgresEventStore store)
    {
        var trial = new Trial();
        var facts = trial.RegisterFacts().Concat(trial.Facts()).Select(it => new NewFact(it.Home, it.Fact));
        var outcome = await store.Append(
            new AppendRequest(new CommandId(Guid.NewGuid()), [.. facts], Condition.None, new Provenance("clerk-07")),
            CancellationToken.None);
        outcome.ShouldBeOfType<AppendOutcome.Appended>();
    }

    private static Task<TransactionOutcome> Grant(PostgresEventStore store, string number, long quantity)
    {
        var asked = new AuthorizationGranted(
            Trial.On("2026-04-01"), "DE", number, Trial.Certificate, "Waffenfabrik", [new(1, quantity)], "clerk-07",
            "chief-01", "by hand");
        return store.Transact<AuthorizationState>(
            new CommandId(Guid.NewGuid()),
            new Provenance("clerk-07"),
            [Trial.Certificate, .. Trial.InOrder.Related(), asked.Subject],
            state => Authorizing.Grant(state, asked, Consignment.PackOf(Consignment.Unassessed)),
            CancellationToken.None);
    }

    private static async Task Revoke(PostgresEventStore store, string number)
    {
        var home = Subject.Of("authorization", "DE", number);
        var outcome = await store.Transact<AuthorizationState>(
            new CommandId(Guid.NewGuid()),
            new Provenance("chief-01"),
            [Trial.Certificate, home],
            state => Authorizing.Revoke(state, home, new(Trial.On("2026-04-01"), Trial.Certificate, [], "chief-01", "test")),
            CancellationToken.None);
        outcome.ShouldBeOfType<TransactionOutcome.Done>();
    }

    private static async Task<long> Left(PostgresEventStore store) =>
        CertificateBalance.Of((await store.Read([Trial.Certificate], CancellationToken.None)).Facts).Lines[0].Remaining;
}
