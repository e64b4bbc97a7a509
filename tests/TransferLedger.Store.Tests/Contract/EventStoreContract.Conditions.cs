using TransferLedger.Ledger;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task A_condition_on_something_never_heard_of_holds()
    {
        await Store.Record(Linked(Weapon(2)));

        var receipt = await Store.Record(Ask(Linked(Weapon(1))).If(0, Weapon(1), Party("Depot Z")));

        receipt.First.ShouldBe(2);
    }

    [Fact]
    public async Task A_condition_allows_the_facts_up_to_the_position_seen()
    {
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(1)));
        await Store.Record(Linked(Weapon(2)));

        var receipt = await Store.Record(Ask(Linked(Weapon(1))).If(2, Weapon(1)));

        receipt.First.ShouldBe(4);
    }

    [Fact]
    public async Task A_broken_condition_names_the_first_later_fact_and_records_nothing()
    {
        await Store.Record(Linked(Weapon(1)));
        await Store.Record(Linked(Weapon(2)));
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(1)));

        var outcome = await Store.Append(Ask(Linked(Weapon(1)), Linked(Weapon(9))).If(1, Weapon(1)));

        outcome.ShouldBe(new AppendOutcome.Conflict(Weapon(1), 3));
        (await Store.End()).ShouldBe(4);
        (await Store.Read(Weapon(9))).Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fact_breaks_the_conditions_on_everything_it_is_about_and_not_only_on_its_home()
    {
        await Store.Record(Entered(Weapon(1), "Depot A"));

        (await Store.Append(Ask(Linked(Weapon(2))).If(0, Party("Depot A"))))
            .ShouldBe(new AppendOutcome.Conflict(Party("Depot A"), 1));
        (await Store.Append(Ask(Linked(Weapon(2))).If(0, Party("Depot B")))).ShouldBeOfType<AppendOutcome.Appended>();
    }

    [Fact]
    public async Task One_broken_part_breaks_a_condition_on_several_subjects()
    {
        await Store.Record(Linked(Weapon(1)));
        await Store.Record(Linked(Weapon(2)));
        await Store.Record(Linked(Weapon(3)));

        (await Store.Append(Ask(Linked(Weapon(9)))
            .If(new Seen(Weapon(1), 1), new Seen(Weapon(2), 1), new Seen(Weapon(3), 3))))
            .ShouldBe(new AppendOutcome.Conflict(Weapon(2), 2));
        (await Store.Append(Ask(Linked(Weapon(9)))
            .If(new Seen(Weapon(1), 1), new Seen(Weapon(2), 2), new Seen(Weapon(3), 3))))
            .ShouldBeOfType<AppendOutcome.Appended>();
    }

    [Fact]
    public async Task Of_two_broken_parts_the_first_of_the_condition_is_named()
    {
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(2)));

        (await Store.Append(Ask(Linked(Weapon(9))).If(0, Weapon(2), Weapon(1))))
            .ShouldBe(new AppendOutcome.Conflict(Weapon(2), 2));
        (await Store.Append(Ask(Linked(Weapon(9))).If(0, Weapon(1), Weapon(2))))
            .ShouldBe(new AppendOutcome.Conflict(Weapon(1), 1));
    }

    [Fact]
    public async Task A_refused_decision_may_be_taken_again_under_the_same_id()
    {
        await Store.Record(Linked(Weapon(1)));
        var late = Ask(Linked(Weapon(1))).If(0, Weapon(1));
        (await Store.Append(late)).ShouldBe(new AppendOutcome.Conflict(Weapon(1), 1));

        var outcome = await Store.Append((late with { Facts = [Linked(Weapon(1), "EX-2")] }).If(1, Weapon(1)));

        outcome.ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_condition_does_not_touch_requests_asked_at_the_same_time()
    {
        await Store.Record(Linked(Weapon(0)));
        var asked = Enumerable.Range(1, 100).Select(number => number % 10 == 0
            ? Ask(Linked(Weapon(number))).If(0, Weapon(0))
            : Ask(Linked(Weapon(number))).If(0, Weapon(number))).ToList();

        var outcomes = await Task.WhenAll(asked.Select(it => Store.Append(it)));

        outcomes.OfType<AppendOutcome.Conflict>().ShouldBe(
            Enumerable.Repeat(new AppendOutcome.Conflict(Weapon(0), 1), 10));
        outcomes.OfType<AppendOutcome.Appended>().Select(it => it.Receipt.First).Order()
            .ShouldBe(Enumerable.Range(2, 90).Select(it => (long)it));
    }

    [Fact]
    public async Task Of_many_asking_at_once_on_the_same_condition_one_wins_and_the_others_learn_by_what()
    {
        await Store.Record(Linked(Weapon(2)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => Store.Append(Ask(Linked(Weapon(1)), Linked(Weapon(2))).If(1, Weapon(1), Weapon(2)))));

        var won = outcomes.OfType<AppendOutcome.Appended>().ShouldHaveSingleItem().Receipt;
        (won.First, won.Last).ShouldBe((2, 3));
        outcomes.OfType<AppendOutcome.Conflict>().ShouldBe(
            Enumerable.Repeat(new AppendOutcome.Conflict(Weapon(1), 2), 39));
        (await Store.End()).ShouldBe(3);
    }

    [Fact]
    public async Task Of_asking_at_once_those_that_do_not_look_at_each_other_are_all_recorded()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Store.Append(
            number % 2 == 0 ? Ask(Linked(Weapon(0))) : Ask(Linked(Weapon(number))).If(0, Weapon(number)))));

        outcomes.ShouldAllBe(it => it is AppendOutcome.Appended);
        (await Store.Read(Weapon(0))).Facts.Length.ShouldBe(30);
    }
}
