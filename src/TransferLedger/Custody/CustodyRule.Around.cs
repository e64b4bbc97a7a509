namespace TransferLedger.Custody;

/// <summary>The rules that look at what is on record around a weapon: <see cref="Surroundings"/>.</summary>
public static partial class CustodyRule
{
    /// <summary>
    /// Two weapons that are both still there have the same number, maker, model and calibre (tier M1). Values: number,
    /// maker, the other weapon.
    /// </summary>
    public const string SerialCollision = "COC-001";

    /// <summary>
    /// Another weapon may be the same (tiers M2 to M4), and both were in different hands at one time. Values: tier,
    /// number, the other's number, the other weapon.
    /// </summary>
    public const string PossibleDuplicate = "COC-002";

    /// <summary>
    /// Another maker used the number (tier M5). Values: number, maker, the other maker, the other weapon.
    /// </summary>
    public const string NumberOfOtherMaker = "COC-003";

    /// <summary>
    /// Issued to somebody without a valid training record, by a unit that has such records on file. Values: unit, user,
    /// date, end of the last training (empty when there was none).
    /// </summary>
    public const string UntrainedHolder = "COC-037";

    /// <summary>
    /// Kept at a site without a valid inspection, or one that was not approved, by a custodian whose sites are
    /// inspected. Values: custodian, site, from when, <c>none</c>, <c>ended</c>, <c>refused</c> or <c>officer</c>, date
    /// of the inspection (empty when there was none).
    /// </summary>
    public const string SiteNotApproved = "COC-038";

    /// <summary>
    /// More has left under an authorization than it grants. Values: authorization, line, granted, left.
    /// </summary>
    public const string OverShipped = "COC-050";

    /// <summary>
    /// It left without a valid authorization: <c>none</c> is named, the one named is <c>unknown</c>, or it is not for
    /// this <c>line</c> or <c>destination</c>. Values: shipment, date, which of these, the authorization (empty for
    /// none), line or country.
    /// </summary>
    public const string LeftUnauthorized = "COC-051";

    /// <summary>
    /// It left before or after authorization or certificate could be used. Values: shipment, date, the paper, from when
    /// (empty when not said), to when.
    /// </summary>
    public const string LeftOutOfDate = "COC-052";

    /// <summary>
    /// Less or more arrived than left, or was taken home than came. Values: shipment, line, left, arrived, serials
    /// missing, serials that nobody had sent; serials with blanks between.
    /// </summary>
    public const string ArrivedShort = "COC-055";

    /// <summary>
    /// As many arrived as left, and not the same ones. Values as <see cref="ArrivedShort"/>.
    /// </summary>
    public const string Substituted = "COC-056";

    /// <summary>
    /// A seal of its package was not found on the way. Values: shipment, package, seal, step, date, seals found there.
    /// </summary>
    public const string SealChanged = "COC-057";

    /// <summary>
    /// It passed through a country that the authorization does not name; where that names no route, it is only told.
    /// Values: shipment, country, place, date, the route (empty when none is named).
    /// </summary>
    public const string UnplannedStop = "COC-058";

    /// <summary>
    /// It passed through a State without a permit: one that asks for it, or of which that is not on record. Values:
    /// shipment, country, date, the law (empty when it is not on record).
    /// </summary>
    public const string TransitUnauthorized = "COC-060";

    /// <summary>
    /// It was delivered to somebody whom the certificate names neither as end user nor as consignee. Values: shipment,
    /// receiver, date, end user.
    /// </summary>
    public const string WrongReceiver = "COC-061";

    /// <summary>
    /// It was passed on and nobody had consented, or more than was consented to. Values: reference, from, to, date,
    /// <c>none</c> or <c>beyond</c>.
    /// </summary>
    public const string PassedOnWithoutConsent = "COC-063";

    /// <summary>
    /// No delivery verification certificate came in time. Values: shipment, date of arrival, due date, days overdue.
    /// </summary>
    public const string NotVerified = "COC-064";

    /// <summary>
    /// The log is not as it was sealed from a position on, and this fact stands there or behind. Values: the position,
    /// what is wrong.
    /// </summary>
    public const string BrokenHashChain = "COC-090";

    /// <summary>
    /// A file that proves a fact is altered, or not on hand. Values: hash, <c>altered</c> or <c>missing</c>.
    /// </summary>
    public const string EvidenceGone = "COC-091";
}
