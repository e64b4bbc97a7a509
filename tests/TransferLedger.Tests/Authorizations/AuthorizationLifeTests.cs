using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Authorizations;

/// <summary>From the application to the end: four eyes, the assessment, amendments, suspension, closing.</summary>
public sealed class AuthorizationLifeTests
{
    private static readonly TransferAssessed InOrder = new(
        On("2026-03-25"), Certificate, "assessor-03",
        Assessment.All.Select(it => new CriterionAssessed(it, RiskFinding.None, "nothing known", ["country file"]))
            .ToValueList());

    public static TheoryData<string, TransferAssessed?> NotEnough => new()
    {
        { Assessment.Missing, null },
        { Assessment.Missing, InOrder with { Criteria = [] } },
        { Assessment.Missing, Without(AttCriterion.GenderBasedViolence) },
        { Assessment.Missing, With(AttCriterion.Terrorism, RiskFinding.None, reason: " ") },
        { Assessment.Missing, With(AttCriterion.Terrorism, RiskFinding.None, evidence: "") },
        { Assessment.Missing, With(AttCriterion.Diversion, RiskFinding.Mitigated) },
        { Assessment.Forbids, With(AttCriterion.Diversion, RiskFinding.Overriding) },
        { Assessment.Forbids, With(AttCriterion.GenderBasedViolence, RiskFinding.Overriding) },
        { Assessment.Forbids, With(AttCriterion.AtrocityCrimes, RiskFinding.Mitigated, "escort") },
        { Assessment.SamePerson, InOrder with { Officer = "Chief 01" } },
    };

    [Theory]
    [MemberData(nameof(NotEnough))]
    public void Nothing_is_granted_on_an_assessment_that_is_not_complete_or_forbids_it(
        string code, TransferAssessed? assessed)
    {
        var it = New();
        if (assessed is not null)
        {
            it.State(Authorization, assessed);
        }

        Authorizing.Grant(it.Now, Grant("A-1", 100), it.Rules).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    public void A_later_assessment_replaces_an_earlier_one_and_measures_make_a_risk_bearable()
    {
        var it = New();
        it.State(Authorization, With(AttCriterion.Diversion, RiskFinding.Overriding))
            .State(Authorization, With(AttCriterion.Diversion, RiskFinding.Mitigated, "two guards"));
        it.Done(Authorizing.Grant(it.Now, Grant("A-1", 100), it.Rules));
    }

    [Fact]
    public void An_application_is_taken_in_once()
    {
        var it = New();
        var asked = new TransferApplied(
            On("2026-03-12"), "DE", "A-1", Certificate, "Waffenfabrik", [new(1, 100)], "clerk-07");
        it.Done(Authorizing.Apply(it.Now, asked));
        Authorizing.Apply(it.Now, asked).ShouldBe(Decision.Nothing);
        Authorizing.Apply(it.Now, asked with { Exporter = "Other" }).Refusal!.Code.ShouldBe(Authorizing.NumberUsed);
        it.Done(Authorizing.Assess(it.Now, Authorization, InOrder));
        Authorizing.Assess(it.Now, Authorization, InOrder).ShouldBe(Decision.Nothing);
        it.Done(Authorizing.Grant(it.Now, Grant("A-1", 100), it.Rules));
    }

    [Fact]
    public void An_amendment_takes_what_the_certificate_has_left_and_never_less_than_has_left_the_country()
    {
        var it = new Consignment(300).Pack("S-1", Serials(1, 50)).Depart("S-1");
        Amend(it, 501).Refusal.ShouldBe(new Refusal(Authorizing.OverDraw, 1, 500L, 0L, 501L));
        Amend(it, 49).Refusal.ShouldBe(new Refusal(Authorizing.BelowShipped, 1, 50L, 49L));
        Amend(it, 400, approver: "Chief 01").Refusal!.Code.ShouldBe(Authorizing.FourEyes);
        it.Done(Amend(it, 500));
        it.Balance.Lines[0].Remaining.ShouldBe(0);
        Amend(it, 500).ShouldBe(Decision.Nothing);
        it.Done(Amend(it, 50));
        it.Balance.Lines[0].Remaining.ShouldBe(450);
        it.TryPack(List("S-2", Serials(100, 1))).Refusal!.Code.ShouldBe(Shipping.OverShipped);
    }

    [Fact]
    public void A_denial_names_what_was_denied_and_from_then_on_the_number_and_the_like_are_closed()
    {
        var it = New();
        it.Done(Authorizing.Apply(it.Now, new(
            On("2026-03-12"), "DE", "A-1", Certificate, "Waffenfabrik", [new(1, 100)], "clerk-07")));
        it.Done(Authorizing.Assess(it.Now, Authorization, InOrder));
        Deny(it, reason: " - ").Refusal!.Code.ShouldBe(Authorizing.NothingSaid);
        it.Done(Deny(it));
        it.Facts[^1].Fact.ShouldBe(new TransferDenied(
            On("2026-03-28"), "DE", true, "Coast Guard, 2nd Squadron", "IS", [GoodsClass.SmallArms], ["P-9"],
            "article 11", Certificate));
        Deny(it).ShouldBe(Decision.Nothing);
        Deny(it, reason: "article 7").Refusal.ShouldBe(
            new Refusal(Authorizing.DeniedBefore, "2026-03-28", "article 11"));

        Authorizing.Grant(it.Now, Grant("A-1", 100), it.Rules).Refusal.ShouldBe(
            new Refusal(Authorizing.DeniedBefore, "2026-03-28", "article 11"));
        it.Found("EUC-061").ShouldBe(["Hold denied-before"]);
        Authorizing.Grant(it.Now, Grant("A-2", 100), it.Rules).Refusal!.Details.ShouldContain("EUC-061");
    }

    [Fact]
    public void What_nobody_applied_for_is_denied_by_its_certificate_and_what_was_granted_is_revoked_instead()
    {
        var it = New();
        Deny(it).Refusal!.Code.ShouldBe(Authorizing.NothingToDeny);
        Deny(it, Subject.Parse("certificate/is/none")).Refusal!.Code.ShouldBe(Authorizing.CertificateUnknown);
        it.Done(Deny(it, Certificate));

        var granted = new Consignment();
        Deny(granted).Refusal!.Code.ShouldBe(Authorizing.GrantedBefore);
    }

    [Fact]
    public void A_pack_that_does_not_ask_a_rule_lets_pass_what_it_would_hold_and_its_name_stands_in_the_fact()
    {
        var trial = new Trial { After = [Asked, Confirmed] };
        var it = new Consignment(0, trial);
        Authorizing.Grant(it.Now, Grant("A-1", 1), it.Rules).Refusal!.Details.ShouldContain("EUC-022");
        var lenient = it.Rules with
        {
            Pack = it.Rules.Pack with
            {
                Id = "lenient", Rules = it.Rules.Pack.Rules.Where(rule => rule != "EUC-022").ToValueList(),
            },
            Reference = it.Rules.Reference with { Id = "lenient" },
        };
        var decided = Authorizing.Grant(it.Now, Grant("A-1", 1), lenient);
        it.Done(decided);
        ((AuthorizationGranted)decided.Facts[0].Fact).Pack.ShouldBe(lenient.Reference);
        Authorizing.Grant(it.Now, Grant("A-1", 1), lenient).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void More_needs_the_certificate_in_order_and_less_does_not()
    {
        var it = new Consignment(300);
        it.State(Certificate, Confirmed with { Kind = ReplyKind.NotIssued, Happened = On("2026-05-01") });
        Amend(it, 301).Refusal!.Code.ShouldBe(Authorizing.CertificateHeld);
        it.Done(Amend(it, 299));
    }

    [Fact]
    public void While_it_is_suspended_nothing_is_packed_or_leaves()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 2));
        var suspended = new AuthorizationSuspended(On("2026-04-15"), Certificate, "chief-01", "embargo announced");
        it.Done(Authorizing.Suspend(it.Now, Authorization, suspended));
        Authorizing.Suspend(it.Now, Authorization, suspended).ShouldBe(Decision.Nothing);
        it.TryDepart("S-1").Refusal.ShouldBe(new Refusal(Shipping.AuthorizationSuspended, "2026-04-15"));

        var resumed = new AuthorizationResumed(On("2026-04-18"), Certificate, "chief-01", "chief-02", "none came");
        Authorizing.Resume(it.Now, Authorization, resumed with { Approver = "CHIEF-01" }).Refusal!.Code
            .ShouldBe(Authorizing.FourEyes);
        it.Done(Authorizing.Resume(it.Now, Authorization, resumed));
        Authorizing.Resume(it.Now, Authorization, resumed).ShouldBe(Decision.Nothing);
        Authorizing.Resume(it.Now, Authorization, resumed with { Reason = "again" }).Refusal!.Code
            .ShouldBe(Authorizing.NotSuspended);
        it.Depart("S-1");
    }

    [Fact]
    public void It_is_closed_when_its_day_is_over_or_everything_has_left_and_the_rest_returns()
    {
        var it = new Consignment(0);
        it.Done(Authorizing.Grant(it.Now, Grant("A-1", 300) with { ValidTo = On("2026-05-31") }, it.Rules))
            .Pack("S-1", Serials(1, 20)).Depart("S-1");
        Close(it, "2026-05-31").Refusal.ShouldBe(new Refusal(Authorizing.StillOpen, "2026-05-31"));
        it.Done(Close(it, "2026-06-01"));
        it.Balance.Draws.Single().Closed!.Shipped.ShouldBe([new LineQuantity(1, 20)]);
        it.Balance.Lines[0].Remaining.ShouldBe(480);
        Close(it, "2026-06-01").ShouldBe(Decision.Nothing);
        Amend(it, 30).Refusal!.Code.ShouldBe(Authorizing.RevokedBefore);
        it.TryPack(List("S-2", Serials(100, 1))).Refusal!.Code.ShouldBe(Shipping.AuthorizationEnded);

        var exhausted = new Consignment(2).Pack("S-1", Serials(1, 2)).Depart("S-1");
        exhausted.Done(Close(exhausted, "2026-04-21"));
    }

    [Fact]
    public void Conditions_are_met_one_by_one()
    {
        var it = new Consignment(0);
        it.Done(Authorizing.Grant(
            it.Now, Grant("A-1", 10) with { Conditions = [new("serial list", "clerk-07", On("2026-05-15"))] },
            it.Rules));
        var met = new AuthorizationConditionMet(On("2026-05-02"), Certificate, 1, "list of 2 May", "clerk-07");
        Authorizing.Meet(it.Now, Authorization, met with { Condition = 2 }).Refusal!.Code
            .ShouldBe(Authorizing.ConditionUnknown);
        Authorizing.Meet(it.Now, Authorization, met with { Evidence = " " }).Refusal!.Code
            .ShouldBe(Authorizing.NothingSaid);
        it.Done(Authorizing.Meet(it.Now, Authorization, met));
        Authorizing.Meet(it.Now, Authorization, met).ShouldBe(Decision.Nothing);
    }

    private static Consignment New() => new(
        0, parameters: CertificateParameters.Default with { AnswersRequired = false });

    private static TransferAssessed Without(AttCriterion criterion) => InOrder with
    {
        Criteria = InOrder.Criteria.Where(it => it.Criterion != criterion).ToValueList(),
    };

    private static TransferAssessed With(
        AttCriterion criterion, RiskFinding finding, string? mitigation = null, string reason = "a report of 2025",
        string evidence = "S/2025/1") =>
        Without(criterion) with
        {
            Criteria = [.. Without(criterion).Criteria, new(criterion, finding, reason, [evidence], mitigation)],
        };

    private static Decision Amend(Consignment it, long quantity, string approver = "chief-02") => Authorizing.Amend(
        it.Now, Authorization,
        new(On("2026-05-10"), Certificate, [new(1, quantity)], "chief-01", approver, "order changed"), it.Rules);

    private static Decision Deny(Consignment it, Subject? certificate = null, string reason = "article 11") =>
        Authorizing.Deny(it.Now, Authorization, certificate, On("2026-03-28"), reason);

    private static Decision Close(Consignment it, string on) =>
        Authorizing.Close(it.Now, Authorization, new(On(on), Certificate, [], "clerk-07", "over"));
}
