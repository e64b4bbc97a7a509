using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Tests.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Store.Tests.Embargoes;

/// <summary>On a real server: a clearance is drawn to the last piece and not one more.</summary>
public sealed class ClearanceRaceTests : IAsyncLifetime
{
    private static readonly EmbargoImposed Embargo = new(
        On("2026-01-01"), "UN-1", "territory", "UN", "Iceland", "1 (2026)", EmbargoTarget.Territory, EmbargoDirection.To,
        On("2026-01-01"), "tests", EmbargoCertainty.Established, [new("IS")],
        Routes: [new(ClearanceKind.Approval, "committee")]);

    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Of_ten_departures_at_the_same_moment_five_are_cleared()
    {
        PostgresEventStore[] offices = [Database.Open(), Database.Open()];
        await offices[0].Record(Packed());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(
            () => Depart(offices[number % 2], number))));

        outcomes.Count(it => it is TransactionOutcome.Done { Receipt: not null }).ShouldBe(5);
        outcomes.OfType<TransactionOutcome.Refused>().Select(it => it.Refusal.Code).Distinct(StringComparer.Ordinal)
            .ShouldBe([EmbargoDecisions.ClearanceExceeded]);
        var facts = (await offices[0].Read([Certificate], CancellationToken.None)).Facts;
        ClearanceAccount.All(facts).Single().Drawn(1).ShouldBe(50);
    }

    [Fact]
    public async Task Of_ten_consents_at_the_same_moment_two_clearances_together_hold_five()
    {
        PostgresEventStore[] offices = [Database.Open(), Database.Open()];
        await offices[0].Record(Delivered());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(
            () => Consent(offices[number % 2], number))));

        outcomes.Count(it => it is TransactionOutcome.Done { Receipt: not null }).ShouldBe(5);
        outcomes.OfType<TransactionOutcome.Refused>().Select(it => it.Refusal.Code).Distinct(StringComparer.Ordinal)
            .ShouldBe([EmbargoDecisions.ClearanceExceeded]);
        var facts = (await offices[0].Read([Certificate], CancellationToken.None)).Facts;
        ClearanceAccount.All(facts).Select(it => it.DrawnByConsent(1)).ShouldBe([3, 7]);
    }

    private static async Task<TransactionOutcome> Consent(PostgresEventStore store, int number)
    {
        var own = (await store.Read([Certificate], CancellationToken.None)).Facts;
        var asked = new RetransferApproved(
            On("2026-06-10"), $"R-{number}", Consignment.Guard, "chief-01",
            [Consignment.Serials((number * 2) + 1, 2)], null, "chief-02");
        var weapons = Retransferring.WeaponsOf(CertificateBalance.Of(own), asked.Contents).Select(it => it.Subject);
        return await store.Decide(
            [.. PassingOn.Needs(Certificate, own, asked.Reference).Union(weapons)],
            state => Retransferring.Approve(
                state, Certificate, asked, RetransferParameters.Default, Consignment.PackOf(Consignment.Unassessed)));
    }

    /// <summary>Twenty are with the end user, who asks ten times to pass on two; ten are cleared.</summary>
    private static Consignment Delivered()
    {
        var it = new Consignment().Pack("S-1", Consignment.Serials(1, 20)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Consignment.Serials(1, 20))
            .State(EmbargoTable.Subject, new EmbargoTableLoaded(
                On("2026-01-01"), "tests", new string('0', 64), 1, On("2026-01-01")))
            .State(EmbargoTable.RegimeOf("UN-1"), Embargo with { Areas = [new("NO")] });
        foreach (var number in Enumerable.Range(0, 10))
        {
            it.Done(Retransferring.Request(it.Now, Certificate, new(
                On("2026-06-05"), $"R-{number}", Consignment.Guard, new("Navy", "NO"),
                [Consignment.Serials((number * 2) + 1, 2)])));
        }

        foreach (var (reference, pieces) in new[] { ("C-1", 3), ("C-2", 7) })
        {
            var request = new ClearanceRequested(
                On("2026-06-06"), Certificate, reference, "UN-1", ClearanceKind.Approval, "Navy", [new(1, pieces)], [],
                "clerk-07");
            it.Done(Clearing.Request(it.Now, request));
            it.Done(Clearing.Decide(
                it.Now, request.Subject, On("2026-06-08"), ClearanceOutcome.Approved, "committee", "clerk-07", "letter"));
        }

        return it;
    }

    private static Task<TransactionOutcome> Depart(PostgresEventStore store, int number)
    {
        var it = new Consignment(authorized: 0);
        var shipment = Consignment.Named($"S-{number}");
        var asked = new ShipmentDeparted(
            On("2026-04-20"), Consignment.Maker, Consignment.Guard, Conveyance: Consignment.Aircraft);
        return store.Decide(
            [shipment, Under(number), .. CertificateReport.Needs(Certificate, it.Facts)],
            state => Shipping.Depart(state, shipment, asked, it.Rules));
    }

    private static Subject Under(int number) => Subject.Of("authorization", "DE", $"A-{number % 2}");

    private static Consignment Packed()
    {
        var it = new Consignment(authorized: 0)
            .State(EmbargoTable.Subject, new EmbargoTableLoaded(
                On("2026-01-01"), "tests", new string('0', 64), 1, On("2026-01-01")))
            .State(EmbargoTable.RegimeOf("UN-1"), Embargo);
        var request = new ClearanceRequested(
            On("2026-03-10"), Certificate, "C-1", "UN-1", ClearanceKind.Approval, InOrder.EndUser!.Party.Name,
            [new(1, 50)], [], "clerk-07");
        it.Done(Clearing.Request(it.Now, request));
        it.Done(Clearing.Decide(
            it.Now, request.Subject, On("2026-03-20"), ClearanceOutcome.Approved, "committee", "clerk-07", "letter"));
        it.Done(Authorizing.Grant(it.Now, Consignment.Grant("A-0", 50), it.Rules));
        it.Done(Authorizing.Grant(it.Now, Consignment.Grant("A-1", 50), it.Rules));
        foreach (var number in Enumerable.Range(0, 10))
        {
            it.Done(it.TryPack(Consignment.List(
                $"S-{number}", Consignment.Serials(number * 10, 10), authorization: Under(number))));
        }

        return it;
    }
}
