using TransferLedger.Ledger;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Contract;

/// <summary>What every store promises. Closed by one class per store; each test starts with an empty ledger.</summary>
public abstract partial class EventStoreContract : IAsyncLifetime
{
    private IEventStore? _store;

    private IEventStore Store => _store!;

    public async Task InitializeAsync() => _store = await OpenEmpty();

    public abstract Task DisposeAsync();

    /// <summary>A store over an empty ledger.</summary>
    protected abstract Task<IEventStore> OpenEmpty();

    /// <summary>Makes the clock show an earlier time than the last recorded instant, by an hour.</summary>
    protected abstract Task PutClockBack();

    [Fact]
    public async Task An_empty_ledger_ends_at_zero_and_holds_nothing()
    {
        (await Store.Head(CancellationToken.None)).ShouldBe(new Head(0, NodaTime.NodaConstants.UnixEpoch));
        (await Store.All()).ShouldBeEmpty();
        var history = await Store.Read(Weapon(1));
        (history.Facts.Length, history.UpTo).ShouldBe((0, 0));
    }

    [Fact]
    public async Task The_first_fact_stands_at_position_one_as_it_was_told()
    {
        var fact = Entered(Weapon(1), document: "D-1");
        var request = Ask(fact);

        var receipt = await Store.Record(request);

        (receipt.First, receipt.Last).ShouldBe((1, 1));
        (await Store.All()).ShouldBe(
        [
            new Recorded(1, AppendRules.EventId(request.Id, 0), Weapon(1), 1, receipt.At, fact.Fact, Clerk, request.Id),
        ]);
        (await Store.Head(CancellationToken.None)).ShouldBe(new Head(1, receipt.At));
    }

    [Fact]
    public async Task One_request_may_write_to_many_streams_and_each_counts_its_own_versions()
    {
        await Store.Record(Linked(Weapon(2)));

        var receipt = await Store.Record(
            Linked(Weapon(1)), Linked(Weapon(2)), Linked(Weapon(3)), Linked(Weapon(2)), Linked(Weapon(1)));

        (receipt.First, receipt.Last).ShouldBe((2, 6));
        (await Store.All(1)).Select(it => (it.Position, it.Home, it.Version)).ShouldBe(
        [
            (2, Weapon(1), 1), (3, Weapon(2), 2), (4, Weapon(3), 1), (5, Weapon(2), 3), (6, Weapon(1), 2),
        ]);
    }

    [Fact]
    public async Task Fifty_thousand_facts_are_recorded_together()
    {
        await Store.Record(Linked(Weapon(3)));
        var facts = Enumerable.Range(0, AppendRequest.MaxFacts)
            .Select(number => Entered(Weapon(number % 1_000), "Depot " + (number % 50))).ToArray();

        var receipt = await Store.Record(facts);

        (receipt.First, receipt.Last).ShouldBe((2, AppendRequest.MaxFacts + 1));
        var all = await Store.All(1);
        all.Select(it => (it.Position, it.Home, it.Fact))
            .ShouldBe(facts.Select((it, index) => ((long)index + 2, it.Home, it.Fact)));
        all.Where(it => it.Home == Weapon(3)).Select(it => it.Version)
            .ShouldBe(Enumerable.Range(2, 50).Select(it => (long)it));
        (await Store.Read(Party("Depot 7"))).Facts.Length.ShouldBe(1_000);
    }

    [Fact]
    public async Task More_than_fifty_thousand_facts_are_refused()
    {
        var facts = Enumerable.Range(0, AppendRequest.MaxFacts + 1).Select(_ => Linked(Weapon(1))).ToArray();

        (await Store.Refusal(Ask(facts))).ShouldBe("ledger.too-many-facts");

        (await Store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task A_request_without_facts_id_actor_or_home_is_refused()
    {
        var good = Ask(Linked(Weapon(1)));

        (await Store.Refusal(good with { Facts = [] })).ShouldBe("ledger.nothing-to-append");
        (await Store.Refusal(good with { Facts = default })).ShouldBe("ledger.nothing-to-append");
        (await Store.Refusal(good with { Id = default })).ShouldBe("ledger.command-id-missing");
        (await Store.Refusal(good with { Provenance = new Provenance(" ") })).ShouldBe("ledger.actor-missing");
        (await Store.Refusal(good with { Facts = [Linked(Weapon(1)), Linked(default)] }))
            .ShouldBe("ledger.home-missing");
        (await Store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_request_records_none_of_its_facts_and_leaves_its_id_free()
    {
        var good = Ask(Linked(Weapon(1)));
        (await Store.Refusal(good with { Facts = [Linked(Weapon(1)), Linked(default)] }))
            .ShouldBe("ledger.home-missing");

        var outcome = await Store.Append(good);

        outcome.ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeFalse();
        (await Store.Read(Weapon(1))).Facts.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Positions_and_versions_have_no_gaps_whatever_is_refused_between()
    {
        for (var number = 0; number < 30; number++)
        {
            await Store.Record(Linked(Weapon(number % 4)));
            (await Store.Append(Ask(Linked(Weapon(number % 4))).If(0, Weapon(number % 4))))
                .ShouldBeOfType<AppendOutcome.Conflict>();
            (await Store.Refusal(Ask(Linked(default)))).ShouldBe("ledger.home-missing");
        }

        var all = await Store.All();
        all.Select(it => it.Position).ShouldBe(Enumerable.Range(1, 30).Select(it => (long)it));
        foreach (var stream in all.GroupBy(it => it.Home))
        {
            stream.Select(it => it.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(it => (long)it));
        }
    }

    [Fact]
    public async Task Recorded_instants_are_whole_microseconds_and_the_same_wherever_they_are_read()
    {
        var receipt = await Store.Record(Linked(Weapon(1)), Linked(Weapon(2)));

        (receipt.At.ToUnixTimeTicks() % 10).ShouldBe(0);
        (await Store.All()).ShouldAllBe(it => it.At == receipt.At);
        (await Store.Read(Weapon(2))).Facts.ShouldHaveSingleItem().At.ShouldBe(receipt.At);
        (await Store.Head(CancellationToken.None)).At.ShouldBe(receipt.At);
    }

    [Fact]
    public async Task Recorded_instants_never_go_back_even_when_the_clock_does()
    {
        var before = await Store.Record(Linked(Weapon(1)));
        await PutClockBack();
        var latest = await Store.Head(CancellationToken.None);

        var after = await Store.Record(Linked(Weapon(1)));
        await Store.Record(Linked(Weapon(1)));

        after.At.ShouldBe(latest.At);
        after.At.ShouldBeGreaterThanOrEqualTo(before.At);
        var instants = (await Store.All()).Select(it => it.At).ToList();
        instants.ShouldBe(instants.Order());
    }

    [Fact]
    public async Task What_was_cancelled_before_it_was_handed_over_is_not_recorded()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var request = Ask(Linked(Weapon(1)));

        await Should.ThrowAsync<OperationCanceledException>(() => Store.Append(request, cancelled.Token));

        (await Store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeFalse();
        (await Store.End()).ShouldBe(1);
    }

    [Fact]
    public async Task Provenance_comes_back_as_it_was_given()
    {
        var full = new Provenance(
            "officer 17 \"Åse\"",
            "Customs, Gdańsk",
            new SourceReference(SourceKind.PartnerMessage, "iTRACE 2024/118, line 3"),
            SourceGrade.Parse("B2"),
            [new Evidence(new string('a', 64), "scan"), new Evidence(new string('0', 64), "picture")]);

        await Store.Record(Ask(Linked(Weapon(1))) with { Provenance = full });
        await Store.Record(Ask(Linked(Weapon(1))));

        (await Store.All()).Select(it => it.Provenance).ShouldBe([full, Clerk]);
    }
}
