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
    string Rule, Severity Severity, ValueList<long> Positions, ValueList<string> Values)
{
    internal static Contradiction Of(
        string rule, Severity severity, IEnumerable<TimelineEntry> grounds, params string[] values) =>
        new(rule, severity, grounds.Select(it => it.Position).Distinct().ToValueList(), new([.. values]));
}
