using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// The first moment at which more had gone than had come. Dates may be uncertain: it is certain when it is so although
/// everything came as early and went as late as may be, and possible when the contrary makes it so.
/// </summary>
/// <param name="Certain">Do the dates leave no doubt?</param>
/// <param name="Balance">How many rounds there were then, below zero.</param>
/// <param name="Crossing">The fact that made it so.</param>
/// <param name="Grounds">
/// All that had come by then, and the fewest facts that took more, in the order in which they happened.
/// </param>
internal sealed record Shortage(bool Certain, long Balance, LotEntry Crossing, ImmutableArray<LotEntry> Grounds)
{
    /// <summary>The first shortage of what these postings change, or null.</summary>
    public static Shortage? First(IReadOnlyList<LotPosting> postings) =>
        First(postings, certain: true) ?? First(postings, certain: false);

    /// <summary>The least there may be from a fact on, wherever its date and those of the others lie.</summary>
    public static long LeastFrom(IReadOnlyList<LotPosting> postings, LotEntry entry)
    {
        var (balance, least) = (0L, long.MaxValue);
        var from = postings.Where(it => it.Entry == entry).Min(it => When(it, certain: false));
        foreach (var it in Ordered(postings, certain: false))
        {
            balance += it.Rounds;
            if (When(it, certain: false) > from || (When(it, certain: false) == from && it.Rounds < 0))
            {
                least = Math.Min(least, balance);
            }
        }

        return least;
    }

    private static Shortage? First(IReadOnlyList<LotPosting> postings, bool certain)
    {
        var (balance, passed) = (0L, new List<LotPosting>());
        foreach (var it in Ordered(postings, certain))
        {
            balance += it.Rounds;
            passed.Add(it);
            if (balance < 0)
            {
                return new Shortage(certain, balance, it.Entry, Proof(passed));
            }
        }

        return null;
    }

    private static IOrderedEnumerable<LotPosting> Ordered(IReadOnlyList<LotPosting> postings, bool certain) =>
        postings.OrderBy(it => When(it, certain)).ThenByDescending(it => Math.Sign(it.Rounds));

    private static ImmutableArray<LotEntry> Proof(List<LotPosting> passed)
    {
        var came = passed.Where(it => it.Rounds > 0).ToList();
        var (left, grounds) = (came.Sum(it => it.Rounds), came.Select(it => it.Entry).ToList());
        foreach (var went in passed.Where(it => it.Rounds < 0).OrderBy(it => it.Rounds))
        {
            if (left < 0)
            {
                break;
            }

            left += went.Rounds;
            grounds.Add(went.Entry);
        }

        return [.. grounds.Order(Comparer<LotEntry>.Create(LotEntry.Compare))];
    }

    private static Instant When(LotPosting it, bool certain)
    {
        var (first, last) = (it.Entry.Happened.Earliest, it.Entry.Happened.Latest);
        if (certain)
        {
            return it.Rounds > 0 ? first : last;
        }

        // What happened within one day stands in the order of life; an open end of an interval says nothing.
        var (from, to) = (first == Happened.Beginning ? last : first, last == Happened.End ? first : last);
        var day = from.InUtc().Date;
        return day == to.InUtc().Date ? day.AtMidnight().InUtc().ToInstant()
            : it.Rounds > 0 ? to : from;
    }
}
