using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>One anchor of a curve.</summary>
/// <param name="Value">The share, rate or ratio, in thousandths.</param>
/// <param name="Score">The score there, 0 to 100.</param>
public sealed record CurveAnchor(int Value, int Score);

/// <summary>A piecewise-linear curve from a share, rate or ratio to a score of 0 to 100. It never falls.</summary>
/// <param name="Id">Its name, such as <c>PA</c>.</param>
/// <param name="Anchors">Its anchors, values ascending, scores never falling; flat before the first and after the last.
/// </param>
public sealed record RiskCurve(string Id, ValueList<CurveAnchor> Anchors)
{
    /// <summary>The score of a value.</summary>
    public double Score(double value)
    {
        var scaled = value * 1000;
        if (scaled <= Anchors[0].Value)
        {
            return Anchors[0].Score;
        }

        for (var at = 1; at < Anchors.Count; at++)
        {
            var (left, right) = (Anchors[at - 1], Anchors[at]);
            if (scaled <= right.Value)
            {
                var part = (scaled - left.Value) / (right.Value - left.Value);
                return left.Score + (part * (right.Score - left.Score));
            }
        }

        return Anchors[^1].Score;
    }
}

/// <summary>How much one indicator counts, and what is believed before anything was seen.</summary>
/// <param name="Id">The indicator, such as <c>RSK-001</c>.</param>
/// <param name="Curve">Its curve.</param>
/// <param name="Weight">Its weight, in thousandths; 0 shows it without counting it.</param>
/// <param name="PriorMean">The prior mean, in thousandths; of a directly coded indicator the reference score.</param>
/// <param name="PriorStrength">
/// The prior strength, in thousandths of a case or of a unit of exposure; 0 for a directly coded indicator.
/// </param>
/// <param name="Reason">Why it counts so much; null when whoever set it does not say.</param>
public sealed record IndicatorParameters(
    string Id, string Curve, int Weight, int PriorMean, int PriorStrength, string? Reason = null);

/// <summary>From an age on events and exposure count less.</summary>
/// <param name="Years">From how many years on.</param>
/// <param name="Weight">What they count then, in thousandths.</param>
public sealed record DecayStep(int Years, int Weight);

/// <summary>
/// Weights, priors, curves and windows of the risk model. Data, never code: an older card is reached again with the
/// parameters it was made with. The shipped values are proposals; no instrument prescribes them.
/// </summary>
/// <param name="Id">Its id, the same in all versions.</param>
/// <param name="Version">Its version.</param>
/// <param name="Source">Where the figures come from.</param>
/// <param name="Curves">The curves.</param>
/// <param name="Indicators">The indicators it weighs.</param>
/// <param name="Decay">When events count less, years ascending.</param>
/// <param name="PoolYears">How far back the pooled prior looks.</param>
/// <param name="PoolCases">
/// From how many cases (of a rate: events) of other countries on their own level replaces the default prior mean.
/// </param>
/// <param name="SufficientCoverage">Below this coverage, in thousandths, there is no band.</param>
/// <param name="CertainCoverage">Below this coverage a high upper end is worth a word, in thousandths.</param>
/// <param name="ModerateScore">From which score on risk is moderate.</param>
/// <param name="ElevatedScore">From which score on it is elevated.</param>
/// <param name="HighScore">From which score on it is high.</param>
/// <param name="FlagYears">How long a state-directed retransfer stays a hard flag.</param>
public sealed record RiskParameters(
    string Id,
    string Version,
    string Source,
    ValueList<RiskCurve> Curves,
    ValueList<IndicatorParameters> Indicators,
    ValueList<DecayStep> Decay,
    int PoolYears,
    int PoolCases,
    int SufficientCoverage,
    int CertainCoverage,
    int ModerateScore,
    int ElevatedScore,
    int HighScore,
    int FlagYears)
{
    /// <summary>No age is looked at beyond so many years.</summary>
    public const int MostYears = 200;

    /// <summary>The parameters of an indicator; null when it is not weighed.</summary>
    public IndicatorParameters? Of(string indicator) => Indicators.FirstOrDefault(it => it.Id == indicator);

    /// <summary>A curve.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public RiskCurve Curve(string id) => Curves.First(it => it.Id == id);

    /// <summary>The sum of all weights.</summary>
    public double WeightSum => Indicators.Sum(it => it.Weight / 1000.0);

    /// <summary>The ages, in whole years, at which something counts less or no more, ascending.</summary>
    public IReadOnlyList<int> Ages =>
        [.. Decay.Select(it => it.Years).Append(PoolYears).Append(FlagYears).Distinct().Order()];

    /// <summary>What is wrong with them, by the place in the document; empty when they can be used.</summary>
    public IEnumerable<(string Path, string Code)> Problems()
    {
        foreach (var (at, curve) in Curves.Index())
        {
            var path = FormattableString.Invariant($"curves[{at}]");
            if (curve.Anchors.Count < 2)
            {
                yield return (path, "curve-too-short");
            }

            if (curve.Anchors.Zip(curve.Anchors.Skip(1)).Any(it =>
                it.First.Value >= it.Second.Value || it.First.Score > it.Second.Score)
                || curve.Anchors.Any(it => it.Score is < 0 or > 100))
            {
                yield return (path, "curve-falls");
            }
        }

        foreach (var (at, it) in Indicators.Index())
        {
            if (ProblemOf(it) is { } problem)
            {
                yield return (FormattableString.Invariant($"indicators[{at}]"), problem);
            }
        }

        if (Indicators.Sum(it => Math.Max(0L, it.Weight)) == 0)
        {
            yield return ("indicators", "nothing-weighed");
        }

        if (PoolYears is < 1 or > MostYears)
        {
            yield return ("poolYears", "years-impossible");
        }

        if (FlagYears is < 1 or > MostYears)
        {
            yield return ("flagYears", "years-impossible");
        }

        if (Decay.Any(it => it.Years is < 1 or > MostYears || it.Weight is < 0 or > 1000)
            || Decay.Zip(Decay.Skip(1)).Any(it => it.First.Years >= it.Second.Years))
        {
            yield return ("decay", "decay-disordered");
        }

        if (!(ModerateScore <= ElevatedScore && ElevatedScore <= HighScore))
        {
            yield return ("highScore", "bands-disordered");
        }
    }

    private string? ProblemOf(IndicatorParameters it)
    {
        var known = RiskIndicators.All.FirstOrDefault(one => one.Id == it.Id);
        var direct = known?.Kind == IndicatorKind.Direct;
        return known is null ? "indicator-unknown"
            : Indicators.Count(one => one.Id == it.Id) > 1 ? "indicator-twice"
            : Curves.Count(one => one.Id == it.Curve) != 1 ? "curve-unknown"
            : it.Weight < 0 ? "weight-negative"
            : direct ? (it.PriorMean is < 0 or > 100_000 ? "prior-impossible" : null)
            : it.PriorMean <= 0 || it.PriorStrength <= 0
                || (known.Kind == IndicatorKind.Share && it.PriorMean >= 1000) ? "prior-impossible"
            : null;
    }
}

/// <summary>The parameters in use, and which these are.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Hash">SHA-256 of their canonical form, 64 lower-case hexadecimal digits.</param>
public sealed record RiskParametersInUse(RiskParameters Parameters, string Hash);
