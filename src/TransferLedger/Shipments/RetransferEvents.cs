using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>
/// The facts about the passing on of delivered goods to somebody else, for which the exporting state's consent is
/// needed where the end user has undertaken so. The home of each is the certificate the goods came under.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Reference">The number of the request, the same in all its facts.</param>
/// <param name="From">Who has the goods.</param>
public abstract record RetransferEvent(Happened Happened, string Reference, Custodian From) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [From.Party];
}

/// <summary>The end user asks for consent to pass goods on.</summary>
/// <param name="Happened">When.</param>
/// <param name="Reference">The number of the request.</param>
/// <param name="From">Who has the goods.</param>
/// <param name="To">Who is to have them.</param>
/// <param name="Contents">What, by lines of the certificate.</param>
/// <param name="Purpose">What for.</param>
/// <param name="ToKind">What kind of end user it is who is to have them; null when nobody says.</param>
public sealed record RetransferRequested(
    Happened Happened,
    string Reference,
    Custodian From,
    Custodian To,
    ValueList<LineContents> Contents,
    string? Purpose = null,
    EndUserKind? ToKind = null)
    : RetransferEvent(Happened, Reference, From)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [From.Party, To.Party];
}

/// <summary>The exporting state consents.</summary>
/// <param name="Happened">The date of the decision.</param>
/// <param name="Reference">The number of the request.</param>
/// <param name="From">Who has the goods.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Contents">What may be passed on, by lines of the certificate.</param>
/// <param name="Conditions">On what conditions.</param>
/// <param name="Approver">Who agreed: another person; null where the source names nobody.</param>
/// <param name="Pack">
/// The rule pack by which the receiver was judged; null for a consent that was not decided in this ledger.
/// </param>
public sealed record RetransferApproved(
    Happened Happened,
    string Reference,
    Custodian From,
    string Officer,
    ValueList<LineContents> Contents,
    string? Conditions = null,
    string? Approver = null,
    PackReference? Pack = null)
    : RetransferEvent(Happened, Reference, From);

/// <summary>The exporting state refuses.</summary>
/// <param name="Happened">The date of the decision.</param>
/// <param name="Reference">The number of the request.</param>
/// <param name="From">Who has the goods.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Reason">Why.</param>
public sealed record RetransferDenied(
    Happened Happened, string Reference, Custodian From, string Officer, string Reason)
    : RetransferEvent(Happened, Reference, From);

/// <summary>Goods were passed on. Of weapons that are known <see cref="WeaponsPassedOn"/> tells it.</summary>
/// <param name="Happened">When.</param>
/// <param name="Reference">The number of the request, or a reference of its own when nobody asked.</param>
/// <param name="From">Who had the goods.</param>
/// <param name="To">Who has them.</param>
/// <param name="Contents">What, by lines of the certificate.</param>
public sealed record RetransferExecuted(
    Happened Happened, string Reference, Custodian From, Custodian To, ValueList<LineContents> Contents)
    : RetransferEvent(Happened, Reference, From)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [From.Party, To.Party];
}
