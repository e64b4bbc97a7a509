using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary>What is read first of a certificate, to know what else its judgement needs.</summary>
internal static class CertificateReading
{
    /// <summary>
    /// The facts about a certificate and about the shipments that left under it: who carried goods on later legs is
    /// told by facts about the shipment alone.
    /// </summary>
    public static async Task<ImmutableArray<Recorded>> Own(
        IEventStore store, Subject certificate, CancellationToken cancel)
    {
        var facts = (await store.Read([certificate], cancel)).Facts;
        var shipments = AfterDelivery.ShipmentsIn(facts, certificate).ToList();
        return shipments.Count == 0 ? facts : (await store.Read([certificate, .. shipments], cancel)).Facts;
    }
}
