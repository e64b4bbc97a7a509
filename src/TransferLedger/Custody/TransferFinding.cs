using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What a rule found about a shipment.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="What">What does not fit, said of the shipment.</param>
/// <param name="Weapons">The weapons it is certain of.</param>
/// <param name="Possible">The weapons one or more of which it is about, and nobody knows which.</param>
public sealed record TransferFinding(
    Subject Shipment, Contradiction What, ValueList<WeaponId> Weapons, ValueList<WeaponId> Possible = default)
{
    /// <summary>What it says of one weapon: a warning where it may be another; null when it is not about it.</summary>
    /// <param name="identities">The identities of the weapon.</param>
    public Contradiction? Of(IReadOnlySet<WeaponId> identities) =>
        Weapons.Any(identities.Contains) ? What
        : !Possible.Any(identities.Contains) ? null
        : What.Severity > Severity.Warn ? What with { Severity = Severity.Warn }
        : What;
}
