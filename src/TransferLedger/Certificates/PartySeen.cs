using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>What a party is on a paper other than the certificate.</summary>
public enum SeenRole
{
    /// <summary>Exports.</summary>
    Exporter,

    /// <summary>Arranges the transaction.</summary>
    Broker,

    /// <summary>Carries the goods.</summary>
    Carrier,

    /// <summary>Forwards them.</summary>
    Forwarder,

    /// <summary>Receives and passes on.</summary>
    IntermediateConsignee,

    /// <summary>Receives them last.</summary>
    FinalConsignee,

    /// <summary>Is told that they have arrived.</summary>
    NotifyParty,
}

/// <summary>A party that a paper other than the certificate names: an authorization, a bill of lading.</summary>
/// <param name="Role">What it is there.</param>
/// <param name="Name">Its name as written.</param>
/// <param name="Position">The fact that says so.</param>
public sealed record PartySeen(SeenRole Role, string Name, long Position)
{
    /// <summary>The exporters that authorizations name, and carriers and consignees of what left.</summary>
    public static ValueList<PartySeen> In(CertificateBalance balance) =>
        balance.Draws.Select(it => new PartySeen(SeenRole.Exporter, it.Granted.Exporter, it.Position))
            .Concat(balance.Shipments.SelectMany(it => it.Departures).SelectMany(Of)).ToValueList();

    private static IEnumerable<PartySeen> Of(Entry<ShipmentDeparted> left)
    {
        yield return new(SeenRole.FinalConsignee, left.Fact.Consignee.Name, left.Position);
        if (left.Fact.Carrier is { } carrier)
        {
            yield return new(SeenRole.Carrier, carrier.Name, left.Position);
        }
    }
}
