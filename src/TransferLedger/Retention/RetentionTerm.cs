using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Shipments;

namespace TransferLedger.Retention;

/// <summary>What asks for a record to be kept.</summary>
public enum Instrument
{
    /// <summary>International Tracing Instrument, records of manufacture: 30 years.</summary>
    TracingManufacture,

    /// <summary>International Tracing Instrument, all other records of small arms: 20 years.</summary>
    Tracing,

    /// <summary>Arms Trade Treaty, article 12 (4), authorizations and actual exports: 10 years.</summary>
    ArmsTradeTreaty,

    /// <summary>Firearms Protocol, article 7: 10 years.</summary>
    FirearmsProtocol,
}

/// <summary>How long an instrument asks for a record to be kept, at least.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Years">Years after it happened, or after the end of the item it is about, whatever is later.</param>
public sealed record RetentionTerm(Instrument Instrument, int Years)
{
    private static readonly RetentionTerm Manufacture = new(Instrument.TracingManufacture, 30);
    private static readonly RetentionTerm Tracing = new(Instrument.Tracing, 20);
    private static readonly RetentionTerm Treaty = new(Instrument.ArmsTradeTreaty, 10);
    private static readonly RetentionTerm Protocol = new(Instrument.FirearmsProtocol, 10);

    /// <summary>
    /// The terms of a kind of fact; none where no instrument names one, and then it is kept for good. What moved, and
    /// on which papers, may have been small arms: it is kept as long as these.
    /// </summary>
    public static ValueList<RetentionTerm> Of(LedgerEvent fact) => fact switch
    {
        ItemManufactured => [Manufacture, Protocol],
        MarkingRecorded { Mark.Kind: MarkKind.Serial or MarkKind.Manufacture } => [Manufacture, Protocol],
        CustodyEvent => [Tracing, Protocol],
        LotEvent => [Protocol],
        ShipmentEvent => [Tracing, Treaty, Protocol],
        AuthorizationEvent or CertificateEvent or RetransferEvent or CheckEvent or LicenceReport => [Tracing, Treaty],
        _ => [],
    };
}
