using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// Where rounds of a lot can have left lawful hands, as its books tell. A lot has no individuals: the rounds seen
/// outside may be of anybody who had some, and a person has to say of whom.
/// </summary>
/// <param name="Custodian">From whose custody.</param>
/// <param name="From">The date of the last fact that shows rounds of the lot with that custodian.</param>
/// <param name="To">When some were seen outside.</param>
/// <param name="Stage">In which part of their life.</param>
/// <param name="Rounds">How many were seen.</param>
/// <param name="Sighting">The fact by which they were seen.</param>
public sealed record LotDiversion(
    Custodian Custodian, Happened From, Happened To, DiversionStage Stage, long Rounds, long Sighting)
{
    /// <summary>
    /// The facts by which rounds were seen outside lawful custody, in the order in which it happened.
    /// </summary>
    public static ImmutableArray<LotEntry> Sightings(LotBooks books) =>
        [.. books.Entries.Where(it => it.Fact is LotSeized { TakenFrom: null })];

    /// <summary>Who had rounds of the lot before a sighting, each once, by name.</summary>
    /// <param name="books">The books of the lot.</param>
    /// <param name="sighting">One of <see cref="Sightings"/>.</param>
    /// <param name="named">Only those who may be this party; null for all.</param>
    public static ImmutableArray<Custodian> Holders(LotBooks books, LotEntry sighting, Custodian? named = null) =>
    [
        .. Before(books, sighting).SelectMany(it => Shown(it.Fact)).GroupBy(it => it.Party)
            .Select(it => it.FirstOrDefault(one => one.Country is not null) ?? it.First())
            .Where(it => named is null || Likeness.Same(it, named)).OrderBy(it => it.Party),
    ];

    /// <summary>The point of diversion, if the rounds seen came from that custodian.</summary>
    /// <param name="books">The books of the lot.</param>
    /// <param name="sighting">One of <see cref="Sightings"/>.</param>
    /// <param name="holder">One of <see cref="Holders"/>.</param>
    public static LotDiversion Of(LotBooks books, LotEntry sighting, Custodian holder)
    {
        var before = Before(books, sighting);
        var proof = before.Last(it => Shown(it.Fact).Any(one => one.Party == holder.Party));
        return new LotDiversion(
            holder, proof.Happened, sighting.Happened, StageOf(books, sighting, holder),
            ((LotSeized)sighting.Fact).Rounds, sighting.Position);
    }

    private static List<LotEntry> Before(LotBooks books, LotEntry sighting) =>
        [.. books.Entries.Where(it => LotEntry.Compare(it, sighting) < 0)];

    /// <summary>With whom a fact shows rounds. A report of a loss and a change of the books show none.</summary>
    private static IEnumerable<Custodian> Shown(LotEvent fact) => fact switch
    {
        LotProduced it => [it.Manufacturer],
        LotReceived it => [it.Custodian],
        LotMoved { Shipment: not null } it => [it.From],
        LotMoved it => [it.From, it.To],
        LotIssued it => [it.Custodian],
        LotReturned it => [it.Custodian],
        LotConsumed it => [it.Custodian],
        LotSplit it => [it.Custodian],
        LotMerged it => [it.Custodian],
        LotCounted { Counted: > 0 } it => [it.Custodian],
        LotSeized it => it.TakenFrom is { } holder ? [it.Authority, holder] : [it.Authority],
        LotDestroyed it => [it.Custodian],
        _ => [],
    };

    private static DiversionStage StageOf(LotBooks books, LotEntry sighting, Custodian holder)
    {
        var facts = Before(books, sighting).ConvertAll(it => it.Fact);
        if (facts.Exists(it => it is LotLost lost && Is(lost.Custodian)))
        {
            return DiversionStage.AfterLossOrTheft;
        }

        if (facts.Exists(it => it is LotSeized seized && Is(seized.Authority)))
        {
            return DiversionStage.AfterSeizureOrCollection;
        }

        var (stock, issued) = (Held(LotAccountKind.Stock), Held(LotAccountKind.Issued));
        if (stock <= 0 && issued > 0)
        {
            return DiversionStage.InUseByEndUser;
        }

        if (stock <= 0 && facts.Exists(it => it is LotMoved { Shipment: { } shipment } moved && Is(moved.From)
            && Sum(LotAccount.Transit(shipment)) > 0))
        {
            return DiversionStage.InTransit;
        }

        var maker = facts.OfType<LotProduced>().Select(it => it.Manufacturer).FirstOrDefault();
        return maker is null ? DiversionStage.Unknown
            : Is(maker) ? DiversionStage.BeforeExport
            : maker.Country is null || holder.Country is null ? DiversionStage.Unknown
            : Likeness.Agree(maker.Country, holder.Country) ? DiversionStage.BeforeExport
            : DiversionStage.InEndUserStock;

        bool Is(Custodian party) => party.Party == holder.Party;

        long Held(LotAccountKind kind) => books.Accounts
            .Where(it => it.Kind == kind && it.Custodian is { } party && Is(party)).Sum(Sum);

        long Sum(LotAccount account) => books.Of(account)
            .Where(it => LotEntry.Compare(it.Entry, sighting) < 0).Sum(it => it.Rounds);
    }
}
