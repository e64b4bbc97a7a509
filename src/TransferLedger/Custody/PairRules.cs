using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The rules that compare the dates of two entries, or of an entry and its recording, whatever happened between.
/// </summary>
internal sealed class PairRules(CustodyParameters parameters, IReadOnlyList<TimelineEntry> entries)
{
    private readonly List<Contradiction> _found = [];
    private readonly HashSet<TimelineEntry> _explained = new(ReferenceEqualityComparer.Instance);

    /// <summary>Does one of these rules say what is wrong with the entry, so that the walk need not?</summary>
    public bool Explains(TimelineEntry entry) => _explained.Contains(entry);

    /// <summary>Everything these rules find, in the order of the entries.</summary>
    public IReadOnlyList<Contradiction> Find()
    {
        var destroyed = entries.FirstOrDefault(it => it.Step == CustodyStep.Destroyed);
        var made = entries.FirstOrDefault(it => it.Step == CustodyStep.Manufactured);
        foreach (var entry in entries.Where(it => !CustodySteps.IsPassage(it.Step)))
        {
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

        ReturnsBeforeIssues();
        return _found;
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
        if (!entries.Any(it => it.Step == CustodyStep.Returned))
        {
            return;
        }

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

    private void Add(string rule, Severity severity, TimelineEntry[] grounds, string[] values) => _found.Add(
        new Contradiction(rule, severity, grounds.Select(it => it.Position).ToValueList(), new([.. values])));
}
