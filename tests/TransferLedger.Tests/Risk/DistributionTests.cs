using TransferLedger.Risk;

namespace TransferLedger.Tests.Risk;

/// <summary>Quantiles against closed forms, published tables and the checks of section 2.3.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(1, 1, 0.05, 0.05)]
    [InlineData(3, 1, 0.5, 0.79370052598409974)]
    [InlineData(1, 4, 0.95, 0.52712919549841658)]
    [InlineData(0.5, 0.5, 0.05, 0.0061558297024311148)]
    [InlineData(0.5, 0.5, 0.95, 0.99384417029756889)]
    [InlineData(2, 2, 0.05, 0.13535)]
    public void A_beta_quantile_is_that_of_its_closed_form(double a, double b, double probability, double expected) =>
        new BetaDistribution(a, b).Quantile(probability).ShouldBe(expected, expected == 0.13535 ? 1e-5 : 1e-12);

    [Theory]
    [InlineData(1, 2, 0.95, 1.4978661367769954)]
    [InlineData(1, 1, 0.05, 0.051293294387550533)]

    // Half the quantiles of the chi-square distribution with 1, 2, 10 and 100 degrees of freedom.
    [InlineData(0.5, 0.5, 0.95, 3.8414588206941254)]
    [InlineData(1, 0.5, 0.95, 5.9914645471079799)]
    [InlineData(5, 0.5, 0.95, 18.307038053275146)]
    [InlineData(5, 0.5, 0.05, 3.9402991361190605)]
    [InlineData(50, 0.5, 0.95, 124.34211340400407)]
    [InlineData(50, 0.5, 0.05, 77.929465165017253)]
    public void A_gamma_quantile_is_that_of_the_tables(
        double shape, double rate, double probability, double expected) =>
        new GammaDistribution(shape, rate).Quantile(probability).ShouldBe(expected, 1e-11 * expected * 10);

    [Theory]
    [InlineData(0, 0, 0.2500, 0.053376, 0.520703)]
    [InlineData(0, 2, 0.2000, 0.041023, 0.429136)]
    [InlineData(5, 20, 0.2500, 0.128522, 0.392098)]
    [InlineData(30, 100, 0.296296, 0.226527, 0.370374)]
    [InlineData(0, 50, 0.034483, 0.006270, 0.080542)]
    public void Shares_of_the_extra_checks(double bad, double cases, double mean, double low, double high) =>
        ShouldBe(Estimate.OfShare(0.25, 8, bad, cases), mean, low, high);

    [Theory]
    [InlineData(0, 1, 1.0, 0.177681, 2.371932)]
    [InlineData(3, 2, 1.666667, 0.656717, 3.051173)]
    [InlineData(0, 20, 0.095238, 0.016922, 0.225898)]
    public void Rates_of_the_extra_checks(double events, double exposure, double mean, double low, double high) =>
        ShouldBe(Estimate.OfRate(2, 1, events, exposure), mean, low, high);

    [Theory]
    [InlineData(0, 5, 0, 0.4345)]
    [InlineData(1, 1, 0.2065, 1)]
    [InlineData(3, 4, 0.3006, 0.9544)]
    [InlineData(5, 50, 0.0435, 0.2136)]
    [InlineData(0, 100, 0, 0.0370)]
    [InlineData(0, 0, 0, 1)]
    public void Wilson_intervals(double bad, double cases, double low, double high)
    {
        var found = Estimate.Wilson(bad, cases);

        found.Low.ShouldBe(low, 0.00005);
        found.High.ShouldBe(high, 0.00005);
    }

    [Theory]
    [InlineData(0.3, 2)]
    [InlineData(7, 0.9)]
    [InlineData(900, 30_000)]
    [InlineData(2e5, 3e6)]
    public void A_quantile_and_its_probability_are_inverse(double first, double second)
    {
        foreach (var probability in new[] { 0.001, 0.05, 0.5, 0.95, 0.999 })
        {
            var (beta, gamma) = (new BetaDistribution(first, second), new GammaDistribution(first, second));
            beta.AtMost(beta.Quantile(probability)).ShouldBe(probability, 1e-9);
            gamma.AtMost(gamma.Quantile(probability)).ShouldBe(probability, 1e-9);
        }
    }

    [Fact]
    public void A_probability_of_none_or_all_has_no_quantile() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BetaDistribution(1, 1).Quantile(1));

    private static void ShouldBe(Estimate found, double mean, double low, double high)
    {
        found.Mean.ShouldBe(mean, 0.0000005);
        found.Credible.Low.ShouldBe(low, 0.0000005);
        found.Credible.High.ShouldBe(high, 0.0000005);
    }
}
