using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// A certificate in order, an authorization under it and whatever is shipped; tests go on from there, decision by
/// decision, and see what was recorded.
/// </summary>
internal sealed class Consignment
{
    public const string Aircraft = "TF-ABC";
    public static readonly Subject Authorization = Subject.Parse("authorization/de/a-1");
    public static readonly Custodian Maker = new("Waffenfabrik", "DE");
    public static readonly Custodian Guard = new("Coast Guard, 2nd Squadron", "IS");
    public static readonly Subject Customs = Subject.Parse("authority/is/customs");
    private readonly List<Recorded> _facts;

    public Consignment(long authorized = 500, Trial? trial = null, CertificateParameters? parameters = null)
    {
        trial ??= new Trial();
        Parameters = parameters ?? Unassessed;
        _facts = [.. trial.RegisterFacts(), .. trial.Facts()];
        State(Customs, new TransferLedger.Authorities.AuthorityRegistered(On("2019"), "Directorate of Customs"));
        State(ConveyanceId.SubjectOf(Aircraft)!.Value, new ConveyanceRegistered(
            On("2019"), ConveyanceKind.Aircraft, "IS"));
        if (authorized > 0)
        {
            Done(Authorizing.Grant(Now, Grant("A-1", authorized), Rules));
        }
    }

    /// <summary>The default, without asking for an assessment of every transfer and for answers from outside.</summary>
    public static CertificateParameters Unassessed { get; } =
        CertificateParameters.Default with { AssessmentRequired = false, AnswersRequired = false };

    public CertificateParameters Parameters { get; }

    /// <summary>A pack of all rules with these thresholds.</summary>
    public PackInUse Rules => PackOf(Parameters);

    public IReadOnlyList<Recorded> Facts => _facts;

    public AuthorizationState Now => _facts.Aggregate(AuthorizationState.Initial, AuthorizationState.Evolve);

    public CertificateBalance Balance => CertificateBalance.Of(Now.About(Certificate));

    /// <summary>A pack of all rules.</summary>
    public static PackInUse PackOf(CertificateParameters parameters) => new(
        new(
            "tests", "1", On("2000"), "any", "tests", parameters,
            CertificateRules.All.Select(it => it.Id).ToValueList()),
        new("tests", "1", new string('0', 64)));

    public static Subject Named(string reference) => Subject.Of("shipment", "DE", reference);

    public static AuthorizationGranted Grant(string number, long quantity) => new(
        On("2026-04-01"), "DE", number, Certificate, "Waffenfabrik", [new(1, quantity)], "clerk-07", "chief-01", "by hand");

    public static LineContents Serials(int first, int count) =>
        new(1, count, Enumerable.Range(first, count).Select(it => $"W{it:00000}").ToValueList());

    public static PackingList List(
        string reference, LineContents contents, string package = "P-1", Subject? authorization = null) =>
        new PackingList(
            "DE", reference, authorization ?? Authorization, On("2026-04-10"), Maker, Guard,
            [new Package(package, [contents])], "clerk-07").Identified(InOrder);

    public Decision TryPack(PackingList list) => Shipping.Pack(Now, list);

    public Decision TryDepart(string reference, string on = "2026-04-20") => Shipping.Depart(
        Now, Named(reference), new ShipmentDeparted(On(on), Maker, Guard, Conveyance: Aircraft), Rules);

    public Consignment Pack(string reference, LineContents contents, string package = "P-1") =>
        Done(TryPack(List(reference, contents, package)));

    public Consignment Depart(string reference, string on = "2026-04-20") => Done(TryDepart(reference, on));

    public Consignment Arrive(string reference, string on = "2026-05-01") =>
        Done(Shipping.Arrive(Now, Named(reference), new ShipmentArrived(On(on), new Place("Reykjavik", "IS"))));

    public Consignment Receive(string reference, params ReadOnlySpan<LineContents> contents) => Done(
        Shipping.Receive(
            Now, Named(reference), new(On("2026-05-03"), Guard, Contents: ValueList.Create(contents))));

    public Consignment Verify(string reference, params ReadOnlySpan<LineContents> contents) => Done(
        Shipping.Verify(Now, Named(reference), Dvc(contents)));

    public Decision TryLose(string reference, LineContents contents, TransitLossCause cause = TransitLossCause.Lost) =>
        Shipping.Lose(Now, Named(reference), new TransitLossReported(
            On("2026-04-25"), cause, [contents], new Place("At sea"), Authority: new("Coast police")));

    public Decision TryReturn(string reference, LineContents contents) =>
        Shipping.Return(Now, Named(reference), new GoodsReturned(On("2026-06-01"), Maker, [contents]));

    public static DeliveryVerified Dvc(params ReadOnlySpan<LineContents> contents) =>
        new(On("2026-05-05"), "IS", "customs", "DVC-1", ValueList.Create(contents));

    /// <summary>Records a decision that must come to facts.</summary>
    public Consignment Done(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        decision.Facts.ShouldNotBeEmpty();
        foreach (var it in decision.Facts)
        {
            State(it.Home, it.Fact);
        }

        return this;
    }

    /// <summary>Records a fact as somebody states it.</summary>
    public Consignment State(Subject home, LedgerEvent fact)
    {
        _facts.AddRange(Record(home, [fact], 1_000 + _facts.Count));
        return this;
    }

    public CertificateReport Judge(string day = "2026-06-30") =>
        CertificateReport.Of(
            Certificate, [.. _facts, .. new Answers().About(_facts, On(day))], On(day), null, Parameters)!;

    /// <summary>What one rule found besides PASS.</summary>
    public IReadOnlyList<string> Found(string rule, string day = "2026-06-30") =>
    [
        .. Judge(day).Findings.Where(it => it.Rule == rule && it.Verdict != Verdict.Pass)
            .Select(it => $"{it.Verdict} {it.Code}"),
    ];

    public RuleFinding Only(string rule, string day = "2026-06-30") =>
        Judge(day).Findings.Single(it => it.Rule == rule && it.Verdict != Verdict.Pass);
}
