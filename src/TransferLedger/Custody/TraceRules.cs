using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Custody;

/// <summary>Rules about traces of the weapon and what they brought (COC-095 to COC-098).</summary>
internal static class TraceRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="known">All facts known, corrections included.</param>
    /// <param name="entries">What they come to, in the order in which it happened.</param>
    /// <param name="chain">The chain of custody.</param>
    /// <param name="today">The day asked for.</param>
    public static IEnumerable<Contradiction> Find(
        CustodyParameters parameters,
        IReadOnlyList<Recorded> known,
        IReadOnlyList<TimelineEntry> entries,
        CustodyChain chain,
        Instant today)
    {
        var corrections = known.Where(it => it.Fact is CorrectionEvent).ToList();
        var cases = known.Where(it => it.Fact is TraceEvent && it.Fact.Happened.Earliest <= today)
            .GroupBy(it => it.Home).OrderBy(it => it.Key)
            .Select(it => TraceCase.Of(it.Concat(corrections).OrderBy(one => one.Position))).OfType<TraceCase>()
            .Where(it => it.Request is not null).ToList();
        return cases.SelectMany(it => OfCase(parameters, it, entries, chain, today)).Concat(Unheard(entries));
    }

    private static IEnumerable<Contradiction> OfCase(
        CustodyParameters parameters,
        TraceCase it,
        IReadOnlyList<TimelineEntry> entries,
        CustodyChain chain,
        Instant today)
    {
        var (position, request) = it.Request!;
        if (request.Lacks().ToList() is { Count: > 0 } lacks)
        {
            yield return new(CustodyRule.TraceIncomplete, Severity.Warn, [position], [it.Reference, .. lacks]);
        }

        foreach (var destroyed in entries.Where(one => one.Step == CustodyStep.Destroyed
            && request.Happened.CertainlyBefore(one.Happened)
            && (it.Closing is null || one.Happened.CertainlyBefore(it.Closing.Fact.Happened))))
        {
            yield return new(
                CustodyRule.DestroyedWhileTraced, Severity.Breach, [position, destroyed.Position],
                [it.Reference, destroyed.Happened.Text]);
        }

        if (Waiting(parameters, it, today) is { } waiting)
        {
            yield return waiting;
        }

        foreach (var reply in it.Replies.Where(one => one.Fact.Outcome == TraceOutcome.NoRecord
            && request.Direction == TraceDirection.Sent))
        {
            var there = chain.Segments.OfType<CustodySegment.Known>().LastOrDefault(one => string.Equals(
                one.Custodian.Country, request.State, StringComparison.OrdinalIgnoreCase)
                && one.From.CertainlyBefore(request.Happened));
            if (there is not null)
            {
                yield return new(
                    CustodyRule.TraceContradicts, Severity.Breach, [there.Grounds[0], reply.Position],
                    [request.State, there.Custodian.Name, ""]);
            }
        }
    }

    private static Contradiction? Waiting(CustodyParameters parameters, TraceCase it, Instant today)
    {
        var (position, request) = it.Request!;
        var days = Likeness.Days(request.Happened.Latest, today);
        if (it.AwaitsReply && days > parameters.AnswerDays)
        {
            return Late(Severity.Warn, "reply", parameters.AnswerDays);
        }

        return it.AcknowledgementDue(parameters) is not null && days > parameters.AcknowledgementDays
            ? Late(Severity.Info, "acknowledgement", parameters.AcknowledgementDays)
            : null;

        Contradiction Late(Severity severity, string what, int allowed) => new(
            CustodyRule.TraceUnanswered, severity, [position],
            [
                it.Reference, request.State, request.Happened.Text, what, Likeness.Number(days),
                Likeness.Number(allowed),
            ]);
    }

    /// <summary>Holders that only another State's records name.</summary>
    private static IEnumerable<Contradiction> Unheard(IReadOnlyList<TimelineEntry> entries)
    {
        var here = entries.Where(it => it.Step != CustodyStep.HolderReported).ToList();
        return entries.Where(it => it.Step == CustodyStep.HolderReported && !here.Exists(other =>
                Likeness.Same(other.Holder, it.Holder) || Likeness.Same(other.Giver, it.Holder)
                || Likeness.Same(other.Consignee, it.Holder)))
            .Select(it => Contradiction.Of(
                CustodyRule.TraceContradicts, Severity.Breach, [it],
                it.Note ?? "", it.Holder!.Name, it.Happened.Text));
    }
}
