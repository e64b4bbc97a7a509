namespace TransferLedger.Risk;

/// <summary>
/// The periods by which facts are told to be bad cases: part of the model, because the view of risk facts is made with
/// them. What is looked at how far back is data: <see cref="RiskParameters"/>.
/// </summary>
/// <param name="AnswerDays">Within how many days a request for a trace is to be answered (RSK-011).</param>
/// <param name="ConfirmationDays">Within how many days a request for confirmation is (RSK-008).</param>
/// <param name="DvcDueDays">How long after arrival delivery must be verified (RSK-005, EUC-070).</param>
/// <param name="DvcDefaultDays">How long after that it counts as not verified (RSK-005).</param>
/// <param name="ArrivalDays">How long after departure a shipment is to have arrived (RSK-018, COC-054).</param>
/// <param name="SoonYears">A recovery sooner after delivery is a short time (RSK-013).</param>
/// <param name="GapDays">For how long nobody need prove presence before it is a gap (RSK-022, COC-031).</param>
/// <param name="SurplusYears">How long after it was due a declared surplus must be destroyed (RSK-026).</param>
public sealed record RiskWindows(
    int AnswerDays = 90,
    int ConfirmationDays = 30,
    int DvcDueDays = 90,
    int DvcDefaultDays = 60,
    int ArrivalDays = 14,
    int SoonYears = 3,
    int GapDays = 45,
    int SurplusYears = 2)
{
    /// <summary>Those of the rules on diversion risk, of certificates and of custody.</summary>
    public static RiskWindows Default { get; } = new();
}
