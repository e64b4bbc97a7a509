using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>A delivery that the importing state is to verify.</summary>
/// <param name="Shipment">What was shipped.</param>
/// <param name="Arrived">When it arrived, first.</param>
/// <param name="Due">The last day for the delivery verification certificate.</param>
/// <param name="Verified">One is on record.</param>
public sealed record DeliveryProof(Shipment Shipment, Happened Arrived, LocalDate Due, bool Verified)
{
    /// <summary>
    /// How many days it is overdue on a day; null when it is not. On the due date itself it is overdue by 0 days.
    /// </summary>
    public int? DaysOverdue(LocalDate on) =>
        Verified || on < Due ? null : Period.DaysBetween(Due, on);

    /// <summary>
    /// What is to be verified, at the prices of the certificate; null when a line has none, or not all are in one
    /// currency, or no decimal can hold it.
    /// </summary>
    /// <param name="paper">The certificate it left under, as amended.</param>
    public (decimal Amount, string Currency)? ValueBy(EndUserCertificate? paper)
    {
        var lines = Shipment.Lines.Where(it => it.Outstanding > 0)
            .Select(it => (it.Outstanding, Price: paper?.Lines.ElementAtOrDefault(it.Line - 1)?.UnitValue)).ToList();
        if (lines.Count == 0 || lines.Exists(it => it.Price?.Price() is null)
            || lines.Select(it => it.Price!.CurrencyCode()).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return null;
        }

        try
        {
            return (lines.Sum(it => it.Outstanding * it.Price!.Price()!.Value), lines[0].Price!.CurrencyCode());
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>What must be verified of some shipments: each that has arrived.</summary>
    /// <param name="shipments">The shipments.</param>
    /// <param name="dueDays">
    /// How long after arrival it must be verified. An uncertain arrival counts at its latest.
    /// </param>
    public static ImmutableArray<DeliveryProof> Of(IEnumerable<Shipment> shipments, int dueDays) =>
    [
        .. shipments.Where(it => it.Arrivals.Count > 0 && it.Departures.Any(left => left.Fact.Contents.Count > 0))
            .Select(it =>
            {
                var arrived = it.Arrivals.Select(one => one.Fact.Happened).MinBy(one => one.Latest)!;
                var due = arrived.Latest.InUtc().Date.LaterByDays(dueDays);
                return new DeliveryProof(it, arrived, due, it.Verifications.Count > 0);
            }),
    ];
}
