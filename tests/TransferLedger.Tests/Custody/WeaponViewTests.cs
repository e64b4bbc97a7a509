using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class WeaponViewTests
{
    private static readonly WeaponId Other = WeaponId.Issue("test", "two");

    [Fact]
    public void The_description_takes_of_each_feature_what_the_first_fact_says()
    {
        var row = Row(Log(
            new ItemRegistered(On("2012-01-01"), new("revolver", Model: "M 2", Calibre: "9 mm"), []),
            new ItemRegistered(On("2010-01-01"), new("pistol", Model: "M 1"), []),
            Corrected(2, "item.model", "M 1", "M 1A")))!;

        row.Description.ShouldBe(new("pistol", Model: "M 1A", Calibre: "9 mm"));
    }

    [Fact]
    public void Keys_are_the_weapons_among_the_subjects_of_a_fact()
    {
        LedgerEvent[] facts =
        [
            Made("2010-01-01"),
            Sold("2010-01-01", "A", "B"),
            new InventoryCounted(On("2010-01-01"), By("A"), At("B")!, 2, 2, [Weapon, Other]),
            new ShipmentPacked(On("2010-01-01"), By("A"), By("B"), "box", [Weapon, Other, Weapon]),
            new ShipmentDeparted(On("2010-01-01"), By("A"), By("B"), [Other]),
            new ShipmentArrived(On("2010-01-01"), At("B")!, [Weapon, Other]),
            new DeliveryConfirmed(On("2010-01-01"), By("A"), null, [Weapon, Other]),
            new RecordRetracted(On("2010-01-01"), 1, [Other.Subject, By("A").Party, Weapon.Subject], "?", "!"),
        ];

        foreach (var entry in Log(facts))
        {
            var weapons = entry.Subjects().Where(it => it.Kind == "weapon").Select(it => it.Rest);
            WeaponCustody.KeysOf(entry).ShouldBe(weapons, entry.Fact.GetType().Name);
        }

        WeaponCustody.KeysOf(new TransferRequestCancelled(On("2010-01-01"), By("A"), [])
            .As(1, 1) with { Home = Subject.Of("shipment", "cz", "S-1") }).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_is_about_the_subject_its_key_comes_from()
    {
        var key = WeaponCustody.KeysOf(Made("2010-01-01").As(1, 1)).ShouldHaveSingleItem();

        WeaponCustody.SubjectOf(key).ShouldBe(Weapon.Subject);
    }

    [Fact]
    public void A_fact_that_says_nothing_about_custody_makes_no_row_and_changes_none()
    {
        var cancelled = new TransferRequestCancelled(On("2010-01-01"), By("A"), []).As(2, 2);
        var row = Row(Log(Made("2010-01-01")));

        WeaponCustody.Apply(Weapon.Value, null, cancelled).ShouldBeNull();
        WeaponCustody.Apply(Weapon.Value, row, cancelled).ShouldBeSameAs(row);
    }

    [Fact]
    public void One_fact_about_two_weapons_is_one_entry_in_each_row()
    {
        var packed = new ShipmentPacked(On("2010-01-01"), By("A"), By("B"), "box", [Weapon, Other]).As(7, 7);

        foreach (var key in WeaponCustody.KeysOf(packed))
        {
            var row = WeaponCustody.Apply(key, null, packed)!;
            row.Weapon.ShouldBe(key);
            row.Timeline.Entries.ShouldHaveSingleItem().Position.ShouldBe(7);
        }
    }

    [Fact]
    public void Marks_are_those_read_with_their_corrections()
    {
        var log = Log(
            Made("2010-01-01"),
            Marked("2011-01-01"),
            Sold("2012-01-01", "Maker", "Dealer"),
            Corrected(1, "serial", "A1", "A7"),
            Corrected(2, "mark", "DE 14", "DE 11"));

        Row(log)!.Marks.ShouldBe(
        [
            new MarkReading(1, On("2010-01-01"), new(MarkKind.Serial, "A7")),
            new MarkReading(2, On("2011-01-01"), new(MarkKind.Import, "DE 11")),
        ]);
    }

    [Fact]
    public void Of_several_marks_a_correction_means_the_one_it_quotes()
    {
        var registered = new ItemRegistered(
            On("2010-01-01"),
            new(),
            [new(MarkKind.Serial, "A1"), new(MarkKind.Serial, "B2"), new(MarkKind.Import, "A1")]);

        Row(Log(registered, Corrected(1, "serial", "B2", "B3")))!.Marks.Select(it => it.Mark.Text)
            .ShouldBe(["A1", "B3", "A1"]);
        Row(Log(registered, Corrected(1, "serial", "C9", "B3")))!.Timeline.Unapplied.ShouldBe([2L]);
    }

    private static WeaponCustody? Row(IEnumerable<Recorded> log) => log.Aggregate((WeaponCustody?)null, Apply);

    private static WeaponCustody? Apply(WeaponCustody? row, Recorded fact) =>
        WeaponCustody.Apply(Weapon.Value, row, fact);
}
