using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Shipments;

/// <summary>Quantities that nobody can count, on record from before they were refused or from another ledger.</summary>
public sealed class UncountedQuantityTests
{
    private static readonly TransferBasis Under = new(Consignment.Authorization, Certificate);

    [Fact]
    public void The_books_leave_them_out_and_name_the_fact_until_it_is_retracted()
    {
        var it = new Consignment().Pack("S-1", Consignment.Serials(1, 5)).Depart("S-1");
        it.State(Consignment.Named("S-2"), Left(long.MaxValue, long.MaxValue));
        var wrong = it.Facts[^1].Position;

        it.Balance.Lines[0].ShouldSatisfyAllConditions(
            line => line.Left.ShouldBe(5), line => line.InTransit.ShouldBe(5), line => line.Committed.ShouldBe(500));
        it.Balance.Uncounted.ShouldBe([new(wrong, 1, long.MaxValue), new(wrong, 1, long.MaxValue)]);
        it.Found("EUC-048").ShouldBe(["Hold quantity-uncounted", "Hold quantity-uncounted"]);
        Of("S-2", it.Facts)!.Uncounted.ShouldBe([wrong]);
        Of("S-1", it.Facts)!.Uncounted.ShouldBeEmpty();

        it.State(Consignment.Named("S-2"), new RecordRetracted(On("2026-05-02"), wrong, [Certificate], "misread", "chief"));
        it.Balance.Uncounted.ShouldBeEmpty();
        it.Found("EUC-048").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(UncountedQuantity.Most, true)]
    [InlineData(UncountedQuantity.Most + 1, false)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void A_million_million_is_counted_and_one_more_is_not_nor_less_than_none(long quantity, bool counted)
    {
        var it = new Consignment().State(Consignment.Named("S-2"), Left(quantity));
        it.Balance.Uncounted.IsEmpty.ShouldBe(counted);
        it.Balance.Lines[0].Left.ShouldBe(counted ? quantity : 0);
    }

    [Fact]
    public void An_authorization_of_them_takes_nothing_and_holds_the_certificate()
    {
        var it = new Consignment(authorized: 0);
        foreach (var number in new[] { "A-1", "A-2" })
        {
            it.State(Subject.Of("authorization", "DE", number), Consignment.Grant(number, long.MaxValue));
        }

        it.Balance.Lines[0].Remaining.ShouldBe(500);
        it.Found("EUC-048").ShouldBe(["Hold quantity-uncounted", "Hold quantity-uncounted"]);
        Authorizing.Grant(it.Now, Consignment.Grant("A-3", 1), it.Rules).Refusal!.Code
            .ShouldBe(Authorizing.CertificateHeld);
    }

    [Fact]
    public void A_certificate_for_so_many_is_held()
    {
        var paper = InOrder with { Lines = [InOrder.Lines[0] with { Quantity = UncountedQuantity.Most + 1 }] };
        new Trial { Paper = paper }.Findings().ShouldContain("EUC-008 Hold quantity-impossible");
    }

    private static ShipmentDeparted Left(params long[] quantities) => new(
        On("2026-04-20"), Consignment.Maker, Consignment.Guard,
        Contents: quantities.Select(it => new LineContents(1, it)).ToValueList(), Under: Under);

    private static GroupCustody? Of(string shipment, IEnumerable<Recorded> facts) => GroupCustody.OfShipment(
        Consignment.Named(shipment), null, facts, AsOf.Now, NodaTime.Instant.FromUtc(2026, 6, 1, 0, 0));
}
