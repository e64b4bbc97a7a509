using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>
/// What may be packed, leave, arrive and be delivered? Pure decisions over the histories of the shipment, of the
/// authorization, of the certificate and of the weapons; recorded on condition that none of them has moved, so that
/// nothing is packed twice and nothing leaves beyond what was authorized. What others report (a receiver, a customs
/// office) is recorded even if it contradicts: rules judge it.
/// </summary>
public static partial class Shipping
{
    /// <summary>Refused: there is no such authorization.</summary>
    public const string AuthorizationUnknown = "shipment.authorization-unknown";

    /// <summary>Refused: the authorization was revoked, or its last day is over. Details: the day it ended.</summary>
    public const string AuthorizationEnded = "shipment.authorization-ended";

    /// <summary>Refused: the authorization is suspended. Details: since when.</summary>
    public const string AuthorizationSuspended = "shipment.authorization-suspended";

    /// <summary>Refused: nothing is on record about the shipment that this could follow.</summary>
    public const string Unknown = "shipment.unknown";

    /// <summary>Refused: the list names nothing. Details: the package, if it is one.</summary>
    public const string Empty = "shipment.empty";

    /// <summary>
    /// Refused: the authorization, or the shipment, has no such line, or one paper names it twice. Details: the line.
    /// </summary>
    public const string LineUnknown = "shipment.line-unknown";

    /// <summary>Refused: a quantity of nothing or less. Details: the line, the quantity.</summary>
    public const string QuantityImpossible = "shipment.quantity-impossible";

    /// <summary>
    /// Refused: serials or weapons are listed, and not as many as there are pieces. Details: line, quantity, listed.
    /// </summary>
    public const string SerialsDoNotMatch = "shipment.serials-do-not-match";

    /// <summary>
    /// Refused: a serial says that there is no number, and no weapon is named for it. Details: line, text.
    /// </summary>
    public const string SerialSaysNone = "shipment.serial-says-none";

    /// <summary>Refused: a serial or weapon stands twice. Details: it.</summary>
    public const string SerialTwice = "shipment.serial-twice";

    /// <summary>Refused: a package of this number was closed before, with something else. Details: it.</summary>
    public const string PackageUsed = "shipment.package-used";

    /// <summary>
    /// Refused (EUC-041): more than the authorization leaves. Details: line, granted, left or packed, asked for.
    /// </summary>
    public const string OverShipped = "shipment.over-shipped";

    /// <summary>
    /// Refused: a weapon is not at hand: packed elsewhere, on its way, lost, destroyed. Details: serial, state.
    /// </summary>
    public const string WeaponNotAtHand = "shipment.weapon-not-at-hand";

    /// <summary>Refused: everything that was packed has left.</summary>
    public const string NothingPacked = "shipment.nothing-packed";

    /// <summary>Refused: it has left, so that nothing can be unpacked. Details: when.</summary>
    public const string HasLeft = "shipment.has-left";

    /// <summary>Refused: it cannot have happened before what it follows. Details: the day, the earlier day.</summary>
    public const string TooEarly = "shipment.too-early";

    /// <summary>
    /// Refused (EUC-043): the departure lies outside the certificate's validity. Details: day, from, to.
    /// </summary>
    public const string CertificateNotInForce = "shipment.certificate-not-in-force";

    /// <summary>
    /// Refused: an evaluated rule holds or rejects the certificate. Details: <see cref="Holding.Details"/>.
    /// </summary>
    public const string CertificateHeld = "shipment.certificate-held";

    /// <summary>Refused: nothing had left that this could be about.</summary>
    public const string NotLeft = "shipment.not-left";

    /// <summary>
    /// Refused: more than can be there. Details: the line, what had left and is not known to be gone, asked for.
    /// </summary>
    public const string MoreThanLeft = "shipment.more-than-left";

    /// <summary>Refused: a serial did not leave with this shipment. Details: it.</summary>
    public const string SerialNotInShipment = "shipment.serial-not-in-shipment";

    /// <summary>Refused: a package was opened, and nobody says by what right.</summary>
    public const string NoLegalGround = "shipment.no-legal-ground";

    /// <summary>Refused: a seizure names no authority or no place.</summary>
    public const string SeizureIncomplete = "shipment.seizure-incomplete";

    private static Draw? DrawOf(AuthorizationState state, Subject authorization)
    {
        var granted = state.Facts.FirstOrDefault(it => it.Home == authorization && it.Fact is AuthorizationGranted);
        return granted?.Fact is AuthorizationGranted { Certificate: var certificate }
            ? state.BalanceOf(certificate).Draws
                .LastOrDefault(it => it.Authorization == authorization)
            : null;
    }

    private static Shipment? ShipmentOf(AuthorizationState state, Subject shipment) =>
        Shipment.All(state.Facts.Where(it => it.Home == shipment)).FirstOrDefault();

    private static Refusal? CheckOpen(Draw draw, Happened on) => draw switch
    {
        { Ended: { } ended } => new Refusal(AuthorizationEnded, ended.Text),
        { Suspended: { } since } when on.Latest >= since.Happened.Earliest =>
            new Refusal(AuthorizationSuspended, since.Happened.Text),
        { ValidTo: { } last } when on.Latest > last.Latest => new Refusal(AuthorizationEnded, last.Text),
        _ when on.Latest < draw.Granted.Happened.Earliest =>
            new Refusal(TooEarly, on.Text, draw.Granted.Happened.Text),
        _ => null,
    };

    /// <summary>Is a list of contents one that any paper may hold?</summary>
    /// <param name="contents">The list.</param>
    /// <param name="lines">The lines there are.</param>
    internal static Refusal? CheckContents(ValueList<LineContents> contents, IEnumerable<int> lines)
    {
        var known = lines.ToHashSet();
        if (contents.Count == 0)
        {
            return new Refusal(Empty);
        }

        foreach (var it in contents)
        {
            var wrong = !known.Contains(it.Line) ? new Refusal(LineUnknown, it.Line)
                : it.Quantity <= 0 ? new Refusal(QuantityImpossible, it.Line, it.Quantity)
                : it.Serials.Count > 0 && it.Serials.Count != it.Quantity
                    ? new Refusal(SerialsDoNotMatch, it.Line, it.Quantity, it.Serials.Count)
                : it.Serials.FirstOrDefault(string.IsNullOrWhiteSpace) is not null
                    ? new Refusal(SerialsDoNotMatch, it.Line, it.Quantity, it.Serials.Count(One))
                    : null;
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;

        static bool One(string serial) => !string.IsNullOrWhiteSpace(serial);
    }

    /// <summary>The first of some texts that stands twice.</summary>
    private static string? Twice(IEnumerable<(string Key, string Text)> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return texts.FirstOrDefault(it => !seen.Add(it.Key)).Text;
    }
}
