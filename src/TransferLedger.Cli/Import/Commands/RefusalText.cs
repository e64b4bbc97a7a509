using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>What a person is told who is refused: what is wrong and what to do, and the code after it.</summary>
internal static class RefusalText
{
    public static string Of(Refusal refusal) =>
        Sentence(refusal) is { } sentence ? $"{sentence} [{refusal.Code}]" : refusal.ToString();

    private static string? Sentence(Refusal refusal)
    {
        var details = string.Join(", ", refusal.Details);
        return refusal.Code switch
        {
            Corrections.TargetUnknown =>
                $"no fact on record is the one named ({details}); look it up, its date is the one first recorded",
            Corrections.TargetAmbiguous =>
                $"several facts on record are meant; name one by its position: {details}",
            Corrections.TargetIsCorrection => "a correction cannot be corrected; retract it and record another",
            Corrections.TargetRetracted => "the fact was retracted; there is nothing left to amend",
            Corrections.ReasonMissing => "say why, in 'reason'",
            Corrections.ApproverMissing => "say who agreed, in 'approver'",
            Corrections.SamePerson =>
                $"{details} cannot agree with a correction of their own; let another person approve",
            Corrections.DisputerMissing => "say who contests the fact, in 'by'",
            Corrections.FieldNotCorrectable => $"the fact has no such field to correct ({details})",
            Corrections.OldValueDiffers =>
                $"the record says '{refusal.Details[0]}', not '{refusal.Details[1]}'; read it again before you "
                + "correct it",
            Corrections.NothingChanges => "the new value is the old one",
            Corrections.NewValueUnreadable => $"the new value cannot stand there: {refusal.Details[^1]}",
            AppendRules.CommandReused => "the id was used before for other content; give this command an id of its own",
            AppendRules.TextUnstorable => "a text holds NUL or half a character; take it out",
            AppendRules.RequestTooLarge => $"it says more than {refusal.Details[^1]} bytes; split it",
            Authorizing.CertificateUnknown => $"nobody has captured {details}; ledger certificate capture records it",
            Authorizing.CertificateHeld =>
                $"the rules come to {details}; ledger certificate verify says what to do",
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
            Authorizing.FourEyes => "another person must agree, in 'approver', and say why, in 'clearance'",
            Authorizing.Unknown => $"there is no authorization {details} that stands",
            Authorizing.RevokedBefore => $"it was revoked on {details}",
            Authorizing.ShippedTooMuch =>
                $"line {refusal.Details[0]}: {refusal.Details[2]} cannot have left of {refusal.Details[1]} granted",
            Overriding.CertificateUnknown or Judging.CertificateUnknown =>
                $"nobody had captured {details} by that day; ledger certificate capture records it",
            Overriding.FourEyes => "another person must agree, in --approver",
            Overriding.NoGrounds => "say why, in --reason, and by what right, in --basis",
            Overriding.EndsBefore => $"it would end on {refusal.Details[1]}, before the decision of {refusal.Details[0]}",
            Overriding.NothingFound =>
                $"{refusal.Details[0]} does not hold or reject the certificate; ledger certificate verify says what does",
            Overriding.CodeNeeded =>
                $"{refusal.Details[0]} found several things; say with --code which: "
                + string.Join(", ", refusal.Details.Skip(1)),
            Judging.OfficerMissing => "say who judges, in --officer",
            "ledger.moved-on" =>
                $"something newer is on record ({details}); read it, and say in 'seen' how far you have read",
            _ => null,
        };
    }
}
