using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Checks;

/// <summary>What inspectors saw themselves proves that the weapons are there; nothing else does.</summary>
public sealed class SeenAtCheckTests
{
    private static readonly Subject Check = Checking.SubjectOf("PSV-1");
    private static readonly Place Store = new("Naval store", "IS");

    [Fact]
    public void What_was_seen_moves_the_last_proof_of_presence_to_the_place_of_the_check()
    {
        var it = Recorded(Done(["W00001", "w-00002"]));
        Chain(it, 0).ShouldSatisfyAllConditions(
            chain => chain.LastProof!.Happened.ShouldBe(On("2026-06-20")),
            chain => chain.LastProof!.With!.Name.ShouldBe(Guard.Name),
            chain => chain.Place.ShouldBe(Store),
            chain => chain.State.ShouldBe(CustodyState.InStock),
            chain => chain.Contradictions.ShouldBeEmpty());
        Chain(it, 1).LastProof!.Happened.ShouldBe(On("2026-06-20"));
    }

    [Fact]
    public void What_was_not_shown_or_not_in_the_sample_is_where_it_was()
    {
        var it = Recorded(Done(["W00001"]) with { Absent = [new("W00002", "with the armourer")] });
        Chain(it, 1).LastProof!.Happened.ShouldBe(On("2026-05-03"));
        Chain(it, 2).LastProof!.Happened.ShouldBe(On("2026-05-03"));
    }

    [Theory]
    [InlineData(VerificationMethod.Video, VerificationResult.Done)]
    [InlineData(VerificationMethod.Document, VerificationResult.Done)]
    [InlineData(VerificationMethod.Physical, VerificationResult.NotPossible)]
    [InlineData(VerificationMethod.Physical, VerificationResult.Refused)]
    public void No_other_kind_of_check_proves_it(VerificationMethod method, VerificationResult result)
    {
        var it = Recorded(Done(["W00001"]) with { Method = method, Result = result });
        Chain(it, 0).LastProof!.Happened.ShouldBe(On("2026-05-03"));
    }

    [Fact]
    public void A_serial_that_only_looks_alike_proves_nothing()
    {
        var it = Recorded(Done(["WOOOO1", "W99999"]));
        Chain(it, 0).LastProof!.Happened.ShouldBe(On("2026-05-03"));
        it.Facts.ShouldNotContain(fact => fact.Fact is WeaponsSeen);
    }

    [Fact]
    public void A_serial_that_two_delivered_weapons_carry_proves_nothing()
    {
        var it = new Consignment().State(Authorization, Grant("A-1", 10) with { Lines = [new(1, 10), new(2, 10)] });
        it.State(Named("S-9"), new ShipmentDeparted(On("2026-04-20"), Maker, Guard, Contents:
        [
            new(1, 1, ["W1"], [WeaponId.Issue("t", "1")]), new(2, 1, ["W-1"], [WeaponId.Issue("t", "2")]),
        ], Under: new(Authorization, Certificate)));
        it.Receive("S-9", new LineContents(1, 1, ["W1"]), new LineContents(2, 1, ["W-1"]));
        it.State(Check, Plan).Done(Checking.Perform(it.Now, Check, Done(["W1"])));
        it.Facts.ShouldNotContain(fact => fact.Fact is WeaponsSeen);
    }

    [Fact]
    public void Seen_with_the_end_user_although_nobody_confirmed_the_delivery_it_has_been_handed_over()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1").Arrive("S-1").Verify("S-1", Serials(1, 3));
        it.State(Check, Plan).Done(Checking.Perform(it.Now, Check, Done(["W00001"])));
        Chain(it, 0).ShouldSatisfyAllConditions(
            chain => chain.State.ShouldBe(CustodyState.InStock),
            chain => chain.Custodian!.Name.ShouldBe(Guard.Name),
            chain => chain.Contradictions.ShouldBeEmpty());
    }

    [Fact]
    public void Of_a_thousand_seen_the_five_hundred_delivered_are_one_fact()
    {
        var it = Recorded(Done(Serials(1, 1_000).Serials), 500);
        var seen = it.Facts.Select(fact => fact.Fact).OfType<WeaponsSeen>().ShouldHaveSingleItem();
        seen.Items.Count.ShouldBe(500);
        Checking.Perform(it.Now, Check, Done(Serials(1, 1_000).Serials)).ShouldBe(Decision.Nothing);
    }

    private static VerificationPlanned Plan => new(
        On("2026-05-20"), Certificate, "clerk-07", On("2026-12-31"), 3, 1, 950, "seed", [], Store);

    private static VerificationPerformed Done(ValueList<string> seen) => new(
        On("2026-06-20"), Certificate, VerificationMethod.Physical, VerificationResult.Done, ["attaché"], seen);

    private static Consignment Recorded(VerificationPerformed done, int count = 3)
    {
        var it = new Consignment().Pack("S-1", Serials(1, count)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Serials(1, count)).State(Check, Plan);
        return it.Done(Checking.Perform(it.Now, Check, done));
    }

    private static CustodyChain Chain(Consignment it, int weapon)
    {
        var subject = List("S-1", Serials(1, 3)).Weapons.ElementAt(weapon).Subject;
        return CustodyReplay.Of(it.Facts.Where(fact => fact.IsAbout(subject)), AsOf.Now, CustodyParameters.Default);
    }
}
