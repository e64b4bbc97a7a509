using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>The holder reports the item lost.</summary>
/// <param name="Happened">When it was lost, as far as it is known.</param>
/// <param name="Holder">Who answered for it.</param>
/// <param name="Circumstances">How.</param>
/// <param name="LastSeen">Where it was seen last.</param>
/// <param name="Discovered">When the loss was discovered.</param>
/// <param name="LastSeenOn">When it was seen last.</param>
/// <param name="Reporter">Who reports it, by post or pseudonym.</param>
/// <param name="PoliceReference">The number of the report to the police.</param>
public sealed record LossReported(
    Happened Happened,
    Custodian Holder,
    [AskedFor] string? Circumstances = null,
    [AskedFor] Place? LastSeen = null,
    [AskedFor] Happened? Discovered = null,
    [AskedFor] Happened? LastSeenOn = null,
    [AskedFor] string? Reporter = null,
    string? PoliceReference = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Holder.Party];
}

/// <summary>The holder reports the item stolen.</summary>
/// <param name="Happened">When it was stolen, as far as it is known.</param>
/// <param name="Holder">Who answered for it.</param>
/// <param name="Circumstances">How.</param>
/// <param name="Place">Where it was stolen.</param>
/// <param name="PoliceReference">The number of the report to the police.</param>
/// <param name="LastSeen">Where it was seen last, where that is another place.</param>
/// <param name="LastSeenOn">When it was seen last.</param>
/// <param name="Discovered">When the theft was discovered.</param>
/// <param name="Reporter">Who reports it, by post or pseudonym.</param>
public sealed record TheftReported(
    Happened Happened,
    Custodian Holder,
    [AskedFor] string? Circumstances = null,
    [AskedFor] Place? Place = null,
    [AskedFor] string? PoliceReference = null,
    Place? LastSeen = null,
    [AskedFor] Happened? LastSeenOn = null,
    [AskedFor] Happened? Discovered = null,
    [AskedFor] string? Reporter = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Holder.Party];
}

/// <summary>The item was captured on a battlefield.</summary>
/// <param name="Happened">When.</param>
/// <param name="Place">Where.</param>
/// <param name="Side">By which side.</param>
/// <param name="Holder">Whom it was taken from.</param>
/// <param name="Circumstances">How.</param>
public sealed record CapturedReported(
    Happened Happened,
    Place Place,
    string Side,
    Custodian? Holder = null,
    [AskedFor] string? Circumstances = null)
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
    [AskedFor] string? LegalGround = null,
    int CoSeized = 0,
    string? Channel = null,
    [AskedFor] string? HolderClass = null,
    [AskedFor] string? Condition = null,
    [AddedLater] [AskedFor] ValueList<Mark> Marks = default)
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
/// <param name="LegalGround">By what right it is held.</param>
public sealed record FoundRecorded(
    Happened Happened,
    Custodian Authority,
    Place Place,
    string? Case = null,
    [AskedFor] string? Condition = null,
    [AddedLater] [AskedFor] ValueList<Mark> Marks = default,
    [AskedFor] string? LegalGround = null)
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
    [AskedFor] string? Donor = null,
    [AskedFor] string? Condition = null,
    [AddedLater] ValueList<Mark> Marks = default)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party];
}

/// <summary>An authority gave the item back to its lawful owner.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who gave it back.</param>
/// <param name="Owner">To whom.</param>
/// <param name="Decision">The decision it rests on.</param>
public sealed record RecoveredToOwner(
    Happened Happened, Custodian Authority, Custodian Owner, [AskedFor] string? Decision = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Authority.Party, Owner.Party];
}

/// <summary>A ballistic exhibit was linked to the item: it was fired there and then.</summary>
/// <param name="Happened">When it was fired.</param>
/// <param name="Exhibit">The number of the exhibit.</param>
/// <param name="System">The system it is kept in.</param>
/// <param name="Place">Where it was fired.</param>
/// <param name="Case">The case it belongs to.</param>
public sealed record BallisticExhibitLinked(
    Happened Happened, string Exhibit, [AskedFor] string? System = null, Place? Place = null, string? Case = null)
    : CustodyEvent(Happened);

/// <summary>The item was made permanently unable to fire.</summary>
/// <param name="Happened">When.</param>
/// <param name="Authority">Who certifies it.</param>
/// <param name="Standard">By which standard.</param>
/// <param name="Certificate">The number of the certificate.</param>
public sealed record Deactivated(
    Happened Happened, Custodian Authority, string Standard, [AskedFor] string? Certificate = null)
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
