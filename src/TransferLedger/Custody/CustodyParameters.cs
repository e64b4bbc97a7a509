namespace TransferLedger.Custody;

/// <summary>The thresholds of the custody rules. The defaults are the proposals of the rules.</summary>
/// <param name="GapDays">Days for which nobody may answer for a weapon within one country (COC-031).</param>
/// <param name="InternationalGapDays">The same between custodians of different countries (COC-031).</param>
/// <param name="SameCaseDays">Days by which two reports of one taking in one case may differ (COC-041).</param>
/// <param name="ClockToleranceDays">Days by which a fact may be dated after its recording (COC-026).</param>
public sealed record CustodyParameters(
    int GapDays = 7, int InternationalGapDays = 45, int SameCaseDays = 30, int ClockToleranceDays = 1)
{
    /// <summary>The proposals.</summary>
    public static CustodyParameters Default { get; } = new();
}
