namespace TransferLedger.Custody;

/// <summary>The rules that replay of a single weapon checks, by the ids of section 5 of the custody rules.</summary>
public static partial class CustodyRule
{
    /// <summary>
    /// Two clear readings of the number at one place of the weapon differ, and nobody put a mark on in between. Where
    /// neither reading says the place, it is only possible. Values: one text, its date, the other, its date, place
    /// (empty when not said).
    /// </summary>
    public const string MarkChanged = "COC-004";

    /// <summary>
    /// A number that was read clearly was found obliterated or absent later. Values: the text, when it was last read,
    /// when it was gone, place (empty when not said).
    /// </summary>
    public const string MarkVanished = "COC-005";

    /// <summary>
    /// It was imported, and no import mark of that country is on record in time. Values: country, date of import, days
    /// since, days allowed.
    /// </summary>
    public const string NoImportMark = "COC-007";

    /// <summary>
    /// Its import mark names a country and a year in which it was elsewhere; only possible where its custody in the
    /// years around is not known throughout. Values: the mark, country, year.
    /// </summary>
    public const string ImportMarkContradicts = "COC-008";

    /// <summary>Nobody is on record as having read its marks on the weapon itself. Values: none.</summary>
    public const string WeakIdentity = "COC-009";

    /// <summary>
    /// The number on a part is another than on the receiver. Values: place of the part, its number, the receiver's.
    /// </summary>
    public const string ComponentMismatch = "COC-010";

    /// <summary>
    /// It is counted or issued, and was never made, imported or registered. Values: step, its date.
    /// </summary>
    public const string GhostItem = "COC-011";

    /// <summary>
    /// A change of state that is not in the table; reported only where no rule that says more fires on the same fact.
    /// A life that begins with anything but manufacture or registration is reported only when neither is known: a
    /// registration is often the last thing the ledger learns of.
    /// Values: state before, step, state after.
    /// </summary>
    public const string IllegalStateChange = "COC-020";

    /// <summary>Something happened after the destruction. Values: date of destruction, step, its date.</summary>
    public const string EventAfterDestruction = "COC-021";

    /// <summary>
    /// It fired after it had been made unable to fire for ever. Values: date of deactivation, date it fired.
    /// </summary>
    public const string LiveAfterDeactivation = "COC-022";

    /// <summary>Something happened before the manufacture. Values: date of manufacture, step, its date.</summary>
    public const string EventBeforeManufacture = "COC-023";

    /// <summary>
    /// Two steps stand in the wrong order: receipt before handover, arrival before departure, return before issue,
    /// recovery before seizure, sale after seizure. Values: step that should be first, its date, step that should
    /// follow, its date.
    /// </summary>
    public const string ReversedPair = "COC-024";

    /// <summary>
    /// Seen at two places too far apart for the time between, at the speed of an aircraft; only possible where the
    /// dates leave more time. Values: one place, its date, the other, its date, kilometres, km/h (at least).
    /// </summary>
    public const string ImpossibleSpeed = "COC-025";

    /// <summary>Said to have happened later than it was recorded. Values: step, its date, day of recording.</summary>
    public const string FutureEvent = "COC-026";

    /// <summary>
    /// Recorded long after it happened; rows of registers taken over as a whole are not meant. What was recorded late
    /// on one day is one finding. Values, of the latest: step, its date, day of recording, days.
    /// </summary>
    public const string LateRecording = "COC-027";

    /// <summary>
    /// Recorded after a finding stood, dated before it, and it takes the finding away. Values: step, its date, day of
    /// recording, the rule of the finding, day from which the finding was known.
    /// </summary>
    public const string BackDated = "COC-028";

    /// <summary>Two custodians at the same time. Values: one custodian, the other, date of the second claim.</summary>
    public const string TwoCustodians = "COC-030";

    /// <summary>
    /// Nobody answers for the weapon for longer than allowed. Values: days, days allowed, custodian before, custodian
    /// after (empty when not named).
    /// </summary>
    public const string UnexplainedGap = "COC-031";

    /// <summary>
    /// It was handed over, and no receipt came in time. Values: giver, receiver, date of the handover, days without a
    /// receipt, days allowed.
    /// </summary>
    public const string NoReceipt = "COC-032";

    /// <summary>
    /// A custodian records receipt, and the one before never released it. Values: receiver, custodian before.
    /// </summary>
    public const string ReceiptWithoutHandover = "COC-033";

    /// <summary>Somebody gave it away who was not its custodian. Values: giver, custodian at the time.</summary>
    public const string ReleasedByOther = "COC-034";

    /// <summary>
    /// It was issued and not given back when due. Values: unit, user, due date, days overdue.
    /// </summary>
    public const string IssueOverdue = "COC-036";

    /// <summary>
    /// It left somebody and came back through at least two others in short time. Values: custodian, day it left, day it
    /// came back, how many were between.
    /// </summary>
    public const string Loop = "COC-040";

    /// <summary>
    /// It was seen away from its custodian, and no loss or theft had been reported. Values: custodian, last proof of
    /// presence with it, step, its date, place (empty when not given).
    /// </summary>
    public const string SeenElsewhere = "COC-041";

    /// <summary>
    /// Its loss or theft was reported only after it had turned up elsewhere; said of the sighting instead of
    /// <see cref="SeenElsewhere"/>. Values: reporter, step by which it turned up, its date, date of the report.
    /// </summary>
    public const string LateLossReport = "COC-042";

    /// <summary>Delivered by a shipment it never left with. Values: shipment, receiver, date.</summary>
    public const string DeliveredWithoutDeparture = "COC-053";

    /// <summary>
    /// It left with a shipment and neither arrived nor came back in time. Values: shipment, date of departure, days
    /// since, days allowed.
    /// </summary>
    public const string NeverArrived = "COC-054";

    /// <summary>It is in two open shipments. Values: one shipment, the other, date of the second packing.</summary>
    public const string PackedTwice = "COC-059";

    /// <summary>
    /// It left the receiver soon after its delivery, without an approved request to pass it on. Values: receiver, date
    /// of delivery, step, its date.
    /// </summary>
    public const string SoonOnward = "COC-062";

    /// <summary>
    /// A complete count of the stock it should have been in did not find it. Values: custodian, site, date of the
    /// count, last proof of presence.
    /// </summary>
    public const string MissedAtCount = "COC-074";

    /// <summary>
    /// Destroyed with fewer than two witnesses or without a picture. Values: date, how many witnesses, and pictures.
    /// </summary>
    public const string DestroyedWithoutProof = "COC-093";

    /// <summary>
    /// Seized, found or surrendered and destroyed without a record of its marks. Values: step, its date, date of
    /// destruction.
    /// </summary>
    public const string DestroyedBeforeRecord = "COC-094";

    /// <summary>Destroyed while a trace of it was open. Values: the trace, date of destruction.</summary>
    public const string DestroyedWhileTraced = "COC-095";

    /// <summary>A trace request lacks what the instrument asks for. Values: the trace, what it lacks.</summary>
    public const string TraceIncomplete = "COC-096";

    /// <summary>
    /// A trace request waits too long for its acknowledgement or for its reply. Values: the trace, State, date of the
    /// request, <c>acknowledgement</c> or <c>reply</c>, days since, days allowed.
    /// </summary>
    public const string TraceUnanswered = "COC-097";

    /// <summary>
    /// A State names a holder that nothing else on record knows, or has no record of what was in its territory.
    /// Values: State, the holder, date; or State, the custodian known there, empty.
    /// </summary>
    public const string TraceContradicts = "COC-098";

    /// <summary>
    /// One person corrects more of one weapon's records than is usual. Values: who, how many, how many are usual.
    /// </summary>
    public const string CorrectionPattern = "COC-099";

    /// <summary>Who recorded a correction also approved it. Values: who, day of recording.</summary>
    public const string OwnApproval = "COC-100";

    /// <summary>
    /// Two partners say at the same time that different custodians had it. Values: one partner, the other, date.
    /// </summary>
    public const string ConflictingPartners = "COC-102";

    /// <summary>
    /// It came into custody in an area under embargo, drawn from no clearance. Values: the custodian or an empty text,
    /// country, date, the measure, what it is aimed at, where the measure stands.
    /// </summary>
    public const string EmbargoedArea = "COC-039";
}
