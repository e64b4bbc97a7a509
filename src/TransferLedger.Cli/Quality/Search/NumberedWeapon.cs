using TransferLedger.Cli.Generate;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>An invented weapon with a number that its maker gave to no other.</summary>
/// <param name="InRun">Is it one of a delivery with consecutive numbers? Else it came alone.</param>
internal sealed record NumberedWeapon(WeaponId Id, NumberedMaker Maker, string Serial, bool InRun)
{
    private const double DeliveredTogether = 0.02;
    private const int LeastTogether = 10;
    private const int MostTogether = 500;

    /// <summary>
    /// So many weapons. One coming in fifty is a delivery of 10 to 500 with consecutive numbers, of which one in ten
    /// went elsewhere; so two weapons of three have neighbours one digit apart. The others came one by one.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which.</param>
    /// <param name="alone">All came one by one.</param>
    /// <param name="spread">Who made them.</param>
    public static List<NumberedWeapon> Make(
        int count, long seed, bool alone = false, MakerSpread spread = MakerSpread.Even)
    {
        var made = new List<NumberedWeapon>(count);
        var given = new HashSet<(NumberedMaker, long)>();
        var makers = NumberedMaker.All.SelectMany(it => Enumerable.Repeat(it, it.ShareOf(spread))).ToArray();
        for (var coming = 0L; made.Count < count; coming++)
        {
            var dice = Dice.For(seed, "weapons", coming);
            var maker = dice.Of(makers);
            var together = dice.Chance(DeliveredTogether) && !alone
                ? (int)dice.Quantity(LeastTogether, MostTogether)
                : 1;
            var first = (long)(dice.Randomizer.Double() * Math.Max(1, maker.Numbers - together));
            for (var at = 0; at < together && made.Count < count; at++)
            {
                var number = first + at;
                if ((together == 1 || !dice.Chance(0.1)) && number < maker.Numbers && given.Add((maker, number)))
                {
                    var serial = maker.Write(number);
                    made.Add(new(WeaponId.Issue("quality", maker.Name, serial), maker, serial, together > 1));
                }
            }
        }

        return made;
    }
}
