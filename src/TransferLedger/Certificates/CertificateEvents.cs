using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// The facts about end-user certificates. The home of each is the certificate's subject. Stored for ever: add, never
/// change.
/// </summary>
/// <param name="Happened">When, as far as the source knows.</param>
public abstract record CertificateEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>
/// An office has received a certificate and written down what stands in it. The same certificate may be captured again,
/// by the same office or another: captures that differ are what finds an altered paper.
/// </summary>
/// <param name="Happened">When it was received.</param>
/// <param name="Office">The office that received it, of this state or another.</param>
/// <param name="Officer">Who captured it.</param>
/// <param name="Certificate">What stands in it.</param>
/// <param name="Regions">
/// Where on the scan it stands. No part of the certificate: readings that differ in this alone are the same.
/// </param>
public sealed record CertificateCaptured(
    Happened Happened,
    string Office,
    string Officer,
    EndUserCertificate Certificate,
    [AddedLater] ValueList<FieldRegion> Regions = default)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Certificate.AlsoAbout();
}

/// <summary>What the comparison of a signature with the specimen came to.</summary>
public enum SpecimenOutcome
{
    /// <summary>The same hand.</summary>
    Match,

    /// <summary>It cannot be told.</summary>
    Doubtful,

    /// <summary>Another hand.</summary>
    NoMatch,
}

/// <summary>A trained officer compared the signature with the specimen of the register.</summary>
/// <param name="Happened">When.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Officer">Who compared.</param>
/// <param name="Specimen">SHA-256 of the specimen used.</param>
/// <param name="Picture">SHA-256 of the picture that shows both.</param>
public sealed record SpecimenCompared(
    Happened Happened, SpecimenOutcome Outcome, string Officer, string? Specimen = null, string? Picture = null)
    : CertificateEvent(Happened);

/// <summary>The issuing authority was asked whether the certificate is its own.</summary>
/// <param name="Happened">When it was sent.</param>
/// <param name="Officer">Who sent it.</param>
/// <param name="Address">Where to: an address of the register, never one that only the certificate gives.</param>
/// <param name="Amendment">The reference of the amendment asked about; null for the certificate itself.</param>
public sealed record ConfirmationRequested(
    Happened Happened, string Officer, string Address, string? Amendment = null)
    : CertificateEvent(Happened);

/// <summary>What an authority answered.</summary>
public enum ReplyKind
{
    /// <summary>It issued the certificate.</summary>
    Genuine,

    /// <summary>It did not issue it.</summary>
    NotIssued,

    /// <summary>It says neither.</summary>
    Unclear,
}

/// <summary>The facts of the certificate as the reply repeats them. What it leaves out is null or empty.</summary>
/// <param name="Number">The number.</param>
/// <param name="IssuedOn">The date of issue.</param>
/// <param name="EndUser">The end user's name.</param>
/// <param name="Lines">Goods and quantities, in the order of the certificate.</param>
public sealed record RepeatedFacts(
    string? Number = null,
    Happened? IssuedOn = null,
    string? EndUser = null,
    ValueList<RepeatedLine> Lines = default);

/// <summary>One line of goods as a reply repeats it.</summary>
public sealed record RepeatedLine(string Description, long? Quantity = null);

/// <summary>An answer to a request for confirmation came in.</summary>
/// <param name="Happened">When it came in.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Sender">The person or post that answered.</param>
/// <param name="Address">The address it came from.</param>
/// <param name="Repeats">The facts it repeats; about an amendment, those of the certificate as amended.</param>
/// <param name="Amendment">The reference of the amendment it is about; null for the certificate itself.</param>
public sealed record ConfirmationReceived(
    Happened Happened,
    ReplyKind Kind,
    string Sender,
    string Address,
    RepeatedFacts Repeats,
    string? Amendment = null)
    : CertificateEvent(Happened);
