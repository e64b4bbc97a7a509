using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Tests.Shared;

/// <summary>Facts about lots of ammunition, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class LotSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Later = Happened.Parse("2019-05-16");
    private static readonly Custodian Maker = new("Cartridge Works", "DE", "DE-ORG-119");
    private static readonly Custodian Army = new("Army of Ruritania", "XR");
    private static readonly Custodian Customs = new("Customs");
    private static readonly Place Depot = new("Depot 7, Hall \"B\"", "XR");
    private static readonly Subject Shipment = Subject.Parse("shipment/de/s-2019-7");
    private static readonly Subject First = LotKey.Of("ABC", "ABC19E001-001");
    private static readonly LotDescription Ball =
        new("ABC19E001-001", "ABC", "7.62 × 51 mm", "ball", Happened.Parse("2039"), 250);

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new LotProduced(Day, Ball, Maker, 10_000, Depot, "ADC 19/7"),
        new LotProduced(Day, new("7/19"), Maker, 9_007_199_254_740_991),
        new LotReceived(Day, Army, 10_000, Depot, Maker, Ball, Shipment, "DN 7"),
        new LotReceived(Day, Army, 10_000),
        new LotMoved(Day, Maker, Army, 4_000, Depot, Depot, Shipment, "DN 7"),
        new LotMoved(Day, Army, Army, 4_000),
        new LotIssued(Day, Army, "3rd company", 4_000, Depot, Later, "training", "Day book 12/2026"),
        new LotIssued(Day, Army, "3rd company", 4_000),
        new LotReturned(Later, Army, "3rd company", 500, Depot, "sealed", "Day book 12/2026"),
        new LotReturned(Later, Army, "3rd company", 500),
        new LotConsumed(
            Later, Army, 3_000, LotPurpose.Training, "3rd company", "range order 5", Depot, "3rd company", 30, 90, 2,
            2_950),
        new LotConsumed(Later, Army, 3_000, LotPurpose.Operation, "3rd company", "order 6"),
        new LotSplit(
            Day, Army, 1_000, [new(LotKey.Part(First, "box 1"), 600, "box 1"), new(First, 400)], Depot,
            "Day book 12/2026"),
        new LotSplit(Day, Army, 1_000, []),
        new LotMerged(Day, Army, 1_000, [new(First, 1_000)], Ball, Depot, "Day book 12/2026"),
        new LotMerged(Day, Army, 1_000, []),
        new LotCounted(
            Later, Army, 6_400, CountMethod.Sample, ["post 4", "post 5"], Depot, 6_500, "post 1", "Day book 12/2026"),
        new LotCounted(Later, Army, 6_400),
        new LotLost(Later, Army, 100, Depot, "3rd company", "overboard", "police 7/19"),
        new LotLost(Later, Army, 100),
        new LotSeized(Later, Customs, 100, Depot, Army, Depot, "C-19-77", Ball),
        new LotSeized(Later, Customs, 100, Depot),
        new LotDestroyed(Later, Army, 100, "burnt", Depot, ["post 4", "post 5"], "D 19/7"),
        new LotDestroyed(Later, Army, 100, "burnt"),
        new LotAdjusted(Later, Army, -100, "miscounted at packing", "post 9", Depot, "protocol 7"),
        new LotAdjusted(Later, Army, 100),
    ];
}
