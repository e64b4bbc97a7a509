using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// The replay beside the oracle, over random histories that are recorded in random order and corrected, at random
/// points on the two clocks. <c>LEDGER_ORACLE_QUERIES=100000</c> asks so many questions; docs/quality-custody.md has
/// the run.
/// </summary>
public sealed class CustodyOracleTests
{
    private const int Days = 400;
    private static readonly string[] Parties = ["Army", "Police", "Dealer", "Guard"];
    private static readonly LocalDate First = new(2010, 1, 1);

    private static readonly Dictionary<string, Replayer> Faults = new(StringComparer.Ordinal)
    {
        ["forgets corrections"] = Without(it => it is RecordCorrected),
        ["forgets retractions"] = Without(it => it is RecordRetracted),
        ["forgets who took it"] = Without(it => it is SeizureRecorded),
        ["forgets stock"] = Without(it => it is StockEntered),
        ["forgets issues"] = Without(it => it is IssuedToUser),
        ["forgets the last to arrive"] = (log, day, known) => Replayed(log[..^1], day, known),
        ["goes by the order of recording"] = (log, day, known) => Replayed(
            [.. log.Select(it => it with { Fact = DatedByPosition(it) })], day, known),
        ["knows a little more"] = (log, day, known) => Replayed(log, day, known + Duration.FromMinutes(1)),
        ["sees the next month"] = (log, day, known) => Replayed(log, day + Duration.FromDays(30), known),
        ["sees everything"] = (log, _, known) => Replayed(log, Instant.MaxValue, known),
    };

    private delegate CustodyChain Replayer(Recorded[] log, Instant day, Instant known);

    public static TheoryData<string, bool> Broken()
    {
        var all = new TheoryData<string, bool>();
        foreach (var how in Faults.Keys)
        {
            all.Add(how, false);
            all.Add(how, true);
        }

        return all;
    }

    [Fact]
    public void The_replay_says_what_the_oracle_says()
    {
        var (wrong, several) = Asked(Queries("4000"), History, Replayed);

        wrong.ShouldBeNull();
        several.ShouldBe(0, "facts of different days stand in one order");
    }

    [Fact]
    public void Where_dates_are_uncertain_the_replay_says_what_some_order_of_the_facts_allows()
    {
        var queries = Queries("2000");
        var (wrong, several) = Asked(queries, Uncertain, Replayed);

        wrong.ShouldBeNull();
        several.ShouldBeGreaterThan(queries / 10, "or the dates are not uncertain enough");
        several.ShouldBeLessThan(queries * 9 / 10, "or whatever the replay says is right");
    }

    /// <summary>Would the oracle see it? Each of these is a replay that goes wrong in one way.</summary>
    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_replay_is_found_out(string how, bool uncertain) =>
        Asked(2_000, uncertain ? Uncertain : History, Faults[how]).Wrong.ShouldNotBeNull();

    private static Replayer Without(Func<LedgerEvent, bool> which) =>
        (log, day, known) => Replayed([.. log.Where(it => !which(it.Fact))], day, known);

    private static LedgerEvent DatedByPosition(Recorded it) => it.Fact is CorrectionEvent
        ? it.Fact
        : it.Fact with { Happened = Happened.On(First.PlusDays((int)it.Position)) };

    private static CustodyChain Replayed(Recorded[] log, Instant day, Instant known) =>
        CustodyReplay.Of(log, new AsOf(day, known), CustodyParameters.Default);

    private static int Queries(string usual) => int.Parse(
        Environment.GetEnvironmentVariable("LEDGER_ORACLE_QUERIES") ?? usual, CultureInfo.InvariantCulture);

    /// <summary>The first question answered wrongly, and how many had several answers that may be right.</summary>
    private static (string? Wrong, int Several) Asked(
        int queries, Func<Random, Recorded[]> history, Replayer replay)
    {
        var random = new Random(68);
        var several = 0;
        for (var asked = 0; asked < queries;)
        {
            var seed = random.Next();
            var log = history(new Random(seed));
            for (var query = 0; query < 10; query++, asked++)
            {
                var day = At(random.Next(-5, Days + 5));
                var known = Learned + Duration.FromMinutes(random.Next(0, log.Length + 2));
                var chain = replay(log, day, known);
                var user = chain.Segments.LastOrDefault() is CustodySegment.Known { To: null } last ? last.User : null;
                var said = new CustodyOracle.Answer(chain.Custodian?.Name, user, chain.State);
                var right = CustodyOracle.Ask(log, day, known);
                several += right.Count > 1 ? 1 : 0;
                if (!right.Contains(said))
                {
                    var asks = $"seed {seed}, happened by {day}, known by {known}";
                    return ($"{asks}: {said}, not {string.Join(" or ", right)}", several);
                }
            }
        }

        return (null, several);
    }

    /// <summary>
    /// Up to seven facts, half of them dated to a month or to some weeks; some corrected to another such date.
    /// </summary>
    private static Recorded[] Uncertain(Random random)
    {
        var facts = new List<LedgerEvent>();
        var count = random.Next(1, 8);
        for (var at = 0; at < count; at++)
        {
            var when = Vague(random);
            facts.Add(Any(random, when, when));
        }

        var amendments = new List<LedgerEvent>();
        for (var at = 0; at < count; at++)
        {
            switch (random.Next(8))
            {
                case 0:
                    amendments.Add(Corrected(at + 1, "happened", "?", Vague(random)));
                    break;
                case 1:
                    amendments.Add(Retracted(at + 1));
                    break;
            }
        }

        LedgerEvent[] all = [.. facts, .. amendments];
        return Scripts.Recorded(all, Scripts.Order(all.Length, random.Next()));
    }

    private static string Vague(Random random)
    {
        var day = random.Next(120);
        return random.Next(4) switch
        {
            0 => Text(day)[..7],
            1 => $"{Text(day)}/{Text(day + random.Next(1, 60))}",
            _ => Text(day),
        };
    }

    /// <summary>
    /// Up to twenty facts of different days, recorded in any order; some with wrong dates, put right later.
    /// </summary>
    private static Recorded[] History(Random random)
    {
        var days = Enumerable.Range(0, Days).ToArray();
        random.Shuffle(days);
        var facts = new List<LedgerEvent>();
        var count = random.Next(1, 20);
        for (var at = 0; at < count; at++)
        {
            // Receipts fall on days that no fact has.
            facts.Add(Any(random, Text(days[at]), Text(days[count + at])));
        }

        var amendments = new List<LedgerEvent>();
        for (var at = 0; at < count; at++)
        {
            switch (random.Next(8))
            {
                case 0:
                    amendments.Add(Corrected(at + 1, "happened", "?", Text(days[(2 * count) + at])));
                    break;
                case 1:
                    amendments.Add(Retracted(at + 1));
                    break;
            }
        }

        LedgerEvent[] all = [.. facts, .. amendments];
        return Scripts.Recorded(all, Scripts.Order(all.Length, random.Next()));
    }

    private static LedgerEvent Any(Random random, string day, string later)
    {
        var (one, other) = (Parties[random.Next(Parties.Length)], Parties[random.Next(Parties.Length)]);
        return random.Next(20) switch
        {
            0 or 1 => Made(day, one),
            2 or 3 => Entered(day, one),
            4 => Counted(day, one),
            5 => Issued(day, one),
            6 => Returned(day, one),
            7 or 8 => Sold(day, one, other, received: day),
            9 => Sold(day, one, other, received: later),
            10 => Packed(day, one, other),
            11 => Departed(day, one, other, "Line"),
            12 => Delivered(day, one),
            13 => random.Next(2) == 0 ? Melted(day, one) : Arrived(day),
            14 => Captured(day, one),
            _ => Occurrence(random, day, one, other),
        };
    }

    /// <summary>
    /// What happens to weapons beside their lawful life, as often as a month of the Brazilian register of firearms says
    /// (SINARM: 220 seized, 156 stolen or robbed, 93 surrendered, 87 recovered, 41 lost, 6 found).
    /// </summary>
    private static LedgerEvent Occurrence(Random random, string day, string one, string other) =>
        random.Next(603) switch
        {
            < 220 => Seized(day, one),
            < 376 => Stolen(day, one),
            < 469 => Surrendered(day, one),
            < 556 => GivenBack(day, one, other),
            < 597 => Lost(day, one),
            _ => Found(day, one),
        };

    private static Instant At(int day) => First.PlusDays(day).AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    private static string Text(int day) => Happened.On(First.PlusDays(day)).Text;
}
