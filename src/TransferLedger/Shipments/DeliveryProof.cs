using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>A delivery that the importing state is to verify.</summary>
/// <param name="Shipment">What was shipped.</param>
/// <param name="Arrived">When it arrived, first; when it was received, where nobody recorded the arrival.</param>
/// <param name="Due">The last day for the delivery verification certificate.</param>
/// <param name="Verified">One is on record.</param>
public sealed record DeliveryProof(Shipment Shipment, Happened Arrived, LocalDate Due, bool Verified)
{
    /// <summary>
    /// How many days it is overdue on a day; null when it is not. On the due date itself it is overdue by 0 days.
    /// </summary>
    public int? DaysOverdue(LocalDate on) =>
        Verified || on < Due ? null : Period.DaysBetween(Due, on);

    /// <summary>The facts that say that it arrived.</summary>
    public IEnumerable<long> Facts => Arrivals(Shipment).Select(it => it.Position);

    /// <summary>What must be verified of some shipments: each that has arrived.</summary>
    /// <param name="shipments">The shipments.</param>
    /// <param name="dueDays">
    /// How long after arrival it must be verified. An uncertain arrival counts at its latest.
    /// </param>
    public static ImmutableArray<DeliveryProof> Of(IEnumerable<Shipment> shipments, int dueDays) =>
    [
        .. shipments.Where(it => it.Departures.Any(left => left.Fact.Contents.Count > 0) && Arrivals(it).Any())
            .Select(it =>
            {
                var arrived = Arrivals(it).Select(one => one.Happened).MinBy(one => one.Latest)!;
                var due = arrived.Latest.InUtc().Date.LaterByDays(dueDays);
                return new DeliveryProof(it, arrived, due, it.Verifications.Count > 0);
            }),
    ];

    /// <summary>A receiver's report says so too, where no arrival is on record.</summary>
    private static IEnumerable<(Happened Happened, long Position)> Arrivals(Shipment it) => it.Arrivals.Count > 0
        ? it.Arrivals.Select(one => (one.Fact.Happened, one.Position))
        : it.Deliveries.Select(one => (one.Fact.Happened, one.Position));
}
