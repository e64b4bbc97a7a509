using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>The test histories of section 6 of the custody rules, as far as replay of one weapon sees them.</summary>
public sealed class CustodyStoryTests
{
    private static readonly LedgerEvent[] Exported =
    [
        Made("2010-01-01", "Maker@DE"),
        Entered("2010-01-01", "Maker@DE", "Works"),
        Packed("2010-02-01", "Maker@DE", "Army@AA"),
        Departed("2010-02-02", "Maker@DE", "Army@AA", "Line"),
        Arrived("2010-02-20", "Port@AA"),
        Delivered("2010-02-22", "Army@AA", "Depot@AA"),
        Marked("2010-04-01"),
    ];

    [Fact]
    public void H1_a_clean_export_contradicts_nothing()
    {
        var chain = Replayed(Exported);

        chain.State.ShouldBe(CustodyState.InStock);
        chain.Custodian.ShouldBe(By("Army@AA"));
        chain.LastProof!.Position.ShouldBe(7);
        chain.Completeness.ShouldBe(1000);
        chain.ShouldContradict();
    }

    [Fact]
    public void H2_a_second_receipt_in_another_country() =>
        Replayed([.. Exported, Delivered("2010-06-01", "Army@BB", "Depot@BB")]).Contradictions
            .Select(it => it.Rule).ShouldBe([CustodyRule.TwoCustodians, CustodyRule.UnexplainedGap]);

    [Fact]
    public void H3_destroyed_and_seized_two_years_later() =>
        Replayed([.. Exported, Melted("2012-01-01", "Army@AA"), Seized("2014-01-01", "Police@BB")]).ShouldContradict(
            "COC-021 Critical [8, 9] [2012-01-01, seizure_recorded, 2014-01-01]");

    [Fact]
    public void H7_issued_never_returned_and_seized_in_the_neighbour_country() =>
        Replayed([.. Exported, Issued("2011-01-01", "Army@AA"), Seized("2012-01-01", "Police@BB", "Border@BB")])
            .ShouldContradict("COC-041 Breach [8, 9] [Army, 2011-01-01, seizure_recorded, 2012-01-01, Border]");

    [Fact]
    public void H9_and_H15_a_late_receipt_and_its_correction()
    {
        LedgerEvent[] late = [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01")];
        LedgerEvent[] corrected = [.. late, Corrected(2, "received", "2010-05-01", "2010-03-05")];

        string[] found =
            ["COC-031 Breach [2] [61, 7, Maker, Dealer]", "COC-032 Breach [2] [Maker, Dealer, 2010-03-01, 61, 14]"];
        Replayed(late).ShouldContradict(found);
        Replayed(corrected).ShouldContradict();
        Replayed(new AsOf(null, Learned + Duration.FromMinutes(2)), corrected)
            .ShouldContradict(found);
    }

    [Fact]
    public void H13_a_reply_names_a_holder_the_ledger_knows_nothing_of()
    {
        var it = new Noted().Add(
            Made("2008-01-01", "Maker@DE"), Imported("2008-06-01", "AA"), Marked("2008-06-02"),
            new HolderReported(On("2009"), By("Z@ZZ"), "AA", "t-1", "exported"));
        it.Found().ShouldContain("COC-098 Breach [4] [AA, Z, 2009]");
        it.Report().Chain.ShouldRun(
            "Maker 2008-01-01..2009 seen 2008-06-02 HandedOver [1, 2, 3]", "Z 2009.. seen 2009 Open [4]");
    }

    [Fact]
    public void Seized_in_2009_and_again_elsewhere_in_2022_without_release()
    {
        var chain = Replayed(
            Registered("2009-05-01"),
            Seized("2009-05-01", "Police@BR", "Manaus@BR"),
            Seized("2022-03-04", "Federal police@BR", "Santos@BR"));

        chain.State.ShouldBe(CustodyState.EvidenceHeld);
        chain.Custodian.ShouldBe(By("Federal police@BR"));
        chain.Completeness.ShouldBe(0);
        chain.ShouldRun(
            "Police at Manaus 2009-05-01..2009-05-01 seen 2009-05-01 SeenElsewhere [2]",
            "? SeenElsewhere 2009-05-01..2022-03-04 [2, 3]",
            "Federal police at Santos 2022-03-04.. seen 2022-03-04 Open [3]");
        chain.ShouldContradict("COC-041 Breach [2, 3] [Police, 2009-05-01, seizure_recorded, 2022-03-04, Santos]");
    }

    [Fact]
    public void Seized_twice_by_the_same_authority_in_the_same_town_without_release() =>
        Replayed(
            Registered("2009-05-01"),
            Seized("2009-05-01", "Police", "Wilmington", "DE-1"),
            Seized("2022-03-04", "Police", "Wilmington", "DE-2")).ShouldContradict(
            "COC-041 Breach [2, 3] [Police, 2009-05-01, seizure_recorded, 2022-03-04, Wilmington]");

    [Fact]
    public void Sold_to_a_buyer_and_recovered_by_police_years_later()
    {
        var chain = Replayed(
            Registered("1982-10-21"),
            Sold("1982-10-21", "Dealer", "Buyer, name withheld", place: "Wilmington"),
            Seized("2021-05-26", "Police", "Wilmington"));

        chain.ShouldRun(
            "Dealer at Wilmington 1982-10-21..1982-10-21 seen 1982-10-21 HandedOver [2]",
            "Buyer, name withheld at Wilmington 1982-10-21..1982-10-21 seen 1982-10-21 SeenElsewhere [2]",
            "? SeenElsewhere 1982-10-21..2021-05-26 [2, 3]",
            "Police at Wilmington 2021-05-26.. seen 2021-05-26 Open [3]");
        chain.ShouldContradict(
            "COC-041 Breach [2, 3] [Buyer, name withheld, 1982-10-21, seizure_recorded, 2021-05-26, Wilmington]");
    }

    [Fact]
    public void As_of_an_earlier_day_later_happenings_are_not_there_and_later_corrections_are()
    {
        LedgerEvent[] facts = [.. Exported, Corrected(6, "happened", "2010-02-22", "2010-03-22")];
        var asOf = new AsOf(Instant.FromUtc(2010, 3, 1, 0, 0), null);

        Replayed(asOf, facts).State.ShouldBe(CustodyState.ArrivedPendingDelivery);
        Replayed(asOf, Exported).State.ShouldBe(CustodyState.InStock);
    }

    [Fact]
    public void As_of_a_day_before_the_receipt_it_is_under_way_to_the_receiver()
    {
        LedgerEvent[] facts = [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01")];

        var chain = Replayed(new AsOf(Instant.FromUtc(2010, 4, 1, 0, 0), null), facts);

        chain.Custodian.ShouldBeNull();
        chain.ShouldRun(
            "Maker 2010-01-01..2010-03-01 seen 2010-03-01 HandedOver [1, 2]", "? AwaitingReceipt 2010-03-01.. [2]");
        chain.ShouldContradict();
    }
}
