using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Inventories;

/// <summary>Rules COC-074 to 077 on one count of weapons.</summary>
internal static class CountRules
{
    public static ValueList<Contradiction> Find(
        Recorded entry,
        ImmutableArray<Recorded> counts,
        ILookup<string, Recorded> histories,
        Instant on,
        LotParameters parameters)
    {
        var it = (InventoryCounted)entry.Fact;
        var here = counts.Where(one => SameStore((InventoryCounted)one.Fact, it)).ToList();
        return Difference(entry, it)
            .Concat(Independence(entry, it, here))
            .Concat(Overdue(here, on, parameters))
            .Concat(SeenTwice(entry, it, counts, histories, parameters))
            .ToValueList();
    }

    /// <summary>Weapons are told one from another, so any difference is a breach; a sample has none.</summary>
    private static IEnumerable<Contradiction> Difference(Recorded entry, InventoryCounted it) =>
        it.Counted == it.Book || it.Method == CountMethod.Sample ? [] :
        [
            new(
                LotRule.CountDifference, Severity.Breach, [entry.Position],
                [Text(it.Counted), Text(it.Book), Text(it.Counted - it.Book), it.Custodian.Name, it.Site.Name]),
        ];

    private static IEnumerable<Contradiction> Independence(Recorded entry, InventoryCounted it, List<Recorded> here)
    {
        var before = here.TakeWhile(one => one.Id != entry.Id).LastOrDefault();
        if (CountIndependence.Wrong(it.Counters, it.Storekeeper, (before?.Fact as InventoryCounted)?.Counters)
            is not { } wrong)
        {
            yield break;
        }

        yield return new Contradiction(
            LotRule.CountNotIndependent, Severity.Warn,
            wrong.What == CountIndependence.SameCounters ? [before!.Position, entry.Position] : [entry.Position],
            [wrong.What, wrong.Who]);
    }

    /// <summary>A count that does not say how it was made counts as a full one.</summary>
    private static IEnumerable<Contradiction> Overdue(List<Recorded> here, Instant on, LotParameters parameters)
    {
        var last = here.LastOrDefault(one => CountReach.IsWhole((InventoryCounted)one.Fact)) ?? here[0];
        var days = (int)Math.Floor((on - last.Fact.Happened.Latest).TotalDays);
        if (days > parameters.CountCycleDays)
        {
            var it = (InventoryCounted)last.Fact;
            yield return new Contradiction(
                LotRule.CountOverdue, Severity.Warn, [last.Position],
                [Text(days), Text(parameters.CountCycleDays), it.Custodian.Name, it.Site.Name]);
        }
    }

    private static IEnumerable<Contradiction> SeenTwice(
        Recorded entry,
        InventoryCounted it,
        ImmutableArray<Recorded> counts,
        ILookup<string, Recorded> histories,
        LotParameters parameters)
    {
        foreach (var other in counts.Where(one => one.Id != entry.Id))
        {
            var fact = (InventoryCounted)other.Fact;
            if (Likeness.Same(fact.Site, it.Site) || !SameRound(fact, it, parameters))
            {
                continue;
            }

            var (first, second) = Happened.Chronological.Compare(it.Happened, fact.Happened) <= 0
                ? (entry, other)
                : (other, entry);
            foreach (var weapon in it.Seen.Intersect(fact.Seen))
            {
                if (Moved(histories[weapon.Value], first.Fact.Happened, second.Fact.Happened))
                {
                    continue;
                }

                yield return new Contradiction(
                    LotRule.SeenTwice, Severity.Breach, [first.Position, second.Position],
                    [
                        weapon.Value, ((InventoryCounted)first.Fact).Site.Name, first.Fact.Happened.Text,
                        ((InventoryCounted)second.Fact).Site.Name, second.Fact.Happened.Text,
                    ]);
            }
        }
    }

    private static bool SameStore(InventoryCounted one, InventoryCounted other) =>
        Likeness.Same(one.Custodian, other.Custodian) && Likeness.Same(one.Site, other.Site);

    /// <summary>By the round both name; where one names none, by days.</summary>
    private static bool SameRound(InventoryCounted one, InventoryCounted other, LotParameters parameters) =>
        one.Round is { } left && other.Round is { } right
            ? Subject.Normalise(left) == Subject.Normalise(right)
            : Duration.Max(
                one.Happened.Earliest - other.Happened.Latest, other.Happened.Earliest - one.Happened.Latest)
                <= Duration.FromDays(parameters.CountRoundDays);

    /// <summary>May it have gone from the one site to the other between the counts, by a fact on record?</summary>
    private static bool Moved(IEnumerable<Recorded> history, Happened first, Happened second) =>
        StandingFacts.Of(history).Any(it =>
            CustodySteps.Placed.TryGetValue(it.Fact.GetType(), out var step)
            && step is CustodyStep.StockMoved or CustodyStep.StockEntered or CustodyStep.Transferred
                or CustodyStep.PassedOn or CustodyStep.Delivered or CustodyStep.SentBack or CustodyStep.Returned
            && it.Fact.Happened.Latest >= first.Earliest && it.Fact.Happened.Earliest <= second.Latest);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
