using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>How many rounds an account held from one fact to the next.</summary>
/// <param name="Account">The account.</param>
/// <param name="From">From when on.</param>
/// <param name="To">Until when; null for as far as the books go.</param>
/// <param name="Rounds">How many; below zero when more went than had come.</param>
/// <param name="Ground">The position of the fact that made it so.</param>
public sealed record LotBalance(LotAccount Account, Happened From, Happened? To, long Rounds, long Ground);

/// <summary>
/// The books of one lot, kept in double entry from the facts about it: a function of the set of facts, never of the
/// order of recording. A report is never refused: an account may hold less than nothing, and rules say so.
/// </summary>
public sealed class LotBooks
{
    private readonly Dictionary<LotAccount, List<LotPosting>> _accounts = [];

    private LotBooks(Subject lot, ImmutableArray<LotEntry> all)
    {
        Lot = lot;
        Entries = all.RemoveAll(it => LotKeeping.TooManyRounds(it.Fact) is not null);
        Uncounted = Entries.Length == all.Length ? [] : all.RemoveAll(Entries.Contains);
        foreach (var entry in Entries)
        {
            foreach (var (account, rounds) in LotPostings.Of(lot, entry.Fact))
            {
                if (!_accounts.TryGetValue(account, out var postings))
                {
                    _accounts.Add(account, postings = []);
                }

                postings.Add(new LotPosting(entry, account, rounds));
            }
        }
    }

    /// <summary>The lot.</summary>
    public Subject Lot { get; }

    /// <summary>The facts, in the order of <see cref="LotEntry.Compare"/>.</summary>
    public ImmutableArray<LotEntry> Entries { get; }

    /// <summary>
    /// Facts that speak of more rounds than any lot has, on record from before that was refused, or taken over from
    /// another ledger. They change no account, so that the rest can be told; somebody has to correct or retract them.
    /// </summary>
    public ImmutableArray<LotEntry> Uncounted { get; }

    /// <summary>Every account with something on it, held ones first, by kind and name.</summary>
    public IEnumerable<LotAccount> Accounts => _accounts.Keys.OrderBy(it => !it.IsHeld).ThenBy(it => it.Kind)
        .ThenBy(it => it.Key, StringComparer.Ordinal);

    /// <summary>
    /// The books of what had happened by one instant as known at another. Corrections belong to what is known: one
    /// decided later than <see cref="AsOf.HappenedBy"/> still counts, and the corrected date decides whether a fact had
    /// happened.
    /// </summary>
    /// <param name="lot">The lot.</param>
    /// <param name="facts">All facts about it, corrections included, in any order.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    public static LotBooks Of(Subject lot, IEnumerable<Recorded> facts, AsOf asOf)
    {
        var known = facts.Where(it => asOf.KnownBy is not { } by || it.At <= by).DistinctBy(it => it.Id)
            .ToImmutableArray();
        var amendments = known.Select(Amendment.Of).OfType<Amendment>().ToImmutableArray().Sort(Amendment.Compare);
        var disputed = Amendment.Standing(amendments).Where(it => it.Kind == AmendmentKind.Dispute)
            .Select(it => it.Target).ToHashSet();
        var entries = (amendments.IsEmpty ? known : StandingFacts.Of(known))
            .Where(it => it.Fact is LotEvent && Concerns(lot, it))
            .Where(it => asOf.HappenedBy is not { } by || it.Fact.Happened.Earliest <= by)
            .Select(it => new LotEntry(it.Position, it.Id, it.At, it.Provenance.Actor, (LotEvent)it.Fact)
            {
                Disputed = disputed.Contains(it.Position),
            });
        return new LotBooks(lot, [.. entries.Order(Comparer<LotEntry>.Create(LotEntry.Compare))]);
    }

    /// <summary>The same books with one more fact.</summary>
    internal LotBooks With(LotEntry entry) =>
        new(Lot, [.. Entries.AddRange(Uncounted).Add(entry).Order(Comparer<LotEntry>.Create(LotEntry.Compare))]);

    /// <summary>What changed an account, in the order of <see cref="Entries"/>.</summary>
    public IReadOnlyList<LotPosting> Of(LotAccount account) => _accounts.GetValueOrDefault(account) ?? [];

    /// <summary>How many rounds an account holds when everything in the books has happened.</summary>
    public long Balance(LotAccount account) => Of(account).Sum(it => it.Rounds);

    /// <summary>
    /// How many rounds all accounts of a kind hold; of <see cref="LotAccountKind.Made"/> less than none.
    /// </summary>
    public long Total(LotAccountKind kind) => _accounts.Where(it => it.Key.Kind == kind).Sum(it => Balance(it.Key));

    /// <summary>How many rounds somebody answers for: in stock, issued, on the way.</summary>
    public long Held => _accounts.Keys.Where(it => it.IsHeld).Sum(Balance);

    /// <summary>
    /// The balances of every account that is somebody's, each from fact to fact, by account and in the order in which
    /// it happened. Facts dated alike are one step.
    /// </summary>
    public IEnumerable<LotBalance> History()
    {
        foreach (var account in Accounts.Where(it => it.IsHeld))
        {
            var (postings, rounds) = (Of(account), 0L);
            for (var at = 0; at < postings.Count; at++)
            {
                rounds += postings[at].Rounds;
                var next = postings.ElementAtOrDefault(at + 1)?.Entry;
                if (next?.Happened != postings[at].Entry.Happened)
                {
                    var entry = postings[at].Entry;
                    yield return new LotBalance(account, entry.Happened, next?.Happened, rounds, entry.Position);
                }
            }
        }
    }

    /// <summary>What the facts say of the lot itself; of two that differ the one that happened later.</summary>
    public LotDescription? Description() => Entries.Select(Described).OfType<LotDescription>()
        .Aggregate((LotDescription?)null, (before, it) => before is null ? it : it with
        {
            Maker = it.Maker ?? before.Maker,
            Calibre = it.Calibre ?? before.Calibre,
            Type = it.Type ?? before.Type,
            Expires = it.Expires ?? before.Expires,
            PackageRounds = it.PackageRounds ?? before.PackageRounds,
        });

    /// <summary>What an entry says of this lot; a batch made of it is another.</summary>
    internal LotDescription? Described(LotEntry entry) =>
        entry.Fact is LotMerged it && it.Parents.Any(part => part.Lot == Lot) ? null : entry.Fact.Describes();

    // A fact kept with another lot is about this one only as a part.
    private static bool Concerns(Subject lot, Recorded entry) => entry.Home == lot || entry.Fact switch
    {
        LotSplit it => it.Parts.Any(part => part.Lot == lot),
        LotMerged it => it.Parents.Any(part => part.Lot == lot),
        _ => false,
    };
}
