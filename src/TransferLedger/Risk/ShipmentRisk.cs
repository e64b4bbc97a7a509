using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Risk;

/// <summary>What the facts about one shipment say about the country it goes to.</summary>
internal sealed class ShipmentRisk(
    RiskEntries into,
    RiskWindows windows,
    Shipment shipment,
    string? country,
    string? party,
    ValueList<string> named)
{
    /// <summary>Goes through the facts of a shipment.</summary>
    public static void Collect(Subject home, RiskEntries into, RiskWindows windows)
    {
        var all = into.Standing.Where(it => it.Home == home && it.Fact is ShipmentEvent).ToImmutableArray();
        var facts = all.Where(it => it.Fact is not ShipmentPacked).ToImmutableArray();
        if (Shipment.All(facts) is [var shipment])
        {
            var (country, party) = Destination(shipment);
            var carriers = shipment.Departures.Select(it => it.Fact.Carrier?.Name).OfType<string>()
                .Select(it => RiskUnit.NamedKey(RiskUnitKind.Carrier, it)).OfType<string>()
                .Distinct(StringComparer.Ordinal).ToValueList();
            var it = new ShipmentRisk(into, windows, shipment, country, party, carriers);
            it.Collect(facts);
            it.Seals(all);
        }
    }

    /// <summary>
    /// Goes through the facts of a shipment that its certificate knows, for the brokers the certificate names: what
    /// counts for the country, counts for it by the shipment's own history.
    /// </summary>
    public static void CollectFor(
        ValueList<string> brokers, ImmutableArray<Recorded> facts, RiskEntries into, RiskWindows windows)
    {
        if (Shipment.All(facts) is [var shipment])
        {
            new ShipmentRisk(into, windows, shipment, RiskEntry.NoCountry, null, brokers).Collect(facts);
        }
    }

    private void Collect(ImmutableArray<Recorded> facts)
    {
        var departed = First(facts, it => it is ShipmentDeparted);
        var arrived = First(facts, it => it is ShipmentArrived);
        var delivered = First(facts, it => it is DeliveryConfirmed or DeliveryVerified);
        if (departed is not null)
        {
            var due = Last(departed).LaterByDays(windows.ArrivalDays);
            Once(departed, due, arrived ?? delivered, RiskSeries.Shipped, RiskSeries.ArrivalOverdue);
        }

        if (arrived is not null && shipment.Departures.Any(it => it.Fact.Contents.Count > 0))
        {
            var due = Last(arrived).LaterByDays(windows.DvcDueDays + windows.DvcDefaultDays);
            Once(arrived, due, First(facts, it => it is DeliveryVerified), RiskSeries.DvcDue, RiskSeries.DvcDefault);
        }

        if (delivered is not null)
        {
            Add(RiskSeries.Delivered, RiskEntries.DayOf(delivered.Fact.Happened), delivered);
            Differences(facts);
        }
    }

    /// <summary>
    /// What was due counts as good on the day it came, if in time, and as bad on the day it was overdue: until then it
    /// says nothing.
    /// </summary>
    private void Once(Recorded basis, LocalDate due, Recorded? came, RiskSeries all, RiskSeries late)
    {
        var day = came is null ? (LocalDate?)null : RiskEntries.DayOf(came.Fact.Happened);
        var inTime = day <= due;
        Add(all, inTime ? day!.Value : due, basis);
        if (!inTime)
        {
            Add(late, due, basis);
        }
    }

    /// <summary>
    /// A seal that was not found again wherever seals were written down (COC-057): the shipment counts once, on the day
    /// it was told first.
    /// </summary>
    private void Seals(ImmutableArray<Recorded> facts)
    {
        if (TransferRules.SealsGone(Shipment.All(facts)[0], facts).Select(it => it.Stage)
            .MinBy(it => (RiskEntries.DayOf(it.Fact.Happened), it.Position)) is { } stage)
        {
            Add(RiskSeries.SealChanged, RiskEntries.DayOf(stage.Fact.Happened), stage);
        }
    }

    private void Add(RiskSeries series, LocalDate on, Recorded by, LocalDate? until = null) =>
        into.Add(series, country, on, by.Position, until: until, party: party, named: named);

    /// <summary>Stretches of days on which what was delivered differs from what left, as could be told then.</summary>
    private void Differences(ImmutableArray<Recorded> facts)
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
                Add(RiskSeries.DeliveryDiffers, RiskEntries.DayOf(since.Fact.Happened), since, day);
                since = null;
            }
        }

        if (since is not null)
        {
            Add(RiskSeries.DeliveryDiffers, RiskEntries.DayOf(since.Fact.Happened), since);
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
