using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

public sealed class CertificateRulesTests
{
    /// <summary>One change, and everything the rules then find. Vectors T… are those of the rules.</summary>
    private static readonly Dictionary<string, (Trial Trial, string[] Found)> Basic = new(StringComparer.Ordinal)
    {
        ["T1: in order"] = (new(), []),
        ["T2: no answer"] = (new() { After = [Compared, Asked] },
            ["EUC-024 Hold answer-overdue", "EUC-025 Hold answer-missing", "EUC-026 Hold answer-missing"]),
        ["no answer yet"] = (new() { After = [Compared, Asked], Day = "2026-04-09" },
            ["EUC-024 Hold answer-open", "EUC-025 Hold answer-missing", "EUC-026 Hold answer-missing"]),
        ["T3: the signer answers"] = (Answered(Confirmed with { Sender = "anna DÆMISDÓTTIR" }),
            ["EUC-024 Hold answer-not-enough", "EUC-026 Hold answered-by-signer"]),
        ["T4: another quantity in the answer"] = (Answered(Confirmed with
            {
                Repeats = Confirmed.Repeats with { Lines = [new("Pistols", 50), new("Cartridges", 25_000)] },
            }),
            ["EUC-024 Hold answer-not-enough", "EUC-025 Reject repeated-differently"]),
        ["T9: signed a day after the term"] = (new()
            {
                Register = [.. new Trial().Register, new SignatoryTermEnded(On("2026-03-01"), "Anna Dæmisdóttir")],
            },
            ["EUC-021 Reject signed-outside-term"]),
        ["signed on the last day of the term"] = (new()
            {
                Register = [.. new Trial().Register, new SignatoryTermEnded(On("2026-03-02"), "Anna Dæmisdóttir")],
            },
            []),
        ["T10: another state has another quantity"] = (new() { Before = [Captured(Quantity(1_000), office: "Partner")] },
            ["EUC-001 Reject number-on-file", "EUC-030 Reject captured-differently"]),
        ["the same paper in another office"] = (new() { Before = [Captured(InOrder, office: "Partner")] },
            ["EUC-001 Info same-document-again"]),
        ["the office corrects its own reading"] = (new() { Before = [Captured(Quantity(50))] }, []),
        ["the office reads it anew after having asked"] = (new() { Before = [Captured(Quantity(50)), Asked] },
            ["EUC-001 Reject number-on-file", "EUC-030 Reject captured-differently"]),
        ["T17: a reseller without certification"] = (Read(InOrder with
            {
                EndUser = Reseller,
            }),
            ["EUC-014 Hold not-certified"]),
        ["a certified reseller"] = (Read(InOrder with
            {
                EndUser = Reseller, GovernmentCertification = "Ministry",
            }),
            []),
        ["nobody knows what the end user is"] = (Read(InOrder with { EndUser = InOrder.EndUser! with { Kind = null } }),
            ["EUC-005 Hold detail-missing", "EUC-014 Hold end-user-kind-unknown"]),
        ["no number"] = (Answered(Confirmed, InOrder with { Number = " " }),
            ["EUC-001 Hold number-missing", "EUC-023 Hold pattern-differs", "EUC-024 Hold answer-not-enough",
                "EUC-025 Reject repeated-differently"]),
        ["no date of issue"] = (Answered(Confirmed, InOrder with { IssuedOn = null, ValidFrom = null }),
            ["EUC-002 Hold issue-date-missing", "EUC-003 Hold validity-unknown", "EUC-020 Hold issue-date-missing",
                "EUC-023 Info pattern-unknown", "EUC-024 Hold answer-not-enough", "EUC-025 Reject repeated-differently",
                "EUC-033 Hold issue-date-missing"]),
        ["issued after receipt"] = (new() { Received = "2026-03-01" },
            ["EUC-002 Reject issued-after-receipt", "EUC-013 Reject signed-after-receipt"]),
        ["received years later"] = (new() { Received = "2031-03-03", Day = "2031-06-30" },
            ["EUC-002 Warn issued-long-ago", "EUC-043 Reject presented-expired", "EUC-043 Hold not-in-force"]),
        ["no end of validity"] = (Read(InOrder with { ValidTo = null }), ["EUC-003 Info validity-assumed"]),
        ["ends before it begins"] = (Read(InOrder with { ValidTo = On("2026-03-01") }), ["EUC-003 Reject validity-empty"]),
        ["valid for three years"] = (Read(InOrder with { ValidTo = On("2029-03-02") }), []),
        ["valid for longer"] = (Read(InOrder with { ValidTo = On("2029-03-03") }), ["EUC-003 Warn validity-long"]),
        ["no exporter"] = (Read(InOrder with { Exporter = null }), ["EUC-004 Hold party-missing"]),
        ["exporter without a street"] = (Read(InOrder with { Exporter = InOrder.Exporter! with { Street = "" } }),
            ["EUC-004 Hold detail-missing"]),
        ["end user in a post box"] = (User(InOrder.EndUser!.Party with { Street = "P.O. Box 17" }),
            ["EUC-005 Warn post-box-only"]),
        ["end user in Postplatz"] = (User(InOrder.EndUser!.Party with { Street = "Postplatz 17" }), []),
        ["end user without a unit"] = (Answered(
                Confirmed with { Repeats = Confirmed.Repeats with { EndUser = "ARMY" } },
                InOrder with { EndUser = new(InOrder.EndUser!.Party with { Name = "Army" }, EndUserKind.ArmedForces, "X") }),
            ["EUC-005 Warn name-generic", "EUC-045 Hold strength-missing", "EUC-060 Info mandate-unknown"]),
        ["goods pass through somebody"] = (Read(InOrder with
            {
                OtherParties = [new(PartyRole.IntermediateConsignee, new("Depot Ltd"))],
            }),
            ["EUC-006 Hold final-consignee-missing"]),
        ["goods pass through to somebody"] = (Read(InOrder with
            {
                OtherParties = [new(PartyRole.IntermediateConsignee, new("Depot Ltd"))], FinalConsignee = new("Store"),
            }),
            []),
        ["no destination"] = (Read(InOrder with { Destination = null }), ["EUC-007 Hold destination-missing"]),
        ["a destination that is no more"] = (Read(InOrder with { Destination = "YU" }),
            ["EUC-007 Hold destination-unknown", "EUC-055 Hold end-user-elsewhere"]),
        ["no goods"] = (Answered(
                Confirmed with { Repeats = Confirmed.Repeats with { Lines = [] } }, InOrder with { Lines = [] }),
            ["EUC-008 Reject no-goods"]),
        ["goods of no class"] = (Line(it => it with { Class = null }),
            ["EUC-008 Hold detail-missing", "EUC-047 Info price-history-short"]),
        ["assorted goods"] = (Answered(
                Confirmed with
                {
                    Repeats = Confirmed.Repeats with { Lines = [new("Assorted pistols", 500), new("Cartridges", 25_000)] },
                },
                Changed(it => it with { Description = "Assorted pistols" })),
            ["EUC-008 Warn goods-vague"]),
        ["no quantity"] = (Line(it => it with { Quantity = null, QuantityInWords = null }),
            Altered("EUC-008 Hold detail-missing", "EUC-009 Info words-missing")),
        ["a quantity of nothing"] = (Line(it => it with { Quantity = 0, QuantityInWords = "zero" }),
            Altered("EUC-008 Hold quantity-impossible")),
        ["no contract"] = (Read(InOrder with { Contract = null, ContractDate = null }), ["EUC-010 Warn contract-missing"]),
        ["a contract of the next day"] = (Read(InOrder with { ContractDate = On("2026-03-03") }),
            ["EUC-010 Hold contract-later"]),
        ["no end use"] = (Read(InOrder with { EndUse = null }), ["EUC-011 Hold end-use-missing"]),
        ["a vague end use"] = (Read(InOrder with { EndUse = "Official use." }), ["EUC-011 Warn end-use-vague"]),
        ["an undertaking less"] = (Read(InOrder with { Undertakings = [.. InOrder.Undertakings.Skip(1)] }),
            ["EUC-012 Warn undertaking-missing"]),
        ["unsigned"] = (Read(InOrder with { Signatory = null }),
            ["EUC-013 Hold unsigned", "EUC-021 Hold signer-or-date-missing"]),
        ["no picture of the signature"] = (Signer(it => it with { SignatureImage = null }), ["EUC-013 Hold detail-missing"]),
        ["signed a month before issue"] = (Signer(it => it with { SignedOn = On("2026-01-30") }),
            ["EUC-013 Warn signed-far-from-issue"]),
        ["a fax"] = (Read(InOrder with { Paper = InOrder.Paper with { Kind = PaperKind.Fax } }), ["EUC-016 Hold no-original"]),
        ["translated by anybody"] = (Read(InOrder with
            {
                Paper = InOrder.Paper with { Translation = Translation.NotCertified },
            }),
            ["EUC-016 Warn translation-not-certified"]),
        ["ammunition without a calibre"] = (Read(InOrder with
            {
                Lines = [InOrder.Lines[0], InOrder.Lines[1] with { Calibre = null }],
            }),
            ["EUC-017 Hold detail-missing"]),
        ["no authority named"] = (Read(InOrder with { Authority = null }),
            ["EUC-020 Hold authority-missing", "EUC-021 Hold signer-unregistered", "EUC-023 Info pattern-unknown",
                "EUC-024 Hold answer-not-enough", "EUC-026 Hold contact-unregistered",
                "EUC-026 Hold sender-unregistered", "EUC-033 Info no-templates"]),
        ["an authority of later"] = (Known(new AuthorityRegistered(On("2026-03-03"), "Ministry"), 0),
            ["EUC-020 Hold authority-unregistered"]),
        ["an authority that was closed"] = (new()
            {
                Register = [.. new Trial().Register, new AuthorityClosed(On("2026-03-01"))],
            },
            ["EUC-020 Hold authority-unregistered"]),
        ["an authority for other goods"] = (Known(new AuthorityRegistered(On("2019"), "M", [GoodsClass.SmallArms]), 0),
            ["EUC-020 Reject outside-competence"]),
        ["a signer nobody knows"] = (new() { Register = [.. new Trial().Register.Where(it => it is not SignatoryAppointed)] },
            ["EUC-021 Hold signer-unregistered"]),
        ["a signer for less"] = (Known(new SignatoryAppointed(On("2024"), "Anna Dæmisdóttir", "D", [], 24_999), 3),
            ["EUC-021 Hold above-signers-limit"]),
        ["a signer for other goods"] = (
            Known(new SignatoryAppointed(On("2024"), "Anna Dæmisdóttir", "D", [GoodsClass.Ammunition]), 3),
            ["EUC-021 Hold outside-signers-scope"]),
        ["not compared"] = (new() { After = [Asked, Confirmed] }, ["EUC-022 Hold not-compared"]),
        ["a doubtful signature"] = (Compare(Compared with { Outcome = SpecimenOutcome.Doubtful }),
            ["EUC-022 Hold signature-doubtful"]),
        ["a doubt that was settled"] = (Compare(Compared with { Outcome = SpecimenOutcome.Doubtful }, Compared), []),
        ["another hand, once"] = (Compare(Compared with { Outcome = SpecimenOutcome.NoMatch }, Compared),
            ["EUC-022 Reject signature-differs"]),
        ["compared by the one who captured"] = (Compare(Compared with { Officer = "Clerk 07" }),
            ["EUC-022 Warn compared-by-capturer"]),
        ["no pattern known"] = (Known(new NumberPatternSet(On("2027"), "X"), 1), ["EUC-023 Info pattern-unknown"]),
        ["another pattern"] = (Known(new NumberPatternSet(On("2026"), "EUC/#####/YYYY"), 1), ["EUC-023 Hold pattern-differs"]),
        ["not asked"] = (new() { After = [Compared, Confirmed] }, ["EUC-024 Hold not-asked"]),
        ["not theirs"] = (Answered(Confirmed with { Kind = ReplyKind.NotIssued, Repeats = new() }),
            ["EUC-024 Reject not-issued"]),
        ["an answer that says nothing"] = (Answered(Confirmed with { Kind = ReplyKind.Unclear, Repeats = new() }),
            ["EUC-024 Hold answer-unclear", .. Enumerable.Repeat("EUC-025 Hold not-repeated", 7)]),
        ["a bare 'genuine'"] = (Answered(Confirmed with { Repeats = new() }),
            ["EUC-024 Hold answer-not-enough", .. Enumerable.Repeat("EUC-025 Hold not-repeated", 7)]),
        ["asked at the address on the paper"] = (new()
            {
                After = [Compared, Asked with { Address = "anna@supplies.example" }, Confirmed],
            },
            ["EUC-024 Hold answer-not-enough", "EUC-026 Hold contact-from-certificate"]),
        ["asked and answered elsewhere"] = (new()
            {
                After = [Compared, Asked with { Address = "fax 17" }, Confirmed with { Address = "fax 17" }],
            },
            ["EUC-024 Hold answer-not-enough", "EUC-026 Hold contact-unregistered", "EUC-026 Hold sender-unregistered"]),
        ["a contact that had been withdrawn"] = (new()
            {
                Register = [.. new Trial().Register, new ContactPointWithdrawn(On("2026-03-23"), Embassy)],
            },
            ["EUC-024 Hold answer-not-enough", "EUC-026 Hold sender-unregistered"]),
        ["T18: the same scan under another number"] = (Beside(InOrder with
            {
                Number = "EUC/0018/2026", EndUser = null, Lines = [],
            }),
            ["EUC-028 Reject same-scan"]),
        ["half a year later the same again"] = (Beside(Alike(500, "2026-08-29")), ["EUC-046 Warn near-duplicate"]),
        ["a day later no more"] = (Beside(Alike(500, "2026-08-30")), []),
        ["nearly the same"] = (Beside(Alike(525, "2026-03-03")), ["EUC-046 Warn near-duplicate"]),
        ["not nearly the same"] = (Beside(Alike(527, "2026-03-03")), []),
        ["nearly the same in another state"] = (Beside(Alike(475, "2026-03-03"), "Partner"),
            ["EUC-046 Hold near-duplicate"]),
        ["another exporter was authorized"] = (new() { After = [.. new Trial().After, Drawn(300, "Somebody Ltd")] },
            ["EUC-015 Warn party-undeclared", "EUC-042 Hold second-exporter"]),
        ["another exporter under a framework"] = (new()
            {
                Paper = InOrder with { Use = CertificateUse.Framework },
                After = [.. new Trial().After, Drawn(300, "Somebody Ltd")],
            },
            []),
        ["all of it was authorized"] = (new() { After = [.. new Trial().After, Drawn(500, "Waffenfabrik")] }, []),
        ["more than it says was authorized"] = (new() { After = [.. new Trial().After, Drawn(501, "Waffenfabrik")] },
            ["EUC-040 Reject over-authorised", "EUC-048 Reject does-not-add-up"]),
    };

    internal static readonly Dictionary<string, (Trial Trial, string[] Found)> Cases =
        Basic.Concat(WordCases.All).Concat(LifeCases.All).Concat(PartyCases.All).Concat(SeriesCases.All)
            .Concat(HoldingCases.All)
            .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_change_gives_exactly_these_findings(string name) =>
        Cases[name].Trial.Findings().ShouldBe(Cases[name].Found);

    [Fact]
    public void Every_rule_fires_in_one_case_and_is_silent_in_another()
    {
        var fired = Cases.Values.SelectMany(it => it.Found)
            .Concat(DeliveryRulesTests.Cases.Values.SelectMany(it => it.Found))
            .Select(it => it[..7]).ToHashSet(StringComparer.Ordinal);
        CertificateRules.All.Select(it => it.Id).Where(id => !fired.Contains(id)).ShouldBeEmpty();
        new Trial().Judge().Findings.ShouldAllBe(it => it.Verdict == Verdict.Pass);
    }

    [Fact]
    public void No_rule_says_worse_than_its_entry_and_none_of_the_set_is_forgotten()
    {
        var worst = CertificateRules.All.ToDictionary(it => it.Id, it => it.Worst);
        foreach (var finding in Cases.Values.SelectMany(it => it.Trial.Judge().Findings))
        {
            (finding.Verdict <= worst[finding.Rule]).ShouldBeTrue($"{finding}");
        }

        var ids = CertificateRules.All.Select(it => it.Id).ToList();
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.Count.ShouldBe(62);
        ids.Distinct().Count().ShouldBe(62);
    }

    [Fact]
    public void T1_passes_on_all_and_what_has_no_answer_is_not_passed()
    {
        new Trial().Judge().Verdict.ShouldBe(Verdict.Pass);
        var alone = new Trial { Answers = Answers.None }.Judge();
        alone.OfEvaluated.ShouldBe(Verdict.Pass);
        alone.Verdict.ShouldBe(Verdict.Hold);
    }

    /// <summary>Defects of different parts of a case; any number of them may come together.</summary>
    private static readonly Func<Trial, Trial>[] Defects =
    [
        it => it with { Received = "2026-03-01" },
        it => it with { Paper = it.Paper with { Number = "" } },
        it => it with { Paper = it.Paper with { ValidTo = On("2026-03-01") } },
        it => it with { Paper = it.Paper with { Exporter = null } },
        it => it with { Paper = it.Paper with { EndUser = null } },
        it => it with { Paper = it.Paper with { Destination = "YU" } },
        it => it with { Paper = it.Paper with { Lines = [] } },
        it => it with { Paper = it.Paper with { Contract = null } },
        it => it with { Paper = it.Paper with { EndUse = "defence" } },
        it => it with { Paper = it.Paper with { Undertakings = [] } },
        it => it with { Paper = it.Paper with { Signatory = null } },
        it => it with { Paper = it.Paper with { Authority = null } },
        it => it with { Paper = it.Paper with { Paper = new(PaperKind.Photograph) } },
        it => it with { Register = [] },
        it => it with { Register = [.. it.Register, new AuthorityClosed(On("2025"))] },
        it => it with { Before = [Captured(Quantity(1_000), office: "Partner")] },
        it => it with { After = [.. it.After, Compared with { Outcome = SpecimenOutcome.NoMatch }] },
        it => it with { After = [.. it.After, Confirmed with { Kind = ReplyKind.NotIssued }] },
    ];

    [Fact]
    public void A_second_defect_never_makes_the_verdict_better()
    {
        var better =
            from first in Defects.Index()
            from second in Defects.Index()
            let one = first.Item(new Trial())
            where second.Item(one).Judge().OfEvaluated < one.Judge().OfEvaluated
            select (first.Index, second.Index);
        better.ShouldBeEmpty();
    }

    [Fact]
    public void T22_as_known_before_the_answer_came_it_holds()
    {
        var trial = new Trial();
        var answer = trial.Facts()[^1].At;
        trial.Judge(answer).OfEvaluated.ShouldBe(Verdict.Pass);
        var before = trial.Judge(answer - Duration.FromSeconds(1));
        before.OfEvaluated.ShouldBe(Verdict.Hold);
        before.Findings.Single(it => it.Rule == "EUC-024").Code.ShouldBe("answer-overdue");
    }

    [Fact]
    public void T21_the_order_of_recording_two_captures_does_not_change_the_verdict()
    {
        var (here, there) = (Captured(InOrder), Captured(Quantity(1_000), office: "Partner"));
        foreach (var order in new LedgerEvent[][]
        {
            [here, there, Compared, Asked, Confirmed], [there, here, Compared, Asked, Confirmed],
            [there, Compared, Asked, Confirmed, here], [Compared, Asked, Confirmed, there, here],
        })
        {
            CertificateReport.Of(
                Certificate, [.. new Trial().RegisterFacts(), .. Record(Certificate, order, 101)], On("2026-06-30"), null,
                CertificateParameters.Default)!.Verdict.ShouldBe(Verdict.Reject);
        }
    }

    [Fact]
    public void A_retracted_answer_does_not_count_and_one_whose_retraction_is_retracted_does()
    {
        var trial = new Trial();
        var answer = trial.Facts()[^1].Position;
        var taken = new RecordRetracted(On("2026-05"), answer, [], "wrong file", "chief");
        var back = new RecordRetracted(On("2026-05-20"), answer + 1, [], "it was the right one", "chief");
        (trial with { After = [.. trial.After, taken] }).Judge().OfEvaluated.ShouldBe(Verdict.Hold);
        (trial with { After = [.. trial.After, taken, back] }).Judge().OfEvaluated.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void A_finding_names_the_capture_and_the_facts_it_rests_on()
    {
        var report = Answered(Confirmed with { Kind = ReplyKind.NotIssued }).Judge();
        report.Position.ShouldBe(101);
        report.Findings.Single(it => it.Code == "not-issued").Facts.ShouldBe([101, 104]);
    }

    [Fact]
    public void A_reading_that_is_not_on_record_is_judged_beside_what_is()
    {
        var trial = new Trial();
        var report = CertificateReport.OfReading(
            Captured(Quantity(5_000), office: "Partner"), Certificate, [.. trial.RegisterFacts(), .. trial.Facts()],
            On("2026-06-30"), null, CertificateParameters.Default);
        report.Position.ShouldBe(0);
        report.Findings.Select(it => it.Code).ShouldContain("captured-differently");
        report.Findings.Single(it => it.Rule == "EUC-002").Facts.ShouldBeEmpty();
    }

    internal static EndUser Reseller => InOrder.EndUser! with
    {
        Kind = EndUserKind.Reseller, PermittedBuyers = ["Hunters' association"], SalesReporting = true,
    };

    internal static string[] Altered(params string[] found) =>
        [.. found, "EUC-024 Hold answer-not-enough", "EUC-025 Reject repeated-differently"];

    /// <summary>Another certificate on record, captured in the same week.</summary>
    internal static Trial Beside(EndUserCertificate other, string office = "Licensing office") => new()
    {
        Elsewhere = Record(other.Subject, [Captured(SignedAnew(other), "2026-03-10", office)], first: 51),
    };

    internal static EndUserCertificate Alike(long quantity, string issued) => InOrder with
    {
        Number = "EUC/0018/2026",
        IssuedOn = On(issued),
        Paper = new(PaperKind.Original, new string('e', 64)),
        Lines = [InOrder.Lines[0] with { Quantity = quantity }],
    };

    internal static AuthorizationGranted Drawn(long quantity, string exporter) => new(
        On("2026-04-01"), "DE", "A-1", Certificate, exporter, [new(1, quantity)], "clerk-07", "chief-01", "by hand");

    internal static Trial Read(EndUserCertificate paper) => new() { Paper = paper };

    private static Trial Answered(ConfirmationReceived answer, EndUserCertificate? paper = null) =>
        new() { After = [Compared, Asked, answer], Paper = paper ?? InOrder };

    private static Trial Compare(params SpecimenCompared[] comparisons) =>
        new() { After = [.. comparisons, Asked, Confirmed] };

    private static Trial Known(LedgerEvent entry, int at) =>
        new() { Register = [.. new Trial().Register.Select((it, index) => index == at ? entry : it)] };

    private static Trial User(PartyOnPaper party) =>
        Read(InOrder with { EndUser = InOrder.EndUser! with { Party = party } });

    internal static Trial Signer(Func<SignatoryOnPaper, SignatoryOnPaper> change) =>
        Read(InOrder with { Signatory = change(InOrder.Signatory!) });

    private static Trial Line(Func<CertificateLine, CertificateLine> change) => Read(Changed(change));

    private static EndUserCertificate Changed(Func<CertificateLine, CertificateLine> change) =>
        InOrder with { Lines = [change(InOrder.Lines[0]), InOrder.Lines[1]] };

    internal static EndUserCertificate Quantity(long quantity, string? words = "five hundred") =>
        Changed(it => it with { Quantity = quantity, QuantityInWords = words });
}
