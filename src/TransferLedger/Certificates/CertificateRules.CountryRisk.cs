using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>The risk of destination and end user's country, as assessed (EUC-062).</summary>
public static partial class CertificateRules
{
    /// <summary>
    /// A high risk holds until a second person has signed under this very assessment and a verification on site is
    /// planned. A country nobody has assessed is one whose risk nobody has answered for.
    /// </summary>
    private static IEnumerable<RuleFinding> RiskOfCountry(CertificateCase it)
    {
        var assessed = CountryRisk.CountriesOf(it.Paper)
            .Select(country => (Country: country, Latest: it.CountryRisk.Latest(country))).ToList();
        if (assessed.Count == 0 || assessed.Exists(one => one.Latest is null))
        {
            yield return Unanswered("EUC-062");
        }

        foreach (var (country, latest) in assessed)
        {
            if (latest is not null && OfAssessment(it, country, latest) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>As long as nobody knows the risk of the destination, it is taken to be high.</summary>
    private static bool RiskIsHigh(CertificateCase it) =>
        RiskOfCountry(it).Any(found => found.Verdict >= Verdict.Hold || found.Code == "risk-high-countersigned");

    private static RuleFinding? OfAssessment(CertificateCase it, string country, Entry<CountryRiskAssessed> latest)
    {
        var fact = latest.Fact;
        var score = (fact.Score / 1000m).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        if (fact.ValidTo.CertainlyBefore(it.On))
        {
            return Found(
                Verdict.Hold, "risk-assessment-stale", "destination", country, fact.On.Text, fact.ValidTo.Text)
                .Resting(latest.Position);
        }

        if (!fact.IsHigh)
        {
            return null;
        }

        var signed = it.CountryRisk.Countersigned.LastOrDefault(one => one.Fact.Assessment == latest.Position);
        if (signed is not null && it.CountryRisk.Plans.Count > 0)
        {
            return Found(
                Verdict.Warn, "risk-high-countersigned", "destination", country, score, fact.Band.ToString(),
                signed.Fact.Officer, signed.Fact.Approver)
                .Resting([.. new[] { latest.Position, signed.Position }.Concat(it.CountryRisk.Plans).Order()]);
        }

        return Found(
            Verdict.Hold, "risk-high", "destination", country, score, fact.Band.ToString(),
            signed is null ? "signature" : "", it.CountryRisk.Plans.Count == 0 ? "plan" : "")
            .Resting(latest.Position);
    }
}
