using TransferLedger.Authorities;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>
/// A delivery verification certificate: customs or another competent authority of the importing state certifies that
/// the goods entered and were handed to the named consignee.
/// </summary>
/// <param name="Happened">The date of the certificate.</param>
/// <param name="IssuingCountry">ISO 3166-1 alpha-2 of the state that gives it.</param>
/// <param name="Issuer">The authority's short name in the register (<c>customs</c>).</param>
/// <param name="Number">The number of the certificate.</param>
/// <param name="Contents">What it certifies, by lines of the end-user certificate.</param>
/// <param name="Under">What the goods moved under.</param>
public sealed record DeliveryVerified(
    Happened Happened,
    string IssuingCountry,
    string Issuer,
    string Number,
    ValueList<LineContents> Contents,
    TransferBasis? Under = null)
    : ShipmentEvent(Happened)
{
    /// <summary>The subject of the issuer's register.</summary>
    /// <exception cref="FormatException">Country or issuer holds no letter or digit.</exception>
    public Subject IssuerSubject => AuthorityRegister.SubjectOf(IssuingCountry, Issuer);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => TransferBasis.Of(Under);
}

/// <summary>The serial numbers of a shipment that had left without a list of them.</summary>
/// <param name="Happened">When the list was handed in.</param>
/// <param name="Contents">The serials, by lines of the certificate.</param>
/// <param name="Under">What the goods moved under.</param>
public sealed record SerialListSupplied(
    Happened Happened, ValueList<LineContents> Contents, TransferBasis? Under = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => TransferBasis.Of(Under);
}

/// <summary>Why goods did not arrive.</summary>
public enum TransitLossCause
{
    /// <summary>Lost, and nobody knows how.</summary>
    Lost,

    /// <summary>Stolen.</summary>
    Stolen,

    /// <summary>Seized by an authority.</summary>
    Seized,
}

/// <summary>
/// Goods were lost, stolen or seized after they had left. What became of each weapon is a fact about that weapon.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Contents">What is gone, by lines of the certificate.</param>
/// <param name="Place">Where.</param>
/// <param name="Report">The report of it: police, customs, carrier.</param>
/// <param name="Authority">Who seized it.</param>
/// <param name="Under">What the goods moved under.</param>
public sealed record TransitLossReported(
    Happened Happened,
    TransitLossCause Cause,
    ValueList<LineContents> Contents,
    Place? Place = null,
    string? Report = null,
    Custodian? Authority = null,
    TransferBasis? Under = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => TransferBasis.Of(Under);
}

/// <summary>Goods that had left came back to the exporter.</summary>
/// <param name="Happened">When.</param>
/// <param name="Receiver">Who has them again.</param>
/// <param name="Contents">What came back, by lines of the certificate.</param>
/// <param name="Reason">Why.</param>
/// <param name="Place">Where they came back to.</param>
/// <param name="Under">What they had moved under.</param>
public sealed record GoodsReturned(
    Happened Happened,
    Custodian Receiver,
    ValueList<LineContents> Contents,
    string? Reason = null,
    Place? Place = null,
    TransferBasis? Under = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        TransferBasis.Of(Under).Append(Receiver.Party)
            .Concat(Contents.SelectMany(it => it.Weapons).Select(it => it.Subject));
}

/// <summary>A shipment entered a country on its way.</summary>
/// <param name="Happened">When.</param>
/// <param name="Place">Where; its country is the one entered.</param>
/// <param name="TransitAuthorization">The number of that country's permission.</param>
/// <param name="Seals">The seals found.</param>
public sealed record TransitEntered(
    Happened Happened,
    [AskedFor("country")] Place Place,
    [AskedFor] string? TransitAuthorization = null,
    ValueList<string> Seals = default)
    : ShipmentEvent(Happened);

/// <summary>A shipment left a country on its way.</summary>
/// <param name="Happened">When.</param>
/// <param name="Place">Where; its country is the one left.</param>
/// <param name="Seals">The seals found.</param>
public sealed record TransitExited(
    Happened Happened, [AskedFor("country")] Place Place, ValueList<string> Seals = default)
    : ShipmentEvent(Happened);

/// <summary>A shipment changed from one conveyance to another.</summary>
/// <param name="Happened">When.</param>
/// <param name="Place">Where.</param>
/// <param name="FromConveyance">Vessel, aircraft or vehicle it came on.</param>
/// <param name="ToConveyance">The one it goes on with.</param>
/// <param name="Seals">The seals found.</param>
/// <param name="Reason">Why.</param>
public sealed record Transshipped(
    Happened Happened,
    Place Place,
    string FromConveyance,
    string ToConveyance,
    [AskedFor] ValueList<string> Seals = default,
    string? Reason = null)
    : ShipmentEvent(Happened);
