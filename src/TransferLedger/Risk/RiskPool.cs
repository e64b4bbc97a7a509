using System.Runtime.CompilerServices;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>
/// The level of many countries together, as prior for one of them: with what counts about that one left out. Looked at
/// once for all of them.
/// </summary>
public sealed class RiskPool
{
    private readonly RiskParameters _parameters;
    private readonly Int128[] _all;

    /// <summary>The level of some countries together.</summary>
    /// <param name="all">What counts about all of them.</param>
    /// <param name="parameters">How far back they look and how many cases it takes.</param>
    public RiskPool(RiskSums all, RiskParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        _all = all.Recent(parameters.PoolYears);
    }

    /// <summary>
    /// Prior means by the id of the indicator; only of indicators with cases enough.
    /// </summary>
    /// <param name="part">What counts about the country left out, part of all; null to leave none out.</param>
    public Dictionary<string, double> Means(RiskSums? part)
    {
        var own = part?.Recent(_parameters.PoolYears);
        var pooled = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var it in RiskIndicators.All)
        {
            if (it.Kind == IndicatorKind.Direct)
            {
                continue;
            }

            var share = it.Kind == IndicatorKind.Share;
            var (bad, population) = (Sum(it.Cases, own) / (share ? it.Unit : 1), Sum(it.Population, own) / it.Unit);
            var mean = bad / population;

            // A share of none or all would leave no room for the first case of the other kind, nor events without
            // any exposure for a rate.
            if ((share ? population : bad) >= _parameters.PoolCases && mean > 0 && double.IsFinite(mean)
                && (!share || mean < 1))
            {
                pooled.Add(it.Id, mean);
            }
        }

        return pooled;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Sum(ValueList<RiskSeries> series, Int128[]? own)
    {
        var sum = Int128.Zero;
        foreach (var it in series)
        {
            sum += own is null ? _all[it.At] : _all[it.At] - own[it.At];
        }

        return (double)sum / RiskSums.One;
    }
}
