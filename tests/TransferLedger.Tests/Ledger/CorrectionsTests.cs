using System.Globalization;
using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Ledger;

public sealed class CorrectionsTests
{
    private static readonly Subject Weapon = Subject.Parse("weapon/0000-0000-0000-0001");
    private static readonly SeizureRecorded Seizure = new(
        Happened.Parse("2020-05"), new Custodian("Police"), new Place("Town"));

    private static readonly CustodyTransferred Sale = new(
        Happened.Parse("2019"), new Custodian("Dealer"), new Custodian("Buyer"));

    private static readonly ItemRegistered Registered = new(
        Happened.Parse("2018"), new ItemDescription(Maker: "X"), [new Mark(MarkKind.Serial, "A1")]);

    private static readonly CorrectRecord Ask = new(
        new CorrectionTarget(1),
        Happened.Parse("2026-01-01"),
        "happened",
        "2020-05",
        "2020-05-17",
        "typo",
        "Chief",
        "Clerk");

    [Fact]
    public void A_correction_points_at_the_fact_and_copies_its_subjects() =>
        Decide(Ask, Seizure).ShouldBe([Corrected(Ask, Weapon, Subject.Parse("party/police"))]);

    [Fact]
    public void A_corrected_party_is_told_of_the_correction_as_well_as_the_old_one()
    {
        var ask = Ask with { Field = "to.name", Old = "Buyer", New = "Bayer" };

        Decide(ask, Sale).ShouldBe(
        [
            Corrected(
                ask, Weapon, Subject.Parse("party/dealer"), Subject.Parse("party/buyer"), Subject.Parse("party/bayer")),
        ]);
    }

    [Fact]
    public void The_target_may_be_named_by_kind_and_date() =>
        Decide(Ask with { Target = new CorrectionTarget(null, "seizure_recorded", Happened.Parse("2020-05")) }, Seizure)
            .Length.ShouldBe(1);

    [Fact]
    public void Asking_twice_records_once_even_after_the_fact_was_retracted()
    {
        var once = Decide(Ask, Seizure).Single().Fact;

        Decide(Ask, Seizure, once).ShouldBeEmpty();
        Decide(Ask, Seizure, once, Retracted(1)).ShouldBeEmpty();
    }

    [Fact]
    public void The_old_value_is_the_one_earlier_corrections_left()
    {
        var once = Decide(Ask, Seizure).Single().Fact;

        Refused(Ask with { Reason = "again" }, Seizure, once)
            .ShouldBe(new Refusal(Corrections.OldValueDiffers, "2020-05-17", "2020-05"));
        Decide(Ask with { Old = "2020-05-17", New = "2020-05-18" }, Seizure, once).Length.ShouldBe(1);
    }

    [Fact]
    public void A_retracted_correction_leaves_the_value_before_it()
    {
        var once = Decide(Ask, Seizure).Single().Fact;

        Decide(Ask with { New = "2020-05-18" }, Seizure, once, Retracted(2)).Length.ShouldBe(1);
    }

    [Fact]
    public void A_retracted_retraction_restores()
    {
        Refused(Ask, Seizure, Retracted(1)).ShouldBe(new Refusal(Corrections.TargetRetracted, 1L));
        Decide(Ask, Seizure, Retracted(1), Retracted(2)).Length.ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_corrected_is_refused_with_the_reason()
    {
        var named = new CorrectionTarget(null, "seizure_recorded", Happened.Parse("2020-05"));
        Refused(Ask with { Target = new CorrectionTarget(9) }, Seizure)
            .ShouldBe(new Refusal(Corrections.TargetUnknown, 9L));
        Refused(Ask with { Target = named }, Seizure, Seizure)
            .ShouldBe(new Refusal(Corrections.TargetAmbiguous, 1L, 2L));
        Refused(Ask with { Target = new CorrectionTarget(2) }, Seizure, Retracted(1)).Code
            .ShouldBe(Corrections.TargetIsCorrection);
        Refused(Ask with { Reason = " " }, Seizure).Code.ShouldBe(Corrections.ReasonMissing);
        Refused(Ask with { Approver = "" }, Seizure).Code.ShouldBe(Corrections.ApproverMissing);
        Refused(Ask with { Approver = " clerk " }, Seizure).ShouldBe(new Refusal(Corrections.SamePerson, " clerk "));
        Refused(Ask with { Field = "case" }, Seizure).ShouldBe(
            new Refusal(Corrections.FieldNotCorrectable, "case", "seizure_recorded"));
        Refused(Ask with { New = "2020-05" }, Seizure).Code.ShouldBe(Corrections.NothingChanges);
        Refused(Ask with { New = "May" }, Seizure).Code.ShouldBe(Corrections.NewValueUnreadable);
        Refused(Ask with { Field = "authority.name", Old = "Police", New = "-" }, Seizure).Code
            .ShouldBe(Corrections.NewValueUnreadable);
    }

    [Fact]
    public void Every_correctable_field_can_be_read_and_rewritten()
    {
        (LedgerEvent Fact, string Field, string Old, string New)[] cases =
        [
            (Seizure, "happened", "2020-05", "2021"),
            (Seizure, "authority.name", "Police", "Customs"),
            (Seizure, "place.name", "Town", "City"),
            (Sale, "from.name", "Dealer", "Shop"),
            (Sale, "to.name", "Buyer", "Bayer"),
            (Registered with { Custodian = new Custodian("Unit") }, "custodian.name", "Unit", "Depot"),
            (new LossReported(Happened.Parse("2020"), new Custodian("Unit")), "holder.name", "Unit", "Depot"),
            (Registered, "serial", "A1", "A7"),
            (Sale with { Received = Happened.Parse("2020-05-01") }, "received", "2020-05-01", "2020-03-05"),
            (new IssuedToUser(Happened.Parse("2020"), new Custodian("Unit"), "post 4", DueBack: Happened.Parse("2021")),
                "dueBack", "2021", "2022"),
            (new LossReported(Happened.Parse("2020"), new Custodian("Unit"), Discovered: Happened.Parse("2021")),
                "discovered", "2021", "2022"),
            (new StockEntered(Happened.Parse("2020"), new Custodian("Unit"), new Place("Depot")), "site.name", "Depot",
                "Hall"),
            (Registered with { Item = new ItemDescription("pistol", "Zed", null, "M 1", "9 mm") }, "item.kind", "pistol",
                "rifle"),
            (Registered with { Item = new ItemDescription("pistol", "Zed", null, "M 1", "9 mm") }, "item.maker", "Zed",
                "Zet"),
            (Registered with { Item = new ItemDescription("pistol", "Zed", null, "M 1", "9 mm") }, "item.model", "M 1",
                "M 2"),
            (Registered with { Item = new ItemDescription("pistol", "Zed", null, "M 1", "9 mm") }, "item.calibre", "9 mm",
                ".38"),
            (new MarkingRecorded(Happened.Parse("2020"), new Mark(MarkKind.Serial, "A1")), "serial", "A1", "A7"),
            .. LotSamples.All.OfType<LotEvent>().Where(it => CorrectableFields.Read(it, "rounds") is { } rounds
                    && long.Parse(rounds, CultureInfo.InvariantCulture) <= LotKeeping.MostRounds)
                .Select(it => (it, "rounds", CorrectableFields.Read(it, "rounds")!, "7")),
            .. LotSamples.All.OfType<LotEvent>().Where(it => CorrectableFields.Read(it, "custodian.name") is not null)
                .Select(it => (it, "custodian.name", "Army of Ruritania", "Guard")),
        ];
        foreach (var (fact, field, old, made) in cases)
        {
            CorrectableFields.Read(fact, field).ShouldBe(old);
            var corrected = CorrectableFields.With(fact, field, made, out var problem);
            problem.ShouldBeNull();
            CorrectableFields.Read(corrected!, field).ShouldBe(made);
            CorrectableFields.With(corrected!, field, old, out _).ShouldBe(fact);
        }

        cases.Select(it => it.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(CorrectableFields.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_serial_is_corrected_only_when_there_is_one() =>
        CorrectableFields.Read(
            Registered with { Marks = [new Mark(MarkKind.Serial, "A1"), new Mark(MarkKind.Serial, "B2")] }, "serial")
            .ShouldBeNull();

    [Fact]
    public void Retractions_and_disputes_need_a_reason_and_a_person()
    {
        var retract = new RetractRecord(new CorrectionTarget(1), Happened.Parse("2026"), "wrong gun", "Chief", "Clerk");
        var dispute = new DisputeRecord(
            new CorrectionTarget(1), Happened.Parse("2026"), "not ours", "Ministry", "Clerk");

        Decide(retract, Seizure).Single().Fact.ShouldBeOfType<RecordRetracted>().Target.ShouldBe(1);
        Decide(dispute, Seizure).Single().Fact.ShouldBeOfType<RecordDisputed>().By.ShouldBe("Ministry");
        Refused(retract with { Approver = "CLERK" }, Seizure).Code.ShouldBe(Corrections.SamePerson);
        Refused(dispute with { By = "" }, Seizure).Code.ShouldBe(Corrections.DisputerMissing);
        Refused(dispute with { Reason = "" }, Seizure).Code.ShouldBe(Corrections.ReasonMissing);
        Refused(retract with { Reason = "b" }, Seizure, Retracted(1)).Code.ShouldBe(Corrections.TargetRetracted);
        Decide(retract, Seizure, Decide(retract, Seizure).Single().Fact).ShouldBeEmpty();
        Decide(dispute, Seizure, Decide(dispute, Seizure).Single().Fact).ShouldBeEmpty();
    }

    private static NewFact Corrected(CorrectRecord ask, params Subject[] about) => new(
        Weapon,
        new RecordCorrected(
            ask.Happened, 1, [.. about], ask.Field, ask.Old, ask.New, ask.Reason, ask.Approver));

    private static RecordRetracted Retracted(long target) =>
        new(Happened.Parse("2025"), target, [Weapon], "mistake", "Chief");

    private static ImmutableArray<NewFact> Decide(AmendRecord ask, params LedgerEvent[] facts)
    {
        var decision = Corrections.Decide(HistoryOf(facts), ask);
        decision.Refusal.ShouldBeNull();
        return decision.Facts;
    }

    private static Refusal Refused(AmendRecord ask, params LedgerEvent[] facts) =>
        Corrections.Decide(HistoryOf(facts), ask).Refusal.ShouldNotBeNull();

    private static History HistoryOf(LedgerEvent[] facts) => new(
        [
            .. facts.Select((fact, index) => new Recorded(
                index + 1,
                Guid.Empty,
                Weapon,
                index + 1,
                Instant.FromUtc(2026, 1, 1, 0, 0),
                fact,
                new Provenance("Clerk"),
                new CommandId(new Guid(index + 1, 0, 0, new byte[8])))),
        ],
        facts.Length);
}
