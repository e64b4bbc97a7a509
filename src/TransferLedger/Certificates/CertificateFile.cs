using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Everything on record about one certificate, as it stands: without what was retracted, in the order of recording.
/// </summary>
public sealed class CertificateFile
{
    private readonly ImmutableArray<Recorded> _facts;

    private CertificateFile(Subject? certificate, ImmutableArray<Recorded> facts)
    {
        _facts = facts;
        Captures = Entries<CertificateCaptured>(_ => true);
        Comparisons = Entries<SpecimenCompared>(_ => true);
        Requests = Entries<ConfirmationRequested>(it => it.Amendment is null);
        Replies = Entries<ConfirmationReceived>(it => it.Amendment is null);
        Amendments = Amending.InOrderOfDate(Entries<CertificateAmended>(_ => true));
        AmendmentRequests = Entries<ConfirmationRequested>(it => it.Amendment is not null);
        AmendmentReplies = Entries<ConfirmationReceived>(it => it.Amendment is not null);
        Revocations = Entries<CertificateRevoked>(_ => true);
        Refusals = Entries<CertificateRefused>(_ => true);
        Superseded = Entries<CertificateSuperseded>(it => it.By != certificate);
        SignatureChecks = Entries<DigitalSignatureChecked>(_ => true);
        Overrides = Entries<RuleOverridden>(_ => true);
        Acceptances = Entries<CertificateAccepted>(_ => true);
        Obligations = Entries<ObligationAssumed>(_ => true);
        Scans = Entries<ScanFingerprinted>(_ => true);
        Replaces = facts.Where(it => it.Fact is CertificateSuperseded fact && fact.By == certificate)
            .Select(it => it.Home).Distinct().ToValueList();
    }

    /// <summary>Every time it was written down.</summary>
    public ValueList<Entry<CertificateCaptured>> Captures { get; }

    /// <summary>Comparisons of the signature with the specimen.</summary>
    public ValueList<Entry<SpecimenCompared>> Comparisons { get; }

    /// <summary>Requests to confirm the certificate itself.</summary>
    public ValueList<Entry<ConfirmationRequested>> Requests { get; }

    /// <summary>Answers about the certificate itself.</summary>
    public ValueList<Entry<ConfirmationReceived>> Replies { get; }

    /// <summary>Its amendments, in the order of their dates.</summary>
    public ValueList<Entry<CertificateAmended>> Amendments { get; }

    /// <summary>Requests to confirm one of its amendments.</summary>
    public ValueList<Entry<ConfirmationRequested>> AmendmentRequests { get; }

    /// <summary>Answers about one of its amendments.</summary>
    public ValueList<Entry<ConfirmationReceived>> AmendmentReplies { get; }

    /// <summary>Its revocations.</summary>
    public ValueList<Entry<CertificateRevoked>> Revocations { get; }

    /// <summary>Decisions to refuse it.</summary>
    public ValueList<Entry<CertificateRefused>> Refusals { get; }

    /// <summary>What says that another certificate takes its place.</summary>
    public ValueList<Entry<CertificateSuperseded>> Superseded { get; }

    /// <summary>The certificates whose place it takes.</summary>
    public ValueList<Subject> Replaces { get; }

    /// <summary>Checks of its digital signature.</summary>
    public ValueList<Entry<DigitalSignatureChecked>> SignatureChecks { get; }

    /// <summary>What was decided to override.</summary>
    public ValueList<Entry<RuleOverridden>> Overrides { get; }

    /// <summary>Decisions to accept it.</summary>
    public ValueList<Entry<CertificateAccepted>> Acceptances { get; }

    /// <summary>Measures of its scans.</summary>
    public ValueList<Entry<ScanFingerprinted>> Scans { get; }

    /// <summary>What undertakings became obligations.</summary>
    public ValueList<Entry<ObligationAssumed>> Obligations { get; }

    /// <summary>
    /// By when the issuing authority is to answer the last request to confirm the certificate; null when it was not
    /// asked, or answered since.
    /// </summary>
    public NodaTime.LocalDate? AnswerDue(CertificateParameters parameters) =>
        Requests is [.., var asked] && Replies.All(it => it.Position < asked.Position)
            ? asked.Fact.Happened.Latest.InUtc().Date.LaterByDays(parameters.ConfirmationDays)
            : null;

    /// <summary>The file from the facts about a certificate.</summary>
    /// <param name="certificate">The certificate; null when it has no number.</param>
    /// <param name="facts">Facts about it and others; the others are left out.</param>
    public static CertificateFile Of(Subject? certificate, IEnumerable<Recorded> facts) =>
        new(certificate, certificate is { } subject
            ? [.. StandingFacts.Of(facts.Where(it => it.IsAbout(subject))).OrderBy(it => it.Position)]
            : []);

    /// <summary>
    /// The certificate as it was captured last, and as amended since (<see cref="Amending.InForce"/>); null when it was
    /// never captured.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">
    /// The facts about it and about its authority. Without those about the authority no increase counts.
    /// </param>
    public static EndUserCertificate? PaperInForce(Subject certificate, IEnumerable<Recorded> facts) =>
        WithRegister(certificate, facts) is var (paper, file, register)
            ? Amending.InForce(paper, file, register)
            : null;

    /// <summary>The positions of the amendments of which only what lessens counts.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">As for <see cref="PaperInForce"/>.</param>
    public static IReadOnlySet<long> AmendmentsNotInOrder(Subject certificate, IEnumerable<Recorded> facts) =>
        WithRegister(certificate, facts) is var (paper, file, register)
            ? Amending.Problems(paper, file, register).Select(it => it.Amendment.Position).ToHashSet()
            : [];

    private static (EndUserCertificate, CertificateFile, AuthorityRegister)? WithRegister(
        Subject certificate, IEnumerable<Recorded> facts)
    {
        var all = facts.ToImmutableArray();
        var file = Of(certificate, all);
        if (file.Captures is not [.., var last])
        {
            return null;
        }

        var (paper, authority) = (last.Fact.Certificate, last.Fact.Certificate.AuthoritySubject);
        return (paper, file, AuthorityRegister.Of(all.Where(it => authority is { } subject && it.Home == subject)));
    }

    private ValueList<Entry<T>> Entries<T>(Func<T, bool> which)
        where T : CertificateEvent =>
        _facts.Where(it => it.Fact is T fact && which(fact)).Select(it => new Entry<T>(it.Position, (T)it.Fact))
            .ToValueList();
}
