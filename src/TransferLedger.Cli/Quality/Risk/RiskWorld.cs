using NodaTime;
using TransferLedger.Cli.Generate;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>An invented country whose truth is known.</summary>
/// <param name="At">Its place in the world.</param>
/// <param name="Volume">Thousand item-years a year.</param>
/// <param name="Rate">True diversions per thousand item-years.</param>
/// <param name="NearEmbargo">Does it border on an embargoed territory?</param>
/// <param name="Years">What happened in each year.</param>
internal sealed record InventedCountry(
    int At, double Volume, double Rate, bool NearEmbargo, IReadOnlyList<InventedYear> Years);

/// <summary>One year of an invented country.</summary>
/// <param name="Diverted">In which year each item diverted in this year was found, if ever.</param>
/// <param name="Counts">k and n of the shares, by the id of the indicator.</param>
/// <param name="Lost">Losses and thefts reported.</param>
internal sealed record InventedYear(
    IReadOnlyList<int> Diverted, IReadOnlyDictionary<string, (int Bad, int Cases)> Counts, int Lost);

/// <summary>How true rates are spread.</summary>
internal enum TrueRates
{
    /// <summary>As the prior of the model says: from its Gamma distribution.</summary>
    AsThePrior,

    /// <summary>Log-normal around the prior mean, wider.</summary>
    Wider,

    /// <summary>As the prior, all of them twice as high.</summary>
    Doubled,
}

/// <summary>
/// Countries with a known rate of diversion, of which a known part is found. A hidden weakness of controls drives
/// diversion and, more or less, everything else that is counted; some indicators say nothing at all.
/// </summary>
internal sealed class RiskWorld
{
    /// <summary>The first day of the first year.</summary>
    private static readonly LocalDate First = new(2000, 1, 1);

    /// <summary>How strongly the hidden weakness shows in each share; what is not here does not show it.</summary>
    private static readonly Dictionary<string, double> Shows = new(StringComparer.Ordinal)
    {
        ["RSK-002"] = 0.8, ["RSK-003"] = 0.5, ["RSK-004"] = 0.9, ["RSK-005"] = 0.3, ["RSK-009"] = 0.8, ["RSK-011"] = 0.4,
        ["RSK-013"] = 0.5, ["RSK-016"] = 0.6, ["RSK-022"] = 0.6,
    };

    private readonly RiskParameters _parameters;
    private readonly double _detection;

    private RiskWorld(RiskParameters parameters, double detection, IReadOnlyList<InventedCountry> countries) =>
        (_parameters, _detection, Countries) = (parameters, detection, countries);

    /// <summary>The countries.</summary>
    public IReadOnlyList<InventedCountry> Countries { get; }

    /// <summary>Makes a world.</summary>
    /// <param name="seed">The same seed makes the same world.</param>
    /// <param name="parameters">Whose priors are the level of everything.</param>
    /// <param name="rates">How true rates are spread.</param>
    /// <param name="detection">The probability that a diversion is ever found.</param>
    /// <param name="countries">How many.</param>
    /// <param name="years">For how long.</param>
    public static RiskWorld Make(
        long seed, RiskParameters parameters, TrueRates rates, double detection, int countries, int years)
    {
        var made = new List<InventedCountry>(countries);
        for (var at = 0; at < countries; at++)
        {
            var chance = new Chance(Dice.For(seed, $"risk {rates}", at));
            made.Add(Country(at, chance, parameters, rates, detection, years));
        }

        return new RiskWorld(parameters, detection, made);
    }

    /// <summary>The rate at which diversions are found: the true rate times the known probability.</summary>
    public double FoundRate(InventedCountry country) => country.Rate * _detection;

    /// <summary>What was on record of a country at the end of a year.</summary>
    public static RiskSums Sums(InventedCountry country, int year)
    {
        var days = new List<DailySum>();
        for (var at = 0; at <= year; at++)
        {
            var (begin, middle) = (First.PlusYears(at), First.PlusYears(at).PlusMonths(6));
            var items = (long)Math.Round(country.Volume * 1000) * 1000;
            days.Add(new(RiskSeries.HeldImported, false, begin, items));
            days.Add(new(RiskSeries.HeldImported, false, begin.PlusYears(1), -items));
            Add(days, RiskSeries.Diverted, middle, country.Years[at].Diverted.Count(found => found <= year));
            Add(days, RiskSeries.Lost, middle, country.Years[at].Lost);
            foreach (var (id, (bad, cases)) in country.Years[at].Counts)
            {
                var indicator = RiskIndicators.All.First(it => it.Id == id);
                Add(days, indicator.Cases[0], middle, bad);
                if (indicator.Population[0] != RiskSeries.HeldImported)
                {
                    Add(days, indicator.Population[0], middle, cases);
                }
            }
        }

        return new RiskSums(First.PlusYears(year + 1), days);
    }

    /// <summary>Was anything found in some years that was diverted in them?</summary>
    public static bool Diverts(InventedCountry country, int from, int to) => Enumerable.Range(from, to - from + 1)
        .Any(year => country.Years[year].Diverted.Any(found => found <= to));

    /// <summary>
    /// The scores of all countries at the end of a year, each with the level of all others as prior where it is known.
    /// </summary>
    public IReadOnlyList<RiskScore> Scores(int year, RiskParameters? other = null)
    {
        var parameters = other ?? _parameters;
        var all = Countries.Select(it => Sums(it, year)).ToList();
        var pool = new RiskPool(RiskSums.Together(all[0].On, all), parameters);
        return
        [
            .. all.Zip(Countries, (sums, country) => RiskScore.Of(
                sums.Data(parameters, country.NearEmbargo ? 1 : 0), parameters,
                pool.Means(sums))),
        ];
    }

    private static InventedCountry Country(
        int at, Chance chance, RiskParameters parameters, TrueRates rates, double detection, int years)
    {
        var prior = parameters.Of("RSK-001")!;
        var (mean, strength) = (prior.PriorMean / 1000.0, prior.PriorStrength / 1000.0);
        var probability = chance.Uniform();
        var found = rates == TrueRates.Wider
            ? mean * Math.Exp((1.2 * Chance.Normal(probability)) - 0.72)
            : new GammaDistribution(mean * strength, strength).Quantile(probability)
                * (rates == TrueRates.Doubled ? 2 : 1);

        // The weakness is what the rank of its rate says, so that rates of any spread go with the same weakness.
        var (weakness, volume) = (Chance.Normal(probability), Math.Exp(0.3 + chance.Normal()));
        var (rate, checks) = (found / detection, 0.5 + (3 * chance.Uniform()));
        var levels = parameters.Indicators.Where(it => it.PriorStrength > 0 && IsShare(it.Id)).ToDictionary(
            it => it.Id,
            it => Chance.Logistic(
                Chance.Logit(it.PriorMean / 1000.0) + (Shows.GetValueOrDefault(it.Id) * weakness)
                    + (0.5 * chance.Normal())),
            StringComparer.Ordinal);
        var losses = 2 * Math.Exp((0.4 * weakness) + (0.7 * chance.Normal()));
        return new InventedCountry(
            at, volume, rate, chance.Uniform() < Chance.Logistic(-1.7 + (0.5 * weakness)),
            [
                .. Enumerable.Range(0, years).Select(year =>
                    Year(year, chance, volume, rate, detection, losses, checks, levels)),
            ]);
    }

    private static InventedYear Year(
        int year,
        Chance chance,
        double volume,
        double rate,
        double detection,
        double losses,
        double checks,
        Dictionary<string, double> levels)
    {
        var found = Enumerable.Range(0, chance.Poisson(rate * volume)).Where(_ => chance.Uniform() < detection)
            .Select(_ => year + Math.Min(3, (int)(-Math.Log(1 - chance.Uniform()) / 1.2))).ToList();
        var counts = new Dictionary<string, (int Bad, int Cases)>(StringComparer.Ordinal);
        foreach (var (id, level) in levels)
        {
            var cases = id == "RSK-022"
                ? (int)Math.Round(volume * RiskIndicators.ThousandItemYears)
                : chance.Poisson(id is "RSK-004" ? checks * 12 : id is "RSK-013" or "RSK-014" ? 0.5 : checks);
            counts.Add(id, (id == "RSK-022" ? (int)(cases * level) : chance.Binomial(cases, level), cases));
        }

        return new InventedYear(found, counts, chance.Poisson(losses * volume));
    }

    private static bool IsShare(string id) =>
        RiskIndicators.All.First(it => it.Id == id).Kind == IndicatorKind.Share;

    private static void Add(List<DailySum> days, RiskSeries series, LocalDate day, int count)
    {
        if (count > 0)
        {
            days.Add(new(series, false, day, count * 1000L));
        }
    }
}
