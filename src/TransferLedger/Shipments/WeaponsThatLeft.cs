using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>Which weapon each serial of a line stood for when goods left.</summary>
internal sealed class WeaponsThatLeft
{
    private readonly Dictionary<(int Line, string Key), WeaponId> _weapons = [];

    private WeaponsThatLeft()
    {
    }

    /// <summary>Of some shipments under one certificate. What left first counts.</summary>
    public static WeaponsThatLeft Of(IEnumerable<Shipment> shipments)
    {
        var it = new WeaponsThatLeft();
        foreach (var contents in shipments.SelectMany(one => one.Departures).SelectMany(one => one.Fact.Contents))
        {
            foreach (var (weapon, serial) in contents.Weapons.Zip(contents.Serials))
            {
                it._weapons.TryAdd((contents.Line, SerialComparison.KeyOf(serial)), weapon);
            }
        }

        return it;
    }

    /// <summary>The weapon of a serial; null when none left under it.</summary>
    public WeaponId? Of(int line, string serial) =>
        _weapons.TryGetValue((line, SerialComparison.KeyOf(serial)), out var weapon) ? weapon : null;

    /// <summary>The contents with the weapons that left under the serials they name.</summary>
    public ValueList<LineContents> In(ValueList<LineContents> contents) => contents.Select(it => it with
    {
        Weapons = it.Serials.Select(serial => Of(it.Line, serial)).OfType<WeaponId>().Distinct().ToValueList(),
    }).ToValueList();
}
