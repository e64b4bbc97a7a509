using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class WeaponViewTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);
    private static readonly WeaponId Other = WeaponId.Issue("test", "two");

    [Fact]
    public void A_row_folded_in_two_parts_with_a_store_between_is_the_row_folded_at_once() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (facts, cut) =>
        {
            var log = Log(facts);
            var first = cut % (log.Length + 1);

            var whole = Row(log);
            var part = log.Take(first).Aggregate((WeaponCustody?)null, Apply);
            var stored = part is null ? null : WeaponCustody.FromJson(part.ToJson());
            var joined = log.Skip(first).Aggregate(stored, Apply);

            joined.ShouldBe(whole);
            joined?.Chain.ShouldBe(whole!.Chain);
            joined?.ToJson().ShouldBe(whole!.ToJson());
        }).Check(Config);

    [Fact]
    public void Every_member_of_a_fact_survives_the_store()
    {
        var item = new ItemDescription("pistol", "Maker", "DE", "M 1", "9 mm", 1998);
        var picture = new string('a', 64);
        var mark = new Mark(MarkKind.Serial, "КА \"12\"\\3 é", Legibility.Partly, "slide", "laser", picture);
        var party = new Custodian("Army", "AA", "P-1");
        var place = new Place("Port", "AA", "AAPRT");
        LedgerEvent[] facts =
        [
            new ItemRegistered(On("2009~"), item, [mark, new(MarkKind.Import, "")], party, place, "seen"),
            new ItemRegistered(On("2009"), new(Year: 1998), [], null, new Place("Port", Locode: "AAPRT")),
            new CustodyTransferred(
                On("2010-01-01"), party, new("B", Reference: "P-2"), place, On("2010-01-02"), "paper"),
            new ShipmentDeparted(On("2011-01-01"), party, new("C"), [Weapon], [], place, new("Line")),
            Corrected(1, "happened", "2009~", "2008"),
            Retracted(2),
            Disputed(3),
        ];
        var row = Row(Log(facts))!;

        var read = WeaponCustody.FromJson(row.ToJson());

        read.ShouldBe(row);
        read.Timeline.Facts.ShouldBe(row.Timeline.Facts);
        read.Timeline.Amendments.ShouldBe(row.Timeline.Amendments);
        read.Marks.Select(it => it.Mark).ShouldBe([mark, new(MarkKind.Import, "")]);
        read.Description.ShouldBe(item);
    }

    [Fact]
    public void The_stored_form_is_short_and_fixed()
    {
        var row = Row(Log(Registered("2009", "Army@AA"), Counted("2010-01-01", "Army@AA"), Disputed(2)))!;

        string[] parts =
        [
            $$"""{"v":1,"weapon":"{{Weapon.Value}}","facts":[""",
            """[1,"00000001-0000-0000-0000-000000000001",1893456060000000,20,"2009",""",
            """{"holder":["Army","AA"],"note":"seen","item":["pistol",null,null,"M 1"]}],""",
            """[2,"00000002-0000-0000-0000-000000000001",1893456120000000,40,"2010-01-01",""",
            """{"holder":["Army","AA"],"place":["Depot"]}]],""",
            """ "amendments":[[3,"00000003-0000-0000-0000-000000000001",1893456180000000,3,""",
            """ "2029-01-03",2,null,null,null]]}""",
        ];
        Encoding.UTF8.GetString(row.ToJson()).ShouldBe(string.Concat(parts.Select(it => it.TrimStart())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"weapon":"w","facts":[]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[],"more":1}""")]
    [InlineData("""{"v":1,"weapon":7,"facts":[]}""")]
    [InlineData("""{"v":99999999999999999999,"weapon":"w","facts":[]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[[1]]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[[1,"no id",0,20,"2009",{}]]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[[1,"00000001-0000-0000-0000-000000000001",0,20,"soon",{}]]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[[1,"00000001-0000-0000-0000-000000000001",0,20,"2009",{"x":1}]]}""")]
    [InlineData("""{"v":1,"weapon":"w","facts":[""")]
    public void Bytes_that_are_no_row_are_refused(string json) =>
        Should.Throw<JsonException>(() => WeaponCustody.FromJson(Encoding.UTF8.GetBytes(json)));

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

        WeaponCustody.KeysOf(new TransferRequestCancelled(On("2010-01-01"), By("A"), []).As(1, 1)).ShouldBeEmpty();
    }

    [Fact]
    public void One_fact_about_two_weapons_is_one_entry_in_each_row()
    {
        var packed = new ShipmentPacked(On("2010-01-01"), By("A"), By("B"), "box", [Weapon, Other]).As(7, 7);

        foreach (var key in WeaponCustody.KeysOf(packed))
        {
            var row = WeaponCustody.Apply(key, null, packed);
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
        var row = log.Where(it => WeaponMarks.KeysOf(it).Any())
            .Aggregate((WeaponMarks?)null, (row, fact) => WeaponMarks.Apply(Weapon.Value, row, fact))!;

        row.Marks.ShouldBe(
        [
            new MarkReading(1, On("2010-01-01"), new(MarkKind.Serial, "A7")),
            new MarkReading(2, On("2011-01-01"), new(MarkKind.Import, "DE 11")),
        ]);
        row.Readings.Facts.Select(it => it.Position).ShouldBe([1L, 2L]);
        WeaponMarks.FromJson(row.ToJson()).ShouldBe(row);
        Row(log)!.Marks.ShouldBe(row.Marks);
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

    private static WeaponCustody Apply(WeaponCustody? row, Recorded fact) =>
        WeaponCustody.Apply(Weapon.Value, row, fact);
}
