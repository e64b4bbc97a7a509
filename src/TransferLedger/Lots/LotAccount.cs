using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>Where rounds of a lot can be by the books. Every movement takes from one and gives to another.</summary>
public enum LotAccountKind
{
    /// <summary>What was produced, taken from nothing.</summary>
    Made,

    /// <summary>Beyond the books of this ledger: suppliers, unlawful hands.</summary>
    Outside,

    /// <summary>Rounds of other lots: what was split off, and what was merged in.</summary>
    OtherLots,

    /// <summary>In stock with a custodian at a site.</summary>
    Stock,

    /// <summary>Issued to a user and neither returned nor used.</summary>
    Issued,

    /// <summary>On the way with a shipment.</summary>
    Transit,

    /// <summary>Used up.</summary>
    Consumed,

    /// <summary>Reported lost.</summary>
    Lost,

    /// <summary>Destroyed.</summary>
    Destroyed,

    /// <summary>Written on or off the books.</summary>
    Adjusted,
}

/// <summary>
/// One place of the books. Two are the same when kind, custodian, site, user and shipment are, as
/// <see cref="Subject.Normalise"/> spells them.
/// </summary>
public sealed record LotAccount
{
    private LotAccount(LotAccountKind kind, string key) => (Kind, Key) = (kind, key);

    /// <summary>What it is.</summary>
    public LotAccountKind Kind { get; }

    /// <summary>What tells it from others of its kind.</summary>
    public string Key { get; }

    /// <summary>Whose; null for the places that are nobody's.</summary>
    public Custodian? Custodian { get; private init; }

    /// <summary>The site; null where none is named, which is a place of its own.</summary>
    public Place? Site { get; private init; }

    /// <summary>The user it was issued to.</summary>
    public string? User { get; private init; }

    /// <summary>The shipment it is on the way with.</summary>
    public Subject? Shipment { get; private init; }

    /// <summary>Are the rounds there still in being, and somebody's to answer for?</summary>
    public bool IsHeld => Kind is LotAccountKind.Stock or LotAccountKind.Issued or LotAccountKind.Transit;

    /// <summary>A place that is nobody's.</summary>
    public static LotAccount Of(LotAccountKind kind) => new(kind, "");

    /// <summary>Stock with a custodian at a site.</summary>
    public static LotAccount Stock(Custodian custodian, Place? site) =>
        new(LotAccountKind.Stock, custodian.Party.Rest + "/" + Subject.Normalise(site?.Locode ?? site?.Name ?? ""))
        {
            Custodian = custodian, Site = site,
        };

    /// <summary>What a user has of a custodian's rounds.</summary>
    public static LotAccount Issued(Custodian custodian, string user) =>
        new(LotAccountKind.Issued, custodian.Party.Rest + "/" + Subject.Normalise(user))
        {
            Custodian = custodian, User = user,
        };

    /// <summary>What is on the way with a shipment.</summary>
    public static LotAccount Transit(Subject shipment) => new(LotAccountKind.Transit, shipment.Key)
    {
        Shipment = shipment,
    };

    /// <inheritdoc/>
    public bool Equals(LotAccount? other) => other is not null && Kind == other.Kind && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Key);
}
