using TransferLedger.Certificates;
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
/// <param name="Happened">When.</param>
/// <param name="Consignor">Who sends it.</param>
/// <param name="Consignee">To whom.</param>
/// <param name="Package">Its number within the shipment.</param>
/// <param name="Items">Weapons in it, where the source does not say under which line.</param>
/// <param name="Seals">The seals put on.</param>
/// <param name="Contents">What it holds, by lines of the certificate.</param>
/// <param name="Under">What it is to move under.</param>
public sealed record ShipmentPacked(
    Happened Happened,
    Custodian Consignor,
    Custodian Consignee,
    string Package,
    ValueList<WeaponId> Items,
    ValueList<string> Seals = default,
    [AddedLater] ValueList<LineContents> Contents = default,
    TransferBasis? Under = null)
    : ShipmentEvent(Happened)
{
    /// <summary>Every weapon in it.</summary>
    public IEnumerable<WeaponId> Weapons => Items.Concat(Contents.SelectMany(it => it.Weapons));

    /// <summary>
    /// Not the certificate: what is packed has not left, and a certificate's history must not grow with every box.
    /// </summary>
    public override IEnumerable<Subject> AlsoAbout()
    {
        IEnumerable<Subject> parties = [Consignor.Party, Consignee.Party];
        return (Under is { } basis ? parties.Prepend(basis.Authorization) : parties)
            .Concat(Weapons.Select(it => it.Subject));
    }
}

/// <summary>Goods left, by items or by quantity.</summary>
/// <param name="Happened">When.</param>
/// <param name="Consignor">Who sends them.</param>
/// <param name="Consignee">To whom.</param>
/// <param name="Items">Weapons, where the source does not say under which line.</param>
/// <param name="Lines">Goods by quantity, where the source knows no certificate.</param>
/// <param name="Place">From where.</param>
/// <param name="Carrier">Who carries them.</param>
/// <param name="Contents">What left, by lines of the certificate.</param>
/// <param name="Under">What it moves under; the quantities are drawn from it.</param>
/// <param name="Conveyance">Vessel by IMO number, aircraft by registration, vehicle by plate.</param>
/// <param name="Declaration">The number of the export declaration.</param>
/// <param name="Packages">The packages that left, by their numbers.</param>
/// <param name="Pack">
/// The rule pack the certificate was judged by, as the decision says; null where nobody decided.
/// </param>
public sealed record ShipmentDeparted(
    Happened Happened,
    Custodian Consignor,
    Custodian Consignee,
    ValueList<WeaponId> Items = default,
    ValueList<GoodsLine> Lines = default,
    Place? Place = null,
    Custodian? Carrier = null,
    [AddedLater] ValueList<LineContents> Contents = default,
    TransferBasis? Under = null,
    string? Conveyance = null,
    string? Declaration = null,
    [AddedLater] ValueList<string> Packages = default,
    PackReference? Pack = null)
    : ShipmentEvent(Happened)
{
    /// <summary>Every weapon that left.</summary>
    public IEnumerable<WeaponId> Weapons => Items.Concat(Contents.SelectMany(it => it.Weapons));

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout()
    {
        // The few before the many: who asks whether a fact is about one of them need not spell out every weapon.
        IEnumerable<Subject> few = [.. TransferBasis.Of(Under), Consignor.Party, Consignee.Party];
        return few.Concat(Weapons.Select(it => it.Subject));
    }
}

/// <summary>Goods reached a place, and are not yet handed over.</summary>
/// <param name="Happened">When.</param>
/// <param name="Place">Where.</param>
/// <param name="Items">The weapons that arrived.</param>
/// <param name="Seals">The seals found.</param>
/// <param name="Under">What they moved under.</param>
/// <param name="CustomsReference">The entry of the customs there.</param>
public sealed record ShipmentArrived(
    Happened Happened,
    Place Place,
    ValueList<WeaponId> Items = default,
    ValueList<string> Seals = default,
    TransferBasis? Under = null,
    string? CustomsReference = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        TransferBasis.Of(Under).Concat(Items.Select(it => it.Subject));
}

/// <summary>
/// The receiver confirms what it got. Weaker than a delivery verification certificate, and never counted as one.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Receiver">Who got it.</param>
/// <param name="Place">Where.</param>
/// <param name="Items">Weapons, where the source does not say under which line.</param>
/// <param name="Lines">Goods by quantity, where the source knows no certificate.</param>
/// <param name="Contents">What was received, by lines of the certificate.</param>
/// <param name="Under">What it moved under.</param>
/// <param name="Signer">Who signed for it, by post.</param>
public sealed record DeliveryConfirmed(
    Happened Happened,
    Custodian Receiver,
    Place? Place = null,
    ValueList<WeaponId> Items = default,
    ValueList<GoodsLine> Lines = default,
    [AddedLater] ValueList<LineContents> Contents = default,
    TransferBasis? Under = null,
    string? Signer = null)
    : ShipmentEvent(Happened)
{
    /// <summary>Every weapon received.</summary>
    public IEnumerable<WeaponId> Weapons => Items.Concat(Contents.SelectMany(it => it.Weapons));

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        TransferBasis.Of(Under).Append(Receiver.Party).Concat(Weapons.Select(it => it.Subject));
}

/// <summary>A request for a transfer was cancelled before anything moved.</summary>
/// <param name="Happened">When.</param>
/// <param name="Requester">Who had asked for it.</param>
/// <param name="Lines">What for.</param>
/// <param name="By">Who cancelled it: the authority, the requester.</param>
/// <param name="Reason">Why.</param>
public sealed record TransferRequestCancelled(
    Happened Happened, Custodian Requester, ValueList<GoodsLine> Lines, string? By = null, string? Reason = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Requester.Party];
}

/// <summary>
/// A contingent states that it took home all it had brought: what came with some shipments is to have left with others,
/// or its loss is on record. The home is the shipment it left with.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Contingent">Whose arms.</param>
/// <param name="Came">The shipments it came with.</param>
/// <param name="Went">The shipments it left with.</param>
/// <param name="By">Who states it, by post.</param>
public sealed record ContingentRotated(
    Happened Happened, Custodian Contingent, ValueList<Subject> Came, ValueList<Subject> Went, string? By = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Came.Concat(Went).Append(Contingent.Party);
}

/// <summary>
/// A State asks for a permit before arms pass through it, or no longer does: what the agency knows of its law. The home
/// is <c>country/{code}</c>; the latest by date holds.
/// </summary>
/// <param name="Happened">From when.</param>
/// <param name="Country">The State, ISO 3166-1 alpha-2.</param>
/// <param name="PermitRequired">Does it ask for one?</param>
/// <param name="Law">The law or notice it rests on.</param>
public sealed record TransitRuleStated(Happened Happened, string Country, bool PermitRequired, string Law)
    : ShipmentEvent(Happened)
{
    /// <summary>The subject of a State's rules.</summary>
    /// <exception cref="FormatException">It holds no letter or digit.</exception>
    public static Subject SubjectOf(string country) => Subject.Of("country", country);
}

/// <summary>
/// A package was opened on its way by right: its seals were broken, and others put on. From then on those are to be
/// found.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Package">The package, as its packing names it.</param>
/// <param name="By">Who opened it.</param>
/// <param name="LegalGround">By what right: the order, the law.</param>
/// <param name="Place">Where.</param>
/// <param name="Broken">The seals that were broken; empty where nobody wrote them down.</param>
/// <param name="Seals">The seals put on; empty when none was.</param>
/// <param name="Found">What was found in it.</param>
public sealed record PackageOpened(
    Happened Happened,
    string Package,
    Custodian By,
    string LegalGround,
    Place? Place = null,
    ValueList<string> Broken = default,
    ValueList<string> Seals = default,
    string? Found = null)
    : ShipmentEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [By.Party];
}
