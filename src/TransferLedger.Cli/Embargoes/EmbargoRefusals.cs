using TransferLedger.Embargoes;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Embargoes;

/// <summary>Why something may not be recorded about an embargo or a clearance, and what to do.</summary>
internal static class EmbargoRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var v = refusal.Details;
        var all = string.Join(", ", v);
        return refusal.Code switch
        {
            EmbargoKeeping.Empty => "the edition holds no measure",
            EmbargoKeeping.Twice => $"{all} stands twice in the edition; give each measure a name of its own",
            EmbargoKeeping.MeasureUnknown => $"the edition renews or lifts {all}, which it does not have or which began later",
            EmbargoKeeping.CountryUnknown => $"{v[0]}: '{v[1]}' was no country's code when the measure began",
            EmbargoKeeping.CountryDiffers => $"{v[0]} is titled '{v[1]}', and its code {v[2]} is {v[3]}; one of them is wrong",
            EmbargoKeeping.RegimeUnknown or Clearing.RegimeUnknown =>
                $"no measure of a regime {all} is on record for that day; ledger embargo list --all names them",
            EmbargoKeeping.FourEyes => "two persons must decide, and say by what right: --officer, --approver, --legal-basis",
            EmbargoKeeping.NothingSaid => "say which group, which party, and who says so",
            EmbargoDecisions.ClearanceExceeded =>
                $"no clearance under {v[0]} that is valid on {v[1]} has so much left; ledger clearance show says what is left",
            Clearing.Unknown => $"there is no clearance {all}; ledger clearance request begins one",
            Clearing.ReferenceUsed => $"the reference was used by fact {all}; take another",
            Clearing.CertificateUnknown => $"nobody has captured {all}",
            Clearing.EndUserDiffers => $"the end user of the certificate is '{v[0]}', not '{v[1]}', and has not asked to pass anything on to it",
            Clearing.NoSuchRoute => $"{v[0]} leaves no clearance of the kind {v[1]} open; it has: {v[2]}",
            Clearing.ContentsMissing => $"the committee also asks for: {all}; add them to contents",
            Clearing.LineImpossible => $"line {v[0]}: {v[1]} cannot be cleared; the certificate has not so much, or no such line",
            Clearing.NoLines => "say which lines and how many: only a standing exemption has no limit",
            Clearing.NothingSaid => "say who did it, and on what grounds",
            Clearing.FourEyes => $"{all} prepared it; another officer must review it",
            Clearing.WrongOutcome => $"a clearance of the kind {v[0]} is not decided as {v[1]}",
            Clearing.TooEarly => $"{v[0]} lies before {v[1]}, when it was prepared",
            _ => null,
        };
    }
}
