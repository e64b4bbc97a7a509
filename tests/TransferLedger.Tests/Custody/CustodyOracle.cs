using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// Who had a weapon, the slow and obvious way, written without a look at the replay: take what was known, put it right,
/// leave out what had not happened, go through it day by day, and keep who has it. For facts dated to different days.
/// </summary>
internal static class CustodyOracle
{
    /// <summary>Who has it, in whose use, and how it stands.</summary>
    public sealed record Answer(string? Holder, string? User, CustodyState State);

    /// <summary>The answer for a day as known at an instant.</summary>
    public static Answer Ask(IReadOnlyList<Recorded> log, Instant day, Instant known)
    {
        var here = log.Where(it => it.At <= known).ToList();
        var facts = new List<LedgerEvent>();
        foreach (var entry in here.Where(it => it.Fact is not CorrectionEvent))
        {
            if (here.Any(it => it.Fact is RecordRetracted gone && gone.Target == entry.Position))
            {
                continue;
            }

            // Of several corrections of one field the last one decided counts.
            var right = here.Select(it => it.Fact).OfType<RecordCorrected>().Where(it => it.Target == entry.Position)
                .OrderBy(it => it.Happened.Earliest).LastOrDefault();
            facts.Add(right is null ? entry.Fact : entry.Fact with { Happened = Happened.Parse(right.New!) });
        }

        var answer = new Answer(null, null, CustodyState.None);
        foreach (var fact in Moments(facts).Where(it => it.On <= day).OrderBy(it => it.On))
        {
            answer = Next(answer, fact.Fact, fact.Receipt, facts, day);
        }

        return answer;
    }

    /// <summary>A handover and its receipt are two moments.</summary>
    private static IEnumerable<(Instant On, LedgerEvent Fact, bool Receipt)> Moments(IEnumerable<LedgerEvent> facts)
    {
        foreach (var fact in facts)
        {
            yield return (fact.Happened.Earliest, fact, false);
            if (fact is CustodyTransferred { Received: { } received } && received.Earliest > fact.Happened.Earliest)
            {
                yield return (received.Earliest, fact, true);
            }
        }
    }

    private static Answer Next(
        Answer now, LedgerEvent fact, bool receipt, List<LedgerEvent> facts, Instant day) => fact switch
    {
        ItemManufactured it when now.State == CustodyState.None => Stock(it.Manufacturer),
        ItemManufactured => now,
        StockEntered it => Stock(it.Custodian),
        InventoryCounted it when now.Holder == it.Custodian.Name => now,
        InventoryCounted it => Stock(it.Custodian),
        IssuedToUser it => new(it.Unit.Name, it.Holder, CustodyState.Issued),
        ReturnedFromUser it => Stock(it.Unit),
        CustodyTransferred it when !receipt && it.Received is { } received
            && received.Earliest > it.Happened.Earliest => new(null, null, CustodyState.InStock),
        CustodyTransferred it => Stock(it.To),
        ShipmentPacked it =>
            new(it.Consignor.Name, now.Holder == it.Consignor.Name ? now.User : null, CustodyState.Packed),
        ShipmentDeparted it => new((it.Carrier ?? it.Consignor).Name, null, CustodyState.InTransit),
        ShipmentArrived => now with { State = CustodyState.ArrivedPendingDelivery },
        DeliveryConfirmed it => Stock(it.Receiver),
        LossReported or TheftReported when TurnedUp(fact, facts, day) => now,
        LossReported => new(null, null, CustodyState.Lost),
        TheftReported => new(null, null, CustodyState.Stolen),
        CapturedReported => new(null, null, CustodyState.OutsideLawfulCustody),
        SeizureRecorded it => new(it.Authority.Name, null, CustodyState.EvidenceHeld),
        FoundRecorded it => new(it.Authority.Name, null, CustodyState.Held),
        SurrenderRecorded it => new(it.Authority.Name, null, CustodyState.Held),
        RecoveredToOwner it => Stock(it.Owner),
        Destroyed => new(null, null, CustodyState.Destroyed),
        _ => throw new InvalidOperationException($"The oracle does not know {fact.GetType().Name}."),
    };

    /// <summary>
    /// It is in the hands of somebody who took it, and nobody has let it go since: whoever reports it missing now comes
    /// too late, unless it is the one who took it.
    /// </summary>
    private static bool TurnedUp(LedgerEvent loss, List<LedgerEvent> facts, Instant day)
    {
        Custodian? taker = null;
        foreach (var fact in facts.Where(it => it.Happened.Earliest <= day)
            .Where(it => it.Happened.Earliest < loss.Happened.Earliest).OrderBy(it => it.Happened.Earliest))
        {
            taker = fact switch
            {
                SeizureRecorded it => taker ?? it.Authority,
                FoundRecorded it => taker ?? it.Authority,
                SurrenderRecorded it => taker ?? it.Authority,
                RecoveredToOwner or CustodyTransferred or ShipmentDeparted => null,
                _ => taker,
            };
        }

        var holder = loss is LossReported lost ? lost.Holder : ((TheftReported)loss).Holder;
        return taker is not null && taker.Name != holder.Name;
    }

    private static Answer Stock(Custodian holder) => new(holder.Name, null, CustodyState.InStock);
}
