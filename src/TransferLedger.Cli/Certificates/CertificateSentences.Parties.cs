using TransferLedger.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Screening;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>The parties to a certificate, prices, and answers from outside.</summary>
internal static partial class CertificateSentences
{
    private const string Inquire = "Inquire; if it is known, record it with party_registered.";

    private const string AskStrength =
        "Ask the end user or the mission, and record the answer with party_registered (strength, weapons).";

    private static (string Found, string Next) OfParties(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "strength-unknown" => ($"how many members {Or(v[0], "the end user")} has is not on record; the need was not reckoned", Inquire),
            "strength-missing" => ($"{v[1]} {CustodySentences.Words(v[2])} certified within {v[3]} months, and how many members {Or(v[0], "the end user")} has is not on record; more than {v[4]} members may need waits for it", AskStrength),
            "more-than-needed" => ($"{v[0]} long arms certified for the end user within {v[1]} months; {v[2]} members, {v[3]} per hundred are plausible", "Ask the end user what they are for, and the mission whether it is so."),
            "more-handguns-than-needed" => ($"{v[0]} handguns certified for the end user within {v[1]} months; {v[2]} members, {v[3]} per hundred are plausible", "Ask the end user what they are for, and the mission whether it is so."),
            "weapons-unknown" => ($"how many weapons of {v[0]} {Or(v[1], "the end user")} has is not on record; the need of rounds was not reckoned", Inquire),
            "weapons-missing" => ($"{v[2]} rounds of {v[0]} certified within {v[3]} months, and neither the weapons nor the members of {Or(v[1], "the end user")} are on record; more than {v[4]} members may need waits for them", AskStrength),
            "rounds-not-counted" => ($"{v[0]} is given in {v[1]}, not in rounds; the need of rounds was not reckoned", ""),
            "more-rounds-than-needed" => ($"{v[0]} rounds of {v[1]} certified for the end user within {v[2]} months; for {v[3]} weapons, {(v[5] == "Strength" ? "as many as its strength makes plausible" : "as many as are on record")}, {v[4]} are plausible", "Ask the end user how many such weapons it has (party_registered, weapons), and what the rounds are for."),
            "holdings-unknown" => ($"whether {Or(v[1], "the end user")} has weapons of {v[0]} is not on record", Inquire),
            "value-missing" => ($"no price of a unit that can be read, on line {v[0]}", ""),
            "price-history-short" => ($"{v[1]} other prices of {v[0]} are on record; it takes {v[2]} to compare", ""),
            "price-outlier" => ($"{v[0]} {v[1]} a unit; {v[4]} others suggest {v[2]} to {v[3]}", "Ask the exporter about the price; note the answer."),
            "consignee-differs" => ($"another paper names {v[1]} as the last to receive the goods, the certificate {Or(v[0], "nobody")}", "Ask the exporter; let nothing leave before it is clear."),
            "notify-party-unknown" => ($"{v[0]} is to be told of the arrival, and the certificate does not name it", "Ask the exporter who that is; note the answer."),
            "broker-unregistered" => ($"the broker {v[0]} is not in the register{In(v[1])}", "Ask the broker's authority; record the answer with broker_registered."),
            "broker-not-registered-then" => ($"the broker {v[0]} was not registered{In(v[1])} on {v[2]}", "Ask the broker's authority; tell it of the transaction."),
            "broker-without-number" => ($"the broker {v[0]} has no number in {v[1]}, where the law asks for one", "Ask the broker's authority."),
            "buyers-not-named" => ($"{v[0]} sells on, and to whom it may is not said", AskExporter),
            "sales-not-reported" => ($"{v[0]} sells on, and need not report its sales", AskExporter),
            "calibre-not-held" => ($"{v[1]} has no weapon of {v[0]} that the register or a delivery shows; it has {v[2]}", "Ask what it is for; where the register is behind, have its entry renewed."),
            "mandate-unknown" => ($"what {Or(v[0], "the end user")} may normally have is not on record", Inquire),
            "outside-mandate" => ($"{v[0]} does not normally have {CustodySentences.Words(v[1])}", "Ask the end user what they are for, and the mission whether it is so."),
            "denied-before" => ($"{v[1]} denied a transfer of such goods to {v[0]} on {v[2]}: {Or(v[3], "no reason given")}", "Consult whoever denied it before you decide."),
            "diversion-confirmed" => ($"finding {v[0]}: {v[1]} was diverted from the end user's custody, seen elsewhere {v[2]}, confirmed {v[3]}", "Ask what was done since; a second officer decides. See: ledger diversion show."),
            "diversions-suspected" => ($"{v[0]} findings of diversion from the end user's custody are open: {v[1]}", "Read them before you decide: ledger diversion list."),
            "end-user-elsewhere" => ($"the goods go to {v[0]}, the end user sits in {v[1]}", "Ask the exporter why; let the issuing authority confirm it."),
            "conveyance-not-named" => ($"by which conveyance the goods left on {v[0]} is not said", ""),
            "conveyance-unreadable" => ($"'{v[0]}' is no IMO number (the check digit counts) and no registration", "Ask the carrier; note the answer."),
            "conveyance-unregistered" => ($"{v[0]} was in no register on {v[1]}{(v[2].Length == 0 ? "" : $"; not found in {v[2]}")}", "Look it up; record the answer with conveyance_registered or conveyance_not_found."),
            "conveyance-diverted" => ($"from {v[0]} something was diverted (finding {v[1]}, after {v[2]}, by {v[3]}; confirmed {v[4]})", "Read the finding; ask for another carrier."),
            "put-down-elsewhere" => ($"{v[0]} was put down at {v[1]} ({v[2]}) on {v[3]}, not in {v[4]}, and nothing takes it further", "Ask the carrier where it is; record where it went on, or the loss."),
            "detour" => ($"{v[0]} took the way {v[1]}: {v[2]} km, {v[3]} km straight", "Ask the carrier why; note the answer."),
            "flag-changed" => ($"{v[0]} changed from {v[1]} to {v[2]} on {v[3]}, shortly before it left on {v[4]}", "Ask the carrier why; note the answer."),
            "risk-high" => ($"the risk of diversion in {v[0]} is assessed at {v[1]} ({CustodySentences.Words(v[2])}){Lacks(v[3], v[4])}", "Have a second person sign: ledger risk countersign; plan a verification on site (ledger certificate oblige --undertaking onSiteVerification, or ledger check plan once delivered)."),
            "risk-high-countersigned" => ($"the risk of diversion in {v[0]} is assessed at {v[1]} ({CustodySentences.Words(v[2])}); {v[3]} and {v[4]} signed, and a verification on site is planned", ""),
            "risk-assessment-stale" => ($"the risk of diversion in {v[0]} was last assessed for {v[1]}, to be relied on until {v[2]}", "Assess it again: ledger risk assess."),
            CertificateRules.NotAvailable => ($"not on record: {v[0]}", ToAnswer(finding.Rule)),
            _ => OfEmbargoes(finding) ?? ScreeningSentences.Of(finding) ?? DeliverySentences.Of(finding),
        };
    }

    /// <summary>What puts on record what a rule lacks.</summary>
    private static string ToAnswer(string rule) => rule switch
    {
        "EUC-051" => "Load the lists (ledger list import) and screen the parties (ledger screen run).",
        "EUC-062" => "Assess the countries: ledger risk assess.",
        _ => "Load the table of embargoes: ledger embargo load.",
    };

    private static string Lacks(string signature, string plan)
    {
        string[] lacks =
        [
            .. signature.Length > 0 ? ["a second signature"] : Array.Empty<string>(),
            .. plan.Length > 0 ? ["a planned verification on site"] : Array.Empty<string>(),
        ];
        return lacks.Length == 0 ? "" : $"; it lacks {string.Join(" and ", lacks)}";
    }

    private static string In(string country) => country.Length == 0 ? "" : $" of {country}";
}
