using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The intake of a weapon that was surrendered: disarmament of combatants, an amnesty. It gets an identity of its own;
/// whether it is one on record is found by its number, and decided by people.
/// </summary>
public static class Collecting
{
    /// <summary>Refused: it says neither what marks were read nor that there are none.</summary>
    public const string NoMarks = "collection.no-marks";

    /// <summary>Refused: names no programme, number of intake, or kind of weapon.</summary>
    public const string NothingSaid = "collection.nothing-said";

    /// <summary>Refused: the number of intake is used for something else. Details: the weapon.</summary>
    public const string ReferenceUsed = "collection.reference-used";

    /// <summary>The weapon of an intake: the same programme and number always meet the same.</summary>
    public static WeaponId WeaponOf(string programme, string reference) =>
        WeaponId.Issue("intake", Subject.Normalise(programme), Subject.Normalise(reference));

    /// <summary>Decides; the weapon is registered and surrendered by two facts.</summary>
    /// <param name="facts">The facts about the weapon of the intake.</param>
    /// <param name="reference">The number of the intake within the programme.</param>
    /// <param name="item">What it is.</param>
    /// <param name="fact">The surrender, with the marks as read; one that is absent says that there are none.</param>
    public static Decision Decide(
        ImmutableArray<Recorded> facts, string reference, ItemDescription item, SurrenderRecorded fact)
    {
        if (Subject.Normalise(fact.Programme).Length == 0 || Subject.Normalise(reference).Length == 0
            || string.IsNullOrWhiteSpace(item.Kind))
        {
            return new Refusal(NothingSaid);
        }

        if (fact.Marks.Count == 0)
        {
            return new Refusal(NoMarks);
        }

        var home = WeaponOf(fact.Programme, reference).Subject;
        var registered = new ItemRegistered(
            fact.Happened, item, fact.Marks, null, fact.Place, $"intake {reference} of {fact.Programme}");
        if (!facts.IsEmpty)
        {
            return facts.Any(it => it.Fact == fact) && facts.Any(it => it.Fact == registered)
                ? Decision.Nothing
                : new Refusal(ReferenceUsed, home.Rest);
        }

        return Decision.Record([new NewFact(home, registered), new NewFact(home, fact)]);
    }
}
