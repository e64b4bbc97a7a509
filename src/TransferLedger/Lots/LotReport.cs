using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// Everything a person asks about one lot at one point on the two clocks. Pure: made from its facts alone.
/// </summary>
/// <param name="Lot">The lot.</param>
/// <param name="AsOf">The point on the two clocks.</param>
/// <param name="Description">What it is; null when no fact says.</param>
/// <param name="Number">The parts of its number; null when the number is of no known format.</param>
/// <param name="Books">Where its rounds are.</param>
/// <param name="Findings">What does not fit together.</param>
/// <param name="Later">How many facts about it are on record that this point does not see.</param>
public sealed record LotReport(
    Subject Lot,
    AsOf AsOf,
    LotDescription? Description,
    LotNumber? Number,
    LotBooks Books,
    ValueList<Contradiction> Findings,
    int Later)
{
    /// <summary>The report, or null when nothing was known of the lot then.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="history">All facts about it.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="on">The day on which it is asked what is overdue.</param>
    public static LotReport? Of(Subject lot, History history, AsOf asOf, Instant on)
    {
        var books = LotBooks.Of(lot, history.Facts, asOf);
        if (books.Entries.IsEmpty && books.Uncounted.IsEmpty)
        {
            return null;
        }

        var seen = books.Entries.Concat(books.Uncounted).Select(it => it.Position).ToHashSet();
        var described = books.Description();
        return new LotReport(
            lot,
            asOf,
            described,
            described is null ? null : LotNumber.Read(described.Number),
            books,
            LotRules.Find(books, on, LotParameters.Default),
            Later(LotBooks.Of(lot, history.Facts, AsOf.Now)));

        int Later(LotBooks now) => now.Entries.Concat(now.Uncounted).Count(it => !seen.Contains(it.Position));
    }
}
