using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What an indicator measures.</summary>
public enum IndicatorKind
{
    /// <summary>k bad of n.</summary>
    Share,

    /// <summary>k events over an exposure.</summary>
    Rate,

    /// <summary>A value coded directly; without its inputs it says nothing.</summary>
    Direct,
}

/// <summary>An indicator of the risk model.</summary>
/// <param name="Id">Its id in section 3 of the rules on diversion risk.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Cases">The series whose sum is k.</param>
/// <param name="Population">The series whose sum is n or E.</param>
/// <param name="Unit">By how much n or E is divided: item-days of a thousand item-years, or 1.</param>
public sealed record RiskIndicator(
    string Id,
    string Title,
    IndicatorKind Kind,
    ValueList<RiskSeries> Cases,
    ValueList<RiskSeries> Population,
    double Unit = 1)
{
    /// <summary>The code of the sentence that says what it comes to; the edge writes it.</summary>
    public string SentenceCode => Id.ToLowerInvariant();
}

/// <summary>
/// Every scored indicator, by group. Source: section 3 of the rules on diversion risk. How much each counts, and why,
/// is data (<see cref="RiskParameters"/>).
/// </summary>
public static class RiskIndicators
{
    /// <summary>Item-days in a thousand item-years.</summary>
    public const double ThousandItemYears = 365_250;

    /// <summary>Item-days in a thousand item-days.</summary>
    public const double ThousandItemDays = 1_000;

    /// <summary>The version of the model: raised when the same facts and parameters give another score.</summary>
    public const string ModelVersion = "2";

    /// <summary>The indicators, those of outcomes first.</summary>
    public static ImmutableArray<RiskIndicator> All { get; } =
    [
        Rate("RSK-001", "Confirmed diversion", [RiskSeries.Diverted], [RiskSeries.HeldImported]),
        Share("RSK-009", "Unauthorised retransfer", RiskSeries.Retransferred, RiskSeries.DeliveredUndertaken),
        Rate("RSK-010", "Loss and theft", [RiskSeries.Lost], [RiskSeries.HeldImported, RiskSeries.HeldHome]),
        Share("RSK-013", "Short time from delivery to recovery", RiskSeries.RecoveredSoon, RiskSeries.Recovered),
        Share("RSK-022", "Custody gaps", RiskSeries.Gap, RiskSeries.HeldImported) with { Unit = ThousandItemDays },
        Share("RSK-002", "Unfavourable post-shipment checks", RiskSeries.CheckUnfavourable, RiskSeries.Checked),
        Share("RSK-003", "Checks refused or impossible", RiskSeries.CheckRefused, RiskSeries.CheckDue),
        Share("RSK-004", "Missing in samples", RiskSeries.SampleMissing, RiskSeries.Sampled),
        Share("RSK-005", "Delivery proof default", RiskSeries.DvcDefault, RiskSeries.DvcDue),
        Share("RSK-006", "Delivery discrepancy", RiskSeries.DeliveryDiffers, RiskSeries.Delivered),
        Share("RSK-007", "Certificates not authentic", RiskSeries.NotAuthentic, RiskSeries.Presented),
        Share("RSK-008", "Confirmation not answered",
            RiskSeries.ConfirmationUnanswered, RiskSeries.ConfirmationAsked),
        Share("RSK-021", "Unregistered broker or unlisted party", RiskSeries.PartyUnlisted, RiskSeries.Transferred),
        Share("RSK-011", "Trace requests not answered in 90 days", RiskSeries.TraceUnanswered, RiskSeries.TraceAsked),
        Share("RSK-012", "Reply without a record", RiskSeries.TraceNoRecord, RiskSeries.TraceReplies),
        Share("RSK-025", "Import mark missing", RiskSeries.ImportMarkMissing, RiskSeries.ImportSeen),
        Share("RSK-014", "Obliterated marks among recoveries", RiskSeries.MarksRemoved, RiskSeries.MarksRead),
        Share("RSK-016", "Count differences", RiskSeries.CountDiffers, RiskSeries.Counted),
        new("RSK-015", "Accumulation", IndicatorKind.Direct, [RiskSeries.CertifiedArms], [RiskSeries.ForceStrength]),
        Share("RSK-027", "Private reseller share", RiskSeries.ResellerUnreported, RiskSeries.DeliveredCertified),
        Share("RSK-026", "Destruction shortfall", RiskSeries.SurplusLeft, RiskSeries.SurplusDue),
        new("RSK-017", "Route anomalies", IndicatorKind.Share,
            [RiskSeries.SealChanged, RiskSeries.WrongReceiver], [RiskSeries.Shipped]),
        Share("RSK-018", "Overdue arrival", RiskSeries.ArrivalOverdue, RiskSeries.Shipped),
        new("RSK-019", "Embargo neighbourhood", IndicatorKind.Direct, [], []),
    ];

    /// <summary>
    /// The indicators of a unit, by the same method (section 5). The prior of all but a country is the level of the
    /// country it is named with most.
    /// </summary>
    public static ImmutableArray<string> Of(RiskUnitKind kind) => kind switch
    {
        RiskUnitKind.Country => [.. All.Select(it => it.Id)],
        RiskUnitKind.Party =>
            ["RSK-001", "RSK-002", "RSK-004", "RSK-005", "RSK-006", "RSK-009", "RSK-010", "RSK-016"],
        RiskUnitKind.Site => ["RSK-004", "RSK-010", "RSK-016", "RSK-022"],
        _ => ["RSK-006", "RSK-007", "RSK-017", "RSK-018", "RSK-021"],
    };

    private static RiskIndicator Share(string id, string title, RiskSeries cases, RiskSeries population) =>
        new(id, title, IndicatorKind.Share, [cases], [population]);

    private static RiskIndicator Rate(
        string id, string title, ValueList<RiskSeries> cases, ValueList<RiskSeries> population) =>
        new(id, title, IndicatorKind.Rate, cases, population, ThousandItemYears);
}
