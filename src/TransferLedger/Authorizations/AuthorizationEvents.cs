using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Authorizations;

/// <summary>
/// The facts about transfer authorizations. The home of each is <c>authorization/{country}/{number}</c>; each draw
/// is also about the certificate, so that the certificate's history holds every draw. Stored for ever: add,
/// never change.
/// </summary>
/// <param name="Happened">When it was decided.</param>
public abstract record AuthorizationEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>A quantity of one line of a certificate.</summary>
/// <param name="Line">The line: 1 is the first.</param>
/// <param name="Quantity">How many, in the line's own unit.</param>
public sealed record LineQuantity(int Line, long Quantity);

/// <summary>A transfer was authorized, and the quantities are drawn from the certificate.</summary>
/// <param name="Happened">The date of the decision.</param>
/// <param name="Country">The state that authorizes, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The authorization's number.</param>
/// <param name="Certificate">The certificate it cites.</param>
/// <param name="Exporter">Who may export.</param>
/// <param name="Lines">What, by lines of the certificate; a line stands once.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="Clearance">
/// Why the approver lets the certificate pass although not every rule was evaluated, where the rule pack allows that;
/// null where every rule was. Rules that were evaluated and hold or reject cannot be cleared so.
/// </param>
/// <param name="ValidTo">The last day on which goods may leave under it.</param>
/// <param name="Conditions">On what conditions.</param>
/// <param name="Pack">
/// The rule pack the certificate was judged by, as the decision says; null before packs were noted.
/// </param>
/// <param name="Route">
/// The countries goods may pass through on their way, ISO 3166-1 alpha-2; empty where no route is named.
/// </param>
public sealed record AuthorizationGranted(
    Happened Happened,
    string Country,
    string Number,
    Subject Certificate,
    string Exporter,
    ValueList<LineQuantity> Lines,
    string Officer,
    string Approver,
    string? Clearance = null,
    Happened? ValidTo = null,
    [AddedLater] ValueList<AuthorizationCondition> Conditions = default,
    PackReference? Pack = null,
    [AddedLater] ValueList<string> Route = default)
    : AuthorizationEvent(Happened)
{
    /// <summary>The authorization's subject.</summary>
    /// <exception cref="FormatException">Country or number holds no letter or digit.</exception>
    public Subject Subject => Subject.Of("authorization", Country, Number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>
/// An authorization was revoked: nothing more leaves under it, and what had not left returns to the certificate.
/// </summary>
/// <param name="Happened">The date of the decision.</param>
/// <param name="Certificate">The certificate it cites.</param>
/// <param name="Shipped">What had left under it by then and not come back, by lines of the certificate.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Reason">Why.</param>
public sealed record AuthorizationRevoked(
    Happened Happened, Subject Certificate, ValueList<LineQuantity> Shipped, string Officer, string Reason)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>
/// A transfer was denied, by this state or a partner that told of it: what is essentially the same is not decided
/// without consulting (EUC-061). Kept where an authorization of that number would be. Our own is decided, a partner's
/// is stated.
/// </summary>
/// <param name="Happened">The date of the denial.</param>
/// <param name="By">ISO 3166-1 alpha-2 of the state that denied it.</param>
/// <param name="Own">Is it this state's own denial, not a partner's?</param>
/// <param name="EndUser">The end user's name.</param>
/// <param name="Destination">ISO 3166-1 alpha-2 of the country of destination.</param>
/// <param name="Classes">What the goods were to the rules.</param>
/// <param name="Models">Their models.</param>
/// <param name="Reason">The reason or criterion given.</param>
/// <param name="Certificate">The certificate cited; null when it is not known.</param>
public sealed record TransferDenied(
    Happened Happened,
    string By,
    bool Own,
    string EndUser,
    string? Destination = null,
    ValueList<GoodsClass> Classes = default,
    ValueList<string> Models = default,
    string? Reason = null,
    Subject? Certificate = null)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        new[] { PartyRegister.SubjectOf(EndUser), Certificate }.OfType<Subject>();
}
