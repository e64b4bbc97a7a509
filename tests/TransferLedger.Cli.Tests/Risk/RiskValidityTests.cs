using Newtonsoft.Json;
using TransferLedger.Cli.Quality.Risk;
using TransferLedger.Cli.Risk;

namespace TransferLedger.Cli.Tests.Risk;

/// <summary>The measurement behind docs/quality-risk.md, in small.</summary>
public sealed class RiskValidityTests
{
    [Fact]
    public async Task The_model_covers_the_truth_and_beats_the_baselines_and_the_same_seed_says_the_same()
    {
        var used = await RiskParameterFile.Load(null, CancellationToken.None);
        var found = RiskValidity.Measure(used, 1, 2, 40);

        found.Coverage[0].Covered.ShouldBeInRange(0.85, 1);
        found.Predictions[0].Auc.ShouldBeGreaterThan(0.6);
        found.Predictions[1].Auc.ShouldBe(0.5);
        found.Sensitivity.ShouldAllBe(it => it.Changes.Count == 4 && it.Total > 0);
        JsonConvert.SerializeObject(RiskValidity.Measure(used, 1, 2, 40)).ShouldBe(JsonConvert.SerializeObject(found));
        RiskQualityCommand.Page(found).ShouldContain("seed 1");
    }

    [Fact]
    public void A_ranking_without_fault_has_an_auc_of_one_and_a_reversed_one_of_nought()
    {
        BackTest.Auc([3, 2, 1, 0], [true, true, false, false]).ShouldBe(1);
        BackTest.Auc([0, 1, 2, 3], [true, true, false, false]).ShouldBe(0);
        BackTest.Auc([1, 1, 1, 1], [true, false, true, false]).ShouldBe(0.5);
        BackTest.Brier([1, 0.5], [true, false]).ShouldBe(0.125);
    }

    [Fact]
    public void A_calibrated_predictor_gives_back_how_often_it_came_true()
    {
        double[] scores = [.. Enumerable.Repeat(0.0, 100), .. Enumerable.Repeat(1.0, 100)];
        bool[] outcomes =
            [.. Enumerable.Range(0, 100).Select(at => at < 20), .. Enumerable.Range(0, 100).Select(at => at < 70)];
        var found = Calibration.Fit(scores, outcomes).Of([0, 1]);

        found[0].ShouldBe(0.2, 0.01);
        found[1].ShouldBe(0.7, 0.01);
        Calibration.Fit([.. scores.Select(_ => 5.0)], outcomes).Of([5]).ShouldHaveSingleItem().ShouldBe(0.45, 0.01);
    }
}
