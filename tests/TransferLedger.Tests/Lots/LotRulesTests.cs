using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Retention;
using static TransferLedger.Tests.Lots.LotTold;

namespace TransferLedger.Tests.Lots;

/// <summary>Rules 036 and 070 to 081 on lots: each where it fires and where it is silent.</summary>
public sealed class LotRulesTests
{
    [Fact]
    public void H10_a_count_is_short_and_rounds_issued_are_not_back() => Findings(
        "2020-03-20",
        Produced("2020-01-01", 10_000),
        Issued("2020-02-01", 4_000, due: "2020-03-01"),
        Returned("2020-02-10", 500),
        Used("2020-02-20", 3_000),
        Counted("2020-03-15", 6_400)).ShouldBe(
        [
            "COC-036 Breach [2, 3, 4] [company, 500, 2020-03-01, 19]",
            "COC-074 Breach [1, 2, 3, 5] [6400, 6500, -100, Maker, ]",
        ]);

    [Fact]
    public void H11_the_parts_of_a_split_are_more_than_the_whole() => ShouldFind(
        [Produced("2020-01-01", 1_000), Split("2020-02-01", 1_000, 600, 500)],
        "COC-071 Critical [2] [lot_split, 1000, 1100]");

    [Fact]
    public void An_issue_is_overdue_from_the_day_after_and_a_breach_after_a_week()
    {
        LedgerEvent[] facts = [Produced("2020-01-01", 100), Issued("2020-02-01", 40, due: "2020-03-01")];

        Findings("2020-03-01", facts).ShouldBeEmpty();
        Findings("2020-03-02", facts).ShouldBe(["COC-036 Warn [2] [company, 40, 2020-03-01, 1]"]);
        Findings("2020-03-08", facts).ShouldBe(["COC-036 Breach [2] [company, 40, 2020-03-01, 7]"]);
        Findings("2020-03-08", [.. facts, Returned("2020-03-01", 40)]).ShouldBeEmpty();
    }

    [Fact]
    public void What_comes_back_settles_the_oldest_issue() => Findings(
        "2020-05-01",
        Produced("2020-01-01", 100),
        Issued("2020-02-01", 40, due: "2020-03-01"),
        Issued("2020-02-02", 40, due: "2020-03-02"),
        Returned("2020-02-20", 50)).ShouldBe(["COC-036 Breach [3, 4] [company, 30, 2020-03-02, 60]"]);

    [Fact]
    public void More_went_than_had_come() => ShouldFind(
        [
            Produced("2020-01-01", 100), Used("2020-02-01", 30, user: null), Used("2020-03-01", 60, user: null),
            Used("2020-04-01", 50, user: null),
        ],
        "COC-070 Critical [1, 3, 4] [Maker, , , -40, 2020-04-01]");

    [Fact]
    public void All_of_it_may_go_on_the_day_it_came() =>
        ShouldFind([Used("2020-01-01", 100, user: null), Produced("2020-01-01", 100)]);

    [Fact]
    public void A_date_that_leaves_it_open_warns_only() => ShouldFind(
        [Received("2020-01-01", "Maker@DE", 60), Received("2020", "Maker@DE", 40), Used("2020-06-01", 100, user: null)],
        "COC-070 Warn [1, 3] [Maker, , , -40, 2020-06-01]");

    [Fact]
    public void A_user_gives_back_more_than_it_was_given() => ShouldFind(
        [Produced("2020-01-01", 100), Issued("2020-02-01", 40), Returned("2020-02-05", 50)],
        "COC-070 Critical [2, 3] [Maker, , company, -10, 2020-02-05]");

    [Fact]
    public void A_split_or_merge_that_is_equal_is_silent() => ShouldFind(
        [
            Produced("2020-01-01", 1_000), Split("2020-02-01", 1_000, 600, 400),
        ]);

    [Fact]
    public void A_merge_is_judged_in_the_books_of_the_parent_too()
    {
        var merge = Of(Merged("2020-02-01", 900, (Lot, 500), (Other, 300)), 2, 2, Subject.Parse("lot/abc/batch"));
        var books = LotBooks.Of(Lot, [Of(Produced("2020-01-01", 500), 1, 1), merge], AsOf.Now);

        LotRules.Find(books, books.Entries[^1].Happened.Latest, LotParameters.Default)
            .ShouldHaveSingleItem().Values.ShouldBe(["lot_merged", "900", "800"]);
        books.Held.ShouldBe(0);
    }

    [Fact]
    public void More_came_off_a_shipment_than_was_on_it()
    {
        LedgerEvent[] sent = [Produced("2020-01-01", 100), Moved("2020-02-01", "Maker@DE", "Army", 90, shipped: true)];

        ShouldFind(
            [.. sent, Received("2020-03-01", "Army", 95, shipped: true)],
            "COC-072 Critical [2, 3] [de/s-1, -5, 2020-03-01]");
        ShouldFind([.. sent, Received("2020-03-01", "Army", 85, shipped: true)]);
    }

    [Fact]
    public void More_came_back_than_ever_left()
    {
        LedgerEvent[] lost = [Produced("2020-01-01", 100), Lost("2020-02-01", "Maker@DE", 20)];

        ShouldFind(
            [.. lost, Seized("2020-03-01", "Police", 25)], "COC-072 Critical [1, 2, 3] [, -5, 2020-03-01]");
        ShouldFind([.. lost, Seized("2020-03-01", "Police", 20)]);
        ShouldFind([Received("2020-01-01", "Army", 100), Seized("2020-03-01", "Police", 25)]);
    }

    [Fact]
    public void More_was_fired_than_is_plausible()
    {
        LedgerEvent[] made = [Produced("2020-01-01", 100_000)];

        ShouldFind(
            [.. made, Used("2020-02-01", 3_001, user: null, weapons: 10)],
            "COC-073 Warn [2] [3001, weapon-days, 10, 3000]");
        ShouldFind(
            [.. made, Used("2020-02-01", 3_001, user: null, trainees: 3)], "COC-073 Warn [2] [3001, trainees, 3, 3000]");
        ShouldFind([.. made, Used("2020-02-01", 6_000, user: null, weapons: 10, trainees: 6, days: 2)]);
    }

    [Theory]
    [InlineData(10_000, "COC-074 Breach [1, 2] [9900, 10000, -100, Maker, ]", -100)]
    [InlineData(100_000, "COC-074 Breach [1, 2] [99949, 100000, -51, Maker, ]", -51)]
    [InlineData(10_000, "COC-074 Warn [1, 2] [9950, 10000, -50, Maker, ]", -50)]
    [InlineData(10_000, "COC-074 Warn [1, 2] [10050, 10000, 50, Maker, ]", 50)]
    public void A_count_differs_from_the_book(long book, string finding, long difference) =>
        ShouldFind([Produced("2020-01-01", book), Counted("2020-02-01", book + difference)], finding);

    [Fact]
    public void A_difference_that_an_undated_movement_may_explain_warns_only()
    {
        LedgerEvent[] facts = [Produced("2020-01-01", 10_000), Used("2020-02", 4_000, user: null)];

        ShouldFind([.. facts, Counted("2020-02-10", 10_000)], "COC-074 Warn [1, 2, 3] [10000, 6000, 4000, Maker, ]");
        ShouldFind([.. facts, Counted("2020-02-10", 6_000)]);
        ShouldFind([.. facts, Counted("2020-02-10", 10, method: CountMethod.Sample)]);
    }

    [Fact]
    public void A_count_by_the_storekeeper_or_by_the_same_two_is_not_independent()
    {
        LedgerEvent[] facts =
            [Produced("2020-01-01", 100), Counted("2020-02-01", 100, counters: ["post 4", "post 5"])];

        ShouldFind(
            [.. facts, Counted("2020-03-01", 100, counters: ["Post 5", "post 4"])],
            "COC-075 Warn [2, 3] [same-counters, Post 5, post 4]");
        ShouldFind(
            [.. facts, Counted("2020-03-01", 100, counters: ["post 1", "post 4"], storekeeper: "Post 1")],
            "COC-075 Warn [3] [storekeeper, Post 1]");
        ShouldFind([.. facts, Counted("2020-03-01", 100, counters: ["post 5", "post 6"], storekeeper: "post 1")]);
    }

    [Fact]
    public void A_stock_is_to_be_counted_within_its_cycle()
    {
        LedgerEvent[] facts = [Produced("2020-01-01", 100)];

        Findings("2020-12-31", facts).ShouldBeEmpty();
        Findings("2021-01-02", facts).ShouldBe(["COC-076 Warn [1] [367, 365, Maker, ]"]);
        Findings("2021-01-02", [.. facts, Counted("2020-06-01", 100)]).ShouldBeEmpty();
        Findings("2021-01-02", [.. facts, Counted("2020-06-01", 10, method: CountMethod.Sample)]).Length.ShouldBe(1);
        Findings("2021-01-02", [.. facts, Burnt("2020-06-01", 100)]).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_happens_to_a_lot_before_it_was_made()
    {
        ShouldFind(
            [
                Received("2019-12-01", "Army", 10), Produced("2020-01-01", 100),
                Moved("2020-02-01", "Army", "Maker@DE", 10),
            ],
            "COC-072 Critical [2, 1] [, -10, 2019-12-01]",
            "COC-078 Breach [1, 2] [before-production, lot_received, 2019-12-01, 2020-01-01]");
        ShouldFind(
            [Produced("2020", 100), Issued("2020-02-01", 10)],
            "COC-070 Warn [2] [Maker, , , -10, 2020-02-01]",
            "COC-078 Warn [2, 1] [before-production, lot_issued, 2020-02-01, 2020]");
    }

    [Fact]
    public void Use_after_the_last_day_is_worth_knowing()
    {
        LedgerEvent[] made = [Produced("2020-01-01", 100, expires: "2030-06")];

        ShouldFind(
            [.. made, Issued("2030-07-01", 10)], "COC-076 Warn [1] [3834, 365, Maker, ]",
            "COC-078 Info [1, 2] [after-expiry, lot_issued, 2030-07-01, 2030-06]");
        ShouldFind([.. made, Issued("2030-06-30", 10)], "COC-076 Warn [1] [3833, 365, Maker, ]");
    }

    [Fact]
    public void A_fact_of_more_rounds_than_any_lot_has_is_left_out_and_named_and_the_rest_is_told()
    {
        const long tooMany = 9_000_000_000_000_000_000;
        LedgerEvent[] facts =
        [
            Produced("2020-01-01", 100), Received("2020-02-01", "Army@XR", tooMany), Received("2020-02-02", "Army@XR", tooMany),
            Counted("2020-02-03", tooMany), Adjusted("2020-02-04", -tooMany), Split("2020-02-05", 40, 20, tooMany),
            Merged("2020-02-06", 9, (Other, tooMany)), Moved("2020-03-01", "Maker@DE", "Army@XR", 60),
        ];

        var books = Books(facts);

        books.Uncounted.Select(it => it.Position).ShouldBe([2L, 3, 4, 5, 6, 7]);
        books.Held.ShouldBe(100);
        ShouldFind(facts);
        Books(facts[1..3]).Accounts.ShouldBeEmpty();
        var history = new History([.. Log(facts[1..3])], 2);
        var report = LotReport.Of(Lot, history, AsOf.Now, books.Entries[^1].Happened.Latest).ShouldNotBeNull();
        report.Findings.ShouldBeEmpty();
        report.Later.ShouldBe(0);
        ItemLives.Of([Lot], Log(facts[1..3])).End(Lot).ShouldBeNull("nobody knows that it is used up");
    }

    [Fact]
    public void So_many_weapons_that_their_days_cannot_be_told_fire_plausibly() =>
        ShouldFind(
        [
            Produced("2020-01-01", 100), Issued("2020-02-01", 90),
            Used("2020-02-02", 90, weapons: int.MaxValue, days: int.MaxValue, trainees: int.MaxValue),
            Used("2020-02-03", 0, weapons: int.MinValue, days: int.MaxValue),
        ]);

    [Fact]
    public void More_was_destroyed_than_there_was()
    {
        ShouldFind(
            [Produced("2020-01-01", 100), Burnt("2020-02-01", 120)],
            "COC-079 Critical [1, 2] [Maker, , 120, -20, 2020-02-01]");
        ShouldFind([Produced("2020-01-01", 100), Burnt("2020-02-01", 100)]);
    }

    [Fact]
    public void A_destruction_needs_two_witnesses_who_do_not_record_it()
    {
        ShouldFind(
            [Produced("2020-01-01", 100), Burnt("2020-02-01", 20, witnesses: ["post 4", "officer"])],
            "COC-093 Breach [2] [20, 2020-02-01, 1]");
        ShouldFind([Produced("2020-01-01", 100), Burnt("2020-02-01", 20)]);
    }

    [Theory]
    [InlineData(null, "chief", "reason-missing")]
    [InlineData("found", null, "approver-missing")]
    [InlineData("found", "Officer", "same-person")]
    public void Books_are_changed_with_a_reason_and_by_two(string? reason, string? approver, string wrong) =>
        ShouldFind(
        [Produced("2020-01-01", 100), Adjusted("2020-02-01", -5, reason, approver)],
        $"COC-080 Breach [2] [-5, {wrong}]");

    [Fact]
    public void An_adjustment_with_both_is_in_order() =>
        ShouldFind([Produced("2020-01-01", 100), Adjusted("2020-02-01", -5)]);

    [Fact]
    public void Rounds_delivered_to_one_are_taken_in_another_country()
    {
        LedgerEvent[] facts = [Produced("2020-01-01", 100), Moved("2020-02-01", "Maker@DE", "Army@XR", 100)];

        ShouldFind(
            [.. facts, Seized("2020-06-01", "Customs", 20)],
            "COC-081 Breach [2, 3] [Army, XR, Border, XB, 20, 2020-06-01]");
        ShouldFind(
            [.. facts, Seized("2020-01-15/2020-06", "Customs", 20)],
            "COC-081 Warn [2, 3] [Army, XR, Border, XB, 20, 2020-01-15/2020-06]");
        ShouldFind([.. facts, Lost("2020-05-01", "Army@XR", 20), Seized("2020-06-01", "Customs", 20)]);
        ShouldFind(
        [
            .. facts, Moved("2020-05-01", "Army@XR", "Guard@XB", 20), Lost("2020-05-15", "Guard@XB", 20),
            Seized("2020-06-01", "Customs", 20),
        ]);
    }
}
