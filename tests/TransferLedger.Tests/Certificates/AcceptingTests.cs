using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>A certificate is accepted on a verdict, by another person, for as long as it is the same paper.</summary>
public sealed class AcceptingTests
{
    private static readonly Happened Day = On("2026-03-25");
    private static readonly PackReference Reference = new("office", "1", "one");
    private static readonly CertificateParameters Required =
        Consignment.Unassessed with { AcceptanceRequired = true };

    private static readonly RulePack Everything = new(
        "office", "1", On("1990"), "any", "practice", CertificateParameters.Default with { AnswersRequired = false },
        CertificateRules.All.Select(it => it.Id).ToValueList());

    /// <summary>What an office asks that has its own means to answer the rest.</summary>
    private static readonly RulePack Answered = Everything with
    {
        Rules = Everything.Rules.Except(
            ["EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062"]).ToValueList(),
    };

    private static readonly Trial Warned = new() { Paper = InOrder with { Contract = null } };

    [Fact]
    public void What_passes_is_accepted_without_a_word_and_once()
    {
        var facts = All(new Trial());
        var accepted = Accepted(facts, null, Answered);

        accepted.ShouldBe(new CertificateAccepted(Day, "chief-01", 101, facts[^1].Position, Reference, Verdict.Pass));
        var all = Then(facts, [.. Decide(facts, null, Answered).Facts.Select(it => it.Fact)]);
        Decide(all, null, Answered).ShouldBe(Decision.Nothing);
        Decide(all, "seen again", Answered).Facts.ShouldHaveSingleItem().Fact.ShouldBeOfType<CertificateAccepted>();
        Decide(all, null, Answered, "chief-02").Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void Each_undertaking_becomes_an_obligation_with_it_once()
    {
        var facts = All(new Trial());
        var decided = Decide(facts, null, Answered).Facts;

        decided.ShouldAllBe(it => it.Home == Certificate);
        decided.Select(it => it.Fact).OfType<ObligationAssumed>().ShouldBe(
        [
            Owed(Undertaking.NoOtherUse, ObligationTerm.Standing, 0),
            Owed(Undertaking.NoReexport, ObligationTerm.Standing, 1),
            Owed(Undertaking.OnSiteVerification, ObligationTerm.AtVerification, 2),
            Owed(Undertaking.DeliveryVerification, ObligationTerm.AfterArrival, 3),
        ]);
    }

    [Fact]
    public void An_acceptance_of_before_is_given_its_obligations_when_it_is_accepted_again()
    {
        var facts = All(new Trial());
        var old = Then(facts, Accepted(facts, null, Answered));

        Decide(old, null, Answered).Facts.Select(it => it.Fact).ShouldAllBe(it => it is ObligationAssumed);
        Decide(old, null, Answered).Facts.Length.ShouldBe(4);
    }

    [Fact]
    public void What_another_reading_does_not_hold_is_released_and_whoever_it_names_owes_the_proof()
    {
        var facts = All(new Trial
        {
            Paper = InOrder with { Undertakings = [Undertaking.NewForOld, .. InOrder.Undertakings] },
        });
        facts = Then(facts, [.. Decide(facts, "seen", Answered).Facts.Select(it => it.Fact)]);
        facts.Count(it => it.Fact is ObligationAssumed).ShouldBe(5);
        var again = Then(facts, Captured(InOrder with { FinalConsignee = InOrder.EndUser!.Party }));
        var reading = again[^1].Position;
        again = Then(again, new RecordRetracted(On("2026-03-25"), 101, [Certificate], "misread", "chief-02"));
        var decided = Decide(again, "read anew", Answered);
        decided.Refusal.ShouldBeNull();
        var all = Then(again, [.. decided.Facts.Select(it => it.Fact)]);

        decided.Facts.Select(it => it.Fact).OfType<ObligationAssumed>().ShouldBe(
        [
            Owed(Undertaking.DeliveryVerification, ObligationTerm.AfterArrival, 3) with
            {
                OwedBy = ObligedParty.FinalConsignee, Reading = reading,
            },
            Owed(Undertaking.NewForOld, ObligationTerm.Released, 0) with
            {
                Basis = "undertakings", Reading = reading, EndUser = InOrder.EndUserSubject,
            },
        ]);
        Decide(all, "read anew", Answered).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void A_warning_and_a_rule_without_an_answer_take_a_note()
    {
        Decide(All(Warned), " ", Answered).Refusal.ShouldBe(new Refusal(Accepting.NoteMissing, "EUC-010"));
        Accepted(All(Warned), " verbal order ", Answered).ShouldSatisfyAllConditions(
            it => it.Verdict.ShouldBe(Verdict.Warn), it => it.Note.ShouldBe("verbal order"));

        Decide(All(new Trial()), null, Everything).Refusal!.Details[0].ShouldBe("EUC-050");
        Accepted(All(new Trial()), "lists seen", Everything).ShouldSatisfyAllConditions(
            it => it.Verdict.ShouldBe(Verdict.Pass), it => it.Unanswered.Count.ShouldBe(5));
    }

    [Fact]
    public void Where_answers_are_required_a_rule_without_one_stands_in_the_way_until_it_is_overridden()
    {
        var strict = Everything with { Parameters = Everything.Parameters with { AnswersRequired = true } };
        string[] open = ["EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062"];
        var facts = All(new Trial());
        Decide(facts, "lists seen", strict).Refusal.ShouldBe(new Refusal(Accepting.CertificateHeld, ["Hold", .. open]));

        foreach (var rule in open)
        {
            var asked = new OverrideRule(rule, null, Day, "chief-01", "chief-02", "looked up on paper", "section 7");
            facts = Then(facts, (CertificateEvent)Overriding.Decide(State(facts), Certificate, asked, strict)
                .Facts.ShouldHaveSingleItem().Fact);
        }

        Accepted(facts, "looked up on paper", strict).Verdict.ShouldBe(Verdict.Warn);
    }

    [Fact]
    public void What_the_rules_hold_is_not_accepted_whatever_the_note() =>
        Decide(All(new Trial { After = [Compared] }), "it is urgent", Answered).Refusal.ShouldBe(
            new Refusal(Accepting.CertificateHeld, "Hold", "EUC-024", "EUC-025", "EUC-026"));

    [Theory]
    [InlineData("clerk-07")]
    [InlineData("Clerk 07")]
    [InlineData("--")]
    public void Whoever_captured_it_does_not_accept_it(string officer) =>
        Decide(All(new Trial()), null, Answered, officer).Refusal.ShouldBe(new Refusal(Accepting.FourEyes, officer));

    [Fact]
    public void Nothing_is_accepted_before_it_was_captured() =>
        Accepting.Decide(State(All(new Trial())), Certificate, On("2026-03-08"), "chief-01", null, Answered, Reference)
            .Refusal!.Code.ShouldBe(Accepting.CertificateUnknown);

    [Fact]
    public void It_stands_until_the_paper_is_another()
    {
        var facts = All(new Trial());
        var accepted = Then(facts, Accepted(facts, null, Answered));

        Stands(accepted).ShouldBeTrue();
        Stands(accepted, On("2026-03-24")).ShouldBeFalse("not before the day of the decision");
        Stands(Then(accepted, Compared)).ShouldBeTrue("the paper is the same");
        Stands(Then(accepted, Captured(InOrder))).ShouldBeFalse();
        Stands(Then(accepted, new CertificateAmended(On("2026-05-04"), "Amendment 1", "Anna Dæmisdóttir")))
            .ShouldBeFalse();
        Stands(Then(accepted, new RecordRetracted(On("2026-05-04"), accepted[^1].Position, [Certificate], "x", "chief")))
            .ShouldBeFalse();
    }

    [Fact]
    public void It_ends_when_the_reading_that_was_accepted_is_retracted()
    {
        var facts = Then(All(new Trial()), Captured(InOrder));
        var accepted = Then(facts, Accepted(facts, null, Answered));

        Stands(accepted).ShouldBeTrue();
        Stands(Then(accepted, new RecordRetracted(On("2026-05-04"), facts[^1].Position, [Certificate], "x", "chief")))
            .ShouldBeFalse("the reading before it is another");
    }

    [Fact]
    public void No_verdict_and_no_later_acceptance_looks_at_it()
    {
        var facts = All(new Trial());
        var accepted = Then(facts, Accepted(facts, null, Answered));

        Accepted(accepted, "again", Answered).UpTo.ShouldBe(facts[^1].Position);
        Judging.Judged(Certificate, accepted, Day, Day, "clerk-07", Answered, Reference)
            .ShouldBe(Judging.Judged(Certificate, facts, Day, Day, "clerk-07", Answered, Reference));
    }

    [Fact]
    public void Where_acceptance_is_required_nothing_is_granted_without_one_that_stands()
    {
        var facts = All(new Trial());
        var accepted = Then(facts, Accepted(facts, null, Answered));

        Grant(facts).Refusal.ShouldBe(new Refusal(Authorizing.NotAccepted, Certificate.Key));
        Grant(facts, Consignment.Unassessed).Refusal.ShouldBeNull();
        Grant(accepted).Refusal.ShouldBeNull();
        Grant(Then(accepted, Captured(InOrder))).Refusal!.Code.ShouldBe(Authorizing.NotAccepted);
    }

    [Fact]
    public void An_acceptance_does_not_cover_a_warning_that_came_later()
    {
        var facts = All(Warned);
        var warned = Accepted(facts, "verbal order", Answered);

        Grant(Then(facts, warned)).Refusal.ShouldBeNull();
        Grant(Then(facts, warned with { Verdict = Verdict.Info })).Refusal!.Code.ShouldBe(Authorizing.NotAccepted);
    }

    private static Decision Grant(ImmutableArray<Recorded> facts, CertificateParameters? parameters = null) =>
        Authorizing.Grant(
            new AuthorizationState([.. facts]), Consignment.Grant("A-1", 10), Consignment.PackOf(parameters ?? Required));

    private static bool Stands(ImmutableArray<Recorded> facts, Happened? on = null) =>
        Accepting.Standing(CertificateFile.Of(Certificate, facts), on) is not null;

    private static ObligationAssumed Owed(Undertaking what, ObligationTerm term, int index) => new(
        Day, what, ObligedParty.EndUser, term, "chief-01", 101, FormattableString.Invariant($"undertakings[{index}]"));

    private static CertificateAccepted Accepted(ImmutableArray<Recorded> facts, string? note, RulePack pack) =>
        Decide(facts, note, pack).Facts.Select(it => it.Fact).OfType<CertificateAccepted>().Single();

    private static Decision Decide(
        ImmutableArray<Recorded> facts, string? note, RulePack pack, string officer = "chief-01") =>
        Accepting.Decide(State(facts), Certificate, Day, officer, note, pack, Reference);

    private static CertificateFacts State(ImmutableArray<Recorded> facts) => new([.. facts]);

    private static ImmutableArray<Recorded> All(Trial trial) => [.. trial.RegisterFacts(), .. trial.Facts()];

    private static ImmutableArray<Recorded> Then(ImmutableArray<Recorded> facts, params LedgerEvent[] later) =>
        [.. facts, .. Record(Certificate, later, 401 + facts.Length)];
}
