using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task A_fact_is_found_under_everything_it_is_about()
    {
        var packed = new ShipmentPacked(
            Happened.Parse("2024-05-02"), new Custodian("Maker"), new Custodian("Army"), "PK-1",
            [WeaponIdOf(1), WeaponIdOf(2), WeaponIdOf(3)]);
        var shipment = Subject.Of("shipment", "DE", "2024-7");

        await Store.Record(new NewFact(shipment, packed));

        foreach (var subject in new[] { shipment, Party("Maker"), Party("Army"), Weapon(1), Weapon(2), Weapon(3) })
        {
            (await Store.Read(subject)).Facts.ShouldHaveSingleItem().Fact.ShouldBe(packed);
        }

        (await Store.Read(Weapon(4))).Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_several_subjects_gives_each_fact_once_in_the_order_of_recording()
    {
        await Store.Record(Entered(Weapon(1), "Depot A"), Entered(Weapon(2), "Depot B"), Linked(Weapon(3)));
        await Store.Record(Entered(Weapon(1), "Depot B"), Entered(Weapon(2), "Depot A"));

        var history = await Store.Read(Party("Depot B"), Weapon(1), Party("Depot A"), Weapon(1));

        history.Facts.Select(it => it.Position).ShouldBe([1, 2, 4, 5]);
        history.UpTo.ShouldBe(5);
    }

    [Fact]
    public async Task How_far_a_history_was_read_is_the_condition_of_the_decision_on_it()
    {
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(2)));
        var history = await Store.Read(Weapon(1));
        history.UpTo.ShouldBe(2);
        await Store.Record(Linked(Weapon(3)));

        await Store.Record(Ask(Linked(Weapon(1))).If(history.UpTo, Weapon(1)));

        (await Store.Append(Ask(Linked(Weapon(1))).If(history.UpTo, Weapon(1))))
            .ShouldBe(new AppendOutcome.Conflict(Weapon(1), 4));
    }

    [Fact]
    public async Task Reading_nothing_in_particular_finds_nothing_and_says_how_far()
    {
        await Store.Record(Linked(Weapon(1)));

        var nothing = await Store.Read();
        var unknown = await Store.Read(Weapon(2), default);

        (nothing.Facts.Length, nothing.UpTo).ShouldBe((0, 1));
        (unknown.Facts.Length, unknown.UpTo).ShouldBe((0, 1));
    }

    [Fact]
    public async Task The_log_can_be_read_on_from_any_position()
    {
        await Store.Record([.. Enumerable.Range(0, 12_000).Select(number => Linked(Weapon(number % 10)))]);

        foreach (var after in new long[] { 0, 1, 4_999, 5_000, 5_001, 11_999, 12_000, 12_001, 1_000_000 })
        {
            var rest = await Store.All(after);
            rest.Length.ShouldBe((int)Math.Max(0, 12_000 - after));
            rest.Select(it => it.Position).ShouldBe(Enumerable.Range(0, rest.Length).Select(it => after + 1 + it));
        }
    }

    [Fact]
    public async Task A_log_read_step_by_step_ends_where_it_ended_when_the_reading_began()
    {
        await Store.Record(Linked(Weapon(1)), Linked(Weapon(2)));
        await using var reading = Store.ReadAll(0, CancellationToken.None).GetAsyncEnumerator();
        (await reading.MoveNextAsync()).ShouldBeTrue();
        await Store.Record(Linked(Weapon(3)));

        (await reading.MoveNextAsync()).ShouldBeTrue();
        (await reading.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        await Store.Record(Linked(Weapon(1)));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Store.Read([Weapon(1)], cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.Head(cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var fact in Store.ReadAll(0, cancelled.Token))
            {
                fact.Position.ShouldBeGreaterThan(0);
            }
        });
    }
}
