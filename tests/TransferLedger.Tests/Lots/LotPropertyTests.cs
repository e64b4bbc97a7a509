using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Lots.LotTold;

namespace TransferLedger.Tests.Lots;

/// <summary>The replay properties of section 5.8 of the custody rules, for lots.</summary>
public sealed class LotPropertyTests
{
    private const int Streams = 2_000;
    private const int Length = 500;
    private static readonly LocalDate Start = new(2010, 1, 1);

    [Fact]
    public void A_million_valid_movements_conserve_every_round_after_every_one_of_them()
    {
        for (var seed = 0; seed < Streams; seed++)
        {
            var stream = new LotStream(seed);
            var held = new Dictionary<LotAccount, long>();
            for (var at = 0; at < Length; at++)
            {
                foreach (var (account, rounds) in LotPostings.Of(Lot, stream.Next()))
                {
                    held[account] = held.GetValueOrDefault(account) + rounds;
                }

                Conserved(held).ShouldBeTrue($"seed {seed}, movement {at}");
            }

            stream.Held.ShouldBe(Sum(held, LotAccountKind.Stock, LotAccountKind.Issued, LotAccountKind.Transit));
        }
    }

    [Fact]
    public void No_rule_about_balances_fires_on_a_valid_stream()
    {
        string[] balances =
        [
            LotRule.NegativeBalance, LotRule.PartsNotEqual, LotRule.MassConservation, LotRule.DestroyedTooMuch,
        ];
        for (var seed = 0; seed < 40; seed++)
        {
            var books = LotBooks.Of(Lot, LogOf(seed, 200), AsOf.Now);

            LotRules.Find(books, Instant.MinValue, LotParameters.Default).Select(it => it.Rule).Intersect(balances)
                .ShouldBeEmpty($"seed {seed}");
        }
    }

    /// <summary>The obvious model: go through all facts, leave out what does not count, add up by hand.</summary>
    [Fact]
    public void The_books_agree_with_a_slow_model_at_any_pair_of_dates()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var dice = new Random(seed);
            var facts = Disturbed(seed, dice);
            var happened = Start.PlusDays(dice.Next(80)).AtMidnight().InUtc().ToInstant();
            var known = facts[dice.Next(facts.Length)].At;
            var asOf = new AsOf(dice.Next(4) == 0 ? null : happened, dice.Next(4) == 0 ? null : known);

            var books = LotBooks.Of(Lot, facts, asOf);
            var oracle = Slow(facts, asOf);

            Shown(books.Accounts.Where(it => books.Balance(it) != 0).Select(it => (Name(it), books.Balance(it))))
                .ShouldBe(Shown(oracle.Where(it => it.Value != 0).Select(it => (it.Key, it.Value))), $"seed {seed}");
        }
    }

    [Fact]
    public void The_order_of_arrival_changes_nothing()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var facts = Disturbed(seed, new Random(seed));
            var shuffled = facts.ToArray();
            new Random(seed + 1).Shuffle(shuffled);
            var (one, other) = (LotBooks.Of(Lot, facts, AsOf.Now), LotBooks.Of(Lot, shuffled, AsOf.Now));

            other.Entries.ShouldBe(one.Entries);
            LotRules.Find(other, Instant.MinValue, LotParameters.Default)
                .ShouldBe(LotRules.Find(one, Instant.MinValue, LotParameters.Default));
            other.History().ShouldBe(one.History());
        }
    }

    [Fact]
    public void A_wrong_quantity_and_its_correction_are_the_right_quantity()
    {
        var wrong = LotBooks.Of(Lot,
        [
            .. Log(Produced("2020-01-01", 1_000), Issued("2020-02-01", 40)),
            Of(new RecordCorrected(Custody.Told.On("2021"), 2, [Lot], "rounds", "40", "400", "misread", "chief"), 3, 3),
            Of(new RecordCorrected(Custody.Told.On("2021"), 1, [Lot], "happened", "2020-01-01", "2020-01-03", "misread", "chief"), 4, 4),
        ], AsOf.Now);
        var right = Books(Produced("2020-01-03", 1_000), Issued("2020-02-01", 400));

        wrong.History().ShouldBe(right.History());
    }

    private static bool Conserved(Dictionary<LotAccount, long> held) =>
        held.Values.Sum() == 0
        && held.Where(it => it.Key.IsHeld).All(it => it.Value >= 0)
        && -Sum(held, LotAccountKind.Made, LotAccountKind.Outside, LotAccountKind.OtherLots, LotAccountKind.Adjusted)
            == Sum(held, LotAccountKind.Stock, LotAccountKind.Issued, LotAccountKind.Transit)
            + Sum(held, LotAccountKind.Consumed, LotAccountKind.Lost, LotAccountKind.Destroyed);

    private static long Sum(Dictionary<LotAccount, long> held, params LotAccountKind[] kinds) =>
        held.Where(it => kinds.Contains(it.Key.Kind)).Sum(it => it.Value);

    private static Recorded[] LogOf(int seed, int length)
    {
        var stream = new LotStream(seed);
        return Log([.. Enumerable.Range(0, length).Select(_ => stream.Next())]);
    }

    /// <summary>A valid stream, some facts of which were corrected, retracted or put back.</summary>
    private static Recorded[] Disturbed(int seed, Random dice)
    {
        var facts = LogOf(seed, 40).ToList();
        for (var at = 0; at < 12; at++)
        {
            var target = dice.Next(1, facts.Count + 1);
            var day = Custody.Told.On($"2030-01-{at + 1:00}");
            LedgerEvent amends = dice.Next(3) switch
            {
                0 => new RecordRetracted(day, target, [Lot], "not so", "chief"),
                1 => new RecordCorrected(day, target, [Lot], "rounds", "?", $"{dice.Next(500)}", "misread", "chief"),
                _ => new RecordCorrected(
                    day, target, [Lot], "happened", "?", $"2010-02-{dice.Next(1, 28):00}", "misread", "chief"),
            };
            facts.Add(Of(amends, facts.Count + 1, facts.Count + 1));
        }

        return [.. facts];
    }

    private static Dictionary<string, long> Slow(Recorded[] all, AsOf asOf)
    {
        var known = all.Where(it => asOf.KnownBy is null || it.At <= asOf.KnownBy).ToList();
        bool Gone(Recorded it) => known.Any(
            one => one.Fact is RecordRetracted no && no.Target == it.Position && !Gone(one));
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var it in known.Where(it => it.Fact is LotEvent && !Gone(it)))
        {
            var corrections = known.Where(one => !Gone(one)).Select(one => one.Fact).OfType<RecordCorrected>()
                .Where(one => one.Target == it.Position).ToList();
            var when = corrections.LastOrDefault(one => one.Field == "happened")?.New ?? it.Fact.Happened.Text;
            if (asOf.HappenedBy is { } by && Custody.Told.On(when).Earliest > by)
            {
                continue;
            }

            var rounds = corrections.LastOrDefault(one => one.Field == "rounds")?.New;
            foreach (var (account, change) in Told((LotEvent)it.Fact, rounds is null ? null : long.Parse(rounds, null)))
            {
                sums[account] = sums.GetValueOrDefault(account) + change;
            }
        }

        return sums;
    }

    private static IEnumerable<(string Account, long Change)> Told(LotEvent fact, long? corrected)
    {
        (string From, string To, long Rounds) it = fact switch
        {
            LotProduced one => ("Made", Stock(one.Manufacturer, one.Site), one.Rounds),
            LotReceived { Shipment: null } one => ("Outside", Stock(one.Custodian, one.Site), one.Rounds),
            LotReceived one => ("Transit", Stock(one.Custodian, one.Site), one.Rounds),
            LotMoved { Shipment: null } one => (Stock(one.From, one.FromSite), Stock(one.To, one.ToSite), one.Rounds),
            LotMoved one => (Stock(one.From, one.FromSite), "Transit", one.Rounds),
            LotIssued one => (Stock(one.Custodian, one.Site), $"Issued {one.Custodian.Name}", one.Rounds),
            LotReturned one => ($"Issued {one.Custodian.Name}", Stock(one.Custodian, one.Site), one.Rounds),
            LotConsumed one => ($"Issued {one.Custodian.Name}", "Consumed", one.Rounds),
            LotLost one => (Stock(one.Custodian, one.Site), "Lost", one.Rounds),
            LotDestroyed one => (Stock(one.Custodian, one.Site), "Destroyed", one.Rounds),
            LotAdjusted one => ("Adjusted", Stock(one.Custodian, one.Site), one.Change),
            LotSplit one => (Stock(one.Custodian, one.Site), "OtherLots", one.Rounds),
            _ => ("", "", 0),
        };
        var rounds = fact is LotAdjusted ? it.Rounds : corrected ?? it.Rounds;
        return it.From.Length == 0 ? [] : [(it.From, -rounds), (it.To, rounds)];
    }

    private static string Stock(Custodian custodian, Place? site) => $"Stock {custodian.Name} {site?.Name}";

    private static string Name(LotAccount it) => it.Kind switch
    {
        LotAccountKind.Stock => Stock(it.Custodian!, it.Site),
        LotAccountKind.Issued => $"Issued {it.Custodian!.Name}",
        _ => it.Kind.ToString(),
    };

    private static string[] Shown(IEnumerable<(string Account, long Rounds)> balances) =>
        [.. balances.GroupBy(it => it.Account).Select(it => $"{it.Key} {it.Sum(one => one.Rounds)}").Order(StringComparer.Ordinal)];
}
