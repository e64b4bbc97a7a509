using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>The facts about goods on the move. Stored for ever: add, never change.</summary>
/// <param name="Happened">When, as far as the source knows.</param>
public abstract record ShipmentEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>One line of goods by quantity.</summary>
/// <param name="Goods">What, in the source's words.</param>
/// <param name="Quantity">How many units, zero or more.</param>
/// <param name="Unit">The unit: each, round, kit.</param>
/// <param name="StockNumber">The NATO stock number or the like.</param>
public sealed record GoodsLine(string Goods, long Quantity, string Unit = "each", string? StockNumber = null);

/// <summary>A package was closed with these items in it: one fact about all of them.</summary>
public sealed record ShipmentPacked(
    Happened Happened,
    Custodian Consignor,
    Custodian Consignee,
    string Package,
    ValueList<WeaponId> Items,
    ValueList<string> Seals = default)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Items.Select(it => it.Subject).Prepend(Consignee.Party).Prepend(Consignor.Party);
}

/// <summary>Goods left, by items or by quantity.</summary>
public sealed record ShipmentDeparted(
    Happened Happened,
    Custodian Consignor,
    Custodian Consignee,
    ValueList<WeaponId> Items = default,
    ValueList<GoodsLine> Lines = default,
    Place? Place = null,
    Custodian? Carrier = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Items.Select(it => it.Subject).Prepend(Consignee.Party).Prepend(Consignor.Party);
}

/// <summary>Goods reached a place, and are not yet handed over.</summary>
public sealed record ShipmentArrived(
    Happened Happened, Place Place, ValueList<WeaponId> Items = default, ValueList<string> Seals = default)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Items.Select(it => it.Subject);
}

/// <summary>The receiver confirms what it got.</summary>
public sealed record DeliveryConfirmed(
    Happened Happened,
    Custodian Receiver,
    Place? Place = null,
    ValueList<WeaponId> Items = default,
    ValueList<GoodsLine> Lines = default)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Items.Select(it => it.Subject).Prepend(Receiver.Party);
}

/// <summary>A request for a transfer was cancelled before anything moved.</summary>
public sealed record TransferRequestCancelled(
    Happened Happened, Custodian Requester, ValueList<GoodsLine> Lines, string? By = null, string? Reason = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Requester.Party];
}
