using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Cli.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary>Why a shipment or check may not be recorded so, and what to do.</summary>
internal static class ShipmentRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var v = refusal.Details;
        return refusal.Code switch
        {
            Shipping.AuthorizationUnknown => $"no authorization {v[0]} is on record; ledger authorization grant",
            Shipping.AuthorizationEnded => $"the authorization ended on {v[0]}; nothing more is packed or leaves under it",
            Shipping.AuthorizationSuspended =>
                $"the authorization is suspended since {v[0]}; ledger authorization show says why",
            Shipping.Unknown => $"nothing is packed for {v[0]}; ledger shipment pack",
            Shipping.Empty => "nothing is listed; name packages, and in each the lines and quantities",
            Shipping.LineUnknown => $"line {v[0]} is none that this moves under",
            Shipping.QuantityImpossible => $"line {v[0]}: a quantity of {v[1]}",
            Shipping.SerialsDoNotMatch =>
                $"line {v[0]}: {v[1]} pieces, but {v[2]} serials or weapons; list one for each piece, or none",
            Shipping.SerialSaysNone =>
                $"line {v[0]}: '{v[1]}' is no number and leads to no weapon; name the weapons in 'weapons', or list no serials",
            Shipping.SerialTwice => $"{v[0]} is listed twice",
            Shipping.PackageUsed => $"{v[0]} was used before for something else",
            Shipping.OverShipped =>
                $"line {v[0]}: {v[3]} asked for, {v[1]} granted, {v[2]} packed or left already (EUC-041)",
            Shipping.WeaponNotAtHand => $"{v[0]} is not at hand: {v[1]}; see ledger custody {v[0]}",
            Shipping.NothingPacked => $"everything packed for {v[0]} has left",
            Shipping.TooEarly or Checking.TooEarly => $"{v[0]} is before {v[1]}, which it follows",
            Shipping.CertificateNotInForce =>
                $"leaving {v[0]}; the certificate may be used from {v[1]} to {v[2]} (EUC-043)",
            Shipping.CertificateHeld =>
                $"the certificate may not be used now: {AuthorizationRefusals.HeldBy(refusal)}; ledger certificate verify says why",
            Shipping.HasLeft =>
                $"it left on {v[0]}; what comes back is recorded with ledger shipment returned",
            Shipping.NotLeft => $"nothing has left of {v[0]}; ledger shipment depart",
            Shipping.MoreThanLeft => $"line {v[0]}: {v[2]}, but only {v[1]} can be there",
            Shipping.SerialNotInShipment => $"{v[0]} did not leave with this shipment, or is known to be elsewhere",
            Shipping.NoLegalGround => "say by what right it was opened: --legal-ground",
            Shipping.SeizureIncomplete => "a seizure needs 'authority' and 'place'",
            Checking.CertificateUnknown => $"nobody has captured {v[0]}; ledger certificate capture records it",
            Checking.NothingDelivered => $"no delivered item with a serial is on record under {v[0]}",
            Checking.NumberUsed => $"the number was used for another check, fact {v[0]}",
            Checking.OtherCertificate => $"the check is planned under {v[0]}, not {v[1]}",
            Checking.Unknown => $"{v[0]} is not planned; ledger check plan",
            Checking.SeenAndAbsent => $"{v[0]} is said to be both seen and absent",
            Checking.NoInspector => "say who inspected, in 'inspectors'",
            _ => OfRetransfer(refusal),
        };
    }

    private static string? OfRetransfer(Refusal refusal)
    {
        var v = refusal.Details;
        return refusal.Code switch
        {
            Retransferring.CertificateUnknown or Sightings.CertificateUnknown =>
                $"nobody has captured {v[0]}; ledger certificate capture records it",
            Retransferring.NotTheEndUser => $"{v[0]} is not the end user of the certificate, {v[1]} is",
            Retransferring.ReferenceMissing => "give the request a number, in 'reference'",
            Retransferring.ReferenceUsed => $"{v[0]} was used for another request, fact {v[1]}",
            Retransferring.NotRequested => $"nobody has asked under the number {v[0]}; ledger retransfer request",
            Retransferring.DecidedBefore => $"{v[0]} was decided on {v[1]}",
            Retransferring.FourEyes => $"two persons must agree: 'officer' is {v[0]}, 'approver' is {v[1]}",
            Retransferring.TooEarly => $"{v[0]} is before {v[1]}, the day of the request",
            Retransferring.ReasonMissing => "say why it is denied",
            Retransferring.BeyondRequest =>
                $"line {v[0]}: {v[3]} more, but {v[1]} were asked for and {v[2]} consented to already",
            Retransferring.NotThere =>
                $"line {v[0]}: {v[2]}, but only {v[1]} were delivered and are neither gone nor promised",
            Retransferring.ReceiverHeld =>
                $"whoever is to have the goods may not have them now: {string.Join(", ", v.Skip(1))}; "
                + $"ledger retransfer verify CERTIFICATE {v[0]} says why",
            Retransferring.SerialNotThere =>
                $"line {v[0]}: {v[1]} was not asked for or not delivered, or is passed on, promised, returned or lost",
            _ => null,
        };
    }
}
