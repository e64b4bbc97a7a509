using System.Collections.Immutable;
using TransferLedger.Authorities;

namespace TransferLedger.Cli.Generate;

/// <summary>Goods that are ordered. The models are invented, the calibres are not.</summary>
/// <param name="Description">In the words of the paper.</param>
/// <param name="Class">What it is to the rules.</param>
/// <param name="Model">The type; null for what is named by its calibre alone.</param>
/// <param name="Calibre">As written; null where there is none.</param>
/// <param name="Unit">The unit counted in.</param>
/// <param name="Least">The smallest order.</param>
/// <param name="Most">The largest.</param>
internal sealed record Goods(
    string Description, GoodsClass Class, string? Model, string? Calibre, string Unit, int Least, int Most)
{
    /// <summary>Is it a small arm, so that as many as its members need are plausible for an end user?</summary>
    public bool IsForMembers => Class == GoodsClass.SmallArms;

    /// <summary>What police and guards order as well as soldiers.</summary>
    public static ImmutableArray<Goods> ForAll { get; } =
    [
        new("Pistols, self-loading", GoodsClass.SmallArms, "P-9", "9 mm x 19", "piece", 1, 6_000),
        new("Pistols, compact", GoodsClass.SmallArms, "C-14", "9 mm x 19", "piece", 2, 1_500),
        new("Revolvers", GoodsClass.SmallArms, "R-38", ".38 Special", "piece", 1, 800),
        new("Shotguns, pump-action", GoodsClass.SmallArms, "SG-12", "12/70", "piece", 2, 1_200),
        new("Carbines, semi-automatic", GoodsClass.SmallArms, "K-556", "5.56 mm x 45", "piece", 5, 4_000),
        new("Rifles, bolt-action", GoodsClass.SmallArms, "B-308", "7.62 mm x 51", "piece", 1, 600),
        new("Sub-machine guns", GoodsClass.SmallArms, "MP-2", "9 mm x 19", "piece", 4, 2_500),
        new("Barrels for pistols P-9", GoodsClass.Parts, "P-9/B", "9 mm x 19", "piece", 5, 2_000),
        new("Spare part sets, carbine K-556", GoodsClass.Parts, "K-556/S", null, "set", 1, 500),
    ];

    /// <summary>What soldiers order besides.</summary>
    public static ImmutableArray<Goods> ForSoldiers { get; } =
    [
        new("Assault rifles", GoodsClass.SmallArms, "AR-20", "5.56 mm x 45", "piece", 20, 20_000),
        new("Light machine guns", GoodsClass.SmallArms, "LM-5", "5.56 mm x 45", "piece", 2, 900),
        new("Heavy machine guns", GoodsClass.LightWeapons, "HM-50", "12.7 mm x 99", "piece", 1, 300),
        new("Mortars", GoodsClass.LightWeapons, "M-81", "81 mm", "piece", 1, 120),
        new("Grenade launchers, under-barrel", GoodsClass.LightWeapons, "GL-40", "40 mm x 46", "piece", 4, 1_500),
        new("Anti-tank launchers, portable", GoodsClass.LightWeapons, "AT-8", "84 mm", "piece", 2, 400),
    ];

    /// <summary>Ammunition, for whoever orders the weapon of the calibre.</summary>
    public static ImmutableArray<Goods> Rounds { get; } =
    [
        new("Cartridges, ball", GoodsClass.Ammunition, null, "9 mm x 19", "round", 500, 25_000),
        new("Cartridges, ball", GoodsClass.Ammunition, "B-45", "5.56 mm x 45", "round", 1_000, 25_000),
        new("Cartridges, ball", GoodsClass.Ammunition, null, "7.62 mm x 51", "round", 200, 25_000),
        new("Cartridges, tracer", GoodsClass.Ammunition, "T-99", "12.7 mm x 99", "round", 500, 20_000),
        new("Cartridges, buckshot", GoodsClass.Ammunition, null, "12/70", "round", 250, 15_000),
        new("Cartridges", GoodsClass.Ammunition, null, ".38 Special", "round", 100, 10_000),
        new("Mortar bombs, high explosive", GoodsClass.Ammunition, "HE-81", "81 mm", "round", 24, 3_000),
        new("Grenades, 40 mm, practice", GoodsClass.Ammunition, "PR-40", "40 mm x 46", "round", 50, 8_000),
    ];
}
