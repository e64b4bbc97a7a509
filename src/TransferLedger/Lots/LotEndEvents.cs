using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>A custodian reports rounds lost, stolen or captured.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Who had them.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Site">The site they are missing from, when they had not been issued.</param>
/// <param name="User">Whom they had been issued to; null when they were in stock.</param>
/// <param name="Circumstances">How.</param>
/// <param name="Report">The report of it: police, commission.</param>
public sealed record LotLost(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    [AskedFor(Unless = nameof(User))] Place? Site = null,
    string? User = null,
    string? Circumstances = null,
    [AskedFor] string? Report = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>An authority took rounds: seized, found, or handed over.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who has them from then on.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Place">Where they were taken, and are kept until moved.</param>
/// <param name="TakenFrom">
/// The custodian of these books they were taken from; null when they had been outside lawful custody.
/// </param>
/// <param name="TakenFromSite">The site of that custodian.</param>
/// <param name="Case">The case it belongs to.</param>
/// <param name="Lot">What it is, where this is the first the ledger learns of it.</param>
public sealed record LotSeized(
    Happened Happened,
    Custodian Authority,
    long Rounds,
    Place Place,
    Custodian? TakenFrom = null,
    Place? TakenFromSite = null,
    [AskedFor] string? Case = null,
    LotDescription? Lot = null)
    : LotEvent(Happened)
{
    internal override LotDescription? Describes() => Lot;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        TakenFrom is { } holder ? [Authority.Party, holder.Party] : [Authority.Party];
}

/// <summary>Rounds were destroyed.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Who had them.</param>
/// <param name="Rounds">How many rounds.</param>
/// <param name="Method">How: burnt, detonated, taken apart.</param>
/// <param name="Site">The site they were taken from.</param>
/// <param name="Witnesses">Who saw it, by post or pseudonym.</param>
/// <param name="Certificate">The certificate of destruction.</param>
public sealed record LotDestroyed(
    Happened Happened,
    Custodian Custodian,
    long Rounds,
    string Method,
    [AskedFor] Place? Site = null,
    ValueList<string> Witnesses = default,
    [AskedFor] string? Certificate = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}

/// <summary>The books were changed to what is there. The difference that led to it stays on record.</summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose books.</param>
/// <param name="Change">By how many rounds; negative when there are fewer than the books said.</param>
/// <param name="Reason">Why; null when nobody says.</param>
/// <param name="Approver">Who agreed, another person than the one who recorded it; null when nobody did.</param>
/// <param name="Site">The site.</param>
/// <param name="Document">The paper it rests on.</param>
public sealed record LotAdjusted(
    Happened Happened,
    Custodian Custodian,
    long Change,
    string? Reason = null,
    string? Approver = null,
    [AskedFor] Place? Site = null,
    [AskedFor] string? Document = null)
    : LotEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party];
}
