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
            Identities.NotMerged => $"fact {details} is no merge of this weapon that stands",
            Identities.NothingSaid => "say why, who decides and who agrees",
            Identities.FourEyes => $"{details} cannot both decide and agree: another person must agree",
            Identities.FindingUnknown =>
                $"no finding {details} stands about this weapon now; ledger findings show lists those that do",
            _ => null,
        };
    }
}
