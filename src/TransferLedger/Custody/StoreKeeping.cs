using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>Recording how arms are kept: what is incomplete is refused, what is stated is recorded.</summary>
public static class StoreKeeping
{
    /// <summary>Refused: it names no inspector, no checklist or no training record.</summary>
    public const string NothingSaid = "keeping.nothing-said";

    /// <summary>Refused: it ends before it begins. Details: when it ends, when it begins.</summary>
    public const string EndsBefore = "keeping.ends-before";

    /// <summary>Refused: a capacity below nought. Details: the number.</summary>
    public const string CapacityImpossible = "keeping.capacity-impossible";

    /// <summary>A store was inspected.</summary>
    /// <param name="facts">The facts about the site.</param>
    /// <param name="home">The site.</param>
    /// <param name="fact">The inspection.</param>
    public static Decision Inspect(ImmutableArray<Recorded> facts, Subject home, StoreInspected fact) => fact switch
    {
        _ when Known(facts, home, fact) => Decision.Nothing,
        _ when Blank(fact.Checklist) || !fact.Inspectors.Any(it => !Blank(it)) => new Refusal(NothingSaid),
        { Capacity: < 0 } => new Refusal(CapacityImpossible, fact.Capacity),
        { ValidTo: { } to } when to.CertainlyBefore(fact.Happened) =>
            new Refusal(EndsBefore, to.Text, fact.Happened.Text),
        _ => new NewFact(home, fact),
    };

    /// <summary>A user was trained.</summary>
    /// <param name="facts">The facts about the user's training.</param>
    /// <param name="home">The training.</param>
    /// <param name="fact">The record of it.</param>
    public static Decision Train(ImmutableArray<Recorded> facts, Subject home, TrainingRecorded fact) => fact switch
    {
        _ when Known(facts, home, fact) => Decision.Nothing,
        _ when Blank(fact.Record) => new Refusal(NothingSaid),
        { ValidTo: { } to } when to.CertainlyBefore(fact.Happened) =>
            new Refusal(EndsBefore, to.Text, fact.Happened.Text),
        _ => new NewFact(home, fact),
    };

    private static bool Known(ImmutableArray<Recorded> facts, Subject home, LedgerEvent fact) =>
        StandingFacts.Of(facts).Any(it => it.Home == home && it.Fact == fact);

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);
}
