using System.Diagnostics;
using NodaTime;
using Npgsql;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Risk;
using TransferLedger.Embargoes;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>How long answers of one kind took.</summary>
/// <param name="Name">The kind of question.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Ranking">A ranking of all countries.</param>
/// <param name="Card">A card of one country, with the level of all others.</param>
internal sealed record RiskSpeedRow(string Name, int Asked, RiskSpeedTimes Ranking, RiskSpeedTimes Card);

/// <summary>Times in milliseconds. On a machine others use too, the fastest says what the work itself takes.</summary>
/// <param name="FastestMs">The fastest.</param>
/// <param name="MedianMs">The median.</param>
/// <param name="SlowestMs">The slowest.</param>
internal sealed record RiskSpeedTimes(double FastestMs, double MedianMs, double SlowestMs)
{
    public static RiskSpeedTimes Of(IReadOnlyCollection<double> times) =>
        new(times.Min(), Statistics.Percentile(times, 0.5), times.Max());
}

/// <summary>What a measurement of speed found.</summary>
/// <param name="Entries">How many entries the view held.</param>
/// <param name="Seed">What they were drawn from.</param>
/// <param name="Countries">Of how many countries.</param>
/// <param name="Blocks">In how many closed blocks.</param>
/// <param name="BlockBytes">Their size.</param>
/// <param name="Rows">The questions by kind.</param>
/// <param name="Compared">How many cards were also made from the entries themselves.</param>
/// <param name="Different">How many of these differ in a printed figure.</param>
internal sealed record RiskSpeed(
    long Entries,
    long Seed,
    int Countries,
    long Blocks,
    long BlockBytes,
    IReadOnlyList<RiskSpeedRow> Rows,
    int Compared,
    int Different)
{
    /// <summary>The last day of a load.</summary>
    internal static readonly LocalDate Last = new(2026, 11, 28);

    /// <summary>Asks, and compares some answers with those from the entries one by one.</summary>
    /// <param name="source">A database that <see cref="RiskLoad"/> has filled.</param>
    /// <param name="entries">With so many entries.</param>
    /// <param name="seed">Of this seed.</param>
    /// <param name="questions">How many questions of each kind.</param>
    /// <param name="used">The parameters.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<RiskSpeed> Measure(
        NpgsqlDataSource source,
        long entries,
        long seed,
        int questions,
        RiskParametersInUse used,
        CancellationToken cancel)
    {
        var dice = new Random((int)seed);
        var rows = new List<RiskSpeedRow>();
        var (compared, different, countries) = (0, 0, new List<string>());
        foreach (var (name, ask) in Kinds(dice))
        {
            var (rankings, cards) = (new List<double>(), new List<double>());
            for (var at = -1; at < questions; at++)
            {
                var moment = ask();
                var since = Stopwatch.GetTimestamp();
                var all = await RiskReader.All(source, moment, used.Parameters.Ages, cancel);
                var ranked = RiskCards.Ranked(all, EmbargoTable.Of([]), moment, used.Parameters);
                var ranking = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
                countries = countries.Count >= all.Count ? countries : [.. all.Keys];
                var one = ranked.Count == 0 ? "AA" : ranked[dice.Next(ranked.Count)].Unit;
                since = Stopwatch.GetTimestamp();
                await RiskCards.Of(source, one, EmbargoTable.Of([]), moment, used.Parameters, cancel);
                var card = Stopwatch.GetElapsedTime(since).TotalMilliseconds;

                // The first of a kind warms up, and is compared.
                if (at >= 0)
                {
                    rankings.Add(ranking);
                    cards.Add(card);
                    continue;
                }

                foreach (var it in ranked.Where((_, nth) => nth % Math.Max(1, ranked.Count / 4) == 0))
                {
                    compared++;
                    different += await Differs(source, it, all, used.Parameters, cancel) ? 1 : 0;
                }
            }

            rows.Add(new(name, questions, RiskSpeedTimes.Of(rankings), RiskSpeedTimes.Of(cards)));
        }

        var (blocks, bytes) = await BlocksOf(source, cancel);
        return new(entries, seed, countries.Count, blocks, bytes, rows, compared, different);
    }

    private static IEnumerable<(string Name, Func<RiskMoment> Ask)> Kinds(Random dice)
    {
        LocalDate Day(LocalDate from, LocalDate to) => from.PlusDays(dice.Next(Period.DaysBetween(from, to)));
        var (import, first) = (new LocalDate(2012, 3, 1), new LocalDate(2002, 1, 1));
        yield return ("now", () => new(Last, null));
        yield return ("any day, as known now", () => new(Day(first, Last), null));
        yield return ("any day, as known on any later one", () =>
        {
            var known = Day(import.PlusDays(1), Last);
            return new(
                Day(first, known),
                known.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds(dice.Next(86_400)));
        });
        yield return ("any day, as known within the great import", () => new(
            Day(first, import),
            NodaTime.Text.InstantPattern.General.Parse(RiskLoad.WithinImport).Value
                + Duration.FromSeconds(dice.Next(-3_000, 3_000))));
    }

    /// <summary>Does a card differ, in anything a card prints, from one made from the entries of the country?</summary>
    private static async Task<bool> Differs(
        NpgsqlDataSource source,
        RiskCard card,
        IReadOnlyDictionary<string, RiskSums> all,
        RiskParameters parameters,
        CancellationToken cancel)
    {
        var own = await RiskReader.Sums(source, RiskUnit.Country(card.Unit), card.Moment, cancel);
        var others = RiskSums.Together(card.Moment.On, all.Where(it => it.Key != card.Unit).Select(it => it.Value));
        var again = RiskCard.Of(
            card.Unit, card.Moment, own, new RiskPool(others, parameters).Means(null), parameters, card.Embargo);
        return Printed(card) != Printed(again);

        static string Printed(RiskCard it) => string.Join(
            '\n',
            it.Score.Indicators.Concat(it.Uncontested?.Indicators ?? []).Select(one => RiskDocument.Indicator(one, it))
                .Append(RiskDocument.Score(it.Score)).Append($"{it.NotInspected} {it.OpenFindings}"));
    }

    private static async Task<(long Count, long Bytes)> BlocksOf(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            "SELECT count(learned), coalesce(sum(octet_length(learned)), 0)::bigint FROM views.country_risk_block");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
