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
    /// Its maker did not make that model, that calibre of it, or in that year, by a work of reference on record.
    /// Values: maker, model, <c>model</c>, <c>calibre</c> or <c>year</c>, what is said of it, what was made, the work.
    /// </summary>
    public const string ImpossibleMarks = "COC-006";

    /// <summary>
    /// So many facts of one person were recorded within one second that nobody can have typed them, and none names what
    /// it was taken from. Values: who, the second, how many of whatever weapon (at least).
    /// </summary>
    public const string SameSecondBatch = "COC-029";

    /// <summary>
    /// It came to a custodian that may not hold such arms: one that has permits on record, or sits where all permits
    /// are. Values: custodian, class (empty when not known), from when, <c>none</c>, <c>later</c>, <c>ended</c> or
    /// <c>class</c>, the permit (empty when there is none).
    /// </summary>
    public const string UnauthorisedCustodian = "COC-035";

    /// <summary>
    /// Of two of its facts the one recorded later bears an earlier instant. Values: the one instant, the other.
    /// </summary>
    public const string ClockRegression = "COC-101";

    /// <summary>
    /// Issued to somebody without a valid training record, by a unit that has such records on file. Values: unit, user,
    /// date, end of the last training (empty when there was none).
    /// </summary>
    public const string UntrainedHolder = "COC-037";

    /// <summary>
    /// Kept at a site without a valid inspection, or one that was not approved, by a custodian whose sites are
    /// inspected; or counted there with more than the inspection allows. Values: custodian, site, from when or the day
    /// of the count, <c>none</c>, <c>ended</c>, <c>refused</c>, <c>officer</c> or <c>capacity</c>, date of the
    /// inspection (empty when there was none); for <c>capacity</c> also how many were counted, and how many may be
    /// there.
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

    /// <summary>
    /// Facts about it are gone from the log, although records of it have to be kept still. Values: how many (at least),
    /// the position of the first, the last day of keeping (empty while it is in being, which has none).
    /// </summary>
    public const string PrunedTooEarly = "COC-092";
}
