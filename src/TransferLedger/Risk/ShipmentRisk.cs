using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Risk;

/// <summary>What the facts about one shipment say about the country it goes to.</summary>
internal static class ShipmentRisk
{
    /// <summary>Goes through the facts of a shipment.</summary>
    public static void Collect(Subject home, RiskEntries into, RiskWindows windows)
    {
        var facts = into.Standing.Where(it => it.Home == home && it.Fact is ShipmentEvent).ToImmutableArray();
        if (Shipment.All(facts) is not [var shipment])
        {
            return;
        }

        var (country, party) = Destination(shipment);
        var departed = First(facts, it => it is ShipmentDeparted);
        var arrived = First(facts, it => it is ShipmentArrived);
        var delivered = First(facts, it => it is DeliveryConfirmed or DeliveryVerified);
        if (departed is not null)
        {
            var due = Last(departed).PlusDays(windows.ArrivalDays);
            Once(into, country, party, departed, due, arrived ?? delivered,
                RiskSeries.Shipped, RiskSeries.ArrivalOverdue);
        }

        if (arrived is not null && shipment.Departures.Any(it => it.Fact.Contents.Count > 0))
        {
            var due = Last(arrived).PlusDays(windows.DvcDueDays + windows.DvcDefaultDays);
            Once(into, country, party, arrived, due, First(facts, it => it is DeliveryVerified),
                RiskSeries.DvcDue, RiskSeries.DvcDefault);
        }

        if (delivered is not null)
        {
            into.Add(RiskSeries.Delivered, country, RiskEntries.DayOf(delivered.Fact.Happened), delivered.Position,
                party: party);
            Differences(into, facts, country, party);
        }
    }

    /// <summary>
    /// What was due counts as good on the day it came, if in time, and as bad on the day it was overdue: until then it
    /// says nothing.
    /// </summary>
    private static void Once(
        RiskEntries into,
        string? country,
        string? party,
        Recorded basis,
        LocalDate due,
        Recorded? came,
        RiskSeries all,
        RiskSeries late)
    {
        var day = came is null ? (LocalDate?)null : RiskEntries.DayOf(came.Fact.Happened);
        var inTime = day <= due;
        into.Add(all, country, inTime ? day!.Value : due, basis.Position, party: party);
        if (!inTime)
        {
            into.Add(late, country, due, basis.Position, party: party);
        }
    }

    /// <summary>Stretches of days on which what was delivered differs from what left, as could be told then.</summary>
    private static void Differences(
        RiskEntries into, ImmutableArray<Recorded> facts, string? country, string? party)
    {
        Recorded? since = null;
        foreach (var day in facts.Select(it => RiskEntries.DayOf(it.Fact.Happened)).Distinct().Order())
        {
            var then = facts.Where(it => RiskEntries.DayOf(it.Fact.Happened) <= day).ToImmutableArray();
            var differs = Differs(Shipment.All(then)[0]);
            if (differs && since is null)
            {
                since = then[^1];
            }
            else if (!differs && since is not null)
            {
                into.Add(RiskSeries.DeliveryDiffers, country, RiskEntries.DayOf(since.Fact.Happened), since.Position,
                    until: day, party: party);
                since = null;
            }
        }

        if (since is not null)
        {
            into.Add(RiskSeries.DeliveryDiffers, country, RiskEntries.DayOf(since.Fact.Happened), since.Position,
                party: party);
        }
    }

    private static bool Differs(Shipment shipment) => shipment.Lines.Any(line =>
        (line.Verified > 0 ? line.Unexplained != 0 : line.Reported > 0 && line.Reported != line.Outstanding)
        || (shipment.Compare(line.Line) ?? shipment.Compare(line.Line, byReceiver: true)) is { } compared
            && (compared.Missing.Count > 0 || compared.Unexpected.Count > 0));

    private static (string? Country, string? Party) Destination(Shipment shipment)
    {
        var consignee = shipment.Departures.Select(it => it.Fact.Consignee)
            .Concat(shipment.Deliveries.Select(it => it.Fact.Receiver)).FirstOrDefault();
        return (
            RiskEntries.Code(consignee?.Country)
                ?? RiskEntries.Code(shipment.Arrivals.Select(it => it.Fact.Place.Country).FirstOrDefault())
                ?? RiskEntries.CountryOf(shipment.Under?.Certificate),
            RiskEntries.PartyOf(consignee));
    }

    private static LocalDate Last(Recorded entry) => entry.Fact.Happened.Latest.InUtc().Date;

    private static Recorded? First(ImmutableArray<Recorded> facts, Func<LedgerEvent, bool> which) =>
        facts.FirstOrDefault(it => which(it.Fact));
}
