using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Everything on record about one certificate, as it stands: without what was retracted, in the order of recording.
/// </summary>
/// <param name="Captures">Every time it was written down.</param>
/// <param name="Comparisons">Comparisons of the signature with the specimen.</param>
/// <param name="Requests">Requests for confirmation.</param>
/// <param name="Replies">Answers to them.</param>
public sealed record CertificateFile(
    ValueList<Entry<CertificateCaptured>> Captures,
    ValueList<Entry<SpecimenCompared>> Comparisons,
    ValueList<Entry<ConfirmationRequested>> Requests,
    ValueList<Entry<ConfirmationReceived>> Replies)
{
    /// <summary>Nothing on record.</summary>
    public static CertificateFile Empty { get; } = new([], [], [], []);

    /// <summary>The file from the facts about the certificate.</summary>
    public static CertificateFile Of(IEnumerable<Recorded> facts)
    {
        var standing = StandingFacts.Of(facts).OrderBy(it => it.Position).ToImmutableArray();
        return new(
            Entries<CertificateCaptured>(standing),
            Entries<SpecimenCompared>(standing),
            Entries<ConfirmationRequested>(standing),
            Entries<ConfirmationReceived>(standing));
    }

    private static ValueList<Entry<T>> Entries<T>(ImmutableArray<Recorded> facts)
        where T : LedgerEvent =>
        facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact)).ToValueList();
}

/// <summary>What the rules look at: one reading of a certificate, and what was on record when it was judged.</summary>
/// <param name="Capture">The reading that is judged; at position 0 when it is not on record.</param>
/// <param name="OnFile">What is on record about the certificate.</param>
/// <param name="Others">
/// The latest readings of other certificates that share the end user or the scan.
/// </param>
/// <param name="Balance">What is authorized under it.</param>
/// <param name="Register">What is on record about the authority that is said to have issued it.</param>
/// <param name="On">The day for which it is judged.</param>
/// <param name="Parameters">The thresholds.</param>
/// <param name="After">What was shipped to the end user, and what became of it.</param>
/// <param name="Subject">The certificate's subject; null when it has no number.</param>
public sealed record CertificateCase(
    Entry<CertificateCaptured> Capture,
    CertificateFile OnFile,
    ValueList<Entry<CertificateCaptured>> Others,
    CertificateBalance Balance,
    AuthorityRegister Register,
    Happened On,
    CertificateParameters Parameters,
    AfterDelivery After,
    Subject? Subject)
{
    /// <summary>What stands in the certificate.</summary>
    public EndUserCertificate Paper => Capture.Fact.Certificate;

    /// <summary>When it was received.</summary>
    public Happened Received => Capture.Fact.Happened;

    /// <summary>The position of the capture; empty when it is not on record.</summary>
    public ValueList<long> Basis => Capture.Position > 0 ? [Capture.Position] : [];

    /// <summary>
    /// Earlier readings of the same paper by others, and by the same office once it had asked for confirmation. What an
    /// office writes anew before it has used the certificate is a correction of its own reading.
    /// </summary>
    public IEnumerable<Entry<CertificateCaptured>> OtherCaptures =>
        OnFile.Captures.Where(it => it.Position != Capture.Position
            && (!AuthorityRegister.SameName(it.Fact.Office, Capture.Fact.Office)
                || OnFile.Requests.Any(request => request.Position > it.Position
                    && (Capture.Position == 0 || request.Position < Capture.Position))));
}
