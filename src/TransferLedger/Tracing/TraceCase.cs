using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>How far a request has come.</summary>
public enum TraceStatus
{
    /// <summary>Asked.</summary>
    Requested,

    /// <summary>Its receipt was confirmed.</summary>
    Acknowledged,

    /// <summary>A reply came that ends the wait.</summary>
    Answered,

    /// <summary>At its end.</summary>
    Closed,

    /// <summary>It was decided to ask nobody.</summary>
    Forgone,
}

/// <summary>A trace as the facts about it stand.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Request">The request, with its place in the log; null where it was decided to send none.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Acknowledgements">In the order of recording.</param>
/// <param name="Reminders">In the order of recording.</param>
/// <param name="Replies">In the order of recording.</param>
/// <param name="Closing">How it ended; null while it is open.</param>
/// <param name="Forgoing">The decision to send none; null where one was sent.</param>
/// <param name="LastPosition">The last fact about it.</param>
public sealed record TraceCase(
    string Reference,
    Entry<TraceRequested>? Request,
    TraceStatus Status,
    ValueList<Entry<TraceAcknowledged>> Acknowledgements,
    ValueList<Entry<TraceReminded>> Reminders,
    ValueList<Entry<TraceResponded>> Replies,
    Entry<TraceClosed>? Closing,
    Entry<TraceForgone>? Forgoing,
    long LastPosition)
{
    /// <summary>Is it still to be answered or closed?</summary>
    public bool IsOpen => Status is not (TraceStatus.Closed or TraceStatus.Forgone);

    /// <summary>Is a reply still awaited?</summary>
    public bool AwaitsReply => Status is TraceStatus.Requested or TraceStatus.Acknowledged;

    /// <summary>The weapons it is about: those the request names, and those a reply named.</summary>
    public ValueList<Subject> About => (Request?.Fact.About ?? Forgoing?.Fact.About ?? [])
        .Concat(Replies.SelectMany(it => it.Fact.About)).Distinct().ToValueList();

    /// <summary>The last reply that ends the wait; null while there is none.</summary>
    public Entry<TraceResponded>? Answer => Replies.LastOrDefault(it => it.Fact.Outcome != TraceOutcome.Delayed);

    /// <summary>The day by which receipt is to be confirmed; null where nothing was asked or it was.</summary>
    public LocalDate? AcknowledgementDue(CustodyParameters parameters) =>
        Status == TraceStatus.Requested && Replies.Count == 0
            ? Asked?.LaterByDays(parameters.AcknowledgementDays)
            : null;

    /// <summary>The day by which a reply is due; null when none is awaited.</summary>
    public LocalDate? ReplyDue(CustodyParameters parameters) =>
        AwaitsReply ? Asked?.LaterByDays(parameters.AnswerDays) : null;

    private LocalDate? Asked => Request?.Fact.Happened.Latest.InUtc().Date;

    /// <summary>The trace by its facts; null when there are none, or all were retracted.</summary>
    /// <param name="facts">All facts about it, corrections included, in the order of recording.</param>
    public static TraceCase? Of(IEnumerable<Recorded> facts) => StandingFacts.Of(facts)
        .Where(it => it.Fact is TraceEvent).OrderBy(it => it.Position).Aggregate((TraceCase?)null, Step);

    private static TraceCase? Step(TraceCase? before, Recorded entry) => (before, entry.Fact) switch
    {
        (null, TraceRequested it) => New(entry, TraceStatus.Requested) with { Request = new(entry.Position, it) },
        (null, TraceForgone it) => New(entry, TraceStatus.Forgone) with { Forgoing = new(entry.Position, it) },
        (null, _) => null,
        (_, TraceAcknowledged it) => before with
        {
            Acknowledgements = [.. before.Acknowledgements, new(entry.Position, it)],
            Status = before.Status == TraceStatus.Requested ? TraceStatus.Acknowledged : before.Status,
            LastPosition = entry.Position,
        },
        (_, TraceReminded it) => before with
        {
            Reminders = [.. before.Reminders, new(entry.Position, it)], LastPosition = entry.Position,
        },
        (_, TraceResponded it) => before with
        {
            Replies = [.. before.Replies, new(entry.Position, it)],
            Status = it.Outcome == TraceOutcome.Delayed || !before.AwaitsReply ? before.Status : TraceStatus.Answered,
            LastPosition = entry.Position,
        },
        (_, TraceClosed it) => before with
        {
            Closing = new(entry.Position, it), Status = TraceStatus.Closed, LastPosition = entry.Position,
        },
        _ => before,
    };

    private static TraceCase New(Recorded entry, TraceStatus status) =>
        new(entry.Home.Rest, null, status, [], [], [], null, null, entry.Position);
}
