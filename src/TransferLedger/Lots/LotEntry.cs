using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>One fact about a lot as it stands: corrected, not retracted.</summary>
/// <param name="Position">Its place in the log.</param>
/// <param name="Id">Its own id.</param>
/// <param name="At">When the ledger learned of it.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Fact">What it says.</param>
public sealed record LotEntry(long Position, Guid Id, Instant At, string Actor, LotEvent Fact)
{
    // Of facts that happened at the same time, what brings rounds comes before what takes them, a count last.
    private static readonly ImmutableArray<Type> OrderOfLife =
    [
        typeof(LotProduced), typeof(LotReceived), typeof(LotSeized), typeof(LotMerged), typeof(LotSplit),
        typeof(LotMoved), typeof(LotIssued), typeof(LotConsumed), typeof(LotReturned), typeof(LotLost),
        typeof(LotDestroyed), typeof(LotAdjusted), typeof(LotCounted),
    ];

    /// <summary>When it happened.</summary>
    public Happened Happened => Fact.Happened;

    /// <summary>Somebody contests it, and the dispute stands.</summary>
    public bool Disputed { get; init; }

    /// <summary>
    /// The order of what happened: earliest instant, latest instant, order of life, text of the date, id of the fact.
    /// Never the order of arrival.
    /// </summary>
    public static int Compare(LotEntry left, LotEntry right)
    {
        var order = left.Happened.Earliest.CompareTo(right.Happened.Earliest);
        order = order != 0 ? order : left.Happened.Latest.CompareTo(right.Happened.Latest);
        order = order != 0
            ? order
            : OrderOfLife.IndexOf(left.Fact.GetType()).CompareTo(OrderOfLife.IndexOf(right.Fact.GetType()));
        order = order != 0 ? order : string.CompareOrdinal(left.Happened.Text, right.Happened.Text);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }
}

/// <summary>What one fact does to one account.</summary>
/// <param name="Entry">The fact.</param>
/// <param name="Account">The account.</param>
/// <param name="Rounds">By how many rounds: above zero they come, below they go.</param>
public sealed record LotPosting(LotEntry Entry, LotAccount Account, long Rounds);
