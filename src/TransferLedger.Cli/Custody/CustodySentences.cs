using TransferLedger.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>Codes of the domain in English sentences.</summary>
internal static class CustodySentences
{
    /// <summary>What a rule found, from the values it gives (see <see cref="CustodyRule"/> for their order).</summary>
    public static string Of(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.IllegalStateChange => $"it was {State(v[0])}, and {Step(v[1])} would make it {State(v[2])}: no such change is possible",
            CustodyRule.EventAfterDestruction => $"destroyed {v[0]}, yet {Step(v[1])} {v[2]}",
            CustodyRule.EventBeforeManufacture => $"made {v[0]}, yet {Step(v[1])} {v[2]}",
            CustodyRule.ReversedPair => $"{Step(v[0])} {v[1]} comes after {Step(v[2])} {v[3]}",
            CustodyRule.FutureEvent => $"{Step(v[0])} dated {v[1]} was recorded on {v[2]}, before it can have happened",
            CustodyRule.TwoCustodians => $"{v[0]} and {v[1]} both answer for it on {v[2]}",
            CustodyRule.UnexplainedGap => $"nobody answers for it for {v[0]} days (allowed: {v[1]}), between {Name(v[2])} and {Name(v[3])}",
            CustodyRule.ReceiptWithoutHandover => $"{v[0]} records receipt, and {Name(v[1])} never released it",
            CustodyRule.ReleasedByOther => $"{v[0]} gave it away and was not its custodian: {Name(v[1])} was",
            CustodyRule.SeenElsewhere => $"{Step(v[2])} {v[3]}{At(v[4])}, while {Name(v[0])} answered for it (last proof {v[1]}) and had reported no loss or theft",
            _ => OfLife(found),
        };
    }

    private static string OfLife(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.MarkChanged => $"'{v[0]}' was read {v[1]} and '{v[2]}' {v[3]}{On(v[4])}, and nobody put a mark on in between",
            CustodyRule.MarkVanished => $"'{v[0]}' was read clearly {v[1]} and was gone {v[2]}{On(v[3])}",
            CustodyRule.NoImportMark => $"imported into {v[0]} {v[1]}, and no import mark after {v[2]} days (allowed: {v[3]})",
            CustodyRule.ImportMarkContradicts => $"its import mark '{v[0]}' says {v[1]}, {v[2]}: it was never there in the years around",
            CustodyRule.WeakIdentity => "nobody is on record as having read its marks on the weapon itself",
            CustodyRule.ComponentMismatch => $"the number on the {v[0]} is '{v[1]}', on the receiver '{v[2]}'",
            CustodyRule.GhostItem => $"{Step(v[0])} {v[1]}, and never made, imported or registered",
            CustodyRule.LiveAfterDeactivation => $"made unable to fire {v[0]}, and fired {v[1]}",
            CustodyRule.ImpossibleSpeed => $"at {v[0]} {v[1]} and at {v[2]} {v[3]}: {v[4]} km, at least {v[5]} km/h",
            CustodyRule.Loop => $"it left {v[0]} {v[1]} and came back {v[2]} through {v[3]} others",
            CustodyRule.LateLossReport => $"{Name(v[0])} reported it missing ({v[3]}) only after it had turned up ({Step(v[1])} {v[2]})",
            CustodyRule.DeliveredWithoutDeparture => $"delivered to {v[1]} {v[2]} by shipment {v[0]}, with which it never left",
            CustodyRule.PackedTwice => $"packed for shipment {v[1]} {v[2]} while packed for {v[0]}",
            CustodyRule.SoonOnward => $"delivered to {v[0]} {v[1]}, and {Step(v[2])} from there {v[3]} without an approved request",
            CustodyRule.MissedAtCount => $"a complete count of {v[0]} at {v[1]} {v[2]} did not find it (last proof {v[3]})",
            CustodyRule.DestroyedBeforeRecord => $"{Step(v[0])} {v[1]} and destroyed {v[2]} without a record of its marks",
            _ => OfRecording(found),
        };
    }

    private static string OfRecording(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.LateRecording => $"{Step(v[0])} {v[1]} was recorded on {v[2]}, {v[3]} days later"
                + (found.Positions.Count > 1 ? $", and {found.Positions.Count - 1} more late on that day" : ""),
            CustodyRule.BackDated => $"{Step(v[0])} dated {v[1]} was recorded on {v[2]} and takes {v[3]} away, known since {v[4]}",
            CustodyRule.NoReceipt => $"{Name(v[0])} handed it to {Name(v[1])} {v[2]}: {v[3]} days without a receipt (allowed: {v[4]})",
            CustodyRule.IssueOverdue => $"issued by {v[0]} to {v[1]}, due back {v[2]}: {v[3]} days overdue",
            CustodyRule.NeverArrived => $"it left with shipment {v[0]} {v[1]} and has not arrived after {v[2]} days (allowed: {v[3]})",
            CustodyRule.DestroyedWithoutProof => $"destroyed {v[0]} with {v[1]} witnesses and {v[2]} pictures (asked for: 2 and 1)",
            CustodyRule.CorrectionPattern => $"{v[0]} corrected its records {v[1]} times (usual: up to {v[2]})",
            CustodyRule.OwnApproval => $"{v[0]} recorded a correction on {v[1]} and approved it too",
            CustodyRule.ConflictingPartners => $"{v[0]} and {v[1]} name different custodians on {v[2]}",
            _ => OfTraces(found),
        };
    }

    private static string OfTraces(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.DestroyedWhileTraced => $"destroyed {v[1]} while trace {v[0]} was open",
            CustodyRule.TraceIncomplete => $"the request of trace {v[0]} says nothing of {string.Join(", ", v.Skip(1))}",
            CustodyRule.TraceUnanswered => $"trace {v[0]}: {v[1]} was asked {v[2]}, and after {v[4]} days there is no {v[3]} (allowed: {v[5]})",
            CustodyRule.TraceContradicts when v[2].Length > 0 => $"the records of {v[0]} name {v[1]} from {v[2]}, and nothing else on record does",
            CustodyRule.TraceContradicts => $"{v[0]} has no record of it, and {v[1]} had it there",
            CustodyRule.EmbargoedArea => $"it came to {Name(v[0])} in {v[1]} {v[2]}, while {v[4]} was under the arms embargo {v[3]}{(v[5] == "InForce" ? "" : $" ({Words(v[5])})")}; no clearance is on record",
            _ => AroundSentences.Of(found),
        };
    }

    /// <summary>How a known stretch ended.</summary>
    public static string Of(SegmentEnd end) => end switch
    {
        SegmentEnd.Open => "",
        SegmentEnd.HandedOver => "handed over",
        SegmentEnd.SeenElsewhere => "turned up elsewhere",
        SegmentEnd.Displaced => "another acted as custodian",
        SegmentEnd.ReportedLost => "reported lost",
        SegmentEnd.ReportedStolen => "reported stolen",
        SegmentEnd.Taken => "taken by an authority",
        _ => Words(end.ToString()),
    };

    /// <summary>Why a stretch is unknown.</summary>
    public static string Of(UnknownReason reason) => reason switch
    {
        UnknownReason.NotStated => "no fact names a custodian",
        UnknownReason.AwaitingReceipt => "handed over, receipt came later",
        UnknownReason.NoHandover => "it left its custodian without a recorded handover",
        UnknownReason.SeenElsewhere => "it left its custodian unnoticed",
        UnknownReason.AfterDestruction => "said to be destroyed, and turned up again",
        _ => Words(reason.ToString()),
    };

    /// <summary>A step of a weapon's life.</summary>
    public static string Of(CustodyStep step) => Words(step.ToString());

    /// <summary><c>EvidenceHeld</c> as "evidence held".</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((c, at) => at > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    internal static string Step(string storedName) => storedName.Replace('_', ' ');

    private static string State(string name) => Words(name);

    private static string Name(string name) => name.Length == 0 ? "an unnamed custodian" : name;

    private static string On(string place) => place.Length == 0 ? "" : $" on the {place}";

    private static string At(string place) => place.Length == 0 ? "" : $" at {place}";
}
