using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>Embargoes and clearances.</summary>
internal static partial class CertificateSentences
{
    private const string Clear = "Nothing may leave. Ask the committee for a clearance (ledger clearance request), or refuse.";
    private const string LookUp = "Look up the latest decision; record it with ledger embargo load or an import.";

    private static (string Found, string Next)? OfEmbargoes(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "embargo" => ($"{v[1]} ({v[3]}) is under the arms embargo {v[0]}, {v[6]}, on {v[2]}", Clear),
            "embargo-at-decision" => ($"authorized on {v[2]} while {v[1]} ({v[3]}) was under the arms embargo {v[0]}", "Suspend the authorization; open a case."),
            "embargo-at-departure" => ($"goods left on {v[2]} while {v[1]} ({v[3]}) was under the arms embargo {v[0]}, drawn from no clearance", "Stop further departures; open a case."),
            "embargo-on-the-way" => ($"goods pass, or may pass, {v[3]}: {v[1]}, which is under the arms embargo {v[0]}, {v[6]}, on {v[2]}", $"Nothing may leave this way. Take another, or ask the committee and record it: ledger clearance request FILE (regime {v[0]}). No officer can open it before the grant."),
            "embargo-at-decision-on-the-way" => ($"authorized on {v[2]} to pass {v[3]}: {v[1]}, which was under the arms embargo {v[0]}", "Suspend the authorization; open a case."),
            "embargo-at-departure-on-the-way" => ($"goods left on {v[2]} to pass {v[3]}: {v[1]}, which was under the arms embargo {v[0]}, drawn from no clearance", "Stop further departures; open a case."),
            "group-embargo" => ($"{v[0]} is aimed at groups in {v[1]} ({v[3]}), and the end user is none that it exempts", "Establish that nobody there has a link to them; note how, or refuse."),
            "linked-to-group" => ($"linked to, or under the control of, {v[5]}, at which {v[0]} is aimed, on {v[2]}", "Do not supply it. Consult the committee."),
            "embargo-region-unknown" => ($"{v[0]} covers a region of {v[3]} ({v[1]}); whether the address lies in it is not known", "Establish the town of delivery."),
            "embargo-region-elsewhere" => ($"{v[0]} covers a region of {v[3]} ({v[1]}); the list of the region does not have the town", "Make sure that the goods stay out of the region; note how."),
            "embargo-date-uncertain" => ($"whether {v[0]} ({v[1]}) was in force on {v[2]} cannot be told from the dates on record", LookUp),
            "embargo-not-established" => ($"{v[0]} ({v[1]}) ran to {v[4]}; whether it goes on is not established", LookUp),
            "embargo-not-applied" => ($"{v[2]} has an embargo on {v[1]} ({v[0]}), which this authority does not apply", "Note why it may be supplied; ledger embargo policy decides for good."),
            "embargo-exempt" => ($"{v[0]} exempts it on {v[2]}: {v[1]}", ""),
            "embargo-cleared" => ($"{v[0]} is opened on {v[2]} by clearance {v[1]}", ""),
            "clearance-valid" => ($"clearance {v[0]} ({v[1]}) under {v[2]} may be used", ""),
            "clearance-missing" => ($"{v[0]} exempts {v[2]}, and still takes a clearance of the kind {v[1]}; none is on record", "Record it: ledger clearance request."),
            "clearance-end-user-differs" => ($"clearance {v[0]} is for {v[1]}, the certificate for {v[2]}", Clear),
            "clearance-not-notified" => ($"clearance {v[0]}: not notified by {v[1]}", "Notify it, and record that with ledger clearance notify."),
            "clearance-waiting" => ($"clearance {v[0]}: {v[2]} of {v[3]} working days had wholly passed on {v[1]}; goods may leave from {v[4]}", "Wait."),
            "clearance-denied" => ($"clearance {v[0]} was denied", "Refuse the transfer."),
            "clearance-withdrawn" => ($"clearance {v[0]} was withdrawn", Clear),
            "clearance-not-reviewed" => ($"clearance {v[0]}: no second officer has reviewed it by {v[1]}", "Have it reviewed: ledger clearance decide."),
            "clearance-not-decided" => ($"clearance {v[0]}: not approved by {v[1]}", "Wait for the committee; record its answer with ledger clearance decide."),
            "stop-near-embargo" => ($"{v[0]} stopped at {v[1]} ({v[2]}) on {v[3]}; next to it, under embargo: {v[4]}", "Ask the carrier why; make sure that nothing was unloaded."),
            _ => null,
        };
    }
}
