using TransferLedger.Cli.Authorizations;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Diversion;
using TransferLedger.Certificates;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Lots;
using TransferLedger.Cli.Risk;
using TransferLedger.Cli.Screening;
using TransferLedger.Cli.Shipments;
using TransferLedger.Cli.Tracing;
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
            "ledger.actor-missing" => "say who records it, in --officer or in 'actor' of the provenance",
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
            FieldRegion.FieldUnreadable =>
                $"region {details} names no field; write its path in the certificate, such as lines[0].quantity",
            FieldRegion.OutsidePage =>
                $"region {details} lies outside its page; pages count from 1, and left, top, width and height are "
                + "thousandths of the page",
            "ledger.moved-on" =>
                $"something newer is on record ({details}); read it, and say in 'seen' how far you have read",
            _ => AuthorizationRefusals.Sentence(refusal) ?? ShipmentRefusals.Sentence(refusal)
                ?? CustodyRefusals.Sentence(refusal) ?? DiversionRefusals.Sentence(refusal)
                ?? LotRefusals.Sentence(refusal) ?? RiskRefusals.Sentence(refusal)
                ?? EmbargoRefusals.Sentence(refusal) ?? TraceRefusals.Sentence(refusal)
                ?? ScreeningSentences.Sentence(refusal),
        };
    }
}
