using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary>Why identities and findings may not be decided so, and what to do.</summary>
internal static class CustodyRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var details = string.Join(", ", refusal.Details);
        return refusal.Code switch
        {
            Identities.Unknown => $"nothing is on record about weapon {details}",
            Identities.SameAlready => $"weapon {details} is named twice, or is the same weapon already",
            Identities.MakerDiffers =>
                $"the makers as read differ ({refusal.Details[0]}, {refusal.Details[1]}): the same number of another maker "
                + "is another weapon; correct the reading first",
            Identities.NotMerged => $"fact {details} is no merge of this weapon that stands; name the weapon it was merged with instead of a fact",
            Identities.NothingSaid => "say why, who decides and who agrees",
            Identities.FourEyes => $"{details} cannot both decide and agree: another person must agree",
            Identities.FindingUnknown =>
                $"no finding {details} stands about it now; ledger findings show lists those that do",
            _ => OfKeeping(refusal, details),
        };
    }

    private static string? OfKeeping(Refusal refusal, string details) => refusal.Code switch
    {
        Destroying.Unknown => $"nothing is on record about weapon {details}",
        Destroying.DoneAlready => $"it was destroyed {details} already",
        Destroying.NoMarks =>
            "its marks are not on record: record them, or that there are none, first (ledger import marking_recorded)",
        Destroying.NotDecided =>
            "it was seized, found or surrendered, and nobody has decided whether it is traced: ledger trace request, or "
            + "ledger trace forgo with the reason",
        Destroying.TraceOpen => $"trace {details} is open: it holds the weapon until it is closed",
        Destroying.Witnesses =>
            $"two witnesses are needed who neither record nor do it, and {details} of those named count",
        Destroying.NoPicture => "no picture shows it: ledger file add stores one and prints what --picture takes",
        Destroying.SeenLater =>
            $"it was seen {refusal.Details[1]}, after it is said to have been destroyed ({refusal.Details[0]})",
        StoreKeeping.NothingSaid =>
            "say by which checklist and who inspected, the number of the training record, the source or the reason",
        StoreKeeping.PermitUnknown => $"no permit {details} is on record; ledger site permit",
        StoreKeeping.EndsBefore =>
            $"it would end {refusal.Details[0]}, before it begins ({refusal.Details[1]})",
        StoreKeeping.CapacityImpossible => $"no store holds {details} weapons",
        Collecting.NoMarks =>
            "say what marks were read: --serial, or --legibility absent or obliterated where there are none",
        Collecting.NothingSaid => "name the programme, the number of the intake and the kind of weapon",
        Collecting.ReferenceUsed => $"that number of intake stands for another weapon already ({details})",
        _ => null,
    };
}
