using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Tests.Contract;

/// <summary>Short ways to say what a test asks the log for.</summary>
internal static class Requests
{
    public static Provenance Clerk { get; } = new("clerk");

    public static CommandId NewId() => new(Guid.CreateVersion7());

    /// <summary>The weapon of this number.</summary>
    public static Subject Weapon(int number) => WeaponIdOf(number).Subject;

    public static WeaponId WeaponIdOf(int number) =>
        WeaponId.Issue("tests", number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The party of this name.</summary>
    public static Subject Party(string name) => new Custodian(name).Party;

    /// <summary>A fact about a weapon and the depot that took it in.</summary>
    public static NewFact Entered(Subject weapon, string depot = "Depot A", string? document = null) =>
        new(weapon, new StockEntered(Happened.Parse("2024-03-01"), new Custodian(depot), Document: document));

    /// <summary>A fact about the weapon alone.</summary>
    public static NewFact Linked(Subject weapon, string exhibit = "EX-1") =>
        new(weapon, new BallisticExhibitLinked(Happened.Parse("2024-04-01"), exhibit));

    /// <summary>A request with an id of its own and no condition.</summary>
    public static AppendRequest Ask(params NewFact[] facts) => new(NewId(), [.. facts], Condition.None, Clerk);

    public static AppendRequest If(this AppendRequest request, params Seen[] seen) =>
        request with { Condition = new Condition([.. seen]) };

    public static AppendRequest If(this AppendRequest request, long upTo, params Subject[] about) =>
        request with { Condition = Condition.Nothing(upTo, about) };

    public static Task<AppendOutcome> Append(this IEventStore store, AppendRequest request) =>
        store.Append(request, CancellationToken.None);

    /// <summary>The receipt of an append that must succeed.</summary>
    public static async Task<Receipt> Record(this IEventStore store, AppendRequest request) =>
        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Receipt;

    public static Task<Receipt> Record(this IEventStore store, params NewFact[] facts) => store.Record(Ask(facts));

    public static Task<History> Read(this IEventStore store, params Subject[] about) =>
        store.Read(about, CancellationToken.None);

    public static async Task<ImmutableArray<Recorded>> All(this IEventStore store, long after = 0)
    {
        var all = ImmutableArray.CreateBuilder<Recorded>();
        await foreach (var fact in store.ReadAll(after, CancellationToken.None))
        {
            all.Add(fact);
        }

        return all.DrainToImmutable();
    }

    public static async Task<long> End(this IEventStore store) => (await store.Head(CancellationToken.None)).Position;

    /// <summary>The code of a refusal that must come.</summary>
    public static async Task<string> Refusal(this IEventStore store, AppendRequest request) =>
        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Refused>().Refusal.Code;
}
