using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>Decisions about the risk of countries.</summary>
public static class Assessing
{
    /// <summary>How many days an assessment may be relied on; a proposal.</summary>
    public const int ValidDays = 90;

    /// <summary>Refused: nobody is named who decides.</summary>
    public const string NotSigned = "risk.not-signed";

    /// <summary>Refused: it is no assessment of a country the certificate names. Details: the position.</summary>
    public const string NoAssessment = "risk.no-assessment";

    /// <summary>Refused: that assessment is not high, so there is nothing to sign. Details: the position.</summary>
    public const string NotHigh = "risk.not-high";

    /// <summary>Refused: the same person decides and signs. Details: who.</summary>
    public const string FourEyes = "risk.four-eyes";

    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "risk.certificate-unknown";

    /// <summary>The subject of the facts about a country.</summary>
    /// <exception cref="FormatException">The code holds no letter or digit.</exception>
    public static Subject SubjectOf(string country) => Subject.Of("country", country);

    /// <summary>What a card says, as a fact.</summary>
    /// <param name="card">The card of a country.</param>
    /// <param name="used">The parameters it was made with.</param>
    /// <param name="upTo">The last position looked at.</param>
    /// <param name="today">The day of the assessment.</param>
    /// <param name="officer">Who assesses.</param>
    public static CountryRiskAssessed FactOf(
        RiskCard card, RiskParametersInUse used, long upTo, Happened today, string officer)
    {
        static int Thousandths(double value) => (int)Math.Round(value * 1000);
        var score = card.Score;
        return new(
            today,
            card.Unit,
            Thousandths(score.Total),
            Thousandths(score.Interval.Low),
            Thousandths(score.Interval.High),
            Thousandths(score.Coverage),
            score.Band,
            RiskIndicators.ModelVersion,
            new PackReference(used.Parameters.Id, used.Parameters.Version, used.Hash),
            Happened.On(card.Moment.On),
            upTo,
            Happened.On(today.Latest.InUtc().Date.LaterByDays(ValidDays)),
            officer,
            card.Flags,
            card.Moment.Known is { } known ? Happened.At(known) : null);
    }

    /// <summary>Record an assessment; the same again records nothing.</summary>
    /// <param name="facts">The facts about the country.</param>
    /// <param name="home">The country.</param>
    /// <param name="fact">The assessment.</param>
    public static Decision Assess(ImmutableArray<Recorded> facts, Subject home, CountryRiskAssessed fact) =>
        !fact.Officer.Any(char.IsLetterOrDigit) ? new Refusal(NotSigned)
        : StandingFacts.Of(facts).LastOrDefault(it => it.Fact is CountryRiskAssessed)?.Fact is CountryRiskAssessed last
            && last with { UpTo = fact.UpTo } == fact ? Decision.Nothing
        : new NewFact(home, fact);

    /// <summary>Sign as the second that a certificate may be used although a risk is high.</summary>
    /// <param name="facts">The facts about the certificate and the countries it names.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="fact">The decision.</param>
    public static Decision Countersign(
        ImmutableArray<Recorded> facts, Subject certificate, HighRiskCountersigned fact)
    {
        var standing = StandingFacts.Of(facts).ToList();
        if (standing.LastOrDefault(it => it.Home == certificate && it.Fact is CertificateCaptured)?.Fact
            is not CertificateCaptured captured)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        var named = CountryRisk.CountriesOf(captured.Certificate).Select(SubjectOf).ToHashSet();
        var assessed = standing.Find(it => it.Position == fact.Assessment && named.Contains(it.Home))?.Fact
            as CountryRiskAssessed;
        return assessed is null ? new Refusal(NoAssessment, fact.Assessment)
            : !assessed.IsHigh ? new Refusal(NotHigh, fact.Assessment)
            : !Signed(fact.Officer) || !Signed(fact.Approver) || !Signed(fact.Reason) ? new Refusal(NotSigned)
            : AuthorityRegister.SameName(fact.Officer, fact.Approver) ? new Refusal(FourEyes, fact.Officer)
            : standing.Exists(it => it.Home == certificate && it.Fact == (LedgerEvent)fact) ? Decision.Nothing
            : new NewFact(certificate, fact);
    }

    private static bool Signed(string text) => text.Any(char.IsLetterOrDigit);
}
