using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Ledger;

/// <summary>What the port promises whatever is recorded. FsCheck prints the seed of a failure.</summary>
public sealed class PortTests
{
    private static readonly Happened Day = Happened.Parse("2024-03-01");
    private static readonly Provenance Clerk = new("clerk");
    private static readonly Subject Weapon = WeaponId.Issue("tests", "1").Subject;

    [Fact]
    public void Folding_all_facts_is_folding_a_beginning_and_then_the_rest() =>
        Prop.ForAll<string[], int>((exhibits, cut) =>
        {
            var facts = Recorded(exhibits);
            var at = facts.Length == 0 ? 0 : (int)(Math.Abs((long)cut) % (facts.Length + 1));

            var before = facts[..at].Aggregate(Linked.Initial, Linked.Evolve);

            return facts[at..].Aggregate(before, Linked.Evolve) == facts.Aggregate(Linked.Initial, Linked.Evolve);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Asking_twice_records_once() => Prop.ForAll<string[]>(exhibits =>
    {
        var store = NewStore();
        foreach (var exhibit in exhibits.Concat(exhibits))
        {
            Link(store, exhibit).GetAwaiter().GetResult().ShouldBeOfType<TransactionOutcome.Done>();
        }

        var known = exhibits.Select(Storable).Distinct(StringComparer.Ordinal);
        var linked = All(store).Select(it => ((BallisticExhibitLinked)it.Fact).Exhibit);
        return linked.SequenceEqual(known, StringComparer.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_refused_decision_records_nothing()
    {
        var store = NewStore();

        var outcome = await store.Transact<Linked>(
            NewId(), Clerk, [Weapon], _ => new Refusal("tests.no", 7), CancellationToken.None);

        outcome.ShouldBe(new TransactionOutcome.Refused(new Refusal("tests.no", 7)));
        All(store).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_whose_subject_moves_is_taken_again_on_what_is_there_now()
    {
        var store = NewStore();
        var seen = new List<int>();

        var outcome = await store.Transact(NewId(), Clerk, [Weapon], (Linked state) =>
        {
            seen.Add(state.Count);
            if (seen.Count < Transaction.MaxAttempts)
            {
                Link(store, $"other {seen.Count}", alone: false).GetAwaiter().GetResult();
            }

            return new NewFact(Weapon, new BallisticExhibitLinked(Day, "mine"));
        }, CancellationToken.None);

        outcome.ShouldBeOfType<TransactionOutcome.Done>().Receipt!.Value.First.ShouldBe(5);
        seen.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_decision_whose_subject_never_stands_still_is_given_up_with_the_last_conflict()
    {
        var store = NewStore();
        var asked = 0;

        var outcome = await store.Transact(NewId(), Clerk, [Weapon], (Linked _) =>
        {
            Link(store, $"other {++asked}", alone: false).GetAwaiter().GetResult();
            return new NewFact(Weapon, new BallisticExhibitLinked(Day, "mine"));
        }, CancellationToken.None);

        outcome.ShouldBe(new TransactionOutcome.Unavailable(new AppendOutcome.Conflict(Weapon, 5)));
        asked.ShouldBe(Transaction.MaxAttempts);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_in_line_lets_the_next_one_through()
    {
        var lines = SubjectLines.Of(NewStore());
        var other = WeaponId.Issue("tests", "2").Subject;
        var first = await lines.Wait([Weapon], CancellationToken.None);
        using var impatient = new CancellationTokenSource();
        var second = lines.Wait([other, Weapon, other], impatient.Token);
        var third = lines.Wait([Weapon, other], CancellationToken.None);

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        third.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await third).Dispose();
        lines.AnyFor([Weapon, other]).ShouldBeFalse();
    }

    private static MemoryEventStore NewStore() => new(new StandingClock());

    private static CommandId NewId() => new(Guid.CreateVersion7());

    /// <summary>What the decision is about is whether the exhibit is linked already.</summary>
    private static Task<TransactionOutcome> Link(MemoryEventStore store, string exhibit, bool alone = true)
    {
        var text = Storable(exhibit);
        var fact = new NewFact(Weapon, new BallisticExhibitLinked(Day, text));
        return alone
            ? store.Transact(
                NewId(), Clerk, [Weapon], (Linked state) => state.Has(text) ? Decision.Nothing : fact, default)
            : store.Append(new AppendRequest(NewId(), [fact], Condition.None, Clerk), default)
                .ContinueWith<TransactionOutcome>(_ => new TransactionOutcome.Done(null), TaskScheduler.Default);
    }

    private static string Storable(string? text) =>
        string.Concat((text ?? "").Where(it => it != '\0' && !char.IsSurrogate(it)));

    private static Recorded[] Recorded(string?[] exhibits) => [.. exhibits.Select((it, index) => new Recorded(
        index + 1,
        Guid.Empty,
        Weapon,
        index + 1,
        default,
        new BallisticExhibitLinked(Day, Storable(it)),
        Clerk,
        default))];

    private static List<Recorded> All(MemoryEventStore store) =>
        store.ReadAll(0, CancellationToken.None).ToBlockingEnumerable().ToList();

    private sealed record Linked(int Count, ValueList<string> Exhibits) : IFold<Linked>
    {
        public static Linked Initial { get; } = new(0, []);

        public static Linked Evolve(Linked before, Recorded entry) => new(
            before.Count + 1, before.Exhibits.Append(((BallisticExhibitLinked)entry.Fact).Exhibit).ToValueList());

        public bool Has(string exhibit) => Exhibits.Contains(exhibit, StringComparer.Ordinal);
    }

    private sealed class StandingClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 1, 1, 0, 0);
    }
}
