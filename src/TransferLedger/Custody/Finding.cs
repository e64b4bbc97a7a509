using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Custody;

/// <summary>What a rule found about a weapon, with what people decided on it.</summary>
/// <param name="Key">Its name: the same rule over the same facts has always the same.</param>
/// <param name="What">What does not fit.</param>
/// <param name="Decided">The last decision on it; null when nobody has decided.</param>
public sealed record Finding(string Key, Contradiction What, FindingDecided? Decided)
{
    /// <summary>
    /// The key of what a rule found, such as <c>coc-041-7k3m-9q2x-4t5v-8w1z</c>: made of the rule and the ids of the
    /// facts that prove it, so neither the order of arrival nor the day of asking changes it.
    /// </summary>
    /// <param name="what">What was found.</param>
    /// <param name="idOf">The id of the fact at a position.</param>
    public static string KeyOf(Contradiction what, Func<long, Guid> idOf)
    {
        var text = new StringBuilder(what.Rule);
        foreach (var id in what.Positions.Select(idOf).Order())
        {
            text.Append('/').Append(id.ToString("N"));
        }

        foreach (var at in Distinguishing(what.Rule))
        {
            text.Append('/').Append(what.Values[at]);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return $"{what.Rule.ToLowerInvariant()}-{WeaponId.FromBytes(hash.AsSpan(0, 10))}";
    }

    /// <summary>The values that tell apart what one rule finds in the same facts.</summary>
    private static int[] Distinguishing(string rule) => rule switch
    {
        CustodyRule.ComponentMismatch or CustodyRule.EvidenceGone => [0],
        CustodyRule.SiteNotApproved => [3],
        CustodyRule.OverShipped or CustodyRule.ArrivedShort or CustodyRule.Substituted => [1],
        CustodyRule.LeftOutOfDate => [2],
        CustodyRule.LeftUnauthorized => [2, 4],
        LotRule.ConsumptionImplausible => [1],
        LotRule.OutsideShelfLife => [0],
        _ => [],
    };

    /// <summary>The last decision on each finding, by key; retracted ones are left out.</summary>
    /// <param name="known">All facts known, corrections included.</param>
    public static IReadOnlyDictionary<string, FindingDecided> DecisionsIn(IEnumerable<Recorded> known) =>
        StandingFacts.Of(known.Where(it => it.Fact is FindingDecided or CorrectionEvent))
            .Select(it => it.Fact).OfType<FindingDecided>()
            .OrderBy(it => it.Happened.Earliest)
            .GroupBy(it => it.Finding, StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.Last(), StringComparer.Ordinal);

    /// <summary>The subject of decisions on a finding.</summary>
    /// <exception cref="FormatException">The key cannot be one.</exception>
    public static Subject SubjectOf(string key) => Subject.Of("finding", key);
}
