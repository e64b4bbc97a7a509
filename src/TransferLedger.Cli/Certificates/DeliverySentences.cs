using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>What the rules about shipments and their proof found, and what an officer can do about it.</summary>
internal static class DeliverySentences
{
    private const string Suspend = "Stop further departures; open a case with the exporter and customs.";
    private const string AskReceiver = "Ask the receiver and the importing state's customs, serial by serial.";

    /// <summary>The sentence and the next step.</summary>
    public static (string Found, string Next) Of(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "over-shipped" => ($"line {v[1]} of {v[0]}: {v[3]} left, {v[2]} granted", Suspend),
            "left-after-revocation" => ($"goods left on {v[1]} under {v[0]}, which had been revoked", Suspend),
            "more-than-certified" => ($"{v[1]} left, {v[0]} certified", Suspend),
            "left-without-authorization" => ($"{v[0]} left under {v[1]}, which nobody has granted", Suspend),
            "presented-expired" => ($"presented on {v[1]}; it had expired on {v[0]}", "Ask for a new certificate."),
            "authorized-outside-validity" => ($"{v[0]} was granted on {v[1]}; valid from {v[2]} to {v[3]}", "Suspend the authorization; ask for a new certificate."),
            "departed-outside-validity" => ($"goods left on {v[0]}; valid from {v[1]} to {v[2]}", "Note why; ask whether the issuer would have agreed."),
            "not-in-force" => ($"not in force on {v[0]}: valid from {v[1]} to {v[2]}", "Authorize nothing under it; ask for a new certificate or an extension."),
            "does-not-add-up" => ($"certified {v[0]}, authorized {v[1]}, left {v[2]}, returned {v[3]}, lost or seized {v[4]}, delivered {v[5]}, on the way {v[6]}", "Some fact on record is wrong: find it with ledger shipment show, and retract or correct it."),
            "quantity-uncounted" => ($"fact {v[0]} says {v[1]}; nobody can count so many, and the books leave it out", $"Retract it: ledger record record-retracted {v[0]}."),
            "dvc-overdue" => ($"{v[0]} arrived {v[1]}; delivery was to be verified by {v[2]}, {v[3]} days ago", "Remind the end user and its authority."),
            "dvc-short" => ($"{v[0]}, line {v[1]}: {v[2]} left, {v[3]} explained, {v[4]} verified: {v[5]} unexplained", AskReceiver),
            "dvc-over" => ($"{v[0]}, line {v[1]}: {v[2]} left, {v[3]} gone elsewhere, {v[4]} verified: {v[5]} too many", AskReceiver),
            "dvc-serials-differ" => ($"{v[0]}, line {v[1]}: {Lists(v)}", AskReceiver + " All of them: ledger shipment show."),
            "dvc-without-serials" => ($"{v[0]}, line {v[1]}: the delivery verification lists no serials", "Ask for the list."),
            "dvc-issuer-elsewhere" => ($"{v[0]} was given by {v[1]}; the destination is {v[2]}", "Ask the authority of the destination."),
            "dvc-issuer-unregistered" => ($"{v[0]} was given by '{v[1]}' of {v[2]}, which is not in the register for {v[3]}", "Check with the mission; if it is so, record it in the register."),
            "retransfer-without-consent" => ($"{v[0]}: goods under {v[3]} passed on to {v[2]} on {v[1]} without consent", "Accept nothing from this end user until the case is closed."),
            "retransfer-beyond-consent" => ($"{v[0]}: more was passed on to {v[2]} on {v[1]} than was consented to", "Accept nothing from this end user until the case is closed."),
            "retransfer-to-another" => ($"{v[0]}: passed on to {v[2]} on {v[1]}; consent was asked and given for somebody else", "Accept nothing from this end user until the case is closed."),
            "delivered-weapon-sighted" => ($"{v[0]} (weapon {v[1]}), delivered under {v[5]}, turned up{At(v[3])}{With(v[4])} on {v[2]} ({v[6].Replace('_', ' ')}), without consent and with no loss reported before", "Accept nothing from this end user until the case is closed; ask the end user how it got there."),
            "verification-refused" => ($"{v[0]}: verification refused on {v[1]}", "Take it up with the end user's government."),
            "verification-not-possible" => ($"{v[0]}: verification not possible on {v[1]}", "Plan another visit; note why."),
            "verified-by-video" => ($"{v[0]}: by video only on {v[1]}, which is no physical verification", "Plan a visit."),
            "verified-by-documents" => ($"{v[0]}: by documents only on {v[1]}, which is no physical verification", "Plan a visit."),
            "verification-shortfall" => ($"{v[0]}: {v[1]} of the sample not shown and not explained: {Short(v[2])}", "Open a case; ask the end user for each."),
            "serials-not-listed" => ($"{v[0]}, line {v[1]}: {v[3]} of {v[2]} serials listed; due {v[4]}", "Ask the exporter for the list."),
            "old-arms-not-destroyed" => ($"{v[0]}: the destruction promised for {v[1]} is {v[2]} days late", "Ask for the destruction record."),
            "destruction-undated" => ("the destruction of old arms is promised, and no day is set", "Agree a day, and record it."),
            "many-overdue" => ($"{v[0]} deliveries of this end user are not verified in time: {Short(v[1])}", "Settle these first."),
            "many-unresolved" => ($"{v[0]} of {v[1]} lines delivered to this end user are not accounted for", "Settle these first."),
            _ => (string.Join(", ", v.Prepend(finding.Code)), ""),
        };
    }

    private static string At(string place) => place.Length == 0 ? "" : $" at {place}";

    private static string With(string holder) => holder.Length == 0 ? "" : $", {holder}";

    private static string Lists(ValueList<string> v) => string.Join("; ", new[]
    {
        Named("missing", v[2]), Named("not sent", v[3]), Named("read differently", v[4]), Named("twice", v[5]),
    }.OfType<string>());

    private static string? Named(string what, string serials) => serials.Length == 0
        ? null
        : $"{serials.Split(' ').Length} {what}: {Short(serials)}";

    private static string Short(string list)
    {
        var parts = list.Split(' ');
        return parts.Length <= 5 ? string.Join(", ", parts) : $"{string.Join(", ", parts[..5])} and {parts.Length - 5} more";
    }
}
