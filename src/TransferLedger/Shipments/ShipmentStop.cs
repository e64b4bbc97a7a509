using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>A place where a shipment was seen.</summary>
/// <param name="Position">The fact that tells.</param>
/// <param name="Happened">When.</param>
/// <param name="Place">Where.</param>
public sealed record ShipmentStop(long Position, Happened Happened, Place Place)
{
    /// <summary>What a fact tells; null when it names no place.</summary>
    public static ShipmentStop? Of(Recorded entry) => PlaceOf(entry.Fact) is { } place
        ? new(entry.Position, entry.Fact.Happened, place)
        : null;

    private static Place? PlaceOf(LedgerEvent fact) => fact switch
    {
        ShipmentDeparted it => it.Place,
        TransitEntered it => it.Place,
        TransitExited it => it.Place,
        Transshipped it => it.Place,
        ShipmentArrived it => it.Place,
        DeliveryConfirmed it => it.Place,
        _ => null,
    };
}
