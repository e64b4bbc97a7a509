using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Tests.Shared;

/// <summary>Examples of the facts about shipments under an authorization, and what comes after them.</summary>
internal static class ShipmentSamples
{
    private static readonly Happened Day = Happened.Parse("2019-06-14");
    private static readonly Happened Later = Happened.Parse("2019-06-30");
    private static readonly Custodian Maker = new("Waffenfabrik Süd GmbH", "DE", "DE-ORG-118");
    private static readonly Custodian Army = new("Army of Ruritania", "XR");
    private static readonly Custodian Militia = new("Border militia", "XB");
    private static readonly Place Port = new("Port of Strelsau", "XR", "XRSTR");
    private static readonly WeaponId First = WeaponId.Issue("samples", "1");
    private static readonly Subject Certificate = Subject.Parse("certificate/xr/euc-0017-2019");
    private static readonly Subject EndUser = Subject.Parse("party/2nd-rifle-brigade");

    private static readonly TransferBasis Under =
        new(Subject.Parse("authorization/de/a-2019-1"), Certificate, EndUser);

    private static readonly ValueList<LineContents> Contents =
        [new(1, 1, ["AB-012З45"], [First]), new(2, 9_007_199_254_740_991, Lot: "LOT 7/19")];

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new ShipmentPacked(Day, Maker, Army, "PK-3", [], ["SEAL-9"], Contents, Under),
        new ShipmentDeparted(
            Day, Maker, Army, [], [], Port, Militia, Contents, Under with { EndUser = null }, "IMO 9074729",
            "19DE0001", ["PK-3"]),
        new ShipmentArrived(Day, Port, [First], ["SEAL-9"], Under, "C-19-77"),
        new DeliveryConfirmed(Day, Army, Port, [], [], Contents, Under, "Quartermaster"),
        new DeliveryVerified(Later, "XR", "customs", "DVC 12/2019", Contents, Under),
        new DeliveryVerified(Later, "XR", "customs", "DVC 13/2019", [new(1, 1)]),
        new SerialListSupplied(Later, Contents, Under),
        new SerialListSupplied(Later, []),
        new TransitLossReported(Later, TransitLossCause.Seized, Contents, Port, "C-19-78", Army, Under),
        new TransitLossReported(Later, TransitLossCause.Lost, [new(1, 1)]),
        new GoodsReturned(Later, Maker, Contents, "wrong model", Port, Under),
        new GoodsReturned(Later, Maker, [new(1, 1)]),
        new TransitEntered(Day, Port, "T-5", ["SEAL-9"]),
        new TransitEntered(Day, Port),
        new TransitExited(Day, Port, ["SEAL-9"]),
        new TransitExited(Day, Port),
        new Transshipped(Day, Port, "IMO 9074729", "ZB-123", ["SEAL-9"], "engine failure"),
        new Transshipped(Day, Port, "IMO 9074729", "ZB-123"),
        new ContingentRotated(
            Later, Army, [Subject.Parse("shipment/xr/in-1")], [Subject.Parse("shipment/xr/out-1")], "chief of staff"),
        new ContingentRotated(Later, Army, [], []),
        new PackageOpened(Day, "PK-1", Army, "order 5", Port, ["SEAL-9"], ["SEAL-12"], "as listed"),
        new PackageOpened(Day, "PK-1", Army, "order 5"),
        new TransitRuleStated(Day, "XB", true, "law of 2018"),
        new TransitRuleStated(Later, "XB", false, "law of 2019"),
        new RetransferRequested(Later, "R-1", Army, Militia, Contents, "border duty"),
        new RetransferRequested(Later, "R-1", Army, Militia, []),
        new RetransferRequested(Later, "R-1", Army, Militia, Contents, null, EndUserKind.LawEnforcement),
        new RetransferApproved(Later, "R-1", Army, "chief-01", Contents, "within a year"),
        new RetransferApproved(Later, "R-1", Army, "chief-01", Contents, "within a year", "chief-02"),
        new RetransferApproved(Later, "R-1", Army, "chief-01", []),
        new RetransferApproved(
            Later, "R-1", Army, "chief-01", Contents, null, "chief-02", new("standard", "4", new string('0', 64))),
        new RetransferDenied(Later, "R-1", Army, "chief-01", "no need"),
        new RetransferExecuted(Later, "R-1", Army, Militia, Contents),
        new DeliveredWeaponSighted(
            Later, First, 1, "AB-012З45", 77, "seizure_recorded", "clerk-07", Port, Militia, EndUser),
        new DeliveredWeaponSighted(Later, First, 1, "AB-012З45", 77, "ballistic_exhibit_linked", "clerk-07"),
        new WeaponsPassedOn(Later, Army, Militia, [First], "R-1"),
        new WeaponsSeen(Later, Army, [First], Port, "psv-1"),
        new WeaponsSeen(Later, Army, [First]),
        new WeaponsPassedOn(Later, Army, Militia, [First]),
        new VerificationPlanned(
            Day, Certificate, "clerk-07", Later, 500, 5, 950, "2019-06-14", ["AB-012З45"], Port, EndUser),
        new VerificationPlanned(Day, Certificate, "clerk-07", Later, 0, 1, 999, "", []),
        new VerificationPerformed(
            Later, Certificate, VerificationMethod.Physical, VerificationResult.Done, ["attaché"],
            ["AB-012З45"], [new AbsentItem("AB-2", "issued", 77), new AbsentItem("AB-3", "unknown")], Port,
            EndUser),
        new VerificationPerformed(
            Later, Certificate, VerificationMethod.Video, VerificationResult.Refused, []),
        new TransferApplied(
            Day, "DE", "A-2019-1", Certificate, "Waffenfabrik Süd GmbH", [new(1, 300)], "clerk-07", "C-77"),
        new TransferApplied(Day, "DE", "A-2019-2", Certificate, "Waffenfabrik Süd GmbH", [], "clerk-07"),
        new TransferAssessed(Day, Certificate, "assessor-03",
        [
            new(AttCriterion.Diversion, RiskFinding.Mitigated, "a theft in 2017", ["report 4"], "two guards"),
            new(AttCriterion.Terrorism, RiskFinding.None, "no report"),
        ]),
        new AuthorizationGranted(
            Later, "DE", "A-2019-3", Certificate, "Waffenfabrik Süd GmbH", [new(1, 200)], "clerk-07", "chief-01",
            "screened by hand", Later, [new("serial list", "clerk-07", Later), new("two guards", "clerk-07")]),
        new AuthorizationConditionMet(Later, Certificate, 1, "list of 2 May", "clerk-07"),
        new AuthorizationAmended(Later, Certificate, [new(1, 250)], "chief-01", "chief-02", "order changed", Later),
        new AuthorizationAmended(Later, Certificate, [new(1, 250)], "chief-01", "chief-02", "order changed"),
        new AuthorizationSuspended(Later, Certificate, "chief-01", "embargo announced"),
        new AuthorizationResumed(Later, Certificate, "chief-01", "chief-02", "none came"),
        new AuthorizationClosed(Later, Certificate, [new(1, 20)], "clerk-07", "last day over"),
        new ObligationSet(Day, Undertaking.NewForOld, Later, "clerk-07", EndUser, "500 old rifles are destroyed"),
        new ObligationSet(Day, Undertaking.NewForOld, Later, "clerk-07"),
        new ObligationMet(Later, Undertaking.NewForOld, "protocol 12/2019", EndUser),
        new ObligationMet(Later, Undertaking.NewForOld, "protocol 12/2019"),
        new ObligationAssumed(
            Later, Undertaking.NewForOld, ObligedParty.EndUser, ObligationTerm.AfterArrival, "chief-01", 17, "undertakings[3]",
            EndUser),
        new ObligationAssumed(
            Later, Undertaking.DeliveryVerification, ObligedParty.FinalConsignee, ObligationTerm.Released, "chief-01", 18,
            "undertakings"),
    ];
}
