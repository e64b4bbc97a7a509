using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Shipments;

public sealed class ShippingTests
{
    [Fact]
    public void From_packing_to_the_proof_of_delivery_every_unit_is_accounted_for()
    {
        var it = new Consignment(300).Pack("S-1", Serials(1, 120));
        Books(it).ShouldBe((300, 0, 0, 0));
        it.Depart("S-1");
        Books(it).ShouldBe((300, 120, 0, 120));
        it.Arrive("S-1").Receive("S-1", Serials(1, 120));
        Books(it).ShouldBe((300, 120, 120, 0));
        it.Verify("S-1", Serials(1, 120));
        it.Balance.Lines[0].Verified.ShouldBe(120);
        it.Judge().OfEvaluated.ShouldBe(Rules.Verdict.Pass);
    }

    [Fact]
    public void Every_weapon_has_its_journey()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1");
        it.Done(it.TryLose("S-1", Serials(1, 1))).Arrive("S-1");
        var weapon = List("S-1", Serials(1, 3)).Weapons.First();
        var chain = CustodyReplay.Of(
            it.Facts.Where(fact => fact.IsAbout(weapon.Subject)), AsOf.Now, CustodyParameters.Default);
        chain.State.ShouldBe(CustodyState.Lost);
        chain.Contradictions.ShouldBeEmpty();
    }

    [Fact]
    public void Delivered_weapons_are_with_the_receiver_and_returned_ones_with_the_exporter_again()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Serials(1, 2));
        var weapons = List("S-1", Serials(1, 2)).Weapons.ToList();
        Chain(it, weapons[0]).Custodian!.Name.ShouldBe(Guard.Name);
        it.Done(it.TryReturn("S-1", Serials(1, 1)));
        Chain(it, weapons[0]).Custodian!.Name.ShouldBe(Maker.Name);
        Chain(it, weapons[0]).Contradictions.ShouldBeEmpty();
        Chain(it, weapons[1]).Custodian!.Name.ShouldBe(Guard.Name);
        it.Balance.Lines[0].ShouldSatisfyAllConditions(
            line => line.Returned.ShouldBe(1),
            line => line.Delivered.ShouldBe(1),
            line => line.Balances.ShouldBeTrue());

        // And may be sent again.
        it.Done(it.TryPack(List("S-2", Serials(1, 1)) with { Happened = On("2026-06-05") })).Depart("S-2", "2026-06-10");
        Chain(it, weapons[0]).Contradictions.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_again_is_nothing_new()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2));
        it.TryPack(List("S-1", Serials(1, 2))).ShouldBe(Decision.Nothing);
        it.Depart("S-1").TryDepart("S-1").ShouldBe(Decision.Nothing);
        it.TryDepart("S-1", "2026-04-21").Refusal!.Code.ShouldBe(Shipping.NothingPacked);
        it.Verify("S-1", Serials(1, 2));
        Shipping.Verify(it.Now, Named("S-1"), Dvc(Serials(1, 2))).ShouldBe(Decision.Nothing);
        Shipping.Verify(it.Now, Named("S-1"), Dvc(Serials(1, 1))).Refusal!.Code.ShouldBe(Shipping.PackageUsed);
    }

    [Fact]
    public void A_shipment_may_leave_in_parts()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2)).Depart("S-1")
            .Pack("S-1", Serials(3, 4), "P-2").Depart("S-1", "2026-04-25");
        it.Balance.Lines[0].Left.ShouldBe(6);
        it.Balance.Shipments.ShouldHaveSingleItem().Departures.Select(one => one.Fact.Packages.Single())
            .ShouldBe(["P-1", "P-2"]);
    }

    public static TheoryData<string, PackingList> Unpackable => new()
    {
        { Shipping.AuthorizationUnknown, List("S-2", Serials(10, 1), authorization: Subject.Parse("authorization/de/x")) },
        { Shipping.AuthorizationEnded, List("S-2", Serials(10, 1)) with { Happened = On("2027-02-01") } },
        { Shipping.TooEarly, List("S-2", Serials(10, 1)) with { Happened = On("2026-03-31") } },
        { Shipping.Empty, List("S-2", Serials(10, 1)) with { Packages = [] } },
        { Shipping.Empty, List("S-2", Serials(10, 1)) with { Packages = [new("P-1", [])] } },
        { Shipping.LineUnknown, List("S-2", Serials(10, 1) with { Line = 2 }) },
        { Shipping.QuantityImpossible, List("S-2", new(1, 0)) },
        { Shipping.QuantityImpossible, List("S-2", new(1, -5)) },
        { Shipping.SerialsDoNotMatch, List("S-2", Serials(10, 3) with { Quantity = 4 }) },
        { Shipping.SerialsDoNotMatch, List("S-2", new(1, 2, ["A1", " "])) },
        { Shipping.SerialsDoNotMatch, List("S-2", Serials(10, 2) with { Weapons = [WeaponId.Issue("x", "1")] }) },
        { Shipping.SerialSaysNone, List("S-2", new(1, 2, ["A1", "ohne Nummer"])) },
        { Shipping.SerialTwice, List("S-2", new(1, 2, ["A-1", "a 1"])) },
        { Shipping.PackageUsed, List("S-2", Serials(10, 1), "--") },
        { Shipping.PackageUsed, List("S-1", Serials(10, 1), "p 1") },
        { Shipping.OverShipped, List("S-2", Serials(10, 98)) },
        { Shipping.OverShipped, List("S-2", new(1, long.MaxValue - 10)) },
        { Shipping.WeaponNotAtHand, List("S-2", Serials(3, 1)) },
    };

    [Theory]
    [MemberData(nameof(Unpackable))]
    public void What_may_not_be_packed_is_refused_with_its_reason(string code, PackingList list)
    {
        var it = new Consignment(0);
        it.Done(Authorizing.Grant(it.Now, Grant("A-1", 100) with { ValidTo = On("2027-01-31") }, it.Rules));
        it.Pack("S-1", Serials(1, 3)).TryPack(list).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    public void A_weapon_without_a_number_is_packed_under_its_own_id()
    {
        var weapon = WeaponId.Issue("tests", "craft-made");
        var it = new Consignment().Pack("S-1", new(1, 1, ["ohne Nummer"], [weapon]));

        it.Facts.Where(fact => fact.Fact is ItemRegistered).Select(fact => fact.Home).ShouldBe([weapon.Subject]);
    }

    [Fact]
    public void A_weapon_that_is_lost_cannot_be_packed_again()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1");
        it.Done(it.TryLose("S-1", Serials(2, 1)));
        it.TryPack(List("S-2", Serials(2, 1))).Refusal
            .ShouldBe(new Refusal(Shipping.WeaponNotAtHand, "W00002", "Lost"));
    }

    [Fact]
    public void T8_departure_after_the_end_of_validity_is_refused_without_grace_and_allowed_within_it()
    {
        var ending = new Trial { Paper = InOrder with { ValidTo = On("2026-04-19") } };
        new Consignment(trial: ending).Pack("S-1", Serials(1, 1)).TryDepart("S-1").Refusal!.Code
            .ShouldBe(Shipping.CertificateNotInForce);
        var grace = Unassessed with { GraceDays = 30 };
        new Consignment(trial: ending, parameters: grace).Pack("S-1", Serials(1, 1)).Depart("S-1")
            .Found("EUC-043", "2026-04-21").ShouldBe(["Warn departed-outside-validity", "Warn not-in-force"]);
    }

    [Fact]
    public void Nothing_leaves_under_what_was_revoked_or_denied_meanwhile()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 1));
        var revoked = new Consignment().Pack("S-1", Serials(1, 1));
        revoked.Done(Authorizing.Revoke(
            revoked.Now, Authorization, new(On("2026-04-15"), Certificate, [], "chief-01", "embargo")));
        revoked.TryDepart("S-1").Refusal!.Code.ShouldBe(Shipping.AuthorizationEnded);

        it.State(Certificate, Confirmed with { Kind = ReplyKind.NotIssued, Happened = On("2026-04-15") });
        it.TryDepart("S-1").Refusal!.Code.ShouldBe(Shipping.CertificateHeld);
        it.TryDepart("S-9").Refusal!.Code.ShouldBe(Shipping.Unknown);
        it.TryDepart("S-1", "2026-04-09").Refusal!.Code.ShouldBe(Shipping.TooEarly);
    }

    [Fact]
    public void What_came_to_light_since_the_packing_stops_the_departure()
    {
        // Somebody else's departure under the same authorization, recorded as customs reported it.
        var it = new Consignment(100).Pack("S-1", Serials(1, 60));
        it.State(Named("S-7"), new ShipmentDeparted(
            On("2026-04-12"), Maker, Guard, Contents: [new(1, 50)],
            Under: new(Authorization, Certificate, InOrder.EndUserSubject)));
        it.TryDepart("S-1").Refusal.ShouldBe(new Refusal(Shipping.OverShipped, 1, 100L, 50L, 60L));
    }

    [Fact]
    public void More_cannot_be_lost_or_come_back_than_left()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 5)).Depart("S-1");
        it.TryLose("S-1", new(1, 6)).Refusal.ShouldBe(new Refusal(Shipping.MoreThanLeft, 1, 5L, 6L));
        it.TryLose("S-1", new(1, 1, ["X-9"])).Refusal.ShouldBe(new Refusal(Shipping.SerialNotInShipment, "X-9"));
        it.TryReturn("S-1", new(1, 1, ["W0000l"])).Refusal!.Code.ShouldBe(Shipping.SerialNotInShipment);
        it.TryReturn("S-2", Serials(1, 1)).Refusal!.Code.ShouldBe(Shipping.NotLeft);
        Shipping.Lose(it.Now, Named("S-1"), new(On("2026-04-25"), TransitLossCause.Seized, [Serials(1, 1)]))
            .Refusal!.Code.ShouldBe(Shipping.SeizureIncomplete);
        it.Done(it.TryLose("S-1", Serials(1, 4)));
        it.TryReturn("S-1", Serials(4, 2)).Refusal!.Code.ShouldBe(Shipping.MoreThanLeft);
        it.TryLose("S-1", Serials(1, 4)).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void A_package_is_opened_by_a_right_that_is_named_after_it_was_packed_and_told_once()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2)).Depart("S-1");
        var fact = new PackageOpened(
            On("2026-04-25"), "P-1", new("Customs", "NL"), "order 5", Broken: ["A"], Seals: ["B"]);
        Open(fact with { Package = "P-none" }).Refusal!.Code.ShouldBe(Shipping.Unknown);
        Open(fact with { LegalGround = " " }).Refusal.ShouldBe(new Refusal(Shipping.NoLegalGround));
        Open(fact with { Happened = On("2026-04-09") }).Refusal.ShouldBe(
            new Refusal(Shipping.TooEarly, "2026-04-09", "2026-04-10"));
        it.Done(Open(fact));
        Open(fact).ShouldBe(Decision.Nothing);
        Open(fact with { Found = "as listed" }).Facts.ShouldHaveSingleItem();

        Decision Open(PackageOpened asked) => Shipping.Open(it.Now, Named("S-1"), asked);
    }

    [Fact]
    public void What_a_receiver_says_is_recorded_even_if_it_cannot_be()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2)).Depart("S-1")
            .Receive("S-1", new LineContents(1, 3, ["W00001", "W0OO02", "Z-1"]));
        it.Balance.Lines[0].ShouldSatisfyAllConditions(
            line => line.Delivered.ShouldBe(2), line => line.InTransit.ShouldBe(0));
        it.Balance.Shipments.Single().Deliveries.Single().Fact.Contents.Single().Weapons.Count.ShouldBe(1);
        var compared = it.Balance.Shipments.Single().Compare(1, byReceiver: true)!;
        compared.Differently.ShouldBe([new ReadDifferently("W00002", "W0OO02")]);
        compared.Unexpected.ShouldBe(["Z-1"]);
    }

    [Fact]
    public void After_a_revocation_what_comes_back_returns_to_the_certificate()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 20)).Depart("S-1");
        var asked = new AuthorizationRevoked(On("2026-05-15"), Certificate, [], "chief-01", "embargo");
        Authorizing.Revoke(it.Now, Authorization, asked with { Shipped = [new(1, 19)] }).Refusal
            .ShouldBe(new Refusal(Authorizing.ShippedDiffers, 1, 20L, 19L));
        it.Done(Authorizing.Revoke(it.Now, Authorization, asked));
        Authorizing.Revoke(it.Now, Authorization, asked).ShouldBe(Decision.Nothing);
        it.Balance.Draws.Single().Revoked!.Shipped.ShouldBe([new LineQuantity(1, 20)]);
        it.Balance.Lines[0].Remaining.ShouldBe(480);
        it.Done(it.TryReturn("S-1", Serials(1, 5)));
        it.Balance.Lines[0].Remaining.ShouldBe(485);
    }

    [Fact]
    public void After_every_step_of_any_history_nothing_is_over_drawn_over_shipped_or_lost_from_the_books()
    {
        var random = new Random(20261123);
        for (var history = 0; history < 60; history++)
        {
            var it = new Consignment(0);
            for (var step = 0; step < 25; step++)
            {
                var decision = Step(it, random);
                if (!decision.Facts.IsEmpty)
                {
                    it.Done(decision);
                }

                var line = it.Balance.Lines[0];
                line.Balances.ShouldBeTrue($"history {history}, step {step}: {line}");
                (line.Left - line.Returned).ShouldBeLessThanOrEqualTo(line.Certified);
                it.Balance.Draws.ShouldAllBe(draw => draw.Net(1) <= draw.GrantedOf(1));
            }
        }
    }

    private static Decision Step(Consignment it, Random random)
    {
        var (number, shipment) = ($"A-{random.Next(3)}", $"S-{random.Next(4)}");
        var authorization = Subject.Of("authorization", "DE", number);
        var some = new LineContents(1, random.Next(1, 200));
        return random.Next(9) switch
        {
            0 or 1 => Authorizing.Grant(it.Now, Grant(number, random.Next(1, 300)), it.Rules),
            2 => Authorizing.Revoke(it.Now, authorization, new(On("2026-06-15"), Certificate, [], "chief-01", "end")),
            3 or 4 => it.TryPack(List(shipment, some, $"P-{random.Next(100)}", authorization)),
            5 => it.TryDepart(shipment),
            6 => it.TryLose(shipment, some, (TransitLossCause)random.Next(3)),
            7 => it.TryReturn(shipment, some),
            _ => Shipping.Receive(
                it.Now, Named(shipment), new(On("2026-06-02"), Guard, Contents: [some])),
        };
    }

    private static CustodyChain Chain(Consignment it, WeaponId weapon) => CustodyReplay.Of(
        it.Facts.Where(fact => fact.IsAbout(weapon.Subject)), AsOf.Now, CustodyParameters.Default);

    private static (long, long, long, long) Books(Consignment it)
    {
        var line = it.Balance.Lines[0];
        line.Balances.ShouldBeTrue();
        return (line.Committed, line.Left, line.Delivered, line.InTransit);
    }
}
