using TransferLedger.Countries;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Tests.Custody;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Countries;

/// <summary>What is known of weapons and ammunition in a country, at any point on the two clocks.</summary>
public sealed class CountryProfileTests
{
    private static readonly WeaponId Other = WeaponId.Issue("test", "two");

    [Fact]
    public void It_counts_what_was_there_and_says_by_which_weapons()
    {
        var it = Profile(AsOf.Now);
        (it.Weapons, it.Still).ShouldBe((1, 1));
        it.Makers.ShouldBe([new("Maker", 1, [Weapon.Value])]);
        it.Calibres.Single().Name.ShouldBe("9 mm");
        it.Channels.Select(one => one.Name).ShouldBe(["raid"]);
        it.Unresolved.Select(one => one.Name).ShouldContain(CustodyRule.SeenElsewhere);
        it.Marks.Select(one => one.Name).ShouldBe(["Serial, Clear"]);
        it.Lots.Single().ShouldBe(new ProfileLot("lot/abc/7-19", "ABC", "9 mm", 500, ["lot_received"], [900]));
    }

    [Fact]
    public void It_is_that_of_the_point_asked_for()
    {
        Profile(new AsOf(On("2014-12-31").Latest, null)).Weapons.ShouldBe(0, "it had not come by then");
        Profile(new AsOf(null, On("2014-12-31").Latest)).Weapons.ShouldBe(0, "nobody knew by then");
    }

    [Fact]
    public void A_former_code_is_of_the_same_country()
    {
        var it = Profile(AsOf.Now, "ZR");
        it.Country.ShouldBe("CD");
        it.Codes.ShouldBe(["CD", "ZR"]);
        it.Weapons.ShouldBe(1);
    }

    private static CountryProfile Profile(AsOf asOf, string country = "CD")
    {
        var now = On("2020-01-01").Latest;
        var there = new Noted().Add(
            Made("2000", "Maker@AT"), Entered("2000-05-01", "Army@XR"),
            new SeizureRecorded(On("2015-06-01"), By("Police@CD"), new Place("Goma", "CD"), Channel: "raid"));
        var elsewhere = new Noted().Of(Other).Add(Made("2000", "Maker@AT"), Entered("2000-05-01", "Army@XR"));
        var lot = new LotReceived(On("2015-01-01"), By("Army@ZR"), 500, Lot: new("7-19", "ABC", "9 mm"));
        return CountryProfile.Of(
            country,
            new[] { (Of: Other, elsewhere.Dossier), (Of: Weapon, there.Dossier) }
                .Select(it => ProfileWeapon.Of(it.Of, it.Dossier, country, asOf, now)).OfType<ProfileWeapon>(),
            Trial.Record(Subject.Parse("lot/abc/7-19"), [lot], 900),
            asOf);
    }
}
