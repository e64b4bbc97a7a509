using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>The way that goods take (EUC-055), and what they take it on (EUC-056).</summary>
public sealed class RouteTests
{
    private const string Aircraft = "D-ABCD";

    private static readonly Subject Shipment = Consignment.Named("S-1");

    private static readonly DiversionAsserted Diverted = new(
        On("2025-01-10"), Subject.Of("lot", "abc", "1"), new("Somebody"), On("2024"), On("2024-11-01"),
        DiversionStage.InTransit, "found in a raid", "B2", "desk", On("2025-03-01"), "analyst",
        [ConveyanceId.SubjectOf(Aircraft)!.Value], Rounds: 10, Conveyance: "d abcd");

    private static readonly DiversionConfirmed Confirmed =
        new(On("2025-02-01"), "two sources", "chief", "director", [ConveyanceId.SubjectOf(Aircraft)!.Value]);

    [Theory]
    [InlineData("IS", "ISREY", null)]
    [InlineData("LY", "LYTIP", "Hold put-down-elsewhere")]
    [InlineData("NL", "NLRTM", null)]
    [InlineData("DE", "DEHAM", null)]
    public void Goods_put_down_in_a_third_state_that_nobody_planned_hold(string country, string locode, string? found)
    {
        var it = Left(["NL"]);
        Arrive(it, "2026-05-01", country, locode);
        it.Found("EUC-055").ShouldBe(found is null ? [] : [found]);
    }

    [Fact]
    public void What_goes_on_or_is_accounted_for_is_not_put_down()
    {
        var it = Left([]);
        Arrive(it, "2026-04-25", "LY", "LYTIP");
        it.Only("EUC-055").Values.ShouldBe(["de/s-1", "a port", "LY", "2026-04-25", "IS"]);
        it.State(Shipment, new Transshipped(On("2026-04-26"), new Place("Tripoli", "LY", "LYTIP"), Aircraft, "TF-XYZ"));
        it.Found("EUC-055").ShouldBeEmpty("it left Tripoli again");
        Arrive(it, "2026-04-28", "TR", "TRIST");
        it.Found("EUC-055").ShouldBe(["Hold put-down-elsewhere"]);
        it.State(Shipment, new GoodsReturned(On("2026-05-20"), Consignment.Maker, [Consignment.Serials(1, 5)]));
        it.Found("EUC-055").ShouldBeEmpty("everything came back");
    }

    /// <summary>Hamburg to Reykjavik: 2 180 km straight; by way of Tripoli 2 250 and 4 330.</summary>
    [Fact]
    public void A_way_half_as_long_again_warns()
    {
        var it = Left(["LY", "NL"]);
        Arrive(it, "2026-04-25", "LY", "LYTIP");
        it.Found("EUC-055").ShouldBeEmpty("it is still on its way");
        Arrive(it, "2026-05-01", "IS", "ISREY");
        var finding = it.Only("EUC-055");
        (finding.Verdict, finding.Code).ShouldBe((Verdict.Warn, "detour"));
        finding.Values[1].ShouldBe("DEHAM LYTIP ISREY");
        int.Parse(finding.Values[2]).ShouldBeInRange(6_300, 6_800);
        int.Parse(finding.Values[3]).ShouldBeInRange(2_100, 2_250);

        var straight = Left(["NL"]);
        Arrive(straight, "2026-04-25", "NL", "NLRTM");
        Arrive(straight, "2026-05-01", "IS", "ISREY");
        straight.Found("EUC-055").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("DEHAM", "DE HAM", 0)]
    [InlineData("NLRTM", "SGSIN", 10_530)]
    [InlineData("USNYC", "LYTIP", 7_600)]
    public void Distances_are_of_the_great_circle(string from, string to, int km) =>
        Ports.DistanceKm(from, to)!.Value.ShouldBeInRange((int)(km * 0.98), (int)(km * 1.02));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ZZZZZ")]
    public void A_place_not_in_the_table_has_no_distance(string? locode) =>
        Ports.DistanceKm("DEHAM", locode).ShouldBeNull();

    [Fact]
    public void A_conveyance_that_something_was_diverted_from_holds_once_it_is_confirmed()
    {
        var it = Left([]);
        it.Found("EUC-056").ShouldBeEmpty();
        it.State(Subject.Of("finding", "D-1"), Diverted);
        it.Found("EUC-056").ShouldBeEmpty("nobody has decided it");
        it.State(Subject.Of("finding", "D-1"), Confirmed);
        it.Only("EUC-056").Values.ShouldBe([Aircraft, "d-1", "2024", "2024-11-01", "2025-02-01"]);
        it.Only("EUC-056").Verdict.ShouldBe(Verdict.Hold);
    }

    [Fact]
    public void What_goods_are_put_on_counts_like_what_they_left_with()
    {
        var it = Left([]);
        it.State(Shipment, new Transshipped(On("2026-04-26"), new Place("Tripoli", "LY"), Aircraft, "9074728"));
        it.Found("EUC-056").ShouldBe(["Warn conveyance-unreadable"]);
    }

    [Theory]
    [InlineData("2026-04-20", "2026-06-01", Aircraft)]
    [InlineData("2026-04-21", "2026-06-01", null)]
    [InlineData("2026-01-01", "2026-04-19", null)]
    public void A_finding_names_what_the_weapon_left_on_after_its_last_proof(string from, string to, string? conveyance)
    {
        var weapon = WeaponId.Issue("tests", "1");
        var facts = Record(
            Shipment,
            [new ShipmentDeparted(On("2026-04-20"), Consignment.Maker, Consignment.Guard, [weapon], Conveyance: Aircraft)],
            1);
        var said = Diverted with
        {
            Item = weapon.Subject, From = On(from), To = On(to), Rounds = null, Conveyance = null,
        };

        var fact = (DiversionAsserted)Diverting.Assert([.. facts], Subject.Of("finding", "D-2"), said)
            .Facts.ShouldHaveSingleItem().Fact;

        fact.Conveyance.ShouldBe(conveyance);
        fact.About.Contains(ConveyanceId.SubjectOf(Aircraft)!.Value).ShouldBe(conveyance is not null);
        Diverting.Assert([.. facts], Subject.Of("finding", "D-2"), said with { Conveyance = "IMO 9074728" })
            .Refusal!.Code.ShouldBe(Diverting.ConveyanceUnreadable);
    }

    private static Consignment Left(ValueList<string> route)
    {
        var it = new Consignment(authorized: 0);
        it.Done(TransferLedger.Authorizations.Authorizing.Grant(
            it.Now, Consignment.Grant("A-1", 500) with { Route = route }, it.Rules));
        it.State(ConveyanceId.SubjectOf(Aircraft)!.Value, new ConveyanceRegistered(
            On("2019"), ConveyanceKind.Aircraft, "IS"));
        it.Pack("S-1", Consignment.Serials(1, 5));
        return it.Done(Shipping.Depart(
            it.Now, Shipment,
            new ShipmentDeparted(
                On("2026-04-20"), Consignment.Maker, Consignment.Guard, Place: new("Hamburg", "DE", "DEHAM"),
                Conveyance: Aircraft),
            it.Rules));
    }

    private static void Arrive(Consignment it, string on, string country, string locode) =>
        it.Done(Shipping.Arrive(it.Now, Shipment, new(On(on), new Place("a port", country, locode))));
}
