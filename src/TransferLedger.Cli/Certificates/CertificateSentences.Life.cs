using TransferLedger.Cli.Custody;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>The life of a certificate: revoked, amended, used before, its form and its digital signature.</summary>
internal static partial class CertificateSentences
{
    private const string Stop = "Do not cite it. Revoke what was authorized under it and has not left.";

    private static (string Found, string Next) OfLife(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "party-undeclared" => ($"{v[0]} ({CustodySentences.Words(v[1])}) is named on another paper, not on the certificate", "Ask the exporter what it does; note the answer."),
            "signature-not-checked" => ("nobody has checked the digital signature", "Have it checked, and record the result."),
            "signature-invalid" => ($"{v[0]} found the digital signature invalid on {v[1]}", Refuse),
            "signature-undated" => ("when it was signed digitally cannot be told", AskIssuer),
            "issuer-key-unregistered" => ($"the digital signature of {v[1]} does not end in a key of the register ({Or(v[0], "no key")})", Refuse),
            "time-not-trusted" => ($"nobody vouches for the time of the digital signature, {v[0]}", "Note why the time is believed."),
            "key-revoked-before" => ($"the signer's key was revoked on {v[0]}, before it signed on {v[1]}", Refuse),
            "key-revoked-after" => ($"the signer's key was revoked on {v[0]}, after it signed on {v[1]}", ""),
            "key-revoked-around" => ($"the signer's key was revoked on {v[0]}; that it signed before ({v[1]}) is not proven", AskIssuer),
            "blank-lost" => ($"{v[0]} lies in the block {v[1]} to {v[2]}, lost {v[3]}", Refuse),
            "revoked" => ($"revoked by {v[0]} on {v[1]}; authorizations that cite it: {v[2]}", Stop),
            "refused" => ($"refused by {v[0]} on {v[1]}: {v[2]}", "Capture anew what is presented instead; two persons can override it."),
            "superseded" => ($"{v[0]} took its place on {v[1]}; authorizations that cite it: {v[2]}", Stop),
            "amendment-differs" => ($"amendment '{v[0]}' is on record with another content", "Ask the issuing authority which is its own."),
            "amendment-line-unknown" => ($"amendment '{v[0]}' changes line {v[1]}, which it cannot", AskIssuer),
            "amendment-signer" => ($"amendment '{v[0]}': {Or(v[1], "nobody")} may not sign for the authority on {v[2]}", AskIssuer),
            "amendment-outside-scope" => ($"amendment '{v[0]}': {v[1]} may not sign for {CustodySentences.Words(v[2])}", AskIssuer),
            "amendment-above-limit" => ($"amendment '{v[0]}': {v[1]} may sign for {v[3]} of a line, not for {v[2]}", AskIssuer),
            "amendment-unconfirmed" => ($"amendment '{v[0]}' raises line {v[1]} from {v[2]} to {v[3]}, and the issuer has not confirmed it", AskIssuer),
            "signed-on-weekend" => ($"signed on {v[0]}, when offices in {v[1]} rest", ""),
            "signed-on-holiday" => ($"signed on {v[0]}, a public holiday in {v[1]}", ""),
            "no-templates" => ("no templates on file: which forms the authority uses is not in the register", ""),
            "layout-not-taken" => ("the layout of the form was not taken, so it was not compared", ""),
            "template-unknown" => ($"the form is none that the authority used on {v[0]}", "Compare it with a sample; note the result."),
            "template-not-yet" => ($"issued {v[0]} on a form that is in use only since {v[1]}", Refuse),
            "used-before" => ($"for one transaction, and {v[0]}, ended on {v[1]}, has shipped under it", "Ask the end user for another certificate."),
            _ => OfParties(finding),
        };
    }
}
