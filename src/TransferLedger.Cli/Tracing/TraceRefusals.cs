using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>Why something about a trace may not be recorded so, and what to do.</summary>
internal static class TraceRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var details = string.Join(", ", refusal.Details);
        return refusal.Code switch
        {
            Traces.Unknown => $"there is no trace {details}; ledger trace list --all shows those there are",
            Traces.ReferenceUsed => $"the reference was used by fact {details}; take another",
            Traces.WeaponUnknown => $"nothing is on record about weapon {details}",
            Traces.Incomplete =>
                $"the International Tracing Instrument asks for what is missing: {details}; another State need not answer "
                + "without it",
            Traces.NoState => $"'{refusal.Details[0]}' is no country code of ISO 3166-1 on {refusal.Details[1]}",
            Traces.NotSigned => "say who decides, and on what grounds",
            Traces.Closed => $"trace {details} is at its end; begin another",
            Traces.NoReason => "say why it is refused or late: --reason or --text",
            Traces.NoHolder => "say who had it: --holder or --last-holder",
            Traces.BeforeRequest =>
                $"it cannot have happened on {refusal.Details[0]}: the request is of {refusal.Details[1]}",
            _ => null,
        };
    }
}
