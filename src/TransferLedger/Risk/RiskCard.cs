using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What stands beside the score and is never averaged away.</summary>
public enum HardFlag
{
    /// <summary>A body of the state passed goods on without consent within the last years.</summary>
    StateDirectedRetransfer,

    /// <summary>The territory is under embargo.</summary>
    TerritorialEmbargo,
}

/// <summary>The territories under embargo around a country; an input from outside the risk model (RSK-019).</summary>
/// <param name="Itself">Is the country itself under embargo?</param>
/// <param name="Neighbours">How many territories under embargo it shares a land border with.</param>
public sealed record EmbargoNeighbourhood(bool Itself, int Neighbours)
{
    /// <summary>As the curve of RSK-019 reads it: 0 none, 1 one neighbour, 2 two or more, 3 itself.</summary>
    public int Code => Itself ? 3 : Math.Clamp(Neighbours, 0, 2);
}

/// <summary>
/// The risk of one country or party at one moment, with all it takes to reach it again. Pure: made from sums of facts.
/// </summary>
/// <param name="Unit">The country's code, or the party.</param>
/// <param name="Moment">The day and the knowledge.</param>
/// <param name="Score">The score.</param>
/// <param name="Uncontested">The score without contested facts; null when nothing is contested.</param>
/// <param name="Flags">Hard flags.</param>
/// <param name="EmbargoKnown">Were embargoes looked at?</param>
/// <param name="NotInspected">Checks due without an outcome.</param>
/// <param name="OpenFindings">Diversion findings not decided.</param>
public sealed record RiskCard(
    string Unit,
    RiskMoment Moment,
    RiskScore Score,
    RiskScore? Uncontested,
    ValueList<HardFlag> Flags,
    bool EmbargoKnown,
    double NotInspected,
    double OpenFindings)
{
    /// <summary>The card of a country or party.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="sums">What counts about it then.</param>
    /// <param name="others">What counts about all others, for pooled priors; null to take the defaults.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="embargo">The embargoes around it; null when they are not known.</param>
    public static RiskCard Of(
        string unit,
        RiskMoment moment,
        RiskSums sums,
        RiskSums? others,
        RiskParameters parameters,
        EmbargoNeighbourhood? embargo)
    {
        var pooled = others?.PooledMeans(parameters);
        RiskScore Scored(RiskSums of) => RiskScore.Of(of.Data(parameters, embargo?.Code), parameters, pooled);
        var flags = new List<HardFlag>();
        if (sums.Within(RiskSeries.RetransferredByState, parameters.FlagYears) > 0)
        {
            flags.Add(HardFlag.StateDirectedRetransfer);
        }

        if (embargo?.Itself == true)
        {
            flags.Add(HardFlag.TerritorialEmbargo);
        }

        return new(
            unit,
            moment,
            Scored(sums),
            sums.HasContested ? Scored(sums.Uncontested()) : null,
            flags.ToValueList(),
            embargo is not null,
            sums.Total(RiskSeries.NotInspected),
            sums.Total(RiskSeries.OpenFinding));
    }
}
