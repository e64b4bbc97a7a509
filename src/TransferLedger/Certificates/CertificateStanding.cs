using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>Whether a certificate may be used on a day, by its own dates and by what its issuer said since.</summary>
public enum StandingOfCertificate
{
    /// <summary>It has no date of issue and none of validity: nobody can say.</summary>
    Undated,

    /// <summary>Its validity has not begun.</summary>
    NotYet,

    /// <summary>It may be used, as far as its dates go.</summary>
    InForce,

    /// <summary>The last day of its validity is over.</summary>
    Expired,

    /// <summary>Another certificate takes its place.</summary>
    Superseded,

    /// <summary>Its issuer revoked it.</summary>
    Revoked,
}

/// <summary>
/// Where a certificate stands on a day. Nobody records that it expired: its last day says so, and an amendment can move
/// that day (EUC-003, EUC-043). What the rules find is another question.
/// </summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="From">From when it may be used; null where it has no date.</param>
/// <param name="To">
/// The last day, reckoned from the date of issue where it names none; null where it has no date.
/// </param>
/// <param name="Ended">When it was revoked or superseded; null unless it was.</param>
public sealed record CertificateStanding(
    StandingOfCertificate Standing, Happened? From, Happened? To, Happened? Ended = null)
{
    /// <summary>Where it stands.</summary>
    /// <param name="paper">The certificate with the amendments that count.</param>
    /// <param name="file">What is on record about it.</param>
    /// <param name="parameters">How long one is valid that does not say.</param>
    /// <param name="on">The day; what happened later does not count.</param>
    public static CertificateStanding On(
        EndUserCertificate paper, CertificateFile file, CertificateParameters parameters, Happened on)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (from, to) = CertificateRules.ValidityOf(paper, parameters);
        bool IsPast(Happened day) => day.Earliest <= on.Latest;
        if (file.Revocations.Select(it => it.Fact.Happened).Where(IsPast).MinBy(it => it.Earliest) is { } revoked)
        {
            return new(StandingOfCertificate.Revoked, from, to, revoked);
        }

        if (file.Superseded.Select(it => it.Fact.Happened).Where(IsPast).MinBy(it => it.Earliest) is { } replaced)
        {
            return new(StandingOfCertificate.Superseded, from, to, replaced);
        }

        return new(
            from is null || to is null ? StandingOfCertificate.Undated
            : to.CertainlyBefore(on) ? StandingOfCertificate.Expired
            : on.CertainlyBefore(from) ? StandingOfCertificate.NotYet
            : StandingOfCertificate.InForce,
            from,
            to);
    }
}
