using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>Which weapons a fact is about.</summary>
internal static class WeaponFacts
{
    private const string Prefix = "weapon/";

    /// <summary>
    /// The ids of the weapons a fact is about, each once, home first. The lists of the kinds that have them are read
    /// directly: deriving every subject would spell out each party, for nothing.
    /// </summary>
    public static IEnumerable<string> KeysOf(Recorded entry)
    {
        var home = IdOf(entry.Home);
        return entry.Fact switch
        {
            ShipmentPacked it => Listed(home, it.Weapons),
            ShipmentDeparted it => Listed(home, it.Weapons),
            ShipmentArrived it => Listed(home, it.Items),
            DeliveryConfirmed it => Listed(home, it.Weapons),
            GoodsReturned it => Listed(home, it.Contents.SelectMany(line => line.Weapons)),
            InventoryCounted it => Listed(home, it.Seen),
            WeaponsSeen it => Listed(home, it.Items),
            WeaponsPassedOn it => Listed(home, it.Items),
            CustodyEvent => home is null ? [] : [home],
            CorrectionEvent it => Distinct(home, it.About.Select(IdOf)),
            _ => Distinct(home, entry.Subjects().Select(IdOf)),
        };
    }

    /// <summary>The subject of the weapon with an id.</summary>
    public static Subject SubjectOf(string id) => Subject.Parse(Prefix + id);

    private static string? IdOf(Subject subject) =>
        subject.Key.StartsWith(Prefix, StringComparison.Ordinal) ? subject.Key[Prefix.Length..] : null;

    private static IEnumerable<string> Listed(string? home, IEnumerable<WeaponId> items) =>
        Distinct(home, items.Select(it => (string?)it.Value));

    private static IEnumerable<string> Distinct(string? home, IEnumerable<string?> others) =>
        others.Prepend(home).OfType<string>().Distinct(StringComparer.Ordinal);
}
