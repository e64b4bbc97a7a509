using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Diversion;

/// <summary>
/// Findings that a weapon or lot was diverted: asserted, supported, confirmed or dismissed by people. The home of each
/// fact is <c>finding/{reference}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When it was decided or came in.</param>
/// <param name="About">The item and the custodian it is about, copied so that their histories show it.</param>
public abstract record DiversionEvent(Happened Happened, ValueList<Subject> About) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => About;
}

/// <summary>Somebody asserts that an item was diverted, and a person takes the assertion in hand.</summary>
/// <param name="Happened">When it was asserted.</param>
/// <param name="Item">The weapon or lot.</param>
/// <param name="Custodian">From whose custody: the point in the chain.</param>
/// <param name="From">The last day on which it is proved to have been there.</param>
/// <param name="To">The day by which it was seen elsewhere.</param>
/// <param name="Stage">In which part of its life.</param>
/// <param name="Grounds">What the assertion rests on.</param>
/// <param name="Grade">The Admiralty grade of its source, such as <c>B2</c>.</param>
/// <param name="Owner">Who must follow it up, by post.</param>
/// <param name="Due">The day by which evidence is due.</param>
/// <param name="Officer">Who recorded it.</param>
/// <param name="About">The item and the custodian.</param>
/// <param name="Sighting">The fact by which it was seen elsewhere; null when no fact on record tells.</param>
/// <param name="Rounds">How many rounds of a lot; null for a weapon.</param>
/// <param name="Conveyance">
/// The vessel, aircraft or vehicle it was on between proof and sighting, by IMO number, registration or plate; null
/// when it travelled on none that is known.
/// </param>
public sealed record DiversionAsserted(
    Happened Happened,
    Subject Item,
    Custodian Custodian,
    Happened From,
    Happened To,
    DiversionStage Stage,
    string Grounds,
    string Grade,
    string Owner,
    Happened Due,
    string Officer,
    ValueList<Subject> About,
    long? Sighting = null,
    long? Rounds = null,
    string? Conveyance = null)
    : DiversionEvent(Happened, About);

/// <summary>Evidence for or against it came in. Files are the fact's own evidence, by hash.</summary>
/// <param name="Happened">When.</param>
/// <param name="Source">Who gives it: two pieces of one source do not corroborate each other.</param>
/// <param name="Supports">Does it speak for the diversion?</param>
/// <param name="Says">What it says.</param>
/// <param name="Grade">The Admiralty grade of the source, such as <c>B2</c>.</param>
/// <param name="Officer">Who recorded it.</param>
/// <param name="About">The item and the custodian.</param>
public sealed record DiversionEvidenceAdded(
    Happened Happened,
    string Source,
    bool Supports,
    string Says,
    string Grade,
    string Officer,
    ValueList<Subject> About)
    : DiversionEvent(Happened, About);

/// <summary>Independent sources agree.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Grounds">Which, and how.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="About">The item and the custodian.</param>
public sealed record DiversionCorroborated(
    Happened Happened, string Grounds, string Officer, ValueList<Subject> About)
    : DiversionEvent(Happened, About);

/// <summary>Two persons decided that it was diverted.</summary>
/// <param name="Happened">When.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="About">The item and the custodian.</param>
public sealed record DiversionConfirmed(
    Happened Happened, string Grounds, string Officer, string Approver, ValueList<Subject> About)
    : DiversionEvent(Happened, About);

/// <summary>Two persons decided that it was not diverted.</summary>
/// <param name="Happened">When.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="About">The item and the custodian.</param>
public sealed record DiversionDismissed(
    Happened Happened, string Grounds, string Officer, string Approver, ValueList<Subject> About)
    : DiversionEvent(Happened, About);

/// <summary>Another person must follow it up, or by another day.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Owner">Who, by post.</param>
/// <param name="Due">By when the next step is due.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="About">The item and the custodian.</param>
public sealed record DiversionAssigned(
    Happened Happened, string Owner, Happened Due, string Officer, ValueList<Subject> About)
    : DiversionEvent(Happened, About);
