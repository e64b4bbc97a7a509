using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>The intake of a surrendered weapon.</summary>
public sealed class CollectingTests
{
    private static readonly ItemDescription Rifle = new("rifle");
    private static readonly SurrenderRecorded Surrender = new(
        On("2020-01-01"), By("Mission"), At("Camp")!, "DDR 2", "D-40", null, [new(MarkKind.Serial, "A1")]);

    [Fact]
    public void It_is_registered_and_surrendered_once()
    {
        var facts = Collecting.Decide([], "117", Rifle, Surrender).Facts;
        facts.Select(it => it.Fact.GetType()).ShouldBe([typeof(ItemRegistered), typeof(SurrenderRecorded)]);
        Recorded[] log = [.. facts.Select((it, at) => it.Fact.As(at + 1, at + 1) with { Home = it.Home })];
        CustodyReplay.Of(log, AsOf.Now, CustodyParameters.Default).State.ShouldBe(CustodyState.Held);
        Collecting.Decide([.. log], "117", Rifle, Surrender).ShouldBe(Decision.Nothing);
        Collecting.Decide([.. log], "117", new("pistol"), Surrender).Refusal!.Code.ShouldBe(Collecting.ReferenceUsed);
        facts[0].Home.ShouldBe(Collecting.WeaponOf("ddr-2", " 117 ").Subject);
    }

    [Fact]
    public void Not_without_its_marks_or_that_it_has_none()
    {
        Code(Surrender with { Marks = [] }).ShouldBe(Collecting.NoMarks);
        Code(Surrender with { Programme = "!" }).ShouldBe(Collecting.NothingSaid);
        Collecting.Decide([], "1", new(), Surrender).Refusal!.Code.ShouldBe(Collecting.NothingSaid);
        var absent = Surrender with { Marks = [new(MarkKind.Serial, "", Legibility.Absent)] };
        Collecting.Decide([], "1", Rifle, absent).Facts.Length.ShouldBe(2);

        static string Code(SurrenderRecorded wrong) => Collecting.Decide([], "1", Rifle, wrong).Refusal!.Code;
    }
}
