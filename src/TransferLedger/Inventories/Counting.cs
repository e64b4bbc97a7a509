using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Inventories;

/// <summary>
/// May a count of weapons be recorded? It is a report: what it says is recorded even if it contradicts, and held
/// against what the ledger expected.
/// </summary>
public static class Counting
{
    /// <summary>Refused: a count of less than nothing. Details: the number.</summary>
    public const string NumberImpossible = "inventory.number-impossible";

    /// <summary>Refused: more weapons are listed than were counted. Details: listed, counted.</summary>
    public const string MoreSeenThanCounted = "inventory.more-seen-than-counted";

    /// <summary>
    /// Refused: fewer than two different persons counted. A count of one person that others report is imported as it
    /// is. Details: how many were named.
    /// </summary>
    public const string TwoCounters = "inventory.two-counters";

    /// <summary>May it be recorded?</summary>
    /// <param name="state">The facts about the inventory.</param>
    /// <param name="inventory">Its subject.</param>
    /// <param name="count">What was counted; each weapon once.</param>
    public static Decision Record(AuthorizationState state, Subject inventory, InventoryCounted count) => count switch
    {
        _ when StandingFacts.Of(state.Facts).Any(it => it.Home == inventory && it.Fact == count) => Decision.Nothing,
        { Book: < 0 } => new Refusal(NumberImpossible, count.Book),
        { Counted: < 0 } => new Refusal(NumberImpossible, count.Counted),
        _ when CountIndependence.Persons(count.Counters) is < 2 and var persons => new Refusal(TwoCounters, persons),
        _ when count.Seen.Count > count.Counted =>
            new Refusal(MoreSeenThanCounted, count.Seen.Count, count.Counted),
        _ => new NewFact(inventory, count),
    };
}
