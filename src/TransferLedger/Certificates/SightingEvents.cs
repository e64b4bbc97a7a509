using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// A weapon delivered under the certificate turned up in another state or with another force: found by looking through
/// its custody, and held against the undertaking not to pass it on (EUC-073). What became of the weapon is the fact it
/// rests on; this one brings it to the certificate and to the end user.
/// </summary>
/// <param name="Happened">When it turned up.</param>
/// <param name="Weapon">The weapon.</param>
/// <param name="Line">The line of the certificate: 1 is the first.</param>
/// <param name="Serial">Its serial as it left.</param>
/// <param name="Sighting">The position of the fact that tells of it.</param>
/// <param name="Kind">The stored name of that fact's kind.</param>
/// <param name="Officer">Who held it against the undertaking.</param>
/// <param name="Place">Where it turned up.</param>
/// <param name="Holder">
/// Who had it or took it then; of a capture, whom it was taken from. Null when nobody is named.
/// </param>
/// <param name="EndUser">The end user's subject; null when its name can be no subject.</param>
public sealed record DeliveredWeaponSighted(
    Happened Happened,
    WeaponId Weapon,
    int Line,
    string Serial,
    long Sighting,
    string Kind,
    string Officer,
    Place? Place = null,
    Custodian? Holder = null,
    Subject? EndUser = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        EndUser is { } user ? [user, Weapon.Subject] : [Weapon.Subject];
}
