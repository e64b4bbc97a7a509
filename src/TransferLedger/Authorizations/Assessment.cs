using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>
/// Does an assessment allow a transfer? Article 6 forbids without weighing; under articles 7 and 11 a risk may be
/// mitigated, and must be named with its measures.
/// </summary>
public static class Assessment
{
    /// <summary>
    /// Refused: nobody has assessed it, or not every criterion. Details: those missing or incomplete.
    /// </summary>
    public const string Missing = "authorization.not-assessed";

    /// <summary>Refused: the assessment forbids it. Details: the criteria.</summary>
    public const string Forbids = "authorization.assessment-forbids";

    /// <summary>Refused: who assessed may not agree as well. Details: the person.</summary>
    public const string SamePerson = "authorization.assessor-approves";

    /// <summary>Every criterion there is.</summary>
    public static ValueList<AttCriterion> All { get; } = Enum.GetValues<AttCriterion>().ToValueList();

    /// <summary>Is it one of article 6, where nothing can be weighed?</summary>
    public static bool Prohibits(AttCriterion criterion) => criterion is AttCriterion.SecurityCouncilMeasures
        or AttCriterion.InternationalAgreements or AttCriterion.AtrocityCrimes;

    /// <summary>What is wrong with an assessment as the ground of a grant; null when nothing is.</summary>
    /// <param name="assessed">The last assessment; null when there is none.</param>
    /// <param name="approver">Who agrees with the grant.</param>
    public static Refusal? Check(TransferAssessed? assessed, string approver)
    {
        var criteria = assessed?.Criteria ?? [];
        var open = All.Where(it => !criteria.Any(one => one.Criterion == it && IsComplete(one))).ToList();
        if (assessed is null || open.Count > 0)
        {
            return new Refusal(Missing, [.. open.Select(it => (object)it.ToString())]);
        }

        // A criterion assessed twice counts at its worst.
        var forbidding = criteria.Where(it => it.Finding == RiskFinding.Overriding
            || (Prohibits(it.Criterion) && it.Finding != RiskFinding.None)).Select(it => it.Criterion).Distinct();
        return forbidding.ToList() is { Count: > 0 } found
            ? new Refusal(Forbids, [.. found.Select(it => (object)it.ToString())])
            : AuthorityRegister.SameName(assessed.Officer, approver)
                ? new Refusal(SamePerson, approver)
                : null;
    }

    private static bool IsComplete(CriterionAssessed it) => !string.IsNullOrWhiteSpace(it.Reason)
        && it.Evidence.Any(one => !string.IsNullOrWhiteSpace(one))
        && (it.Finding != RiskFinding.Mitigated || !string.IsNullOrWhiteSpace(it.Mitigation));
}
