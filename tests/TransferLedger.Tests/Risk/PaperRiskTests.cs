using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Tests.Custody;
using TransferLedger.Tests.Shared;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Risk;

/// <summary>What certificates, shipments, checks, counts and traces count for.</summary>
public sealed class PaperRiskTests
{
    private static readonly Subject Certificate = Trial.Certificate;

    [Fact]
    public void A_trace_counts_once_answered_or_overdue()
    {
        List<Recorded> open = [Said(1, "trace/t-1", Asked())];
        List<Recorded> late = [.. open, Said(2, "trace/t-1", Replied("2020-06-01", TraceOutcome.NoRecord))];
        List<Recorded> inTime = [.. open, Said(2, "trace/t-1", Replied("2020-02-01", TraceOutcome.Refused))];

        Counting("trace/t-1", open, "2020-03-30").ShouldBeEmpty();
        Counting("trace/t-1", open, "2020-03-31").ShouldBe(
            ["trace-asked BB 1 from 2020-03-31 by 1", "trace-unanswered BB 1 from 2020-03-31 by 1"]);
        Counting("trace/t-1", late, "2021-01-01").ShouldBe(
        [
            "trace-asked BB 1 from 2020-03-31 by 1", "trace-unanswered BB 1 from 2020-03-31 by 1",
            "trace-no-record BB 1 from 2020-06-01 by 2", "trace-replies BB 1 from 2020-06-01 by 2",
        ]);

        // Refused without a reason is no answer.
        Counting("trace/t-1", inTime, "2021-01-01").ShouldBe(
        [
            "trace-asked BB 1 from 2020-02-01 by 1", "trace-replies BB 1 from 2020-02-01 by 2",
            "trace-unanswered BB 1 from 2020-02-01 by 2",
        ]);
    }

    [Fact]
    public void What_is_said_of_a_code_that_was_withdrawn_counts_for_the_country_that_changed_it() => Counting(
            "trace/t-1", [Said(1, "trace/t-1", Asked() with { Happened = Told.On("1995-01-01"), State = "zr" })],
            "1996-01-01")
        .ShouldContain(it => it.StartsWith("trace-asked CD 1", StringComparison.Ordinal));

    [Fact]
    public void A_check_that_is_due_stands_as_not_inspected_until_it_is_done()
    {
        List<Recorded> planned = [Said(1, "check/psv-1", Planned())];
        List<Recorded> done =
        [
            .. planned,
            Said(2, "check/psv-1", Performed("2020-08-01", VerificationResult.Done, VerificationMethod.Physical)),
        ];
        List<Recorded> video =
        [
            .. planned,
            Said(2, "check/psv-1", Performed("2020-08-01", VerificationResult.Done, VerificationMethod.Video)),
        ];
        List<Recorded> refused =
        [
            .. planned,
            Said(2, "check/psv-1", Performed("2020-08-01", VerificationResult.Refused, VerificationMethod.Physical)),
        ];

        Counting("check/psv-1", done, "2020-07-15").ShouldBe(["not-inspected IS 1 from 2020-07-02 by 1"]);
        Counting("check/psv-1", done, "2021-01-01").ShouldBe(
        [
            "check-due IS 1 from 2020-08-01 by 2", "check-unfavourable IS 1 from 2020-08-01 by 2",
            "checked IS 1 from 2020-08-01 by 2", "sample-missing IS 1 from 2020-08-01 by 2",
            "sampled IS 3 from 2020-08-01 by 2",
        ]);
        Counting("check/psv-1", video, "2021-01-01").ShouldBe(
            ["check-due IS 1 from 2020-08-01 by 2", "check-refused IS 0.5 from 2020-08-01 by 2"]);
        Counting("check/psv-1", refused, "2021-01-01").ShouldBe(
            ["check-due IS 1 from 2020-08-01 by 2", "check-refused IS 1 from 2020-08-01 by 2"]);
    }

    [Fact]
    public void A_shipment_counts_as_overdue_unverified_and_short()
    {
        var under = new TransferBasis(Subject.Parse("authorization/de/a-1"), Certificate);
        List<Recorded> facts =
        [
            Said(1, "shipment/de/s-1", new ShipmentDeparted(
                Told.On("2020-01-01"), By("Works@DE"), By("Guard@IS"), Contents: [new(1, 10, ["S1", "S2"])],
                Under: under)),
            Said(2, "shipment/de/s-1", new ShipmentArrived(Told.On("2020-02-01"), At("Port@IS")!, Under: under)),
            Said(3, "shipment/de/s-1", new DeliveryConfirmed(
                Told.On("2020-02-03"), By("Guard@IS"), Contents: [new(1, 9)], Under: under)),
        ];

        Counting("shipment/de/s-1", facts, "2020-12-31").ShouldBe(
        [
            "arrival-overdue IS 1 from 2020-01-15 by 1", "shipped IS 1 from 2020-01-15 by 1",
            "delivered IS 1 from 2020-02-03 by 3", "delivery-differs IS 1 from 2020-02-03 by 3",
            "dvc-default IS 1 from 2020-06-30 by 2", "dvc-due IS 1 from 2020-06-30 by 2",
        ]);
        Counting("shipment/de/s-1", facts, "2020-01-14").ShouldBeEmpty();

        // The receiver finds the missing one: the difference is over, and was there before.
        facts.Add(Said(4, "shipment/de/s-1", new DeliveryConfirmed(
            Told.On("2020-03-01"), By("Guard@IS"), Contents: [new(1, 1)], Under: under)));
        Counting("shipment/de/s-1", facts, "2020-02-15").ShouldContain("delivery-differs IS 1 from 2020-02-03 by 3");
        Counting("shipment/de/s-1", facts, "2020-12-31").ShouldNotContain(it => it.StartsWith("delivery-differs"));
    }

    [Fact]
    public void A_certificate_counts_for_the_state_in_whose_name_it_was_presented_until_judged_otherwise()
    {
        List<Recorded> facts =
        [
            Said(1, Certificate.Key, new CertificateCaptured(Told.On("2026-03-09"), "office", "clerk", Trial.InOrder)),
            Said(2, Certificate.Key, new ConfirmationRequested(Told.On("2026-03-10"), "clerk", Trial.Embassy)),
            Said(3, Certificate.Key, Judged("2026-03-11", new RuleFinding("EUC-024", Verdict.Reject, "not-issued"))),
            Said(4, Certificate.Key, Judged("2026-05-11", new RuleFinding("EUC-070", Verdict.Reject, "late"))),
        ];

        Counting(Certificate.Key, facts, "2026-04-30").ShouldBe(
        [
            "presented IS 1 from 2026-03-09 by 1", "not-authentic IS 1 from 2026-03-11 by 3",
            "confirmation-asked IS 1 from 2026-04-09 by 2", "confirmation-unanswered IS 1 from 2026-04-09 by 2",
        ]);
        Counting(Certificate.Key, facts, "2026-05-11").ShouldNotContain(it => it.StartsWith("not-authentic"));
    }

    [Fact]
    public void Goods_passed_on_beyond_consent_count_and_a_body_of_the_state_is_told_apart()
    {
        List<Recorded> facts =
        [
            Said(1, Certificate.Key, new CertificateCaptured(Told.On("2026-03-09"), "office", "clerk", Trial.InOrder)),
            Said(2, "shipment/de/s-1", new DeliveryConfirmed(
                Told.On("2026-04-01"), By("Guard@IS"), Contents: [new(1, 9)],
                Under: new TransferBasis(Subject.Parse("authorization/de/a-1"), Certificate))),
            Said(3, Certificate.Key, new RetransferApproved(
                Told.On("2026-05-01"), "R-1", By("Guard@IS"), "clerk", [new(1, 5)])),
            Said(4, Certificate.Key, new RetransferExecuted(
                Told.On("2026-05-02"), "R-1", By("Guard@IS"), By("Police@NO"), [new(1, 5)])),
            Said(5, Certificate.Key, new RetransferExecuted(
                Told.On("2026-06-02"), "R-1", By("Guard@IS"), By("Police@NO"), [new(1, 1)])),
        ];

        Counting(Certificate.Key, facts, "2026-12-31").ShouldBe(
        [
            "presented IS 1 from 2026-03-09 by 1", "delivered-certified IS 1 from 2026-04-01 by 2",
            "delivered-undertaken IS 1 from 2026-04-01 by 2",
            "retransferred IS 1 from 2026-06-02 by 5", "retransferred-by-state IS 1 from 2026-06-02 by 5",
        ]);
    }

    [Fact]
    public void A_count_with_a_difference_counts_and_a_sample_has_none()
    {
        var counted = new InventoryCounted(Told.On("2020-01-01"), By("Army@BB"), At("Depot")!, 10, 9, []);
        List<Recorded> facts =
        [
            Said(1, "inventory/depot/2020", counted),
            Said(2, "inventory/depot/2020", counted with { Method = CountMethod.Sample }),
        ];

        Counting("inventory/depot/2020", facts, "2021-01-01").ShouldBe(
        [
            "count-differs BB 1 from 2020-01-01 by 1", "counted BB 1 from 2020-01-01 by 1",
            "counted BB 1 from 2020-01-01 by 2",
        ]);
    }

    private static List<string> Counting(string subject, IEnumerable<Recorded> facts, string on) =>
        [.. RiskTrial.Counting(subject, facts, on)];

    private static Recorded Said(long position, string home, LedgerEvent fact) => RiskTrial.Said(position, home, fact);

    private static TraceRequested Asked() => new(
        Told.On("2020-01-01"), TraceDirection.Sent, "bb", "police", new("rifle"), [new(MarkKind.Serial, "A1")],
        "found", "evidence", "clerk", []);

    private static TraceResponded Replied(string when, TraceOutcome outcome) =>
        new(Told.On(when), outcome, "clerk", []);

    private static VerificationPlanned Planned() => new(
        Told.On("2020-05-01"), Certificate, "clerk", Told.On("2020-07-01"), 3, 1, 950, "seed", ["S1", "S2", "S3"]);

    private static VerificationPerformed Performed(string when, VerificationResult result, VerificationMethod method) =>
        new(Told.On(when), Certificate, method, result, ["inspector"], ["S1", "S2"]);

    private static CertificateJudged Judged(string when, params ReadOnlySpan<RuleFinding> findings) => new(
        Told.On(when), Told.On(when), 2, "clerk", new("standard", "2", new string('0', 64)),
        Verdict.Reject, ValueList.Create(findings), []);
}
