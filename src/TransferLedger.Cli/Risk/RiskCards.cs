using Npgsql;
using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>Cards from the views of a ledger.</summary>
internal static class RiskCards
{
    /// <summary>
    /// The card of a country or another unit, with the level of all other countries, or of its own, as prior where it
    /// is known.
    /// </summary>
    public static async Task<RiskCard> Of(
        OpenLedger ledger, RiskUnit unit, RiskMoment moment, RiskParametersInUse used, CancellationToken cancel)
    {
        if (unit.Kind == RiskUnitKind.Country)
        {
            // Side by side: none of these needs another.
            var (country, source) = (unit.Key, ledger.Store.Source);
            var (embargoes, sums) = (
                Embargoes(ledger, moment, cancel), RiskReader.All(source, moment, used.Parameters.Ages, cancel));
            var (context, trade, published) = (
                RiskReader.Context(source, country, moment, cancel), Trade(ledger, country, moment, cancel),
                Published(ledger, country, moment, cancel));
            await Task.WhenAll(embargoes, sums, context, trade, published);
            var others = await sums;
            var card = Of(
                country, others, Pool(others, moment, used.Parameters), await embargoes, moment, used.Parameters);
            return card with { Context = (await context) with { Trade = await trade, Published = await published } };
        }

        var all = await RiskReader.All(ledger.Store.Source, moment, used.Parameters.Ages, cancel);
        var parameters = used.Parameters with
        {
            Indicators = used.Parameters.Indicators
                .Where(it => RiskIndicators.Of(unit.Kind).Contains(it.Id, StringComparer.Ordinal)).ToValueList(),
        };
        var home = await RiskReader.CountryOf(ledger.Store.Source, unit, cancel);
        var own = await RiskReader.Sums(ledger.Store.Source, unit, moment, cancel);
        var level = home is null ? null : all.GetValueOrDefault(home);
        var pooled = level is null ? null : new RiskPool(level, parameters).Means(null);
        return RiskCard.Of(unit.Key, moment, own, pooled, parameters, null);
    }

    /// <summary>The card of one country.</summary>
    public static async Task<RiskCard> Of(
        NpgsqlDataSource source,
        string country,
        EmbargoTable embargoes,
        RiskMoment moment,
        RiskParameters parameters,
        CancellationToken cancel)
    {
        var all = await RiskReader.All(source, moment, parameters.Ages, cancel);
        return Of(country, all, Pool(all, moment, parameters), embargoes, moment, parameters);
    }

    /// <summary>The cards of all countries with facts, the highest score first.</summary>
    public static async Task<IReadOnlyList<RiskCard>> All(
        OpenLedger ledger, RiskMoment moment, RiskParametersInUse used, CancellationToken cancel)
    {
        var embargoes = Embargoes(ledger, moment, cancel);
        var sums = RiskReader.All(ledger.Store.Source, moment, used.Parameters.Ages, cancel);
        await Task.WhenAll(embargoes, sums);
        return Ranked(await sums, await embargoes, moment, used.Parameters);
    }

    /// <summary>The cards of all countries with facts from a view, the highest score first.</summary>
    public static async Task<IReadOnlyList<RiskCard>> Ranked(
        NpgsqlDataSource source,
        EmbargoTable embargoes,
        RiskMoment moment,
        RiskParameters parameters,
        CancellationToken cancel) =>
        Ranked(await RiskReader.All(source, moment, parameters.Ages, cancel), embargoes, moment, parameters);

    /// <summary>The cards of countries from their sums, the highest score first.</summary>
    public static IReadOnlyList<RiskCard> Ranked(
        IReadOnlyDictionary<string, RiskSums> all,
        EmbargoTable embargoes,
        RiskMoment moment,
        RiskParameters parameters)
    {
        var pool = Pool(all, moment, parameters);
        string[] countries = [.. all.Keys];
        var cards = new RiskCard[countries.Length];
        Parallel.For(
            0, countries.Length, at => cards[at] = Of(countries[at], all, pool, embargoes, moment, parameters));
        Array.Sort(cards, (one, other) => other.Score.Total.CompareTo(one.Score.Total) is var order and not 0
            ? order
            : string.CompareOrdinal(one.Unit, other.Unit));
        return cards;
    }

    private static RiskCard Of(
        string country,
        IReadOnlyDictionary<string, RiskSums> all,
        RiskPool pool,
        EmbargoTable embargoes,
        RiskMoment moment,
        RiskParameters parameters)
    {
        var own = all.GetValueOrDefault(country) ?? new RiskSums(moment.On, []);
        return RiskCard.Of(
            country, moment, own, pool.Means(own), parameters,
            EmbargoNeighbourhood.Of(country, moment.On, embargoes));
    }

    private static RiskPool Pool(
        IReadOnlyDictionary<string, RiskSums> all, RiskMoment moment, RiskParameters parameters)
    {
        var days = new List<DailySum>();
        foreach (var it in all.Values)
        {
            days.AddRange(it.Days);
        }

        return new(new RiskSums(moment.On, days), parameters);
    }

    private static async Task<TradeShown> Trade(
        OpenLedger ledger, string country, RiskMoment moment, CancellationToken cancel)
    {
        var names = MirrorCommand.Names(country).Select(TradeReported.SubjectOf).Distinct();
        return TradeShown.Of(country, await About(ledger, names, moment, cancel), moment.On);
    }

    /// <summary>What is said of a country under a code it has changed counts for it.</summary>
    private static async Task<ValueList<PublishedValue>> Published(
        OpenLedger ledger, string country, RiskMoment moment, CancellationToken cancel)
    {
        var codes = CountryCodes.AllOf(country).Append(country).Select(Assessing.SubjectOf).Distinct();
        return PublishedShown.Of(await About(ledger, codes, moment, cancel));
    }

    private static async Task<IReadOnlyCollection<Recorded>> About(
        OpenLedger ledger, IEnumerable<Subject> subjects, RiskMoment moment, CancellationToken cancel)
    {
        var asOf = new AsOf(Happened.On(moment.On).Latest, moment.Known);
        return [.. (await ledger.Store.Read([.. subjects], cancel)).Facts.Where(asOf.Includes)];
    }

    private static Task<EmbargoTable> Embargoes(OpenLedger ledger, RiskMoment moment, CancellationToken cancel) =>
        EmbargoCommand.Table(ledger, new AsOf(null, moment.Known), cancel);
}
