using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>
/// Answers that the ledger does not hold and somebody else must give: embargoes, screening of parties, routes, the
/// risk of countries. An answer is what was found, and nothing found is an answer too; a rule without an answer holds.
/// </summary>
/// <param name="ByRule">What was found, by the id of the rule; a rule that is not there was not answered.</param>
public sealed record OutsideAnswers(ImmutableDictionary<string, ValueList<RuleFinding>> ByRule)
{
    /// <summary>Nobody was asked.</summary>
    public static OutsideAnswers None { get; } =
        new(ImmutableDictionary.Create<string, ValueList<RuleFinding>>(StringComparer.Ordinal));
}
