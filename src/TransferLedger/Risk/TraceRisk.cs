using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Risk;

/// <summary>What a request for a trace says about the State that was asked.</summary>
internal static class TraceRisk
{
    /// <summary>
    /// Goes through the facts of a trace. A request counts once it is answered or its time is over; a reply that only
    /// says when another may be expected is none.
    /// </summary>
    public static void Collect(RiskEntries into, RiskWindows windows)
    {
        var (entry, request) = into.All<TraceRequested>().FirstOrDefault();
        if (entry is null || request.Direction != TraceDirection.Sent)
        {
            return;
        }

        var country = RiskEntries.Code(request.State);
        var asked = RiskEntries.DayOf(request.Happened);
        var due = asked.LaterByDays(windows.AnswerDays);
        var replies = into.All<TraceResponded>().Where(it => it.Fact.Outcome != TraceOutcome.Delayed).ToList();
        var first = replies.Count == 0 ? (LocalDate?)null : RiskEntries.DayOf(replies[0].Fact.Happened);
        var inTime = first <= due;
        into.Add(RiskSeries.TraceAsked, country, inTime ? first!.Value : due, entry.Position);
        if (!inTime)
        {
            into.Add(RiskSeries.TraceUnanswered, country, due, entry.Position);
        }
        else if (replies[0].Fact is { Outcome: TraceOutcome.Refused, Reason: null })
        {
            into.Add(RiskSeries.TraceUnanswered, country, first!.Value, replies[0].Entry.Position);
        }

        foreach (var (reply, fact) in replies)
        {
            var on = RiskEntries.DayOf(fact.Happened);
            into.Add(RiskSeries.TraceReplies, country, on, reply.Position);
            if (fact.Outcome == TraceOutcome.NoRecord)
            {
                into.Add(RiskSeries.TraceNoRecord, country, on, reply.Position);
            }
        }
    }
}
