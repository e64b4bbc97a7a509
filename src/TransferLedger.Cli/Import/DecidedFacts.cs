namespace TransferLedger.Cli.Import;

/// <summary>Kinds of fact that the ledger decides itself; nobody can state them.</summary>
internal static class DecidedFacts
{
    /// <summary>Why a kind of fact cannot be imported; null when it can.</summary>
    /// <param name="type">Its stored name.</param>
    /// <param name="exported">Another ledger decided it and exported it.</param>
    public static string? Refusal(string type, bool exported = false) => type switch
    {
        _ when exported && type.StartsWith("authorization_", StringComparison.Ordinal) => null,
        _ when type.StartsWith("authorization_", StringComparison.Ordinal) =>
            $"an {type} is decided, not stated; use ledger authorization",
        "certificate_judged" => "a certificate_judged is decided, not stated; use ledger certificate judge",
        "certificate_accepted" => "a certificate_accepted is decided, not stated; use ledger certificate accept",
        "obligation_assumed" => "an obligation_assumed is decided, not stated; use ledger certificate accept",
        "rule_overridden" => "a rule_overridden is decided, not stated; use ledger certificate override",
        _ when exported => null,
        "embargo_table_loaded" => "an embargo_table_loaded is decided, not stated; use ledger embargo load",
        "embargo_policy_set" => "an embargo_policy_set is decided, not stated; use ledger embargo policy",
        "embargo_rechecked" => "an embargo_rechecked is decided, not stated; use ledger embargo recheck",
        "screening_parameters_set" =>
            "a screening_parameters_set is decided, not stated; use ledger screen parameters",
        "party_screened" => "a party_screened is decided, not stated; use ledger screen run",
        "parties_rescreened" => "a parties_rescreened is decided, not stated; use ledger screen run",
        "match_decided" => "a match_decided is decided, not stated; use ledger screen decide",
        "embargo_recheck_completed" =>
            "an embargo_recheck_completed is decided, not stated; use ledger embargo recheck",
        _ when type.StartsWith("clearance_", StringComparison.Ordinal) =>
            $"a {type} is decided, not stated; use ledger clearance",
        "country_risk_assessed" => "a country_risk_assessed is decided, not stated; use ledger risk assess",
        "high_risk_countersigned" => "a high_risk_countersigned is decided, not stated; use ledger risk countersign",
        _ => null,
    };
}
