using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Tests.Embargoes;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>COC-039: what came into an area under embargo.</summary>
public sealed class EmbargoedCustodyTests
{
    [Theory]
    [InlineData("2015-06-01", "Critical")]
    [InlineData("2016-06-01", null)]
    [InlineData("2004-11-14", null)]
    [InlineData("2004", "Warn")]
    public void What_came_while_it_was_in_force_is_found(string when, string? severity) => Found(
        Made("2000", "Maker@AT"), Entered("2000-05-01", "Maker@AT"), Sold(when, "Maker@AT", "Dealer@CI", when))
        .ShouldBe(severity is null ? [] : [severity]);

    [Fact]
    public void What_was_there_before_or_moves_within_is_no_breach() => Found(
        Made("2000", "Maker@CI"), Entered("2003-05-01", "Army@CI"),
        Sold("2010-05-01", "Army@CI", "Police@CI", "2010-05-01")).ShouldBeEmpty();

    [Fact]
    public void Where_the_measure_exempts_somebody_it_is_only_possible() => Found(
        Made("2000", "Maker@AT"), Entered("2000-05-01", "Maker@AT"),
        Sold("2024-11-01", "Maker@AT", "Police@HT", "2024-11-01")).ShouldBe(["Warn"]);

    [Fact]
    public void As_long_as_the_table_was_not_known_nothing_is_found()
    {
        var report = Report(
            new AsOf(null, On("2019-12-31").Latest), Made("2000", "Maker@AT"), Entered("2000-05-01", "Maker@AT"),
            Sold("2015-06-01", "Maker@AT", "Dealer@CI", "2015-06-01"));
        report.Findings.ShouldNotContain(it => it.What.Rule == CustodyRule.EmbargoedArea);
    }

    [Theory]
    [InlineData("rt-7", true)]
    [InlineData("RT 8", false)]
    [InlineData(null, false)]
    public void What_was_passed_on_with_a_consent_under_a_clearance_is_no_breach(string? drawnBy, bool cleared)
    {
        var paper = Subject.Parse("certificate/at/17");
        var passed = new WeaponsPassedOn(On("2015-06-01"), By("Maker@AT"), By("Dealer@CI"), [Weapon], "RT 7");
        var it = new Noted { Now = On("2030-01-01").Latest }
            .Add(Made("2000", "Maker@AT"), Entered("2000-05-01", "Maker@AT"))
            .Add(passed, passed.Happened.Latest, new Provenance("officer"), paper);
        var draws = drawnBy is null
            ? Array.Empty<Recorded>()
            : [new ClearanceDrawnByConsent(On("2015-05-01"), paper, drawnBy, [new(1, 1)]).As(900, 900)];
        var report = CustodyReport.Of(
            Weapon, it.Dossier with { Embargoes = [.. EmbargoLaw.Table(), .. draws] }, AsOf.Now, it.Now)!;
        report.Findings.Count(one => one.What.Rule == CustodyRule.EmbargoedArea).ShouldBe(cleared ? 0 : 1);
    }

    private static string[] Found(params LedgerEvent[] facts) =>
    [
        .. Report(AsOf.Now, facts).Findings.Where(it => it.What.Rule == CustodyRule.EmbargoedArea)
            .Select(it => it.What.Severity.ToString()),
    ];

    private static CustodyReport Report(AsOf asOf, params LedgerEvent[] facts)
    {
        var it = new Noted { Now = On("2030-01-01").Latest }.Add(facts);
        return CustodyReport.Of(
            Weapon,
            it.Dossier with { Embargoes = [.. EmbargoLaw.Table()] },
            asOf, it.Now)!;
    }
}
