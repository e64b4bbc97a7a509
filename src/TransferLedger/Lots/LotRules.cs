using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// What does not fit together in the books of one lot. Every rule names the fewest facts that prove it, and warns only
/// where the dates leave it open. Source: section 5.5 of the custody rules.
/// </summary>
public static partial class LotRules
{
    /// <summary>Everything the rules find, by rule, then in the order in which it happened.</summary>
    /// <param name="books">The books.</param>
    /// <param name="on">The day on which it is asked what is overdue.</param>
    /// <param name="parameters">The thresholds.</param>
    public static ValueList<Contradiction> Find(LotBooks books, Instant on, LotParameters parameters)
    {
        var diverted = Diverted(books).ToList();
        return diverted
            .Concat(Balances(books))
            .Concat(Conserved(books, diverted))
            .Concat(Parts(books))
            .Concat(Consumed(books, parameters))
            .Concat(Lived(books))
            .Concat(Adjusted(books))
            .Concat(Unwitnessed(books))
            .Concat(Overdue(books, on, parameters))
            .Concat(Counts(books, on, parameters))
            .OrderBy(it => it.Rule, StringComparer.Ordinal)
            .ToValueList();
    }

    private static IEnumerable<Contradiction> Balances(LotBooks books)
    {
        foreach (var account in books.Accounts.Where(
            it => it.Kind is LotAccountKind.Stock or LotAccountKind.Issued))
        {
            if (Shortage.First(books.Of(account)) is not { } found)
            {
                continue;
            }

            var date = found.Crossing.Happened.Text;
            string[] whose = [account.Custodian!.Name, account.Site?.Name ?? ""];
            yield return found.Crossing.Fact is LotDestroyed destroyed
                ? Found(LotRule.DestroyedTooMuch, found, [.. whose, Text(destroyed.Rounds), Text(found.Balance), date])
                : Found(LotRule.NegativeBalance, found, [.. whose, account.User ?? "", Text(found.Balance), date]);
        }
    }

    /// <summary>
    /// What no custodian's books show: too much off a shipment, or, where the production is known, from outside.
    /// </summary>
    private static IEnumerable<Contradiction> Conserved(LotBooks books, List<Contradiction> diverted)
    {
        foreach (var account in books.Accounts.Where(it => it.Kind == LotAccountKind.Transit))
        {
            if (Shortage.First(books.Of(account)) is { } found)
            {
                yield return Found(
                    LotRule.MassConservation, found,
                    [account.Shipment!.Value.Rest, Text(found.Balance), found.Crossing.Happened.Text]);
            }
        }

        var made = books.Entries.Where(it => it.Fact is LotProduced).ToList();
        List<LotPosting> outside =
        [
            .. books.Of(LotAccount.Of(LotAccountKind.Outside)), .. books.Of(LotAccount.Of(LotAccountKind.Lost)),
        ];
        if (made.Count > 0 && Shortage.First(outside) is { } more
            && !diverted.Any(it => it.Positions.Contains(more.Crossing.Position)))
        {
            yield return Found(
                LotRule.MassConservation, more with { Grounds = [.. made, .. more.Grounds] },
                ["", Text(more.Balance), more.Crossing.Happened.Text]);
        }
    }

    private static IEnumerable<Contradiction> Diverted(LotBooks books)
    {
        var maker = books.Entries.Select(it => it.Fact).OfType<LotProduced>()
            .Select(it => it.Manufacturer.Party).ToHashSet();
        foreach (var entry in books.Entries)
        {
            if (entry.Fact is not LotSeized { TakenFrom: null, Place.Country: { } where } seized)
            {
                continue;
            }

            var delivered = books.Entries.Where(it => !entry.Happened.CertainlyBefore(it.Happened))
                .Select(it => (Entry: it, To: ReceiverOf(it.Fact)))
                .Where(it => it.To is { } to && !maker.Contains(to.Party)).ToList();
            if (delivered.Select(it => it.To!.Party).Distinct().Count() != 1
                || delivered.Select(it => it.To!.Country).OfType<string>().FirstOrDefault() is not { } home
                || string.Equals(home, where, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var holder = delivered[0].To!;
            var gone = books.Entries.Where(it => GoneFrom(it.Fact, holder.Party)).ToList();
            if (gone.Any(it => it.Happened.CertainlyBefore(entry.Happened)))
            {
                continue;
            }

            var certain = delivered[0].Entry.Happened.CertainlyBefore(entry.Happened)
                && gone.All(it => entry.Happened.CertainlyBefore(it.Happened));
            yield return new Contradiction(
                LotRule.DivertedElsewhere,
                certain ? Severity.Breach : Severity.Warn,
                [delivered[0].Entry.Position, entry.Position],
                [holder.Name, home, seized.Place.Name, where, Text(seized.Rounds), entry.Happened.Text]);
        }
    }

    /// <summary>
    /// Whom a fact delivers rounds to; null when it delivers none, or moves them within one custodian's sites.
    /// </summary>
    private static Custodian? ReceiverOf(LotEvent fact) => fact switch
    {
        LotMoved it when it.From.Party != it.To.Party => it.To,
        LotReceived it => it.Custodian,
        _ => null,
    };

    private static bool GoneFrom(LotEvent fact, Subject holder) => fact switch
    {
        LotLost it => it.Custodian.Party == holder,
        LotMoved it => it.From.Party == holder && it.To.Party != holder,
        LotSeized { TakenFrom: { } from } => from.Party == holder,
        _ => false,
    };

    private static Contradiction Found(string rule, Shortage found, string[] values) => new(
        rule,
        found.Certain ? Severity.Critical : Severity.Warn,
        found.Grounds.Select(it => it.Position).ToValueList(),
        new([.. values]));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
