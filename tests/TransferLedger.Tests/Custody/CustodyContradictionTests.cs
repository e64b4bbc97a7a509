using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class CustodyContradictionTests
{
    [Fact]
    public void COC_020_an_issued_weapon_cannot_be_packed()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Issued("2010-02-01", "Army"), Packed("2010-03-01", "Army", "Other army"));

        chain.State.ShouldBe(CustodyState.Packed);
        chain.ShouldContradict("COC-020 Breach [2, 3] [Issued, shipment_packed, Packed]");
    }

    [Fact]
    public void COC_020_on_one_day_is_only_possible() =>
        Replayed(
            Registered("2010-01-01", "Army"), Issued("2010-02-01", "Army"), Packed("2010-02-01", "Army", "Other army"))
            .ShouldContradict("COC-020 Warn [2, 3] [Issued, shipment_packed, Packed]");

    [Fact]
    public void COC_020_a_life_begins_with_manufacture_or_registration() =>
        Replayed(Entered("2010-01-01", "Army")).ShouldContradict("COC-020 Breach [1] [None, stock_entered, InStock]");

    [Fact]
    public void COC_020_is_silent_about_what_was_learned_of_an_item_registered_later() =>
        Replayed(Sold("2008-01-01", "Dealer", "Buyer"), Registered("2010-01-01")).ShouldContradict();

    [Fact]
    public void COC_020_a_weapon_is_made_once() =>
        Replayed(Made("2010-01-01"), Made("2010-05-01")).ShouldContradict(
            "COC-020 Breach [1, 2] [InStock, item_manufactured, InStock]");

    [Fact]
    public void COC_020_an_unnamed_registration_may_be_followed_by_whatever_may_follow_stock()
    {
        Replayed(Registered("2010-01-01"), Lost("2010-02-01", "Army")).ShouldContradict();
        Replayed(Registered("2010-01-01"), Issued("2010-02-01", "Army")).ShouldContradict();
        Replayed(Registered("2010-01-01"), Arrived("2010-02-01")).ShouldContradict(
            "COC-020 Breach [1, 2] [Held, shipment_arrived, ArrivedPendingDelivery]");
    }

    [Fact]
    public void COC_021_a_destroyed_weapon_is_seized()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Melted("2012-01-01", "Army"), Seized("2014-01-01", "Police"));

        chain.State.ShouldBe(CustodyState.EvidenceHeld);
        chain.ShouldRun(
            "Army 2010-01-01..2012-01-01 seen 2012-01-01 Destroyed [1, 2]",
            "? AfterDestruction 2012-01-01..2014-01-01 [2, 3]",
            "Police at Border 2014-01-01.. seen 2014-01-01 Open [3]");
        chain.ShouldContradict("COC-021 Critical [2, 3] [2012-01-01, seizure_recorded, 2014-01-01]");
    }

    [Fact]
    public void COC_021_is_silent_on_the_day_of_destruction_and_before() =>
        Replayed(Registered("2010-01-01", "Army"), Counted("2012-01-01", "Army"), Melted("2012-01-01", "Army"))
            .ShouldContradict();

    [Fact]
    public void COC_020_a_second_destruction() =>
        Replayed(Registered("2010-01-01", "Army"), Melted("2012-01-01", "Army"), Melted("2013-01-01", "Army"))
            .ShouldContradict("COC-020 Breach [2, 3] [Destroyed, destroyed, Destroyed]");

    [Fact]
    public void COC_023_before_it_was_made()
    {
        var chain = Replayed(Sold("2009-01-01", "Maker", "Dealer"), Made("2010-01-01"));

        chain.Custodian.ShouldBe(By("Dealer"));
        chain.ShouldContradict("COC-023 Breach [1, 2] [2010-01-01, custody_transferred, 2009-01-01]");
    }

    [Fact]
    public void COC_023_is_silent_on_the_day_of_manufacture() =>
        Replayed(Sold("2010-01-01", "Maker", "Dealer"), Made("2010-01-01")).ShouldContradict();

    [Fact]
    public void COC_024_received_before_handed_over() =>
        Replayed(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-02-01")).ShouldContradict(
            "COC-024 Breach [2] [custody_transferred, 2010-03-01, handover_confirmed, 2010-02-01]");

    [Fact]
    public void COC_024_is_silent_when_received_the_same_day() =>
        Replayed(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-03-01")).ShouldContradict();

    [Fact]
    public void COC_024_arrived_before_departed() =>
        Replayed(
            Made("2010-01-01"),
            Packed("2010-02-01", "Maker", "Army"),
            Departed("2010-03-01", "Maker", "Army", "Line"),
            Arrived("2010-02-20")).ShouldContradict(
            "COC-024 Breach [4, 3] [shipment_departed, 2010-03-01, shipment_arrived, 2010-02-20]");

    [Fact]
    public void COC_024_returned_before_issued() =>
        Replayed(Registered("2010-01-01", "Army"), Issued("2010-03-01", "Army"), Returned("2010-02-01", "Army"))
            .ShouldContradict(
                "COC-024 Breach [3, 2] [issued_to_user, 2010-03-01, returned_from_user, 2010-02-01]");

    [Fact]
    public void COC_024_is_silent_when_issued_and_returned_in_turn() =>
        Replayed(
            Registered("2010-01-01", "Army"),
            Issued("2010-03-01", "Army"),
            Returned("2010-03-01", "Army"),
            Issued("2010-03-01", "Army", "post 8"),
            Returned("2010-03-02", "Army", "post 8"),
            Issued("2010-04-01", "Army")).ShouldContradict();

    [Fact]
    public void COC_024_seized_before_the_sale()
    {
        var chain = Replayed(
            Registered("2000-01-01"), Seized("2010-01-01", "Police"), Sold("2011-01-01", "Dealer", "Buyer"));

        chain.ShouldRun(
            "? NotStated 2000-01-01..2010-01-01 [1, 2]",
            "Police at Border 2010-01-01..2010-01-01 seen 2010-01-01 Displaced [2]",
            "? NoHandover 2010-01-01..2011-01-01 [2, 3]",
            "Dealer 2011-01-01..2011-01-01 seen 2011-01-01 HandedOver [3]",
            "Buyer 2011-01-01.. seen 2011-01-01 Open [3]");
        chain.ShouldContradict(
            "COC-024 Breach [2, 3] [custody_transferred, 2011-01-01, seizure_recorded, 2010-01-01]",
            "COC-031 Breach [2, 3] [365, 7, Police, Dealer]");
    }

    [Fact]
    public void COC_024_is_silent_when_the_authority_itself_sells() =>
        Replayed(Registered("2000-01-01"), Seized("2010-01-01", "Police"), Sold("2011-01-01", "Police", "Buyer"))
            .ShouldContradict();

    [Fact]
    public void COC_024_given_back_before_it_was_seized() =>
        Replayed(
            Registered("2009-01-01", "Army"),
            Stolen("2009-06-01", "Army"),
            GivenBack("2010-01-01", "Police", "Army"),
            Seized("2010-02-01", "Police")).ShouldContradict(
            "COC-024 Breach [3, 4] [seizure_recorded, 2010-02-01, recovered_to_owner, 2010-01-01]");

    [Fact]
    public void COC_026_happened_after_it_was_recorded() =>
        Replayed(Registered("2010-01-01", "Army"), Counted("2030-01-03", "Army")).ShouldContradict(
            "COC-026 Breach [2] [inventory_counted, 2030-01-03, 2030-01-01]");

    [Fact]
    public void COC_026_allows_a_day_for_clocks_and_zones() =>
        Replayed(Registered("2010-01-01", "Army"), Counted("2030-01-01", "Army")).ShouldContradict();

    [Fact]
    public void COC_026_that_may_lie_within_the_day_is_only_possible() =>
        Replayed(Registered("2010-01-01", "Army"), Counted("2030-01-02", "Army")).ShouldContradict(
            "COC-026 Warn [2] [inventory_counted, 2030-01-02, 2030-01-01]");

    [Fact]
    public void COC_030_two_counts_on_one_day() =>
        Replayed(
            Registered("2010-01-01", "Army"),
            Counted("2010-05-01", "Army", "North"),
            Counted("2010-05-01", "Police", "South")).ShouldContradict(
            "COC-030 Critical [2, 3] [Army, Police, 2010-05-01]");

    [Fact]
    public void COC_030_the_one_it_was_never_taken_from_acts_again() =>
        Replayed(
            Registered("2010-01-01", "Army"),
            Entered("2010-01-05", "Police"),
            Counted("2010-01-08", "Army")).ShouldContradict(
            "COC-030 Critical [1, 2, 3] [Police, Army, 2010-01-08]",
            "COC-033 Breach [1, 2] [Police, Army]");

    [Fact]
    public void COC_030_is_silent_when_it_was_handed_back() =>
        Replayed(
            Registered("2010-01-01", "Army"),
            Entered("2010-01-05", "Police"),
            Sold("2010-01-07", "Police", "Army"),
            Counted("2010-01-08", "Army")).ShouldContradict("COC-033 Breach [1, 2] [Police, Army]");

    [Fact]
    public void COC_030_delivered_to_two_receivers() =>
        Replayed(
            Made("2010-01-01"),
            Packed("2010-02-01", "Maker", "Army"),
            Departed("2010-02-02", "Maker", "Army", "Line"),
            Arrived("2010-02-03"),
            Delivered("2010-02-03", "Army", "Port@AA"),
            Marked("2010-02-04"),
            Delivered("2010-02-05", "Other army", "Port@BB")).ShouldContradict(
            "COC-030 Critical [6, 7] [Army, Other army, 2010-02-05]");

    [Fact]
    public void COC_031_nobody_answers_for_longer_than_a_week() =>
        Replayed(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01")).ShouldContradict(
            "COC-031 Breach [2] [61, 7, Maker, Dealer]", "COC-032 Breach [2] [Maker, Dealer, 2010-03-01, 61, 14]");

    [Fact]
    public void COC_031_allows_more_days_between_countries()
    {
        Replayed(Made("2010-01-01", "Maker@DE"), Sold("2010-03-01", "Maker@DE", "Army@FR", received: "2010-04-10"))
            .ShouldContradict("COC-032 Breach [2] [Maker, Army, 2010-03-01, 40, 14]");
        Replayed(Made("2010-01-01", "Maker@DE"), Sold("2010-03-01", "Maker@DE", "Army@FR", received: "2010-05-01"))
            .ShouldContradict("COC-031 Breach [2] [61, 45, Maker, Army]", "COC-032 Breach [2] [Maker, Army, 2010-03-01, 61, 14]");
    }

    [Fact]
    public void COC_031_is_silent_at_the_limit_and_fires_a_day_later()
    {
        Replayed(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-03-08")).ShouldContradict();
        Replayed(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-03-09")).ShouldContradict(
            "COC-031 Breach [2] [8, 7, Maker, Dealer]");
    }

    [Fact]
    public void COC_031_counts_the_days_it_is_told_to_count()
    {
        LedgerEvent[] facts = [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01")];

        CustodyReplay.Of(Log(facts), AsOf.Now, new CustodyParameters(GapDays: 90, ReceiptDays: 90))
            .ShouldContradict();
    }

    [Fact]
    public void COC_033_nobody_released_it_and_a_long_time_passed() =>
        Replayed(Registered("2010-01-01", "Army"), Entered("2011-01-01", "Police")).ShouldContradict(
            "COC-031 Breach [1, 2] [365, 7, Army, Police]", "COC-033 Breach [1, 2] [Police, Army]");

    [Fact]
    public void COC_033_is_silent_after_a_handover_or_a_loss()
    {
        Replayed(
            Registered("2010-01-01", "Army"), Sold("2011-01-01", "Army", "Police"), Entered("2011-02-01", "Police"))
            .ShouldContradict();
        Replayed(Registered("2010-01-01", "Army"), Lost("2011-01-01", "Army"), Entered("2011-02-01", "Police"))
            .ShouldContradict();
    }

    [Fact]
    public void COC_034_sold_by_another_than_its_custodian()
    {
        var chain = Replayed(Registered("2010-01-01", "Army"), Sold("2010-01-05", "Dealer", "Buyer"));

        chain.ShouldRun(
            "Army 2010-01-01..2010-01-01 seen 2010-01-01 Displaced [1]",
            "? NoHandover 2010-01-01..2010-01-05 [1, 2]",
            "Dealer 2010-01-05..2010-01-05 seen 2010-01-05 HandedOver [2]",
            "Buyer 2010-01-05.. seen 2010-01-05 Open [2]");
        chain.ShouldContradict("COC-034 Breach [1, 2] [Dealer, Army]");
    }

    [Fact]
    public void COC_034_is_silent_when_names_are_spelt_differently_or_share_a_reference()
    {
        Replayed(Registered("2010-01-01", "ARMY, 1st Brigade"), Sold("2010-01-05", "Army 1st brigade", "Buyer"))
            .ShouldContradict();
        var one = new StockEntered(On("2010-01-05"), new Custodian("The Army", Reference: "P-1"));
        var other = new CustodyTransferred(
            On("2010-01-09"), new Custodian("Armed forces", Reference: "p 1"), By("Buyer"));
        Replayed(Registered("2010-01-01"), one, other).ShouldContradict();
    }

    [Fact]
    public void COC_034_sees_that_one_name_in_two_countries_is_two_parties() =>
        Replayed(Registered("2010-01-01", "Army@AA"), Packed("2010-01-05", "Army@BB", "Buyer")).ShouldContradict(
            "COC-034 Breach [1, 2] [Army, Army]");

    [Fact]
    public void COC_041_seized_away_from_its_custodian()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Issued("2010-02-01", "Army"), Seized("2012-01-01", "Police"));

        chain.State.ShouldBe(CustodyState.EvidenceHeld);
        chain.ShouldContradict("COC-041 Breach [2, 3] [Army, 2010-02-01, seizure_recorded, 2012-01-01, Border]");
    }

    [Fact]
    public void COC_041_is_silent_at_the_custodians_own_site()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Dealer"),
            Entered("2010-01-02", "Dealer", "Shop"),
            Seized("2012-01-01", "Police", "Shop"));

        chain.ShouldContradict();
        chain.Segments.OfType<CustodySegment.Known>().First().Ended.ShouldBe(SegmentEnd.Taken);
    }

    [Fact]
    public void COC_041_a_surrender_may_have_been_by_the_custodian() =>
        Replayed(Registered("2010-01-01", "Owner"), Surrendered("2012-01-01", "Mission")).ShouldContradict(
            "COC-041 Warn [1, 2] [Owner, 2010-01-01, surrender_recorded, 2012-01-01, Town hall]");

    [Fact]
    public void COC_041_fired_elsewhere_while_in_stock()
    {
        LedgerEvent[] stock = [Registered("2010-01-01", "Army"), Entered("2010-01-02", "Army", "Depot@AA")];

        Replayed([.. stock, Fired("2010-06-01", "Town@AA")]).ShouldContradict(
            "COC-041 Breach [2, 3] [Army, 2010-01-02, ballistic_exhibit_linked, 2010-06-01, Town]");
        Replayed([.. stock, Fired("2010-06-01", "Depot@AA")]).ShouldContradict();
        Replayed([.. stock, Fired("2010-06-01", null)]).ShouldContradict();
        Replayed([Registered("2010-01-01", "Owner"), Fired("2010-06-01", "Town")]).ShouldContradict(
            "COC-041 Warn [1, 2] [Owner, 2010-01-01, ballistic_exhibit_linked, 2010-06-01, Town]");
    }

    [Fact]
    public void Two_reports_of_one_seizure_contradict_nothing()
    {
        Replayed(Registered("2010-01-01"), Seized("2012-01-01", "Police"), Seized("2012-01-01", "Police"))
            .ShouldContradict();
        Replayed(
                Registered("2010-01-01"),
                Seized("2012-01-01", "Police", @case: "C-1"),
                Seized("2012-01-09", "Police", @case: "c-1"))
            .ShouldContradict();
    }

    [Fact]
    public void Seized_twice_in_one_case_years_apart_it_must_have_left_in_between() => Replayed(
            Registered("2008-01-01"),
            Seized("2009-06-02", "Police", "Town", @case: "C-1"),
            Seized("2022-04-18", "Police", "Town", @case: "C-1"))
        .ShouldContradict("COC-041 Breach [2, 3] [Police, 2009-06-02, seizure_recorded, 2022-04-18, Town]");

    [Fact]
    public void Uncertain_dates_make_a_possible_violation_a_warning()
    {
        Replayed(
            Registered("2010-01-01", "Army"), Counted("2012", "Army"), Melted("2012-06-01", "Army")).ShouldContradict(
            "COC-021 Warn [3, 2] [2012-06-01, inventory_counted, 2012]");
        Replayed(Made("2010"), Sold("2010-05", "Maker", "Dealer")).ShouldContradict(
            "COC-023 Warn [2, 1] [2010, custody_transferred, 2010-05]");
        Replayed(Made("2009"), Sold("2010-05", "Maker", "Dealer", received: "2010-05-20")).ShouldContradict(
            "COC-024 Warn [2] [custody_transferred, 2010-05, handover_confirmed, 2010-05-20]",
            "COC-032 Warn [2] [Maker, Dealer, 2010-05, 19, 14]");
        Replayed(Registered("2010-01-01", "Army"), Counted("2029/2031", "Army")).ShouldContradict(
            "COC-026 Warn [2] [inventory_counted, 2029/2031, 2030-01-01]");
        Replayed(Registered("2010-01-01", "Army"), Entered("2010-01/2010-02", "Police")).ShouldContradict(
            "COC-031 Warn [1, 2] [58, 7, Army, Police]", "COC-033 Warn [1, 2] [Police, Army]");
        Replayed(Registered("2010", "Army"), Sold("2010", "Dealer", "Buyer")).Contradictions
            .ShouldAllBe(it => it.Severity == Severity.Warn);
        Replayed(
            Registered("2009", "Army"), Issued("2010-02", "Army"), Seized("2010-02-20", "Police")).ShouldContradict(
            "COC-041 Warn [2, 3] [Army, 2010-02, seizure_recorded, 2010-02-20, Border]");
    }

    [Fact]
    public void Certain_violations_keep_their_severity_whatever_the_precision()
    {
        Replayed(Registered("2009", "Army"), Melted("2010", "Army"), Counted("2011~/2012", "Army")).Contradictions
            .Select(it => it.Severity).ShouldBe([Severity.Warn]);
        Replayed(Registered("2009", "Army"), Melted("2010", "Army"), Counted("2012~", "Army")).Contradictions
            .Select(it => it.Severity).ShouldBe([Severity.Critical]);
    }

    [Fact]
    public void Open_ends_of_intervals_say_nothing()
    {
        Replayed(Registered("2010/..", "Army"), Counted("2011-01-01", "Army")).ShouldContradict();
        Replayed(Made("../2010"), Sold("2011-01-01", "Maker", "Dealer")).ShouldContradict();
    }

    [Fact]
    public void Facts_of_uncertain_order_are_followed_in_the_order_that_fits_with_a_warning()
    {
        var chain = Replayed(
            Registered("2009-01-01", "Dealer"), Sold("2010", "Buyer", "Friend"), Sold("2010-05-10", "Dealer", "Buyer"));

        chain.Custodian.ShouldBe(By("Friend"));
        chain.ShouldContradict("COC-024 Warn [2, 3] [custody_transferred, 2010-05-10, custody_transferred, 2010]");
    }

    [Fact]
    public void A_seizure_of_uncertain_date_follows_the_sale_of_that_year()
    {
        var chain = Replayed(Registered("2009-01-01"), Seized("2010", "Police"), Sold("2010-05-10", "Dealer", "Buyer"));

        chain.Custodian.ShouldBe(By("Police"));
        chain.ShouldContradict(
            "COC-024 Warn [2, 3] [custody_transferred, 2010-05-10, seizure_recorded, 2010]",
            "COC-041 Warn [3, 2] [Buyer, 2010-05-10, seizure_recorded, 2010, Border]");
    }
}
