using System.Collections.Immutable;

namespace TransferLedger.Risk;

/// <summary>What is on record for one indicator.</summary>
/// <param name="Bad">k, with what is old counting less.</param>
/// <param name="Cases">n or E in its unit, alike.</param>
/// <param name="RawBad">k as counted.</param>
/// <param name="RawCases">n or E in its unit as counted.</param>
/// <param name="Direct">The value of a directly coded indicator; null when its inputs are not known.</param>
public sealed record IndicatorData(
    double Bad, double Cases, double RawBad, double RawCases, double? Direct = null)
{
    /// <summary>Nothing is on record.</summary>
    public static IndicatorData Nothing { get; } = Counted(0, 0);

    /// <summary>Counts that are all of full weight.</summary>
    public static IndicatorData Counted(double bad, double cases) => new(bad, cases, bad, cases);
}

/// <summary>How far an indicator could be evaluated.</summary>
public enum IndicatorState
{
    /// <summary>From cases on record.</summary>
    Evaluated,

    /// <summary>Nothing was inspected: it stays at what is believed beforehand, and says nothing good.</summary>
    NotInspected,

    /// <summary>A value that is coded directly lacks an input.</summary>
    NotAvailable,
}

/// <summary>What one indicator comes to.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="State">How far it could be evaluated.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="PriorMean">What was believed beforehand; of a directly coded one its reference score.</param>
/// <param name="PriorStrength">How strongly.</param>
/// <param name="Pooled">Is that the level of other countries, not the default?</param>
/// <param name="Data">What is on record.</param>
/// <param name="Estimate">What is believed now; null for a directly coded one.</param>
/// <param name="Wilson">The Wilson 95 % interval of the share as counted; null where there is no share.</param>
/// <param name="Score">Its score.</param>
/// <param name="Interval">The scores of the ends of its 90 % interval.</param>
/// <param name="Reference">Its score at what was believed beforehand.</param>
/// <param name="Contribution">What it adds to the total beyond the reference.</param>
/// <param name="Coverage">What it adds to coverage.</param>
public sealed record IndicatorScore(
    RiskIndicator Indicator,
    IndicatorState State,
    double Weight,
    double PriorMean,
    double PriorStrength,
    bool Pooled,
    IndicatorData Data,
    Estimate? Estimate,
    Interval? Wilson,
    double Score,
    Interval Interval,
    double Reference,
    double Contribution,
    double Coverage);

/// <summary>What a score calls for.</summary>
public enum RiskBand
{
    /// <summary>Too little is known: to be handled as high.</summary>
    InsufficientData,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Moderate.</summary>
    Moderate,

    /// <summary>Elevated.</summary>
    Elevated,

    /// <summary>The upper end is high and not enough is known.</summary>
    ElevatedUncertain,

    /// <summary>High.</summary>
    High,
}

/// <summary>
/// The score of one country or party: a sum whose every part is a count that can be opened. It never decides; it
/// changes which safeguards are mandatory. Source: section 2 of the rules on diversion risk.
/// </summary>
/// <param name="Total">The score, 0 to 100.</param>
/// <param name="Interval">From the ends of the 90 % intervals of all indicators.</param>
/// <param name="Reference">The score when nothing is known.</param>
/// <param name="Coverage">How much is known, 0 to 1.</param>
/// <param name="Band">What it calls for.</param>
/// <param name="Indicators">Its parts, in the order of <see cref="RiskIndicators.All"/>.</param>
public sealed record RiskScore(
    double Total,
    Interval Interval,
    double Reference,
    double Coverage,
    RiskBand Band,
    ImmutableArray<IndicatorScore> Indicators)
{
    /// <summary>The score of some data.</summary>
    /// <param name="data">What is on record, by the id of the indicator; what is not there was not inspected.</param>
    /// <param name="parameters">Weights, priors and curves.</param>
    /// <param name="pooled">Prior means from the level of others, by the id of the indicator.</param>
    public static RiskScore Of(
        IReadOnlyDictionary<string, IndicatorData> data,
        RiskParameters parameters,
        IReadOnlyDictionary<string, double>? pooled = null)
    {
        var scored = new List<IndicatorScore>(parameters.Indicators.Count);
        var (weights, coverage, all) = (0.0, 0.0, parameters.WeightSum);
        foreach (var it in RiskIndicators.All)
        {
            if (parameters.Of(it.Id) is { } its)
            {
                var known = data.GetValueOrDefault(it.Id) ?? IndicatorData.Nothing;
                var one = Scored(it, its, parameters, known, pooled, all);
                scored.Add(one);
                weights += Counts(one) ? one.Weight : 0;
                coverage += one.Coverage;
            }
        }

        if (weights <= 0)
        {
            return new(0, new(0, 100), 0, 0, RiskBand.InsufficientData, [.. scored]);
        }

        var (total, low, high, reference) = (0.0, 0.0, 0.0, 0.0);
        for (var at = 0; at < scored.Count; at++)
        {
            var it = scored[at];
            if (Counts(it))
            {
                (total, reference) = (total + (it.Weight * it.Score), reference + (it.Weight * it.Reference));
                (low, high) = (low + (it.Weight * it.Interval.Low), high + (it.Weight * it.Interval.High));
                scored[at] = it with { Contribution = it.Weight * (it.Score - it.Reference) / weights };
            }
        }

        var interval = new Interval(low / weights, high / weights);
        return new(
            total / weights, interval, reference / weights, coverage,
            BandOf(total / weights, interval, coverage, parameters), [.. scored]);
    }

    /// <summary>An indicator without a population, or of no weight, is no part of the total.</summary>
    private static bool Counts(IndicatorScore it) =>
        it.Weight > 0 && (it.Indicator.Kind != IndicatorKind.Direct || it.State == IndicatorState.Evaluated);

    private static RiskBand BandOf(double total, Interval interval, double coverage, RiskParameters parameters) =>
        coverage < parameters.SufficientCoverage / 1000.0 ? RiskBand.InsufficientData
        : total >= parameters.HighScore ? RiskBand.High
        : interval.High >= parameters.HighScore && coverage < parameters.CertainCoverage / 1000.0
            ? RiskBand.ElevatedUncertain
        : total >= parameters.ElevatedScore ? RiskBand.Elevated
        : total >= parameters.ModerateScore ? RiskBand.Moderate
        : RiskBand.Low;

    private static IndicatorScore Scored(
        RiskIndicator indicator,
        IndicatorParameters its,
        RiskParameters parameters,
        IndicatorData data,
        IReadOnlyDictionary<string, double>? pooled,
        double weightSum)
    {
        var (curve, weight) = (parameters.Curve(its.Curve), its.Weight / 1000.0);
        var state = indicator.Kind == IndicatorKind.Direct
                ? data.Direct is null ? IndicatorState.NotAvailable : IndicatorState.Evaluated
            : data.RawCases > 0 || data.RawBad > 0 ? IndicatorState.Evaluated
            : IndicatorState.NotInspected;
        if (indicator.Kind == IndicatorKind.Direct)
        {
            var (reference, coded) = (its.PriorMean / 1000.0, curve.Score(data.Direct ?? 0));
            var known = state == IndicatorState.Evaluated;
            var shown = known ? coded : reference;
            return new(
                indicator, state, weight, reference, 0, false, data, null, null, shown, new(shown, shown), reference,
                0, known ? weight / weightSum : 0);
        }

        var isPooled = pooled is not null && pooled.ContainsKey(indicator.Id);
        var (mean, strength) = (isPooled ? pooled![indicator.Id] : its.PriorMean / 1000.0, its.PriorStrength / 1000.0);
        var share = indicator.Kind == IndicatorKind.Share;
        var estimate = share
            ? Risk.Estimate.OfShare(mean, strength, data.Bad, data.Cases)
            : Risk.Estimate.OfRate(mean, strength, data.Bad, data.Cases);
        return new(
            indicator,
            state,
            weight,
            mean,
            strength,
            isPooled,
            data,
            estimate,
            share ? Risk.Estimate.Wilson(Math.Min(data.RawBad, data.RawCases), data.RawCases) : null,
            curve.Score(estimate.Mean),
            new(curve.Score(estimate.Credible.Low), curve.Score(estimate.Credible.High)),
            curve.Score(mean),
            0,
            weight * data.Cases / (data.Cases + strength) / weightSum);
    }
}
