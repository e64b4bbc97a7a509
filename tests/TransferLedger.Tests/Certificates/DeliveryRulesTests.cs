using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>EUC-041, 043, 048 and 070 to 078: each case changes one thing in a delivery that is in order.</summary>
public sealed class DeliveryRulesTests
{
    private static readonly Subject Check = Subject.Parse("check/psv-1");
    private static readonly Subject Other = Subject.Parse("certificate/is/other");
    private static readonly Subject EndUser = InOrder.EndUserSubject!.Value;

    internal static Dictionary<string, (Func<Consignment> It, string Day, string[] Found)> Cases { get; } = new()
    {
        ["in order"] = (Delivered, "2026-06-30", []),
        ["carried by somebody the certificate does not name"] = (
            () => Delivered().State(Named("S-9"), Left(5) with { Carrier = new("Unknown Line") }), "2026-06-30",
            ["EUC-015 Warn party-undeclared"]),
        ["left to another consignee"] = (
            () => Delivered().State(Named("S-9"), Left(5) with { Consignee = new("Harbour Trading") }), "2026-06-30",
            ["EUC-054 Hold consignee-differs"]),
        ["left on something that is no vessel"] = (
            () => Delivered().State(Named("S-9"), Left(5) with { Conveyance = "IMO 9074728" }), "2026-06-30",
            ["EUC-056 Warn conveyance-unreadable"]),
        ["left without an authorization"] = (
            () => Delivered().State(Named("S-9"), Left(5, "authorization/de/none")), "2026-06-30",
            ["EUC-041 Hold left-without-authorization"]),
        ["more left than was granted"] = (
            () => Delivered().State(Named("S-9"), Left(500)), "2026-06-30",
            ["EUC-041 Hold over-shipped", "EUC-041 Hold more-than-certified"]),
        ["left after the revocation"] = (
            () => Revoked(Delivered(), "2026-04-25").State(Named("S-9"), Left(5)), "2026-06-30",
            ["EUC-041 Hold left-after-revocation", "EUC-044 Reject used-before"]),
        ["left after the end of validity"] = (
            () => Delivered().State(Named("S-9"), Left(5) with { Happened = On("2027-01-02") }), "2027-01-02",
            ["EUC-043 Hold departed-outside-validity", "EUC-043 Hold not-in-force"]),
        ["judged after the end of validity"] = (Delivered, "2027-01-01", ["EUC-043 Hold not-in-force"]),
        ["presented when it had expired"] = (
            () => new Consignment(0, new Trial { Received = "2027-01-05" }), "2027-01-05",
            ["EUC-043 Reject presented-expired", "EUC-043 Hold not-in-force"]),
        ["more lost than had left"] = (
            () => Arrived().State(Named("S-1"), new TransitLossReported(
                On("2026-04-25"), TransitLossCause.Lost, [new(1, 21)], Under: Basis)), "2026-06-30",
            ["EUC-048 Reject does-not-add-up"]),
        ["not verified, the day before it is due"] = (Arrived, "2026-07-29", []),
        ["not verified on the day"] = (Arrived, "2026-07-30", ["EUC-070 Warn dvc-overdue"]),
        ["not verified for 60 days"] = (Arrived, "2026-09-28", ["EUC-070 Hold dvc-overdue"]),
        ["T20: 498 of 500, one lost, one unexplained"] = (
            () => Lost(Packed(500), 7).Arrive("S-1").Verify(
                "S-1", new LineContents(1, 498, [.. Named500.Where(it => it is not ("W00007" or "W00400"))])),
            "2026-06-30", ["EUC-071 Hold dvc-short", "EUC-071 Hold dvc-serials-differ"]),
        ["more verified than left"] = (
            () => Arrived().Verify("S-1", Serials(1, 21)), "2026-06-30",
            ["EUC-071 Hold dvc-over", "EUC-071 Hold dvc-serials-differ"]),
        ["one serial differs"] = (
            () => Arrived().Verify("S-1", new LineContents(1, 20, [.. Serials(1, 19).Serials, "W00021"])),
            "2026-06-30", ["EUC-071 Hold dvc-serials-differ"]),
        ["came back after it was verified"] = (
            () => Returned(Delivered()), "2026-06-30", []),
        ["came back before it was verified"] = (
            () => Returned(Arrived()).Verify("S-1", Serials(3, 18)), "2026-06-30", []),
        ["verified without serials"] = (
            () => Arrived().Verify("S-1", new LineContents(1, 20)), "2026-06-30",
            ["EUC-071 Info dvc-without-serials"]),
        ["verified by another country"] = (
            () => Arrived().Done(Shipping.Verify(
                Arrived().Now, Named("S-1"), Dvc(Serials(1, 20)) with { IssuingCountry = "NO" })),
            "2026-06-30", ["EUC-072 Hold dvc-issuer-elsewhere"]),
        ["verified by nobody we know"] = (
            () => Arrived().Done(Shipping.Verify(
                Arrived().Now, Named("S-1"), Dvc(Serials(1, 20)) with { Issuer = "harbour master" })),
            "2026-06-30", ["EUC-072 Hold dvc-issuer-unregistered"]),
        ["verified before the authority was registered"] = (
            () => Arrived().State(
                Named("S-1"), Dvc(Serials(1, 20)) with { Happened = On("2018-05-05"), Under = Basis }),
            "2026-06-30", ["EUC-072 Hold dvc-issuer-unregistered"]),
        ["passed on without consent"] = (
            () => Delivered().State(Certificate, PassedOn), "2026-06-30",
            ["EUC-073 Reject retransfer-without-consent"]),
        ["passed on under another certificate"] = (
            () => Delivered().State(Other, PassedOn), "2026-06-30", ["EUC-073 Reject retransfer-without-consent"]),
        ["passed on by somebody else to the end user"] = (
            () => Delivered().State(Other, PassedOn with { From = new("Navy"), To = Guard }), "2026-06-30", []),
        ["passed on with consent"] = (
            () => Delivered().State(Certificate, Consent(5)).State(Certificate, PassedOn), "2026-06-30", []),
        ["passed on before the consent"] = (
            () => Delivered().State(Certificate, Consent(5) with { Happened = On("2026-06-21") })
                .State(Certificate, PassedOn), "2026-06-30", ["EUC-073 Reject retransfer-without-consent"]),
        ["passed on beyond the consent"] = (
            () => Delivered().State(Certificate, Consent(4)).State(Certificate, PassedOn), "2026-06-30",
            ["EUC-073 Reject retransfer-beyond-consent"]),
        ["passed on in two parts beyond the consent"] = (
            () => Delivered().State(Certificate, Consent(5))
                .State(Certificate, PassedOn with { Contents = [new(1, 3)] })
                .State(Certificate, PassedOn with { Contents = [new(1, 3)], Happened = On("2026-06-22") }),
            "2026-06-30", ["EUC-073 Reject retransfer-beyond-consent"]),
        ["passed on to whom consent was asked for"] = (
            () => Delivered().State(Certificate, AskedFor("MILITIA")).State(Certificate, Consent(5))
                .State(Certificate, PassedOn), "2026-06-30", []),
        ["passed on to another than consent was asked for"] = (
            () => Delivered().State(Certificate, AskedFor("Navy")).State(Certificate, Consent(5))
                .State(Certificate, PassedOn), "2026-06-30", ["EUC-073 Reject retransfer-to-another"]),
        ["passed on where no undertaking stands against it"] = (
            () => new Consignment(0, new Trial { Paper = InOrder with { Undertakings = MayPassOn } })
                .State(Certificate, PassedOn), "2026-06-30", ["EUC-012 Warn undertaking-missing"]),
        ["verification on site refused"] = (
            () => Visited(VerificationResult.Refused), "2026-06-30", ["EUC-074 Hold verification-refused"]),
        ["verification not possible"] = (
            () => Visited(VerificationResult.NotPossible), "2026-06-30", ["EUC-074 Warn verification-not-possible"]),
        ["refused, and done later"] = (
            () => Visited(VerificationResult.Refused).State(
                Check, Visit(VerificationResult.Done) with { Seen = Serials(1, 20).Serials }), "2026-06-30", []),
        ["verified by video"] = (
            () => Planned().State(Check, Visit(VerificationResult.Done) with
            {
                Method = VerificationMethod.Video, Seen = Serials(1, 20).Serials,
            }), "2026-06-30", ["EUC-074 Warn verified-by-video"]),
        ["one of the sample not shown"] = (
            () => Planned().State(Check, Visit(VerificationResult.Done) with { Seen = Serials(1, 19).Serials }),
            "2026-06-30", ["EUC-075 Hold verification-shortfall"]),
        ["one not shown, and only words for it"] = (
            () => Planned().State(Check, Visit(VerificationResult.Done) with
            {
                Seen = Serials(1, 19).Serials, Absent = [new("W00020", "issued")],
            }), "2026-06-30", ["EUC-075 Hold verification-shortfall"]),
        ["one not shown, and a fact proves why"] = (
            () => Planned().State(Check, Visit(VerificationResult.Done) with
            {
                Seen = Serials(1, 19).Serials, Absent = [new("W00020", "issued", 77)],
            }), "2026-06-30", []),
        ["no serials within 30 days"] = (
            () => Packed(20, listed: false), "2026-05-20", ["EUC-076 Warn serials-not-listed"]),
        ["no serials yet"] = (() => Packed(20, listed: false), "2026-05-19", []),
        ["serials handed in later"] = (
            () => Packed(20, listed: false).State(
                Named("S-1"), new SerialListSupplied(On("2026-05-02"), [Serials(1, 20)], Basis)), "2026-05-20", []),
        ["old arms not destroyed"] = (
            () => Delivered().State(Certificate, Promise), "2026-06-02", ["EUC-077 Warn old-arms-not-destroyed"]),
        ["old arms not destroyed for 180 days"] = (
            () => Delivered().State(Certificate, Promise), "2026-11-28", ["EUC-077 Hold old-arms-not-destroyed"]),
        ["old arms destroyed"] = (
            () => Delivered().State(Certificate, Promise).State(
                Certificate, new ObligationMet(On("2026-05-30"), Undertaking.NewForOld, "protocol")), "2026-11-28", []),
        ["a promise without a day"] = (
            () => Delivered(new Trial
            {
                Paper = InOrder with { Undertakings = [.. InOrder.Undertakings, Undertaking.NewForOld] },
            }), "2026-06-30", ["EUC-077 Info destruction-undated"]),
        ["three deliveries not verified"] = (
            () => Elsewhere(3), "2026-07-30",
            [.. Enumerable.Repeat("EUC-070 Warn dvc-overdue", 3), "EUC-078 Hold many-overdue"]),
        ["two deliveries not verified"] = (
            () => Elsewhere(2), "2026-07-30", [.. Enumerable.Repeat("EUC-070 Warn dvc-overdue", 2)]),
    };

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    private static TransferBasis Basis => new(Authorization, Certificate, EndUser);

    private static IEnumerable<string> Named500 => Serials(1, 500).Serials;

    private static ValueList<Undertaking> MayPassOn =>
        InOrder.Undertakings.Where(it => it != Undertaking.NoReexport).ToValueList();

    private static RetransferExecuted PassedOn => new(On("2026-06-20"), "R-1", Guard, new("Militia", "XX"), [new(1, 5)]);

    private static ObligationSet Promise =>
        new(On("2026-03-09"), Undertaking.NewForOld, On("2026-06-01"), "clerk-07", EndUser);

    [Theory]
    [MemberData(nameof(Names))]
    public void One_change_gives_exactly_these_findings(string name)
    {
        var (it, day, found) = Cases[name];
        it().Judge(day).Findings.Where(one => one.Verdict != Verdict.Pass)
            .Select(one => $"{one.Rule} {one.Verdict} {one.Code}").ShouldBe(found, ignoreOrder: true);
    }

    [Fact]
    public void T20_names_the_one_that_is_unexplained()
    {
        var it = Cases["T20: 498 of 500, one lost, one unexplained"].It();
        var findings = it.Judge().Findings.Where(one => one.Rule == "EUC-071").ToDictionary(one => one.Code);
        findings["dvc-short"].Values.ShouldBe(["de/s-1", "1", "500", "1", "498", "1"]);
        findings["dvc-serials-differ"].Values.ShouldBe(["de/s-1", "1", "W00400", "", "", ""]);
    }

    [Fact]
    public void The_share_of_unresolved_lines_counts_from_ten_lines_on()
    {
        var it = Delivered(count: 0);
        for (var number = 0; number < 10; number++)
        {
            var shipment = Named($"T-{number}");
            var under = Basis with { Certificate = Other };
            it.State(shipment, Left(10) with { Under = under })
                .State(shipment, new ShipmentArrived(On("2026-03-01"), new("Port"), Under: under))
                .State(shipment, Dvc(new LineContents(1, number < 2 ? 9 : 10)) with { Under = under });
        }

        it.Found("EUC-078").ShouldBe(["Hold many-unresolved"]);
        it.Only("EUC-078").Values.ShouldBe(["2", "10"]);
    }

    [Fact]
    public void Ten_thousand_serials_are_compared_one_by_one()
    {
        var listed = Enumerable.Range(0, 10_000).Select(it => $"AB-{it:00000}").ToList();
        var read = listed.Where((_, at) => at != 4_321).Select((it, at) => at == 77 ? it.Replace('0', 'O') : it)
            .Append("ZZ-1").Append("AB-00005").Reverse();
        var compared = SerialComparison.Of(listed, read);
        compared.Same.ShouldBe(9_998);
        compared.Missing.ShouldBe(["AB-04321"]);
        compared.Unexpected.ShouldBe(["ZZ-1"]);
        compared.Differently.ShouldBe([new ReadDifferently("AB-00077", "AB-OOO77")]);
        compared.Repeated.ShouldBe(["AB-00005"]);
    }

    private static Consignment Packed(int count, Trial? trial = null, bool listed = true) =>
        new Consignment(trial: trial)
            .Pack("S-1", listed ? Serials(1, count) : new LineContents(1, count)).Depart("S-1");

    private static Consignment Arrived() => Packed(20).Arrive("S-1");

    private static Consignment Delivered() => Delivered(null);

    private static Consignment Delivered(Trial? trial = null, int count = 20) => count == 0
        ? new Consignment()
        : Packed(count, trial).Arrive("S-1").Receive("S-1", Serials(1, count)).Verify("S-1", Serials(1, count));

    private static Consignment Lost(Consignment it, int serial) => it.Done(it.TryLose("S-1", Serials(serial, 1)));

    private static Consignment Returned(Consignment it) => it.Done(it.TryReturn("S-1", Serials(1, 2)));

    private static Consignment Revoked(Consignment it, string on) => it.Done(Authorizing.Revoke(
        it.Now, Authorization, new(On(on), Certificate, [], "chief-01", "end")));

    private static ShipmentDeparted Left(long quantity, string? authorization = null) => new(
        On("2026-05-10"), Maker, Guard,
        Contents: [new(1, quantity, Enumerable.Range(0, (int)quantity).Select(it => $"Q{it}").ToValueList())],
        Under: Basis with { Authorization = authorization is null ? Authorization : Subject.Parse(authorization) },
        Conveyance: Aircraft);

    private static RetransferRequested AskedFor(string name) =>
        new(On("2026-06-01"), "R-1", Guard, new(name, "XX"), [new(1, 5)]);

    private static RetransferApproved Consent(long quantity) =>
        new(On("2026-06-10"), "r 1", Guard, "chief-01", [new(1, quantity)]);

    private static VerificationPlanned Plan => new(
        On("2026-05-20"), Certificate, "clerk-07", On("2026-12-31"), 20, 1, 950, "seed", Serials(1, 20).Serials,
        EndUser: EndUser);

    private static VerificationPerformed Visit(VerificationResult result) => new(
        On("2026-06-15"), Certificate, VerificationMethod.Physical, result, ["attaché"], EndUser: EndUser);

    private static Consignment Planned() => Delivered().State(Check, Plan);

    private static Consignment Visited(VerificationResult result) => Planned().State(Check, Visit(result));

    private static Consignment Elsewhere(int count)
    {
        var it = new Consignment();
        for (var number = 0; number < count; number++)
        {
            it.State(Named($"T-{number}"), Left(10) with { Under = Basis with { Certificate = Other } })
                .State(Named($"T-{number}"), new ShipmentArrived(
                    On("2026-05-01"), new("Port"), Under: Basis with { Certificate = Other }));
        }

        return it;
    }
}
