using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>What is packed for a shipment: the document that <c>ledger shipment pack</c> reads.</summary>
/// <param name="Country">The state it leaves from, ISO 3166-1 alpha-2.</param>
/// <param name="Reference">The shipment's number.</param>
/// <param name="Authorization">The transfer authorization it is to leave under.</param>
/// <param name="Happened">When it was packed.</param>
/// <param name="Consignor">Who sends it.</param>
/// <param name="Consignee">To whom.</param>
/// <param name="Packages">The packages, at least one.</param>
/// <param name="Officer">Who records it.</param>
public sealed record PackingList(
    string Country,
    string Reference,
    Subject Authorization,
    Happened Happened,
    Custodian Consignor,
    Custodian Consignee,
    ValueList<Package> Packages,
    string Officer)
{
    /// <summary>The shipment's subject: <c>shipment/{country}/{reference}</c>.</summary>
    /// <exception cref="FormatException">Country or reference holds no letter or digit.</exception>
    public Subject Subject => Subject.Of("shipment", Country, Reference);

    /// <summary>Every weapon named.</summary>
    public IEnumerable<WeaponId> Weapons => Packages.SelectMany(it => it.Contents).SelectMany(it => it.Weapons);

    /// <summary>
    /// The list with a weapon for every serial: the one it names, else the one that this consignor's serial of this
    /// model has always led to. Texts that say that there is no number (<see cref="NoNumber"/>) lead to none.
    /// </summary>
    /// <param name="paper">The certificate whose lines the list names.</param>
    public PackingList Identified(EndUserCertificate paper) => this with
    {
        Packages = Packages.Select(package => package with
        {
            Contents = package.Contents.Select(it => it.Weapons.Count > 0 || it.HasSerialThatSaysNone ? it : it with
            {
                Weapons = it.Serials.Select(serial => Issue(paper, it.Line, serial)).ToValueList(),
            }).ToValueList(),
        }).ToValueList(),
    };

    private WeaponId Issue(EndUserCertificate paper, int line, string serial)
    {
        var goods = line >= 1 && line <= paper.Lines.Count ? paper.Lines[line - 1] : null;
        return WeaponId.Issue(
            "export",
            Subject.Normalise(Consignor.Reference ?? Consignor.Name),
            Subject.Normalise(goods?.Model ?? goods?.Description ?? ""),
            SerialComparison.KeyOf(serial));
    }
}

/// <summary>One package.</summary>
/// <param name="Number">Its number within the shipment.</param>
/// <param name="Contents">What it holds, by lines of the certificate.</param>
/// <param name="Seals">The seals put on.</param>
public sealed record Package(string Number, ValueList<LineContents> Contents, ValueList<string> Seals = default);
