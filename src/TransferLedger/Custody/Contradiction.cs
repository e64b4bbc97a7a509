using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>How grave what a rule found is. Source: section 5 of the custody rules.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Possible, or in need of a look.</summary>
    Warn,

    /// <summary>The records break a rule.</summary>
    Breach,

    /// <summary>The records cannot all be true, or a weapon has escaped control.</summary>
    Critical,
}

/// <summary>Facts that do not fit together, by a rule of the field.</summary>
/// <param name="Rule">The rule, such as <see cref="CustodyRule.IllegalStateChange"/>.</param>
/// <param name="Severity">
/// The rule's own severity when the dates leave no doubt, <see cref="Severity.Warn"/> when it is only possible.
/// </param>
/// <param name="Positions">The positions of the facts that prove it, in the order in which they happened.</param>
/// <param name="Values">
/// The values its sentence needs, in the order given at the rule. Dates are EDTF texts, steps are stored names of
/// facts, states are the names of <see cref="CustodyState"/>.
/// </param>
public sealed record Contradiction(
    string Rule, Severity Severity, ValueList<long> Positions, ValueList<string> Values);

/// <summary>The rules that replay of a single weapon checks, by the ids of section 5 of the custody rules.</summary>
public static class CustodyRule
{
    /// <summary>
    /// A change of state that is not in the table; reported only where no rule that says more fires on the same fact.
    /// A life that begins with anything but manufacture or registration is reported only when neither is known: a
    /// registration is often the last thing the ledger learns of.
    /// Values: state before, step, state after.
    /// </summary>
    public const string IllegalStateChange = "COC-020";

    /// <summary>Something happened after the destruction. Values: date of destruction, step, its date.</summary>
    public const string EventAfterDestruction = "COC-021";

    /// <summary>Something happened before the manufacture. Values: date of manufacture, step, its date.</summary>
    public const string EventBeforeManufacture = "COC-023";

    /// <summary>
    /// Two steps stand in the wrong order: receipt before handover, arrival before departure, return before issue,
    /// recovery before seizure, sale after seizure. Values: step that should be first, its date, step that should
    /// follow, its date.
    /// </summary>
    public const string ReversedPair = "COC-024";

    /// <summary>Said to have happened later than it was recorded. Values: step, its date, day of recording.</summary>
    public const string FutureEvent = "COC-026";

    /// <summary>Two custodians at the same time. Values: one custodian, the other, date of the second claim.</summary>
    public const string TwoCustodians = "COC-030";

    /// <summary>
    /// Nobody answers for the weapon for longer than allowed. Values: days, days allowed, custodian before, custodian
    /// after (empty when not named).
    /// </summary>
    public const string UnexplainedGap = "COC-031";

    /// <summary>
    /// A custodian records receipt, and the one before never released it. Values: receiver, custodian before.
    /// </summary>
    public const string ReceiptWithoutHandover = "COC-033";

    /// <summary>Somebody gave it away who was not its custodian. Values: giver, custodian at the time.</summary>
    public const string ReleasedByOther = "COC-034";

    /// <summary>
    /// It was seen away from its custodian, and no loss or theft had been reported. Values: custodian, last proof of
    /// presence with it, step, its date, place (empty when not given).
    /// </summary>
    public const string SeenElsewhere = "COC-041";
}
