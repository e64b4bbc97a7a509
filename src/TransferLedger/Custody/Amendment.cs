using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What a fact about an earlier fact does to it. The numbers are stored in rows and never change.</summary>
public enum AmendmentKind
{
    /// <summary>One field gets another value.</summary>
    Correction = 1,

    /// <summary>The fact is left out.</summary>
    Retraction = 2,

    /// <summary>The fact stays and is shown as contested.</summary>
    Dispute = 3,
}

/// <summary>A correction, retraction or dispute. It may arrive before the fact it is about.</summary>
/// <param name="Position">Its own place in the log.</param>
/// <param name="Id">Its own id.</param>
/// <param name="At">When the ledger learned of it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Happened">When it was decided; of two corrections of one field the one decided later counts.</param>
/// <param name="Target">The position of the fact it is about: a fact about the weapon, or another amendment.</param>
/// <param name="Field">The corrected field by its stored name; null unless a correction.</param>
/// <param name="Old">What it said; null unless a correction.</param>
/// <param name="New">What it should say; null unless a correction.</param>
public sealed record Amendment(
    long Position,
    Guid Id,
    Instant At,
    AmendmentKind Kind,
    Happened Happened,
    long Target,
    string? Field = null,
    string? Old = null,
    string? New = null)
{
    /// <summary>The order of decision, never of arrival.</summary>
    public static int Compare(Amendment left, Amendment right)
    {
        var order = left.Happened.Earliest.CompareTo(right.Happened.Earliest);
        if (order == 0)
        {
            order = left.Happened.Latest.CompareTo(right.Happened.Latest);
        }

        if (order == 0)
        {
            order = string.CompareOrdinal(left.Happened.Text, right.Happened.Text);
        }

        return order == 0 ? left.Id.CompareTo(right.Id) : order;
    }

    /// <summary>The amendment a fact is, or null for facts about the world.</summary>
    public static Amendment? Of(Recorded entry) => entry.Fact switch
    {
        RecordCorrected it => new(
            entry.Position,
            entry.Id,
            entry.At,
            AmendmentKind.Correction,
            it.Happened,
            it.Target,
            it.Field,
            it.Old,
            it.New),
        RecordRetracted it => new(
            entry.Position, entry.Id, entry.At, AmendmentKind.Retraction, it.Happened, it.Target),
        RecordDisputed it => new(
            entry.Position, entry.Id, entry.At, AmendmentKind.Dispute, it.Happened, it.Target),
        _ => null,
    };

    /// <summary>
    /// The amendments that stand: a retraction that stands takes away the amendment it points at, so a retracted
    /// retraction restores. Amendments that point at one another in a circle, which no honest log holds, all stand.
    /// </summary>
    internal static IEnumerable<Amendment> Standing(ImmutableArray<Amendment> all)
    {
        var byPosition = new Dictionary<long, int>();
        var against = new int[all.Length];
        for (var index = 0; index < all.Length; index++)
        {
            byPosition[all[index].Position] = index;
        }

        foreach (var retraction in all)
        {
            if (Hit(retraction, byPosition) is { } hit)
            {
                against[hit]++;
            }
        }

        var fallen = new bool[all.Length];
        var settled = new Queue<int>(Enumerable.Range(0, all.Length).Where(index => against[index] == 0));
        while (settled.TryDequeue(out var index))
        {
            if (Hit(all[index], byPosition) is not { } hit)
            {
                continue;
            }

            fallen[hit] |= !fallen[index];
            if (--against[hit] == 0)
            {
                settled.Enqueue(hit);
            }
        }

        return all.Where((_, index) => !fallen[index] || against[index] > 0);
    }

    private static int? Hit(Amendment it, Dictionary<long, int> byPosition) =>
        it.Kind == AmendmentKind.Retraction && byPosition.TryGetValue(it.Target, out var index) ? index : null;
}
