using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;

namespace TransferLedger.Tests.Shipments;

public sealed class TransitTests
{
    [Fact]
    public void What_left_is_awaited_for_fourteen_days_with_its_units_and_value()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 40));
        Open(it).ShouldBeEmpty("it has not left");
        it.Depart("S-1");
        var item = Open(it).ShouldHaveSingleItem();
        item.Kind.ShouldBe(OpenItemKind.Arrival);
        (item.Subject, item.Units, item.Value, item.Currency).ShouldBe(("de/s-1", 40, 40 * 400.50m, "EUR"));
        (item.Due, item.DaysOverdue).ShouldBe((new(2026, 5, 4), 5), "departed on 20 April");
        it.Done(it.TryLose("S-1", Serials(1, 39)));
        Open(it).ShouldHaveSingleItem().Units.ShouldBe(1);
        it.Done(it.TryLose("S-1", Serials(40, 1)));
        Open(it).ShouldBeEmpty("everything is accounted for");
    }

    [Fact]
    public void Whoever_says_that_it_is_there_ends_the_wait()
    {
        Consignment Sent() => new Consignment().Pack("S-1", Serials(1, 40)).Depart("S-1");
        Kinds(Sent().Arrive("S-1")).ShouldBe([OpenItemKind.DeliveryVerification]);
        var received = Sent().Receive("S-1", Serials(1, 40));
        Kinds(received).ShouldBe([OpenItemKind.DeliveryVerification], "received, and nobody recorded the arrival");
        Open(received).Single().Due.ShouldBe(new(2026, 8, 1), "ninety days from the receiver's report of 3 May");
        Kinds(Sent().Verify("S-1", Serials(1, 40))).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_packed_wrongly_is_taken_back_by_two_and_packed_anew_until_it_leaves()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 40));
        Decision Unpack(string? package, string approver) => Shipping.Unpack(
            it.Now, Named("S-1"), package, Trial.On("2026-04-12"), "wrong consignee", "clerk-07", approver);
        Unpack(null, "clerk-07").Refusal!.Code.ShouldBe(Corrections.SamePerson);
        Unpack("P-9", "chief-01").Refusal!.Code.ShouldBe(Shipping.Unknown);
        it.TryPack(List("S-2", Serials(1, 40))).Refusal!.Code.ShouldBe(Shipping.WeaponNotAtHand);
        it.Done(Unpack(null, "chief-01"));
        it.TryDepart("S-1").Refusal!.Code.ShouldBe(Shipping.Unknown);
        Unpack(null, "chief-01").Refusal!.Code.ShouldBe(Shipping.Unknown);
        it.Done(it.TryPack(List("S-2", Serials(1, 40)))).Depart("S-2");
        it.Balance.Lines[0].Left.ShouldBe(40);
        Shipping.Unpack(
            it.Now, Named("S-2"), null, Trial.On("2026-04-21"), "too late", "clerk-07", "chief-01")
            .Refusal!.Code.ShouldBe(Shipping.HasLeft);
    }

    private static IEnumerable<OpenItemKind> Kinds(Consignment it) => Open(it).Select(one => one.Kind);

    private static List<OpenItem> Open(Consignment it) =>
    [
        .. OpenItem.Of(new CertificateAccount("is/euc-0017-2026", [.. it.Facts]), it.Parameters, new(2026, 5, 9))
            .Where(one => one.Kind is OpenItemKind.Arrival or OpenItemKind.DeliveryVerification),
    ];
}
