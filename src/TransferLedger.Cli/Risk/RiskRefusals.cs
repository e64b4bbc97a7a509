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
            Surplus.Unknown => $"no surplus {v[0]} was declared; ledger surplus declare begins one",
            Surplus.NothingOfIt => $"{v[0]} is no quantity",
            Surplus.NothingSaid => "say who declared what, of what unit, where it is said, and who records it",
            Surplus.BeyondDeclared => $"{v[0]} were declared and {v[1]} are destroyed already, so that {v[2]} more cannot be; correct what is wrong, or declare again",
            Surplus.TooEarly => $"it is to be destroyed by {v[0]}, and was declared {v[1]}",
            PublishedShown.NoPercent => $"'{v[0]}' is no share in per cent; write 86.32",
            PublishedShown.CountsImpossible => $"of {(v[1] is "" ? "an unknown number of" : v[1])} arms {(v[0] is "" ? "an unknown number" : v[0])} cannot be established; give both, or neither",
            PublishedShown.NothingSaid => "say where it was published, and who records it",
            _ => null,
        };
    }
}
