using TransferLedger.Certificates;
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

    private static IEnumerable<OpenItemKind> Kinds(Consignment it) => Open(it).Select(one => one.Kind);

    private static List<OpenItem> Open(Consignment it) =>
    [
        .. OpenItem.Of(new CertificateAccount("is/euc-0017-2026", [.. it.Facts]), it.Parameters, new(2026, 5, 9))
            .Where(one => one.Kind is OpenItemKind.Arrival or OpenItemKind.DeliveryVerification),
    ];
}
