using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Why the rules hold a certificate against something that is to be recorded.</summary>
public static class Holding
{
    /// <summary>The position of a fact that is not on record yet: after all that are.</summary>
    public const long NotOnRecord = long.MaxValue;

    /// <summary>
    /// The details of a refusal: the verdict, the rules that hold or reject, then the findings
    /// (<see cref="RuleFinding"/>) that would only come with what is asked for, which no verdict on the certificate as
    /// it stands shows.
    /// </summary>
    /// <param name="asked">The report with what is asked for.</param>
    /// <param name="standing">The report without it; asked for only here.</param>
    public static ImmutableArray<object> Details(CertificateReport asked, Func<CertificateReport?> standing)
    {
        var held = asked.Weighed.Where(it => it.Verdict >= Verdict.Hold).ToList();
        var known = (standing()?.Weighed ?? []).Select(it => (it.Rule, it.Code, it.Values)).ToHashSet();
        return
        [
            asked.OfWeighed.ToString(), .. held.Select(it => it.Rule).Distinct(StringComparer.Ordinal),
            .. held.Where(it => !known.Contains((it.Rule, it.Code, it.Values)))
                .Select(it => it with { Facts = it.Facts.Where(at => at != NotOnRecord).ToValueList() }),
        ];
    }
}
