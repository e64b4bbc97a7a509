using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>EUC-073 hears what became of delivered weapons: twenty pistols, and one fact about the first.</summary>
public sealed class SightingTests
{
    private const string Held = "Reject delivered-weapon-sighted";

    private static readonly Custodian Abroad = new("Police of Norland", "NO");
    private static readonly Custodian Police = new("Police", "IS");
    private static readonly Place Harbour = new("Bergen", "NO");
    private static readonly Place Home = new("Akureyri", "IS");
    private static readonly WeaponId First = List("S-1", Serials(1, 20)).Weapons.First();

    internal static Dictionary<string, (LedgerEvent[] Facts, bool Found)> Cases { get; } = new()
    {
        ["seized in another state"] = ([Seized(Harbour)], true),
        ["found in another state"] = ([new FoundRecorded(On("2026-06-10"), Abroad, Harbour)], true),
        ["seized by another state, the place's country is not named"] = ([Seized(new("Bergen"))], true),
        ["fired in another state"] = ([new BallisticExhibitLinked(On("2026-06-10"), "E-1", Place: Harbour)], true),
        ["counted in another force's stock"] = ([Counted(new("Army of Norland", "NO"))], true),
        ["captured in another state"] = ([new CapturedReported(On("2026-06-10"), Harbour, "rebels")], true),
        ["captured from another force at home"] =
            ([new CapturedReported(On("2026-06-10"), Home, "rebels", new("Militia"))], true),
        ["handed to another force at home"] =
            ([new CustodyTransferred(On("2026-06-10"), Guard, new("Militia"))], true),
        ["seized at home"] = ([Seized(Home) with { Authority = Police }], false),
        ["fired at home"] = ([new BallisticExhibitLinked(On("2026-06-10"), "E-1", Place: Home)], false),
        ["fired nobody knows where"] = ([new BallisticExhibitLinked(On("2026-06-10"), "E-1")], false),
        ["captured from the end user at home"] =
            ([new CapturedReported(On("2026-06-10"), Home, "rebels", Guard)], false),
        ["counted in a depot of its own under another name"] = ([Counted(new("Naval store"))], false),
        ["seized before it left"] = ([Seized(Harbour) with { Happened = On("2026-03-01") }], false),
        ["stolen, reported, and seized in another state"] =
            ([new TheftReported(On("2026-06-01"), Guard), Seized(Harbour)], false),
        ["lost in a month in which it was seized"] =
            ([Seized(Harbour), new LossReported(On("2026-06"), Guard)], false),
        ["captured from the end user, and seized in another state"] =
            ([new CapturedReported(On("2026-06-01"), Home, "rebels", Guard), Seized(Harbour)], false),
        ["reported lost only after it was seized"] =
            ([Seized(Harbour), new LossReported(On("2026-06-11"), Guard)], true),
        ["stolen, recovered, and seized in another state"] = (
        [
            new TheftReported(On("2026-05-10"), Guard), new RecoveredToOwner(On("2026-05-20"), Police, Guard),
            Seized(Harbour),
        ], true),
        ["stolen, seen at a check, and seized in another state"] = (
        [
            new TheftReported(On("2026-05-10"), Guard), new WeaponsSeen(On("2026-05-20"), Guard, [First]),
            Seized(Harbour),
        ], true),
    };

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_held_against_the_undertaking(string name)
    {
        var (facts, found) = Cases[name];
        var it = Delivered();
        foreach (var fact in facts)
        {
            it.State(First.Subject, fact);
        }

        Look(it).Found("EUC-073").ShouldBe(found ? [Held] : []);
    }

    [Fact]
    public void The_finding_names_the_weapon_the_place_and_the_facts()
    {
        var it = Delivered().State(First.Subject, Seized(Harbour));
        var sighting = it.Facts[^1].Position;
        Look(it);
        var found = it.Only("EUC-073");
        found.Values.ShouldBe(
        [
            "W00001", First.Value, "2026-06-10", "Bergen", "Police of Norland", "is/euc-0017-2026", "seizure_recorded",
        ]);
        found.Facts.ShouldBe([101, sighting, it.Facts[^1].Position]);
    }

    [Fact]
    public void A_new_certificate_of_the_same_end_user_is_rejected_and_that_of_another_is_not()
    {
        var it = Look(Delivered().State(First.Subject, Seized(Harbour)));
        Judge(it, InOrder.EndUser!).ShouldBe(Verdict.Reject);
        Judge(it, InOrder.EndUser! with { Party = InOrder.EndUser.Party with { Name = "Navy" } }).ShouldBe(Verdict.Pass);

        static Verdict Judge(Consignment it, EndUser user)
        {
            var paper = InOrder with { Number = "EUC/0099/2026", EndUser = user };
            it.State(paper.Subject, Captured(paper, "2026-06-20"));
            var about = it.Facts.Where(fact => CertificateReport.Needs(paper.Subject, it.Facts).Any(fact.IsAbout));
            return CertificateReport.Of(paper.Subject, about, On("2026-06-30"), null, it.Parameters)!.Findings
                .Single(found => found.Rule == "EUC-073").Verdict;
        }
    }

    [Fact]
    public void What_had_not_turned_up_by_the_day_is_not_held()
    {
        var it = Look(Delivered().State(First.Subject, Seized(Harbour)));
        it.Found("EUC-073", "2026-06-09").ShouldBeEmpty();
        it.Found("EUC-073", "2026-06-10").ShouldBe([Held]);
    }

    [Fact]
    public void It_is_held_once_and_one_more_of_its_sightings_is_held_too()
    {
        var it = Look(Delivered().State(First.Subject, Seized(Harbour)));
        Sightings.Hold(it.Now, Certificate, "clerk-07").ShouldBe(Decision.Nothing);
        it.State(First.Subject, Seized(new("Oslo", "NO")) with { Happened = On("2026-06-12") });
        Look(it).Found("EUC-073").ShouldBe([Held, Held]);
    }

    [Fact]
    public void A_sighting_that_was_retracted_is_not_held()
    {
        var it = Delivered().State(First.Subject, Seized(Harbour));
        it.State(First.Subject, new RecordRetracted(
            On("2026-06-15"), it.Facts[^1].Position, [First.Subject], "another weapon", "chief-01"));
        Look(it).Found("EUC-073").ShouldBeEmpty();
    }

    [Fact]
    public void What_was_never_delivered_or_came_back_is_not_held()
    {
        var underway = new Consignment().Pack("S-1", Serials(1, 20)).Depart("S-1")
            .State(First.Subject, Seized(Harbour));
        Look(underway).Found("EUC-073").ShouldBeEmpty();
        var back = Delivered();
        back.Done(back.TryReturn("S-1", Serials(1, 1)))
            .State(First.Subject, Seized(Harbour) with { Happened = On("2026-06-12") });
        Look(back).Found("EUC-073").ShouldBeEmpty();
    }

    [Fact]
    public void Where_no_undertaking_stands_against_it_nothing_is_found()
    {
        var may = InOrder.Undertakings.Where(it => it != Undertaking.NoReexport).ToValueList();
        var it = new Consignment(0, new Trial { Paper = InOrder with { Undertakings = may } });
        it.State(Authorization, Grant("A-1", 20)).State(Named("S-1"), new ShipmentDeparted(
                On("2026-04-20"), Maker, Guard, Contents: [Serials(1, 1) with { Weapons = [First] }],
                Under: new(Authorization, Certificate, InOrder.EndUserSubject)))
            .Receive("S-1", Serials(1, 1)).State(First.Subject, Seized(Harbour));
        Look(it).Facts.ShouldContain(fact => fact.Fact is DeliveredWeaponSighted);
        it.Found("EUC-073").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("NO", "2026-06-09", 1, 1, true)]
    [InlineData("NO", "2026-06-11", 1, 1, false)]
    [InlineData("SE", "2026-06-09", 1, 1, false)]
    [InlineData(null, "2026-06-09", 1, 1, true)]
    [InlineData("NO", "2026-06-09", 2, 1, false)]
    [InlineData("NO", "2026-06-09", 0, 1, true)]
    [InlineData("NO", "2026-06-09", 0, 2, false)]
    public void A_consent_covers_its_serials_or_as_many_as_it_says(
        string? to, string on, int serial, int sighted, bool covered)
    {
        var it = Delivered();
        var contents = serial == 0 ? new LineContents(1, 1) : Serials(serial, 1);
        it.State(Certificate, new RetransferRequested(
                On("2026-06-05"), "R-1", Guard, new("Coast Guard of Norland", to), [contents]))
            .State(Certificate, new RetransferApproved(On(on), "R-1", Guard, "chief-01", [contents]));
        foreach (var weapon in List("S-1", Serials(1, 20)).Weapons.Take(sighted))
        {
            it.State(weapon.Subject, Seized(Harbour));
        }

        Look(it).Found("EUC-073").ShouldBe(covered ? [] : [Held]);
    }

    [Fact]
    public void A_judgement_needs_no_history_of_a_weapon()
    {
        var it = Look(Delivered().State(First.Subject, Seized(Harbour)));
        CertificateReport.Needs(Certificate, it.Facts).ShouldNotContain(subject => subject.Kind == "weapon");
    }

    private static SeizureRecorded Seized(Place place) => new(On("2026-06-10"), Abroad, place, "C-7");

    private static InventoryCounted Counted(Custodian custodian) =>
        new(On("2026-06-10"), custodian, new("Depot"), 1, 1, [First]);

    private static Consignment Delivered() => new Consignment()
        .Pack("S-1", Serials(1, 20)).Depart("S-1").Arrive("S-1").Receive("S-1", Serials(1, 20));

    /// <summary>Records what is held; nothing may be.</summary>
    private static Consignment Look(Consignment it)
    {
        var decision = Sightings.Hold(it.Now, Certificate, "clerk-07");
        decision.Refusal.ShouldBeNull();
        return decision.Facts.IsEmpty ? it : it.Done(decision);
    }
}
