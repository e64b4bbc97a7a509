using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Risk;

/// <summary>EUC-062 and what it rests on: assessments, second signatures, planned verifications.</summary>
public sealed class CountryRiskRuleTests
{
    private static readonly CountryRiskAssessed Moderate = new(
        On("2026-06-01"), "IS", 31_000, 12_000, 52_000, 700, RiskBand.Moderate, "1",
        new("standard", "1", new string('0', 64)), On("2026-06-01"), 50, On("2026-08-30"), "analyst-03");

    private static readonly CountryRiskAssessed High = Moderate with { Score = 63_200, Band = RiskBand.High };

    private static readonly HighRiskCountersigned Signature =
        new(On("2026-06-02"), 51, "chief-01", "director-01", "escorted to the depot");

    private static readonly ObligationSet Plan =
        new(On("2026-06-03"), Undertaking.OnSiteVerification, On("2026-12-01"), "clerk-07");

    [Fact]
    public void A_moderate_risk_passes() => Found(With(Moderate)).ShouldBeEmpty();

    [Fact]
    public void Without_an_assessment_the_rule_holds() =>
        Found(new Trial { Answers = Answers.None }).ShouldBe(["Hold not-available country risk"]);

    [Theory]
    [InlineData(RiskBand.High)]
    [InlineData(RiskBand.InsufficientData)]
    public void A_high_risk_and_too_little_knowledge_hold(RiskBand band) =>
        Found(With(High with { Band = band })).ShouldBe([$"Hold risk-high IS 63.2 {band} signature plan"]);

    [Fact]
    public void A_hard_flag_holds_whatever_the_score() =>
        Found(With(Moderate with { Flags = [HardFlag.StateDirectedRetransfer] }))
            .ShouldBe(["Hold risk-high IS 31.0 Moderate signature plan"]);

    [Fact]
    public void A_second_signature_and_a_planned_verification_let_it_pass_with_a_warning()
    {
        Found(With(High, Signature)).ShouldBe(["Hold risk-high IS 63.2 High  plan"]);
        Found(With(High, Plan)).ShouldBe(["Hold risk-high IS 63.2 High signature "]);
        Found(With(High, Signature, Plan))
            .ShouldBe(["Warn risk-high-countersigned IS 63.2 High chief-01 director-01"]);
        Found(With(High, Signature with { Assessment = 50 }, Plan))
            .ShouldBe(["Hold risk-high IS 63.2 High signature "]);
    }

    [Fact]
    public void An_assessment_lasts_through_its_last_day_and_the_latest_one_counts()
    {
        Found(With(Moderate) with { Day = "2026-08-30" }).ShouldBeEmpty();
        Found(With(Moderate) with { Day = "2026-08-31" })
            .ShouldBe(["Hold risk-assessment-stale IS 2026-06-01 2026-08-30"]);
        Found(new Trial
        {
            Elsewhere = Record(Assessing.SubjectOf("IS"), [High, Moderate with { Happened = On("2026-06-05") }], 51),
        }).ShouldBeEmpty();
        Found(With(High) with { Day = "2026-05-31" })
            .ShouldBe(["Hold not-available country risk"]);
    }

    [Fact]
    public void A_high_risk_asks_for_consent_to_verification_on_site()
    {
        var paper = InOrder with
        {
            Undertakings = InOrder.Undertakings.Where(it => it != Undertaking.OnSiteVerification).ToValueList(),
        };

        (With(High, Signature, Plan) with { Paper = paper }).Findings()
            .ShouldContain("EUC-012 Hold undertaking-missing");
        (With(Moderate) with { Paper = paper }).Findings()
            .ShouldNotContain(it => it.StartsWith("EUC-012", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_another_person_signs_and_only_for_a_high_risk_of_a_country_the_certificate_names()
    {
        Signed(High, Signature).Refusal.ShouldBeNull();
        Signed(High, Signature with { Approver = "Chief 01" }).Refusal!.Code.ShouldBe(Assessing.FourEyes);
        Signed(High, Signature with { Reason = " " }).Refusal!.Code.ShouldBe(Assessing.NotSigned);
        Signed(Moderate, Signature).Refusal!.Code.ShouldBe(Assessing.NotHigh);
        Signed(High, Signature with { Assessment = 101 }).Refusal!.Code.ShouldBe(Assessing.NoAssessment);
        Assessing.Countersign([], Certificate, Signature).Refusal!.Code.ShouldBe(Assessing.CertificateUnknown);
    }

    [Fact]
    public void The_same_assessment_again_records_nothing_and_another_does()
    {
        var home = Assessing.SubjectOf("IS");
        ImmutableArray<Recorded> facts = [.. Record(home, [High], 51)];

        Assessing.Assess(facts, home, High with { UpTo = 60 }).Facts.ShouldBeEmpty();
        Assessing.Assess(facts, home, Moderate).Facts.ShouldHaveSingleItem();
        Assessing.Assess(facts, home, High with { Officer = "?" }).Refusal!.Code.ShouldBe(Assessing.NotSigned);
    }

    [Fact]
    public void A_card_becomes_a_fact_that_says_all_it_rests_on()
    {
        var moment = new RiskMoment(RiskTrial.Day("2026-06-01"), null);
        var card = RiskCard.Of("IS", moment, new RiskSums(moment.On, []), null, RiskTrial.Example, null);

        Assessing.FactOf(card, new(RiskTrial.Example, new string('a', 64)), 7, On("2026-06-02"), "analyst-03")
            .ShouldBe(new CountryRiskAssessed(
                On("2026-06-02"), "IS", 40_000, 7_195, 64_369, 0, RiskBand.InsufficientData, "2",
                new("trial", "1", new string('a', 64)), On("2026-06-01"), 7, On("2026-08-31"), "analyst-03"));
    }

    private static Trial With(CountryRiskAssessed assessed, params LedgerEvent[] after) => new()
    {
        Elsewhere = Record(Assessing.SubjectOf("IS"), [assessed], first: 51),
        Answers = new() { Risk = null },
        After = [Compared, Asked, Confirmed, .. after],
    };

    private static Decision Signed(CountryRiskAssessed assessed, HighRiskCountersigned signature)
    {
        var trial = With(assessed);
        return Assessing.Countersign([.. trial.Elsewhere, .. trial.Facts()], Certificate, signature);
    }

    private static IEnumerable<string> Found(Trial trial) => trial.Judge().Findings
        .Where(it => it.Rule == "EUC-062" && it.Code.Length > 0)
        .Select(it => $"{it.Verdict} {it.Code} {string.Join(' ', it.Values)}");
}
