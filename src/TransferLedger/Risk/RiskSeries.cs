using System.Collections.Immutable;

namespace TransferLedger.Risk;

/// <summary>How a series is added up.</summary>
public enum SeriesMeasure
{
    /// <summary>Events: their weights are added.</summary>
    Events,

    /// <summary>
    /// Days: a weight of 1 begins a stretch that lasts until a weight of -1 ends it; item-days are added.
    /// </summary>
    Days,

    /// <summary>Standing amounts: what stands on the day is added, and does not fade with age.</summary>
    Standing,
}

/// <summary>One thing that is counted about a country; indicators are made of these. Its name is stored.</summary>
/// <param name="Name">Its stored name.</param>
/// <param name="Measure">How it is added up.</param>
/// <param name="Title">What is counted, in a few words.</param>
public sealed record RiskSeries(string Name, SeriesMeasure Measure, string Title)
{
    /// <summary>Where it stands in <see cref="All"/>; -1 for one that is not there.</summary>
    internal int At { get; private set; } = -1;

    /// <summary>Item-days in lawful custody in the country, of items from elsewhere.</summary>
    public static readonly RiskSeries HeldImported = new("held-imported", SeriesMeasure.Days, "imported items held");

    /// <summary>Item-days in lawful custody in the country, of its own items and those of unknown origin.</summary>
    public static readonly RiskSeries HeldHome = new("held-home", SeriesMeasure.Days, "other items held");

    /// <summary>Items with a confirmed diversion finding.</summary>
    public static readonly RiskSeries Diverted = Events("diverted", "items with a confirmed diversion");

    /// <summary>Retransfers without consent.</summary>
    public static readonly RiskSeries Retransferred = Events("retransferred", "retransfers without consent");

    /// <summary>The same by an end user that is a body of the state.</summary>
    public static readonly RiskSeries RetransferredByState =
        Events("retransferred-by-state", "retransfers without consent by a body of the state");

    /// <summary>Deliveries with an undertaking not to retransfer.</summary>
    public static readonly RiskSeries DeliveredUndertaken =
        Events("delivered-undertaken", "deliveries with an undertaking not to retransfer");

    /// <summary>Losses and thefts reported.</summary>
    public static readonly RiskSeries Lost = Events("lost", "items reported lost or stolen");

    /// <summary>Recovered items with a known delivery date.</summary>
    public static readonly RiskSeries Recovered = Events("recovered", "recovered items with a known delivery");

    /// <summary>Of these, those recovered soon after delivery.</summary>
    public static readonly RiskSeries RecoveredSoon = Events("recovered-soon", "recovered soon after delivery");

    /// <summary>Item-days of gaps in custody; the weight is the length of the gap.</summary>
    public static readonly RiskSeries Gap = Events("gap", "item-days of custody nobody can prove");

    /// <summary>Completed post-shipment checks.</summary>
    public static readonly RiskSeries Checked = Events("checked", "completed checks");

    /// <summary>Of these, the unfavourable ones.</summary>
    public static readonly RiskSeries CheckUnfavourable = Events("check-unfavourable", "unfavourable checks");

    /// <summary>Planned checks with an outcome.</summary>
    public static readonly RiskSeries CheckDue = Events("check-due", "planned checks with an outcome");

    /// <summary>Of these, refused, impossible, or without sight of the items (half).</summary>
    public static readonly RiskSeries CheckRefused = Events("check-refused", "refused, impossible, or by video (half)");

    /// <summary>Planned checks whose day is over and of which no outcome is on record.</summary>
    public static readonly RiskSeries NotInspected = new(
        "not-inspected", SeriesMeasure.Standing, "checks due without an outcome");

    /// <summary>Items sampled.</summary>
    public static readonly RiskSeries Sampled = Events("sampled", "items sampled");

    /// <summary>Of these, not shown and not explained.</summary>
    public static readonly RiskSeries SampleMissing = Events("sample-missing", "sampled items not shown, unexplained");

    /// <summary>Deliveries whose verification was due.</summary>
    public static readonly RiskSeries DvcDue = Events("dvc-due", "delivery verifications due");

    /// <summary>Of these, not verified in time.</summary>
    public static readonly RiskSeries DvcDefault = Events("dvc-default", "delivery verifications in default");

    /// <summary>Deliveries.</summary>
    public static readonly RiskSeries Delivered = Events("delivered", "deliveries");

    /// <summary>Of these, short, over or substituted.</summary>
    public static readonly RiskSeries DeliveryDiffers =
        Events("delivery-differs", "deliveries short, over or substituted");

    /// <summary>Certificates presented in the country's name.</summary>
    public static readonly RiskSeries Presented = Events("presented", "certificates presented");

    /// <summary>Of these, judged not authentic.</summary>
    public static readonly RiskSeries NotAuthentic = Events("not-authentic", "certificates judged not authentic");

    /// <summary>Requests for confirmation, once answered or due.</summary>
    public static readonly RiskSeries ConfirmationAsked = Events("confirmation-asked", "requests for confirmation");

    /// <summary>Of these, not answered in time.</summary>
    public static readonly RiskSeries ConfirmationUnanswered =
        Events("confirmation-unanswered", "requests for confirmation not answered in time");

    /// <summary>Transfers authorized.</summary>
    public static readonly RiskSeries Transferred = Events("transferred", "transfers authorized");

    /// <summary>Of these, with an unregistered broker or an undeclared party.</summary>
    public static readonly RiskSeries PartyUnlisted = Events("party-unlisted", "transfers with an unlisted party");

    /// <summary>Requests for a trace, once answered or due.</summary>
    public static readonly RiskSeries TraceAsked = Events("trace-asked", "trace requests");

    /// <summary>Of these, not answered in time, or refused without a reason.</summary>
    public static readonly RiskSeries TraceUnanswered = Events("trace-unanswered", "trace requests not answered");

    /// <summary>Replies to requests for a trace.</summary>
    public static readonly RiskSeries TraceReplies = Events("trace-replies", "trace replies");

    /// <summary>Of these, without a record.</summary>
    public static readonly RiskSeries TraceNoRecord = Events("trace-no-record", "trace replies without a record");

    /// <summary>Imported items whose marks were read later.</summary>
    public static readonly RiskSeries ImportSeen = Events("import-seen", "imported items seen later");

    /// <summary>Of these, without an import mark.</summary>
    public static readonly RiskSeries ImportMarkMissing = Events("import-mark-missing", "without its import mark");

    /// <summary>Recoveries traced to the country whose marks were read.</summary>
    public static readonly RiskSeries MarksRead = Events("marks-read", "recoveries with marks read");

    /// <summary>Of these, with marks removed.</summary>
    public static readonly RiskSeries MarksRemoved = Events("marks-removed", "recoveries with marks removed");

    /// <summary>Counts of stocks.</summary>
    public static readonly RiskSeries Counted = Events("counted", "counts of stocks");

    /// <summary>Of these, with a difference.</summary>
    public static readonly RiskSeries CountDiffers = Events("count-differs", "counts with a difference");

    /// <summary>Shipments to the country, once arrived or overdue.</summary>
    public static readonly RiskSeries Shipped = Events("shipped", "shipments");

    /// <summary>Of these, not arrived in time.</summary>
    public static readonly RiskSeries ArrivalOverdue = Events("arrival-overdue", "shipments not arrived in time");

    /// <summary>Shipments with a seal that was not found again on the way (COC-057).</summary>
    public static readonly RiskSeries SealChanged = Events("seal-changed", "shipments with a seal changed");

    /// <summary>Shipments delivered to somebody the certificate does not name (COC-061).</summary>
    public static readonly RiskSeries WrongReceiver = Events("wrong-receiver", "shipments handed to another receiver");

    /// <summary>Deliveries under a certificate.</summary>
    public static readonly RiskSeries DeliveredCertified =
        Events("delivered-certified", "deliveries under a certificate");

    /// <summary>Of these, to a reseller that need not report its sales.</summary>
    public static readonly RiskSeries ResellerUnreported =
        Events("reseller-unreported", "deliveries to resellers without sales reports");

    /// <summary>Long arms certified for forces of the country and authorized, all together.</summary>
    public static readonly RiskSeries CertifiedArms = new(
        "certified-arms", SeriesMeasure.Standing, "long arms certified for its forces");

    /// <summary>Members that bodies of the state have declared.</summary>
    public static readonly RiskSeries ForceStrength = new(
        "force-strength", SeriesMeasure.Standing, "members its forces have declared");

    /// <summary>Declarations of surplus, once all of it is destroyed or long overdue.</summary>
    public static readonly RiskSeries SurplusDue =
        Events("surplus-due", "declarations of surplus, destroyed or two years overdue");

    /// <summary>Of these, the share not destroyed two years after it was due.</summary>
    public static readonly RiskSeries SurplusLeft = Events("surplus-left", "declared surplus not destroyed");

    /// <summary>Items last in lawful custody in the country that turned up in another. Shown, not scored.</summary>
    public static readonly RiskSeries FoundAbroad = new(
        "found-abroad", SeriesMeasure.Standing, "items that turned up abroad");

    /// <summary>Transfers assessed under articles 6 and 7 of the Arms Trade Treaty. Shown, not scored.</summary>
    public static readonly RiskSeries Assessed = new(
        "assessed", SeriesMeasure.Standing, "transfers assessed under the Arms Trade Treaty");

    /// <summary>
    /// Of these, with a risk of violations of humanitarian or human-rights law or of gender-based violence, mitigated
    /// or not. Shown, not scored.
    /// </summary>
    public static readonly RiskSeries AssessedHarm = new(
        "assessed-harm", SeriesMeasure.Standing, "transfers with a risk of misuse assessed");

    /// <summary>Diversion findings not decided.</summary>
    public static readonly RiskSeries OpenFinding = new(
        "open-finding", SeriesMeasure.Standing, "diversion findings not decided");

    /// <summary>All series, in the order of their definition.</summary>
    public static ImmutableArray<RiskSeries> All { get; } = Numbered(
    [
        HeldImported, HeldHome, Diverted, Retransferred, RetransferredByState, DeliveredUndertaken, Lost, Recovered,
        RecoveredSoon, Gap, Checked, CheckUnfavourable, CheckDue, CheckRefused, NotInspected, Sampled, SampleMissing,
        DvcDue, DvcDefault, Delivered, DeliveryDiffers, Presented, NotAuthentic, ConfirmationAsked,
        ConfirmationUnanswered, Transferred, PartyUnlisted, TraceAsked, TraceUnanswered, TraceReplies, TraceNoRecord,
        ImportSeen, ImportMarkMissing, MarksRead, MarksRemoved, Counted, CountDiffers, Shipped, ArrivalOverdue,
        SealChanged, WrongReceiver, DeliveredCertified, ResellerUnreported, CertifiedArms, ForceStrength, FoundAbroad,
        Assessed, AssessedHarm, OpenFinding, SurplusDue, SurplusLeft,
    ]);

    /// <summary>The series of a stored name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RiskSeries Of(string name) => All.First(it => it.Name == name);

    private static ImmutableArray<RiskSeries> Numbered(ImmutableArray<RiskSeries> all)
    {
        for (var at = 0; at < all.Length; at++)
        {
            all[at].At = at;
        }

        return all;
    }

    private static RiskSeries Events(string name, string title) => new(name, SeriesMeasure.Events, title);
}
