using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>A stretch of time in the life of one weapon. Stretches follow one another without overlap.</summary>
/// <param name="From">When it begins: the date of the first fact it rests on.</param>
/// <param name="To">When it ends; null while it lasts.</param>
/// <param name="Grounds">The positions of the facts it rests on, in the order in which they happened.</param>
public abstract record CustodySegment(Happened From, Happened? To, ValueList<long> Grounds)
{
    /// <summary>Somebody is known to answer for the weapon.</summary>
    /// <param name="Custodian">Who.</param>
    /// <param name="User">The user it was issued to, by post or pseudonym; null in stock.</param>
    /// <param name="Place">Where, as last reported within the stretch; null when no fact says.</param>
    /// <param name="From">When it begins.</param>
    /// <param name="To">When it ends; null while it lasts.</param>
    /// <param name="LastProof">The date of the last fact that shows the weapon itself with this custodian.</param>
    /// <param name="Ended">How it ended.</param>
    /// <param name="Grounds">The positions of the facts it rests on.</param>
    public sealed record Known(
        Custodian Custodian,
        string? User,
        Place? Place,
        Happened From,
        Happened? To,
        Happened LastProof,
        SegmentEnd Ended,
        ValueList<long> Grounds)
        : CustodySegment(From, To, Grounds);

    /// <summary>Nobody is known to have had it. The ledger shows the hole and does not fill it.</summary>
    /// <param name="Reason">Why it is unknown.</param>
    /// <param name="From">When it begins.</param>
    /// <param name="To">When it ends; null while it lasts.</param>
    /// <param name="Grounds">The positions of the facts before and after it.</param>
    public sealed record Unknown(UnknownReason Reason, Happened From, Happened? To, ValueList<long> Grounds)
        : CustodySegment(From, To, Grounds);
}

/// <summary>How a known stretch of custody ended.</summary>
public enum SegmentEnd
{
    /// <summary>It has not.</summary>
    Open,

    /// <summary>The custodian moved it to another of its sites.</summary>
    Moved,

    /// <summary>It was issued to a user.</summary>
    Issued,

    /// <summary>It was given back by its user.</summary>
    Returned,

    /// <summary>It was handed to the next custodian.</summary>
    HandedOver,

    /// <summary>It left with a shipment.</summary>
    Shipped,

    /// <summary>An authority took it at the custodian's own site.</summary>
    Taken,

    /// <summary>It turned up away from the custodian; the stretch ends at the last proof of presence.</summary>
    SeenElsewhere,

    /// <summary>Somebody else acted as its custodian; the stretch ends at the last proof of presence.</summary>
    Displaced,

    /// <summary>The custodian reported it lost.</summary>
    ReportedLost,

    /// <summary>The custodian reported it stolen.</summary>
    ReportedStolen,

    /// <summary>It was captured.</summary>
    Captured,

    /// <summary>It was destroyed.</summary>
    Destroyed,
}

/// <summary>Why a stretch of time has no known custodian.</summary>
public enum UnknownReason
{
    /// <summary>The facts name no custodian.</summary>
    NotStated,

    /// <summary>It was handed over, and the receipt came later.</summary>
    AwaitingReceipt,

    /// <summary>It left its custodian without a handover that the ledger knows of.</summary>
    NoHandover,

    /// <summary>It left its custodian unnoticed and was seen elsewhere.</summary>
    SeenElsewhere,

    /// <summary>It was lost.</summary>
    Lost,

    /// <summary>It was stolen.</summary>
    Stolen,

    /// <summary>It was captured.</summary>
    Captured,

    /// <summary>It was said to be destroyed and turned up again.</summary>
    AfterDestruction,
}
