using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>What is recorded of inspections and training, and what is not.</summary>
public sealed class StoreKeepingTests
{
    private static readonly StoreInspected Inspection = new(
        On("2010-01-01"), By("Army"), At("North")!, "list 3", ["one"], true, ValidTo: On("2011-01-01"));

    private static readonly TrainingRecorded Training =
        new(On("2010-01-01"), By("Army"), "post 7", "TR-1", On("2011-01-01"));

    [Fact]
    public void An_inspection_is_recorded_once()
    {
        var home = StoreInspected.SubjectOf(By("Army"), At("North")!);
        var fact = StoreKeeping.Inspect([], home, Inspection).Facts.ShouldHaveSingleItem();
        StoreKeeping.Inspect([fact.Fact.As(1, 1) with { Home = home }], home, Inspection).ShouldBe(Decision.Nothing);
        Code(Inspection with { Inspectors = [" "] }).ShouldBe(StoreKeeping.NothingSaid);
        Code(Inspection with { Checklist = "" }).ShouldBe(StoreKeeping.NothingSaid);
        Code(Inspection with { Capacity = -1 }).ShouldBe(StoreKeeping.CapacityImpossible);
        Code(Inspection with { ValidTo = On("2009") }).ShouldBe(StoreKeeping.EndsBefore);

        string Code(StoreInspected wrong) => StoreKeeping.Inspect([], home, wrong).Refusal.ShouldNotBeNull().Code;
    }

    [Fact]
    public void Training_is_recorded_once()
    {
        var home = TrainingRecorded.SubjectOf(By("Army"), "post 7");
        var fact = StoreKeeping.Train([], home, Training).Facts.ShouldHaveSingleItem();
        StoreKeeping.Train([fact.Fact.As(1, 1) with { Home = home }], home, Training).ShouldBe(Decision.Nothing);
        StoreKeeping.Train([], home, Training with { Record = " " }).Refusal!.Code.ShouldBe(StoreKeeping.NothingSaid);
        StoreKeeping.Train([], home, Training with { ValidTo = On("2009") }).Refusal!.Code
            .ShouldBe(StoreKeeping.EndsBefore);
    }

    [Fact]
    public void A_permit_ends_once_after_it_began_for_a_reason_and_only_where_it_is_on_record()
    {
        var home = HoldingPermitGranted.SubjectOf("XR", "W-1");
        var permit = new HoldingPermitGranted(
            On("2010-01-01"), By("Dealer@XR"), "XR", "W-1", ValidTo: On("2012-12-31"));
        var fact = StoreKeeping.Permit([], home, permit).Facts.ShouldHaveSingleItem();
        var granted = fact.Fact.As(1, 1) with { Home = home };
        StoreKeeping.Permit([granted], home, permit).ShouldBe(Decision.Nothing);
        StoreKeeping.Permit([], home, permit with { ValidTo = On("2009") }).Refusal!.Code
            .ShouldBe(StoreKeeping.EndsBefore);

        End([], "2011-05-01", "given back").Refusal!.Code.ShouldBe(StoreKeeping.PermitUnknown);
        End([granted], "2009-05-01", "given back").Refusal!.Code.ShouldBe(StoreKeeping.EndsBefore);
        End([granted], "2011-05-01", " ").Refusal!.Code.ShouldBe(StoreKeeping.NothingSaid);
        var ended = End([granted], "2011-05-01", "given back").Facts.ShouldHaveSingleItem().Fact
            .ShouldBeOfType<HoldingPermitEnded>();
        ended.Custodian.ShouldBe(permit.Custodian);
        End([granted, ended.As(2, 2) with { Home = home }], "2011-05-01", "given back").ShouldBe(Decision.Nothing);

        Decision End(System.Collections.Immutable.ImmutableArray<Recorded> facts, string on, string reason) =>
            StoreKeeping.EndPermit(facts, home, On(on), reason);
    }

    [Fact]
    public void A_register_of_permits_is_complete_from_a_day_on_by_a_source_that_is_named()
    {
        var home = TransferLedger.Shipments.TransitRuleStated.SubjectOf("XR");
        var opened = new PermitRegisterOpened(On("2010-01-01"), "XR", "register");
        var fact = StoreKeeping.OpenRegister([], home, opened).Facts.ShouldHaveSingleItem();
        StoreKeeping.OpenRegister([fact.Fact.As(1, 1) with { Home = home }], home, opened).ShouldBe(Decision.Nothing);
        StoreKeeping.OpenRegister([], home, opened with { Source = " " }).Refusal!.Code
            .ShouldBe(StoreKeeping.NothingSaid);
    }
}
