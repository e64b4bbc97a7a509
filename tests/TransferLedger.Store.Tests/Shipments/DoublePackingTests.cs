using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Shipments;

/// <summary>On a real server: no weapon is packed twice and nothing leaves beyond what was granted, however many try.
/// </summary>
public sealed class DoublePackingTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Of_two_offices_that_pack_the_same_rifle_at_the_same_moment_one_may()
    {
        PostgresEventStore[] offices = [Database.Open(), Database.Open()];
        await offices[0].Record(new Consignment(500));
        for (var round = 0; round < 10; round++)
        {
            var serials = Consignment.Serials(round * 10, 5);
            var outcomes = await Task.WhenAll(offices.Select((office, at) => Task.Run(
                () => Pack(office, Consignment.List($"S-{round}-{at}", serials)))));

            outcomes.Count(it => it is TransactionOutcome.Done).ShouldBe(1);
            outcomes.OfType<TransactionOutcome.Refused>().ShouldHaveSingleItem().Refusal.Code
                .ShouldBe(Shipping.WeaponNotAtHand);
        }
    }

    [Fact]
    public async Task Of_forty_shipments_of_thirty_at_the_same_moment_sixteen_leave_of_500()
    {
        var store = Database.Open();
        await store.Record(new Consignment(500));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
        {
            var list = Consignment.List($"S-{number}", new LineContents(1, 30));
            return await Pack(store, list) is TransactionOutcome.Done ? await Depart(store, list.Subject) : null;
        })));

        outcomes.Count(it => it is TransactionOutcome.Done).ShouldBe(16);
        outcomes.Count(it => it is null).ShouldBe(24);
        var balance = CertificateBalance.Of((await store.Read([Trial.Certificate], CancellationToken.None)).Facts);
        balance.Lines[0].ShouldSatisfyAllConditions(
            line => line.Left.ShouldBe(480),
            line => line.InTransit.ShouldBe(480),
            line => line.Balances.ShouldBeTrue());
        await LogAudit.Check(Database, store);
    }

    [Fact]
    public async Task Ten_thousand_serials_go_the_whole_way()
    {
        var store = Database.Open();
        await store.Record(new Consignment(10_000, new Trial
        {
            Paper = Trial.InOrder with
            {
                Lines = [Trial.InOrder.Lines[0] with { Quantity = 10_000, QuantityInWords = "ten thousand" }],
            },
            After =
            [
                Trial.Compared, Trial.Asked,
                Trial.Confirmed with { Repeats = Trial.Confirmed.Repeats with { Lines = [new("Pistols", 10_000)] } },
            ],
        }));
        var serials = Consignment.Serials(0, 10_000);
        var list = Consignment.List("S-1", serials);

        (await Pack(store, list)).ShouldBeOfType<TransactionOutcome.Done>();
        (await Depart(store, list.Subject)).ShouldBeOfType<TransactionOutcome.Done>();
        var read = serials with { Serials = serials.Serials.Skip(1).Append("X-1").ToValueList() };
        (await store.Decide([list.Subject], state => Shipping.Verify(state, list.Subject, Consignment.Dvc(read))))
            .ShouldBeOfType<TransactionOutcome.Done>();

        var facts = (await store.Read([list.Subject], CancellationToken.None)).Facts;
        var compared = Shipment.All(facts).Single().Compare(1)!;
        (compared.Same, compared.Missing.Single(), compared.Unexpected.Single()).ShouldBe((9_999, "W00000", "X-1"));
    }

    private static Task<TransactionOutcome> Pack(PostgresEventStore store, PackingList list) => store.Decide(
        [list.Subject, list.Authorization, Trial.Certificate, .. list.Weapons.Select(it => it.Subject)],
        state => Shipping.Pack(state, list));

    private static async Task<TransactionOutcome> Depart(PostgresEventStore store, Subject shipment)
    {
        var facts = (await store.Read([Trial.Certificate], CancellationToken.None)).Facts;
        var asked = new ShipmentDeparted(Trial.On("2026-04-20"), Consignment.Maker, Consignment.Guard);
        return await store.Decide(
            [shipment, Consignment.Authorization, .. CertificateReport.Needs(Trial.Certificate, facts)],
            state => Shipping.Depart(state, shipment, asked, Consignment.PackOf(Consignment.Unassessed)));
    }
}
