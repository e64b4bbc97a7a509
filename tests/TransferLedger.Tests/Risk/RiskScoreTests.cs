using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Tests.Risk;

/// <summary>The worked example of section 2.3, bands and what is missing.</summary>
public sealed class RiskScoreTests
{
    [Theory]
    [InlineData("RSK-001", 0.909091, 0.310527, 1.762195, 46.970, 27.018, 55.716, 33.333, 4.0909)]
    [InlineData("RSK-002", 0.333333, 0.135075, 0.564374, 60.000, 27.015, 84.292, 50.000, 2.5000)]
    [InlineData("RSK-005", 0.150000, 0.059268, 0.267502, 40.000, 21.854, 56.750, 40.000, 0.0000)]
    [InlineData("RSK-007", 0.018750, 0.000181, 0.066855, 18.750, 0.181, 53.371, 30.000, -2.2500)]
    [InlineData("RSK-010", 1.272727, 0.769449, 1.878961, 35.455, 25.389, 47.579, 50.000, -2.1818)]
    public void Each_indicator_of_the_worked_example(
        string id, double mean, double low, double high, double score, double from, double to, double reference,
        double contribution)
    {
        var found = RiskScore.Of(RiskTrial.Data, RiskTrial.Example).Indicators.Single(it => it.Indicator.Id == id);

        found.Estimate!.Value.Mean.ShouldBe(mean, 0.0000005);
        found.Estimate.Value.Credible.Low.ShouldBe(low, 0.0000005);
        found.Estimate.Value.Credible.High.ShouldBe(high, 0.0000005);
        found.Score.ShouldBe(score, 0.0005);
        found.Interval.Low.ShouldBe(from, 0.0005);
        found.Interval.High.ShouldBe(to, 0.0005);
        found.Reference.ShouldBe(reference, 0.0005);
        found.Contribution.ShouldBe(contribution, 0.00005);
    }

    [Fact]
    public void The_total_of_the_worked_example()
    {
        var found = RiskScore.Of(RiskTrial.Data, RiskTrial.Example);

        found.Total.ShouldBe(42.1591, 0.00005);
        found.Interval.Low.ShouldBe(20.889, 0.0005);
        found.Interval.High.ShouldBe(61.274, 0.0005);
        found.Reference.ShouldBe(40, 1e-9);
    }

    [Fact]
    public void Without_data_the_total_is_the_reference_and_the_band_says_so()
    {
        var found = RiskScore.Of(new Dictionary<string, IndicatorData>(StringComparer.Ordinal), RiskTrial.Example);

        (found.Total, found.Coverage, found.Band).ShouldBe((40.0, 0.0, RiskBand.InsufficientData));
        found.Indicators.ShouldAllBe(it => it.State == IndicatorState.NotInspected);
    }

    [Fact]
    public void A_single_unfavourable_check_does_not_run_away_with_the_score()
    {
        var found = RiskScore.Of(
            new Dictionary<string, IndicatorData>(StringComparer.Ordinal)
            {
                ["RSK-002"] = IndicatorData.Counted(1, 1),
            }, RiskTrial.Example);
        var check = found.Indicators.Single(it => it.Indicator.Id == "RSK-002");

        check.Score.ShouldBe(60, 1e-9);
        found.Total.ShouldBe(42.5, 1e-9);
        check.Wilson!.Value.Low.ShouldBe(0.207, 0.0005);
    }

    [Fact]
    public void As_much_data_as_the_prior_covers_half_of_an_indicator()
    {
        var found = RiskScore.Of(
            new Dictionary<string, IndicatorData>(StringComparer.Ordinal)
            {
                ["RSK-002"] = IndicatorData.Counted(2, 8),
            }, RiskTrial.Example);

        found.Coverage.ShouldBe(10.0 / 2 / 40, 1e-12);
    }

    [Fact]
    public void An_embargo_neighbourhood_that_is_not_known_is_no_part_of_the_total()
    {
        var parameters = RiskTrial.Example with
        {
            Indicators = [.. RiskTrial.Example.Indicators, new("RSK-019", "EN", 2_000, 0, 0)],
        };
        var without = RiskScore.Of(RiskTrial.Data, parameters);
        var known = RiskScore.Of(
            new Dictionary<string, IndicatorData>(RiskTrial.Data, StringComparer.Ordinal)
            {
                ["RSK-019"] = new(0, 0, 0, 0, RiskTrial.Near(5).Code),
            }, parameters);

        without.Total.ShouldBe(42.1591, 0.00005);
        without.Indicators[^1].State.ShouldBe(IndicatorState.NotAvailable);
        known.Indicators[^1].Score.ShouldBe(70);
        known.Total.ShouldBe(((42.15909 * 40) + (70 * 2)) / 42, 0.0001);
        known.Coverage.ShouldBe((without.Coverage * 42 / 42) + (2.0 / 42), 1e-12);
    }

    [Theory]
    [InlineData(0, RiskBand.Low)]
    [InlineData(1, RiskBand.ElevatedUncertain)]
    [InlineData(3, RiskBand.High)]
    public void Bands(double bad, RiskBand band)
    {
        var parameters = RiskTrial.Example with { Indicators = [new("RSK-002", "PA", 1_000, 250, 3_000)] };
        var data = new Dictionary<string, IndicatorData>(StringComparer.Ordinal)
        {
            ["RSK-002"] = IndicatorData.Counted(bad, bad == 0 ? 40 : 4),
        };

        RiskScore.Of(data, parameters).Band.ShouldBe(band);
    }

    [Fact]
    public void What_cannot_be_used_is_told_by_its_place()
    {
        var falling = RiskTrial.Example with
        {
            Curves = [new("PA", [new(0, 50), new(100, 20)])], Decay = [new(10, 500), new(5, 250)], HighScore = 10,
            Indicators = [new("RSK-002", "PA", 1_000, 1_000, 0), new("RSK-099", "PA", 0, 1, 1)],
        };

        falling.Problems().Select(it => $"{it.Path} {it.Code}").ShouldBe(
        [
            "curves[0] curve-falls", "indicators[0] prior-impossible", "indicators[1] indicator-unknown",
            "decay decay-disordered", "highScore bands-disordered",
        ]);
        RiskTrial.Example.Problems().ShouldBeEmpty();
    }
}
