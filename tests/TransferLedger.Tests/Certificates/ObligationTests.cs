using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>What was undertaken is dated, met and ended by the facts on record.</summary>
public sealed class ObligationTests
{
    private static readonly Subject Check = Subject.Parse("check/psv-1");
    private static readonly ValueList<Undertaking> Undertakings = [.. InOrder.Undertakings, Undertaking.NewForOld];

    private static readonly VerificationPlanned Plan = new(
        On("2026-06-01"), Certificate, "clerk-07", On("2026-12-31"), 20, 1, 950, "seed", ["W00001"]);

    [Fact]
    public void Before_anything_left_it_binds_while_the_certificate_can_be_used()
    {
        Open(Accepted(), "2026-12-31").ShouldBe(
        [
            "NoOtherUse Standing - until 2026-12-31", "NoReexport Standing - until 2026-12-31",
            "OnSiteVerification Standing - until 2026-12-31", "DeliveryVerification NotDated - until 2026-12-31",
            "NewForOld NotDated - until 2026-12-31",
        ]);
        Open(Accepted(), "2027-01-01").ShouldAllBe(it => it.EndsWith(" Ended -"));
        Open(Accepted().State(Certificate, new CertificateRevoked(On("2026-06-01"), "ministry", "N 1")), "2026-06-02")
            .ShouldAllBe(it => it.EndsWith(" Ended -"));
        Open(Accepted().State(Certificate, new CertificateRevoked(On("2026-06-01"), "ministry", "N 1")), "2026-05-31")
            .ShouldAllBe(it => it.EndsWith(" until 2026-12-31"), "not yet");
    }

    [Fact]
    public void An_arrival_dates_the_proof_of_delivery_and_the_destruction_of_old_arms()
    {
        var it = Shipped();
        Open(it, "2026-06-30").ShouldBe(
        [
            "NoOtherUse Standing -", "NoReexport Standing -", "OnSiteVerification Standing -",
            "DeliveryVerification Due 2026-07-30 shipment/de/s-1", "NewForOld Due 2026-10-28",
        ]);

        var proof = TransferLedger.Shipments.DeliveryProof.Of(it.Balance.Shipments, it.Parameters.DvcDueDays).Single();
        var owed = Of(it, "2026-07-31").Single(one => one.Undertaking == Undertaking.DeliveryVerification);
        owed.Due.ShouldBe(proof.Due);
        foreach (var day in new[] { proof.Due.PlusDays(-1), proof.Due, proof.Due.PlusDays(1) })
        {
            owed.IsOverdue(day).ShouldBe(proof.DaysOverdue(day) is not null);
        }
    }

    [Fact]
    public void The_certificate_of_delivery_meets_it_and_nobody_needs_to_say_so()
    {
        Open(Shipped().Verify("S-1", Serials(1, 20)), "2026-06-30")
            .ShouldContain("DeliveryVerification Met 2026-07-30 shipment/de/s-1");
        Open(Shipped().State(Certificate, new ObligationMet(On("2026-06-01"), Undertaking.NewForOld, "protocol")), "2027-06-30")
            .ShouldContain("NewForOld Met 2026-10-28");
    }

    [Fact]
    public void A_planned_verification_dates_the_consent_to_it_and_its_outcome_meets_it()
    {
        var planned = Shipped().State(Check, Plan);
        Open(planned, "2026-06-30").ShouldContain("OnSiteVerification Due 2026-12-31 check/psv-1");

        var visit = new VerificationPerformed(
            On("2026-07-01"), Certificate, VerificationMethod.Physical, VerificationResult.Refused, ["inspector"]);
        Open(planned.State(Check, visit), "2026-07-02").ShouldContain("OnSiteVerification Due 2026-12-31 check/psv-1");
        Open(planned.State(Check, visit with { Result = VerificationResult.Done }), "2026-07-02")
            .ShouldContain("OnSiteVerification Met 2026-12-31 check/psv-1");
    }

    [Fact]
    public void Delivered_goods_bind_when_the_certificate_is_over_until_all_of_them_are_back()
    {
        Open(Shipped().State(Certificate, new CertificateRevoked(On("2026-06-01"), "ministry", "N 1")), "2027-06-30")
            .ShouldContain("NoReexport Standing -");
        Open(Shipped().State(Certificate, new CertificateSuperseded(On("2026-06-01"), Subject.Parse("certificate/is/2"))), "2027-06-30")
            .ShouldContain("NoReexport Standing -");

        var back = Shipped();
        back.Done(back.TryReturn("S-1", Serials(1, 20)));
        Open(back, "2026-12-31").ShouldContain("NoReexport Standing - until 2026-12-31");
        Open(back, "2027-06-30").ShouldContain("NoReexport Ended -");
        Open(back, "2027-06-30").ShouldContain("NewForOld Ended -");
    }

    [Fact]
    public void A_day_agreed_by_hand_takes_the_place_of_the_reckoned_one()
    {
        var set = new ObligationSet(On("2026-03-26"), Undertaking.NewForOld, On("2027-01-31"), "clerk-09");
        var it = Shipped().State(Certificate, set with { Due = On("2026-09-01") }).State(Certificate, set);
        Open(it, "2026-06-30").Where(one => one.StartsWith("NewForOld", StringComparison.Ordinal)).ShouldBe(["NewForOld Due 2027-01-31"]);
        it.Found("EUC-077", "2027-01-31").ShouldBeEmpty();
        it.Found("EUC-077", "2027-02-01").ShouldBe(["Warn old-arms-not-destroyed"]);
    }

    /// <summary>The rule and the list of obligations reckon the same day.</summary>
    [Fact]
    public void The_rule_about_old_arms_waits_for_the_day_that_is_shown()
    {
        Accepted().Found("EUC-077").ShouldBeEmpty();
        Shipped().Found("EUC-077", "2026-10-28").ShouldBeEmpty();
        Shipped().Found("EUC-077", "2026-10-29").ShouldBe(["Warn old-arms-not-destroyed"]);
        Shipped().Found("EUC-077", "2027-04-26").ShouldBe(["Hold old-arms-not-destroyed"]);
        Shipped().State(Certificate, new ObligationMet(On("2026-06-01"), Undertaking.NewForOld, "protocol"))
            .Found("EUC-077", "2027-04-26").ShouldBeEmpty();
    }

    [Fact]
    public void What_was_released_is_ended()
    {
        var assumed = Obliging.Assumed(
            CertificateFile.Of(Certificate, Accepted().Facts), InOrder, 102, On("2026-03-26"), "chief-02");
        var released = assumed.ShouldHaveSingleItem();
        Open(Shipped().State(Certificate, released), "2026-06-30").ShouldContain("NewForOld Ended -");
        Shipped().State(Certificate, released).Found("EUC-077", "2027-04-26")
            .ShouldBe(["Info destruction-undated"]);
    }

    private static Consignment Shipped() =>
        Accepted().Pack("S-1", Serials(1, 20)).Depart("S-1").Arrive("S-1");

    private static Consignment Accepted()
    {
        var it = new Consignment(500, new Trial { Paper = InOrder with { Undertakings = Undertakings } });
        var file = CertificateFile.Of(Certificate, it.Facts);
        foreach (var owed in Obliging.Assumed(
            file, file.Captures[^1].Fact.Certificate, file.Captures[^1].Position, On("2026-03-25"), "chief-01"))
        {
            it.State(Certificate, owed);
        }

        return it;
    }

    private static IEnumerable<Obligation> Of(Consignment it, string on) =>
        Obligations.Of(Certificate, it.Facts, it.Balance, it.Parameters, On(on));

    private static IEnumerable<string> Open(Consignment it, string on) => Of(it, on).Select(one =>
        $"{one.Undertaking} {one.State} {(one.Due is { } due ? Day(due) : "-")}"
        + (one.About is { } about ? $" {about.Key}" : "") + (one.Lapses is { } end ? $" until {Day(end)}" : ""));

    private static string Day(NodaTime.LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
