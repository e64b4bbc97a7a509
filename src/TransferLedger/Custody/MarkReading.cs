using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>One mark as one fact says it was read, corrected where a correction stands.</summary>
/// <param name="Position">The position of the fact.</param>
/// <param name="Happened">When it was read or put on.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Disputed">The fact is contested.</param>
public sealed record MarkReading(long Position, Happened Happened, Mark Mark, bool Disputed = false)
{
    internal static ValueList<MarkReading> Of(CustodyTimeline timeline) => timeline.Entries
        .SelectMany(entry => entry.Marks.Select(
            mark => new MarkReading(entry.Position, entry.Happened, mark, entry.Disputed)))
        .ToValueList();
}
