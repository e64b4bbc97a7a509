using TransferLedger.Embargoes;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What stands beside the score and is never averaged away.</summary>
public enum HardFlag
{
    /// <summary>A body of the state passed goods on without consent within the last years.</summary>
    StateDirectedRetransfer,

    /// <summary>The territory is under embargo: everybody there who is not exempt, not only groups.</summary>
    TerritorialEmbargo,
}

/// <summary>
/// The risk of one country or party at one moment, with all it takes to reach it again. Pure: made from sums of facts.
/// </summary>
/// <param name="Unit">The country's code, or the party.</param>
/// <param name="Moment">The day and the knowledge.</param>
/// <param name="Score">The score.</param>
/// <param name="Uncontested">The score without contested facts; null when nothing is contested.</param>
/// <param name="Flags">Hard flags.</param>
/// <param name="Embargo">The embargoes on it and around it (RSK-019); null when they were not looked at.</param>
/// <param name="NotInspected">Checks due without an outcome.</param>
/// <param name="OpenFindings">Diversion findings not decided.</param>
public sealed record RiskCard(
    string Unit,
    RiskMoment Moment,
    RiskScore Score,
    RiskScore? Uncontested,
    ValueList<HardFlag> Flags,
    EmbargoNeighbourhood? Embargo,
    double NotInspected,
    double OpenFindings)
{
    /// <summary>What RSK-015 is made of: long arms certified for its forces, and the strength these declared.</summary>
    public (double CertifiedArms, double ForceStrength) Accumulation { get; init; }

    /// <summary>Transfers assessed under the Arms Trade Treaty, and those of them with a risk of misuse (RSK-028).
    /// </summary>
    public (double All, double Harm) Assessed { get; init; }

    /// <summary>What is shown beside the score; null for all but the card of a country.</summary>
    public RiskContext? Context { get; init; }

    /// <summary>The card of a country or party.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="sums">What counts about it then.</param>
    /// <param name="pooled">Prior means from the level of others, by indicator; null for the defaults.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="embargo">The embargoes around it; null when they are not known.</param>
    public static RiskCard Of(
        string unit,
        RiskMoment moment,
        RiskSums sums,
        IReadOnlyDictionary<string, double>? pooled,
        RiskParameters parameters,
        EmbargoNeighbourhood? embargo)
    {
        RiskScore Scored(RiskSums of) => RiskScore.Of(of.Data(parameters, embargo?.Code), parameters, pooled);
        var flags = new List<HardFlag>();
        if (sums.Within(RiskSeries.RetransferredByState, parameters.FlagYears) > 0)
        {
            flags.Add(HardFlag.StateDirectedRetransfer);
        }

        if (embargo?.Own is { IsTerritorial: true })
        {
            flags.Add(HardFlag.TerritorialEmbargo);
        }

        return new(
            unit,
            moment,
            Scored(sums),
            sums.HasContested ? Scored(sums.Uncontested()) : null,
            flags.ToValueList(),
            embargo,
            sums.Total(RiskSeries.NotInspected),
            sums.Total(RiskSeries.OpenFinding))
        {
            Accumulation = (sums.Total(RiskSeries.CertifiedArms), sums.Total(RiskSeries.ForceStrength)),
            Assessed = (sums.Total(RiskSeries.Assessed), sums.Total(RiskSeries.AssessedHarm)),
        };
    }
}
