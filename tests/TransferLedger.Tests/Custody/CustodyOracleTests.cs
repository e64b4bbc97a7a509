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

    [Fact]
    public void The_replay_says_what_the_oracle_says()
    {
        var queries = int.Parse(
            Environment.GetEnvironmentVariable("LEDGER_ORACLE_QUERIES") ?? "4000", CultureInfo.InvariantCulture);
        var random = new Random(68);
        for (var asked = 0; asked < queries;)
        {
            var seed = random.Next();
            var log = History(new Random(seed));
            for (var query = 0; query < 10; query++, asked++)
            {
                var day = At(random.Next(-5, Days + 5));
                var known = Learned + Duration.FromMinutes(random.Next(0, log.Length + 2));
                var chain = CustodyReplay.Of(log, new AsOf(day, known), CustodyParameters.Default);
                var user = chain.Segments.LastOrDefault() is CustodySegment.Known { To: null } last ? last.User : null;

                new CustodyOracle.Answer(chain.Custodian?.Name, user, chain.State)
                    .ShouldBe(CustodyOracle.Ask(log, day, known), $"seed {seed}, happened by {day}, known by {known}");
            }
        }
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
