using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>
/// EUC-055: the end user sits where the goods go, they are not put down elsewhere, and take no strange way. Before
/// anything has left, what the paper says is all there is to look at.
/// </summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> Geography(CertificateCase it)
    {
        if (it.Paper.EndUser?.Party.Country is { } country && it.Paper.Destination is { } destination
            && !Blank(country) && !Blank(destination) && !EmbargoMeasure.Same(country, destination))
        {
            yield return Found(Verdict.Hold, "end-user-elsewhere", "destination", destination, country);
        }

        foreach (var shipment in it.Balance.Shipments)
        {
            if (PutDownElsewhere(it, shipment) is { } elsewhere)
            {
                yield return elsewhere;
            }

            if (Detour(it, shipment) is { } detour)
            {
                yield return detour;
            }
        }

        foreach (var stop in StopsNearEmbargo(it))
        {
            yield return stop;
        }
    }

    /// <summary>
    /// The last place it arrived at lies in a third State that the authorization does not name as one it passes,
    /// nothing on record takes it further, and not everything of it is accounted for.
    /// </summary>
    private static RuleFinding? PutDownElsewhere(CertificateCase it, Shipment shipment)
    {
        if (it.InForce.Destination is not { } destination || Blank(destination)
            || shipment.Stops is not [.., var last] || shipment.Arrivals.All(one => one.Position != last.Position)
            || last.Place.Country is not { } country || EmbargoMeasure.Same(country, destination)
            || EmbargoMeasure.Same(country, shipment.Stops[0].Place.Country ?? "")
            || shipment.Lines.All(line => line.InTransit <= 0))
        {
            return null;
        }

        var draw = it.Balance.Draws.FirstOrDefault(one => one.Authorization == shipment.Under?.Authorization);
        if (draw is not null && draw.Granted.Route.Any(passed => EmbargoMeasure.Same(passed, country)))
        {
            return null;
        }

        return Found(
            Verdict.Hold, "put-down-elsewhere", "destination", shipment.Subject.Rest, last.Place.Name, country,
            last.Happened.Text, destination)
            .Resting(draw is null ? [last.Position] : [draw.Position, last.Position]);
    }

    /// <summary>The way from stop to stop, once it has reached the destination, beside the straight one.</summary>
    private static RuleFinding? Detour(CertificateCase it, Shipment shipment)
    {
        var stops = shipment.Stops.Where(one => one.Place.Locode is not null).ToList();
        if (stops.Count < 3 || it.InForce.Destination is not { } destination
            || stops[^1].Place.Country is not { } reached || !EmbargoMeasure.Same(reached, destination)
            || Ports.DistanceKm(stops[0].Place.Locode, stops[^1].Place.Locode) is not { } direct)
        {
            return null;
        }

        var way = 0;
        for (var at = 1; at < stops.Count; at++)
        {
            if (Ports.DistanceKm(stops[at - 1].Place.Locode, stops[at].Place.Locode) is not { } leg)
            {
                return null;
            }

            way += leg;
        }

        return way * 100L > (long)direct * it.Parameters.DetourPercent
            ? Found(
                Verdict.Warn, "detour", null, shipment.Subject.Rest,
                string.Join(' ', stops.Select(one => one.Place.Locode)), Text(way), Text(direct))
                .Resting([.. stops.Select(one => one.Position).Distinct().Order()])
            : null;
    }
}
