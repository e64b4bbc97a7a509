namespace TransferLedger.Lots;

/// <summary>
/// The rules about lots and counts, by the ids of section 5 of the custody rules. Quantities among the values are whole
/// rounds (items, for weapons); a custodian or site that is not named is empty.
/// </summary>
public static class LotRule
{
    /// <summary>
    /// What was issued was not back by its date. Values: user, rounds outstanding, date due, days overdue.
    /// </summary>
    public const string IssueOverdue = "COC-036";

    /// <summary>
    /// More rounds went from a custodian, a site or a user than had come. Values: custodian, site, user (empty for
    /// stock), balance, date.
    /// </summary>
    public const string NegativeBalance = "COC-070";

    /// <summary>
    /// Parts and whole of a split or merge differ. Values: what was done, rounds of the whole, of the parts.
    /// </summary>
    public const string PartsNotEqual = "COC-071";

    /// <summary>
    /// There are more rounds than can be: more came off a shipment than were on it, or, of a lot whose production is on
    /// record, more came back than ever left. A lack at one custodian is <see cref="NegativeBalance"/>. Values: the
    /// shipment (empty for rounds from outside), balance, date.
    /// </summary>
    public const string MassConservation = "COC-072";

    /// <summary>
    /// More was fired than is plausible. Values: rounds, <c>weapon-days</c> or <c>trainees</c>, how many, rounds
    /// allowed.
    /// </summary>
    public const string ConsumptionImplausible = "COC-073";

    /// <summary>
    /// What was counted is not what the books say. Values: counted, book, difference, custodian, site.
    /// </summary>
    public const string CountDifference = "COC-074";

    /// <summary>
    /// A count that is not independent. Values: <c>storekeeper</c> or <c>same-counters</c>, the persons.
    /// </summary>
    public const string CountNotIndependent = "COC-075";

    /// <summary>No full count within the cycle. Values: days since, days allowed, custodian, site.</summary>
    public const string CountOverdue = "COC-076";

    /// <summary>
    /// One weapon was seen at two sites in one round of counts. Values: weapon, site, date, site, date.
    /// </summary>
    public const string SeenTwice = "COC-077";

    /// <summary>
    /// A lot before its production, or used after its last day. Values: <c>before-production</c> or <c>after-
    /// expiry</c>,
    /// stored name of the fact, its date, date of production or last day.
    /// </summary>
    public const string OutsideShelfLife = "COC-078";

    /// <summary>
    /// More was destroyed than was there. Values: custodian, site, rounds destroyed, balance after, date.
    /// </summary>
    public const string DestroyedTooMuch = "COC-079";

    /// <summary>
    /// The books were changed without a reason or a second person. Values: change, <c>reason-missing</c>,
    /// <c>approver-missing</c> or <c>same-person</c>.
    /// </summary>
    public const string AdjustedAlone = "COC-080";

    /// <summary>
    /// Rounds were taken in another country than that of the only custodian the lot was delivered to, and that one
    /// reported no loss and gave none away. Values: custodian, its country, place, country, rounds, date.
    /// </summary>
    public const string DivertedElsewhere = "COC-081";

    /// <summary>
    /// Rounds were destroyed and fewer than two persons saw it who do not record it. Values: rounds, date, how many.
    /// </summary>
    public const string DestroyedWithoutProof = "COC-093";
}
