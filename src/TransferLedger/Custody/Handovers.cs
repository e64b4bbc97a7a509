using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>Brings handovers and their receipts together, whichever fact tells of the receipt.</summary>
internal static class Handovers
{
    /// <summary>
    /// The entries, each handover with the date of its receipt: its own, or that of the first fact of the receiver that
    /// confirms it. A receipt known from the handover itself becomes an entry of its own.
    /// </summary>
    public static List<TimelineEntry> WithReceipts(ValueList<TimelineEntry> entries)
    {
        var all = new List<TimelineEntry>(entries.Count + 1);
        HashSet<long>? used = null;
        foreach (var entry in entries)
        {
            if (entry.Step != CustodyStep.Transferred)
            {
                all.Add(entry);
            }
            else if (entry.SecondDate is { } received)
            {
                all.Add(entry);
                if (entry.Happened.CertainlyBefore(received))
                {
                    all.Add(PairRules.Receipt(entry, received));
                }
            }
            else if (Confirming(entry, entries, used) is { } receipt)
            {
                (used ??= []).Add(receipt.Position);
                all.Add(entry with { SecondDate = receipt.Happened });
            }
            else
            {
                all.Add(entry);
            }
        }

        return all;
    }

    private static TimelineEntry? Confirming(
        TimelineEntry handover, ValueList<TimelineEntry> entries, HashSet<long>? used)
    {
        TimelineEntry? before = null;
        foreach (var entry in entries)
        {
            if (entry.Step != CustodyStep.HandoverReceived || !Likeness.Same(entry.Holder, handover.Holder)
                || (entry.Giver is not null && !Likeness.Same(entry.Giver, handover.Giver))
                || used?.Contains(entry.Position) == true)
            {
                continue;
            }

            if (!entry.Happened.CertainlyBefore(handover.Happened))
            {
                return entry;
            }

            before ??= entry;
        }

        return before;
    }
}
