using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>Cards from the views of a ledger.</summary>
internal static class RiskCards
{
    /// <summary>The card of one country or party, with the level of all other countries as prior where it is known.
    /// </summary>
    public static async Task<RiskCard> Of(
        OpenLedger ledger, RiskUnit unit, RiskMoment moment, RiskParametersInUse used, CancellationToken cancel)
    {
        var sums = await RiskReader.Sums(ledger.Store.Source, unit, moment, cancel);
        var others = await RiskReader.Others(ledger.Store.Source, unit, sums, moment, cancel);
        var parameters = unit.Country is not null
            ? used.Parameters
            : used.Parameters with
            {
                Indicators = used.Parameters.Indicators
                    .Where(it => RiskIndicators.OfEndUser.Contains(it.Id, StringComparer.Ordinal)).ToValueList(),
            };
        var near = unit.Country is { } country
            ? EmbargoNeighbourhood.Of(country, moment.On, await Embargoes(ledger, moment, cancel))
            : null;
        return RiskCard.Of(unit.Country ?? unit.Party!, moment, sums, others, parameters, near);
    }

    /// <summary>The cards of all countries with facts, the highest score first.</summary>
    public static async Task<IReadOnlyList<RiskCard>> All(
        OpenLedger ledger, RiskMoment moment, RiskParametersInUse used, CancellationToken cancel)
    {
        var all = await RiskReader.All(ledger.Store.Source, moment, cancel);
        var embargoes = await Embargoes(ledger, moment, cancel);
        var together = RiskSums.Together(moment.On, all.Values);
        return
        [
            .. all.Select(it => RiskCard.Of(
                    it.Key, moment, it.Value, together.Without(it.Value), used.Parameters,
                    EmbargoNeighbourhood.Of(it.Key, moment.On, embargoes)))
                .OrderByDescending(it => it.Score.Total).ThenBy(it => it.Unit, StringComparer.Ordinal),
        ];
    }

    private static Task<EmbargoTable> Embargoes(OpenLedger ledger, RiskMoment moment, CancellationToken cancel) =>
        EmbargoCommand.Table(ledger, new AsOf(null, moment.Known), cancel);
}
