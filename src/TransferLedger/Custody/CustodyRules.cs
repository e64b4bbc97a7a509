using System.Collections.Immutable;

namespace TransferLedger.Custody;

/// <summary>A rule that replay checks, or cannot check yet.</summary>
/// <param name="Id">Its id in section 5 of the custody rules.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Severity">How grave it is when the dates leave no doubt.</param>
/// <param name="Missing">What is missing to evaluate it; null when it is evaluated.</param>
public sealed record CustodyRuleEntry(string Id, string Title, string Severity, string? Missing = null);

/// <summary>Every custody rule about weapons, by id. Source: section 5 of the custody rules.</summary>
public static class CustodyRules
{
    /// <summary>The rules.</summary>
    public static ImmutableArray<CustodyRuleEntry> All { get; } =
    [
        new(CustodyRule.SerialCollision, "Serial collision", "BREACH"),
        new(CustodyRule.PossibleDuplicate, "Possible duplicate", "WARN"),
        new(CustodyRule.NumberOfOtherMaker, "Serial re-used by other maker", "INFO"),
        new(CustodyRule.MarkChanged, "Mark changed", "BREACH"),
        new(CustodyRule.MarkVanished, "Mark vanished", "BREACH"),
        new(CustodyRule.ImpossibleMarks, "Impossible marks", "WARN"),
        new(CustodyRule.NoImportMark, "No import mark", "WARN"),
        new(CustodyRule.ImportMarkContradicts, "Import mark contradicts path", "BREACH"),
        new(CustodyRule.WeakIdentity, "Identity from weak evidence", "WARN"),
        new(CustodyRule.ComponentMismatch, "Component mismatch", "INFO"),
        new(CustodyRule.GhostItem, "Ghost item", "WARN"),
        new(CustodyRule.IllegalStateChange, "Illegal state change", "BREACH"),
        new(CustodyRule.EventAfterDestruction, "Event after destruction", "CRITICAL"),
        new(CustodyRule.LiveAfterDeactivation, "Seen after deactivation as live", "BREACH"),
        new(CustodyRule.EventBeforeManufacture, "Event before manufacture", "BREACH"),
        new(CustodyRule.ReversedPair, "Reversed pair", "BREACH"),
        new(CustodyRule.ImpossibleSpeed, "Impossible speed", "WARN, BREACH"),
        new(CustodyRule.FutureEvent, "Future event", "BREACH"),
        new(CustodyRule.LateRecording, "Late recording", "INFO, WARN"),
        new(CustodyRule.BackDated, "Back-dated after suspicion", "WARN"),
        new(CustodyRule.SameSecondBatch, "Same-second batch", "INFO"),
        new(CustodyRule.TwoCustodians, "Two custodians at once", "CRITICAL"),
        new(CustodyRule.UnexplainedGap, "Unexplained gap", "BREACH"),
        new(CustodyRule.NoReceipt, "Transfer without receipt", "BREACH"),
        new(CustodyRule.ReceiptWithoutHandover, "Receipt without handover", "BREACH"),
        new(CustodyRule.ReleasedByOther, "Released by non-custodian", "BREACH"),
        new(CustodyRule.UnauthorisedCustodian, "Unauthorised custodian", "BREACH"),
        new(CustodyRule.IssueOverdue, "Issue overdue", "WARN, BREACH"),
        new(CustodyRule.UntrainedHolder, "Issue to untrained holder", "WARN"),
        new(CustodyRule.SiteNotApproved, "Site not approved", "WARN"),
        new(CustodyRule.EmbargoedArea, "Custody in embargoed area", "CRITICAL"),
        new(CustodyRule.Loop, "Self-transfer loop", "WARN"),
        new(CustodyRule.SeenElsewhere, "Sighting away from custodian", "BREACH"),
        new(CustodyRule.LateLossReport, "Loss reported only after recovery", "BREACH"),
        new(CustodyRule.OverShipped, "Shipped more than authorised", "CRITICAL"),
        new(CustodyRule.LeftUnauthorized, "Shipped without authorisation", "CRITICAL"),
        new(CustodyRule.LeftOutOfDate, "Authorisation out of date at departure", "BREACH"),
        new(CustodyRule.DeliveredWithoutDeparture, "Delivered without departure", "BREACH"),
        new(CustodyRule.NeverArrived, "Departed, never arrived", "WARN, BREACH"),
        new(CustodyRule.ArrivedShort, "Arrived short or over", "BREACH"),
        new(CustodyRule.Substituted, "Substituted item", "CRITICAL"),
        new(CustodyRule.SealChanged, "Seal broken or changed", "BREACH"),
        new(CustodyRule.UnplannedStop, "Unplanned stop", "INFO, WARN"),
        new(CustodyRule.PackedTwice, "Packed twice", "BREACH"),
        new(CustodyRule.TransitUnauthorized, "Transit without authorisation", "INFO, BREACH"),
        new(CustodyRule.WrongReceiver, "Wrong receiver", "CRITICAL"),
        new(CustodyRule.SoonOnward, "Onward movement soon after delivery", "WARN"),
        new(CustodyRule.PassedOnWithoutConsent, "Retransfer without consent", "CRITICAL"),
        new(CustodyRule.NotVerified, "No delivery verification", "WARN"),
        new(CustodyRule.MissedAtCount, "Count difference", "BREACH"),
        new(CustodyRule.BrokenHashChain, "Broken hash chain", "CRITICAL"),
        new(CustodyRule.EvidenceGone, "Evidence missing or altered", "BREACH"),
        new(CustodyRule.PrunedTooEarly, "Pruned too early", "BREACH"),
        new(CustodyRule.DestroyedWithoutProof, "Destruction without proof", "BREACH"),
        new(CustodyRule.DestroyedBeforeRecord, "Destroyed before record", "BREACH"),
        new(CustodyRule.DestroyedWhileTraced, "Destroyed while evidence", "BREACH"),
        new(CustodyRule.TraceIncomplete, "Trace request incomplete", "WARN"),
        new(CustodyRule.TraceUnanswered, "Trace unanswered", "INFO, WARN"),
        new(CustodyRule.TraceContradicts, "Trace contradicts ledger", "BREACH"),
        new(CustodyRule.CorrectionPattern, "Correction pattern", "WARN"),
        new(CustodyRule.OwnApproval, "Segregation of duties", "BREACH"),
        new(CustodyRule.ClockRegression, "Clock regression", "BREACH"),
        new(CustodyRule.ConflictingPartners, "Conflicting partners", "WARN"),
    ];
}
