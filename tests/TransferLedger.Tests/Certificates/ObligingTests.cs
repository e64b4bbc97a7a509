using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>An undertaking becomes an obligation with a date and an owner, and is met once.</summary>
public sealed class ObligingTests
{
    private static readonly ObligationSet Asked =
        new(On("2026-04-01"), Undertaking.OnSiteVerification, On("2026-12-01"), "clerk-07");

    private static readonly ObligationMet Done =
        new(On("2026-11-01"), Undertaking.OnSiteVerification, "report of the visit");

    private static readonly ObligationSet Set = Asked with { EndUser = InOrder.EndUserSubject };

    [Fact]
    public void It_is_set_for_the_end_user_once_and_anew_with_another_day()
    {
        Recorded(Obliging.Set(State(), Certificate, Asked)).ShouldBe(Set);
        Obliging.Set(State(Set), Certificate, Asked with { Happened = On("2026-04-02") }).Facts.ShouldBeEmpty();
        Recorded(Obliging.Set(State(Set), Certificate, Asked with { Due = On("2027-01-01") }))
            .ShouldBe(Set with { Due = On("2027-01-01") });
    }

    [Fact]
    public void It_is_met_once_and_can_be_set_again()
    {
        var met = Done with { EndUser = InOrder.EndUserSubject };
        Recorded(Obliging.Meet(State(Set), Certificate, Done)).ShouldBe(met);
        Obliging.Meet(State(Set, met), Certificate, Done with { Evidence = "another" }).Facts.ShouldBeEmpty();
        Recorded(Obliging.Set(State(Set, met), Certificate, Asked)).ShouldBe(Set);
    }

    [Fact]
    public void What_was_not_undertaken_or_says_too_little_is_refused()
    {
        Refusal(Obliging.Set(State(), Certificate, Asked with { Undertaking = Undertaking.NewForOld }))
            .ShouldBe(Obliging.NotUndertaken);
        Refusal(Obliging.Set(State(), Certificate, Asked with { Owner = " " })).ShouldBe(Obliging.OwnerMissing);
        Refusal(Obliging.Set(State(), Certificate, Asked with { Due = On("2026-03") })).ShouldBe(Obliging.DueBefore);
        Refusal(Obliging.Set(CertificateFacts.Initial, Certificate, Asked)).ShouldBe(Obliging.CertificateUnknown);
        Refusal(Obliging.Meet(State(), Certificate, Done)).ShouldBe(Obliging.NotSet);
        Refusal(Obliging.Meet(State(Set), Certificate, Done with { Evidence = "-" })).ShouldBe(Obliging.EvidenceMissing);
    }

    private static CertificateFacts State(params LedgerEvent[] after) =>
        new([.. new Trial { After = [.. new Trial().After, .. after] }.Facts()]);

    private static LedgerEvent Recorded(Decision decision) => decision.Facts.ShouldHaveSingleItem().Fact;

    private static string Refusal(Decision decision) => decision.Refusal!.Code;
}
