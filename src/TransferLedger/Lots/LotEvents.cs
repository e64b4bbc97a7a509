using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// The facts about ammunition by lot. A lot has no individuals: they say how many rounds went from where to where.
/// Quantities are whole rounds. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When, as far as the source knows.</param>
public abstract record LotEvent(Happened Happened) : LedgerEvent(Happened)
{
    /// <summary>What it says of the lot itself; null when nothing.</summary>
    internal virtual LotDescription? Describes() => null;
}

/// <summary>What a lot is.</summary>
/// <param name="Number">The lot number as written on it, never changed.</param>
/// <param name="Maker">The manufacturer, or its symbol.</param>
/// <param name="Calibre">The calibre as written.</param>
/// <param name="Type">Ball, tracer, blank …</param>
/// <param name="Expires">The last day of its shelf life.</param>
/// <param name="PackageRounds">How many rounds its smallest package holds.</param>
public sealed record LotDescription(
    string Number,
    string? Maker = null,
    string? Calibre = null,
    string? Type = null,
    Happened? Expires = null,
    long? PackageRounds = null);

/// <summary>A lot that rounds come from or go to.</summary>
/// <param name="Lot">The lot's subject.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Container">The container they are in.</param>
public sealed record LotPart(Subject Lot, long Rounds, string? Container = null);

/// <summary>What rounds were fired for.</summary>
public enum LotPurpose
{
    /// <summary>Training.</summary>
    Training,

    /// <summary>An operation.</summary>
    Operation,

    /// <summary>A test of the ammunition or of a weapon.</summary>
    Test,
}

/// <summary>A maker produced a lot, or a part of it.</summary>
/// <param name="Happened">When.</param>
/// <param name="Lot">What it is.</param>
/// <param name="Manufacturer">Who made it and has it.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Site">Where they are kept.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotProduced(
    Happened Happened,
    LotDescription Lot,
    Custodian Manufacturer,
    long Rounds,
    [AskedFor] Place? Site = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    internal override LotDescription? Describes() => Lot;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Manufacturer.Party];
}

/// <summary>
/// A custodian received rounds: from outside the books of this ledger, or off a shipment they had been moved with.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Who has them now.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Site">Where they are kept.</param>
/// <param name="From">Who gave them, when that is nobody whose books this ledger keeps.</param>
/// <param name="Lot">What it is, where this is the first the ledger learns of it.</param>
/// <param name="Shipment">The shipment they came with; null when they had not been on the way by these books.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotReceived(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    [AskedFor] Place? Site = null,
    Custodian? From = null,
    LotDescription? Lot = null,
    Subject? Shipment = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    internal override LotDescription? Describes() => Lot;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        new Subject?[] { Custodian.Party, From?.Party, Shipment }.OfType<Subject>();
}

/// <summary>Rounds went from one site to another, or from one custodian to another.</summary>
/// <param name="Happened">When they left.</param>
/// <param name="From">Who had them.</param>
/// <param name="To">Who gets them; the same custodian when only the site changes.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="FromSite">The site they left.</param>
/// <param name="ToSite">The site they came to.</param>
/// <param name="Shipment">
/// The shipment they went with: they are on the way until it is recorded that they were received. Null when they were
/// handed over at once.
/// </param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotMoved(
    Happened Happened,
    Custodian From,
    Custodian To,
    long Rounds,
    [AskedFor] Place? FromSite = null,
    [AskedFor(Unless = nameof(Shipment))] Place? ToSite = null,
    Subject? Shipment = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        new Subject?[] { From.Party, To.Party, Shipment }.OfType<Subject>();
}

/// <summary>Rounds were issued from stock to a user of the same custodian.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="User">To whom: a unit, a post, a pseudonym.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Site">The site they left.</param>
/// <param name="DueBack">When what was not used is to be back.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotIssued(
    Happened Happened,
    Custodian Custodian,
    string User,
    long Rounds,
    [AskedFor] Place? Site = null,
    Happened? DueBack = null,
    string? Purpose = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>A user gave rounds back to stock.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="User">Who gave them back, as at the issue.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Site">The site they came back to.</param>
/// <param name="Condition">In what condition.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotReturned(
    Happened Happened,
    Custodian Custodian,
    string User,
    long Rounds,
    [AskedFor] Place? Site = null,
    string? Condition = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>Rounds were used up.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose rounds.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Unit">Who fired them.</param>
/// <param name="Authority">Who allowed it: an order, a range schedule.</param>
/// <param name="Site">The site they were taken from, when they had not been issued.</param>
/// <param name="User">Whom they had been issued to; null when they were used straight from stock.</param>
/// <param name="Weapons">How many weapons fired them.</param>
/// <param name="Trainees">How many were trained.</param>
/// <param name="Days">On how many days; null for one.</param>
/// <param name="Cases">How many empty cases came back.</param>
public sealed record LotConsumed(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    LotPurpose Purpose,
    string Unit,
    string Authority,
    [AskedFor(Unless = nameof(User))] Place? Site = null,
    string? User = null,
    int? Weapons = null,
    int? Trainees = null,
    int? Days = null,
    long? Cases = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>Rounds of a lot were parted into sub-lots of the same number, each in containers of its own.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose rounds.</param>
/// <param name="Rounds">How many rounds were parted.</param>
/// <param name="Parts">The sub-lots; together as many rounds.</param>
/// <param name="Site">Where.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotSplit(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    ValueList<LotPart> Parts,
    [AskedFor] Place? Site = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Parts.Select(it => it.Lot).Prepend(Custodian.Party);
}

/// <summary>Rounds of several lots were repacked into this one: a round of it may be of any of them.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose rounds.</param>
/// <param name="Rounds">How many rounds the new batch has.</param>
/// <param name="Parents">What it was made of; together as many rounds.</param>
/// <param name="Lot">What the new batch is.</param>
/// <param name="Site">Where.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotMerged(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    ValueList<LotPart> Parents,
    LotDescription? Lot = null,
    [AskedFor] Place? Site = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    internal override LotDescription? Describes() => Lot;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Parents.Select(it => it.Lot).Prepend(Custodian.Party);
}

/// <summary>
/// The rounds of a lot at one site were counted. A count moves nothing: a difference stays to be seen.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose stock.</param>
/// <param name="Counted">How many rounds were there.</param>
/// <param name="Method">All of it, or a sample.</param>
/// <param name="Counters">Who counted; two persons by post or pseudonym.</param>
/// <param name="Site">Where.</param>
/// <param name="Book">How many the books on the spot showed.</param>
/// <param name="Storekeeper">Who keeps the store.</param>
/// <param name="Document">The sheet of the count.</param>
public sealed record LotCounted(
    Happened Happened,
    Custodian Custodian,
    long Counted,
    CountMethod Method = CountMethod.Full,
    ValueList<string> Counters = default,
    [AskedFor] Place? Site = null,
    long? Book = null,
    string? Storekeeper = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}
