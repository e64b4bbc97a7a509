using TransferLedger.Cli.Bench;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Tests.Bench;

public sealed class BenchTests
{
    [Fact]
    public void The_report_is_one_document_with_rounded_figures_and_the_ratio_of_ours_to_the_limit() =>
        new BenchReport(200_000,
        [
            new("append-1-c32", 10_000.4, 4_000, "facts/s", "note"),
            new("history-p99", 1.23456, 0.5, "ms", "note"),
            new("peak-memory", 128, 512, "MB", "note"),
        ]).ToJson().ShouldBe(
            "{\"events\":200000,\"rows\":["
            + "{\"name\":\"append-1-c32\",\"ours\":10000,\"limit\":4000,\"ratio\":2.5,\"unit\":\"facts/s\"},"
            + "{\"name\":\"history-p99\",\"ours\":1.235,\"limit\":0.5,\"ratio\":2.469,\"unit\":\"ms\"},"
            + "{\"name\":\"peak-memory\",\"ours\":128,\"limit\":512,\"ratio\":0.25,\"unit\":\"MB\"}]}");

    [Fact]
    public void The_facts_are_the_same_each_time_and_of_the_size_and_spread_that_is_claimed()
    {
        var facts = Enumerable.Range(0, 400).SelectMany(it => BenchFacts.Of(new Slice(it, 1, 0, BenchFacts.PerWeapon)))
            .ToList();
        facts.ShouldBe(BenchFacts.Of(new Slice(0, 400, 0, BenchFacts.PerWeapon)));
        facts.Average(it => FactJson.Write(it.Fact).Length).ShouldBeInRange(350, 450);
        facts.Average(it => it.Subjects().Count).ShouldBeInRange(2, 3);
        facts.Select(it => it.Fact.GetType()).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Two_slices_have_two_request_ids() =>
        new[] { new Slice(7, 1, 1, 1), new Slice(7, 1, 2, 1), new Slice(8, 1, 1, 1), new Slice(7, 2, 1, 1) }
            .Select(it => it.Id).Distinct().Count().ShouldBe(4);

    [Fact]
    public void The_median_is_the_middle_and_a_percentile_a_measured_value()
    {
        Statistics.Median([3, 1, 2]).ShouldBe(2);
        Statistics.Median([4, 1, 2, 3]).ShouldBe(2.5);
        Statistics.Percentile(Enumerable.Range(1, 100).Select(it => (double)it), 0.99).ShouldBe(99);
        Should.Throw<ArgumentException>(() => Statistics.Median([]));
    }
}
