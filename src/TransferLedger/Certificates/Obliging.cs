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

    /// <summary>Refused: only facts on record meet it. Details: the undertaking.</summary>
    public const string MetByFacts = "obligation.met-by-facts";

    /// <summary>Refused: it binds without a day, and nothing fulfils it. Details: the undertaking.</summary>
    public const string Stands = "obligation.stands";

    /// <summary>
    /// What becomes an obligation, or is one no more, when a reading is accepted; nothing for what is on record
    /// already, whoever sees to it.
    /// </summary>
    /// <param name="file">What is on record about the certificate.</param>
    /// <param name="paper">The certificate with the amendments that count.</param>
    /// <param name="reading">The capture that is accepted, by its position.</param>
    /// <param name="on">The day of the acceptance.</param>
    /// <param name="officer">Who accepts.</param>
    public static IEnumerable<ObligationAssumed> Assumed(
        CertificateFile file, EndUserCertificate paper, long reading, Happened on, string officer)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(paper);
        var before = file.Obligations.Select(it => it.Fact).GroupBy(it => it.Undertaking)
            .ToDictionary(it => it.Key, it => it.Last());
        var now = paper.Undertakings.Index().DistinctBy(it => it.Item).Select(it => new ObligationAssumed(
            on,
            it.Item,
            it.Item == Undertaking.DeliveryVerification && paper.FinalConsignee is not null
                ? ObligedParty.FinalConsignee
                : ObligedParty.EndUser,
            TermOf(it.Item),
            officer,
            reading,
            FormattableString.Invariant($"undertakings[{it.Index}]"),
            it.Item == Undertaking.NewForOld ? paper.EndUserSubject : null));
        var released = before.Values
            .Where(it => it.Term != ObligationTerm.Released && !paper.Undertakings.Contains(it.Undertaking))
            .Select(it => it with
            {
                Happened = on, Term = ObligationTerm.Released, Owner = officer, Reading = reading,
                Basis = "undertakings",
            });
        return now.Where(it => !(before.GetValueOrDefault(it.Undertaking) is { } was
                && was.OwedBy == it.OwedBy && was.Term == it.Term && was.EndUser == it.EndUser))
            .Concat(released).OrderBy(it => it.Undertaking);
    }

    /// <summary>By when an undertaking is owed.</summary>
    private static ObligationTerm TermOf(Undertaking undertaking) => undertaking switch
    {
        Undertaking.DeliveryVerification or Undertaking.NewForOld => ObligationTerm.AfterArrival,
        Undertaking.OnSiteVerification => ObligationTerm.AtVerification,
        _ => ObligationTerm.Standing,
    };

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
        return Last(state, certificate, asked.Undertaking, it => it is ObligationSet or ObligationMet)?.Fact
            is ObligationSet last
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
        var (owed, met) = (
            Last(state, certificate, done.Undertaking, it => it is ObligationSet)
                ?? Last(state, certificate, done.Undertaking, it => it is ObligationAssumed),
            Last(state, certificate, done.Undertaking, it => it is ObligationMet));
        return owed?.Fact switch
        {
            null or ObligationAssumed { Term: ObligationTerm.Released } =>
                new Refusal(NotSet, done.Undertaking.ToString()),
            ObligationAssumed { Term: ObligationTerm.Standing } => new Refusal(Stands, done.Undertaking.ToString()),
            ObligationAssumed { Undertaking: Undertaking.DeliveryVerification } =>
                new Refusal(MetByFacts, done.Undertaking.ToString()),
            _ when !done.Evidence.Any(char.IsLetterOrDigit) => new Refusal(EvidenceMissing),
            _ when met?.Position > owed.Position => Decision.Nothing,
            ObligationSet set => new NewFact(certificate, done with { EndUser = set.EndUser }),
            _ => new NewFact(certificate, done with { EndUser = ((ObligationAssumed)owed.Fact).EndUser }),
        };
    }

    /// <summary>What was last recorded of an undertaking and stands; null for nothing.</summary>
    private static Recorded? Last(
        CertificateFacts state, Subject certificate, Undertaking undertaking, Func<LedgerEvent, bool> which) =>
        StandingFacts.Of(state.Facts).Where(it => it.Home == certificate && which(it.Fact) && it.Fact switch
            {
                ObligationSet set => set.Undertaking == undertaking,
                ObligationMet met => met.Undertaking == undertaking,
                ObligationAssumed assumed => assumed.Undertaking == undertaking,
                _ => false,
            })
            .MaxBy(it => it.Position);
}
