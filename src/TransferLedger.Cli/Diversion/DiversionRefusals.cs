using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Diversion;

/// <summary>Why a diversion finding may not be recorded so, and what to do.</summary>
internal static class DiversionRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var details = string.Join(", ", refusal.Details);
        return refusal.Code switch
        {
            Diverting.Unknown => $"there is no diversion finding {details}; ledger diversion list shows those there are",
            Diverting.ReferenceUsed => $"the reference was used by fact {details}; take another",
            Diverting.ItemUnknown => $"nothing is on record about {details}",
            Diverting.NoPoint => "say from whose custody, on what grounds, who records it and who must follow it up",
            Diverting.NoGrade => $"'{details}' is no source grade such as B2 (A to F, then 1 to 6)",
            Diverting.WindowReversed =>
                $"it cannot have been seen elsewhere ({refusal.Details[1]}) before it was last there ({refusal.Details[0]})",
            Diverting.DueBefore => $"due {refusal.Details[0]}, before the decision on {refusal.Details[1]}",
            Diverting.Closed => $"it was {refusal.Details[0].ToString()!.ToLowerInvariant()} on {refusal.Details[1]}; ledger diversion evidence "
                + "adds what came in since, and a retraction of the decision opens it again (ledger record record-retracted)",
            Diverting.NotCorroborated =>
                "two independent sources of grade C3 or better must support it, and ledger diversion corroborate say so; "
                + $"on record of such sources: {details}",
            Diverting.FourEyes => $"{details} cannot both decide and agree: another person must agree",
            Diverting.ConveyanceUnreadable =>
                $"'{details}' is no IMO number (the check digit counts) and no registration; give --conveyance as papers write it",
            Diverting.RoundsImpossible => "say how many rounds of a lot, and none for a weapon",
            _ => null,
        };
    }
}
