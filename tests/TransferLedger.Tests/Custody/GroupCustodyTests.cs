using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Custody.Told;
using static TransferLedger.Tests.Shared.Consignment;

namespace TransferLedger.Tests.Custody;

/// <summary>Who and what was with a shipment, in a package, at a site, at any point on the two clocks.</summary>
public sealed class GroupCustodyTests
{
    private static readonly WeaponId Other = WeaponId.Issue("test", "other");

    [Fact]
    public void A_site_as_of_any_point()
    {
        Recorded[] facts =
        [
            Entered("2010-01-01", "Army", "North").As(1, 1),
            Entered("2010-02-01", "Army", "North").As(2, 2) with { Home = Other.Subject },
            Moved("2010-03-01", "Army", "North", "South").As(3, 3),
            Entered("2010-03-01", "Guard", "North").As(4, 4) with { Home = WeaponId.Issue("test", "third").Subject },
        ];

        Names(Site("North", default)).ShouldBe([Other.Value]);
        Names(Site("South", default)).ShouldBe([Told.Weapon.Value]);
        Names(Site("North", new(On("2010-01-15").Latest, null))).ShouldBe([Told.Weapon.Value]);
        Names(Site("North", new(null, facts[1].At))).ShouldBe([Told.Weapon.Value, Other.Value], ignoreOrder: true);
        Site("North", default).Weapons[0].Since!.Text.ShouldBe("2010-02-01");

        GroupCustody Site(string site, AsOf asOf) => GroupCustody.OfSite(By("Army"), At(site)!, facts, asOf);
    }

    [Fact]
    public void What_came_and_went_between_two_points()
    {
        Recorded[] facts =
        [
            Entered("2010-01-01", "Army", "North").As(1, 1),
            Entered("2010-02-01", "Army", "North").As(2, 2) with { Home = Other.Subject },
            Moved("2010-03-01", "Army", "North", "South").As(3, 3),
        ];
        Recorded[] shuffled =
        [
            facts[2] with { Position = 1 }, facts[0] with { Position = 2 }, facts[1] with { Position = 3 },
        ];
        GroupCustody Site(string site, IEnumerable<Recorded> of, AsOf asOf = default) =>
            GroupCustody.OfSite(By("Army"), At(site)!, of, asOf);

        var then = Site("North", facts, new(null, facts[1].At));
        var diff = GroupDiff.Between(then, Site("North", facts));
        diff.Went.ShouldHaveSingleItem().Weapon.ShouldBe(Told.Weapon);
        diff.Came.ShouldBeEmpty();
        diff.Otherwise.ShouldBeEmpty();
        GroupDiff.Between(then, then).IsEmpty.ShouldBeTrue();
        GroupDiff.Between(null, then).Came.Length.ShouldBe(2);
        GroupDiff.Between(then, Site("North", facts, new(On("2010-01-15").Latest, null))).Went
            .ShouldHaveSingleItem().Weapon.ShouldBe(Other);

        Site("North", shuffled).StateHash.ShouldBe(Site("North", facts).StateHash);
        then.StateHash.ShouldNotBe(Site("North", facts).StateHash);
    }

    [Fact]
    public void What_is_found_comes_goes_and_stands_otherwise_between_two_points()
    {
        Recorded[] facts =
        [
            Entered("2010-01-01", "Army", "North").As(1, 1) with { Home = Other.Subject },
            Entered("2010-01-01", "Army", "North").As(2, 2),
            Entered("2010-02-01", "Guard", "North").As(3, 3),
            Entered("2010-03-01", "Army", "North").As(4, 4),
            Retracted(3, "2010-04-01").As(5, 5),
        ];
        GroupCustody Site(IEnumerable<Recorded> of, AsOf asOf = default) =>
            GroupCustody.OfSite(By("Army"), At("North")!, of, asOf);

        var before = Site(facts, new(null, facts[1].At));
        var during = Site(facts, new(null, facts[3].At));
        var came = GroupDiff.Between(before, during).New;
        came.ShouldNotBeEmpty();
        came.ShouldAllBe(it => it.About == Told.Weapon.Subject);
        GroupDiff.Between(during, Site(facts)).Gone.ShouldBe(came);
        GroupDiff.Between(during, during).IsEmpty.ShouldBeTrue();
        var found = came[0];
        found.Finding.Key.ShouldBe(
            Finding.KeyOf(found.Finding.What, position => facts.Single(it => it.Position == position).Id));

        Recorded decided = new FindingDecided(
            On("2010-05-01"), found.Finding.Key, found.Finding.What.Rule, FindingDecision.Explained, "lent", "one", "two",
            [Told.Weapon.Subject]).As(6, 6);
        Recorded[] explained = [.. facts[..4], decided];
        var diff = GroupDiff.Between(Site(facts[..4]), Site(explained));
        diff.Gone.ShouldBeEmpty();
        diff.New.ShouldBeEmpty();
        diff.FoundOtherwise.ShouldHaveSingleItem().After.Finding.Decided!.Grounds.ShouldBe("lent");
    }

    [Fact]
    public void Merged_identities_are_told_once()
    {
        Recorded[] facts =
        [
            Entered("2010-01-01", "Army", "North").As(1, 1),
            Entered("2010-02-01", "Army", "North").As(2, 2) with { Home = Other.Subject },
            new IdentityMerged(On("2010-03-01"), [Other], "alike", "one", "two").As(3, 3),
        ];

        GroupCustody.OfSite(By("Army"), At("North")!, facts, default).Weapons.ShouldHaveSingleItem();
        GroupCustody.OfSite(By("Army"), At("North")!, facts, new(null, facts[1].At)).Weapons.Length.ShouldBe(2);
    }

    [Fact]
    public void A_shipment_and_one_of_its_packages()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Pack("S-1", Serials(4, 2), "P-2").Depart("S-1")
            .Arrive("S-1").Receive("S-1", Serials(1, 4));

        var all = Of(null, default).ShouldNotBeNull();
        all.Weapons.Length.ShouldBe(5);
        all.Weapons.Count(one => one.State == CustodyState.InStock).ShouldBe(4);
        all.Findings.Select(one => one.What.Rule).ShouldBe([CustodyRule.ArrivedShort]);
        Of("p-2", default)!.Weapons.Select(one => one.Serials.ToString()).ShouldBe(["[W00004]", "[W00005]"]);
        Of("P-1", default)!.Findings.ShouldBeEmpty();
        Of("P-3", default).ShouldBeNull();

        var under = Of(null, new(On("2026-04-22").Latest, null)).ShouldNotBeNull();
        under.Weapons.ShouldAllBe(one => one.State == CustodyState.InTransit);
        under.Findings.ShouldBeEmpty();
        it.State(Named("S-1"), new TransitEntered(On("2026-04-21"), new("Rotterdam", "NL"), "T-5"));
        Of("P-2", new(On("2026-04-22").Latest, null))!.Weapons.ShouldAllBe(one => one.Place!.Name == "Rotterdam");
        Of(null, new(On("2026-04-01").Latest, null)).ShouldBeNull();
        Of(null, new(null, Instant.FromUtc(2020, 1, 1, 0, 0))).ShouldBeNull();

        GroupCustody? Of(string? package, AsOf asOf) =>
            GroupCustody.OfShipment(Named("S-1"), package, it.Facts, asOf, On("2026-06-30").Latest);
    }

    private static string[] Names(GroupCustody group) => [.. group.Weapons.Select(it => it.Weapon.Value)];
}
