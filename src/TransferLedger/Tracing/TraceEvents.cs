using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>
/// Requests between States to trace a weapon (International Tracing Instrument, section V), sent and received. The home
/// of each fact is <c>trace/{reference}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When it was sent, came in or was decided.</param>
/// <param name="About">The weapon, copied so that its history shows the trace; empty while it is not known.</param>
public abstract record TraceEvent(Happened Happened, ValueList<Subject> About) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => About;
}

/// <summary>Who asks whom.</summary>
public enum TraceDirection
{
    /// <summary>We ask another State.</summary>
    Sent,

    /// <summary>Another State asks us.</summary>
    Received,
}

/// <summary>How much a request presses.</summary>
public enum TraceUrgency
{
    /// <summary>In its turn.</summary>
    Routine,

    /// <summary>Before others.</summary>
    Urgent,
}

/// <summary>Why a weapon is taken to be illicit: the five reasons of INTERPOL's iARMS.</summary>
public enum IllicitGround
{
    /// <summary>By the law of the place where it was found.</summary>
    NationalLaw,

    /// <summary>Transferred in breach of an embargo of the Security Council.</summary>
    EmbargoBreach,

    /// <summary>Not marked as the instrument asks.</summary>
    NotMarked,

    /// <summary>Made or assembled without licence.</summary>
    MadeWithoutLicence,

    /// <summary>Transferred without authorization.</summary>
    TransferredWithoutAuthorization,
}

/// <summary>What a reply to a request comes to.</summary>
public enum TraceOutcome
{
    /// <summary>The weapon is on record; its holders are named.</summary>
    Identified,

    /// <summary>Nothing is on record about it.</summary>
    NoRecord,

    /// <summary>The request does not suffice to tell.</summary>
    InsufficientData,

    /// <summary>Refused in whole or part; a reason is given.</summary>
    Refused,

    /// <summary>Not yet; it does not end the wait.</summary>
    Delayed,
}

/// <summary>Why a reply is refused, restricted or late.</summary>
public enum TraceRefusal
{
    /// <summary>It would compromise an investigation.</summary>
    Investigation,

    /// <summary>A law on confidentiality forbids it.</summary>
    ConfidentialityLaw,

    /// <summary>Whoever asks cannot assure confidentiality.</summary>
    NoAssurance,

    /// <summary>National security, consistent with the Charter.</summary>
    NationalSecurity,
}

/// <summary>What a trace came to.</summary>
public enum TraceResult
{
    /// <summary>Traced to the last lawful holder or the point of diversion.</summary>
    LastLawfulHolder,

    /// <summary>Its illicit origin was established by a competent authority in another way.</summary>
    EstablishedOtherwise,

    /// <summary>Not traced.</summary>
    NotTraced,
}

/// <summary>A holder that a reply names.</summary>
/// <param name="Holder">Who had it.</param>
/// <param name="From">From when, as far as the reply says.</param>
/// <param name="How">How it came there: made, exported, imported, sold, delivered; null when the reply does not say.
/// </param>
/// <param name="Document">The authorization or certificate it names.</param>
public sealed record TracedHolder(Custodian Holder, Happened From, string? How = null, string? Document = null);

/// <summary>A State is asked to trace a weapon.</summary>
/// <param name="Happened">When it was sent, or came in.</param>
/// <param name="Direction">Who asks whom.</param>
/// <param name="State">The other State, ISO 3166-1 alpha-2.</param>
/// <param name="Authority">Its authority: a national point of contact.</param>
/// <param name="Item">What the weapon is.</param>
/// <param name="Marks">Its marks as read.</param>
/// <param name="Circumstances">How, where and when it was found, to the extent possible.</param>
/// <param name="Use">For what the information is sought.</param>
/// <param name="Officer">Who sent or recorded it.</param>
/// <param name="About">The weapon, when it is known.</param>
/// <param name="Urgency">How much it presses.</param>
/// <param name="Ground">Why it is taken to be illicit.</param>
/// <param name="FoundAt">Where it was found.</param>
/// <param name="Found">When.</param>
/// <param name="Case">The case it belongs to.</param>
/// <param name="Contact">How to answer.</param>
/// <param name="Restrictions">Who may be told what.</param>
/// <param name="Questions">What is asked beyond the holders; empty for nothing.</param>
public sealed record TraceRequested(
    Happened Happened,
    TraceDirection Direction,
    string State,
    string Authority,
    ItemDescription Item,
    ValueList<Mark> Marks,
    string Circumstances,
    string Use,
    string Officer,
    ValueList<Subject> About,
    TraceUrgency Urgency = TraceUrgency.Routine,
    IllicitGround? Ground = null,
    Place? FoundAt = null,
    Happened? Found = null,
    string? Case = null,
    string? Contact = null,
    string? Restrictions = null,
    ValueList<string> Questions = default)
    : TraceEvent(Happened, About)
{
    /// <summary>
    /// The parts the instrument asks for that are not there: <c>marks</c>, <c>circumstances</c>, <c>use</c>.
    /// </summary>
    public IEnumerable<string> Lacks()
    {
        if (!Marks.Any(it => !string.IsNullOrWhiteSpace(it.Text)))
        {
            yield return "marks";
        }

        if (string.IsNullOrWhiteSpace(Circumstances))
        {
            yield return "circumstances";
        }

        if (string.IsNullOrWhiteSpace(Use))
        {
            yield return "use";
        }
    }
}

/// <summary>Receipt of a request was confirmed.</summary>
/// <param name="Happened">When.</param>
/// <param name="Officer">Who sent or recorded it.</param>
/// <param name="About">The weapon.</param>
/// <param name="Contact">Who deals with it there.</param>
/// <param name="Expected">When a reply may be expected.</param>
/// <param name="TheirReference">The other State's own reference.</param>
public sealed record TraceAcknowledged(
    Happened Happened,
    string Officer,
    ValueList<Subject> About,
    string? Contact = null,
    Happened? Expected = null,
    string? TheirReference = null)
    : TraceEvent(Happened, About);

/// <summary>The State asked was reminded.</summary>
/// <param name="Happened">When.</param>
/// <param name="Officer">Who reminded it.</param>
/// <param name="About">The weapon.</param>
public sealed record TraceReminded(Happened Happened, string Officer, ValueList<Subject> About)
    : TraceEvent(Happened, About);

/// <summary>A reply: theirs to a request sent, ours to one received.</summary>
/// <param name="Happened">When it came or went.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Officer">Who sent or recorded it.</param>
/// <param name="About">The weapon.</param>
/// <param name="Holders">The holders it names, the earliest first.</param>
/// <param name="Reason">Why it is refused, restricted or late.</param>
/// <param name="Text">What else it says.</param>
/// <param name="NextState">The State to ask next, ISO 3166-1 alpha-2.</param>
/// <param name="Missing">A loss or theft report it tells of.</param>
public sealed record TraceResponded(
    Happened Happened,
    TraceOutcome Outcome,
    string Officer,
    ValueList<Subject> About,
    ValueList<TracedHolder> Holders = default,
    TraceRefusal? Reason = null,
    string? Text = null,
    string? NextState = null,
    string? Missing = null)
    : TraceEvent(Happened, About);

/// <summary>A trace is at its end.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Point">Where in its life the weapon became illicit.</param>
/// <param name="Grounds">What that rests on.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="About">The weapon.</param>
/// <param name="LastHolder">The last lawful holder, where one was found.</param>
public sealed record TraceClosed(
    Happened Happened,
    TraceResult Result,
    DiversionStage Point,
    string Grounds,
    string Officer,
    ValueList<Subject> About,
    Custodian? LastHolder = null)
    : TraceEvent(Happened, About);

/// <summary>It was decided to send no request: the decision that destruction of a collected weapon asks for.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="About">The weapon.</param>
public sealed record TraceForgone(Happened Happened, string Reason, string Officer, ValueList<Subject> About)
    : TraceEvent(Happened, About);
