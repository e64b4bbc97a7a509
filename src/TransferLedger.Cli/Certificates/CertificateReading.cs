using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Certificates;

/// <summary>What is read first of a certificate, to know what else its judgement needs.</summary>
internal static class CertificateReading
{
    /// <summary>
    /// The facts about a certificate, about the shipments that left under it, and the register's entries of its end
    /// user and of whoever is to have goods later: who carried goods on later legs is told by facts about the shipment
    /// alone, and other names of a party by the register alone.
    /// </summary>
    public static async Task<ImmutableArray<Recorded>> Own(
        PostgresEventStore store, Subject certificate, CancellationToken cancel)
    {
        var facts = await WithShipments(store, certificate, cancel);
        var parties = Parties(certificate, facts).ToArray();
        return parties.Length > 0 ? With(facts, await VerdictReading.Registered(store, parties, cancel)) : facts;
    }

    /// <summary>The same from a log that cannot tell kinds of facts apart while it reads.</summary>
    public static async Task<ImmutableArray<Recorded>> Own(
        IEventStore store, Subject certificate, CancellationToken cancel)
    {
        var facts = await WithShipments(store, certificate, cancel);
        var parties = Parties(certificate, facts).ToArray();
        return parties.Length > 0
            ? With(facts, (await store.Read([.. parties], cancel)).Facts
                .Where(it => it.Fact is PartyEvent or CorrectionEvent))
            : facts;
    }

    /// <summary>
    /// The certificates next to one by number, as it was captured last by a point. Their view must be up to date.
    /// </summary>
    /// <param name="store">The log.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="own">The facts about it.</param>
    /// <param name="asOf">The point.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="upTo">Only captures up to this position; null for all.</param>
    public static async Task<ImmutableArray<Subject>> Neighbours(
        PostgresEventStore store,
        Subject certificate,
        IEnumerable<Recorded> own,
        AsOf asOf,
        CancellationToken cancel,
        long? upTo = null) =>
        CertificateFile.Of(certificate, own.Where(asOf.Includes)).Captures is [.., var last]
            ? await CertificateSeriesTables.Neighbours(
                store, last.Fact.Certificate, certificate, asOf.KnownBy, cancel, upTo)
            : [];

    private static async Task<ImmutableArray<Recorded>> WithShipments(
        IEventStore store, Subject certificate, CancellationToken cancel)
    {
        var facts = (await store.Read([certificate], cancel)).Facts;
        var shipments = AfterDelivery.ShipmentsIn(facts, certificate).ToList();
        return shipments.Count == 0 ? facts : (await store.Read([certificate, .. shipments], cancel)).Facts;
    }

    private static IEnumerable<Subject> Parties(Subject certificate, ImmutableArray<Recorded> facts) =>
        CertificateFile.Of(certificate, facts).Captures is [.., var last]
            && last.Fact.Certificate.EndUserSubject is { } endUser
            ? CertificateReport.ReceiversIn(facts, certificate).Prepend(endUser).Distinct()
            : [];

    private static ImmutableArray<Recorded> With(IEnumerable<Recorded> facts, IEnumerable<Recorded> more) =>
        [.. facts.Concat(more).DistinctBy(it => it.Position).OrderBy(it => it.Position)];
}
