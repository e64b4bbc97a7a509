using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// What a jurisdiction asks of a certificate: which rules, and with which thresholds. Data, never code: an older
/// verdict is reached again with the pack it was reached with.
/// </summary>
/// <param name="Id">Its id, the same in all versions.</param>
/// <param name="Version">Its version.</param>
/// <param name="EffectiveFrom">The first day it may be used for.</param>
/// <param name="Jurisdiction">Whose it is: ISO 3166-1 alpha-2, or <c>any</c>.</param>
/// <param name="Source">Where rules and thresholds come from.</param>
/// <param name="Parameters">The thresholds.</param>
/// <param name="Rules">The rules it asks, by id.</param>
/// <param name="EffectiveTo">The last day it may be used for; null for no end.</param>
public sealed record RulePack(
    string Id,
    string Version,
    Happened EffectiveFrom,
    string Jurisdiction,
    string Source,
    CertificateParameters Parameters,
    ValueList<string> Rules,
    Happened? EffectiveTo = null)
{
    /// <summary>Does it ask the rule?</summary>
    public bool Asks(string rule) => Rules.Contains(rule, StringComparer.Ordinal);

    /// <summary>May a certificate be judged by it for a day?</summary>
    public bool IsInForce(Happened day) => EffectiveFrom.Earliest <= day.Latest
        && (EffectiveTo is not { } end || end.Latest >= day.Earliest);
}

/// <summary>The rule pack that an office judges by, and which one that is.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Reference">Id, version and hash.</param>
public sealed record PackInUse(RulePack Pack, PackReference Reference);
