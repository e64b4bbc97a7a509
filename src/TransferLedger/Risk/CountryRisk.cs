using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What is on record of the risk of the countries a certificate names.</summary>
/// <param name="Assessments">The assessments, in the order in which they were decided.</param>
/// <param name="Countersigned">Second signatures under the certificate.</param>
/// <param name="Plans">
/// Plans to verify on site what will be delivered under it: the obligation before anything has arrived, the plan after.
/// </param>
public sealed record CountryRisk(
    ValueList<Entry<CountryRiskAssessed>> Assessments,
    ValueList<Entry<HighRiskCountersigned>> Countersigned,
    ValueList<long> Plans)
{
    /// <summary>Nothing is on record.</summary>
    public static CountryRisk Unknown { get; } = new([], [], []);

    /// <summary>The countries whose risk counts: of destination and of the end user, in capitals.</summary>
    public static IReadOnlyList<string> CountriesOf(EndUserCertificate paper) =>
    [
        .. new[] { paper.Destination, paper.EndUser?.Party.Country }.Select(RiskEntries.Code).OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The subjects of these countries.</summary>
    public static IEnumerable<Subject> SubjectsOf(EndUserCertificate paper) =>
        CountriesOf(paper).Select(Assessing.SubjectOf);

    /// <summary>What some facts say.</summary>
    /// <param name="certificate">The certificate; null when it has no number.</param>
    /// <param name="known">The facts known.</param>
    public static CountryRisk Of(Subject? certificate, IEnumerable<Recorded> known)
    {
        var standing = StandingFacts.Of(known).OrderBy(it => it.Fact.Happened.Earliest).ThenBy(it => it.Position)
            .ToList();
        return new(
            standing.Where(it => it.Fact is CountryRiskAssessed)
                .Select(it => new Entry<CountryRiskAssessed>(it.Position, (CountryRiskAssessed)it.Fact)).ToValueList(),
            standing.Where(it => it.Fact is HighRiskCountersigned && it.Home == certificate)
                .Select(it => new Entry<HighRiskCountersigned>(it.Position, (HighRiskCountersigned)it.Fact))
                .ToValueList(),
            standing.Where(it => it.Home == certificate && it.Fact is ObligationSet
                    {
                        Undertaking: Undertaking.OnSiteVerification,
                    }
                || it.Fact is VerificationPlanned plan && plan.Certificate == certificate)
                .Select(it => it.Position).ToValueList());
    }

    /// <summary>The latest assessment of a country; null when there is none.</summary>
    public Entry<CountryRiskAssessed>? Latest(string country) =>
        Assessments.LastOrDefault(it => it.Fact.Country == country);
}
