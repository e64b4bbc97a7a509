using System.Runtime.CompilerServices;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// Who had a weapon, the slow and obvious way, written without a look at the replay: take what was known, put it right,
/// leave out what had not happened, go through it one by one, and keep who has it. Where dates leave the order open,
/// every order they allow is gone through.
/// </summary>
internal static class CustodyOracle
{
    /// <summary>Who has it, in whose use, and how it stands.</summary>
    public sealed record Answer(string? Holder, string? User, CustodyState State);

    /// <summary>One thing that happened. A handover and its receipt are two.</summary>
    private sealed record Moment(Happened When, LedgerEvent Fact, bool Receipt);

    /// <summary>Where one gets to, with who had taken it when, if nobody has let it go since.</summary>
    private sealed record Standing(Answer Now, Custodian? Taker, Happened? Taken);

    /// <summary>
    /// The answers for a day as known at an instant: one where the dates leave no doubt about the order.
    /// </summary>
    public static IReadOnlySet<Answer> Ask(IReadOnlyList<Recorded> log, Instant day, Instant known)
    {
        var moments = Moments(Known(log, known)).Where(it => it.When.Earliest <= day).ToList();
        var answers = new HashSet<Answer>();
        Follow(new Standing(new(null, null, CustodyState.None), null, null), moments, answers, []);
        return answers;
    }

    private static List<LedgerEvent> Known(IReadOnlyList<Recorded> log, Instant known)
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

        return facts;
    }

    private static IEnumerable<Moment> Moments(IEnumerable<LedgerEvent> facts)
    {
        foreach (var fact in facts)
        {
            yield return new(fact.Happened, fact, false);
            if (fact is CustodyTransferred { Received: { } received } && fact.Happened.CertainlyBefore(received))
            {
                yield return new(received, fact, true);
            }
        }
    }

    /// <summary>Whatever may come next comes next: everything before which nothing that is left certainly stands.
    /// </summary>
    private static void Follow(
        Standing now, List<Moment> left, HashSet<Answer> answers, HashSet<(Standing, string)> been)
    {
        if (left.Count == 0)
        {
            answers.Add(now.Now);
            return;
        }

        if (!been.Add((now, string.Join(' ', left.Select(RuntimeHelpers.GetHashCode)))))
        {
            return;
        }

        foreach (var next in left.Where(it => !left.Exists(other => other.When.CertainlyBefore(it.When))).ToList())
        {
            var rest = left.Where(it => !ReferenceEquals(it, next)).ToList();
            foreach (var then in After(now, next))
            {
                Follow(then, rest, answers, been);
            }
        }
    }

    private static IEnumerable<Standing> After(Standing before, Moment next)
    {
        var (taker, taken) = next.Fact switch
        {
            _ when next.Receipt => (before.Taker, before.Taken),
            SeizureRecorded it => Takes(before, it.Authority, next.When),
            FoundRecorded it => Takes(before, it.Authority, next.When),
            SurrenderRecorded it => Takes(before, it.Authority, next.When),
            RecoveredToOwner or CustodyTransferred or ShipmentDeparted => (null, null),
            _ => (before.Taker, before.Taken),
        };

        // It is in the hands of somebody who took it, and nobody has let it go since: whoever reports it missing now
        // comes too late, unless it is the one who took it. Where the dates leave that open, either is possible.
        if (Misser(next.Fact) is { } holder && before.Taker is { } took && took.Name != holder.Name)
        {
            yield return before;
            if (before.Taken!.CertainlyBefore(next.When))
            {
                yield break;
            }
        }

        yield return new(Next(before.Now, next.Fact, next.Receipt), taker, taken);
    }

    private static (Custodian?, Happened?) Takes(Standing before, Custodian authority, Happened when) =>
        before.Taker is null ? (authority, when) : (before.Taker, before.Taken);

    private static Custodian? Misser(LedgerEvent fact) => fact switch
    {
        LossReported it => it.Holder,
        TheftReported it => it.Holder,
        _ => null,
    };

    private static Answer Next(Answer now, LedgerEvent fact, bool receipt) => fact switch
    {
        ItemManufactured it when now.State == CustodyState.None => Stock(it.Manufacturer),
        ItemManufactured => now,
        StockEntered it => Stock(it.Custodian),
        InventoryCounted it when now.Holder == it.Custodian.Name => now,
        InventoryCounted it => Stock(it.Custodian),
        IssuedToUser it => new(it.Unit.Name, it.Holder, CustodyState.Issued),
        ReturnedFromUser it => Stock(it.Unit),
        CustodyTransferred it when !receipt && it.Received is { } received
            && it.Happened.CertainlyBefore(received) => new(null, null, CustodyState.InStock),
        CustodyTransferred it => Stock(it.To),
        ShipmentPacked it =>
            new(it.Consignor.Name, now.Holder == it.Consignor.Name ? now.User : null, CustodyState.Packed),
        ShipmentDeparted it => new((it.Carrier ?? it.Consignor).Name, null, CustodyState.InTransit),
        ShipmentArrived => now with { State = CustodyState.ArrivedPendingDelivery },
        DeliveryConfirmed it => Stock(it.Receiver),
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

    private static Answer Stock(Custodian holder) => new(holder.Name, null, CustodyState.InStock);
}
