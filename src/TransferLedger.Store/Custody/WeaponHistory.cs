using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Store.Inventories;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>What a weapon's custody is replayed from.</summary>
public static class WeaponHistory
{
    /// <summary>What PostgreSQL is asked for when a date has no beginning; nothing was counted before.</summary>
    private static readonly LocalDate EarliestDay = new(1, 1, 1);

    private static readonly string[] ClearanceDraws =
    [
        EventCatalogue.NameOf(typeof(ClearanceDrawn)), EventCatalogue.NameOf(typeof(ClearanceDrawnByConsent)),
    ];

    private static readonly string[] Merges = [EventCatalogue.NameOf(typeof(IdentityMerged))];

    private static readonly string[] Way = [.. Journey.Kinds.Select(EventCatalogue.NameOf)];

    /// <summary>
    /// The facts about a weapon and all identities ever merged with it, and the way of the shipments it left with. Of a
    /// shipment's own facts only these are read: its packages may be thousands. With them the counts of the stocks it
    /// was in, and what else is around it, as far as the views have seen the log.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<WeaponDossier> Read(PostgresEventStore store, WeaponId weapon, CancellationToken cancel)
    {
        var (own, _) = await ReadOwn(store, weapon, cancel);
        var shipments = Journey.Shipments(own.Facts);
        if (shipments.Count > 0)
        {
            var way = await store.Histories.Reading(
                connection => FactReader.ReadAbout(connection, [.. shipments.Select(it => it.ToId())], Way, cancel),
                cancel);
            own = Journey.With(own, way);
        }

        var dossier = new WeaponDossier(own.Facts);
        var passedOn = own.Facts.Where(it => it.Fact is WeaponsPassedOn).Select(it => it.Home);
        var embargoes = Embargoes(store, [.. shipments.Concat(passedOn).Distinct().Select(it => it.ToId())], cancel);
        var counts = Missed(store, dossier, cancel);
        var around = WeaponSurroundings.Read(store, weapon, dossier, cancel);
        await Task.WhenAll(embargoes, counts, around);
        return dossier with { Embargoes = await embargoes, Counts = await counts, Around = await around };
    }

    /// <summary>
    /// Counts of the stocks of those who had it that did not see it: not those among its own facts, and none before the
    /// first day it is heard of, as told or as corrected.
    /// </summary>
    private static async Task<ImmutableArray<Recorded>> Missed(
        PostgresEventStore store, WeaponDossier dossier, CancellationToken cancel)
    {
        if (dossier.Facts.IsEmpty)
        {
            return [];
        }

        var first = dossier.Facts.Concat(StandingFacts.Of(dossier.Facts)).Min(it => it.Fact.Happened.Earliest);
        var counts = await InventoryTables.Of(
            store.Histories,
            dossier.Custodians(),
            LocalDate.Max(first.InUtc().Date, EarliestDay),
            [.. dossier.Facts.Where(it => it.Fact is InventoryCounted).Select(it => it.Position)],
            cancel);
        return counts.Count == 0 ? [] : (await store.Read(counts, cancel)).Facts;
    }

    /// <summary>
    /// The embargoes on record, and what some shipments, and consents under some certificates, drew from clearances.
    /// </summary>
    private static async Task<ImmutableArray<Recorded>> Embargoes(
        PostgresEventStore store, Guid[] drawing, CancellationToken cancel)
    {
        var table = await store.Embargoes.Read(cancel);
        if (table.IsEmpty || drawing.Length == 0)
        {
            return table;
        }

        var drawn = await store.Histories.Reading(
            connection => FactReader.ReadAbout(
                connection, drawing, ClearanceDraws, cancel),
            cancel);
        return [.. table, .. drawn];
    }

    /// <summary>Which of some weapons were ever merged with another, whether that stands or not.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<IReadOnlySet<Subject>> EverMerged(
        PostgresEventStore store, IEnumerable<Subject> weapons, CancellationToken cancel)
    {
        var found = new HashSet<Subject>();
        foreach (var some in weapons.Distinct().Chunk(FactReader.SubjectsPerRead))
        {
            var merges = await store.Histories.Reading(
                connection => FactReader.ReadAbout(connection, [.. some.Select(it => it.ToId())], Merges, cancel),
                cancel);
            found.UnionWith(merges.SelectMany(it => it.Subjects()).Intersect(some));
        }

        return found;
    }

    /// <summary>
    /// The facts about a weapon and all identities ever merged with it, at one reading, and these identities: what a
    /// decision about its identity looks at.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<(History History, IReadOnlyList<Subject> About)> ReadOwn(
        PostgresEventStore store, WeaponId weapon, CancellationToken cancel)
    {
        Subject[] about = [weapon.Subject];
        while (true)
        {
            var own = await store.Read(about, cancel);
            Subject[] all =
            [
                .. about.Concat(IdentityUnion.Mentioned(own.Facts).Select(it => it.Subject)).Distinct(),
            ];
            if (all.Length == about.Length)
            {
                return (own, about);
            }

            about = all;
        }
    }
}
