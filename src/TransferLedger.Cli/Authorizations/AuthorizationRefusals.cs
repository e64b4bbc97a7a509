using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Authorizations;

/// <summary>Why an authorization may not be recorded so, and what to do.</summary>
internal static class AuthorizationRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var details = string.Join(", ", refusal.Details);
        return refusal.Code switch
        {
            Authorizing.CertificateUnknown => $"nobody has captured {details}; ledger certificate capture records it",
            Authorizing.CertificateHeld =>
                $"the rules come to {HeldBy(refusal)}; ledger certificate verify says what to do",
            Authorizing.NotAccepted =>
                $"no acceptance of {details} stands on that day; ledger certificate accept decides it",
            Authorizing.CertificateNotInForce =>
                $"decided {refusal.Details[0]}; the certificate may be used from {refusal.Details[1]} to "
                + $"{refusal.Details[2]} (EUC-043)",
            Authorizing.NoLines => "name at least one line of the certificate",
            Authorizing.LineUnknown =>
                $"line {refusal.Details[0]} is named twice, or is none of the certificate's {refusal.Details[1]}",
            Authorizing.QuantityImpossible => $"line {refusal.Details[0]}: a quantity of {refusal.Details[1]}",
            Authorizing.OverDraw =>
                $"line {refusal.Details[0]}: {refusal.Details[3]} asked for, {refusal.Details[1]} certified, "
                + $"{refusal.Details[2]} authorized already (EUC-040)",
            Authorizing.NumberUsed => $"the number was used for another authorization, fact {details}",
            Authorizing.FourEyes => "another person must agree, in 'approver'",
            Authorizing.ClearanceMissing =>
                $"nothing is on record for {details}, which this pack leaves to the approver: say in 'clearance' what was found by hand",
            Authorizing.OverBefore =>
                $"its last day, {refusal.Details[0]}, is over on the day of the decision, {refusal.Details[1]}",
            Authorizing.ConditionUnclear => $"condition {details}: say what is to be done, and who sees to it",
            Authorizing.Unknown => $"there is no authorization {details} that stands",
            Authorizing.RevokedBefore => $"it was revoked on {details}",
            Assessment.Missing => refusal.Details.IsEmpty
                ? "it is not assessed; ledger authorization assess"
                : $"not assessed, without a reason or evidence, or mitigated without a measure: {details}",
            Assessment.Forbids => $"the assessment forbids it: {details}",
            Assessment.SamePerson => $"{details} assessed it; let another person approve",
            Authorizing.DeniedBefore =>
                $"it was denied on {refusal.Details[0]}: {refusal.Details[1]}; a new application takes a new number",
            Authorizing.GrantedBefore => $"it was granted by fact {details}; ledger authorization revoke",
            Authorizing.NothingToDeny => "nobody applied for it; name the certificate with --certificate",
            Authorizing.NotSuspended => "it is not suspended",
            Authorizing.BelowShipped =>
                $"line {refusal.Details[0]}: {refusal.Details[1]} have left, so it cannot become {refusal.Details[2]}",
            Authorizing.StillOpen => details.Length == 0
                ? "it has no last day, and not everything has left; revoke it"
                : $"its last day is {details}, and not everything has left; revoke it",
            Authorizing.ConditionUnknown => $"it has no condition {details}",
            Authorizing.NothingSaid => "say who, why, and what proves it",
            Authorizing.ShippedDiffers =>
                $"line {refusal.Details[0]}: {refusal.Details[1]} have left by the departures on record, not "
                + $"{refusal.Details[2]}; leave it out, or record the departures first",
            Authorizing.ShippedTooMuch =>
                $"line {refusal.Details[0]}: {refusal.Details[2]} cannot have left of {refusal.Details[1]} granted",
            _ => OfCertificate(refusal, details),
        };
    }

    /// <summary>The verdict and its rules, and in words what would only come with what is asked for.</summary>
    public static string HeldBy(Refusal refusal) =>
        string.Join(", ", refusal.Details.Select((it, at) => it switch
        {
            RuleFinding found => Brought(found),
            _ when at == 0 => $"{it}".ToUpperInvariant(),
            _ => $"{it}",
        }));

    private static string Brought(RuleFinding found)
    {
        var (what, next) = CertificateSentences.Of(found);
        return $"with this {found.Rule}: {what}. {next}".TrimEnd(' ', '.');
    }

    /// <summary>Why a certificate may not be judged, overridden or accepted so.</summary>
    private static string? OfCertificate(Refusal refusal, string details) => refusal.Code switch
    {
        Overriding.CertificateUnknown or Judging.CertificateUnknown or Accepting.CertificateUnknown =>
            $"nobody had captured {details} by that day; ledger certificate capture records it",
        Overriding.RetransferUnknown =>
            $"nobody has asked under the number {refusal.Details[1]} to pass on what came under {refusal.Details[0]}",
        Overriding.FourEyes => "another person must agree, in --approver",
        Overriding.NoGrounds => "say why, in --reason, and by what right, in --basis",
        Overriding.EndsBefore => $"it would end on {refusal.Details[1]}, before the decision of {refusal.Details[0]}",
        Overriding.NothingFound when CertificateRules.All.All(it => it.Id != $"{refusal.Details[0]}") =>
            $"there is no rule {refusal.Details[0]} about certificates; ledger certificate verify names them",
        Overriding.NothingFound =>
            $"{refusal.Details[0]} does not hold or reject the certificate; ledger certificate verify says what does",
        Overriding.CodeNeeded =>
            $"{refusal.Details[0]} found several things; say with --code which: "
            + string.Join(", ", refusal.Details.Skip(1)),
        Judging.OfficerMissing => "say who judges, in --officer",
        Obliging.CertificateUnknown => $"nobody has captured {details}; ledger certificate capture records it",
        Obliging.NotUndertaken =>
            $"the certificate holds no undertaking '{CustodySentences.Words(details)}'; ledger certificate show has what it holds",
        Obliging.OwnerMissing => "say who sees to it, in --owner",
        Obliging.DueBefore => $"its last day {refusal.Details[0]} is over before it was agreed, {refusal.Details[1]}",
        Fingerprinting.CertificateUnknown => $"nobody has captured {details}; ledger certificate capture records it",
        Fingerprinting.ScanUnknown => $"no capture of the certificate names the scan {details}",
        Obliging.MetByFacts =>
            $"'{CustodySentences.Words(details)}' is met by facts on record: ledger shipment verified records the delivery verification certificate",
        Obliging.Stands => $"'{CustodySentences.Words(details)}' binds without a day, and nothing fulfils it; ledger certificate oblige can date a part of it",
        Obliging.NotSet => $"no obligation '{CustodySentences.Words(details)}' is on record; ledger certificate oblige sets one",
        Obliging.EvidenceMissing => "say what proves it, in --evidence",
        Accepting.FourEyes => "somebody must accept it who has not captured it, in --officer",
        Accepting.CertificateHeld =>
            $"the rules come to {details}; ledger certificate verify says what to do",
        Accepting.NoteMissing =>
            $"say in --note why it is accepted although these warn or have no answer: {details}",
        _ => OfAuthentication(refusal, details),
    };

    /// <summary>Why something cannot be recorded of the authentication of a certificate.</summary>
    private static string? OfAuthentication(Refusal refusal, string details) => refusal.Code switch
    {
        Authenticating.CertificateUnknown => $"nobody has captured {details}; ledger certificate capture records it",
        Authenticating.AuthorityMissing =>
            $"{details} as captured names no authority of the register; capture it with its authority",
        Authenticating.SpecimenUnknown =>
            $"the register of {refusal.Details[0]} holds no specimen {refusal.Details[1]}; "
            + $"ledger register authority {refusal.Details[0].ToString()!.Split('/', 2)[1]} shows what it holds",
        Authenticating.ContactUnknown when refusal.Details.Length < 4 =>
            $"the register of {refusal.Details[0]} holds no contact in force on {refusal.Details[1]}; an address on the "
            + "certificate does not do",
        Authenticating.ContactUnknown =>
            (refusal.Details[2] is ""
                ? "say with --address which contact to ask: "
                : $"'{refusal.Details[2]}' is no contact of {refusal.Details[0]} in force on {refusal.Details[1]}; the register has: ")
            + string.Join("; ", refusal.Details.Skip(3)),
        Authenticating.AmendmentUnknown => $"no amendment {details} of it is on record; ledger certificate amended records it",
        Authenticating.LineImpossible =>
            $"line {refusal.Details[0]} with a quantity of {refusal.Details[1]}: the certificate has lines 1 to "
            + $"{refusal.Details[2]}, and no quantity is below 0",
        Authenticating.Unsaid => $"say '{details}': without it nobody can look it up again",
        Authenticating.ReplacesItself => $"{details} cannot take its own place",
        _ => null,
    };
}
