using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>What the rules say about one certificate, for a day and as known at an instant.</summary>
/// <param name="Capture">The reading that was judged.</param>
/// <param name="Position">Where it stands in the log; 0 when it is not on record.</param>
/// <param name="On">The day for which it was judged.</param>
/// <param name="KnownBy">Only what was recorded by then was looked at; null for everything.</param>
/// <param name="Findings">What every rule found, in the order of the rules.</param>
public sealed record CertificateReport(
    CertificateCaptured Capture,
    long Position,
    Happened On,
    Instant? KnownBy,
    ImmutableArray<RuleFinding> Findings)
{
    /// <summary>The rules that the pack does not ask, in their order.</summary>
    public ImmutableArray<string> NotAsked { get; init; } = [];

    /// <summary>The paper with the amendments that count on the day.</summary>
    public required EndUserCertificate InForce { get; init; }

    /// <summary>The files that what the rules say rests on, in the order of the rules.</summary>
    public ImmutableArray<FileBehind> Files { get; init; } = [];

    /// <summary>The acceptance that stands on the day; null when there is none.</summary>
    public Entry<CertificateAccepted>? Accepted { get; init; }

    /// <summary>What the rules found that had all their answers.</summary>
    public IEnumerable<RuleFinding> Evaluated => Findings.Where(it => it.Code != CertificateRules.NotAvailable);

    /// <summary>The worst that the rules found that had all their answers.</summary>
    public Verdict OfEvaluated => CertificateRules.Worst(Evaluated);

    /// <summary>Must every rule have its answer before anything is decided on it? The pack says.</summary>
    public bool AnswersRequired { get; init; }

    /// <summary>What a decision weighs: everything found, or what had its answers, as the pack says.</summary>
    public IEnumerable<RuleFinding> Weighed => AnswersRequired ? Findings : Evaluated;

    /// <summary>The rules without an answer that the pack leaves to the approver's word, in their order.</summary>
    public IEnumerable<string> LeftToApprover => AnswersRequired
        ? []
        : Findings.Where(it => it.Code == CertificateRules.NotAvailable && it.Verdict == Verdict.Hold)
            .Select(it => it.Rule).Distinct(StringComparer.Ordinal);

    /// <summary>The worst that a decision weighs.</summary>
    public Verdict OfWeighed => CertificateRules.Worst(Weighed);

    /// <summary>The verdict on the certificate: the worst of all. What has no answer holds.</summary>
    public Verdict Verdict => CertificateRules.Worst(Findings);

    /// <summary>The report with the rules a pack asks; the others are listed, not passed.</summary>
    public CertificateReport Under(RulePack pack) => this with
    {
        AnswersRequired = pack.Parameters.AnswersRequired,
        Findings = [.. Findings.Where(it => pack.Asks(it.Rule))],
        Files = [.. Files.Where(it => pack.Asks(it.Rule))],
        NotAsked =
        [
            .. CertificateRules.All.Select(it => it.Id).Where(rule => !pack.Asks(rule)),
        ],
    };

    /// <summary>
    /// Judges the certificate as it was captured last; null when no capture was on record by then.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">
    /// The facts about it and about what its latest capture is <see cref="EndUserCertificate.Related"/> to; others do
    /// no harm.
    /// </param>
    /// <param name="on">The day for which it is judged; facts that happened later are not looked at.</param>
    /// <param name="knownBy">Only facts recorded by then; null for all.</param>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="others">
    /// Readings of other certificates that were read apart, each not among the facts; null where all are among them.
    /// </param>
    public static CertificateReport? Of(
        Subject certificate,
        IEnumerable<Recorded> facts,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters,
        IReadOnlyCollection<OtherReading>? others = null) =>
        CaseOf(certificate, facts, on, knownBy, parameters, others) is { } it ? Of(it, knownBy) : null;

    /// <summary>Judges a reading that is not on record, beside what is on record.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="certificate">The certificate of its number; null when it has none.</param>
    /// <param name="facts">The facts about it and about what the reading is related to.</param>
    /// <param name="on">The day for which it is judged.</param>
    /// <param name="knownBy">Only facts recorded by then; null for all.</param>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="others">Readings of other certificates that were read apart.</param>
    public static CertificateReport OfReading(
        CertificateCaptured reading,
        Subject? certificate,
        IEnumerable<Recorded> facts,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters,
        IReadOnlyCollection<OtherReading>? others = null)
    {
        var known = Known(facts, on, knownBy);
        var file = CertificateFile.Of(certificate, known);
        return Of(
            Case(new(0, reading), certificate, file, known, Known(others, on, knownBy), on, parameters), knownBy);
    }

    /// <summary>What the rules find in a case.</summary>
    /// <param name="it">The case.</param>
    /// <param name="knownBy">As known when; null for now.</param>
    public static CertificateReport Of(CertificateCase it, Instant? knownBy) =>
        new(it.Capture.Fact, it.Capture.Position, it.On, knownBy, CertificateRules.Check(it))
        {
            InForce = it.InForce,
            Files = FileBehind.In(it),
            Accepted = it.Capture.Position > 0 ? Accepting.Standing(it.OnFile, it.On) : null,
        };

    /// <summary>What <see cref="Of(Subject, IEnumerable{Recorded}, Happened, Instant?, CertificateParameters,
    /// IReadOnlyCollection{OtherReading})"/> looks at; null when no capture was on record by then.</summary>
    public static CertificateCase? CaseOf(
        Subject certificate,
        IEnumerable<Recorded> facts,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters,
        IReadOnlyCollection<OtherReading>? others = null)
    {
        var known = Known(facts, on, knownBy);
        var file = CertificateFile.Of(certificate, known);
        return file.Captures is [.., var last]
            ? Case(last, certificate, file, known, Known(others, on, knownBy), on, parameters)
            : null;
    }

    /// <summary>Everything whose facts a judgement of the certificate needs: it, and what it is related to.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">
    /// The facts about it and about the shipments that left under it, which alone name vessels of later legs, and the
    /// register's entries of its end user and of whoever is to have goods later, which alone have their other names.
    /// </param>
    public static IReadOnlyList<Subject> Needs(Subject certificate, IEnumerable<Recorded> facts) =>
        CertificateFile.Of(certificate, facts).Captures is [.., var last]
            ? [
                certificate, .. last.Fact.Certificate.Related().Union(AfterDelivery.IssuersIn(facts))
                    .Union(AfterDelivery.ConveyancesIn(facts))
                    .Union(AfterDelivery.ShipmentsIn(facts, certificate))
                    .Union(SignaturesIn(facts, certificate)).Union(EndUsersIn(facts, last.Fact.Certificate))
                    .Union(ReceiversIn(facts, certificate))
                    .Union(ScreeningFile.Needs(facts.SelectMany(it => PartyNamed.In(it.Fact)))),
            ]
            : [certificate];

    /// <summary>The signatures measured on scans of a certificate, by which the same one on another is found.</summary>
    public static IEnumerable<Subject> SignaturesIn(IEnumerable<Recorded> facts, Subject certificate) =>
        facts.Where(it => it.Home == certificate).Select(it => it.Fact).OfType<ScanFingerprinted>()
            .Select(it => it.SignatureSubject).OfType<Subject>().Distinct();

    /// <summary>The end user of a certificate under every name that some entries of the register have for it.</summary>
    public static IEnumerable<Subject> EndUsersIn(IEnumerable<Recorded> facts, EndUserCertificate paper) =>
        PartyRegister.Of(facts).NamesOf(paper?.EndUserSubject);

    /// <summary>
    /// Whoever is to have goods of a certificate later, by its requests, under every name that some entries of the
    /// register have for it.
    /// </summary>
    public static IEnumerable<Subject> ReceiversIn(IEnumerable<Recorded> facts, Subject certificate)
    {
        var register = PartyRegister.Of(facts);
        return facts.Where(it => it.Home == certificate).Select(it => it.Fact).OfType<RetransferRequested>()
            .SelectMany(it => register.NamesOf(it.To.Party)).Distinct();
    }

    /// <summary>
    /// Registers are asked for the dates of papers, so that entries of any date are looked at. What was corrected or
    /// retracted by then is known to be wrong for every day, whenever that was decided.
    /// </summary>
    internal static ImmutableArray<Recorded> Known(IEnumerable<Recorded> facts, Happened on, Instant? knownBy)
    {
        var (anyDay, byDay) = (new AsOf(null, knownBy), new AsOf(on.Latest, knownBy));
        return
        [
            .. facts.OrderBy(it => it.Position).Where(it => it.Fact is AuthorityEvent or PartyEvent or EmbargoEvent
                or CorrectionEvent ? anyDay.Includes(it) : byDay.Includes(it)),
        ];
    }

    private static IEnumerable<OtherReading> Known(
        IReadOnlyCollection<OtherReading>? others, Happened on, Instant? knownBy) =>
        others?.Where(it => new AsOf(on.Latest, knownBy).Includes(it.At, it.Happened)) ?? [];

    private static CertificateCase Case(
        Entry<CertificateCaptured> capture,
        Subject? certificate,
        CertificateFile file,
        ImmutableArray<Recorded> known,
        IEnumerable<OtherReading> apart,
        Happened on,
        CertificateParameters parameters)
    {
        var authority = capture.Fact.Certificate.AuthoritySubject;
        var register = AuthorityRegister.Of(known.Where(it => authority is { } subject && it.Home == subject));
        var standing = StandingFacts.Of(known).ToImmutableArray();
        var others = standing.Where(it => it.Home != certificate).Select(OtherReading.Of).OfType<OtherReading>()
            .Concat(apart.Where(it => it.Certificate != certificate)).OrderBy(it => it.Position).ToValueList();
        var denials = standing.Where(it => it.Fact is TransferDenied).OrderBy(it => it.Position)
            .Select(it => new Entry<TransferDenied>(it.Position, (TransferDenied)it.Fact)).ToValueList();
        var journeys = certificate is { } own
            ? AfterDelivery.ShipmentsIn(known, own).ToHashSet()
            : [];
        var balance = CertificateBalance.Of(known.Where(it => certificate is { } subject
            && (it.Home == authority || journeys.Contains(it.Home) || it.IsAbout(subject))));
        var parties = PartyRegister.Of(known);
        var endUsers = parties.NamesOf(capture.Fact.Certificate.EndUserSubject);
        return new(
            capture, file, others, balance, register, parties, denials,
            PartySeen.In(balance), on, parameters,
            AfterDelivery.Of(known, certificate is { } judged ? endUsers.Add(judged) : endUsers), certificate)
        {
            Refused =
            [
                .. standing.Where(it => it.Fact is CertificateRefused && others.All(
                    other => other.Certificate != it.Home || other.Position < it.Position)).Select(it => it.Home),
            ],
            Diversions = DiversionRecord.OfEndUser(endUsers, known),
            DiversionsOnTheWay = DiversionRecord.OnTheWay(known),
            Scans = FingerprintedScan.In(standing).ToValueList(),
            Embargoes = EmbargoTable.Of(known),
            Clearances = certificate is { } cleared
                ? EmbargoDecisions.ClearancesOf(known, cleared)
                    .Where(it => !PassingOn.IsForReceiver(it, capture.Fact.Certificate, parties, standing
                        .Where(one => one.Home == cleared).Select(one => one.Fact).OfType<RetransferRequested>()))
                    .ToValueList()
                : [],
            CountryRisk = CountryRisk.Of(certificate, known),
            Screening = ScreeningFile.Of(known),
        };
    }
}
