using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>A shipment that left, of which nobody has said yet that it arrived.</summary>
/// <param name="Shipment">What was shipped.</param>
/// <param name="Left">When it left, first.</param>
/// <param name="Due">The last day to arrive, as COC-054 waits for it.</param>
public sealed record Transit(Shipment Shipment, Happened Left, LocalDate Due)
{
    /// <summary>
    /// Those of some shipments that left with goods that did not come back and were not lost or seized, and that
    /// neither arrived nor were received nor verified.
    /// </summary>
    /// <param name="shipments">The shipments.</param>
    /// <param name="parameters">The periods. An uncertain departure counts at its latest.</param>
    public static ImmutableArray<Transit> Of(IEnumerable<Shipment> shipments, CustodyParameters parameters) =>
    [
        .. shipments.Where(it => it.Departures.Count > 0
            && it.Arrivals.Count + it.Deliveries.Count + it.Verifications.Count == 0
            && it.Lines.Any(line => line.Outstanding > 0))
            .Select(it =>
            {
                var left = it.Departures.Select(one => one.Fact.Happened).MinBy(one => one.Latest)!;
                return new Transit(it, left, left.Latest.InUtc().Date.LaterByDays(parameters.ArrivalDays));
            }),
    ];
}
