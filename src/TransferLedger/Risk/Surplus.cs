using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>One declared surplus and what became of it: a function of the facts about it.</summary>
/// <param name="Declared">The declaration that stands: the latest recorded.</param>
/// <param name="Destructions">What was destroyed, in the order in which it happened.</param>
public sealed record Surplus(Entry<SurplusDeclared> Declared, ValueList<Entry<SurplusDestroyed>> Destructions)
{
    /// <summary>Refused: there is no such declaration. Details: its number.</summary>
    public const string Unknown = "surplus.unknown";

    /// <summary>Refused: there is nothing of it. Details: the quantity.</summary>
    public const string NothingOfIt = "surplus.nothing-of-it";

    /// <summary>Refused: it is not said who says so, what it is, or where it is said.</summary>
    public const string NothingSaid = "surplus.nothing-said";

    /// <summary>Refused: more would be destroyed than was declared. Details: declared, destroyed before, now.</summary>
    public const string BeyondDeclared = "surplus.beyond-declared";

    /// <summary>Refused: it is to be destroyed before it is declared. Details: both days.</summary>
    public const string TooEarly = "surplus.too-early";

    /// <summary>How many were destroyed.</summary>
    public Int128 Destroyed => Sum(Destructions);

    /// <summary>How many are left; below 0 when reports say too much.</summary>
    public Int128 Left => Declared.Fact.Quantity - Destroyed;

    /// <summary>The last day on which it may be destroyed in time.</summary>
    public LocalDate Due => Declared.Fact.DestroyBy.Latest.InUtc().Date;

    /// <summary>The subject of a declaration.</summary>
    /// <param name="country">The State, ISO 3166-1 alpha-2.</param>
    /// <param name="reference">The number of the declaration.</param>
    /// <exception cref="FormatException">Either holds no letter or digit.</exception>
    public static Subject SubjectOf(string country, string reference) => Subject.Of("surplus", country, reference);

    /// <summary>What the facts about one declaration come to; null when nothing was declared.</summary>
    /// <param name="facts">The facts as they stand; others do no harm.</param>
    public static Surplus? Of(IEnumerable<Recorded> facts)
    {
        var standing = facts.Where(it => it.Fact is SurplusEvent).OrderBy(it => it.Fact.Happened.Earliest)
            .ThenBy(it => it.Position).ToList();
        return standing.Where(it => it.Fact is SurplusDeclared).MaxBy(it => it.Position) is { } declared
            ? new(
                new(declared.Position, (SurplusDeclared)declared.Fact),
                standing.Where(it => it.Fact is SurplusDestroyed)
                    .Select(it => new Entry<SurplusDestroyed>(it.Position, (SurplusDestroyed)it.Fact)).ToValueList())
            : null;
    }

    /// <summary>The first day by whose end, by the reports, all of it was destroyed; null while some is left.</summary>
    public Entry<SurplusDestroyed>? Completed()
    {
        Int128 sum = 0;
        foreach (var it in Destructions)
        {
            sum += it.Fact.Quantity;
            if (sum >= Declared.Fact.Quantity)
            {
                return it;
            }
        }

        return null;
    }

    /// <summary>The share that was left at the end of a day, 0 to 1.</summary>
    public double ShareLeft(LocalDate day)
    {
        var left = Declared.Fact.Quantity
            - Sum(Destructions.Where(it => RiskEntries.DayOf(it.Fact.Happened) <= day));
        return Declared.Fact.Quantity <= 0 ? 0 : Math.Clamp((double)left / Declared.Fact.Quantity, 0, 1);
    }

    /// <summary>May it be declared? The same again records nothing; otherwise it replaces what was declared.</summary>
    /// <param name="facts">The facts about it.</param>
    /// <param name="fact">The declaration.</param>
    public static Decision Declare(ImmutableArray<Recorded> facts, SurplusDeclared fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var before = Of(StandingFacts.Of(facts));
        return !Said(fact.Authority) || !Said(fact.Goods) || !Said(fact.Unit) || !Said(fact.Source)
                || !Said(fact.Officer ?? "") ? new Refusal(NothingSaid)
            : fact.Quantity <= 0 ? new Refusal(NothingOfIt, fact.Quantity)
            : fact.DestroyBy.Latest < fact.Happened.Earliest
                ? new Refusal(TooEarly, fact.DestroyBy.Text, fact.Happened.Text)
            : before?.Declared.Fact == fact ? Decision.Nothing
            : before is not null && before.Destroyed > fact.Quantity
                ? new Refusal(BeyondDeclared, fact.Quantity, (long)before.Destroyed, 0)
            : new NewFact(SubjectOf(fact.Country, fact.Reference), fact);
    }

    /// <summary>May so much be recorded as destroyed?</summary>
    /// <param name="facts">The facts about the declaration.</param>
    /// <param name="home">The declaration.</param>
    /// <param name="fact">What was destroyed.</param>
    public static Decision Destroy(ImmutableArray<Recorded> facts, Subject home, SurplusDestroyed fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Of(StandingFacts.Of(facts)) is not { } it ? new Refusal(Unknown, home.Rest)
            : !Said(fact.Source) || !Said(fact.Officer ?? "") ? new Refusal(NothingSaid)
            : fact.Quantity <= 0 ? new Refusal(NothingOfIt, fact.Quantity)
            : it.Destructions.Any(one => one.Fact == fact) ? Decision.Nothing
            : it.Destroyed + fact.Quantity > it.Declared.Fact.Quantity
                ? new Refusal(BeyondDeclared, it.Declared.Fact.Quantity, (long)it.Destroyed, fact.Quantity)
            : new NewFact(home, fact);
    }

    private static Int128 Sum(IEnumerable<Entry<SurplusDestroyed>> destructions) =>
        destructions.Aggregate(Int128.Zero, (sum, it) => sum + it.Fact.Quantity);

    private static bool Said(string text) => text.Any(char.IsLetterOrDigit);
}
