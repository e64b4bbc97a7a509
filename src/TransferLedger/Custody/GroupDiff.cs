using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What lies between two points on the two clocks for a package, a shipment or a site.</summary>
/// <param name="Came">Weapons that only the second point has.</param>
/// <param name="Went">Weapons that only the first point has.</param>
/// <param name="Otherwise">Weapons that both have and that stand otherwise: as they stood, as they stand.</param>
/// <param name="LotsCame">Lots that only the second point has.</param>
/// <param name="LotsWent">Lots that only the first point has.</param>
/// <param name="LotsOtherwise">Lots that both have with other rounds or grounds: as they stood, as they stand.</param>
/// <param name="Gone">
/// Findings that only the first point has: explained by what was learnt, or of a weapon or lot that went.
/// </param>
/// <param name="New">Findings that only the second point has.</param>
/// <param name="FoundOtherwise">
/// Findings that both have and that weigh or say otherwise, or on which people decided in between: as they stood, as
/// they stand.
/// </param>
public sealed record GroupDiff(
    ImmutableArray<HeldWeapon> Came,
    ImmutableArray<HeldWeapon> Went,
    ImmutableArray<(HeldWeapon Before, HeldWeapon After)> Otherwise,
    ImmutableArray<HeldLot> LotsCame,
    ImmutableArray<HeldLot> LotsWent,
    ImmutableArray<(HeldLot Before, HeldLot After)> LotsOtherwise,
    ImmutableArray<GroupFinding> Gone,
    ImmutableArray<GroupFinding> New,
    ImmutableArray<(GroupFinding Before, GroupFinding After)> FoundOtherwise)
{
    /// <summary>Nothing lies between the two.</summary>
    public bool IsEmpty => Came.IsEmpty && Went.IsEmpty && Otherwise.IsEmpty && LotsCame.IsEmpty && LotsWent.IsEmpty
        && LotsOtherwise.IsEmpty && Gone.IsEmpty && New.IsEmpty && FoundOtherwise.IsEmpty;

    /// <summary>The difference; a point that knows nothing is null.</summary>
    public static GroupDiff Between(GroupCustody? first, GroupCustody? second)
    {
        var (before, after) = (first?.Weapons ?? [], second?.Weapons ?? []);
        var (found, finding) = (first?.Found ?? [], second?.Found ?? []);
        var (lots, later) = (first?.Lots ?? [], second?.Lots ?? []);
        return new GroupDiff(
            Only(after, before, it => it.Weapon),
            Only(before, after, it => it.Weapon),
            Both(before, after, it => it.Weapon),
            Only(later, lots, KeyOf),
            Only(lots, later, KeyOf),
            Both(lots, later, KeyOf),
            Only(found, finding, NameOf),
            Only(finding, found, NameOf),
            Both(found, finding, NameOf));
    }

    /// <summary>The lot as every place of one custodian's site shows it once.</summary>
    private static string KeyOf(HeldLot it) => it.Lot.Key;

    private static (Subject About, string Key) NameOf(GroupFinding it) => (it.About, it.Finding.Key);

    private static ImmutableArray<T> Only<T, TKey>(
        ImmutableArray<T> these, ImmutableArray<T> notThose, Func<T, TKey> key) =>
        [.. these.ExceptBy(notThose.Select(key), key)];

    private static ImmutableArray<(T Before, T After)> Both<T, TKey>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, TKey> key)
        where T : class =>
        [.. before.Join(after, key, key, (one, other) => (one, other)).Where(it => !it.one.Equals(it.other))];
}
