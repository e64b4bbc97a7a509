using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Shipments;

/// <summary>On a real server: the same delivered goods are not promised to two.</summary>
public sealed class RetransferRaceTests : IAsyncLifetime
{
    private static readonly Custodian Customs = new("Customs Guard", "IS");

    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Of_two_consents_to_the_same_units_at_the_same_moment_one_is_given()
    {
        PostgresEventStore[] offices = [Database.Open(), Database.Open()];
        await Prepare(offices[0]);
        for (var round = 0; round < 10; round++)
        {
            // By number both would fit: the serials decide.
            var serials = Consignment.Serials(round * 10, 6);
            var outcomes = await Task.WhenAll(offices.Select((office, at) => Task.Run(
                () => Approve(office, $"R-{round}-{at}", serials))));

            outcomes.Count(it => it is TransactionOutcome.Done { Receipt: not null }).ShouldBe(1);
            outcomes.OfType<TransactionOutcome.Refused>().ShouldHaveSingleItem().Refusal.Code
                .ShouldBe(Retransferring.SerialNotThere);
        }

        var facts = (await offices[0].Read([Trial.Certificate], CancellationToken.None)).Facts;
        Retransfers.Of(Trial.Certificate, facts, CertificateBalance.Of(facts)).Lines[0].Open.ShouldBe(60);
    }

    [Fact]
    public async Task Of_twenty_consents_by_number_at_the_same_moment_ten_are_given()
    {
        var store = Database.Open();
        await Prepare(store);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => Approve(store, $"N-{number}", new LineContents(1, 10)))));

        outcomes.Count(it => it is TransactionOutcome.Done).ShouldBe(10);
        outcomes.OfType<TransactionOutcome.Refused>().ShouldAllBe(it => it.Refusal.Code == Retransferring.NotThere);
    }

    private static async Task Prepare(PostgresEventStore store)
    {
        var it = new Consignment().Pack("S-1", Consignment.Serials(0, 100)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Consignment.Serials(0, 100));
        foreach (var number in Enumerable.Range(0, 20))
        {
            Ask(it, $"N-{number}", new LineContents(1, 10));
            Ask(it, $"R-{number / 2}-{number % 2}", Consignment.Serials(number / 2 * 10, 6));
        }

        await store.Record(it);
    }

    private static void Ask(Consignment it, string reference, LineContents contents) => it.Done(Retransferring.Request(
        it.Now, Trial.Certificate,
        new(Trial.On("2026-06-05"), reference, Consignment.Guard, Customs, [contents])));

    private static async Task<TransactionOutcome> Approve(
        PostgresEventStore store, string reference, LineContents contents)
    {
        var asked = new RetransferApproved(
            Trial.On("2026-06-10"), reference, Consignment.Guard, "chief-01", [contents], Approver: "chief-02");
        var balance = CertificateBalance.Of((await store.Read([Trial.Certificate], CancellationToken.None)).Facts);
        var weapons = Retransferring.WeaponsOf(balance, asked.Contents).Select(it => it.Subject).ToList();
        return await store.Decide(
            [Trial.Certificate, .. weapons],
            state => Retransferring.Approve(
                state, Trial.Certificate, asked, RetransferParameters.Default,
                Consignment.PackOf(Consignment.Unassessed)));
    }
}
