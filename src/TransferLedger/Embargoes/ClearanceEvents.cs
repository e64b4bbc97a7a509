using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Embargoes;

/// <summary>
/// The facts about clearances: permissions of a committee, notices to it, exemptions of the law. The home of each is
/// <c>clearance/{reference}</c>; each is also about the certificate, so that its history holds every clearance and
/// every draw. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The certificate whose goods it clears.</param>
public abstract record ClearanceEvent(Happened Happened, Subject Certificate) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>One element that a committee asks for.</summary>
/// <param name="Name">The element, as the regime's data name it.</param>
/// <param name="Text">What is said.</param>
public sealed record ClearanceContent(string Name, string Text);

/// <summary>A clearance was asked for, or its legal condition recorded.</summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Regime">The regime, such as <c>UN-1970</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="EndUser">Whom it clears, as the certificate names it.</param>
/// <param name="Lines">What, by lines of the certificate; empty for a standing exemption without a limit.</param>
/// <param name="Contents">What the request or notice says, element by element.</param>
/// <param name="Officer">Who prepared it.</param>
/// <param name="Paragraph">The paragraph it rests on.</param>
public sealed record ClearanceRequested(
    Happened Happened,
    Subject Certificate,
    string Reference,
    string Regime,
    ClearanceKind Kind,
    string EndUser,
    ValueList<LineQuantity> Lines,
    ValueList<ClearanceContent> Contents,
    string Officer,
    string? Paragraph = null)
    : ClearanceEvent(Happened, Certificate)
{
    /// <summary>The clearance's subject.</summary>
    /// <exception cref="FormatException">The reference holds no letter or digit.</exception>
    public Subject Subject => Subject.Of("clearance", Reference);
}

/// <summary>
/// The request or notice reached whom it was for. From the next working day on the waiting period runs.
/// </summary>
/// <param name="Happened">The day it was received.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="To">Who received it.</param>
/// <param name="Officer">Who sent it.</param>
/// <param name="Receipt">The receiver's own reference.</param>
public sealed record ClearanceNotified(
    Happened Happened, Subject Certificate, string To, string Officer, string? Receipt = null)
    : ClearanceEvent(Happened, Certificate);

/// <summary>What was decided about a clearance.</summary>
public enum ClearanceOutcome
{
    /// <summary>The committee approves.</summary>
    Approved,

    /// <summary>The committee says no.</summary>
    Denied,

    /// <summary>
    /// A second officer of this authority reviewed that the condition of a standing exemption is met.
    /// </summary>
    Reviewed,

    /// <summary>It no longer holds.</summary>
    Withdrawn,
}

/// <summary>A clearance was decided. The latest decision counts.</summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="By">Who decided: the committee, or the reviewing officer.</param>
/// <param name="Officer">Who records it.</param>
/// <param name="Grounds">The paper or reason it rests on.</param>
public sealed record ClearanceDecided(
    Happened Happened,
    Subject Certificate,
    ClearanceOutcome Outcome,
    string By,
    string Officer,
    string Grounds)
    : ClearanceEvent(Happened, Certificate);

/// <summary>Goods left under a clearance, and what left is drawn from it. It is decided, never stated.</summary>
/// <param name="Happened">The day of the departure.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Shipment">The shipment.</param>
/// <param name="Lines">What left, by lines of the certificate.</param>
public sealed record ClearanceDrawn(
    Happened Happened, Subject Certificate, Subject Shipment, ValueList<LineQuantity> Lines)
    : ClearanceEvent(Happened, Certificate)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate, Shipment];
}

/// <summary>
/// Consent was given to pass delivered goods on to whom the clearance is for, and what may be passed on is drawn from
/// it. It is decided with the consent, never stated.
/// </summary>
/// <param name="Happened">The day of the consent.</param>
/// <param name="Certificate">The certificate the goods came under.</param>
/// <param name="Reference">The number of the request to pass them on, as the request writes it.</param>
/// <param name="Lines">What may be passed on under this clearance, by lines of the certificate.</param>
public sealed record ClearanceDrawnByConsent(
    Happened Happened, Subject Certificate, string Reference, ValueList<LineQuantity> Lines)
    : ClearanceEvent(Happened, Certificate);
