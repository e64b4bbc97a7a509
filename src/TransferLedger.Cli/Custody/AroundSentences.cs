using TransferLedger.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>What the rules about a weapon's surroundings found, in English sentences.</summary>
internal static class AroundSentences
{
    /// <summary>From the values a rule gives (see <see cref="CustodyRule"/> for their order).</summary>
    public static string Of(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.SerialCollision => $"weapon {v[2]} has the same number '{v[0]}', maker, model and calibre: one of the records is wrong, or they are one weapon",
            CustodyRule.PossibleDuplicate => $"weapon {v[3]} may be the same (tier {v[0]}: '{v[1]}' and '{v[2]}'), and both were in different hands at one time",
            CustodyRule.NumberOfOtherMaker => $"weapon {v[3]} by {v[2]} has the same number '{v[0]}' as this one by {v[1]}",
            CustodyRule.UntrainedHolder => $"{v[0]} issued it to {v[1]} {v[2]}: {(v[3].Length == 0 ? "no training record is on file" : $"the training had ended {v[3]}")}",
            CustodyRule.ImpossibleMarks => $"{v[0]} did not make {(v[2] == "model" ? $"a model {v[3]}" : $"{v[1]} {(v[2] == "year" ? "in" : "in calibre")} {v[3]}")} (made: {v[4]}), says {v[5]}",
            CustodyRule.SameSecondBatch => $"{v[0]} made at least {v[2]} entries within one second, {v[1]}, and none names what it was taken from: nobody types so fast",
            CustodyRule.UnauthorisedCustodian when v[3] == "lapsed" => $"{v[0]} still had it on {v[2]}, the first day without a permit ({v[4]} had ended)",
            CustodyRule.UnauthorisedCustodian => $"{v[0]} had it from {v[2]}: {Permit(v[3], v[4], v[1])}",
            CustodyRule.ClockRegression => $"a fact recorded after another bears an earlier instant ({v[1]} after {v[0]}): the log was changed",
            CustodyRule.SiteNotApproved when v[3] == "capacity" => $"{v[5]} were counted at {v[1]} of {v[0]} {v[2]}, where the inspection {v[4]} allows {v[6]}",
            CustodyRule.SiteNotApproved => $"kept by {v[0]} at {v[1]} from {v[2]}: {Site(v[3], v[4])}",
            CustodyRule.PrunedTooEarly => $"{v[0]} facts about it are gone from the log, the first at position {v[1]}: {(v[2].Length == 0 ? "while it is in being, its records are kept" : $"its records are kept until {v[2]}")}",
            CustodyRule.BrokenHashChain => $"the log is not as it was from fact {v[0]} on ({v[1]}), and {found.Positions.Count} of its facts stand there",
            CustodyRule.EvidenceGone when v[1] == "altered" => $"the file {v[0][..12]}… is not as it was stored",
            CustodyRule.EvidenceGone => $"the file {v[0][..12]}… is not on hand (ledger file add)",
            _ => OfTransfers(found),
        };
    }

    private static string OfTransfers(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.OverShipped => $"{v[3]} of line {v[1]} have left under authorization {v[0]}, which grants {v[2]}",
            CustodyRule.LeftUnauthorized => $"shipment {v[0]} left {v[1]} {Unauthorized(v[2], v[3], v[4])}",
            CustodyRule.LeftOutOfDate => $"shipment {v[0]} left {v[1]}, outside the time of {v[2]} ({v[3]} to {(v[4].Length == 0 ? "open" : v[4])})",
            CustodyRule.ArrivedShort when v[1] == "rotation" => $"of {v[2]} that came with the contingent {v[3]} left with it: nothing on record explains {v[4]}",
            CustodyRule.ArrivedShort => $"shipment {v[0]}, line {v[1]}: {v[2]} should have arrived and {v[3]} did{Listed(v[4], v[5])}",
            CustodyRule.Substituted => $"shipment {v[0]}, line {v[1]}: {v[3]} arrived as they should, and not the same ones{Listed(v[4], v[5])}",
            CustodyRule.SealChanged => $"seal {v[2]} of package {v[1]} of shipment {v[0]} was not found ({CustodySentences.Step(v[3])} {v[4]}; found: {v[5]})",
            CustodyRule.UnplannedStop when v[4].Length == 0 => $"shipment {v[0]} passed through {v[2]}, {v[1]}, {v[3]}: the authorization names no route, so whether that was planned is not known",
            CustodyRule.UnplannedStop => $"shipment {v[0]} passed through {v[2]}, {v[1]}, {v[3]}, which is not on the route ({v[4]})",
            CustodyRule.TransitUnauthorized when v[3].Length == 0 => $"shipment {v[0]} entered {v[1]} {v[2]} without a permit; whether that State asks for one is not on record",
            CustodyRule.TransitUnauthorized => $"shipment {v[0]} entered {v[1]} {v[2]} without a permit, which that State asks for ({v[3]})",
            CustodyRule.WrongReceiver => $"shipment {v[0]} was delivered to {v[1]} {v[2]}; the certificate names {v[3]}",
            CustodyRule.PassedOnWithoutConsent => $"{v[1]} passed it on to {v[2]} {v[3]}: {Consent(v[4])}",
            CustodyRule.NotVerified => $"shipment {v[0]} arrived {v[1]}: its delivery verification certificate was due {v[2]}, {v[3]} days ago",
            _ => string.Join(", ", v),
        };
    }

    private static string Unauthorized(string what, string authorization, string detail) => what switch
    {
        "none" => "and nothing says by what authorization",
        "unknown" => $"by authorization {authorization}, which nobody is on record as having granted",
        "line" => $"with goods of line {detail}, which authorization {authorization} does not grant",
        _ => $"for {detail}, and the certificate behind authorization {authorization} is for elsewhere",
    };

    private static string Permit(string what, string number, string kind) => what switch
    {
        "none" => "it has no permit to hold arms, and all that State gives are on record",
        "later" => $"its permit {number} began later",
        "ended" => $"its permit {number} did not hold then any more",
        _ => $"its permit {number} is not for {(kind.Length == 0 ? "that" : kind)}",
    };

    private static string Site(string what, string inspected) => what switch
    {
        "none" => "that site was never inspected",
        "refused" => $"the inspection {inspected} did not approve it",
        "ended" => $"the inspection {inspected} no longer held",
        _ => $"the inspection {inspected} found nobody who answers for fire and explosives safety",
    };

    private static string Listed(string missing, string strange) =>
        (missing.Length == 0 ? "" : $"; missing: {missing}") + (strange.Length == 0 ? "" : $"; not sent: {strange}");

    private static string Consent(string gap) => gap switch
    {
        "none" => "nobody had consented",
        "receiver" => "consent was given for somebody else",
        _ => "more than was consented to",
    };
}
