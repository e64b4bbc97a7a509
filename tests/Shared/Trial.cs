using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;

namespace TransferLedger.Tests.Shared;

/// <summary>A register, a certificate in order and everything that was done about it; tests change one thing.</summary>
internal sealed record Trial
{
    public const string Embassy = "Embassy in Reykjavik";
    public static readonly string Form = new('f', 64);
    public static readonly Subject Certificate = Subject.Parse("certificate/is/euc-0017-2026");
    public static readonly Subject Authority = Subject.Parse("authority/is/moj");
    private static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);
    private static readonly PartyOnPaper Guard = new("Coast Guard, 2nd Squadron", "Harbour Road 1", "Reykjavik", "IS");

    public static EndUserCertificate InOrder { get; } = new(
        "EUC/0017/2026",
        "IS",
        CertificateUse.OneOff,
        new Paper(PaperKind.Original, new string('a', 64), "en", Layout: Form),
        "moj",
        On("2026-03-02"),
        On("2026-03-02"),
        On("2026-12-31"),
        new PartyOnPaper("Waffenfabrik", "Industriestrasse 7", "Oberndorf", "DE"),
        new EndUser(Guard, EndUserKind.LawEnforcement, "Head of Supply"),
        null,
        [],
        "IS",
        [
            new("Pistols", GoodsClass.SmallArms, "P-9", "9 mm", 500, "five hundred", "piece", Price(400)),
            new(
                "Cartridges", GoodsClass.Ammunition, null, "9 mm", 25_000, "twenty-five thousand", "round", Price(30)),
        ],
        "K-118",
        On("2026-02-10"),
        "Service weapons of the patrol squadron",
        [
            Undertaking.NoOtherUse, Undertaking.NoReexport, Undertaking.OnSiteVerification,
            Undertaking.DeliveryVerification,
        ],
        new SignatoryOnPaper("Anna Dæmisdóttir", "Director", On("2026-03-02"), new string('b', 64), "anna@supplies.example"));

    public EndUserCertificate Paper { get; init; } = InOrder;

    public IReadOnlyList<LedgerEvent> Register { get; init; } =
    [
        new AuthorityRegistered(On("2019"), "Ministry of Justice", [GoodsClass.SmallArms, GoodsClass.Ammunition]),
        new NumberPatternSet(On("2019"), "EUC/####/YYYY"),
        new ContactPointRegistered(On("2019"), "mission", Embassy),
        new SignatoryAppointed(On("2024-01-01"), "Anna Dæmisdóttir", "Director", [], 50_000),
        new TemplateRegistered(On("2019"), Form, "form of 2019"),
    ];

    public IReadOnlyList<LedgerEvent> Before { get; init; } = [];

    public IReadOnlyList<LedgerEvent> After { get; init; } = [Compared, Asked, Confirmed];

    /// <summary>What is on record about the end user.</summary>
    public IReadOnlyList<LedgerEvent> EndUser { get; init; } =
        [new PartyRegistered(
            On("2019"), PartyKind.StateBody, Guard.Name, "IS", Strength: 3_000,
            Mandate: [GoodsClass.SmallArms, GoodsClass.Ammunition])];

    /// <summary>What is on record of embargoes, sanctions lists and the risk of countries.</summary>
    public Answers Answers { get; init; } = new();

    /// <summary>What papers of the shipment name, besides what the facts say.</summary>
    public ValueList<PartySeen> Seen { get; init; } = [];

    /// <summary>Eight older certificates of the end user, with prices.</summary>
    public IReadOnlyList<Recorded> History { get; init; } =
    [
        .. Enumerable.Range(0, 8).Select(year => InOrder with
        {
            Number = $"EUC/{year}/OLD", IssuedOn = On("2022-04-01"), Paper = new(PaperKind.Original),
            Lines =
            [
                InOrder.Lines[0] with { Quantity = 10 + (10 * year), UnitValue = Price(396 + year) },
                InOrder.Lines[1] with { UnitValue = Price(27 + year) },
            ],
        }).SelectMany((paper, at) => Record(
            paper.Subject, [Captured(SignedAnew(paper, at), "2022-05-01")], first: 31 + at)),
    ];

    /// <summary>Facts about other certificates.</summary>
    public IReadOnlyList<Recorded> Elsewhere { get; init; } = [];

    public CertificateParameters Parameters { get; init; } = CertificateParameters.Default;

    public string Received { get; init; } = "2026-03-09";

    public string Day { get; init; } = "2026-06-30";

    public static SpecimenCompared Compared { get; } =
        new(On("2026-03-10"), SpecimenOutcome.Match, "expert-02");

    public static ConfirmationRequested Asked { get; } = new(On("2026-03-10"), "clerk-07", Embassy);

    public static ConfirmationReceived Confirmed { get; } = new(
        On("2026-03-24"),
        ReplyKind.Genuine,
        "Archive of the ministry",
        Embassy,
        new RepeatedFacts(
            "EUC/0017/2026", On("2026-03-02"), Guard.Name, [new("Pistols", 500), new("Cartridges", 25_000)]));

    public static Happened On(string text) => Happened.Parse(text);

    public static CertificateCaptured Captured(
        EndUserCertificate paper, string on = "2026-03-09", string office = "Licensing office") =>
        new(On(on), office, "clerk-07", paper);

    /// <summary>The paper with a picture of the signature of its own, as another paper of a person has.</summary>
    public static EndUserCertificate SignedAnew(EndUserCertificate paper, int which = 9) => paper with
    {
        Signatory = paper.Signatory! with { SignatureImage = new string('6', 63) + which },
    };

    /// <summary>The facts about the certificate: one an hour, in the order of recording.</summary>
    public IReadOnlyList<Recorded> Facts() =>
        Record(Certificate, [.. Before, Captured(Paper, Received), .. After], first: 101);

    /// <summary>What is on record about everything else: the authority, the end user and what it had before.</summary>
    public IReadOnlyList<Recorded> RegisterFacts() =>
    [
        .. Record(Authority, Register, first: 1),
        .. Record(PartyRegister.SubjectOf(Guard.Name)!.Value, EndUser, first: 21),
        .. History,
    ];

    public static Recorded[] Record(Subject home, IReadOnlyList<LedgerEvent> facts, long first) =>
    [
        .. facts.Select((fact, at) => new Recorded(
            first + at,
            AppendRules.EventId(new CommandId(new Guid(1, 2, 3, new byte[8])), (int)first + at),
            home,
            at + 1,
            Start + Duration.FromHours(first + at),
            fact,
            new Provenance("clerk-07"),
            new CommandId(new Guid(1, 2, 3, new byte[8])))),
    ];

    public CertificateReport Judge(Instant? knownBy = null)
    {
        Recorded[] facts = [.. RegisterFacts(), .. Elsewhere, .. Facts()];
        var it = CertificateReport.CaseOf(
            Certificate, [.. facts, .. Answers.About(facts, On(Day))], On(Day), knownBy, Parameters)!;
        return CertificateReport.Of(it with { PartiesSeen = [.. it.PartiesSeen, .. Seen] }, knownBy);
    }

    private static UnitValue Price(int euros) => new($"{euros}.50", "EUR");

    /// <summary>What was found besides PASS, as <c>EUC-024 Hold not-asked</c>.</summary>
    public IReadOnlyList<string> Findings() =>
    [
        .. Judge().Findings.Where(it => it.Verdict != Verdict.Pass).Select(it => $"{it.Rule} {it.Verdict} {it.Code}"),
    ];
}
