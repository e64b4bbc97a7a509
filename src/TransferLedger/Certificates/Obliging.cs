using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// What an end user undertook becomes an obligation with a last day and an owner at this office, and is met with
/// evidence.
/// </summary>
public static class Obliging
{
    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "obligation.certificate-unknown";

    /// <summary>Refused: the certificate holds no such undertaking. Details: the undertaking.</summary>
    public const string NotUndertaken = "obligation.not-undertaken";

    /// <summary>Refused: nobody is named who sees to it.</summary>
    public const string OwnerMissing = "obligation.owner-missing";

    /// <summary>Refused: its last day is over before it was agreed. Details: that day, and that of agreement.</summary>
    public const string DueBefore = "obligation.due-before";

    /// <summary>Refused: no such obligation is on record. Details: the undertaking.</summary>
    public const string NotSet = "obligation.not-set";

    /// <summary>Refused: nothing is named that proves it.</summary>
    public const string EvidenceMissing = "obligation.evidence-missing";

    /// <summary>Sets a date; another date or owner for the same undertaking replaces the one before.</summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">What is owed; its end user is filled in.</param>
    public static Decision Set(CertificateFacts state, Subject certificate, ObligationSet asked)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(asked);
        if (CertificateFile.Of(certificate, state.Facts).Captures is not [.., { Fact.Certificate: var paper }])
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        if (!paper.Undertakings.Contains(asked.Undertaking))
        {
            return new Refusal(NotUndertaken, asked.Undertaking.ToString());
        }

        if (!asked.Owner.Any(char.IsLetterOrDigit))
        {
            return new Refusal(OwnerMissing);
        }

        if (asked.Due.CertainlyBefore(asked.Happened))
        {
            return new Refusal(DueBefore, asked.Due.Text, asked.Happened.Text);
        }

        var fact = asked with { EndUser = paper.EndUserSubject };
        return Last(state, certificate, asked.Undertaking) is ObligationSet last
            && last with { Happened = fact.Happened } == fact
                ? Decision.Nothing
                : new NewFact(certificate, fact);
    }

    /// <summary>Records that it is done.</summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="done">What was owed, and what proves it; its end user is filled in.</param>
    public static Decision Meet(CertificateFacts state, Subject certificate, ObligationMet done)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(done);
        return Last(state, certificate, done.Undertaking) switch
        {
            null => new Refusal(NotSet, done.Undertaking.ToString()),
            _ when !done.Evidence.Any(char.IsLetterOrDigit) => new Refusal(EvidenceMissing),
            ObligationMet => Decision.Nothing,
            ObligationSet set => new NewFact(certificate, done with { EndUser = set.EndUser }),
            _ => new Refusal(NotSet, done.Undertaking.ToString()),
        };
    }

    /// <summary>What was last recorded of an undertaking and stands; null for nothing.</summary>
    private static LedgerEvent? Last(CertificateFacts state, Subject certificate, Undertaking undertaking) =>
        StandingFacts.Of(state.Facts).Where(it => it.Home == certificate && it.Fact switch
            {
                ObligationSet set => set.Undertaking == undertaking,
                ObligationMet met => met.Undertaking == undertaking,
                _ => false,
            })
            .MaxBy(it => it.Position)?.Fact;
}
