using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Random reports about one weapon: few parties and few days, so that much of it contradicts.</summary>
internal static class Scripts
{
    private static readonly string[] Parties = ["Army", "Police", "Dealer@AA", "Dealer@BB"];
    private static readonly string[] Places = ["North", "South@AA", "Depot"];
    private static readonly string[] Users = ["post 7", "post 8"];

    public static readonly Gen<string> Day = Gen.Choose(1, 28).Select(day => $"2010-01-{day:00}");

    private static readonly Gen<string> When = Gen.Frequency(
        (12, Day),
        (1, Gen.Constant("2010-01")),
        (1, Gen.Constant("2010")),
        (1, Gen.Constant("2010-01-10/2010-01-20")),
        (1, Gen.Constant("../2010-01-15")),
        (1, Gen.Constant("2010-01-15/..")),
        (1, Gen.Constant("2010-01-12T08:00:00Z")));

    private static readonly Gen<string> Party = Gen.Elements(Parties);
    private static readonly Gen<string> Site = Gen.Elements(Places);

    /// <summary>One report, of any kind but amendments.</summary>
    public static Gen<LedgerEvent> Fact(Gen<string> when) =>
        from kind in Gen.Choose(0, 25)
        from date in when
        from one in Party
        from other in Party
        from place in Site
        from user in Gen.Elements(Users)
        from second in when
        select kind switch
        {
            0 => Made(date, one),
            1 => Registered(date),
            2 => Registered(date, one),
            3 => Marked(date),
            4 => Entered(date, one, place),
            5 => Entered(date, one),
            6 => Moved(date, one, "Gate", place),
            7 => Issued(date, one, user),
            8 => Returned(date, one, user),
            9 or 10 => Sold(date, one, other),
            11 => Sold(date, one, other, received: second),
            12 => Packed(date, one, other),
            13 => Departed(date, one, other, "Line"),
            14 => Departed(date, one, other),
            15 => Arrived(date, place),
            16 => Delivered(date, one, place),
            17 => Lost(date, one),
            18 => Stolen(date, one),
            19 => Captured(date, one),
            20 => Seized(date, one, place),
            21 => Found(date, one),
            22 => GivenBack(date, one, other),
            23 => Fired(date, place),
            24 => Melted(date, one),
            _ => Counted(date, one, place),
        };

    /// <summary>Reports alone, dated to the day.</summary>
    public static Gen<LedgerEvent[]> OfDays { get; } = Fact(Day).ArrayOf();

    /// <summary>
    /// Reports and amendments of them and of one another. The target of an amendment is an index into the same array,
    /// from 1; it may point forwards.
    /// </summary>
    public static Gen<LedgerEvent[]> WithAmendments { get; } =
        Gen.Frequency((5, Fact(When)), (1, Amendment)).ArrayOf().Select(facts => Aimed([.. facts]));

    /// <summary>The facts as recorded in another order: ids stay, positions and instants are new.</summary>
    public static Recorded[] Recorded(IReadOnlyList<LedgerEvent> facts, IReadOnlyList<int> order)
    {
        var position = new long[facts.Count];
        for (var rank = 0; rank < order.Count; rank++)
        {
            position[order[rank]] = rank + 1;
        }

        return
        [
            .. order.Select(index => (facts[index] is CorrectionEvent it && it.Target <= facts.Count
                ? it with { Target = position[it.Target - 1] }
                : facts[index]).As(position[index], index + 1)),
        ];
    }

    /// <summary>A permutation of the first numbers, from a seed.</summary>
    public static int[] Order(int count, int seed)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }

    private static Gen<LedgerEvent> Amendment =>
        from kind in Gen.Choose(0, 5)
        from target in Gen.Choose(1, 1_000)
        from date in Day
        from party in Party
        from decided in Gen.Choose(1, 28)
        let day = $"2029-01-{decided:00}"
        select kind switch
        {
            0 or 1 => Corrected(target, "happened", "?", date, day),
            2 => Corrected(target, "custodian", "?", party, day),
            3 => Corrected(target, "from", "?", party, day),
            4 => Retracted(target, day),
            _ => Disputed(target, day),
        };

    private static LedgerEvent[] Aimed(ImmutableArray<LedgerEvent> facts) =>
    [
        .. facts.Select(
            fact => fact is CorrectionEvent it ? it with { Target = (it.Target % facts.Length) + 1 } : fact),
    ];
}
