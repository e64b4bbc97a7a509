using TransferLedger.Custody;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class CustodyStepTests
{
    [Fact]
    public void No_fact_says_nothing()
    {
        var chain = Replayed();

        chain.State.ShouldBe(CustodyState.None);
        chain.Custodian.ShouldBeNull();
        chain.LastProof.ShouldBeNull();
        chain.Completeness.ShouldBe(0);
        chain.ShouldRun();
        chain.ShouldContradict();
    }

    [Fact]
    public void A_maker_holds_what_it_made()
    {
        var chain = Replayed(Made("2010-01-01"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.Custodian.ShouldBe(By("Maker"));
        chain.LastProof.ShouldBe(new ProofOfPresence(1, On("2010-01-01"), By("Maker")));
        chain.Completeness.ShouldBe(1000);
        chain.ShouldRun("Maker 2010-01-01.. seen 2010-01-01 Open [1]");
        chain.ShouldContradict();
    }

    [Fact]
    public void An_item_registered_without_custodian_is_held_by_nobody_known()
    {
        var chain = Replayed(Registered("2010-01-01"), Entered("2010-02-01", "Army", "Depot"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.ShouldRun(
            "? NotStated 2010-01-01..2010-02-01 [1, 2]", "Army at Depot 2010-02-01.. seen 2010-02-01 Open [2]");
        chain.ShouldContradict();
        Replayed(Registered("2010-01-01")).State.ShouldBe(CustodyState.Held);
    }

    [Fact]
    public void A_registration_of_what_is_known_already_changes_nothing()
    {
        var chain = Replayed(Seized("2010-01-01", "Police"), Registered("2010-02-01", "Police"));

        chain.State.ShouldBe(CustodyState.EvidenceHeld);
        chain.ShouldRun("Police at Border 2010-01-01.. seen 2010-02-01 Open [1, 2]");
        chain.ShouldContradict();
    }

    [Fact]
    public void A_mark_and_a_count_prove_presence()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"),
            Marked("2010-02-01"),
            Counted("2010-03-01", "Army"),
            Marked("2011-01-01", "Mint"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.ShouldRun("Army at Depot 2010-01-01.. seen 2010-03-01 Open [1, 2, 3]");
        chain.ShouldContradict();
    }

    [Fact]
    public void A_move_begins_a_stretch_at_the_new_site()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"),
            Entered("2010-01-02", "Army", "North"),
            Moved("2010-03-01", "Army", "North", "South"));

        chain.Place.ShouldBe(At("South"));
        chain.ShouldRun(
            "Army at North 2010-01-01..2010-03-01 seen 2010-03-01 Moved [1, 2, 3]",
            "Army at South 2010-03-01.. seen 2010-03-01 Open [3]");
        chain.ShouldContradict();
    }

    [Fact]
    public void Issue_and_return_show_the_user()
    {
        var chain = Replayed(
            Entered("2010-01-02", "Army", "North"),
            Registered("2010-01-01", "Army"),
            Issued("2010-03-01", "Army"),
            Counted("2010-03-15", "Army", "North"),
            Returned("2010-04-01", "Army"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.ShouldRun(
            "Army at North 2010-01-01..2010-03-01 seen 2010-03-01 Issued [2, 1, 3]",
            "Army (post 7) at North 2010-03-01..2010-04-01 seen 2010-04-01 Returned [3, 4, 5]",
            "Army at North 2010-04-01.. seen 2010-04-01 Open [5]");
        chain.ShouldContradict();
    }

    [Fact]
    public void An_issued_weapon_is_issued() =>
        Replayed(Registered("2010-01-01", "Army"), Issued("2010-03-01", "Army")).State.ShouldBe(CustodyState.Issued);

    [Fact]
    public void A_handover_passes_custody_on_the_day()
    {
        var chain = Replayed(
            Made("2010-01-01"), Sold("2010-02-01", "Maker", "Dealer"), Sold("2010-02-01", "Dealer", "Buyer"));

        chain.Custodian.ShouldBe(By("Buyer"));
        chain.ShouldRun(
            "Maker 2010-01-01..2010-02-01 seen 2010-02-01 HandedOver [1, 2]",
            "Dealer 2010-02-01..2010-02-01 seen 2010-02-01 HandedOver [2, 3]",
            "Buyer 2010-02-01.. seen 2010-02-01 Open [3]");
        chain.ShouldContradict();
    }

    [Fact]
    public void A_handover_of_one_day_stands_in_the_order_that_fits_whatever_the_ids()
    {
        var chain = Replayed(
            Made("2010-01-01"), Sold("2010-02-01", "Dealer", "Buyer"), Sold("2010-02-01", "Maker", "Dealer"));

        chain.Custodian.ShouldBe(By("Buyer"));
        chain.ShouldContradict();
    }

    [Fact]
    public void A_late_receipt_leaves_the_days_between_unknown()
    {
        var chain = Replayed(Made("2010-01-01"), Sold("2010-02-01", "Maker", "Dealer", received: "2010-02-04"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.ShouldRun(
            "Maker 2010-01-01..2010-02-01 seen 2010-02-01 HandedOver [1, 2]",
            "? AwaitingReceipt 2010-02-01..2010-02-04 [2]",
            "Dealer 2010-02-04.. seen 2010-02-04 Open [2]");
        chain.ShouldContradict();
    }

    [Fact]
    public void A_shipment_goes_through_its_states_and_the_carrier_answers_on_the_way()
    {
        var packed = Packed("2010-02-01", "Maker", "Army");
        var departed = Departed("2010-02-02", "Maker", "Army", "Line");
        var arrived = Arrived("2010-02-20");
        var delivered = Delivered("2010-02-22", "Army", "Depot");
        var made = Made("2010-01-01");

        Replayed(made, packed).State.ShouldBe(CustodyState.Packed);
        Replayed(made, packed, departed).State.ShouldBe(CustodyState.InTransit);
        Replayed(made, packed, departed, arrived).State.ShouldBe(CustodyState.ArrivedPendingDelivery);
        var chain = Replayed(made, packed, departed, arrived, delivered);
        chain.State.ShouldBe(CustodyState.InStock);
        chain.Completeness.ShouldBe(1000);
        chain.ShouldRun(
            "Maker 2010-01-01..2010-02-02 seen 2010-02-02 Shipped [1, 2, 3]",
            "Line at Port 2010-02-02..2010-02-22 seen 2010-02-22 HandedOver [3, 4, 5]",
            "Army at Depot 2010-02-22.. seen 2010-02-22 Open [5]");
        chain.ShouldContradict();
    }

    [Fact]
    public void Without_a_carrier_the_consignor_answers_on_the_way()
    {
        var chain = Replayed(
            Made("2010-01-01"), Packed("2010-02-01", "Maker", "Army"), Departed("2010-02-02", "Maker", "Army"));

        chain.Custodian.ShouldBe(By("Maker"));
        chain.Segments.Count.ShouldBe(2);
        chain.ShouldContradict();
    }

    [Fact]
    public void Goods_on_the_way_may_leave_again_for_the_same_consignor()
    {
        var chain = Replayed(
            Made("2010-01-01"),
            Packed("2010-02-01", "Maker", "Army"),
            Departed("2010-02-02", "Maker", "Army", "Line"),
            Arrived("2010-02-20"),
            Departed("2010-02-21", "Maker", "Army", "Other line"),
            Arrived("2010-03-01"),
            Delivered("2010-03-01", "Army"));

        chain.Custodian.ShouldBe(By("Army"));
        chain.ShouldContradict();
    }

    [Theory]
    [InlineData("lost", CustodyState.Lost, SegmentEnd.ReportedLost, UnknownReason.Lost)]
    [InlineData("stolen", CustodyState.Stolen, SegmentEnd.ReportedStolen, UnknownReason.Stolen)]
    [InlineData("captured", CustodyState.OutsideLawfulCustody, SegmentEnd.Captured, UnknownReason.Captured)]
    public void A_report_of_loss_ends_custody(string how, CustodyState state, SegmentEnd ended, UnknownReason reason)
    {
        var report = how switch
        {
            "lost" => Lost("2010-06-01", "Army"),
            "stolen" => Stolen("2010-06-01", "Army"),
            _ => Captured("2010-06-01", "Army"),
        };

        var chain = Replayed(Registered("2010-01-01", "Army"), report, Seized("2010-09-01", "Police"));

        Replayed(Registered("2010-01-01", "Army"), report).State.ShouldBe(state);
        chain.State.ShouldBe(CustodyState.EvidenceHeld);
        chain.ShouldRun(
            $"Army 2010-01-01..2010-06-01 seen 2010-01-01 {ended} [1, 2]",
            $"? {reason} 2010-06-01..2010-09-01 [2, 3]",
            "Police at Border 2010-09-01.. seen 2010-09-01 Open [3]");
        chain.ShouldContradict();
    }

    [Fact]
    public void A_missing_weapon_has_no_custodian()
    {
        var chain = Replayed(Registered("2010-01-01", "Army"), Stolen("2010-06-01", "Army"));

        chain.Custodian.ShouldBeNull();
        chain.LastProof!.Position.ShouldBe(1);
        chain.Segments[^1].To.ShouldBeNull();
    }

    [Fact]
    public void A_lost_weapon_seen_at_a_count_is_back()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Lost("2010-06-01", "Army"), Counted("2010-07-01", "Army"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.ShouldContradict();
    }

    [Fact]
    public void Found_and_surrendered_weapons_are_held()
    {
        var found = Replayed(Registered("2010-01-01"), Found("2010-02-01", "Police"));
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Lost("2010-06-01", "Army"), Surrendered("2010-07-01", "Mission"));

        found.State.ShouldBe(CustodyState.Held);
        found.ShouldContradict();
        chain.State.ShouldBe(CustodyState.Held);
        chain.Custodian.ShouldBe(By("Mission"));
        chain.ShouldContradict();
    }

    [Fact]
    public void What_an_authority_gives_back_is_in_stock_again()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"),
            Stolen("2010-06-01", "Army"),
            Seized("2010-07-01", "Police"),
            GivenBack("2010-08-01", "Police", "Army"));

        chain.State.ShouldBe(CustodyState.InStock);
        chain.Custodian.ShouldBe(By("Army"));
        chain.ShouldContradict();
    }

    [Fact]
    public void An_exhibit_of_a_missing_weapon_changes_nothing()
    {
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Stolen("2010-06-01", "Army"), Fired("2010-07-01", "Town"));

        chain.State.ShouldBe(CustodyState.Stolen);
        chain.ShouldContradict();
    }

    [Fact]
    public void Deactivation_leaves_the_custodian_and_evidence_store_moves_leave_evidence()
    {
        Replayed(Registered("2010-01-01", "Museum"), MadeInert("2010-02-01")).ShouldSatisfyAllConditions(
            it => it.State.ShouldBe(CustodyState.Deactivated),
            it => it.Custodian.ShouldBe(By("Museum")),
            it => it.ShouldContradict());
        Replayed(
                Registered("2010-01-01"),
                Seized("2010-02-01", "Police", "Border"),
                Moved("2010-03-01", "Police", "Border", "Store")).ShouldSatisfyAllConditions(
            it => it.State.ShouldBe(CustodyState.EvidenceHeld),
            it => it.Place.ShouldBe(At("Store")));
    }

    [Fact]
    public void Destruction_ends_the_chain()
    {
        var chain = Replayed(Registered("2010-01-01", "Army"), Melted("2012-01-01", "Army"));

        chain.State.ShouldBe(CustodyState.Destroyed);
        chain.Custodian.ShouldBeNull();
        chain.Completeness.ShouldBe(1000);
        chain.ShouldRun("Army 2010-01-01..2012-01-01 seen 2012-01-01 Destroyed [1, 2]");
        chain.ShouldContradict();
    }

    [Fact]
    public void Completeness_is_the_known_share_of_the_reported_time()
    {
        // Ten days with the army, thirty stolen: a quarter is known.
        var chain = Replayed(
            Registered("2010-01-01", "Army"), Stolen("2010-01-11", "Army"), Seized("2010-02-10", "Police"));

        chain.Completeness.ShouldBe(250);
    }

    [Fact]
    public void Every_pair_of_states_is_in_the_table_of_the_rules()
    {
        var table = new Dictionary<CustodyState, string>
        {
            [CustodyState.None] = "InStock Held",
            [CustodyState.InStock] =
                "InStock Issued Packed Lost Stolen OutsideLawfulCustody EvidenceHeld Deactivated Destroyed",
            [CustodyState.Issued] = "InStock Lost Stolen OutsideLawfulCustody EvidenceHeld",
            [CustodyState.Packed] = "InStock InTransit Lost Stolen",
            [CustodyState.InTransit] = "InTransit ArrivedPendingDelivery Lost Stolen EvidenceHeld",
            [CustodyState.ArrivedPendingDelivery] = "InStock InTransit Lost Stolen EvidenceHeld",
            [CustodyState.Lost] = "InStock EvidenceHeld Held Destroyed",
            [CustodyState.Stolen] = "InStock EvidenceHeld Held Destroyed",
            [CustodyState.OutsideLawfulCustody] = "InStock EvidenceHeld Held Destroyed",
            [CustodyState.EvidenceHeld] = "InStock EvidenceHeld Deactivated Destroyed",
            [CustodyState.Held] = "InStock EvidenceHeld Deactivated Destroyed",
            [CustodyState.Deactivated] = "EvidenceHeld Destroyed",
            [CustodyState.Destroyed] = "",
        };

        foreach (var from in Enum.GetValues<CustodyState>())
        {
            var allowed = Enum.GetValues<CustodyState>().Where(to => CustodyStates.MayFollow(from, to));
            string.Join(' ', allowed).ShouldBe(table[from], from.ToString());
        }
    }
}
