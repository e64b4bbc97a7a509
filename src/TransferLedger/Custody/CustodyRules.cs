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
    private const string Table = "no reference table of makers, models and years";
    private const string Licences = "no register of who may hold what";

    /// <summary>The rules.</summary>
    public static ImmutableArray<CustodyRuleEntry> All { get; } =
    [
        new("COC-001", "Serial collision", "BREACH", "candidates are shown by search and merged by people"),
        new("COC-002", "Possible duplicate", "WARN", "candidates are shown by search and merged by people"),
        new("COC-003", "Serial re-used by other maker", "INFO", "candidates are shown by search and merged by people"),
        new(CustodyRule.MarkChanged, "Mark changed", "BREACH"),
        new(CustodyRule.MarkVanished, "Mark vanished", "BREACH"),
        new("COC-006", "Impossible marks", "WARN", Table),
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
        new("COC-029", "Same-second batch", "INFO", "looks over many weapons; replay of one does not see it"),
        new(CustodyRule.TwoCustodians, "Two custodians at once", "CRITICAL"),
        new(CustodyRule.UnexplainedGap, "Unexplained gap", "BREACH"),
        new(CustodyRule.NoReceipt, "Transfer without receipt", "BREACH"),
        new(CustodyRule.ReceiptWithoutHandover, "Receipt without handover", "BREACH"),
        new(CustodyRule.ReleasedByOther, "Released by non-custodian", "BREACH"),
        new("COC-035", "Unauthorised custodian", "BREACH", Licences),
        new(CustodyRule.IssueOverdue, "Issue overdue", "WARN, BREACH"),
        new("COC-037", "Issue to untrained holder", "WARN", "no training records"),
        new("COC-038", "Site not approved", "WARN", "no inspections of sites"),
        new(CustodyRule.EmbargoedArea, "Custody in embargoed area", "CRITICAL"),
        new(CustodyRule.Loop, "Self-transfer loop", "WARN"),
        new(CustodyRule.SeenElsewhere, "Sighting away from custodian", "BREACH"),
        new(CustodyRule.LateLossReport, "Loss reported only after recovery", "BREACH"),
        new("COC-050", "Shipped more than authorised", "CRITICAL", "found by EUC-041 on the certificate"),
        new("COC-051", "Shipped without authorisation", "CRITICAL", "found by EUC-041 on the certificate"),
        new("COC-052", "Authorisation out of date at departure", "BREACH", "found by EUC-043 on the certificate"),
        new(CustodyRule.DeliveredWithoutDeparture, "Delivered without departure", "BREACH"),
        new(CustodyRule.NeverArrived, "Departed, never arrived", "WARN, BREACH"),
        new("COC-055", "Arrived short or over", "BREACH", "shown serial by serial by shipment show"),
        new("COC-056", "Substituted item", "CRITICAL", "shown serial by serial by shipment show"),
        new("COC-057", "Seal broken or changed", "BREACH", "shown by shipment show"),
        new("COC-058", "Unplanned stop", "WARN", "authorizations name no routes"),
        new(CustodyRule.PackedTwice, "Packed twice", "BREACH"),
        new("COC-060", "Transit without authorisation", "BREACH", "no register of who asks for one"),
        new("COC-061", "Wrong receiver", "CRITICAL", "a receiver is held against the certificate by no rule yet"),
        new(CustodyRule.SoonOnward, "Onward movement soon after delivery", "WARN"),
        new("COC-063", "Retransfer without consent", "CRITICAL", "found by EUC-073 on the certificate"),
        new("COC-064", "No delivery verification", "WARN", "found by EUC-070 on the certificate"),
        new(CustodyRule.MissedAtCount, "Count difference", "BREACH"),
        new("COC-090", "Broken hash chain", "CRITICAL", "the log is not sealed yet"),
        new("COC-091", "Evidence missing or altered", "BREACH", "file check compares files one by one"),
        new("COC-092", "Pruned too early", "BREACH", "nothing is ever pruned"),
        new(CustodyRule.DestroyedWithoutProof, "Destruction without proof", "BREACH"),
        new(CustodyRule.DestroyedBeforeRecord, "Destroyed before record", "BREACH"),
        new(CustodyRule.DestroyedWhileTraced, "Destroyed while evidence", "BREACH"),
        new(CustodyRule.TraceIncomplete, "Trace request incomplete", "WARN"),
        new(CustodyRule.TraceUnanswered, "Trace unanswered", "INFO, WARN"),
        new(CustodyRule.TraceContradicts, "Trace contradicts ledger", "BREACH"),
        new(CustodyRule.CorrectionPattern, "Correction pattern", "WARN"),
        new(CustodyRule.OwnApproval, "Segregation of duties", "BREACH"),
        new("COC-101", "Clock regression", "BREACH", "the log refuses it: instants never go back"),
        new(CustodyRule.ConflictingPartners, "Conflicting partners", "WARN"),
    ];
}
