using System.Collections.Frozen;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Rules that take an answer from outside the ledger (<see cref="OutsideAnswers"/>).</summary>
public static partial class CertificateRules
{
    /// <summary>What each of them lacks while nobody has answered.</summary>
    private static readonly FrozenDictionary<string, string> Lacking = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["EUC-050"] = "embargoes",
        ["EUC-051"] = "sanctions lists",
        ["EUC-052"] = "areas under control of groups",
        ["EUC-053"] = "clearances",
        ["EUC-055"] = "route",
        ["EUC-056"] = "conveyance",
        ["EUC-059"] = "diversion findings",
        ["EUC-062"] = "country risk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Func<CertificateCase, IEnumerable<RuleFinding>> Asked(string rule) => it => Answer(it, rule);

    /// <summary>What was answered; holds when nobody has answered.</summary>
    private static ValueList<RuleFinding> Answer(CertificateCase it, string rule) =>
        it.Outside.ByRule.TryGetValue(rule, out var found)
            ? found
            : [Found(Verdict.Hold, NotAvailable, null, Lacking[rule])];

    /// <summary>What the paper itself tells, and the route.</summary>
    private static IEnumerable<RuleFinding> Geography(CertificateCase it)
    {
        if (it.Paper.EndUser?.Party.Country is { } country && it.Paper.Destination is { } destination
            && !Blank(country) && !Blank(destination)
            && !string.Equals(country.Trim(), destination.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            yield return Found(Verdict.Hold, "end-user-elsewhere", "destination", destination, country);
        }

        foreach (var answer in Answer(it, "EUC-055"))
        {
            yield return answer;
        }
    }
}
