using TransferLedger.Ledger;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Asking_again_with_the_same_id_gives_the_first_receipt_and_records_nothing()
    {
        await Store.Record(Linked(Weapon(5)));
        var request = Ask(Entered(Weapon(1)), Linked(Weapon(2)), Entered(Weapon(1)));
        var first = await Store.Append(request);
        await Store.Record(Linked(Weapon(1)));

        var again = await Store.Append(request);

        again.ShouldBe(
            new AppendOutcome.Appended(first.ShouldBeOfType<AppendOutcome.Appended>().Receipt, Repeated: true));
        (await Store.End()).ShouldBe(5);
        (await Store.Read(Weapon(1))).Facts.Select(it => it.Version).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_repeat_wins_over_a_condition_that_has_been_broken_since()
    {
        var request = Ask(Linked(Weapon(1))).If(0, Weapon(1));
        var first = await Store.Record(request);
        await Store.Record(Linked(Weapon(1)));

        (await Store.Append(request)).ShouldBe(new AppendOutcome.Appended(first, Repeated: true));
    }

    [Fact]
    public async Task A_repeat_may_come_with_another_condition_and_another_actor()
    {
        var request = Ask(Linked(Weapon(1)));
        var first = await Store.Record(request);
        var second = await Store.Record(Linked(Weapon(1)));

        (await Store.Append(request.If(second.Last, Weapon(1)) with { Provenance = new Provenance("night shift") }))
            .ShouldBe(new AppendOutcome.Appended(first, Repeated: true));
        (await Store.All())[0].Provenance.ShouldBe(Clerk);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var request = Ask(Linked(Weapon(1)), Linked(Weapon(2)));
        await Store.Record(request);

        (await Store.Refusal(request with { Facts = [Linked(Weapon(1))] })).ShouldBe(AppendRules.CommandReused);
        (await Store.Refusal(request with { Facts = [Linked(Weapon(2)), Linked(Weapon(1))] }))
            .ShouldBe(AppendRules.CommandReused);
        (await Store.Refusal(request with { Facts = [Linked(Weapon(1)), Linked(Weapon(2), "EX-2")] }))
            .ShouldBe(AppendRules.CommandReused);
        (await Store.Refusal(request with { Facts = [Linked(Weapon(1)), Entered(Weapon(2))] }))
            .ShouldBe(AppendRules.CommandReused);
        (await Store.Refusal(request with { Facts = [Linked(Weapon(1)), Linked(Weapon(2)), Linked(Weapon(2))] }))
            .ShouldBe(AppendRules.CommandReused);
        (await Store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeTrue();
        (await Store.End()).ShouldBe(2);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_even_when_its_condition_is_broken()
    {
        var request = Ask(Linked(Weapon(1))).If(0, Weapon(1));
        await Store.Record(request);

        (await Store.Refusal(request with { Facts = [Linked(Weapon(1), "EX-2")] })).ShouldBe(AppendRules.CommandReused);
    }

    [Fact]
    public async Task Of_the_same_request_asked_many_times_at_once_one_records_and_the_others_repeat()
    {
        var request = Ask(Linked(Weapon(1)), Linked(Weapon(2))).If(0, Weapon(1));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Store.Append(request)));

        var all = outcomes.Select(it => it.ShouldBeOfType<AppendOutcome.Appended>()).ToList();
        all.Count(it => !it.Repeated).ShouldBe(1);
        all.Select(it => it.Receipt).Distinct().ShouldHaveSingleItem().Last.ShouldBe(2);
        (await Store.End()).ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_contents_asked_at_once_under_one_id_one_is_recorded_and_the_other_refused()
    {
        var request = Ask(Linked(Weapon(1)));

        var outcomes = await Task.WhenAll(
            Store.Append(request), Store.Append(request with { Facts = [Linked(Weapon(2))] }));

        outcomes.OfType<AppendOutcome.Appended>().ShouldHaveSingleItem().Repeated.ShouldBeFalse();
        outcomes.OfType<AppendOutcome.Refused>().ShouldHaveSingleItem()
            .Refusal.Code.ShouldBe(AppendRules.CommandReused);
        (await Store.End()).ShouldBe(1);
    }

    [Fact]
    public async Task A_fact_keeps_its_id_at_every_retry_and_no_two_facts_share_one()
    {
        var request = Ask(Linked(Weapon(1)), Linked(Weapon(1)));
        await Store.Record(request);
        await Store.Append(request);
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(1)));

        var ids = (await Store.All()).Select(it => it.Id).ToList();

        ids.Distinct().Count().ShouldBe(4);
        ids[..2].ShouldBe([AppendRules.EventId(request.Id, 0), AppendRules.EventId(request.Id, 1)]);
    }
}
