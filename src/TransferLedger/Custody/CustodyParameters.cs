using NodaTime;

namespace TransferLedger.Custody;

/// <summary>
/// The thresholds of the custody rules, in days unless said otherwise. The defaults are the proposals of the rules.
/// </summary>
/// <param name="GapDays">For which nobody may answer for a weapon within one country (COC-031).</param>
/// <param name="InternationalGapDays">The same between custodians of different countries (COC-031).</param>
/// <param name="SameCaseDays">By which two reports of one taking in one case may differ (COC-041).</param>
/// <param name="ClockToleranceDays">By which a fact may be dated after its recording (COC-026).</param>
/// <param name="ReceiptDays">Within which a handover is receipted (COC-032).</param>
/// <param name="LateDays">After which a recording is late (COC-027, INFO).</param>
/// <param name="VeryLateDays">After which it is very late (COC-027, WARN).</param>
/// <param name="OverdueDays">By which an issue may be overdue before it is a breach (COC-036).</param>
/// <param name="ArrivalDays">Within which a shipment arrives (COC-054, WARN).</param>
/// <param name="LateArrivalDays">After which it is a breach that it has not (COC-054).</param>
/// <param name="OnwardDays">Within which leaving the receiver is soon (COC-062).</param>
/// <param name="LoopDays">Within which coming back through others is a loop (COC-040).</param>
/// <param name="ImportMarkDays">Within which an import mark is put on (COC-007).</param>
/// <param name="UsualCorrections">How many corrections of one weapon by one person are usual (COC-099).</param>
/// <param name="AcknowledgementDays">Within which receipt of a trace request is confirmed (COC-097).</param>
/// <param name="AnswerDays">Within which it is answered (COC-097).</param>
/// <param name="ManualEntriesAtOnce">How many entries of one person in one second are a batch (COC-029).</param>
/// <param name="RegressionToleranceSeconds">By how many seconds the log's clock may go back (COC-101).</param>
/// <param name="FastestKmh">How fast a weapon can travel, in km/h: by air (COC-025).</param>
public sealed record CustodyParameters(
    int GapDays = 7,
    int InternationalGapDays = 45,
    int SameCaseDays = 30,
    int ClockToleranceDays = 1,
    int ReceiptDays = 14,
    int LateDays = 30,
    int VeryLateDays = 180,
    int OverdueDays = 7,
    int ArrivalDays = 14,
    int LateArrivalDays = 45,
    int OnwardDays = 90,
    int LoopDays = 90,
    int ImportMarkDays = 90,
    int UsualCorrections = 5,
    int AcknowledgementDays = 30,
    int AnswerDays = 90,
    int ManualEntriesAtOnce = 50,
    int RegressionToleranceSeconds = 1,
    int FastestKmh = 1_000)
{
    /// <summary>
    /// From when on States mark what they import: the International Tracing Instrument was adopted on that day.
    /// </summary>
    public LocalDate ImportMarksSince { get; init; } = new(2005, 12, 8);

    /// <summary>The proposals.</summary>
    public static CustodyParameters Default { get; } = new();
}
