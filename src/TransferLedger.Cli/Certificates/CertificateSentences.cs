using TransferLedger.Cli.Custody;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>What a rule about certificates found, in English, and what an officer can do about it.</summary>
internal static partial class CertificateSentences
{
    private const string AskExporter = "Ask the exporter for a certificate that says it.";
    private const string AskIssuer = "Ask the issuing authority, by a contact of the register.";
    private const string Register = "Check with the mission; if it is so, record it in the register.";
    private const string Refuse = "Refuse it (ledger certificate refuse). Tell the issuing authority by a contact of the register.";

    /// <summary>The sentence and the next step.</summary>
    public static (string Found, string Next) Of(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "" => ("nothing to object to", ""),
            "number-missing" => ("it has no number", AskExporter),
            "number-on-file" => ($"another certificate {v[0]} was captured by {v[1]} on {v[2]}", Refuse),
            "same-document-again" => ($"the same document was captured by {v[1]} on {v[2]}", ""),
            "issue-date-missing" => ("it has no date of issue", AskExporter),
            "issued-after-receipt" => ($"issued {v[0]}, after it was received on {v[1]}", Refuse),
            "issued-long-ago" => ($"issued {v[0]}, more than {v[1]} years before it was received", "Ask why it comes so late; note the answer."),
            "validity-unknown" => ("neither a date of issue nor of validity", AskExporter),
            "validity-assumed" => ($"no end of validity; {v[1]} months are taken, until {v[0]}", ""),
            "validity-empty" => ($"valid until {v[1]}, which is not after {v[0]}", Refuse),
            "validity-long" => ($"valid from {v[0]} to {v[1]}, longer than {v[2]} months", "Note why so long a validity is accepted."),
            "party-missing" => ($"no {v[0]}", AskExporter),
            "detail-missing" => ($"{finding.Field} is missing", AskExporter),
            "post-box-only" => ($"the end user's address is only a post box: {v[0]}", "Ask for the address of the premises."),
            "name-generic" => ($"'{v[0]}' names no unit", "Ask which unit will have the goods."),
            "final-consignee-missing" => ($"goods pass through {v[0]}, and no final consignee is named", AskExporter),
            "destination-missing" => ("no country of final destination", AskExporter),
            "destination-unknown" => ($"'{v[0]}' was no country's code on the date of issue", "Correct the capture, or ask the exporter."),
            "no-goods" => ("no goods are listed", Refuse),
            "quantity-impossible" => ($"a quantity of {v[0]}", AskExporter),
            "goods-vague" => ($"goods described only as '{v[0]}'", "Ask for type and model of each."),
            "words-missing" => ("the quantity is not written in words", ""),
            "words-not-read" => ($"'{v[0]}' was not compared with the figures", "Compare words and figures yourself."),
            "words-differ" => ($"'{v[0]}' is {v[1]}, the figures say {Or(v[2], "nothing")}", "An altered quantity looks like this. " + AskIssuer),
            "contract-missing" => ("no contract or order is named", "Ask for the contract; note the answer."),
            "contract-later" => ($"the contract of {v[0]} is younger than the certificate of {v[1]} that cites it", AskExporter),
            "end-use-missing" => ("no end use", AskExporter),
            "end-use-vague" => ($"'{v[0]}' says nothing about the use", "Ask what the goods are for; note the answer."),
            "undertaking-missing" => ($"no undertaking: {CustodySentences.Words(v[0])}", AskExporter),
            "unsigned" => ("nobody has signed it", AskExporter),
            "signed-after-receipt" => ($"signed {v[0]}, after it was received on {v[1]}", Refuse),
            "signed-far-from-issue" => ($"signed {v[0]}, issued {v[1]}: more than {v[2]} days apart", "Ask why; note the answer."),
            "end-user-kind-unknown" => ("it cannot be told whether the government must certify the end user", "Establish what the end user is."),
            "not-certified" => ($"the end user is no state body ({CustodySentences.Words(v[0])}), and no government certifies it", AskExporter),
            "no-original" => ($"only a {CustodySentences.Words(v[0])} lies before you", "Wait for the original or for the issuer's own message."),
            "translation-not-certified" => ("the translation is not certified", "Note who translated it."),
            _ => OfAuthenticity(finding),
        };
    }

    private static (string Found, string Next) OfAuthenticity(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "authority-missing" => ("it does not say which authority issued it", AskExporter),
            "authority-unregistered" => ($"no authority '{v[0]}' of {v[1]} is in the register for {v[2]}", Register),
            "outside-competence" => ($"{v[0]} may not certify {CustodySentences.Words(v[1])}", Refuse),
            "signer-or-date-missing" => ("without a signer and a date the power to sign cannot be checked", AskExporter),
            "signer-unregistered" => ($"{v[0]} is not in the register of signatories", Register),
            "signed-outside-term" => ($"{v[0]} signed on {v[1]}; in office {v[2]} to {Or(v[3], "now")}", Refuse),
            "outside-signers-scope" => ($"{v[0]} may not sign for {CustodySentences.Words(v[1])}", AskIssuer),
            "above-signers-limit" => ($"{v[0]} may sign for {v[2]} of a line, not for {v[1]}", AskIssuer),
            "not-compared" => ("nobody has compared the signature with the specimen", "Have a second officer compare it (ledger certificate compare)."),
            "signature-doubtful" => ($"{v[0]} found the signature doubtful on {v[1]}", AskIssuer),
            "signature-differs" => ($"{v[0]} found another hand on {v[1]}", Refuse),
            "compared-by-capturer" => ($"{v[0]} captured it and compared it", "Have a second officer compare it (ledger certificate compare)."),
            "pattern-unknown" => ("how the authority numbers its certificates is not in the register", ""),
            "number-out-of-order" => ($"the number {v[0]} is out of order: {v[1]} of the same series was issued on {v[2]}{(v[3] == "1" ? "" : $"; {v[3]} of the {v[4]} papers around contradict it")}", AskIssuer),
            "pattern-differs" => ($"the number {v[0]} does not follow the pattern {v[1]}", AskIssuer),
            "not-asked" => ("the issuing authority was not asked", "Ask it: ledger certificate ask, by a contact of the register."),
            "answer-open" => ($"asked on {v[0]}; no answer yet, due {v[1]}", "Wait, or remind the authority; record the answer with ledger certificate answered."),
            "answer-overdue" => ($"asked on {v[0]}; no answer, which was due {v[1]}", "Remind the authority through the mission."),
            "answer-unclear" => ($"{v[0]} answered on {v[1]} without saying whether it is genuine", AskIssuer),
            "not-issued" => ($"{v[0]} answered on {v[1]} that it did not issue it", "Refuse it (ledger certificate refuse). Open a case."),
            "answer-not-enough" => ($"{v[0]} called it genuine on {v[1]}, but the answer does not clear EUC-025 and EUC-026", "See these two rules."),
            "answer-missing" => ("there is no answer to look at", "See EUC-024."),
            "not-repeated" => ($"the answer does not repeat {finding.Field} ({v[0]})", "Ask the authority to repeat number, date, end user, goods and quantities."),
            "repeated-differently" => ($"{finding.Field}: the certificate says {Or(v[0], "nothing")}, the authority {v[1]}", Refuse),
            "contact-from-certificate" => ($"asked at {v[0]}, which only the certificate gives", "Ask again by a contact of the register."),
            "contact-unregistered" => ($"asked at {v[0]}, which is not in the register for that day", "Ask again by a contact of the register."),
            "answered-by-signer" => ($"{v[0]} answered, who signed the certificate", "Ask somebody else at the authority."),
            "sender-unregistered" => ($"{v[0]} answered from {v[1]}, which is not in the register for that day", "Ask again by a contact of the register."),
            "signature-pixels-same" => ($"the signature is the same pixel for pixel on the scan of {v[0]}, measured {v[1]}{(v[2].Length > 0 ? $"; of 64 signs the pages differ in {v[2]}" : "")}", "Compare both papers side by side; ask the issuer about both."),
            "signature-on-another-page" => ($"the signature is the same pixel for pixel on the scan of {v[0]}, measured {v[1]}, whose page looks different ({v[2]} of 64 signs)", "Ask the issuer whether it sets pictures of signatures into its papers; note the answer."),
            "scan-not-compared" => (v[0] switch
            {
                "Measured" => v[1].Length == 0
                    ? "the scan was measured, and nobody said where the signature stands (regions)"
                    : "nothing like a signature is where the scan should have it (regions)",
                "NoPicture" => "the scan is no single picture (PDF, TIFF), so its likeness was not compared",
                "TooLarge" => "the scan has too many pixels to be compared",
                _ => "the scan cannot be decoded, so its likeness was not compared",
            }, ""),
            "signature-copied" => ($"the very same picture of the signature was captured on {v[0]} by {v[1]} on {v[2]}", "Compare both papers side by side; ask the issuer about both."),
            "same-scan" => ($"the very same scan was captured as {v[0]} by {v[1]} on {v[2]}", Refuse),
            "over-authorised" => ($"{v[1]} authorized, {v[0]} certified", "Authorize no more than is left; if it was, suspend the authorizations and open a case."),
            "second-exporter" => ($"presented by {v[0]}, and by {v[1]}", "Ask both exporters and the issuing authority which of them it is for."),
            "near-duplicate" => ($"much like {v[0]} of {v[2]}, captured by {v[1]}", "Ask the end user whether both are meant."),
            "captured-differently" => ($"{finding.Field}: {Or(v[0], "nothing")} here, {Or(v[1], "nothing")} as captured by {v[2]} on {v[3]}", "Open a case with both offices. " + AskIssuer),
            _ => OfLife(finding),
        };
    }

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;
}
