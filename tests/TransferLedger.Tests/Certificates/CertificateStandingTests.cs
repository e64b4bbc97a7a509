using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Where a certificate stands on a day: by its dates, as amended, and by what its issuer said.</summary>
public sealed class CertificateStandingTests
{
    [Theory]
    [InlineData("2026-03-01", StandingOfCertificate.NotYet)]
    [InlineData("2026-03-02", StandingOfCertificate.InForce)]
    [InlineData("2026-12-31", StandingOfCertificate.InForce)]
    [InlineData("2027-01-01", StandingOfCertificate.Expired)]
    public void It_may_be_used_from_its_first_day_to_its_last(string day, StandingOfCertificate standing) =>
        On(InOrder, day).Standing.ShouldBe(standing);

    [Fact]
    public void One_that_does_not_say_expires_a_year_after_its_issue_and_one_without_any_date_never()
    {
        var open = InOrder with { ValidFrom = null, ValidTo = null };
        On(open, "2027-03-02").ShouldBe(new(
            StandingOfCertificate.InForce, Trial.On("2026-03-02"), Trial.On("2027-03-02")));
        On(open, "2027-03-03").Standing.ShouldBe(StandingOfCertificate.Expired);
        On(open with { IssuedOn = null }, "2040-01-01").Standing.ShouldBe(StandingOfCertificate.Undated);
    }

    [Fact]
    public void A_revocation_counts_from_its_day_on_whatever_the_dates()
    {
        var revoked = new CertificateRevoked(Trial.On("2026-05-01"), "Ministry", "Note 8");
        On(InOrder, "2026-04-30", revoked).Standing.ShouldBe(StandingOfCertificate.InForce);
        On(InOrder, "2027-05-01", revoked).ShouldBe(new(
            StandingOfCertificate.Revoked, Trial.On("2026-03-02"), Trial.On("2026-12-31"), Trial.On("2026-05-01")));
        On(InOrder, "2026-05-01", new CertificateSuperseded(
            Trial.On("2026-05-01"), Subject.Parse("certificate/is/euc-18"))).Standing
            .ShouldBe(StandingOfCertificate.Superseded);
    }

    [Fact]
    public void An_amendment_that_is_in_order_moves_the_last_day()
    {
        var longer = new CertificateAmended(
            Trial.On("2026-05-04"), "Amendment 1", "Anna Dæmisdóttir", [], Trial.On("2027-06-30"));
        On(InOrder, "2027-06-30", longer).Standing.ShouldBe(StandingOfCertificate.InForce);
        On(InOrder, "2027-01-01", longer with { SignedBy = "Nobody" }).Standing.ShouldBe(StandingOfCertificate.Expired);
    }

    private static CertificateStanding On(EndUserCertificate paper, string day, params LedgerEvent[] after)
    {
        var trial = new Trial { Paper = paper, After = [.. new Trial().After, .. after] };
        Recorded[] facts = [.. trial.RegisterFacts(), .. trial.Facts()];
        return CertificateStanding.On(
            CertificateFile.PaperInForce(Certificate, facts)!, CertificateFile.Of(Certificate, facts),
            CertificateParameters.Default, Trial.On(day));
    }
}
