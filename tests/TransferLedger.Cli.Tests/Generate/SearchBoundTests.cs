using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Quality.Search;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Tests.Generate;

/// <summary>The best any search can do is reckoned with the very odds by which numbers are corrupted.</summary>
public sealed class SearchBoundTests
{
    private const int Drawn = 4_000;

    [Theory]
    [InlineData("ABC123")]
    [InlineData("КА 0042")]
    [InlineData("12A34567")]
    [InlineData("56-00012345")]
    [InlineData("L0I185")]
    public void The_odds_reckoned_are_those_drawn(string serial)
    {
        var (dice, letters) = (Dice.For(4, serial, 0), SerialKeys.Of(serial).Canonical);
        var drawn = Enumerable.Range(0, Drawn).Select(_ => Corruption.Of(dice, serial).Text)
            .GroupBy(it => it, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.Count());

        var sum = 0.0;
        foreach (var (written, count) in drawn)
        {
            var odds = Corruption.Odds(written, Corruption.LettersOf(written), serial, letters);
            odds.ShouldBeGreaterThan(0, written);
            sum += odds;

            // Five standard deviations: one text in a million strays so far by chance, and a few more for rare ones.
            Math.Abs(count - (Drawn * odds)).ShouldBeLessThan(5 * Math.Sqrt(Drawn * odds) + 3, written);
        }

        sum.ShouldBeInRange(0.8, 1 + 1e-9);
    }

    [Fact]
    public void Nothing_is_likely_that_cannot_be_written() =>
        Corruption.Odds("ZZZ999", "ZZZ999", "ABC123", "ABC123").ShouldBe(0);

    [Fact]
    public void What_is_reckoned_is_what_is_counted_and_one_weapon_alone_is_always_found()
    {
        var weapons = NumberedWeapon.Make(3_000, 5);
        var all = new SearchBound(weapons, 5).Run(600, _ => { }, CancellationToken.None).Single(it => it.Name == "all");
        var one = new SearchBound(weapons[..1], 5).Run(50, _ => { }, CancellationToken.None).Single(it => it.Name == "all");

        all.Asked.ShouldBe(600);
        (all.NumberAlone.Expected / all.Asked).ShouldBe(all.NumberAlone.Found / all.Asked, 0.03);
        (all.NumberAndMaker.Expected / all.Asked).ShouldBe(all.NumberAndMaker.Found / all.Asked, 0.03);
        all.NumberAndMaker.Expected.ShouldBeGreaterThanOrEqualTo(all.NumberAlone.Expected, "who knows more finds more");
        one.NumberAlone.ShouldBe(new SearchOdds(50, 50));
        one.NumberAndMaker.ShouldBe(new SearchOdds(50, 50));
    }

    [Fact]
    public void Who_knows_the_maker_tells_the_weapons_of_ten_makers_apart_that_bear_one_number()
    {
        var weapons = NumberedMaker.All.Take(10).Select(it => new NumberedWeapon(
            WeaponId.Issue("quality", it.Name, "1234567"), it, "1234567", InRun: false)).ToList();

        var all = new SearchBound(weapons, 5).Run(50, _ => { }, CancellationToken.None).Single(it => it.Name == "all");

        all.NumberAlone.Expected.ShouldBe(25, 1e-6);
        all.NumberAlone.Found.ShouldBe(25, 1e-6);
        all.NumberAndMaker.ShouldBe(new SearchOdds(50, 50));
    }

    [Fact]
    public void As_among_traced_guns_four_makers_made_three_weapons_of_four()
    {
        var weapons = NumberedWeapon.Make(40_000, 5, alone: true, MakerSpread.Traced);
        var byMaker = weapons.GroupBy(it => it.Maker).Select(it => it.Count()).OrderDescending().ToArray();

        byMaker.Length.ShouldBe(NumberedMaker.All.Length);
        byMaker.Take(4).Sum().ShouldBeInRange(29_000, 30_000);
        weapons.Select(it => it.Id).Distinct().Count().ShouldBe(weapons.Count);
    }
}
