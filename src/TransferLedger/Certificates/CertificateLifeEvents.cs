using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// The issuing authority has amended a certificate. What it does not change is null or empty. A quantity that goes up
/// counts only once the authority has confirmed the amendment (EUC-031).
/// </summary>
/// <param name="Happened">The date of the amendment.</param>
/// <param name="Reference">Its own number or reference.</param>
/// <param name="SignedBy">Who signed it; empty when nobody did.</param>
/// <param name="Lines">The quantity of each line it changes, as it shall be: no difference.</param>
/// <param name="ValidTo">The new last day of validity.</param>
/// <param name="FinalConsignee">The new final consignee.</param>
/// <param name="OtherParties">Parties that are added.</param>
/// <param name="Contract">The new number of the contract.</param>
/// <param name="EndUse">The new end use.</param>
public sealed record CertificateAmended(
    Happened Happened,
    string Reference,
    string SignedBy,
    ValueList<LineQuantity> Lines = default,
    Happened? ValidTo = null,
    PartyOnPaper? FinalConsignee = null,
    ValueList<OtherParty> OtherParties = default,
    string? Contract = null,
    string? EndUse = null)
    : CertificateEvent(Happened);

/// <summary>The issuing authority has revoked a certificate.</summary>
/// <param name="Happened">From which day on it is void.</param>
/// <param name="By">Who revoked it.</param>
/// <param name="Notice">The notice it is known from.</param>
/// <param name="Reason">Why.</param>
public sealed record CertificateRevoked(Happened Happened, string By, string Notice, string? Reason = null)
    : CertificateEvent(Happened);

/// <summary>Another certificate takes the place of this one.</summary>
/// <param name="Happened">From which day on.</param>
/// <param name="By">The certificate that counts from then on.</param>
/// <param name="Notice">The notice it is known from.</param>
public sealed record CertificateSuperseded(Happened Happened, Subject By, string? Notice = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [By];
}

/// <summary>
/// An office has refused a certificate: nothing is done under the reading it refused, and what stands in that reading
/// counts no longer as certified for its end user (EUC-045) or as a price (EUC-047). It stands until the certificate is
/// captured anew.
/// </summary>
/// <param name="Happened">The day of the decision.</param>
/// <param name="Officer">Who refused it.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndUser">The end user that the reading names; null when it names none.</param>
public sealed record CertificateRefused(Happened Happened, string Officer, string Reason, Subject? EndUser = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => EndUser is { } party ? [party] : [];
}

/// <summary>What the check of a digital signature came to.</summary>
public enum SignatureOutcome
{
    /// <summary>It covers the document as it was received, and the chain is unbroken.</summary>
    Valid,

    /// <summary>It does not.</summary>
    Invalid,
}

/// <summary>The digital signature of a certificate was checked.</summary>
/// <param name="Happened">When it was checked.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Officer">Who checked, or the system.</param>
/// <param name="Signer">SHA-256 of the signer's certificate that was found in the document.</param>
/// <param name="IssuerKey">SHA-256 of the key the chain ends in; null when it ends nowhere.</param>
/// <param name="SignedAt">When it was signed, by its time stamp; null when it has none.</param>
/// <param name="TrustedTime">Does a trusted service vouch for that time?</param>
/// <param name="RevokedAt">Since when the signer's certificate is revoked; null when it is not.</param>
public sealed record DigitalSignatureChecked(
    Happened Happened,
    SignatureOutcome Outcome,
    string Officer,
    string Signer,
    string? IssuerKey = null,
    Happened? SignedAt = null,
    bool TrustedTime = false,
    Happened? RevokedAt = null)
    : CertificateEvent(Happened);
