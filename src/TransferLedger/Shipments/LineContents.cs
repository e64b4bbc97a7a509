using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>What a package, a shipment or a paper about one holds of one line of a certificate.</summary>
/// <param name="Line">The line of the certificate: 1 is the first.</param>
/// <param name="Quantity">How many, in the line's own unit.</param>
/// <param name="Serials">The serial numbers as written; empty where goods have none or nobody wrote them down.</param>
/// <param name="Weapons">The weapons among them that the ledger knows, each once.</param>
/// <param name="Lot">The lot of ammunition, as written on it.</param>
public sealed record LineContents(
    int Line,
    long Quantity,
    ValueList<string> Serials = default,
    ValueList<WeaponId> Weapons = default,
    string? Lot = null)
{
    /// <summary>Does one of the serials say that there is no number?</summary>
    internal bool HasSerialThatSaysNone => Serials.Any(NoNumber.IsSaidBy);
}

/// <summary>What a shipment moves under.</summary>
/// <param name="Authorization">The transfer authorization it draws on.</param>
/// <param name="Certificate">The end-user certificate behind it.</param>
/// <param name="EndUser">The end user the certificate names; null when its name can be no subject.</param>
public sealed record TransferBasis(Subject Authorization, Subject Certificate, Subject? EndUser = null)
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<Subject> Of(TransferBasis? basis) => basis is null
        ? []
        : new Subject?[] { basis.Authorization, basis.Certificate, basis.EndUser }.OfType<Subject>();
}
