using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// At least one example of every kind of fact, by what has to survive: every field filled, and the same fact with
/// nothing but what it must have.
/// </summary>
internal static class EventSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Later = Happened.Parse("2019-05-16");
    private static readonly Custodian Maker = new("Waffenfabrik Süd GmbH", "DE", "DE-ORG-118");
    private static readonly Custodian Army = new("Army of Ruritania", "XR");
    private static readonly Custodian Police = new("Police of Exampleland");
    private static readonly Place Depot = new("Depot 7, Hall \"B\"", "DE", "DEHAM");
    private static readonly Place Border = new("Border post");
    private static readonly WeaponId First = WeaponId.Issue("samples", "1");
    private static readonly WeaponId Second = WeaponId.Issue("samples", "2");
    private static readonly ItemDescription Rifle =
        new("rifle", "Waffenfabrik Süd", "DE", "G-17", "5.56 × 45 mm", 1998);
    private static readonly Mark Serial = new(
        MarkKind.Serial, "AB-012З45", Legibility.Restored, "receiver, left", "stamp", new string('a', 64));

    private static readonly GoodsLine Rounds = new("cartridges 7.62 mm", 9_007_199_254_740_991, "round", "1305-12-123");

    /// <summary>Every sample, by kind of fact.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        .. Items(), .. Custody(), .. Losses(), .. Ends(), .. Moves(), .. Registers(), .. Certificates(), .. Lives(),
        .. Parties(), .. ShipmentSamples.All, .. LicenceSamples.All, .. LotSamples.All, .. TraceSamples.All,
        .. EmbargoSamples.All,
        .. RiskSamples.All,
        .. ScreeningSamples.All,
    ];

    private static LedgerEvent[] Registers() =>
    [
        new AuthorityRegistered(Day, "Ministry of Defence", [GoodsClass.SmallArms, GoodsClass.Ammunition]),
        new AuthorityRegistered(Day, "Customs"),
        new AuthorityClosed(Later, "merged"),
        new AuthorityClosed(Later),
        new NumberPatternSet(Day, "EUC/####/YYYY"),
        new ContactPointRegistered(Day, "mission", "Embassy of Ruritania, Berlin"),
        new ContactPointWithdrawn(Later, "Embassy of Ruritania, Berlin", "moved"),
        new ContactPointWithdrawn(Later, "Embassy of Ruritania, Berlin"),
        new SignatoryAppointed(Day, "Col. A. Zenda", "Director", [GoodsClass.SmallArms], 500, new string('b', 64)),
        new SignatoryAppointed(Day, "Col. A. Zenda", "Director"),
        new SignatoryTermEnded(Later, "Col. A. Zenda", "retired"),
        new SignatoryTermEnded(Later, "Col. A. Zenda"),
        new BlanksLost(Day, "EUC/0100/2019", "EUC/0199/2019", Later, "Note verbale 7/2019"),
        new BlanksLost(Day, "EUC/0100/2019", "EUC/0100/2019"),
        new TemplateRegistered(Day, new string('a', 64), "form of 2019"),
        new TemplateRegistered(Day, new string('a', 64)),
        new TemplateWithdrawn(Later, new string('a', 64), "copied"),
        new TemplateWithdrawn(Later, new string('a', 64)),
        new IssuerKeyRegistered(Day, new string('f', 64), "root of 2019"),
        new IssuerKeyRegistered(Day, new string('f', 64)),
        new IssuerKeyWithdrawn(Later, new string('f', 64), "lost"),
        new IssuerKeyWithdrawn(Later, new string('f', 64)),
    ];

    private static LedgerEvent[] Parties() =>
    [
        new PartyRegistered(
            Day, PartyKind.StateBody, "2nd Rifle Brigade", "XR", ["2. Jägerbrigade"],
            [new PartyIdentifier("UIC", "XR-2")], 1_200, [GoodsClass.SmallArms], ["7.62 x 39 mm", "9 mm x 19"],
            [new WeaponsHeld("7.62 x 39 mm", 950, GoodsClass.SmallArms), new WeaponsHeld("9 mm x 19", 300)]),
        new PartyRegistered(Day, PartyKind.Company, "Broker Ltd"),
        new PartyIdentified(Day, new PartyIdentifier("register of companies Strelsau", "HRB 118")),
        new ConveyanceRegistered(
            Day, ConveyanceKind.Vessel, "XR", "MV Elphberg", "Carrier Ltd", "register of shipping"),
        new ConveyanceRegistered(Day, ConveyanceKind.Aircraft, "XR"),
        new ConveyanceRegistrationEnded(Later, "sold for scrap"),
        new ConveyanceRegistrationEnded(Later),
        new ConveyanceNotFound(Later, "register of shipping", "clerk-07"),
        new BrokerRegistered(Day, "XR", "B-17", Later, LawAsks: true),
        new BrokerRegistered(Day, "XR", LawAsks: false),
        new BrokerRegistrationEnded(Later, "XR", "dissolved"),
        new BrokerRegistrationEnded(Later, "XR"),
        new TransferDenied(
            Later, "DE", true, "2nd Rifle Brigade", "XR", [GoodsClass.SmallArms], ["G-17"], "risk of diversion"),
        new TransferDenied(Later, "FR", false, "2nd Rifle Brigade"),
    ];

    private static LedgerEvent[] Lives()
    {
        var other = Subject.Of("certificate", "XR", "EUC/0018/2019");
        var pack = new PackReference("standard", "1", new string('0', 64));
        return
        [
            new CertificateAmended(
                Later, "Amendment 1", "Col. A. Zenda", [new LineQuantity(1, 400)], Later, new PartyOnPaper("Depot 7"),
                [new OtherParty(PartyRole.Carrier, new PartyOnPaper("Carrier Ltd"))], "C-78", "training"),
            new CertificateAmended(Later, "Amendment 2", ""),
            new CertificateRevoked(Later, "Ministry of Defence", "Note verbale 8/2019", "end user dissolved"),
            new CertificateRevoked(Later, "Ministry of Defence", "Note verbale 8/2019"),
            new CertificateRefused(
                Later, "clerk-07", "the ministry did not issue it", Subject.Of("party", "Guard of the North")),
            new CertificateRefused(Later, "clerk-07", "names no end user"),
            new CertificateSuperseded(Later, other, "Note verbale 9/2019"),
            new CertificateSuperseded(Later, other),
            new DigitalSignatureChecked(
                Later, SignatureOutcome.Valid, "expert-02", new string('c', 64), new string('f', 64), Day, true, Later),
            new DigitalSignatureChecked(Later, SignatureOutcome.Invalid, "expert-02", new string('c', 64)),
            new CertificateJudged(
                Later, Day, 41, "clerk-07", pack, Verdict.Hold,
                [
                    new RuleFinding("EUC-016", Verdict.Hold, "no-original", ["Fax"], [17], "paper.kind"),
                    new RuleFinding(
                        "EUC-010", Verdict.Warn, "contract-later", ["2019-05-15", "2019-05-14"], [17], "contractDate",
                        new Overridden(40, Verdict.Hold, "clerk-07", "chief-01")),
                ],
                ["EUC-001", "EUC-002"], ["EUC-017"], "0.1.0+3f2a"),
            new CertificateJudged(Later, Day, 41, "clerk-07", pack, Verdict.Pass, [], []),
            new CertificateAccepted(Later, "chief-01", 17, 41, pack, Verdict.Warn, ["EUC-050"], "lists of today seen"),
            new CertificateAccepted(Later, "chief-01", 17, 41, pack, Verdict.Pass),
            new ScanFingerprinted(
                Later, new string('a', 64), ScanReading.Measured, "clerk-07", "dct-1", "03ffa19c00127de4",
                new FieldRegion("signatory", 1, 550, 760, 350, 120), new string('b', 64)),
            new ScanFingerprinted(Later, new string('a', 64), ScanReading.NoPicture, "clerk-07"),
            new RuleOverridden(
                Later, "EUC-016", "no-original",
                [new RuleFinding("EUC-016", Verdict.Hold, "no-original", ["Fax"], [17], "paper.kind")],
                "clerk-07", "chief-01", "original seen at the embassy", "Art. 7 (2)", Later),
            new RuleOverridden(
                Later, "EUC-016", "no-original", [new RuleFinding("EUC-016", Verdict.Hold)], "clerk-07", "chief-01",
                "original seen at the embassy", "Art. 7 (2)"),
        ];
    }

    private static LedgerEvent[] Certificates()
    {
        var party = new PartyOnPaper("2nd Rifle Brigade", "Castle Road 1", "Strelsau", "XR", "2. Jägerbrigade");
        var full = new EndUserCertificate(
            "EUC/0017/2019", "XR", CertificateUse.Framework,
            new Paper(PaperKind.CertifiedCopy, new string('d', 64), "de", Translation.Certified, new string('a', 64)),
            "mod", Day, Day, Later, party,
            new EndUser(party, EndUserKind.ArmedForces, "Quartermaster", ["Army"], true), party with { OriginalName = null },
            [new OtherParty(PartyRole.Broker, new PartyOnPaper("Broker Ltd"))], "XR",
            [new CertificateLine("rifles", GoodsClass.SmallArms, "G-17", "5.56 mm", 500, "five hundred", "piece", new UnitValue("412.50", "EUR"))],
            "C-77", Day, "border guard duty", [Undertaking.NoReexport, Undertaking.NoOtherUse],
            new SignatoryOnPaper("Col. A. Zenda", "Director", Day, new string('c', 64), "zenda@example.org"),
            "certified by the Ministry of Foreign Affairs", new DigitalSignature(new string('c', 64)));
        var bare = new EndUserCertificate("17", "XR", CertificateUse.OneOff, new Paper(PaperKind.Fax));
        return
        [
            new CertificateCaptured(
                Later, "Licensing office", "clerk-07", full,
                [new FieldRegion("lines[0].quantity", 1, 620, 480, 120, 30), new FieldRegion("signatory", 2, 0, 0, 1000, 1)]),
            new CertificateCaptured(Later, "Licensing office", "clerk-07", bare),
            new SpecimenCompared(Later, SpecimenOutcome.Doubtful, "expert-02", new string('b', 64), new string('e', 64)),
            new SpecimenCompared(Later, SpecimenOutcome.Match, "expert-02"),
            new ConfirmationRequested(Later, "clerk-07", "Embassy of Ruritania, Berlin", "Amendment 1"),
            new ConfirmationRequested(Later, "clerk-07", "Embassy of Ruritania, Berlin"),
            new ConfirmationReceived(
                Later, ReplyKind.Genuine, "Defence attaché", "Embassy of Ruritania, Berlin",
                new RepeatedFacts("EUC/0017/2019", Day, "2nd Rifle Brigade", [new RepeatedLine("rifles", 500)]),
                "Amendment 1"),
            new ConfirmationReceived(Later, ReplyKind.Unclear, "Porter", "by phone", new RepeatedFacts()),
            new AuthorizationGranted(
                Later, "DE", "A-2019-1", full.Subject, "Waffenfabrik Süd GmbH", [new LineQuantity(1, 300)], "clerk-07",
                "chief-01", "screened by hand", Later),
            new AuthorizationGranted(
                Later, "DE", "A-2019-2", full.Subject, "Waffenfabrik Süd GmbH", [new LineQuantity(1, 200)], "clerk-07",
                "chief-01", "screened by hand"),
            new AuthorizationGranted(
                Later, "DE", "A-2019-3", full.Subject, "Waffenfabrik Süd GmbH", [new LineQuantity(1, 200)], "clerk-07",
                "chief-01", "screened by hand", Route: ["NL", "XB"]),
            new AuthorizationGranted(
                Later, "DE", "A-2019-4", full.Subject, "Waffenfabrik Süd GmbH", [new LineQuantity(1, 300)], "clerk-07",
                "chief-01", ValidTo: Later),
            new AuthorizationRevoked(Later, full.Subject, [new LineQuantity(1, 20)], "chief-01", "exporter insolvent"),
        ];
    }

    private static LedgerEvent[] Items() =>
    [
        new ItemManufactured(Day, Maker, Rifle, [Serial, new Mark(MarkKind.Manufacture, "MADE IN DE")], Depot),
        new ItemManufactured(Day, Police, new ItemDescription(), []),
        new ItemRegistered(Day, Rifle, [Serial], Maker, Depot, "import of the old register"),
        new ItemRegistered(Day, new ItemDescription(), []),
        new MarkingRecorded(Day, new Mark(MarkKind.PostSeizure, "", Legibility.Obliterated), Police),
        new MarkingRecorded(Day, new Mark(MarkKind.Import, "CH 2019")),
        new MarkingRecorded(Day, new Mark(MarkKind.Serial, "КА 123", Script: "cyrillic", Reader: "armourer, post 2")),
    ];

    private static LedgerEvent[] Custody() =>
    [
        new StockEntered(Day, Maker, Depot, "serviceable", "GRN 2019/77"),
        new StockEntered(Day, Police),
        new StockMoved(Day, Army, Depot, Border),
        new StockMoved(Day, Army, Depot, Border, "post 12", "SEAL-9"),
        new CustodyTransferred(Day, Maker, Army, Depot, Later, "Invoice 5/2019"),
        new CustodyTransferred(Day, Maker, Police),
        new CustodyTransferred(
            Day, Maker, Army, Depot, Later, "Invoice 5/2019", "Weapons Act s. 9", "quartermaster, post 3"),
        new IssuedToUser(Day, Army, "post 4711", "guard", Later),
        new IssuedToUser(Day, Army, "post 4711"),
        new IssuedToUser(Day, Army, "post 4711", "guard", Later, "TR-2019-44"),
        new IssuedToUser(Day, Army, "post 4711", "guard", Later, "TR-2019-44", "ABC19E001-001", 60),
        new ReturnedFromUser(Day, Army, "post 4711", "sight damaged"),
        new ReturnedFromUser(Day, Army, "post 4711"),
        new ReturnedFromUser(Day, Army, "post 4711", "serviceable", 30),
        new InventoryCounted(Day, Army, Depot, 2, 1, [First, Second], ["counter one", "counter two"],
            CountMethod.Full, "post 1", "autumn 2019"),
        new InventoryCounted(Day, Army, Depot, 0, 0, []),
        new InventoryCounted(
            Day, Army, Depot, 0, 0, [], ["counter one", "counter two"], CountMethod.Full, null, null, "all rifles"),
        new HandoverConfirmed(Day, Maker, Army, Depot, "receipt 9/2019"),
        new HandoverConfirmed(Day, Maker, Army),
        new ImportRecorded(Day, "XR", Police, "IMP 2019-3"),
        new ImportRecorded(Day, "XR"),
        new ComponentInstalled(Day, "barrel", Maker, "B-77"),
        new ComponentInstalled(Day, "barrel", Maker),
        new ComponentRemoved(Day, "bolt", Maker, "B-12"),
        new ComponentRemoved(Day, "bolt", Maker),
        new DeviceBound(Day, "tag-0042", "radio tag", Army),
        new DeviceRead(Day, "tag-0042", Border, "strong"),
        new DeviceRead(Day, "tag-0042", Border),
    ];

    private static LedgerEvent[] Losses() =>
    [
        new LossReported(Day, Army, "fell overboard", Border, Later),
        new LossReported(Day, Army),
        new LossReported(Day, Army, "fell overboard", Border, Later, Day, "post 4", "POL 2019-34"),
        new TheftReported(Day, Army, "lock forced", Depot, "POL 2019-33"),
        new TheftReported(Day, Army),
        new TheftReported(Day, Army, "lock forced", Depot, "POL 2019-33", Border, Day, Later, "post 4"),
        new CapturedReported(Day, Border, "armed group", Army),
        new CapturedReported(Day, Border, "armed group"),
        new CapturedReported(Day, Border, "armed group", Army, "post overrun"),
        new SeizureRecorded(Day, Police, Border, "C-9", "Weapons Act s. 5", 12, "craft"),
        new SeizureRecorded(Day, Police, Border),
        new FoundRecorded(Day, Police, Border, "C-10"),
        new FoundRecorded(Day, Police, Border),
        new FoundRecorded(Day, Police, Border, LegalGround: "Weapons Act s. 6"),
        new SurrenderRecorded(Day, Police, Border, "amnesty 2019"),
        new SeizureRecorded(
            Day, Police, Border, HolderClass: "civilian", Condition: "barrel worn",
            Marks: [new Mark(MarkKind.Serial, "A12", Legibility.Partly, "receiver left")]),
        new FoundRecorded(Day, Police, Border, Condition: "rusted", Marks: [Serial]),
        new SurrenderRecorded(
            Day, Police, Border with { Point = "+48.8577+002.2950/" }, "amnesty 2019", "donor 17, woman, 30 to 39",
            "serviceable", [Serial]),
    ];

    private static LedgerEvent[] Ends() =>
    [
        new RecoveredToOwner(Day, Police, Army, "court order 7"),
        new RecoveredToOwner(Day, Police, Army),
        new BallisticExhibitLinked(Day, "EX-1", "IBIN", Border, "C-11"),
        new BallisticExhibitLinked(Day, "EX-1"),
        new Deactivated(Day, Police, "(EU) 2015/2403", "DEAC-1"),
        new Deactivated(Day, Police, "(EU) 2015/2403"),
        new Destroyed(Day, Police, "cutting", Depot, ["witness one"]),
        new Destroyed(Day, Police, "smelting"),
        new Destroyed(Day, Police, "smelting", Certificate: "D-2019-4"),
        new StoreInspected(
            Day, Police, Depot, "checklist 3", ["inspector one", "inspector two"], true,
            [new("doors locked", true), new("fire doors", false, "one is wedged open")], Later, 400, "post 12"),
        new StoreInspected(Day, Police, Border, "checklist 3", [], false),
        new TrainingRecorded(Day, Army, "post 7", "TR-2019-44", Later),
        new TrainingRecorded(Day, Army, "post 7", "TR-2019-44"),
        new HoldingPermitGranted(Day, Maker, "XA", "W-2019-7", ["pistol", "rifle"], Later, "district office"),
        new HoldingPermitGranted(Day, Army, "XR", "Defence Act 12"),
        new HoldingPermitEnded(Later, Maker, "XA", "W-2019-7", "given back"),
        new PermitRegisterOpened(Day, "XA", "national weapons register"),
        new ProductionListed(
            Day, "Example Works", [new("M 1", ["9 mm", "7.65 mm"], 1990, 2004), new("M 2", FirstYear: 2001)], true,
            "catalogue of 2019"),
        new ProductionListed(Day, "Example Works", [new("M 1")], false, "catalogue of 1999"),
        new ProductionListed(
            Day, "Example Works", [new("M 1")], false, "catalogue of 1999", ["EW", "Works of Example (until 1990)"]),
        new FindingDecided(
            Day, "coc-041-7k3m-9q2x-4t5v-8w1z", "COC-041", FindingDecision.Explained, "loan not recorded", "chief-01",
            "chief-02", [First.Subject]),
        new DiversionAsserted(
            Day, First.Subject, Army, Day, Later, DiversionStage.InEndUserStock, "seized in a raid", "B2",
            "desk-diversion", Later, "analyst-03", [First.Subject, Army.Party], 17),
        new DiversionAsserted(
            Day, Subject.Of("lot", "xr-12-34"), Army, Day, Later, DiversionStage.Unknown, "found in a cache", "C3",
            "desk-diversion", Later, "analyst-03", [Subject.Of("lot", "xr-12-34"), Army.Party], Rounds: 1_200),
        new DiversionEvidenceAdded(
            Day, "Panel of Experts", true, "photographed in the market", "B2", "analyst-03", [First.Subject]),
        new DiversionCorroborated(Day, "panel and police", "chief-01", [First.Subject]),
        new DiversionConfirmed(Later, "two sources", "chief-01", "chief-02", [First.Subject]),
        new DiversionDismissed(Later, "sold with consent", "chief-01", "chief-02", [First.Subject]),
        new DiversionAssigned(Later, "desk-east", Later, "chief-01", [First.Subject]),
        new IdentityMerged(Day, [Second], "same marks in both pictures", "chief-01", "chief-02"),
        new IdentitySplit(Day, 77, [Second], "second picture is of another", "chief-02", "chief-01"),
        new RecordCorrected(Day, 41, [First.Subject, Maker.Party], "happened", "2019", "2018", "misread",
            "chief clerk"),
        new RecordRetracted(Day, 42, [First.Subject], "entered twice", "chief clerk"),
        new RecordDisputed(Day, 9_007_199_254_740_991, [], "not our weapon", "Army of Ruritania"),
    ];

    private static LedgerEvent[] Moves() =>
    [
        new ShipmentPacked(Day, Maker, Army, "PK-1", [First, Second], ["SEAL-9"]),
        new ShipmentPacked(Day, Maker, Army, "PK-2", []),
        new ShipmentDeparted(Day, Maker, Army, [First], [Rounds, new GoodsLine("rifles", 0)], Depot, Police),
        new ShipmentDeparted(Day, Maker, Army),
        new ShipmentArrived(Day, Border, [First], ["SEAL-9"]),
        new ShipmentArrived(Day, Border),
        new DeliveryConfirmed(Day, Army, Border, [First], [Rounds]),
        new DeliveryConfirmed(Day, Army),
        new TransferRequestCancelled(Day, Army, [Rounds], "authority", "embargo"),
        new TransferRequestCancelled(Day, Army, []),
    ];
}
