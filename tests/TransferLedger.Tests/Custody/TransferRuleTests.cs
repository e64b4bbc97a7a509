using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Custody.Told;
using static TransferLedger.Tests.Shared.Consignment;

namespace TransferLedger.Tests.Custody;

/// <summary>Rules about the shipments of a weapon, and the histories H4 to H6, H17 and H18.</summary>
public sealed class TransferRuleTests
{
    private const string Day = "2026-06-30";

    [Fact]
    public void A_shipment_in_order_contradicts_nothing()
    {
        var it = Sent(2);
        Of(it).ShouldBe([]);
        OfWeapon(it, 1).ShouldBe([]);
    }

    [Fact]
    public void H4_five_hundred_left_under_an_authorization_of_four_hundred()
    {
        var it = new Consignment(400).Pack("S-1", Serials(1, 400)).Depart("S-1");
        Of(it).ShouldBe([]);
        it.State(Named("S-2"), Left(Serials(401, 100)));

        Of(it).ShouldBe(["COC-050 Critical de/a-1, 1, 400, 500"]);
        it.Found("EUC-041").ShouldBe(["Hold over-shipped"]);
        OfWeapon(it, 400).ShouldBe([]);
        OfWeapon(it, 401).ShouldBe(["COC-050 Critical de/a-1, 1, 400, 500"]);
    }

    [Fact]
    public void H5_two_hundred_left_and_two_are_missing()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 200)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Serials(1, 198));
        const string Short = "COC-055 Breach de/s-1, 1, 200, 198, W00199 W00200, ";

        Of(it).ShouldBe([Short]);
        OfWeapon(it, 198).ShouldBe([]);
        OfWeapon(it, 199).ShouldBe([Short]);
        OfWeapon(it, 200).ShouldBe([Short]);
    }

    [Fact]
    public void H6_two_unknown_serials_in_place_of_two()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 200)).Depart("S-1").Arrive("S-1").Receive(
            "S-1", new LineContents(1, 200, [.. Serials(1, 198).Serials, "X1", "X2"]));
        const string Other = "COC-056 Critical de/s-1, 1, 200, 200, W00199 W00200, X1 X2";

        Of(it).ShouldBe([Other]);
        OfWeapon(it, 1).ShouldBe([]);
        OfWeapon(it, 200).ShouldBe([Other]);
    }

    [Fact]
    public void COC_055_without_serials_may_be_about_any_of_them()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", new LineContents(1, 2));
        Of(it).ShouldBe(["COC-055 Breach de/s-1, 1, 3, 2, , "]);
        OfWeapon(it, 2).ShouldBe(["COC-055 Warn de/s-1, 1, 3, 2, , "]);
    }

    [Fact]
    public void COC_055_is_silent_about_what_is_known_to_be_lost_or_still_on_its_way()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1");
        it.Done(it.TryLose("S-1", Serials(3, 1))).Arrive("S-1").Receive("S-1", Serials(1, 2));
        Of(it).ShouldBe([]);

        Of(new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1").Receive("S-1", Serials(1, 3))
            .Pack("S-1", Serials(4, 2), "P-2").Depart("S-1", "2026-05-20")).ShouldBe([]);
    }

    [Fact]
    public void H17_a_contingent_came_with_850_rifles_and_left_with_847()
    {
        var (came, went) = (Named("IN-1"), Named("OUT-1"));
        var it = new Consignment().State(came, Left(Rifles(1, 850)) with { Under = null })
            .State(went, Left(Rifles(1, 847), "2026-06-01") with { Under = null });
        Of(it).Where(found => found.StartsWith("COC-055", StringComparison.Ordinal)).ShouldBe([]);
        it.State(went, new ContingentRotated(On("2026-06-02"), Guard, [came], [went]));
        const string Left3 = "COC-055 Breach de/out-1, rotation, 850, 847, W00848 W00849 W00850, ";

        Of(it).ShouldContain(Left3);
        OfWeapon(it, 847).ShouldNotContain(Left3);
        OfWeapon(it, 849).ShouldContain(Left3);

        it.State(Rifle(849).Subject, new LossReported(On("2026-05-20"), Guard));
        Of(it).ShouldContain("COC-055 Breach de/out-1, rotation, 850, 847, W00848 W00850, ");
    }

    [Theory]
    [InlineData(
        "NL", null, "COC-058 Warn de/s-1, NL, Rotterdam, 2026-04-22, GB FR",
        "COC-060 Breach de/s-1, NL, 2026-04-22, law")]
    [InlineData("NL", "T-5", "COC-058 Warn de/s-1, NL, Rotterdam, 2026-04-22, GB FR", null)]
    [InlineData("GB", "T-5", null, null)]
    [InlineData("IS", null, null, null)]
    [InlineData("FR", null, null, "COC-060 Info de/s-1, FR, 2026-04-22, ")]
    public void H18_transit_through_a_State_that_is_not_on_the_route(
        string country, string? permit, string? unplanned, string? unpermitted)
    {
        var it = new Consignment(0);
        it.Done(Authorizing.Grant(it.Now, Grant("A-1", 500) with { Route = ["GB", "FR"] }, it.Rules))
            .State(TransitRuleStated.SubjectOf("NL"), new TransitRuleStated(On("2020"), "NL", true, "law"))
            .Pack("S-1", Serials(1, 2)).Depart("S-1")
            .State(Named("S-1"), new TransitEntered(On("2026-04-22"), new("Rotterdam", country), permit));

        Of(it).ShouldBe(new[] { unplanned, unpermitted }.OfType<string>());
        OfWeapon(it, 2).ShouldBe(new[] { unplanned, unpermitted }.OfType<string>());
    }

    [Fact]
    public void COC_058_only_tells_of_a_stop_where_no_route_is_named()
    {
        var it = Sent(1).State(Named("S-1"), new TransitEntered(On("2026-04-22"), new("Rotterdam", "NL"), "T-5"));
        Of(it).ShouldBe(["COC-058 Info de/s-1, NL, Rotterdam, 2026-04-22, "]);
    }

    [Fact]
    public void COC_051_no_authorization_an_unknown_one_another_line_or_another_destination()
    {
        var none = Left(Serials(1, 1)) with { Under = null };
        Left051(none).ShouldBe(["COC-051 Critical de/s-9, 2026-04-20, none, , "]);
        Left051(none with { Consignee = new("Somebody") }).ShouldBe(["COC-051 Warn de/s-9, 2026-04-20, none, , "]);
        Left051(none with { Consignee = new("Depot", "DE") }).ShouldBe([]);
        Left051(Left(Serials(1, 1), authorization: "authorization/de/a-7"))
            .ShouldBe(["COC-051 Critical de/s-9, 2026-04-20, unknown, de/a-7, "]);
        Left051(Left(new LineContents(2, 10))).ShouldContain("COC-051 Critical de/s-9, 2026-04-20, line, de/a-1, 2");
        Left051(Left(Serials(1, 1)) with { Consignee = new("Militia", "XB") })
            .ShouldBe(["COC-051 Critical de/s-9, 2026-04-20, destination, de/a-1, XB"]);
        Left051(Left(Serials(1, 1))).ShouldBe([]);

        static string[] Left051(ShipmentDeparted left) =>
        [
            .. Of(new Consignment().State(Named("S-9"), left))
                .Where(it => it.StartsWith("COC-051", StringComparison.Ordinal)),
        ];
    }

    [Fact]
    public void COC_052_left_before_the_grant_after_its_end_and_after_the_certificate()
    {
        Late("2026-03-20").ShouldBe(["COC-052 Breach de/s-9, 2026-03-20, de/a-1, 2026-04-01, "]);
        Late("2026-04-01").ShouldBe([]);
        Late("2026").ShouldBe(["COC-052 Warn de/s-9, 2026, de/a-1, 2026-04-01, "]);
        Late("2027-01-01").ShouldBe(["COC-052 Breach de/s-9, 2027-01-01, is/euc-0017-2026, 2026-03-02, 2026-12-31"]);

        var revoked = new Consignment();
        revoked.State(Authorization, new AuthorizationRevoked(
            On("2026-04-10"), Trial.Certificate, [], "chief-01", "insolvent")).State(Named("S-9"), Left(Serials(1, 1)));
        Of(revoked).ShouldBe(["COC-052 Breach de/s-9, 2026-04-20, de/a-1, 2026-04-01, 2026-04-10"]);

        static string[] Late(string day) => Of(new Consignment().State(Named("S-9"), Left(Serials(1, 1), day)));
    }

    [Fact]
    public void COC_057_a_seal_that_was_not_found_again()
    {
        var it = new Consignment();
        it.Done(it.TryPack(List("S-1", Serials(1, 2)) with
        {
            Packages = [new Package("P-1", [Serials(1, 2)], ["SEAL 9"])],
        } is var list ? list.Identified(Trial.InOrder) : list)).Depart("S-1")
            .State(Named("S-1"), new TransitEntered(On("2026-04-22"), new("Reykjavik", "IS"), null, ["seal-9"]));
        Of(it).ShouldBe([]);
        it.State(Named("S-1"), new ShipmentArrived(On("2026-05-01"), new("Reykjavik", "IS"), [], ["SEAL 8"]));
        Of(it).ShouldBe(["COC-057 Breach de/s-1, P-1, SEAL 9, shipment_arrived, 2026-05-01, SEAL 8"]);
        OfWeapon(it, 1).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("2026-04-25", "SEAL 8", null)]
    [InlineData("2026-05-01", "SEAL 8", null)]
    [InlineData("2026-05-01", "SEAL 9", null)]
    [InlineData("2026-04-25", "SEAL 9", "SEAL 8")]
    [InlineData("2026-05-02", "SEAL 8", "SEAL 9")]
    [InlineData("2026-05-01", "SEAL 7", "SEAL 9")]
    public void COC_057_a_package_opened_by_right_bears_other_seals_from_then_on(
        string opened, string found, string? missing)
    {
        var it = new Consignment();
        it.Done(it.TryPack(List("S-1", Serials(1, 2)) with
        {
            Packages = [new Package("P-1", [Serials(1, 2)], ["SEAL 9"])],
        } is var list ? list.Identified(Trial.InOrder) : list)).Depart("S-1")
            .State(Named("S-1"), new PackageOpened(
                On(opened), "p-1", new("Customs", "NL"), "order 5", Seals: ["SEAL 8"]))
            .State(Named("S-1"), new ShipmentArrived(On("2026-05-01"), new("Reykjavik", "IS"), [], [found]));

        Of(it).ShouldBe(missing is null
            ? []
            : [$"COC-057 Breach de/s-1, P-1, {missing}, shipment_arrived, 2026-05-01, {found}"]);
    }

    [Theory]
    [InlineData("SEAL 9", null)]
    [InlineData("SEAL 9, SEAL 6", "SEAL 4")]
    [InlineData("SEAL 5", "SEAL 9")]
    [InlineData("seal-4", null)]
    public void COC_057_seals_that_were_broken_by_right_are_those_it_left_with(string broken, string? missing)
    {
        var it = new Consignment();
        it.Done(it.TryPack(List("S-1", Serials(1, 2)) with
        {
            Packages =
            [
                new Package("P-1", [Serials(1, 1)], ["SEAL 9", "SEAL 4"]),
                new Package("P-2", [Serials(2, 1)], ["SEAL 7"]),
            ],
        } is var list ? list.Identified(Trial.InOrder) : list)).Depart("S-1")
            .State(Named("S-1"), new PackageOpened(
                On("2026-04-25"), "P-1", new("Customs", "NL"), "order 5",
                Broken: [.. broken.Split(", ")], Seals: ["SEAL 8"]));

        Of(it).ShouldBe(missing is null
            ? []
            : [$"COC-057 Breach de/s-1, P-1, {missing}, package_opened, 2026-04-25, {broken.Replace(",", "")}"]);
    }

    [Fact]
    public void COC_061_delivered_to_somebody_the_certificate_does_not_name()
    {
        To(new Custodian("Coast Guard", "IS")).ShouldBe([]);
        To(new Custodian("Coast Guard, 2nd Squadron", "NO"))
            .ShouldBe(["COC-061 Critical de/s-1, Coast Guard, 2nd Squadron, 2026-05-03, Coast Guard, 2nd Squadron"]);
        To(new Custodian("Militia", "IS"))
            .ShouldBe(["COC-061 Critical de/s-1, Militia, 2026-05-03, Coast Guard, 2nd Squadron"]);

        static string[] To(Custodian receiver)
        {
            var it = new Consignment().Pack("S-1", Serials(1, 1)).Depart("S-1");
            return Of(it.State(Named("S-1"), new DeliveryConfirmed(
                On("2026-05-03"), receiver, Contents: [it.Balance.Shipments[0].Departures[0].Fact.Contents[0]])));
        }
    }

    [Fact]
    public void COC_063_passed_on_with_consent_without_and_beyond()
    {
        Passed(null).ShouldBe(["COC-063 Critical R-1, Coast Guard, 2nd Squadron, Militia, 2026-06-01, none"]);
        Passed(1).ShouldBe([]);
        Passed(0).ShouldBe(["COC-063 Critical R-1, Coast Guard, 2nd Squadron, Militia, 2026-06-01, beyond"]);

        static string[] Passed(long? consented)
        {
            var it = Sent(1);
            var militia = new Custodian("Militia", "IS");
            if (consented is { } quantity)
            {
                it.State(Trial.Certificate, new RetransferApproved(
                    On("2026-05-20"), "R-1", Guard, "chief-01", [new LineContents(1, quantity)]));
            }

            it.State(Trial.Certificate, new RetransferExecuted(
                On("2026-06-01"), "R-1", Guard, militia, [new LineContents(1, 1)]));
            var weapon = it.Balance.Shipments[0].Departures[0].Fact.Weapons.First();
            it.State(weapon.Subject, new WeaponsPassedOn(On("2026-06-01"), Guard, militia, [weapon], "R-1"));
            return OfWeapon(it, 1);
        }
    }

    [Fact]
    public void COC_064_no_delivery_verification_in_time()
    {
        var it = Sent(1);
        Of(it, "2026-07-29").ShouldBe([]);
        Of(it, "2026-08-01").ShouldBe(["COC-064 Warn de/s-1, 2026-05-01, 2026-07-30, 2"]);
        Of(it.Verify("S-1", Serials(1, 1)), "2026-08-01").ShouldBe([]);
    }

    private static Consignment Sent(int count) => new Consignment().Pack("S-1", Serials(1, count)).Depart("S-1")
        .Arrive("S-1").Receive("S-1", Serials(1, count));

    private static WeaponId Rifle(int number) => WeaponId.Issue("rifle", $"W{number:00000}");

    private static LineContents Rifles(int first, int count) => Serials(first, count) with
    {
        Weapons = Enumerable.Range(first, count).Select(Rifle).ToValueList(),
    };

    private static ShipmentDeparted Left(
        LineContents contents, string day = "2026-04-20", string authorization = "authorization/de/a-1") => new(
        On(day), Maker, Guard, Contents: [contents with { Weapons = contents.Serials.Select(serial =>
            WeaponId.Issue("rifle", serial)).ToValueList() }],
        Under: new TransferBasis(Subject.Parse(authorization), Trial.Certificate));

    private static string[] Of(Consignment it, string day = Day) =>
    [
        .. new TransferRules([.. Surroundings.Standing(it.Facts, AsOf.Now)], On(day).Latest).Find()
            .Select(found => Line(found.What)),
    ];

    /// <summary>What the report of the weapon with this number says about its shipments.</summary>
    private static string[] OfWeapon(Consignment it, int number)
    {
        var serial = $"W{number:00000}";
        var weapon = it.Facts.Select(one => one.Fact).OfType<ShipmentDeparted>().SelectMany(one => one.Contents)
            .SelectMany(one => one.Serials.Zip(one.Weapons)).First(one => one.First == serial).Second;
        var own = it.Facts.Where(one => one.IsAbout(weapon.Subject));
        var dossier = new WeaponDossier(own) { Around = Surroundings.Nothing with { Transfers = [.. it.Facts] } };
        return
        [
            .. CustodyReport.Of(weapon, dossier, AsOf.Now, On(Day).Latest)!.Findings.Select(found => found.What)
                .Where(found => found.Rule is not (CustodyRule.WeakIdentity or CustodyRule.NeverArrived))
                .Where(found => string.CompareOrdinal(found.Rule, "COC-050") >= 0
                    && string.CompareOrdinal(found.Rule, "COC-064") <= 0).Select(Line),
        ];
    }

    private static string Line(Contradiction it) => $"{it.Rule} {it.Severity} {string.Join(", ", it.Values)}";
}
