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
/// <param name="Happened">When it was finished.</param>
/// <param name="Manufacturer">Who made it, and has it from then on.</param>
/// <param name="Item">What it is.</param>
/// <param name="Marks">The marks put on (International Tracing Instrument, paragraph 8 (a)).</param>
/// <param name="Plant">Where it was made.</param>
public sealed record ItemManufactured(
    Happened Happened,
    Custodian Manufacturer,
    [AskedFor("countryOfManufacture", "model", "calibre")] ItemDescription Item,
    [AskedFor] ValueList<Mark> Marks,
    [AskedFor] Place? Plant = null)
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
    [AskedFor("model|kind")] ItemDescription Item,
    ValueList<Mark> Marks,
    [AskedFor] Custodian? Custodian = null,
    [AskedFor] Place? Place = null,
    [AskedFor] string? Reason = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Custodian is { } party ? [party.Party] : [];
}

/// <summary>A mark was put on, found or read anew.</summary>
/// <param name="Happened">When.</param>
/// <param name="Mark">The mark as read.</param>
/// <param name="MarkedBy">Who put it on.</param>
public sealed record MarkingRecorded(
    Happened Happened,
    [AskedFor("position", "technique")] Mark Mark,
    [AskedFor] Custodian? MarkedBy = null)
    : CustodyEvent(Happened);

/// <summary>A custodian took the item into its stock.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="Site">Where it is kept.</param>
/// <param name="Condition">Its condition.</param>
/// <param name="Document">The receipt or entry it rests on.</param>
public sealed record StockEntered(
    Happened Happened,
    Custodian Custodian,
    [AskedFor] Place? Site = null,
    [AskedFor] string? Condition = null,
    [AskedFor] string? Document = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>A custodian moved the item from one of its sites to another.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="From">The site it left.</param>
/// <param name="To">The site it came to.</param>
/// <param name="Mover">Who moved it, by post or pseudonym.</param>
/// <param name="Seal">The seal it went under.</param>
public sealed record StockMoved(
    Happened Happened,
    Custodian Custodian,
    Place From,
    Place To,
    [AskedFor] string? Mover = null,
    string? Seal = null)
    : CustodyEvent(Happened)
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
/// <param name="Authority">By whose permission: the order, licence or law.</param>
/// <param name="SignedBy">Who signed for the receiver, by post or pseudonym.</param>
public sealed record CustodyTransferred(
    Happened Happened,
    Custodian From,
    Custodian To,
    Place? Place = null,
    [AskedFor] Happened? Received = null,
    [AskedFor] string? Document = null,
    [AskedFor] string? Authority = null,
    [AskedFor] string? SignedBy = null)
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
/// <param name="Happened">When.</param>
/// <param name="Unit">The custodian, who answers for it meanwhile.</param>
/// <param name="Holder">The user, by post or pseudonym.</param>
/// <param name="Purpose">What for.</param>
/// <param name="DueBack">When it is to be back.</param>
/// <param name="TrainingRecord">The number of the user's training record.</param>
/// <param name="AmmunitionLot">
/// The number of the lot of ammunition issued with it; the books of the lot are kept by ledger lot.
/// </param>
/// <param name="Rounds">How many rounds were issued with it.</param>
public sealed record IssuedToUser(
    Happened Happened,
    Custodian Unit,
    string Holder,
    [AskedFor] string? Purpose = null,
    [AskedFor] Happened? DueBack = null,
    string? TrainingRecord = null,
    string? AmmunitionLot = null,
    long? Rounds = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Unit.Party];
}

/// <summary>A user gave the item back to stock.</summary>
/// <param name="Happened">When.</param>
/// <param name="Unit">The custodian.</param>
/// <param name="Holder">The user, as at the issue.</param>
/// <param name="Condition">In what condition.</param>
/// <param name="Rounds">How many rounds came back with it; the books of their lot are kept by ledger lot.</param>
public sealed record ReturnedFromUser(
    Happened Happened,
    Custodian Unit,
    string Holder,
    [AskedFor] string? Condition = null,
    [AskedFor] long? Rounds = null)
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
/// <param name="Scope">What of the site was counted: the armoury, all rifles; null when nobody says.</param>
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
    string? Round = null,
    string? Scope = null)
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
