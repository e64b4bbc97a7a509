using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>
/// What the facts about one certificate come to, for the auditor: balance line by line, deliveries to be proved,
/// discrepancies, open obligations. One row for every certificate that a fact is about, keyed by country and number.
/// </summary>
/// <param name="Certificate">Country and number.</param>
/// <param name="Facts">The facts about it, in the order of recording.</param>
public sealed record CertificateAccount(string Certificate, ImmutableList<Recorded> Facts) : IView<CertificateAccount>
{
    private const string Prefix = "certificate/";

    /// <summary>What was captured, authorized, shipped and delivered. Reckoned anew at every call; keep it.</summary>
    public CertificateBalance Balance => CertificateBalance.Of(Facts);

    /// <summary>The deliveries to be proved by a delivery verification certificate.</summary>
    public static ImmutableArray<DeliveryProof> Proofs(
        CertificateBalance balance, CertificateParameters parameters) =>
        DeliveryProof.Of(balance.Shipments, parameters.DvcDueDays);

    /// <summary>The shipments that left and have not arrived, by the default period.</summary>
    public static ImmutableArray<Transit> Underway(CertificateBalance balance) =>
        Transit.Of(balance.Shipments, new CustodyParameters());

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Fact switch
    {
        CustodyEvent => [],
        CertificateEvent or RetransferEvent => Keys([entry.Home]),
        AuthorizationEvent or CheckEvent or CorrectionEvent => Keys(entry.Subjects()),
        ShipmentDeparted it => KeyOf(it.Under),
        ShipmentArrived it => KeyOf(it.Under),
        DeliveryConfirmed it => KeyOf(it.Under),
        DeliveryVerified it => KeyOf(it.Under),
        SerialListSupplied it => KeyOf(it.Under),
        TransitLossReported it => KeyOf(it.Under),
        GoodsReturned it => KeyOf(it.Under),
        _ => [],
    };

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(Prefix + key);

    /// <inheritdoc/>
    public static CertificateAccount? Apply(string key, CertificateAccount? row, Recorded entry) =>
        new(key, (row?.Facts ?? []).Add(entry));

    private static IEnumerable<string> KeyOf(TransferBasis? under) =>
        under is { } basis ? Keys([basis.Certificate]) : [];

    private static IEnumerable<string> Keys(IEnumerable<Subject> subjects) => subjects
        .Where(it => it.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(it => it.Key[Prefix.Length..])
        .Distinct(StringComparer.Ordinal);
}

/// <summary>A difference between what left and what somebody says arrived.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Line">The line of the certificate.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Quantity">By how many units.</param>
/// <param name="Serial">The serial, where it is one.</param>
/// <param name="ReadAs">How it was read, where it was read differently.</param>
public sealed record Discrepancy(
    Subject Shipment, int Line, DiscrepancyKind Kind, long Quantity, string? Serial = null, string? ReadAs = null)
{
    /// <summary>Every difference between shipments and their delivery verification certificates.</summary>
    public static ImmutableArray<Discrepancy> Of(IEnumerable<Shipment> shipments) =>
    [
        .. shipments.Where(it => it.Verifications.Count > 0)
            .SelectMany(it => it.Lines.SelectMany(line => Of(it, line))),
    ];

    private static IEnumerable<Discrepancy> Of(Shipment shipment, ShipmentLine line)
    {
        if (line.Unexplained != 0)
        {
            var kind = line.Unexplained > 0 ? DiscrepancyKind.TooFew : DiscrepancyKind.TooMany;
            yield return new(shipment.Subject, line.Line, kind, Math.Abs(line.Unexplained));
        }

        if (shipment.Compare(line.Line) is not { } compared)
        {
            yield break;
        }

        foreach (var serial in compared.Missing)
        {
            yield return new(shipment.Subject, line.Line, DiscrepancyKind.SerialMissing, 1, serial);
        }

        foreach (var serial in compared.Unexpected)
        {
            yield return new(shipment.Subject, line.Line, DiscrepancyKind.SerialNotSent, 1, serial);
        }

        foreach (var pair in compared.Differently)
        {
            yield return new(
                shipment.Subject, line.Line, DiscrepancyKind.SerialReadDifferently, 1, pair.Listed, pair.Read);
        }

        foreach (var serial in compared.Repeated)
        {
            yield return new(shipment.Subject, line.Line, DiscrepancyKind.SerialTwice, 1, serial);
        }
    }
}

/// <summary>What differs.</summary>
public enum DiscrepancyKind
{
    /// <summary>Fewer units are verified than left and are not known to be elsewhere.</summary>
    TooFew,

    /// <summary>More units are verified than can be there.</summary>
    TooMany,

    /// <summary>A serial left and was not verified.</summary>
    SerialMissing,

    /// <summary>A serial was verified that did not leave.</summary>
    SerialNotSent,

    /// <summary>A serial looks like one that left and is not written like it.</summary>
    SerialReadDifferently,

    /// <summary>A serial was verified twice.</summary>
    SerialTwice,
}
