using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

public sealed class JudgingTests
{
    private static readonly Happened Day = On("2026-06-30");
    private static readonly RulePack Standard = new(
        "standard", "1", On("1990"), "any", "proposals", CertificateParameters.Default,
        CertificateRules.All.Select(it => it.Id).ToValueList());

    private static readonly PackReference First = new("standard", "1", "one");
    private static readonly PackReference Second = new("standard", "2", "two");
    private static readonly Trial Fax = new()
    {
        Paper = InOrder with { Paper = InOrder.Paper with { Kind = PaperKind.Fax } },
    };

    private static readonly OverrideRule Ask = new(
        "EUC-016", null, On("2026-06-01"), "clerk-07", "chief-01", "seen at the embassy", "Art. 7");

    [Fact]
    public void A_verdict_is_recorded_once_until_something_changes()
    {
        var facts = All(new Trial());
        var judged = Judge(facts);
        judged.Verdict.ShouldBe(Verdict.Hold);
        judged.UpTo.ShouldBe(facts[^1].Position);
        judged.Findings.Select(it => it.Code).ShouldAllBe(code => code == CertificateRules.NotAvailable);
        judged.Passed.Count.ShouldBe(CertificateRules.All.Length - judged.Findings.Count);

        var recorded = Then(facts, judged);
        Decide(recorded).ShouldBe(Decision.Nothing);
        Decide(recorded, officer: "clerk-09").ShouldBe(Decision.Nothing);
        Decide(recorded, asOf: On("2026-07-01")).Facts.ShouldHaveSingleItem();
        Decide(recorded, pack: Second).Facts.ShouldHaveSingleItem();
        Judge(Then(recorded, Compared)).UpTo.ShouldBe(302);
        Decide(recorded, officer: " ").Refusal!.Code.ShouldBe(Judging.OfficerMissing);
        Decide(recorded, asOf: On("2026-03-08")).Refusal!.Code.ShouldBe(Judging.CertificateUnknown);
    }

    [Fact]
    public void A_verdict_is_no_input_of_the_rules()
    {
        var facts = All(Fax);
        var judged = Judge(facts);
        var again = Judge(Then(facts, judged, judged with { Verdict = Verdict.Pass, Findings = [] }));
        again.ShouldBe(judged);
    }

    [Fact]
    public void A_verdict_is_reached_again_whatever_was_recorded_later()
    {
        var facts = All(Fax);
        var judged = Judge(facts);
        LedgerEvent[] later =
        [
            judged, new CertificateRevoked(On("2026-05-01"), "Ministry", "Note 8"),
            new RecordRetracted(On("2026-05-02"), 104, [Certificate], "wrong file", "chief"),
            Captured(InOrder with { Authority = "other", EndUser = null }, office: "Partner"),
        ];
        var all = Then(facts, later);
        Judging.Again(Certificate, judged, all, Standard, First).ShouldBe(judged);
        Judging.Again(Certificate, judged with { Verdict = Verdict.Pass }, all, Standard, First).ShouldBe(judged);
        Judge(all).Verdict.ShouldBe(Verdict.Reject);
    }

    [Fact]
    public void What_is_another_now_is_explained_by_the_facts_that_turned_it()
    {
        var facts = All(new Trial());
        var judged = Judge(facts);
        var all = Then(
            facts, judged, Compared, new CertificateRevoked(On("2026-05-01"), "Ministry", "Note 8"),
            new RecordRetracted(On("2026-05-02"), 104, [Certificate], "wrong file", "chief"));
        var explained = Explain(all, judged, Standard, First);
        explained.Again.ShouldBe(judged);
        explained.Changes.Select(it => $"{it.Rule} {it.ByProgram} {it.ByPack} {it.ByFacts}").ShouldBe(
        [
            "EUC-024 False False [304]", "EUC-025 False False [304]", "EUC-026 False False [304]",
            "EUC-029 False False [303]",
        ]);
        (explained.Changes.Count + explained.Same.Count).ShouldBe(62);
    }

    [Fact]
    public void Among_many_later_facts_those_are_found_with_which_a_rule_comes_to_another_verdict()
    {
        var facts = All(new Trial() with { After = [Asked, Confirmed] });
        var judged = Judge(facts);
        LedgerEvent[] noise = [.. Enumerable.Range(0, 400).Select(at => (LedgerEvent)(Compared with { Officer = $"e-{at}" }))];
        LedgerEvent[] later =
        [
            judged, .. noise[..200], new CertificateRevoked(On("2026-05-01"), "Ministry", "Note 8"), .. noise[200..],
        ];
        var explained = Explain(Then(facts, later), judged, Standard, First);

        explained.EachFactTried.ShouldBeFalse();
        explained.Changes.Select(it => $"{it.Rule} {it.ByFacts}").ShouldBe(["EUC-022 [302]", "EUC-029 [502]"]);
        Explain(Then(facts, later[..65]), judged, Standard, First).EachFactTried.ShouldBeTrue();
    }

    [Fact]
    public void What_another_pack_asks_is_told_apart_from_what_later_facts_say()
    {
        var facts = All(Fax);
        var judged = Judge(facts);
        var pack = Standard with { Rules = [.. Standard.Rules.Where(rule => rule is not ("EUC-016" or "EUC-041"))] };
        var explained = Explain(
            Then(facts, judged, new CertificateRevoked(On("2026-05-01"), "Ministry", "Note 8")), judged, pack, Second);
        explained.Again.ShouldBe(judged);
        explained.Changes.Select(Why).ShouldBe(
        [
            "EUC-016 Found NotAsked False True []", "EUC-029 Passed Found False False [302]",
            "EUC-041 Passed NotAsked False True []",
        ]);
        Explaining.Of(
            Certificate, new(301, judged), Then(facts, judged), own: null, today: new(pack, Second))!
            .Changes.Select(Why).ShouldBe(["EUC-016 Found NotAsked   []", "EUC-041 Passed NotAsked   []"]);
        explained.Now.NotAsked.ShouldBe(["EUC-016", "EUC-041"]);
    }

    [Fact]
    public void What_the_program_judges_otherwise_is_told_apart_from_the_pack()
    {
        var facts = All(Fax);
        var judged = Judge(facts);
        // As a version recorded it that did not know one rule and found nothing by another.
        var old = judged with
        {
            Program = "0.0.9",
            Findings = judged.Findings.Where(it => it.Rule != "EUC-016").ToValueList(),
            Passed = judged.Passed.Where(it => it != "EUC-041").Append("EUC-016").ToValueList(),
        };
        var pack = Standard with { Rules = [.. Standard.Rules.Where(rule => rule is not "EUC-016")] };
        Explain(Then(facts, old), old, Standard, First).Changes.Select(Why).ShouldBe(
            ["EUC-016 Passed Found True False []", "EUC-041 NotEvaluated Passed True False []"]);
        Explain(Then(facts, old), old, pack, Second).Changes.Select(Why).ShouldBe(
            ["EUC-016 Passed NotAsked True True []", "EUC-041 NotEvaluated Passed True False []"]);
        Explain(Then(facts, old), old, Standard, First).Again.ShouldBe(judged with { Program = "0.0.9" });
        Should.Throw<ArgumentException>(() => Explaining.Of(
            Certificate, new(301, old), facts, own: new(Standard, Second), today: new(Standard, Second)));
    }

    [Fact]
    public void A_rule_the_pack_does_not_ask_is_listed_and_not_passed()
    {
        var pack = Standard with { Rules = [.. Standard.Rules.Where(rule => rule != "EUC-016")] };
        var report = Fax.Judge().Under(pack);
        report.OfEvaluated.ShouldBe(Verdict.Pass);
        report.NotAsked.ShouldBe(["EUC-016"]);
        report.Findings.ShouldNotContain(it => it.Rule == "EUC-016");
        (Fax.Judge().Under(pack with { Rules = [] }) is { OfEvaluated: Verdict.Hold, Verdict: Verdict.Hold })
            .ShouldBeTrue("nothing asked is nothing passed");
        var evaluated = CertificateRules.All.Select(it => it.Id).ToValueList();
        new Trial().Judge().Under(pack with { Rules = evaluated }).Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void A_pack_is_in_force_from_its_first_day_to_its_last()
    {
        var pack = Standard with { EffectiveFrom = On("2026-01-01"), EffectiveTo = On("2026-06-30") };
        new[] { "2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01" }.Select(day => pack.IsInForce(On(day)))
            .ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void An_override_turns_a_finding_into_a_warning_that_stays_visible()
    {
        var decided = Override(All(Fax), Ask);
        decided.Findings.Select(it => (it.Code, it.Verdict)).ShouldBe([("no-original", Verdict.Hold)]);
        var trial = Fax with { After = [.. Fax.After, decided] };
        trial.Findings().ShouldBe(["EUC-016 Warn no-original"]);
        var finding = trial.Judge().Findings.Single(it => it.Rule == "EUC-016");
        finding.Overridden.ShouldBe(new Overridden(105, Verdict.Hold, "clerk-07", "chief-01"));
        (trial with { Day = "2026-05-31" }).Findings().ShouldBe(["EUC-016 Hold no-original"], "not yet decided");
        Overriding.Decide(State(All(trial)), Certificate, Ask, Standard).ShouldBe(Decision.Nothing);
        Authorize(trial).Facts.ShouldHaveSingleItem();
        Authorize(Fax).Refusal!.Code.ShouldBe(Authorizing.CertificateHeld);
    }

    [Theory]
    [InlineData("2026-06-30", "Warn")]
    [InlineData("2026-07-01", "Hold")]
    public void An_override_ends_after_its_last_day(string day, string verdict)
    {
        var decided = Override(All(Fax), Ask with { Until = On("2026-06-30") });
        (Fax with { After = [.. Fax.After, decided], Day = day }).Findings()
            .ShouldBe([$"EUC-016 {verdict} no-original"]);
    }

    [Fact]
    public void An_override_ends_when_a_new_fact_stands_behind_the_finding()
    {
        var decided = Override(All(Fax), Ask);
        var trial = Fax with { After = [.. Fax.After, decided, Captured(Fax.Paper, "2026-06-02")] };
        trial.Findings().ShouldContain("EUC-016 Hold no-original");
    }

    [Fact]
    public void An_override_says_nothing_about_what_else_the_rule_finds()
    {
        var trial = new Trial { Paper = InOrder with { Exporter = InOrder.Exporter! with { Street = null } } };
        var decided = Override(All(trial), Ask with { Rule = "EUC-004" });
        (trial with { After = [.. trial.After, decided] }).Findings().ShouldBe(["EUC-004 Warn detail-missing"]);
        var worse = trial with { Paper = trial.Paper with { Exporter = trial.Paper.Exporter! with { City = null } } };
        (worse with { After = [.. trial.After, decided] }).Findings()
            .ShouldBe(["EUC-004 Hold detail-missing", "EUC-004 Hold detail-missing"]);
    }

    public static TheoryData<string, OverrideRule> Wrong => new()
    {
        { Overriding.FourEyes, Ask with { Approver = "Clerk 07" } },
        { Overriding.FourEyes, Ask with { Approver = "-" } },
        { Overriding.NoGrounds, Ask with { Reason = " " } },
        { Overriding.NoGrounds, Ask with { LegalBasis = "" } },
        { Overriding.EndsBefore, Ask with { Until = On("2026-05-31") } },
        { Overriding.NothingFound, Ask with { Rule = "EUC-017" } },
        { Overriding.NothingFound, Ask with { Code = "translation-not-certified" } },
        { Overriding.CertificateUnknown, Ask with { On = On("2026-03-08") } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_may_not_be_overridden_is_refused_with_its_reason(string code, OverrideRule asked) =>
        Overriding.Decide(State(All(Fax)), Certificate, asked, Standard).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Of_several_things_a_rule_found_one_must_be_named()
    {
        var trial = new Trial { Paper = InOrder with { Signatory = null } };
        var facts = All(trial with
        {
            After = [Compared, Asked with { Address = "fax 17" }, Confirmed with { Address = "fax 17" }],
        });
        var asked = Ask with { Rule = "EUC-026" };
        Overriding.Decide(State(facts), Certificate, asked, Standard).Refusal.ShouldBe(
            new Refusal(Overriding.CodeNeeded, "EUC-026", "contact-unregistered", "sender-unregistered"));
        Override(facts, asked with { Code = "sender-unregistered" }).Code.ShouldBe("sender-unregistered");
    }

    private static Recorded[] All(Trial trial) => [.. trial.RegisterFacts(), .. trial.Facts()];

    private static Recorded[] Then(Recorded[] facts, params LedgerEvent[] later) =>
        [.. facts, .. Record(Certificate, later, first: (int)Math.Max(301, facts[^1].Position + 1))];

    private static CertificateFacts State(IEnumerable<Recorded> facts) =>
        facts.Aggregate(CertificateFacts.Initial, CertificateFacts.Evolve);

    private static Decision Decide(
        Recorded[] facts, Happened? asOf = null, string officer = "clerk-07", PackReference? pack = null) =>
        Judging.Decide(State(facts), Certificate, asOf ?? Day, Day, officer, Standard, pack ?? First);

    private static CertificateJudged Judge(Recorded[] facts) =>
        (CertificateJudged)Decide(facts).Facts.ShouldHaveSingleItem().Fact;

    private static Explanation Explain(
        Recorded[] facts, CertificateJudged judged, RulePack pack, PackReference reference) =>
        Explaining.Of(
            Certificate, new(301, judged), facts, new(Standard, First), new(pack, reference))!;

    private static string Why(RuleChange it) =>
        $"{it.Rule} {it.Then.Standing} {it.Now.Standing} {it.ByProgram} {it.ByPack} {it.ByFacts}";

    private static RuleOverridden Override(Recorded[] facts, OverrideRule asked) =>
        (RuleOverridden)Overriding.Decide(State(facts), Certificate, asked, Standard).Facts.ShouldHaveSingleItem().Fact;

    private static Decision Authorize(Trial trial) => Authorizing.Grant(
        All(trial).Aggregate(AuthorizationState.Initial, AuthorizationState.Evolve),
        CertificateRulesTests.Drawn(1, "Waffenfabrik") with { Happened = On("2026-06-15") },
        Consignment.PackOf(Consignment.Unassessed));
}
