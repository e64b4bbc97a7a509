using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>What the custody of many weapons at once is replayed from.</summary>
public static class GroupHistory
{
    /// <summary>Histories read at once.</summary>
    private const int WeaponsAtOnce = 1_000;

    /// <summary>
    /// The facts about a custodian and about every weapon these name: a large custodian takes its time.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static Task<ImmutableArray<Recorded>> OfCustodian(
        PostgresEventStore store, Custodian custodian, CancellationToken cancel) =>
        WithWeapons(store, custodian.Party, [], cancel);

    /// <summary>The facts about a shipment, what it moved under, and every weapon these name.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<ImmutableArray<Recorded>> OfShipment(
        PostgresEventStore store, Subject shipment, CancellationToken cancel)
    {
        var around = await store.Source.Reading(
            connection => WeaponSurroundings.Transfers(connection, [shipment], cancel), cancel);
        return await WithWeapons(store, shipment, around, cancel);
    }

    private static async Task<ImmutableArray<Recorded>> WithWeapons(
        PostgresEventStore store, Subject about, ImmutableArray<Recorded> more, CancellationToken cancel)
    {
        var own = (await store.Read([about], cancel)).Facts;
        var facts = more.Concat(own).DistinctBy(it => it.Position).ToDictionary(it => it.Position);
        foreach (var weapons in GroupCustody.WeaponsOf(own).Chunk(WeaponsAtOnce))
        {
            foreach (var it in (await store.Read(weapons, cancel)).Facts)
            {
                facts[it.Position] = it;
            }
        }

        return [.. facts.Values.OrderBy(it => it.Position)];
    }
}
