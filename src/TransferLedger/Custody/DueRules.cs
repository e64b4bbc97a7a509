using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about what should have happened by a day (COC-007, 032, 036, 054). Registers taken over as a whole tell what
/// they tell and nothing of receipts, returns and arrivals, so nothing is missed in what they say.
/// </summary>
internal static class DueRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="entries">The entries in the order in which they happened, with their receipts.</param>
    /// <param name="fromRegisters">The positions of facts that were taken over from a register as a whole.</param>
    /// <param name="today">The day asked for: the end of what had happened or was known.</param>
    public static IEnumerable<Contradiction> Find(
        CustodyParameters parameters,
        IReadOnlyList<TimelineEntry> entries,
        IReadOnlySet<long> fromRegisters,
        Instant today)
    {
        for (var at = 0; at < entries.Count; at++)
        {
            var entry = entries[at];
            if (fromRegisters.Contains(entry.Position))
            {
                continue;
            }

            var after = entries.Skip(at + 1);
            var found = entry.Step switch
            {
                CustodyStep.Transferred when entry.SecondDate is null || entry.SecondDate.Earliest > today =>
                    Unreceipted(parameters, entry, after, today),
                CustodyStep.Issued when entry.SecondDate is { } due => Overdue(parameters, entry, due, after, today),
                CustodyStep.Departed => NotArrived(parameters, entry, entries, today),
                CustodyStep.Imported => Unmarked(parameters, entry, entries, today),
                _ => null,
            };
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    /// <summary>Whatever the receiver does with it shows that it was received.</summary>
    private static Contradiction? Unreceipted(
        CustodyParameters parameters, TimelineEntry handover, IEnumerable<TimelineEntry> after, Instant today)
    {
        var days = Likeness.Days(handover.Happened.Latest, today);
        return days < parameters.ReceiptDays || handover.Holder is null
            || after.Any(it => Likeness.Same(it.Holder, handover.Holder) || Likeness.Same(it.Giver, handover.Holder))
            ? null
            : Contradiction.Of(
                CustodyRule.NoReceipt, Severity.Breach, [handover],
                handover.Giver?.Name ?? "", handover.Holder.Name, handover.Happened.Text,
                Likeness.Number(days), Likeness.Number(parameters.ReceiptDays));
    }

    /// <summary>A seizure does not bring it back; a report that it is missing answers where it is.</summary>
    private static Contradiction? Overdue(
        CustodyParameters parameters,
        TimelineEntry issued,
        Happened due,
        IEnumerable<TimelineEntry> after,
        Instant today)
    {
        var days = Likeness.Days(due.Latest, today);
        if (days < 1 || after.Any(it => it.Step is CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured
            or CustodyStep.Recovered or CustodyStep.StockEntered or CustodyStep.Counted
            || (it.Step == CustodyStep.Returned && Likeness.Same(it.Holder, issued.Holder))))
        {
            return null;
        }

        return Contradiction.Of(
            CustodyRule.IssueOverdue, days > parameters.OverdueDays ? Severity.Breach : Severity.Warn, [issued],
            issued.Holder?.Name ?? "", issued.Note ?? "", due.Text, Likeness.Number(days));
    }

    private static Contradiction? NotArrived(
        CustodyParameters parameters, TimelineEntry departed, IReadOnlyList<TimelineEntry> entries, Instant today)
    {
        var days = Likeness.Days(departed.Happened.Latest, today);
        if (days < parameters.ArrivalDays || entries.Any(it => it.Reference == departed.Reference
            && it.Step is CustodyStep.Arrived or CustodyStep.Delivered or CustodyStep.SentBack)
            || entries.Any(it => TimelineEntry.Compare(departed, it) < 0
                && it.Step is CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured))
        {
            return null;
        }

        var late = days >= parameters.LateArrivalDays;
        return Contradiction.Of(
            CustodyRule.NeverArrived, late ? Severity.Breach : Severity.Warn, [departed],
            departed.Reference ?? "", departed.Happened.Text, Likeness.Number(days),
            Likeness.Number(late ? parameters.LateArrivalDays : parameters.ArrivalDays));
    }

    private static Contradiction? Unmarked(
        CustodyParameters parameters, TimelineEntry imported, IReadOnlyList<TimelineEntry> entries, Instant today)
    {
        var days = Likeness.Days(imported.Happened.Latest, today);
        var country = imported.Note ?? "";
        var since = parameters.ImportMarksSince.AtMidnight().InUtc().ToInstant();
        return days < parameters.ImportMarkDays || imported.Happened.Earliest < since
            || entries.SelectMany(it => it.Marks).Any(it => it.Kind == MarkKind.Import
                && string.Equals(MarkRules.ReadImport(it.Text)?.Country, country, StringComparison.OrdinalIgnoreCase))
            ? null
            : Contradiction.Of(
                CustodyRule.NoImportMark, Severity.Warn, [imported],
                country, imported.Happened.Text, Likeness.Number(days), Likeness.Number(parameters.ImportMarkDays));
    }
}
