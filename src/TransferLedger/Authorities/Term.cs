using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Authorities;

/// <summary>Whether an entry of a register holds on a date.</summary>
public enum TermStanding
{
    /// <summary>It had ended, or another had replaced it.</summary>
    Past,

    /// <summary>It holds.</summary>
    InForce,

    /// <summary>It had not begun.</summary>
    Future,
}

/// <summary>
/// An entry of a register with the time it holds. Where dates are uncertain, the earliest begin and the latest end
/// count.
/// </summary>
/// <param name="Entry">The entry; it holds from when it happened on.</param>
/// <param name="Ends">What ends it, in the order of the dates; the day of an end is still within.</param>
/// <param name="Replaced">The begin of the entry that replaces it; null when none does.</param>
public sealed record Term<T>(Entry<T> Entry, ImmutableArray<Entry<Happened>> Ends, Happened? Replaced)
    where T : LedgerEvent
{
    /// <summary>What the entry says.</summary>
    public T Fact => Entry.Fact;

    /// <summary>The first end; null when nothing ends it.</summary>
    public Happened? Until => Ends.IsEmpty ? null : Ends.MinBy(it => it.Fact.Latest)!.Fact;

    /// <summary>Does it hold on a date?</summary>
    public TermStanding On(Happened date) => this switch
    {
        _ when Fact.Happened.Earliest > date.Latest => TermStanding.Future,
        { Replaced: { } next } when next.Earliest <= date.Latest => TermStanding.Past,
        { Until: { } end } when end.Latest < date.Earliest => TermStanding.Past,
        _ => TermStanding.InForce,
    };
}

/// <summary>Terms of a register.</summary>
internal static class Terms
{
    /// <summary>The terms of entries of which each replaces the one before.</summary>
    /// <param name="entries">In the order of their dates.</param>
    /// <param name="ends">What ends any of them; an end from before the begin of one does not touch it.</param>
    public static ImmutableArray<Term<T>> Of<T>(IEnumerable<Entry<T>> entries, IEnumerable<Entry<Happened>> ends)
        where T : LedgerEvent
    {
        var (all, every) = (entries.ToImmutableArray(), ends.ToImmutableArray());
        return
        [
            .. all.Select((it, at) => new Term<T>(
                it,
                [.. every.Where(end => end.Fact.Latest >= it.Fact.Happened.Earliest)],
                at + 1 < all.Length ? all[at + 1].Fact.Happened : null)),
        ];
    }

    /// <summary>The entry that holds on a date, or null.</summary>
    public static Entry<T>? On<T>(this IEnumerable<Term<T>> terms, Happened date)
        where T : LedgerEvent =>
        terms.LastOrDefault(it => it.On(date) == TermStanding.InForce)?.Entry;
}
