using TransferLedger.Inventories;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The facts about where weapons were and who answered for them. They are reports of the world: two of them may
/// contradict each other, and the ledger keeps both. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When, as far as the source knows.</param>
public abstract record CustodyEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>A maker made the item.</summary>
public sealed record ItemManufactured(
    Happened Happened, Custodian Manufacturer, ItemDescription Item, ValueList<Mark> Marks, Place? Plant = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Manufacturer.Party];
}

/// <summary>An existing item was seen by this ledger for the first time. An empty mark list says "no marks".</summary>
/// <param name="Happened">When it was registered, or from when the source knows it.</param>
/// <param name="Item">What it is.</param>
/// <param name="Marks">The marks as read.</param>
/// <param name="Custodian">Who had it; null when the source does not say.</param>
/// <param name="Place">Where it was.</param>
/// <param name="Reason">Why it was registered.</param>
public sealed record ItemRegistered(
    Happened Happened,
    ItemDescription Item,
    ValueList<Mark> Marks,
    Custodian? Custodian = null,
    Place? Place = null,
    string? Reason = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Custodian is { } party ? [party.Party] : [];
}

/// <summary>A mark was put on, found or read anew.</summary>
public sealed record MarkingRecorded(Happened Happened, Mark Mark, Custodian? MarkedBy = null) : CustodyEvent(Happened);

/// <summary>A custodian took the item into its stock.</summary>
public sealed record StockEntered(
    Happened Happened, Custodian Custodian, Place? Site = null, string? Condition = null, string? Document = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>A custodian moved the item from one of its sites to another.</summary>
public sealed record StockMoved(Happened Happened, Custodian Custodian, Place From, Place To) : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>One custodian handed the item to another within a country: a sale, a gift, a re-allocation.</summary>
/// <param name="Happened">When it was handed over.</param>
/// <param name="From">Who gave it.</param>
/// <param name="To">Who took it; a buyer whose name is withheld is named so.</param>
/// <param name="Place">Where.</param>
/// <param name="Received">When the receiver confirms it; null when no receipt is known.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record CustodyTransferred(
    Happened Happened,
    Custodian From,
    Custodian To,
    Place? Place = null,
    Happened? Received = null,
    string? Document = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [From.Party, To.Party];
}

/// <summary>
/// Weapons were passed on from one custodian to another, in one country or across a border: one fact about all of them.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="From">Who gave them.</param>
/// <param name="To">Who has them from then on.</param>
/// <param name="Items">The weapons, each once.</param>
/// <param name="Reference">What it belongs to: the number of the request to pass them on.</param>
public sealed record WeaponsPassedOn(
    Happened Happened, Custodian From, Custodian To, ValueList<WeaponId> Items, string? Reference = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout()
    {
        IEnumerable<Subject> parties = [From.Party, To.Party];
        return parties.Concat(Items.Select(it => it.Subject));
    }
}

/// <summary>The item was issued from stock to a user of the same custodian.</summary>
public sealed record IssuedToUser(
    Happened Happened, Custodian Unit, string Holder, string? Purpose = null, Happened? DueBack = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Unit.Party];
}

/// <summary>A user gave the item back to stock.</summary>
public sealed record ReturnedFromUser(Happened Happened, Custodian Unit, string Holder, string? Condition = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Unit.Party];
}

/// <summary>A site was counted, and these items were seen there.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="Site">Where.</param>
/// <param name="Book">How many items the books showed.</param>
/// <param name="Counted">How many were counted.</param>
/// <param name="Seen">The items whose marks were read.</param>
/// <param name="Counters">Who counted; two persons by post or pseudonym.</param>
/// <param name="Method">All of it, or a sample; null when nobody says.</param>
/// <param name="Storekeeper">Who keeps the store.</param>
/// <param name="Round">The round of counts it belongs to.</param>
public sealed record InventoryCounted(
    Happened Happened,
    Custodian Custodian,
    Place Site,
    int Book,
    int Counted,
    ValueList<WeaponId> Seen,
    ValueList<string> Counters = default,
    CountMethod? Method = null,
    string? Storekeeper = null,
    string? Round = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Seen.Select(it => it.Subject).Prepend(Custodian.Party);
}

/// <summary>
/// Inspectors saw these weapons themselves: one fact about all of them. What they did not see is not in it, and nothing
/// is said about it.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Holder">Who showed them.</param>
/// <param name="Items">The weapons whose marks were read, each once.</param>
/// <param name="Site">Where.</param>
/// <param name="Reference">The check it belongs to.</param>
public sealed record WeaponsSeen(
    Happened Happened, Custodian Holder, ValueList<WeaponId> Items, Place? Site = null, string? Reference = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Items.Select(it => it.Subject).Prepend(Holder.Party);
}

/// <summary>The holder reports the item lost.</summary>
public sealed record LossReported(
    Happened Happened,
    Custodian Holder,
    string? Circumstances = null,
    Place? LastSeen = null,
    Happened? Discovered = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Holder.Party];
}

/// <summary>The holder reports the item stolen.</summary>
public sealed record TheftReported(
    Happened Happened,
    Custodian Holder,
    string? Circumstances = null,
    Place? Place = null,
    string? PoliceReference = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Holder.Party];
}

/// <summary>The item was captured on a battlefield.</summary>
public sealed record CapturedReported(Happened Happened, Place Place, string Side, Custodian? Holder = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Holder is { } party ? [party.Party] : [];
}

/// <summary>An authority seized the item.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who holds it from then on.</param>
/// <param name="Place">Where it was seized.</param>
/// <param name="Case">The case it belongs to.</param>
/// <param name="LegalGround">The legal ground.</param>
/// <param name="CoSeized">How many other weapons were seized with it, as far as the source says.</param>
/// <param name="Channel">How it had been come by: retail, state stock, online, craft …</param>
/// <param name="HolderClass">Who had it, by class: soldier, civilian, armed group …</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Marks">The marks as read; empty when the source says nothing of them.</param>
public sealed record SeizureRecorded(
    Happened Happened,
    Custodian Authority,
    Place Place,
    string? Case = null,
    string? LegalGround = null,
    int CoSeized = 0,
    string? Channel = null,
    string? HolderClass = null,
    string? Condition = null,
    [AddedLater] ValueList<Mark> Marks = default)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}

/// <summary>The item was found, with no holder.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who holds it from then on.</param>
/// <param name="Place">Where.</param>
/// <param name="Case">The case it belongs to.</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Marks">The marks as read; empty when the source says nothing of them.</param>
public sealed record FoundRecorded(
    Happened Happened,
    Custodian Authority,
    Place Place,
    string? Case = null,
    string? Condition = null,
    [AddedLater] ValueList<Mark> Marks = default)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}

/// <summary>The item was surrendered: disarmament, amnesty. The donor stays unnamed.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who holds it from then on.</param>
/// <param name="Place">Where.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Donor">Who gave it up, by pseudonym with sex and age band.</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Marks">The marks as read; empty when the source says nothing of them.</param>
public sealed record SurrenderRecorded(
    Happened Happened,
    Custodian Authority,
    Place Place,
    string Programme,
    string? Donor = null,
    string? Condition = null,
    [AddedLater] ValueList<Mark> Marks = default)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}

/// <summary>An authority gave the item back to its lawful owner.</summary>
public sealed record RecoveredToOwner(Happened Happened, Custodian Authority, Custodian Owner, string? Decision = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party, Owner.Party];
}

/// <summary>A ballistic exhibit was linked to the item: it was fired there and then.</summary>
public sealed record BallisticExhibitLinked(
    Happened Happened, string Exhibit, string? System = null, Place? Place = null, string? Case = null)
    : CustodyEvent(Happened);

/// <summary>The item was made permanently unable to fire.</summary>
public sealed record Deactivated(Happened Happened, Custodian Authority, string Standard, string? Certificate = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}

/// <summary>The item was destroyed. Nothing lawful can follow. Pictures of it are the fact's evidence.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who destroyed it.</param>
/// <param name="Method">How.</param>
/// <param name="Place">Where.</param>
/// <param name="Witnesses">Who saw it, by post or pseudonym.</param>
/// <param name="Certificate">The number of the certificate of destruction.</param>
public sealed record Destroyed(
    Happened Happened,
    Custodian Authority,
    string Method,
    Place? Place = null,
    ValueList<string> Witnesses = default,
    string? Certificate = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}
