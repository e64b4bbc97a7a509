using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The rules that compare the dates of two entries, or of an entry and its recording, whatever happened between.
/// </summary>
internal sealed class PairRules(
    CustodyParameters parameters, List<TimelineEntry> entries, Instant happenedBy)
{
    private readonly List<Contradiction> _found = [];
    private readonly HashSet<TimelineEntry> _explained = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TimelineEntry> _tooLate = new(ReferenceEqualityComparer.Instance);

    /// <summary>Does one of these rules say what is wrong with the entry, so that the walk need not?</summary>
    public bool Explains(TimelineEntry entry) => _explained.Contains(entry);

    /// <summary>Is it a report of a loss that came after the weapon had turned up?</summary>
    public bool ComesTooLate(TimelineEntry entry) => _tooLate.Contains(entry);

    /// <summary>Everything these rules find, in the order of the entries.</summary>
    public List<Contradiction> Find(StepSet steps)
    {
        var destroyed = First(CustodyStep.Destroyed);
        var made = First(CustodyStep.Manufactured);
        foreach (var entry in entries)
        {
            if (CustodySteps.IsPassage(entry.Step))
            {
                continue;
            }

            if (destroyed is not null && entry.Step != CustodyStep.Destroyed)
            {
                InOrder(CustodyRule.EventAfterDestruction, Severity.Critical, destroyed, entry);
            }

            if (made is not null && entry.Step != CustodyStep.Manufactured)
            {
                InOrder(CustodyRule.EventBeforeManufacture, Severity.Breach, entry, made, subject: entry);
            }

            InFuture(entry);
            Reversed(entry);
        }

        if (steps.Has(CustodyStep.Returned))
        {
            ReturnsBeforeIssues();
        }

        LossesReportedLate();
        return _found;

        TimelineEntry? First(CustodyStep step) => steps.Has(step) ? entries.Find(it => it.Step == step) : null;
    }

    /// <summary>The values of <see cref="CustodyRule.ReversedPair"/>.</summary>
    public static string[] Values(TimelineEntry lead, TimelineEntry follow) =>
    [
        CustodySteps.StoredName(lead.Step),
        lead.Happened.Text,
        CustodySteps.StoredName(follow.Step),
        follow.Happened.Text,
    ];

    private void InOrder(
        string rule, Severity severity, TimelineEntry before, TimelineEntry after, TimelineEntry? subject = null)
    {
        if (Degree(severity, before.Happened, after.Happened) is not { } degree)
        {
            return;
        }

        var odd = subject ?? after;
        var anchor = ReferenceEquals(odd, after) ? before : after;
        string[] values = [anchor.Happened.Text, CustodySteps.StoredName(odd.Step), odd.Happened.Text];
        Add(rule, degree, [before, after], values);
        Explain(odd, degree, before, after);
    }

    private void InFuture(TimelineEntry entry)
    {
        var limit = entry.At + Duration.FromDays(parameters.ClockToleranceDays);
        var open = entry.Happened.Latest == Happened.End && entry.Happened.Earliest <= limit;
        if (open || entry.Happened.Latest <= limit)
        {
            return;
        }

        Add(
            CustodyRule.FutureEvent,
            entry.Happened.Earliest > limit ? Severity.Breach : Severity.Warn,
            [entry],
            [
                CustodySteps.StoredName(entry.Step),
                entry.Happened.Text,
                LocalDatePattern.Iso.Format(entry.At.InUtc().Date),
            ]);
    }

    private void Reversed(TimelineEntry entry)
    {
        switch (entry.Step)
        {
            case CustodyStep.Transferred when entry.SecondDate is { } received:
                if (Degree(Severity.Breach, received, entry.Happened) is { } degree)
                {
                    Add(CustodyRule.ReversedPair, degree, [entry], Values(entry, Receipt(entry, received)));
                }

                ReceiptTooLate(entry, received);

                break;
            case CustodyStep.Departed when entry.Reference is not null:
                ArrivedBeforeDeparted(entry);
                break;
            case CustodyStep.Recovered:
                RecoveredBeforeTaken(entry);
                break;
        }
    }

    /// <summary>The receipt of a handover as an entry of its own.</summary>
    public static TimelineEntry Receipt(TimelineEntry handover, Happened received) =>
        handover with { Step = CustodyStep.HandoverReceived, Happened = received, SecondDate = null, Giver = null };

    private void ReceiptTooLate(TimelineEntry entry, Happened received)
    {
        if (received.Earliest > happenedBy)
        {
            return;
        }

        var (shortest, longest) = Likeness.Days(entry.Happened, received);
        if (longest < parameters.ReceiptDays)
        {
            return;
        }

        var certain = shortest >= parameters.ReceiptDays;
        Add(
            CustodyRule.NoReceipt,
            certain ? Severity.Breach : Severity.Warn,
            [.. entries.Where(it => it.Step == CustodyStep.HandoverReceived && it.Happened == received
                && Likeness.Same(it.Holder, entry.Holder)).Take(1).Prepend(entry)],
            [
                entry.Giver?.Name ?? "",
                entry.Holder?.Name ?? "",
                entry.Happened.Text,
                Likeness.Number(certain ? shortest : longest),
                Likeness.Number(parameters.ReceiptDays),
            ]);
    }

    /// <summary>
    /// Somebody came by it before its holder reported it missing: by the dates, or because the report was recorded a
    /// day or more after the sighting. A report in time, or that it was given back in between, ends the search.
    /// </summary>
    private void LossesReportedLate()
    {
        TimelineEntry? taken = null;
        foreach (var entry in entries)
        {
            if (CustodySteps.IsTaking(entry.Step))
            {
                taken ??= entry;
            }
            else if (entry.Step is CustodyStep.Lost or CustodyStep.Stolen)
            {
                if (taken is { } sighting && !Likeness.Same(sighting.Holder, entry.Giver)
                    && sighting.Happened.CertainlyBefore(entry.Happened))
                {
                    _tooLate.Add(entry);
                    _explained.Add(sighting);
                    ReportedLate(sighting, entry);
                }
                else if (taken is null && FirstTakenAfter(entry) is { } later
                    && later.At + Duration.FromDays(1) <= entry.At)
                {
                    ReportedLate(later, entry);
                    return;
                }
            }
            else if (entry.Step is CustodyStep.Recovered or CustodyStep.Transferred or CustodyStep.Departed)
            {
                taken = null;
            }
        }
    }

    private TimelineEntry? FirstTakenAfter(TimelineEntry loss) =>
        entries.SkipWhile(it => !ReferenceEquals(it, loss)).FirstOrDefault(it => CustodySteps.IsTaking(it.Step));

    private void ReportedLate(TimelineEntry sighting, TimelineEntry loss) => Add(
        CustodyRule.LateLossReport,
        Severity.Breach,
        TimelineEntry.Compare(sighting, loss) < 0 ? [sighting, loss] : [loss, sighting],
        [
            loss.Giver?.Name ?? "",
            CustodySteps.StoredName(sighting.Step),
            sighting.Happened.Text,
            loss.Happened.Text,
        ]);

    /// <summary>Only the first departure counts: goods that come back leave a second time after they arrived.</summary>
    private void ArrivedBeforeDeparted(TimelineEntry departed)
    {
        foreach (var other in entries.Where(it => it.Reference == departed.Reference))
        {
            switch (other.Step)
            {
                case CustodyStep.Departed when TimelineEntry.Compare(other, departed) < 0:
                    return;
                case CustodyStep.Arrived or CustodyStep.Delivered:
                    Pair(departed, other);
                    break;
            }
        }
    }

    private void RecoveredBeforeTaken(TimelineEntry recovered)
    {
        TimelineEntry? later = null;
        foreach (var taking in entries)
        {
            if (!CustodySteps.IsTaking(taking.Step) || !Likeness.Same(taking.Holder, recovered.Giver))
            {
                continue;
            }

            if (!recovered.Happened.CertainlyBefore(taking.Happened))
            {
                return;
            }

            later ??= taking;
        }

        if (later is not null)
        {
            Pair(later, recovered);
        }
    }

    /// <summary>The first return of a user before its first issue, the second before the second, and so on.</summary>
    private void ReturnsBeforeIssues()
    {
        var returns = entries.Where(it => it.Step == CustodyStep.Returned).ToLookup(User, StringComparer.Ordinal);
        var issues = entries.Where(it => it.Step == CustodyStep.Issued).ToLookup(User, StringComparer.Ordinal);
        foreach (var user in returns)
        {
            foreach (var (issued, returned) in issues[user.Key].Zip(user))
            {
                Pair(issued, returned);
            }
        }

        static string User(TimelineEntry entry) => Subject.Normalise(entry.Note ?? "");
    }

    private void Pair(TimelineEntry lead, TimelineEntry follow)
    {
        if (Degree(Severity.Breach, follow.Happened, lead.Happened) is { } degree)
        {
            Add(CustodyRule.ReversedPair, degree, [follow, lead], Values(lead, follow));
            Explain(lead, degree, follow, lead);
            Explain(follow, degree, follow, lead);
        }
    }

    /// <summary>A rule that only may fire explains an entry only if the entries are followed in that order.</summary>
    private void Explain(TimelineEntry odd, Severity degree, TimelineEntry before, TimelineEntry after)
    {
        if (degree != Severity.Warn || TimelineEntry.Compare(before, after) < 0)
        {
            _explained.Add(odd);
        }
    }

    private static Severity? Degree(Severity severity, Happened before, Happened after) =>
        before.CertainlyBefore(after) ? severity
        : Likeness.PossiblyBefore(before, after) ? Severity.Warn
        : null;

    private void Add(string rule, Severity severity, TimelineEntry[] grounds, string[] values) =>
        _found.Add(Contradiction.Of(rule, severity, grounds, values));
}
