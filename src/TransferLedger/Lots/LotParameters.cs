using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>How many rounds may be fired for a purpose before somebody asks (COC-073).</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="PerWeaponPerDay">Rounds per weapon and day.</param>
/// <param name="PerTrainee">Rounds per person trained.</param>
public sealed record ConsumptionLimit(LotPurpose Purpose, long PerWeaponPerDay, long PerTrainee);

/// <summary>The thresholds of the rules about lots and counts. The defaults are proposals.</summary>
/// <param name="Consumption">What may be fired, by purpose.</param>
/// <param name="CountDifferencePerMille">
/// From which part of the book, in thousandths, a difference is a breach (COC-074).
/// </param>
/// <param name="CountCycleDays">Days within which a stock is to be counted in full (COC-076).</param>
/// <param name="CountRoundDays">
/// Days within which counts that name no round belong to one round (COC-077).
/// </param>
/// <param name="OverdueWarnDays">Days after the due date from which an issue is overdue (COC-036).</param>
/// <param name="OverdueBreachDays">Days after the due date from which that is a breach (COC-036).</param>
public sealed record LotParameters(
    ValueList<ConsumptionLimit> Consumption,
    int CountDifferencePerMille = 5,
    int CountCycleDays = 365,
    int CountRoundDays = 14,
    int OverdueWarnDays = 1,
    int OverdueBreachDays = 7)
{
    /// <summary>The proposals.</summary>
    public static LotParameters Default { get; } = new(
    [
        new(LotPurpose.Training, 300, 1_000),
        new(LotPurpose.Operation, 600, 1_000),
        new(LotPurpose.Test, 5_000, 1_000),
    ]);
}
