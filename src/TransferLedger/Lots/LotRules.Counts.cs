using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>Rules about counts of a lot.</summary>
public static partial class LotRules
{
    private static IEnumerable<Contradiction> Counts(LotBooks books, Instant on, LotParameters parameters)
    {
        var counts = books.Entries.Where(it => it.Fact is LotCounted)
            .GroupBy(it => LotAccount.Stock(((LotCounted)it.Fact).Custodian, ((LotCounted)it.Fact).Site))
            .ToDictionary(it => it.Key, it => it.ToImmutableArray());
        foreach (var (account, series) in counts.OrderBy(it => it.Key.Key, StringComparer.Ordinal))
        {
            LotEntry? before = null;
            foreach (var entry in series)
            {
                foreach (var found in Counted(books, account, entry, before, parameters))
                {
                    yield return found;
                }

                before = entry;
            }
        }

        foreach (var account in books.Accounts.Where(
            it => it.Kind == LotAccountKind.Stock && books.Balance(it) > 0))
        {
            var last = counts.GetValueOrDefault(account, [])
                .LastOrDefault(it => ((LotCounted)it.Fact).Method == CountMethod.Full)
                ?? books.Of(account)[0].Entry;
            var days = (int)Math.Floor((on - last.Happened.Latest).TotalDays);
            if (days > parameters.CountCycleDays)
            {
                yield return new Contradiction(
                    LotRule.CountOverdue, Severity.Warn, [last.Position],
                    [Text(days), Text(parameters.CountCycleDays), account.Custodian!.Name, account.Site?.Name ?? ""]);
            }
        }
    }

    private static IEnumerable<Contradiction> Counted(
        LotBooks books, LotAccount account, LotEntry entry, LotEntry? before, LotParameters parameters)
    {
        var it = (LotCounted)entry.Fact;
        if (it.Method == CountMethod.Full && Difference(books, account, entry, parameters) is { } found)
        {
            yield return found;
        }

        if (CountIndependence.Wrong(it.Counters, it.Storekeeper, (before?.Fact as LotCounted)?.Counters) is { } wrong)
        {
            yield return new Contradiction(
                LotRule.CountNotIndependent, Severity.Warn,
                wrong.What == CountIndependence.SameCounters
                    ? [before!.Position, entry.Position]
                    : [entry.Position],
                [wrong.What, wrong.Who]);
        }
    }

    /// <summary>
    /// A difference is certain when no order of what the dates leave open would make the count right.
    /// </summary>
    private static Contradiction? Difference(
        LotBooks books, LotAccount account, LotEntry entry, LotParameters parameters)
    {
        var counted = ((LotCounted)entry.Fact).Counted;
        var postings = books.Of(account);
        var before = postings.Where(it => LotEntry.Compare(it.Entry, entry) < 0).ToList();
        var book = before.Sum(it => it.Rounds);
        var difference = counted - book;
        if (difference == 0)
        {
            return null;
        }

        var sure = postings.Where(it => it.Entry.Happened.CertainlyBefore(entry.Happened)).Sum(it => it.Rounds);
        var open = postings.Where(it => it.Entry.Happened.Overlaps(entry.Happened)).Select(it => it.Rounds).ToList();
        var (least, most) = (sure + open.Where(it => it < 0).Sum(), sure + open.Where(it => it > 0).Sum());
        var certain = counted < least || counted > most;
        var grave = Math.Abs(difference) * 1000 > book * parameters.CountDifferencePerMille
            || Math.Abs(difference) > (books.Description()?.PackageRounds ?? long.MaxValue);
        return new Contradiction(
            LotRule.CountDifference,
            certain && grave ? Severity.Breach : Severity.Warn,
            new([.. before.Select(it => it.Entry.Position), entry.Position]),
            [Text(counted), Text(book), Text(difference), account.Custodian!.Name, account.Site?.Name ?? ""]);
    }
}
