using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>What a fact does to the books of one lot.</summary>
public static class LotPostings
{
    /// <summary>
    /// The accounts a fact changes and by how many rounds; the changes always sum to zero. Counts change nothing. A
    /// split or merge that is not equal changes each lot by what it says of that lot.
    /// </summary>
    /// <param name="lot">The lot whose books they are.</param>
    /// <param name="fact">A fact about it.</param>
    public static IReadOnlyList<(LotAccount Account, long Rounds)> Of(Subject lot, LotEvent fact) => fact switch
    {
        LotProduced it => Move(Nobody(LotAccountKind.Made), Stock(it.Manufacturer, it.Site), it.Rounds),
        LotReceived it => Move(
            it.Shipment is { } shipment ? LotAccount.Transit(shipment) : Nobody(LotAccountKind.Outside),
            Stock(it.Custodian, it.Site), it.Rounds),
        LotMoved it => Move(
            Stock(it.From, it.FromSite),
            it.Shipment is { } shipment ? LotAccount.Transit(shipment) : Stock(it.To, it.ToSite), it.Rounds),
        LotIssued it => Move(Stock(it.Custodian, it.Site), LotAccount.Issued(it.Custodian, it.User), it.Rounds),
        LotReturned it => Move(LotAccount.Issued(it.Custodian, it.User), Stock(it.Custodian, it.Site), it.Rounds),
        LotConsumed it => Move(Held(it.Custodian, it.Site, it.User), Nobody(LotAccountKind.Consumed), it.Rounds),
        LotLost it => Move(Held(it.Custodian, it.Site, it.User), Nobody(LotAccountKind.Lost), it.Rounds),
        LotDestroyed it => Move(Stock(it.Custodian, it.Site), Nobody(LotAccountKind.Destroyed), it.Rounds),
        LotAdjusted it => Move(Nobody(LotAccountKind.Adjusted), Stock(it.Custodian, it.Site), it.Change),
        LotSeized it => Move(
            it.TakenFrom is { } holder ? Stock(holder, it.TakenFromSite) : Nobody(LotAccountKind.Outside),
            Stock(it.Authority, it.Place), it.Rounds),
        LotSplit it => Exchange(lot, it.Parts, it.Rounds, Stock(it.Custodian, it.Site), partsComeFromIt: true),
        LotMerged it => Exchange(lot, it.Parents, it.Rounds, Stock(it.Custodian, it.Site), partsComeFromIt: false),
        _ => [],
    };

    /// <summary>The other lots named are known by their subjects; the one that is none of them is the whole.</summary>
    private static (LotAccount, long)[] Exchange(
        Subject lot, ValueList<LotPart> parts, long whole, LotAccount stock, bool partsComeFromIt)
    {
        var named = parts.Where(it => it.Lot == lot).ToList();
        var gained = (named.Count == 0 ? -whole : named.Sum(it => it.Rounds)) * (partsComeFromIt ? 1 : -1);
        return Move(Nobody(LotAccountKind.OtherLots), stock, gained);
    }

    private static (LotAccount, long)[] Move(LotAccount from, LotAccount to, long rounds) =>
        from == to ? [] : [(from, -rounds), (to, rounds)];

    private static LotAccount Held(Custodian custodian, Place? site, string? user) =>
        user is null ? Stock(custodian, site) : LotAccount.Issued(custodian, user);

    private static LotAccount Stock(Custodian custodian, Place? site) => LotAccount.Stock(custodian, site);

    private static LotAccount Nobody(LotAccountKind kind) => LotAccount.Of(kind);
}
