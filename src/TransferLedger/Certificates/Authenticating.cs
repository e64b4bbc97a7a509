using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Authentication of a certificate: the specimen and the contact come from the register of this office, never from the
/// paper. What the issuing authority answers, amends, revokes or replaces is recorded as it comes, right or wrong; the
/// rules judge it (EUC-016 and EUC-018 to EUC-030).
/// </summary>
public static class Authenticating
{
    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "authentication.certificate-unknown";

    /// <summary>Refused: it names no authority of which the register could know. Details: the certificate.</summary>
    public const string AuthorityMissing = "authentication.authority-missing";

    /// <summary>Refused: the register holds no such specimen. Details: the authority, then the signatory or the
    /// specimen.</summary>
    public const string SpecimenUnknown = "authentication.specimen-unknown";

    /// <summary>Refused: no contact of the register in force on the day. Details: the authority, the day, the address
    /// if one was given, then the addresses in force.</summary>
    public const string ContactUnknown = "authentication.contact-unknown";

    /// <summary>Refused: no such amendment is on record. Details: its reference.</summary>
    public const string AmendmentUnknown = "authentication.amendment-unknown";

    /// <summary>Refused: the certificate cannot replace itself. Details: the certificate.</summary>
    public const string ReplacesItself = "authentication.replaces-itself";

    /// <summary>Refused: the certificate has no such line, or no quantity is less than none. Details: the line, the
    /// quantity, how many lines it has.</summary>
    public const string LineImpossible = "authentication.line-impossible";

    /// <summary>Refused: it is not said who says it, or where it can be read. Details: the member.</summary>
    public const string Unsaid = "authentication.unsaid";

    /// <summary>The certificate as captured last; null when nobody has captured it.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">The facts about it.</param>
    public static EndUserCertificate? Paper(Subject certificate, IEnumerable<Recorded> facts) =>
        CertificateFile.Of(certificate, facts).Captures is [.., var last] ? last.Fact.Certificate : null;

    /// <summary>Records that the signature was compared with a specimen of the register.</summary>
    /// <param name="state">The facts about the certificate and its authority.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="compared">The result. Without a specimen it is that of the signatory on the day of issue.</param>
    public static Decision Compare(CertificateFacts state, Subject certificate, SpecimenCompared compared)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(compared);
        return WithAuthority(state, certificate, (paper, authority, register) =>
        {
            var specimens = register.Signatories.Where(it => it.Fact.Specimen is not null).ToList();
            var name = paper.Signatory?.Name ?? "";
            var used = compared.Specimen is { } hash
                ? specimens.FirstOrDefault(it => Same(it.Fact.Specimen!, hash))?.Fact.Specimen
                : register.SignatoryOn(name, paper.IssuedOn ?? compared.Happened)?.Fact.Specimen
                    ?? specimens.LastOrDefault(it => AuthorityRegister.SameName(it.Fact.Name, name))?.Fact.Specimen;
            return used is null
                ? new Refusal(SpecimenUnknown, authority.Key, compared.Specimen ?? name)
                : New(state, certificate, compared with { Specimen = used });
        });
    }

    /// <summary>Records that the authority was asked, by a contact of the register in force that day.</summary>
    /// <param name="state">The facts about the certificate and its authority.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">The request. An empty address stands for the only contact there is.</param>
    public static Decision Ask(CertificateFacts state, Subject certificate, ConfirmationRequested asked)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(asked);
        return WithAuthority(state, certificate, (_, authority, register) =>
        {
            var inForce = register.Contacts.Where(it => it.On(asked.Happened) == TermStanding.InForce)
                .Select(it => it.Fact.Address).Distinct(StringComparer.Ordinal).ToList();
            var address = asked.Address.Length == 0
                ? inForce is [var only] ? only : null
                : register.ContactOn(asked.Address, asked.Happened)?.Fact.Address;
            return address is null
                ? new Refusal(
                    ContactUnknown, [authority.Key, asked.Happened.Text, asked.Address, .. inForce])
                : asked.Amendment is { } reference && !IsAmended(state, certificate, reference)
                    ? new Refusal(AmendmentUnknown, reference)
                    : New(state, certificate, asked with { Address = address });
        });
    }

    /// <summary>
    /// Records an answer, amendment, revocation or replacement as it came in, or that this office refused the paper.
    /// </summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="told">What was told.</param>
    public static Decision Tell(CertificateFacts state, Subject certificate, CertificateEvent told)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(told);
        if (Paper(certificate, state.Facts) is not { } paper)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        return told switch
        {
            _ when Blank(told) is { } member => new Refusal(Unsaid, member),
            CertificateSuperseded { By: var by } when by == certificate => new Refusal(ReplacesItself, certificate.Key),
            ConfirmationReceived { Amendment: { } reference } when !IsAmended(state, certificate, reference) =>
                new Refusal(AmendmentUnknown, reference),
            CertificateAmended amended when amended.Lines.FirstOrDefault(
                it => it.Line < 1 || it.Line > paper.Lines.Count || it.Quantity < 0) is { } line =>
                new Refusal(LineImpossible, line.Line, line.Quantity, paper.Lines.Count),
            CertificateRefused { EndUser: null } refused =>
                New(state, certificate, refused with { EndUser = paper.EndUserSubject }),
            _ => New(state, certificate, told),
        };
    }

    /// <summary>What nobody can look up again when it is not said; null when all of it is.</summary>
    private static string? Blank(CertificateEvent told) => (told switch
    {
        CertificateAmended it => [("reference", it.Reference), ("signedBy", it.SignedBy)],
        CertificateRevoked it => [("by", it.By), ("notice", it.Notice)],
        CertificateRefused it => [("officer", it.Officer), ("reason", it.Reason)],
        ConfirmationReceived it => [("sender", it.Sender), ("address", it.Address)],
        _ => ((string Member, string Text)[])[],
    }).Where(it => !it.Text.Any(char.IsLetterOrDigit)).Select(it => it.Member).FirstOrDefault();

    private static Decision WithAuthority(
        CertificateFacts state,
        Subject certificate,
        Func<EndUserCertificate, Subject, AuthorityRegister, Decision> decide) =>
        Paper(certificate, state.Facts) is not { } paper ? new Refusal(CertificateUnknown, certificate.Key)
        : paper.AuthoritySubject is not { } authority ? new Refusal(AuthorityMissing, certificate.Key)
        : decide(paper, authority, AuthorityRegister.Of(state.Facts.Where(it => it.Home == authority)));

    /// <summary>What is on record as it stands is not recorded twice.</summary>
    private static Decision New(CertificateFacts state, Subject certificate, LedgerEvent fact) =>
        StandingFacts.Of(state.Facts).Any(it => it.Home == certificate && it.Fact == fact)
            ? Decision.Nothing
            : new NewFact(certificate, fact);

    private static bool IsAmended(CertificateFacts state, Subject certificate, string reference) =>
        CertificateFile.Of(certificate, state.Facts).Amendments.Any(it => Same(it.Fact.Reference, reference));

    private static bool Same(string left, string right) =>
        string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
}
