using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Screening;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>
/// What the rules say of whoever is to have goods that an end user wants to pass on. A consent to a retransfer is a
/// transfer to a new end user: the receiver stands where the end user stands on a certificate, its State is the
/// destination, and the goods come from the end user. Asked are the rules on receivers and States; what the paper of
/// the certificate is worth was judged when goods left under it.
/// </summary>
public static class PassingOn
{
    /// <summary>The rules that are asked, as far as the pack asks them.</summary>
    public static ImmutableArray<string> Rules { get; } =
    [
        "EUC-007", "EUC-045", "EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-059", "EUC-060", "EUC-061", "EUC-062",
    ];

    /// <summary>
    /// What the rules find about a request; null when the certificate was not captured or nobody had asked so by then.
    /// </summary>
    /// <param name="certificate">The certificate the goods came under.</param>
    /// <param name="facts">The facts about <see cref="Needs"/>; others do no harm.</param>
    /// <param name="reference">The number of the request.</param>
    /// <param name="on">The day for which it is judged.</param>
    /// <param name="knownBy">Only facts recorded by then; null for all.</param>
    /// <param name="parameters">The thresholds.</param>
    public static CertificateReport? Of(
        Subject certificate,
        IEnumerable<Recorded> facts,
        string reference,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters)
    {
        var known = CertificateReport.Known(facts, on, knownBy);
        return CertificateReport.CaseOf(certificate, known, on, knownBy, parameters) is { } it
            && RequestIn(it.After.Facts, certificate, reference) is { } asked
                ? new(
                    it.Capture.Fact with { Certificate = PaperOf(it.InForce, asked.Fact), Regions = [] },
                    asked.Position, on, knownBy,
                    CertificateRules.Check(CaseOf(it, asked, certificate, known), Rules.Contains))
                {
                    InForce = PaperOf(it.InForce, asked.Fact),
                }
                : null;
    }

    /// <summary>Everything whose facts a judgement of a request needs.</summary>
    /// <param name="certificate">The certificate the goods came under.</param>
    /// <param name="facts">As for <see cref="CertificateReport.Needs"/>.</param>
    /// <param name="reference">The number of the request.</param>
    public static IReadOnlyList<Subject> Needs(
        Subject certificate, IReadOnlyCollection<Recorded> facts, string reference)
    {
        var own = CertificateReport.Needs(certificate, facts);
        return CertificateFile.PaperInForce(certificate, facts) is { } paper
            && RequestIn(StandingFacts.Of(facts), certificate, reference) is { } asked
                ? [
                    .. own.Union(PaperOf(paper, asked.Fact).Related())
                        .Union(CertificateReport.EndUsersIn(facts, PaperOf(paper, asked.Fact))),
                ]
                : own;
    }

    /// <summary>A certificate with the receiver in the end user's place, for what is to be passed on.</summary>
    internal static EndUserCertificate PaperOf(EndUserCertificate paper, RetransferRequested asked) => paper with
    {
        IssuedOn = asked.Happened,
        Exporter = new(asked.From.Name, Country: asked.From.Country),
        EndUser = new(new(asked.To.Name, Country: asked.To.Country), asked.ToKind),
        FinalConsignee = null,
        OtherParties = [],
        Destination = asked.To.Country,
        Lines = asked.Contents.Where(it => it.Line >= 1 && it.Line <= paper.Lines.Count).GroupBy(it => it.Line)
            .Select(it => paper.Lines[it.Key - 1] with { Quantity = it.Sum(one => one.Quantity) }).ToValueList(),
    };

    /// <summary>The request of a number as it was last put.</summary>
    internal static Entry<RetransferRequested>? RequestIn(
        IEnumerable<Recorded> standing, Subject certificate, string reference)
    {
        var key = Subject.Normalise(reference);
        return standing.LastOrDefault(it => it.Home == certificate && it.Fact is RetransferRequested asked
            && Subject.Normalise(asked.Reference) == key) is { } found
                ? new(found.Position, (RetransferRequested)found.Fact)
                : null;
    }

    /// <summary>Is a clearance for somebody to whom goods are to be passed on, and not for the end user?</summary>
    internal static bool IsForReceiver(
        ClearanceAccount clearance,
        EndUserCertificate paper,
        PartyRegister register,
        IEnumerable<RetransferRequested> asked) =>
        !register.AreSame(clearance.Fact.EndUser, paper.EndUser?.Party.Name)
        && asked.Any(it => register.AreSame(it.To.Name, clearance.Fact.EndUser));

    private static CertificateCase CaseOf(
        CertificateCase it, Entry<RetransferRequested> asked, Subject certificate, ImmutableArray<Recorded> known)
    {
        var paper = PaperOf(it.InForce, asked.Fact);

        // Amendments are in the paper already, and what was granted and shipped went to the end user.
        var decided = CertificateFile.Of(
            certificate, known.Where(one => one.Fact is RuleOverridden or CorrectionEvent));
        return new(
            new(asked.Position, it.Capture.Fact with { Happened = asked.Fact.Happened, Certificate = paper }),
            decided, it.OtherReadings, CertificateBalance.Of([]), it.Register, it.Parties, it.Denials, [],
            it.On, it.Parameters, AfterDelivery.Nothing, it.Subject)
        {
            Diversions = DiversionRecord.OfEndUser(it.Parties.NamesOf(paper.EndUserSubject), known),
            Embargoes = it.Embargoes,
            Clearances = EmbargoDecisions.ClearancesOf(known, certificate)
                .Where(one => it.Parties.AreSame(one.Fact.EndUser, asked.Fact.To.Name)).ToValueList(),
            CountryRisk = it.CountryRisk,
            Screening = it.Screening,
            PassingOn = asked,
        };
    }
}
