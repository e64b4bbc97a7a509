using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Custody;

/// <summary>Rounds of one lot at a site at one point on the two clocks.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Description">What it is; null when no fact says.</param>
/// <param name="Rounds">How many by the books; below zero when more went than had come.</param>
/// <param name="Since">The date of the last fact that changed it.</param>
/// <param name="LastCount">The date of the last count there; null when it was never counted.</param>
/// <param name="Contradictions">How many things about the lot do not add up, here or elsewhere.</param>
/// <param name="Grounds">The facts the number comes of, in the order in which they happened.</param>
public sealed record HeldLot(
    Subject Lot,
    LotDescription? Description,
    long Rounds,
    Happened Since,
    Happened? LastCount,
    int Contradictions,
    ValueList<long> Grounds);

/// <summary>What is at a site: who has to be looked at, and the lots.</summary>
public sealed partial record GroupCustody
{
    /// <summary>
    /// The kinds of fact about a custodian by which weapons and lots come to its sites or are counted there. Issues of
    /// weapons and their returns, which are most of what there is about a large one, name no site.
    /// </summary>
    public static ImmutableArray<Type> SiteKinds { get; } =
    [
        .. EventCatalogue.All.Select(it => it.Value).Where(it => (CustodySteps.Placed.ContainsKey(it)
            && it != typeof(IssuedToUser) && it != typeof(ReturnedFromUser)) || it.IsSubclassOf(typeof(LotEvent))),
        .. CustodySteps.Amending,
    ];

    /// <summary>
    /// The weapons and lots that facts about a custodian ever placed at a site, and those of which such a fact was
    /// corrected: one of them is there at any point on the two clocks, if any is.
    /// </summary>
    /// <param name="facts">The facts of <see cref="SiteKinds"/> about the custodian.</param>
    /// <param name="site">The site.</param>
    public static IReadOnlyList<Subject> NamedAt(IReadOnlyCollection<Recorded> facts, Place site)
    {
        var amended = facts.Select(it => it.Fact).OfType<CorrectionEvent>().Select(it => it.Target).ToHashSet();
        return
        [
            .. facts.Where(it => amended.Contains(it.Position) || IsAt(it, site))
                .SelectMany(it => it.Fact is LotEvent
                    ? it.Subjects().Where(one => one.Kind == LotKey.Kind)
                    : WeaponFacts.KeysOf(it).Select(WeaponFacts.SubjectOf))
                .Distinct(),
        ];
    }

    private static bool IsAt(Recorded entry, Place site) => entry.Fact is LotEvent lot
        ? LotPostings.Of(entry.Home, lot).Any(it => Likeness.Same(it.Account.Site, site))
            || (lot is LotCounted counted && Likeness.Same(counted.Site, site))
        : TimelineEntry.Of(entry) is { } told && Likeness.Same(told.Place, site);

    private static ImmutableArray<long> UncountedAt(Place site, IEnumerable<Recorded> known, AsOf asOf) =>
    [
        .. StandingFacts.Of(known)
            .Where(it => it.Fact is LotEvent lot && LotKeeping.TooManyRounds(lot) is not null)
            .Where(it => IsAt(it, site) && asOf.Includes(it))
            .Select(it => it.Position).Distinct().Order(),
    ];

    private static ImmutableArray<(HeldLot Held, ValueList<Contradiction> Found)> LotsAt(
        Custodian custodian, Place site, IReadOnlyCollection<Recorded> known, AsOf asOf)
    {
        var amendments = known.Where(it => it.Fact is CorrectionEvent).ToList();
        var histories = known.Where(it => it.Fact is LotEvent)
            .SelectMany(it => it.Subjects().Where(one => one.Kind == LotKey.Kind).Select(lot => (Lot: lot, Fact: it)))
            .ToLookup(it => it.Lot, it => it.Fact);
        return
        [
            .. histories.OrderBy(it => it.Key.Key, StringComparer.Ordinal)
                .Select(it => LotBooks.Of(it.Key, it.Concat(amendments), asOf))
                .SelectMany(books => books.Accounts.Where(it => it.Kind == LotAccountKind.Stock
                        && Likeness.Same(it.Custodian, custodian) && Likeness.Same(it.Site, site))
                    .Select(account => Of(books, account, asOf)).OfType<(HeldLot, ValueList<Contradiction>)>()),
        ];
    }

    /// <summary>Null where nothing of the lot is left.</summary>
    private static (HeldLot Held, ValueList<Contradiction> Found)? Of(LotBooks books, LotAccount account, AsOf asOf)
    {
        var postings = books.Of(account);
        var rounds = postings.Sum(it => it.Rounds);
        if (rounds == 0)
        {
            return null;
        }

        var on = asOf.HappenedBy ?? asOf.KnownBy ?? postings[^1].Entry.At;
        var found = LotRules.Find(books, on, LotParameters.Default);
        return (
            new HeldLot(
                books.Lot,
                books.Description(),
                rounds,
                postings[^1].Entry.Happened,
                books.Entries.LastOrDefault(it => it.Fact is LotCounted counted
                    && Likeness.Same(counted.Custodian, account.Custodian)
                    && Likeness.Same(counted.Site, account.Site))?.Happened,
                found.Count,
                postings.Select(it => it.Entry.Position).Distinct().ToValueList()),
            found);
    }
}
