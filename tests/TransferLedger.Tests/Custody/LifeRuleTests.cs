using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class LifeRuleTests
{
    private static readonly Place Oslo = new("Oslo", "NO", Point: "+59.9139+010.7522/");
    private static readonly Place Rome = new("Rome", "IT", Point: "+41.9028+012.4964/");

    private static readonly LedgerEvent[] Sent =
    [
        Registered("2010-01-01", "Army"), Packed("2010-04-30", "Army", "Guard"), Departed("2010-05-01", "Army", "Guard"),
        Arrived("2010-05-20"), Delivered("2010-06-01", "Guard"),
    ];

    [Fact]
    public void COC_011_counted_and_never_made_imported_or_registered()
    {
        Replayed(Counted("2010-01-01", "Army")).ShouldContradict("COC-011 Warn [1] [inventory_counted, 2010-01-01]");
        Replayed(Counted("2010-01-01", "Army"), Imported("2009-01-01", "AA")).Contradictions
            .ShouldNotContain(it => it.Rule == CustodyRule.GhostItem);
        Replayed(Counted("2010-01-01", "Army"), Registered("2011-01-01", "Army")).ShouldContradict();
    }

    [Fact]
    public void COC_022_it_fired_after_it_was_made_inert()
    {
        Replayed(Registered("2010-01-01", "Army"), MadeInert("2011-01-01"), Fired("2012-01-01", null))
            .ShouldContradict("COC-022 Breach [2, 3] [2011-01-01, 2012-01-01]");
        Replayed(Registered("2010-01-01", "Army"), MadeInert("2011-06-01"), Fired("2011", null))
            .ShouldContradict("COC-022 Warn [2, 3] [2011-06-01, 2011]");
        Replayed(Registered("2010-01-01", "Army"), MadeInert("2011-01-01"), Fired("2010-06-01", null))
            .ShouldContradict();
    }

    [Fact]
    public void H14_COC_025_two_thousand_kilometres_in_an_hour()
    {
        LedgerEvent[] there = [Registered("2010-01-01", "Army"), Entry("2010-05-01T08:00:00Z", Oslo)];
        Replayed([.. there, Entry("2010-05-01T09:00:00Z", Rome)]).ShouldContradict(
            "COC-025 Breach [2, 3] [Oslo, 2010-05-01T08:00:00Z, Rome, 2010-05-01T09:00:00Z, 2006, 2006]");
        Replayed([.. there, Entry("2010-05-01T11:00:00Z", Rome)]).ShouldContradict();
        Replayed([.. there, Entry("2010-05-02", Rome)]).Contradictions
            .ShouldAllBe(it => it.Rule != CustodyRule.ImpossibleSpeed || it.Severity == Severity.Warn);
        Replayed([.. there, Entry("2010-05-01T09:00:00Z", Rome with { Point = null })]).ShouldContradict();
    }

    [Fact]
    public void COC_040_it_comes_back_through_two_others()
    {
        LedgerEvent[] away =
        [
            Registered("2010-01-01", "A"), Sold("2010-02-01", "A", "B"), Sold("2010-02-10", "B", "C"),
        ];
        Replayed([.. away, Sold("2010-03-01", "C", "A")])
            .ShouldContradict("COC-040 Warn [2, 3, 4] [A, 2010-02-01, 2010-03-01, 2]");
        Replayed([.. away, Sold("2010-08-01", "C", "A")]).ShouldContradict();
        Replayed(Registered("2010-01-01", "A"), Sold("2010-02-01", "A", "B"), Sold("2010-03-01", "B", "A"))
            .ShouldContradict();
    }

    [Fact]
    public void COC_053_delivered_by_a_shipment_it_never_left_with()
    {
        Replayed(Registered("2010-01-01", "Army"), Delivered("2010-06-01", "Guard"))
            .ShouldContradict(
                "COC-031 Breach [1, 2] [151, 7, Army, Guard]",
                "COC-053 Breach [2] [de/s-1, Guard, 2010-06-01]");
        Replayed(Sent).ShouldContradict();
    }

    [Fact]
    public void COC_059_in_two_open_shipments()
    {
        var log = Log(
            Registered("2010-01-01", "Army"), Packed("2010-02-01", "Army", "X"), Packed("2010-03-01", "Army", "Y"));
        log[2] = log[2] with { Home = Subject.Of("shipment", "de", "s-2") };
        CustodyReplay.Of(log, AsOf.Now, CustodyParameters.Default)
            .ShouldContradict("COC-059 Breach [2, 3] [de/s-1, de/s-2, 2010-03-01]");
        Replayed(Registered("2010-01-01", "Army"), Packed("2010-02-01", "Army", "X"))
            .ShouldContradict();
    }

    [Fact]
    public void COC_062_it_leaves_its_receiver_soon_after_the_delivery()
    {
        Replayed([.. Sent, Sold("2010-07-01", "Guard", "Dealer")])
            .ShouldContradict("COC-062 Warn [5, 6] [Guard, 2010-06-01, custody_transferred, 2010-07-01]");
        Replayed([.. Sent, PassedOn("2010-07-01", "Guard", "Dealer")]).ShouldContradict();
        Replayed([.. Sent, Sold("2010-10-01", "Guard", "Dealer")]).ShouldContradict();
    }

    [Fact]
    public void H16_COC_094_collected_and_destroyed_without_a_record_of_its_marks()
    {
        Replayed(Surrendered("2010-05-01", "Mission"), Melted("2010-05-02", "Mission")).Contradictions
            .Select(Line).ShouldContain("COC-094 Breach [1, 2] [surrender_recorded, 2010-05-01, 2010-05-02]");
        var read = new SurrenderRecorded(
            On("2010-05-01"), By("Mission"), At("Town hall")!, "Amnesty", Marks: [new(MarkKind.Serial, "A 1")]);
        Replayed(read, Melted("2010-05-02", "Mission")).Contradictions
            .ShouldNotContain(it => it.Rule == CustodyRule.DestroyedBeforeRecord);
        Replayed(Registered("2010-01-01", "Army"), Melted("2010-05-02", "Army")).ShouldContradict();
    }

    [Fact]
    public void Points_are_read_as_ISO_6709_writes_them()
    {
        GeoPoint.TryParse("+48.8577+002.2950/", out var paris).ShouldBeTrue();
        GeoPoint.TryParse("+51.5007-000.1246/", out var london).ShouldBeTrue();
        paris.KilometresTo(london).ShouldBe(341, 1.5);
        paris.KilometresTo(paris).ShouldBe(0);
        foreach (var text in new[] { "", null, "48.8,2.3", "+91.0+002.0/", "+48.8577+181.0/", "+48.8577+002.2950x" })
        {
            GeoPoint.TryParse(text, out _).ShouldBeFalse(text);
        }
    }

    private static StockEntered Entry(string when, Place site) => new(On(when), By("Army"), site);
}
