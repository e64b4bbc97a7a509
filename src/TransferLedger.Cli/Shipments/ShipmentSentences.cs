using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary>What a fact about a shipment says, in one line.</summary>
internal static class ShipmentSentences
{
    public static string Of(LedgerEvent fact) => fact switch
    {
        ShipmentPacked it => $"packed {it.Package}: {Contents(it.Contents)}{Seals(it.Seals)}",
        ShipmentDeparted it =>
            $"left{At(it.Place, " from")}{With(it)}: {Contents(it.Contents)}{(it.Packages.Count > 0 ? $" in {string.Join(", ", it.Packages)}" : "")}",
        TransitEntered it => $"entered transit{At(it.Place, " at")}{Seals(it.Seals)}",
        TransitExited it => $"left transit{At(it.Place, " at")}{Seals(it.Seals)}",
        Transshipped it => $"moved from {it.FromConveyance} to {it.ToConveyance}{At(it.Place, " at")}{Seals(it.Seals)}",
        ShipmentArrived it => $"arrived{At(it.Place, " at")}{Seals(it.Seals)}",
        PackageOpened it => $"{it.By.Name} opened {it.Package} by {it.LegalGround}{At(it.Place, " at")}{Seals(it)}"
            + (it.Found is null ? "" : $"; found: {it.Found}"),
        DeliveryConfirmed it => $"{it.Receiver.Name} says it received {Contents(it.Contents)}",
        DeliveryVerified it => $"{it.Issuer} of {it.IssuingCountry} verifies by {it.Number}: {Contents(it.Contents)}",
        SerialListSupplied it => $"serials handed in: {Contents(it.Contents)}",
        TransitLossReported it =>
            $"{it.Cause.ToString().ToLowerInvariant()}{At(it.Place, " at")}: {Contents(it.Contents)}",
        GoodsReturned it => $"came back to {it.Receiver.Name}: {Contents(it.Contents)}",
        _ => EventCatalogue.NameOf(fact.GetType()).Replace('_', ' '),
    };

    public static string Contents(ValueList<LineContents> contents) => contents.Count == 0
        ? "nothing by lines"
        : string.Join(", ", contents.Select(it => string.Create(
            CultureInfo.InvariantCulture,
            $"{it.Quantity:N0} of line {it.Line}{(it.Lot is null ? "" : $", lot {it.Lot}")}{(it.Serials.Count > 0 ? $" ({it.Serials.Count:N0} serial{(it.Serials.Count == 1 ? "" : "s")})" : "")}")));

    private static string Seals(ValueList<string> seals) =>
        seals.Count == 0 ? "" : $"; seals {string.Join(", ", seals)}";

    private static string Seals(PackageOpened it) =>
        (it.Broken.Count == 0 ? "" : $"; broken {string.Join(", ", it.Broken)}")
        + (it.Seals.Count == 0 ? "; no seal put on again" : $"; put on {string.Join(", ", it.Seals)}");

    private static string At(Place? place, string before) => place is null
        ? ""
        : $"{before} {place.Name}{(place.Country is null ? "" : $" ({place.Country})")}";

    private static string With(ShipmentDeparted it) =>
        (it.Carrier is null ? "" : $" with {it.Carrier.Name}") + (it.Conveyance is null ? "" : $" on {it.Conveyance}");
}
