using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Rules about permits, capacities, what makers made, and the clock of the log.</summary>
public sealed class KeepingRuleTests
{
    private static readonly LedgerEvent[] Life =
    [
        Made("2010-01-01", "Army@XR"), Entered("2011-01-01", "Army@XR", "North"),
        Sold("2012-01-01", "Army@XR", "Dealer@XR", received: "2012-01-01"), Counted("2013-01-01", "Dealer@XR", "Shop"),
    ];

    [Fact]
    public void COC_035_held_without_a_permit_by_one_that_has_permits_on_record()
    {
        With([], Life).ShouldBe([]);
        With([Permit("2011-01-01")], Life).ShouldBe([]);
        With([Permit("2012-06-01")], Life)
            .ShouldBe(["COC-035 Breach [700, 3] [Dealer, pistol, 2012-01-01, later, W-1]"]);
        With([Permit("2009-01-01", to: "2010-12-31")], Life)
            .ShouldBe(["COC-035 Breach [700, 3] [Dealer, pistol, 2012-01-01, ended, W-1]"]);
        With([Permit("2009-01-01", kinds: "rifle")], Life)
            .ShouldBe(["COC-035 Breach [700, 3] [Dealer, pistol, 2012-01-01, class, W-1]"]);
        With([Permit("2009-01-01", kinds: "Pistol")], Life).ShouldBe([]);
        With([Permit("2009-01-01", to: "2010-12-31"), Permit("2011-12-31")], Life).ShouldBe([]);
    }

    [Fact]
    public void COC_035_a_permit_that_was_ended_and_dates_that_leave_it_open()
    {
        LedgerEvent Ended(string on) => new HoldingPermitEnded(On(on), By("Dealer@XR"), "XR", "W-1", "given back");

        With([Permit("2009-01-01"), Ended("2011-05-01")], Life)
            .ShouldBe(["COC-035 Breach [700, 3] [Dealer, pistol, 2012-01-01, ended, W-1]"]);
        With([Permit("2009-01-01"), Ended("2012")], Life[..3]).ShouldBe(
            ["COC-035 Breach [700, 3] [Dealer, pistol, 2013-01-01, lapsed, W-1]"]);
        With([Permit("2009-01-01"), Ended("2020")], Life).ShouldBe([]);
    }

    [Fact]
    public void COC_035_a_permit_that_ended_while_it_was_still_there()
    {
        LedgerEvent Ended(string on) => new HoldingPermitEnded(On(on), By("Dealer@XR"), "XR", "W-1", "given back");
        const string Lapsed = "COC-035 Breach [700, 3] [Dealer, pistol, 2012-05-02, lapsed, W-1]";

        With([Permit("2009-01-01"), Ended("2012-05-01")], Life).ShouldBe([Lapsed]);
        With([Permit("2009-01-01", to: "2012-05-01")], Life).ShouldBe([Lapsed]);
        With([Permit("2009-01-01", to: "2012-05-01"), Permit("2012-04-01", to: "2029-12-31")], Life).ShouldBe([]);
        With([Permit("2009-01-01", to: "2012-05-01"), Permit("2012-04-01", kinds: "rifle")], Life).ShouldBe([Lapsed]);
        With([Permit("2009-01-01", to: "2012-05-01"), Permit("2012-04-01", to: "2012-12-31")], Life)
            .ShouldBe(["COC-035 Breach [701, 3] [Dealer, pistol, 2013-01-01, lapsed, W-1]"]);
        With(
            [Permit("2009-01-01", to: "2012-05-01")],
            [.. Life[..3], Sold("2012-04-01", "Dealer@XR", "Buyer@XR", received: "2012-04-01")]).ShouldBe([]);
    }

    [Fact]
    public void COC_035_where_all_permits_of_a_State_are_on_record_who_has_none_may_hold_none()
    {
        LedgerEvent Opened(string on, string country) => new PermitRegisterOpened(On(on), country, "register");

        With([Opened("2011-06-01", "xr")], Life)
            .ShouldBe(["COC-035 Breach [700, 3] [Dealer, pistol, 2012-01-01, none, ]"]);
        With([Opened("2012-06-01", "XR")], Life).ShouldBe([]);
        With([Opened("2009-01-01", "XB")], Life).ShouldBe([]);
    }

    [Fact]
    public void COC_038_more_counted_at_a_site_than_its_inspection_allows()
    {
        StoreInspected Allows(int most) => new(
            On("2010-06-01"), By("Army@XR"), At("North")!, "list 3", ["one"], true, Capacity: most,
            SafetyOfficer: "post 12");
        LedgerEvent[] life = [.. Life[..2], Counted("2011-06-01", "Army@XR", "North", 120), Sold(
            "2012-01-01", "Army@XR", "Dealer@XR", received: "2012-01-01")];

        With([Allows(120)], life).ShouldBe([]);
        With([Allows(100)], life)
            .ShouldBe(["COC-038 Warn [700, 3] [Army, North, 2011-06-01, capacity, 2010-06-01, 120, 100]"]);
        With([Allows(100)], [.. life, Counted("2012-06-01", "Dealer@XR", "North", 500)])
            .ShouldBe(["COC-038 Warn [700, 3] [Army, North, 2011-06-01, capacity, 2010-06-01, 120, 100]"]);
    }

    [Fact]
    public void COC_006_a_model_calibre_or_year_that_its_maker_did_not_make()
    {
        ProducedModel old = new("M 1", ["7.65 mm"], 1930, 1950);

        Listed([new("M 1", ["9 mm"], 1990, 2004)], true).ShouldBe([]);
        Listed([new("M 2")], true)
            .ShouldBe(["COC-006 Warn [700, 1] [Maker, M 1, model, M 1, M 2, catalogue]"]);
        Listed([new("M 2")], false).ShouldBe([]);
        Listed([old], false)
            .ShouldBe(["COC-006 Warn [700, 1] [Maker, M 1, calibre, 9 mm, 7.65 mm, catalogue]"]);
        Listed([new("M-1", default, 1930, 1950)], false)
            .ShouldBe(["COC-006 Warn [700, 1] [Maker, M 1, year, 1999, 1930/1950, catalogue]"]);
        Listed([old, new("M 1", ["9 mm"], 1960)], false).ShouldBe([]);
        Listed([new("M 1", ["9 mm"], 1960)], false, maker: "Another").ShouldBe([]);
        Listed([new("M 2")], true, "Another", "Other Works", "MAKER")
            .ShouldBe(["COC-006 Warn [700, 1] [Another, M 1, model, M 1, M 2, catalogue]"]);
        Listed([new("M 2")], true, "Another", "Makers", "-").ShouldBe([]);

        string[] Listed(ProducedModel[] models, bool complete, string maker = "Maker", params string[] aliases) => Found(
            it => it with
            {
                Production =
                [
                    new ProductionListed(On("2005-01-01"), maker, [.. models], complete, "catalogue", [.. aliases])
                        .As(700, 700),
                ],
            },
            new ItemManufactured(
                On("2010-01-01"), By("Army@XR"), new("pistol", "Maker", Model: "M 1", Calibre: "9 mm", Year: 1999),
                [new(MarkKind.Serial, "A1")]));
    }

    [Fact]
    public void COC_029_so_many_at_once_that_nobody_typed_them()
    {
        Batch(50).ShouldBe(["COC-029 Info [1, 2] [clerk, 2010-01-01T12:00:00Z, 50]"]);
        Batch(49).ShouldBe([]);

        string[] Batch(int count) => Found(
            it => it with { Batches = [new("clerk", Instant.FromUtc(2010, 1, 1, 12, 0), count, [1, 2])] }, Life);
    }

    [Fact]
    public void COC_101_a_fact_recorded_later_with_an_earlier_instant()
    {
        var it = new Noted().Add(Life);
        it.Add("2012-12-31", Counted("2012-12-30", "Dealer@XR", "Shop"));
        Of(it).ShouldBe(["COC-101 Breach [4, 5] [2013-01-01T23:59:59Z, 2012-12-31T23:59:59Z]"]);
        it.Add("2014-01-01", Counted("2014-01-01", "Dealer@XR", "Shop"));
        Of(it).Length.ShouldBe(1);
    }

    private static HoldingPermitGranted Permit(string on, string? to = null, params string[] kinds) => new(
        On(on), By("Dealer@XR"), "XR", "W-1", [.. kinds], to is null ? null : On(to));

    private static InventoryCounted Counted(string when, string custodian, string site, int pieces = 1) =>
        new(On(when), By(custodian), At(site)!, pieces, pieces, [Told.Weapon], Method: CountMethod.Sample);

    private static string[] With(LedgerEvent[] keepers, LedgerEvent[] life) => Found(
        it => it with { Keepers = [.. keepers.Select((fact, at) => fact.As(700 + at, 700 + at))] }, life);

    private static string[] Found(Func<Surroundings, Surroundings> around, params LedgerEvent[] life) =>
        Of(new Noted().Add(life), around);

    private static string[] Of(Noted it, Func<Surroundings, Surroundings>? around = null) =>
    [
        .. CustodyReport.Of(
            Told.Weapon,
            it.Dossier with { Around = (around ?? (same => same))(Surroundings.Nothing) }, AsOf.Now, it.Now)!
            .Findings.Select(found => Line(found.What)),
    ];
}
