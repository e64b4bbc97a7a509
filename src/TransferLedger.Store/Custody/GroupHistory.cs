using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>What the custody of many weapons at once is replayed from.</summary>
public static class GroupHistory
{
    /// <summary>Histories read at once.</summary>
    private const int SubjectsAtOnce = 1_000;

    /// <summary>
    /// The facts by which weapons and lots came to a custodian's sites, and the histories of those that were ever at
    /// one of them, merged identities with them.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<ImmutableArray<Recorded>> OfSite(
        PostgresEventStore store, Custodian custodian, Place site, CancellationToken cancel)
    {
        string[] kinds = [.. GroupCustody.SiteKinds.Select(EventCatalogue.NameOf)];
        var own = await store.Histories.Reading(
            connection => FactReader.ReadAbout(connection, [custodian.Party.ToId()], kinds, cancel), cancel);
        var facts = own.ToDictionary(it => it.Position);
        await Add(store, facts, GroupCustody.NamedAt(own, site), cancel);
        return [.. facts.Values.OrderBy(it => it.Position)];
    }

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
        await Add(store, facts, GroupCustody.WeaponsOf(own), cancel);
        return [.. facts.Values.OrderBy(it => it.Position)];
    }

    /// <summary>The histories of some subjects, and of the identities weapons among them were merged with.</summary>
    private static async Task Add(
        PostgresEventStore store,
        Dictionary<long, Recorded> facts,
        IReadOnlyCollection<Subject> subjects,
        CancellationToken cancel)
    {
        var done = new HashSet<Subject>();
        for (var next = subjects.ToList(); next.Count > 0;)
        {
            var merged = new HashSet<Subject>();
            foreach (var some in next.Chunk(SubjectsAtOnce))
            {
                var read = (await store.Read(some, cancel)).Facts;
                merged.UnionWith(IdentityUnion.Mentioned(read).Select(it => it.Subject));
                foreach (var it in read)
                {
                    facts[it.Position] = it;
                }
            }

            done.UnionWith(next);
            next = [.. merged.Where(it => !done.Contains(it))];
        }
    }
}
