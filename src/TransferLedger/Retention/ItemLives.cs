using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Retention;

/// <summary>
/// The weapons and lots facts are about, and when they ceased to be: a weapon when it was destroyed, a lot when nobody
/// holds a round of it any more.
/// </summary>
public sealed class ItemLives
{
    private readonly Dictionary<Subject, LocalDate?> _ends;

    private ItemLives(Dictionary<Subject, LocalDate?> ends) => _ends = ends;

    /// <summary>The weapons and lots among the subjects of some facts, each once.</summary>
    public static ImmutableArray<Subject> ItemsOf(IEnumerable<Recorded> facts) =>
        [.. facts.SelectMany(it => it.Subjects()).Where(IsItem).Distinct().Order()];

    /// <summary>The lives of items from their histories.</summary>
    /// <param name="items">The items.</param>
    /// <param name="facts">All facts about them, each once.</param>
    public static ItemLives Of(IEnumerable<Subject> items, IReadOnlyCollection<Recorded> facts)
    {
        var about = facts.SelectMany(it => it.Subjects().Where(IsItem).Select(item => (Item: item, Fact: it)))
            .ToLookup(it => it.Item, it => it.Fact);
        return new ItemLives(items.ToDictionary(it => it, it => EndOf(it, about[it])));
    }

    /// <summary>The last day on which it was; null while it is, or may be, in being.</summary>
    /// <exception cref="KeyNotFoundException">It is none of the items.</exception>
    public LocalDate? End(Subject item) => _ends[item];

    private static bool IsItem(Subject subject) => subject.Kind is "weapon" or LotKey.Kind;

    private static LocalDate? EndOf(Subject item, IEnumerable<Recorded> facts)
    {
        Happened? end;
        if (item.Kind == LotKey.Kind)
        {
            var books = LotBooks.Of(item, facts, AsOf.Now);
            var empty = books.Uncounted.IsEmpty
                && books.Accounts.Where(it => it.IsHeld).All(it => books.Balance(it) == 0);
            end = empty ? books.Entries.LastOrDefault()?.Happened : null;
        }
        else
        {
            end = StandingFacts.Of(facts).Select(it => it.Fact).OfType<Destroyed>().Select(it => it.Happened)
                .OrderBy(it => it.Latest).LastOrDefault();
        }

        return end is null || end.Latest == Happened.End ? null : end.Latest.InUtc().Date;
    }
}
