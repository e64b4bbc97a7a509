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
}
