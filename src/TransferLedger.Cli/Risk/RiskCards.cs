using TransferLedger.Cli.Hosting;
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
        var others = await RiskReader.Others(ledger.Store.Source, unit, moment, cancel);
        return RiskCard.Of(unit.Country ?? unit.Party!, moment, sums, others, used.Parameters, null);
    }

    /// <summary>The cards of all countries with facts, the highest score first.</summary>
    public static async Task<IReadOnlyList<RiskCard>> All(
        OpenLedger ledger, RiskMoment moment, RiskParametersInUse used, CancellationToken cancel)
    {
        var all = await RiskReader.All(ledger.Store.Source, moment, cancel);
        return
        [
            .. all.Select(it => RiskCard.Of(
                    it.Key, moment, it.Value,
                    new RiskSums(moment.On, [.. all.Where(one => one.Key != it.Key).SelectMany(one => one.Value.Days)]),
                    used.Parameters, null))
                .OrderByDescending(it => it.Score.Total).ThenBy(it => it.Unit, StringComparer.Ordinal),
        ];
    }
}
