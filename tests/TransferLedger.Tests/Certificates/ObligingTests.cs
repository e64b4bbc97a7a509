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

    [Fact]
    public void What_came_with_the_acceptance_is_met_without_being_dated_first_where_it_can_be()
    {
        var seen = Assumed(Undertaking.OnSiteVerification, ObligationTerm.AtVerification);
        Recorded(Obliging.Meet(State(seen), Certificate, Done)).ShouldBe(Done);
        Obliging.Meet(State(seen, Done), Certificate, Done).Facts.ShouldBeEmpty();
        Recorded(Obliging.Set(State(seen), Certificate, Asked)).ShouldBe(Set);
        Refusal(Obliging.Meet(State(seen with { Term = ObligationTerm.Released }), Certificate, Done))
            .ShouldBe(Obliging.NotSet);

        var stands = Assumed(Undertaking.NoReexport, ObligationTerm.Standing);
        Refusal(Obliging.Meet(State(stands), Certificate, Done with { Undertaking = Undertaking.NoReexport }))
            .ShouldBe(Obliging.Stands);
        var proof = Assumed(Undertaking.DeliveryVerification, ObligationTerm.AfterArrival);
        Refusal(Obliging.Meet(State(proof), Certificate, Done with { Undertaking = Undertaking.DeliveryVerification }))
            .ShouldBe(Obliging.MetByFacts);
    }

    private static ObligationAssumed Assumed(Undertaking what, ObligationTerm term) =>
        new(On("2026-03-25"), what, ObligedParty.EndUser, term, "chief-01", 101, "undertakings[0]");

    private static CertificateFacts State(params LedgerEvent[] after) =>
        new([.. new Trial { After = [.. new Trial().After, .. after] }.Facts()]);

    private static LedgerEvent Recorded(Decision decision) => decision.Facts.ShouldHaveSingleItem().Fact;

    private static string Refusal(Decision decision) => decision.Refusal!.Code;
}
