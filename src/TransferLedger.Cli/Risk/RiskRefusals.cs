using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>Why something cannot be decided about the risk of a country, and what to do.</summary>
internal static class RiskRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var v = refusal.Details;
        return refusal.Code switch
        {
            Assessing.NotSigned => "say who decides, who signs as the second, and why",
            Assessing.NoAssessment => $"fact {v[0]} is no assessment of a country the certificate names; ledger risk assess records one",
            Assessing.NotHigh => $"the risk assessed by fact {v[0]} is not high: there is nothing to sign",
            Assessing.FourEyes => $"{v[0]} cannot sign for themselves; let another person sign",
            Assessing.CertificateUnknown => $"nobody has captured {v[0]}",
            _ => null,
        };
    }
}
