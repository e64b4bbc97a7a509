using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Custody;

/// <summary>The way of a shipment in the custody of the weapons on it.</summary>
public sealed class JourneyTests
{
    private static readonly Place Rotterdam = new("Rotterdam", "NL", "NLRTM");
    private static readonly Custodian Line = new("Example Line");

    [Fact]
    public void The_place_changes_and_the_carrier_stays()
    {
        var report = Report(Way(Sent()).Arrive("S-1").Receive("S-1", Serials(1, 3)));
        report.Chain.Segments.OfType<CustodySegment.Known>().Select(it => $"{it.From} {it.Custodian.Name}: {it.Place?.Name}")
            .ShouldBe(
            [
                "2026-04-10 Waffenfabrik: ", "2026-04-20 Example Line: Hamburg", "2026-04-22 Example Line: Rotterdam",
                "2026-04-26 Example Line: border post", "2026-05-01 Example Line: Reykjavik", $"2026-05-03 {Guard.Name}: ",
            ]);
        report.Chain.Contradictions.ShouldBeEmpty();
        report.Facts.Select(it => it.Step).ShouldBe(
        [
            CustodyStep.Registered, CustodyStep.Packed, CustodyStep.Departed, CustodyStep.TransitEntered,
            CustodyStep.Transshipped, CustodyStep.TransitExited, CustodyStep.Arrived, CustodyStep.Delivered,
        ]);
    }

    [Fact]
    public void A_package_on_its_way_proves_nothing_about_the_weapon_in_it()
    {
        var chain = Report(Way(Sent())).Chain;
        chain.State.ShouldBe(CustodyState.InTransit);
        chain.Place!.Name.ShouldBe("border post");
        chain.LastProof!.Happened.ShouldBe(On("2026-04-20"));
        chain.Segments.OfType<CustodySegment.Known>().Last().LastProof.ShouldBe(On("2026-04-20"));
    }

    [Fact]
    public void What_was_stolen_before_was_not_there_any_more()
    {
        var it = Sent();
        it.Done(it.TryLose("S-1", Serials(1, 1), TransitLossCause.Stolen));
        var report = Report(Way(it));
        report.Chain.State.ShouldBe(CustodyState.Stolen);
        report.Chain.Contradictions.ShouldBeEmpty();
        report.Facts.Select(fact => fact.Step).ShouldBe(
        [
            CustodyStep.Registered, CustodyStep.Packed, CustodyStep.Departed, CustodyStep.TransitEntered,
            CustodyStep.Transshipped, CustodyStep.Stolen,
        ]);
        report.Later.ShouldBe(0);
    }

    [Fact]
    public void What_left_later_was_not_on_the_way_yet()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3));
        it.State(Named("S-1"), new TransitEntered(On("2026-04-18"), Rotterdam));
        it.Done(Left(it));
        Report(it).Facts.ShouldNotContain(fact => fact.Step == CustodyStep.TransitEntered);
    }

    [Fact]
    public void Corrected_retracted_and_as_known_before()
    {
        var it = Sent().State(Named("S-1"), new TransitEntered(On("2026-04-22"), Rotterdam));
        var entered = it.Facts[^1];
        it.State(Named("S-1"), new RecordCorrected(
            On("2026-04-30"), entered.Position, [Named("S-1")], "place.name", "Rotterdam", "Antwerp", "typed wrong", "chief"));
        Report(it).Chain.Place!.Name.ShouldBe("Antwerp");
        Report(it, new AsOf(null, entered.At)).ShouldSatisfyAllConditions(
            then => then.Chain.Place!.Name.ShouldBe("Rotterdam"), then => then.Later.ShouldBe(0));
        Report(it, new AsOf(On("2026-04-21").Latest, null)).ShouldSatisfyAllConditions(
            then => then.Chain.Place!.Name.ShouldBe("Hamburg"), then => then.Later.ShouldBe(1));
        it.State(Named("S-1"), new RecordRetracted(
            On("2026-05-01"), entered.Position, [Named("S-1")], "another shipment", "chief"));
        Report(it).Facts.ShouldNotContain(fact => fact.Step == CustodyStep.TransitEntered);
    }

    private static Consignment Sent()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3));
        return it.Done(Left(it));
    }

    private static Decision Left(Consignment it) => Shipping.Depart(
        it.Now, Named("S-1"),
        new ShipmentDeparted(On("2026-04-20"), Maker, Guard, Place: new("Hamburg", "DE"), Carrier: Line),
        it.Rules);

    private static Consignment Way(Consignment it) => it
        .State(Named("S-1"), new TransitEntered(On("2026-04-22"), Rotterdam))
        .State(Named("S-1"), new Transshipped(On("2026-04-24"), Rotterdam, "ship 1", "ship 2"))
        .State(Named("S-1"), new TransitExited(On("2026-04-26"), new("border post", "NL")));

    /// <summary>As the command reads it: the weapon's own facts, and those of its shipments.</summary>
    private static CustodyReport Report(Consignment it, AsOf asOf = default)
    {
        var weapon = List("S-1", Serials(1, 3)).Weapons.First();
        var own = it.Facts.Where(fact => fact.IsAbout(weapon.Subject)).ToList();
        var shipments = Journey.Shipments(own);
        var history = Journey.With(
            new History([.. own], it.Facts.Max(fact => fact.Position)),
            it.Facts.Where(fact => shipments.Any(fact.IsAbout)));
        return CustodyReport.Of(weapon, new WeaponDossier(history.Facts), asOf, On("2026-12-31").Latest)!;
    }
}
