using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>What a weapon's custody is replayed from.</summary>
public static class WeaponHistory
{
    private static readonly string[] Kinds = [.. Journey.Kinds.Select(EventCatalogue.NameOf)];

    /// <summary>
    /// The facts about a weapon, and the way of the shipments it left with. Of a shipment's own facts only these are
    /// read: its packages may be thousands.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<History> Read(PostgresEventStore store, WeaponId weapon, CancellationToken cancel)
    {
        var own = await store.Read([weapon.Subject], cancel);
        var shipments = Journey.Shipments(own.Facts);
        if (shipments.Count == 0)
        {
            return own;
        }

        var way = await store.Source.Reading(
            connection => FactReader.ReadAbout(connection, [.. shipments.Select(it => it.ToId())], Kinds, cancel),
            cancel);
        return Journey.With(own, way);
    }
}
