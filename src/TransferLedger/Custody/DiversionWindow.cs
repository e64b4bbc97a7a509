using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>In which part of its life a weapon left lawful hands. Source: section 5.7 of the custody rules.</summary>
public enum DiversionStage
{
    /// <summary>The facts do not say.</summary>
    Unknown,

    /// <summary>Before it was exported.</summary>
    BeforeExport,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>After it arrived and before it was handed over.</summary>
    AtDelivery,

    /// <summary>From the stock of the end user.</summary>
    InEndUserStock,

    /// <summary>From the hands of a user it was issued to.</summary>
    InUseByEndUser,

    /// <summary>After it had been passed on.</summary>
    AfterRetransfer,

    /// <summary>After a reported loss, theft or capture.</summary>
    AfterLossOrTheft,

    /// <summary>Out of evidence or collected stock.</summary>
    AfterSeizureOrCollection,

    /// <summary>When it was said to be destroyed.</summary>
    AtDestruction,
}

/// <summary>What the ledger knows that explains how a weapon left lawful hands.</summary>
public enum DiversionExplanation
{
    /// <summary>Nothing.</summary>
    Unexplained,

    /// <summary>A loss was reported.</summary>
    Loss,

    /// <summary>A theft was reported.</summary>
    Theft,

    /// <summary>A capture was reported.</summary>
    Capture,

    /// <summary>It had been passed on by an approved request.</summary>
    Retransfer,
}

/// <summary>How far a window can be relied on.</summary>
public enum Confidence
{
    /// <summary>Longer than two years, or it is not certain that it is this weapon.</summary>
    Low,

    /// <summary>At most two years.</summary>
    Medium,

    /// <summary>At most ninety days, and the weapon is identified by all parts of its key.</summary>
    High,
}

/// <summary>
/// When a weapon that was seen outside lawful custody can have left it: after the last proof that it was still there,
/// not later than it was first seen elsewhere. An honest report shows the length of this window, not one date.
/// </summary>
/// <param name="Custodian">Who had it last by law; null when the facts do not say.</param>
/// <param name="Site">Where; null when no fact says.</param>
/// <param name="LastProof">The last proof of presence with that custodian; null when there is none.</param>
/// <param name="LastProofDate">Its date.</param>
/// <param name="Sighting">The fact by which it was first seen outside.</param>
/// <param name="Seen">When.</param>
/// <param name="Stage">In which part of its life.</param>
/// <param name="Explanation">What explains it.</param>
/// <param name="ExplainedBy">The fact that does; null when unexplained.</param>
/// <param name="Days">The most days the window can have; null without a proof of presence.</param>
/// <param name="Confidence">How far it can be relied on.</param>
/// <param name="MissedAt">
/// The first complete count of that site in the window that did not find it; null when there was none. Who accepts an
/// absence at a count as proof may end the window there.
/// </param>
/// <param name="MissedOn">When that was.</param>
public sealed record DiversionWindow(
    Custodian? Custodian,
    Place? Site,
    long? LastProof,
    Happened? LastProofDate,
    long Sighting,
    Happened Seen,
    DiversionStage Stage,
    DiversionExplanation Explanation,
    long? ExplainedBy,
    int? Days,
    Confidence Confidence,
    long? MissedAt = null,
    Happened? MissedOn = null)
{
    internal static Confidence Judge(int? days, bool identified) =>
        !identified || days is not { } length || length > 730 ? Confidence.Low
        : length <= 90 ? Confidence.High
        : Confidence.Medium;
}
