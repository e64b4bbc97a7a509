using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Embargoes;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Conflicts with what is on record around a weapon, with its shipments, its traces and its log.</summary>
public sealed partial class PlantedConflictTests
{
    private static readonly WeaponId Twin = WeaponId.Issue("test", "twin");
    private static readonly string Picture = new('a', 64);
    private static readonly ImmutableArray<Recorded> InForce = [.. EmbargoLaw.Table()];

    /// <summary>
    /// Another weapon of the maker, a list of what it made, its permit, and a picture that is as it was stored.
    /// </summary>
    private static Surroundings InOrder { get; } = new()
    {
        Namesakes = [Beside(new("pistol", "Maker", "DE", "M 1", "9 mm"), "A7741")],
        Keepers = [Around(new HoldingPermitGranted(On("2000"), By("Maker@DE"), "DE", "W-1"), 820)],
        Production = [Around(new ProductionListed(On("2009"), "Maker", [new("M 1", ["9 mm"], 1990)], true, "book"), 830)],
        Files = ImmutableDictionary<string, FileState>.Empty.Add(Picture, FileState.AsStored),
    };

    private static readonly (string Rule, Action<Life> Plant)[] PlantsAround =
    [
        (CustodyRule.SerialCollision, it => it.With(
            around => around with { Namesakes = [Beside(new("pistol", "Maker", "DE", "M 1", "9 mm"), "A 1")] })),
        (CustodyRule.PossibleDuplicate, it => it.With(
            around => around with { Namesakes = [Beside(new("pistol", "Maker", Calibre: "9 mm"), "A-1")] })),
        (CustodyRule.NumberOfOtherMaker, it => it.With(
            around => around with { Namesakes = [Beside(new("pistol", "Another"), "A1")] })),
        (CustodyRule.ImpossibleMarks, it => it.With(around => around with
        {
            Production = [Around(new ProductionListed(On("2009"), "Maker", [new("M 2")], true, "book"), 830)],
        })),
        (CustodyRule.UnauthorisedCustodian, it => it.With(around => around with
        {
            Keepers = [Around(
                new HoldingPermitGranted(On("2000"), By("Maker@DE"), "DE", "W-1", ["pistol"], On("2008")), 820)],
        })),
        (CustodyRule.UntrainedHolder, it => it.Kept(new TrainingRecorded(On("2009"), By(it.Holder), "post 8", "TR-1"))
            .Do(day => Issued(day, it.Holder, "post 7"))),
        (CustodyRule.SiteNotApproved, it => it.Kept(new StoreInspected(
            On("2009"), By(it.Holder), At("South")!, "list 3", ["one"], true, SafetyOfficer: "post 1"))
            .Do(day => Entered(day, it.Holder, "North"))),
        (CustodyRule.EvidenceGone, it => it
            .Do(day => new MarkingRecorded(On(day), new(MarkKind.StateStock, "S", PictureSha256: Picture)))
            .With(around => around with { Files = around.Files.SetItem(Picture, FileState.Altered) })),
        (CustodyRule.BrokenHashChain, it => it.With(around => around with { Broken = new(1, "leaf") })),
        (CustodyRule.PrunedTooEarly, it => it.With(around => around with { Removed = [2] })),
        (CustodyRule.SameSecondBatch, it => it.With(
            around => around with { Batches = [new("officer", On("2010-01-02").Latest, 60, [1])] })),
        (CustodyRule.ClockRegression, it => it.Recorded(day => Counted(day, it.Holder), _ => "2009-12-01")),
        (CustodyRule.BackDated, it => it.LossDatedBack()),
        (CustodyRule.ConflictingPartners, it => it.Partners()),
        (CustodyRule.EmbargoedArea, it => it.Do(
            day => Sold(day, it.Holder, "Dealer@CI", received: day), "Dealer@CI")),
        (CustodyRule.LeftUnauthorized, it => it.Abroad()),
        (CustodyRule.TransitUnauthorized, it => it.Abroad()
            .Do(day => new TransitEntered(On(day), At("Rotterdam@NL")!))
            .With(around => around with
            {
                Transfers = [Around(new TransitRuleStated(On("2000"), "NL", true, "law"), 840)],
            })),
        (CustodyRule.PackedTwice, it => it.Do(day => Packed(day, it.Holder, "Buyer@DE")).PackedElsewhere()),
        (CustodyRule.SoonOnward, it => it.Do(day => Packed(day, it.Holder, "Buyer@DE"))
            .Do(day => Departed(day, it.Holder, "Buyer@DE", "Line")).Do(day => Delivered(day, "Buyer@DE"), "Buyer@DE")
            .Do(day => Sold(day, "Buyer@DE", "Next@DE", received: day), "Next@DE")),
        (CustodyRule.TraceIncomplete, it => it.Traced("")),
        (CustodyRule.TraceUnanswered, it => it.Traced("found in a car").Wait(120)),
        (CustodyRule.TraceContradicts, it => it.Do(
            day => new HolderReported(On(day), By("Unheard Of@FR"), "FR", "t-1"))),
    ];

    private static Recorded Around(LedgerEvent fact, int position) => fact.As(position, position);

    private static Namesake Beside(ItemDescription item, string number) => new(
        Twin,
        [
            Around(new ItemRegistered(On("2010-01-01"), item, [new(MarkKind.Serial, number)], By("Guard@DE")), 801) with
            {
                Home = Twin.Subject,
            },
        ]);

    private sealed partial class Life
    {
        public Life With(Func<Surroundings, Surroundings> change)
        {
            Told.Around = change(Told.Around!);
            return this;
        }

        public Life Kept(LedgerEvent fact) =>
            With(around => around with { Keepers = [.. around.Keepers, PlantedConflictTests.Around(fact, 821)] });

        public Life Abroad() => Do(day => Packed(day, Holder, "Buyer@XX"))
            .Do(day => Departed(day, Holder, "Buyer@XX", "Line"));

        public Life PackedElsewhere()
        {
            Wait(3);
            Told.Add(
                Packed(Today, Holder, "Another@DE"), On(Today).Latest, new Provenance("officer"),
                Subject.Of("shipment", "de", "s-2"));
            return this;
        }

        public Life LossDatedBack()
        {
            var holder = Holder;
            Wait(60).Do(day => Seized(day, "Police@XX", "Border@XX"), "Police@XX");
            Told.Add(Plus(Today, 5), Lost(Plus(Today, -30), holder));
            return Wait(10);
        }

        public Life Partners()
        {
            Wait(3);
            Told.Add(Today, Counted(Today, Holder, "North"), "officer", SourceKind.PartnerMessage, "Interpol");
            Told.Add(Today, Counted(Today, "Stranger@XX", "South"), "officer", SourceKind.PartnerMessage, "Customs");
            return this;
        }

        public Life Traced(string circumstances)
        {
            Wait(3);
            Told.Add(
                new TraceRequested(
                    On(Today), TraceDirection.Sent, "DE", "npc", new(), [new(MarkKind.Serial, "A1")], circumstances,
                    "case", "analyst", [Weapon.Subject]),
                On(Today).Latest, new Provenance("analyst"), Subject.Of("trace", "t-1"));
            return this;
        }
    }
}
