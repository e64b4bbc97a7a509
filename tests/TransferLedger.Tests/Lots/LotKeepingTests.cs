using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Lots.LotTold;

namespace TransferLedger.Tests.Lots;

/// <summary>
/// What the office does itself never takes more than is there; what is reported is recorded as it is.
/// </summary>
public sealed class LotKeepingTests
{
    private static readonly LedgerEvent[] Stock = [Produced("2020-01-01", 100), Issued("2020-03-01", 30)];

    [Fact]
    public void What_is_there_may_be_issued_and_no_round_more()
    {
        Recorded(Stock, Issued("2020-04-01", 70));
        Refused(Stock, Issued("2020-04-01", 71), "lot.over-drawn (70, 71, Maker, lot/abc/abc19e001-001)");
        Refused(Stock, Moved("2020-04-01", "Army", "Guard", 1), "lot.over-drawn (0, 1, Army, lot/abc/abc19e001-001, Maker, 70, Maker company, 30)");
    }

    [Fact]
    public void What_comes_to_where_it_is_does_not_move() =>
        Refused(Stock, Moved("2020-04-01", "Maker@DE", "Maker", 5), "lot.nothing-moves (Maker)");

    [Fact]
    public void Two_see_a_destruction_who_do_not_record_it()
    {
        Refused(Stock, Burnt("2020-04-01", 5, witnesses: []), "lot.witnesses (0)");
        Refused(Stock, Burnt("2020-04-01", 5, witnesses: ["post 4", "Post 4"]), "lot.witnesses (1)");
        Refused(Stock, Burnt("2020-04-01", 5, witnesses: ["post 4", "OFFICER"]), "lot.witnesses (1)");
        Recorded(Stock, Burnt("2020-04-01", 5, witnesses: ["post 4", "post 5"]));
    }

    [Fact]
    public void What_is_issued_later_is_not_there_before() => Refused(
        Stock, Burnt("2020-02-01", 71), "lot.over-drawn (70, 71, Maker, lot/abc/abc19e001-001)");

    [Fact]
    public void What_may_not_have_come_yet_is_not_there() => Refused(
        [.. Stock, Received("2020", "Maker@DE", 50)], Burnt("2020-06-01", 71),
        "lot.over-drawn (70, 71, Maker, lot/abc/abc19e001-001)");

    [Fact]
    public void A_user_fires_what_it_was_issued()
    {
        Recorded(Stock, Used("2020-04-01", 30));
        Refused(Stock, Used("2020-04-01", 31), "lot.over-drawn (30, 31, Maker company, lot/abc/abc19e001-001)");
    }

    [Fact]
    public void A_split_is_equal_and_comes_from_what_is_there()
    {
        Recorded(Stock, Split("2020-04-01", 70, 40, 30));
        Refused(Stock, Split("2020-04-01", 70, 40, 31), "lot.parts-not-equal (70, 71)");
        Refused(Stock, Split("2020-04-01", 71, 40, 31), "lot.over-drawn (70, 71, Maker, lot/abc/abc19e001-001)");
        Refused(Stock, Split("2020-04-01", 70, 70, 0), "lot.rounds-impossible (0)");
    }

    [Fact]
    public void A_batch_takes_from_each_parent_what_that_has()
    {
        var batch = Subject.Parse("lot/abc/batch");
        var state = new AuthorizationState(
        [
            Of(Produced("2020-01-01", 50), 1, 1), Of(Produced("2020-01-01", 40), 2, 2, Other),
        ]);
        Decision Merge(long one, long other, Subject? home = null) => LotKeeping.Record(
            state, home ?? batch, (LotEvent)Merged("2020-02-01", one + other, (Lot, one), (Other, other)), "officer");

        Merge(50, 40).Facts.ShouldHaveSingleItem().Home.ShouldBe(batch);
        Merge(50, 41).Refusal!.ToString().ShouldBe("lot.over-drawn (40, 41, Maker, lot/abc/abc19e001-002)");
        Merge(10, 10, Lot).Refusal!.Code.ShouldBe(LotKeeping.PartTwice);
        LotKeeping.Record(
                state, batch, (LotEvent)Merged("2020-02-01", 5, (LotKey.Of("X", "1"), 5)), "officer")
            .Refusal!.ToString().ShouldBe("lot.unknown (lot/x/1)");
    }

    [Fact]
    public void Books_are_changed_by_two_with_a_reason_and_not_below_nothing()
    {
        Recorded(Stock, Adjusted("2020-04-01", -70));
        Refused(Stock, Adjusted("2020-04-01", -71), "lot.over-drawn (70, 71, Maker, lot/abc/abc19e001-001)");
        Refused(Stock, Adjusted("2020-04-01", 5, reason: " "), "lot.reason-missing");
        Refused(Stock, Adjusted("2020-04-01", 5, approver: null), "lot.approver-missing");
        Refused(Stock, Adjusted("2020-04-01", 5, approver: "OFFICER"), "lot.same-person (OFFICER)");
        Refused(Stock, Adjusted("2020-04-01", 0), "lot.rounds-impossible (0)");
        Refused(Stock, Adjusted("2020-04-01", long.MinValue), $"lot.rounds-impossible ({long.MinValue})");
    }

    [Fact]
    public void What_is_reported_is_recorded_even_if_it_contradicts()
    {
        Recorded(Stock, Returned("2020-04-01", 31));
        Recorded(Stock, Lost("2020-04-01", "Army", 5));
        Recorded(Stock, Counted("2020-04-01", 0));
        Recorded([], Seized("2020-04-01", "Police", 5));
        Refused([], Counted("2020-04-01", 5), "lot.unknown (lot/abc/abc19e001-001)");
        Refused(Stock, Counted("2020-04-01", -1), "lot.rounds-impossible (-1)");
        Refused(Stock, Counted("2020-04-01", 1_000_000_000_001), "lot.rounds-impossible (1000000000001)");
    }

    [Fact]
    public void What_is_on_record_is_not_recorded_again() =>
        LotKeeping.Record(State(Stock), Lot, (LotEvent)Stock[1], "officer").ShouldBe(Decision.Nothing);

    private static AuthorizationState State(LedgerEvent[] before) => new([.. Log(before)]);

    private static void Recorded(LedgerEvent[] before, LedgerEvent asked) =>
        LotKeeping.Record(State(before), Lot, (LotEvent)asked, "officer").Facts.ShouldBe([new NewFact(Lot, asked)]);

    private static void Refused(LedgerEvent[] before, LedgerEvent asked, string refusal) =>
        LotKeeping.Record(State(before), Lot, (LotEvent)asked, "officer").Refusal!.ToString().ShouldBe(refusal);
}
