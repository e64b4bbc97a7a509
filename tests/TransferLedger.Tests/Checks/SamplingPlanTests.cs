using System.Security.Cryptography;
using System.Text;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Checks;

public sealed class SamplingPlanTests
{
    private static readonly Subject Check = Subject.Parse("check/psv-1");

    /// <summary>Reckoned by hand: with D of N missing, a sample of n finds none with C(N−D, n) / C(N, n).</summary>
    [Theory]
    [InlineData(0, 1, 950, 0)]
    [InlineData(1, 1, 950, 1)]
    [InlineData(20, 1, 950, 19)] // 1/20 = 5 % exactly
    [InlineData(20, 1, 951, 20)]
    [InlineData(20, 20, 950, 1)]
    [InlineData(20, 500, 950, 1)] // more cannot be missing than there are
    [InlineData(10, 2, 900, 7)] // C(3, 2) / C(10, 2) = 3/45 = 6.7 %; with 6: 6/45 = 13.3 %
    [InlineData(10, 2, 950, 8)] // C(2, 2) / C(10, 2) = 1/45 = 2.2 %
    [InlineData(1_000_000, 1, 999, 999_000)]
    public void The_sample_is_as_small_as_it_may_be(long population, long tolerable, int confidence, long size) =>
        SamplingPlan.Size(population, tolerable, confidence).ShouldBe(size);

    [Fact]
    public void One_less_would_not_do_for_any_small_number()
    {
        for (var population = 1; population <= 40; population++)
        {
            for (var missing = 1; missing <= population; missing++)
            {
                var size = SamplingPlan.Size(population, missing, 950);
                FindsNone(population, missing, size).ShouldBeLessThanOrEqualTo(0.05 + 1e-12);
                FindsNone(population, missing, size - 1).ShouldBeGreaterThan(0.05);
            }
        }
    }

    [Fact]
    public void What_was_not_inspected_may_be_missing()
    {
        // 59 of 500 seen and none missing still leaves room for a good many.
        var most = SamplingPlan.MostMissing(500, 59, 0, 950);
        FindsNone(500, most, 59).ShouldBeGreaterThan(0.05);
        FindsNone(500, most + 1, 59).ShouldBeLessThanOrEqualTo(0.05);
        SamplingPlan.MostMissing(500, 500, 0, 950).ShouldBe(0);
        SamplingPlan.MostMissing(500, 500, 3, 950).ShouldBe(3);
        SamplingPlan.MostMissing(500, 0, 0, 950).ShouldBe(500);
        SamplingPlan.MostMissing(500, 59, 2, 950).ShouldBeGreaterThan(most);
    }

    [Fact]
    public void Anybody_draws_the_same_sample()
    {
        var serials = Enumerable.Range(1, 200).Select(it => $"W{it:00000}").ToList();
        var drawn = SamplingPlan.Draw(serials, 20, "seed");
        SamplingPlan.Draw(serials.Select(it => it.Replace("W", "w-")).Reverse(), 20, "seed")
            .Select(it => it.Replace("w-", "W")).ShouldBe(drawn);
        drawn.ShouldBe(serials.OrderBy(
            it => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("seed\n" + it))),
            StringComparer.Ordinal).Take(20));
        SamplingPlan.Draw(serials, 20, "other").ShouldNotBe(drawn);
        SamplingPlan.Draw(serials, 500, "seed").Length.ShouldBe(200);
    }

    [Fact]
    public void A_plan_draws_from_what_was_delivered_and_not_from_what_is_known_to_be_elsewhere()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 100)).Depart("S-1");
        it.Done(it.TryLose("S-1", Serials(1, 10))).Pack("S-2", Serials(200, 50), "P-2").Depart("S-2")
            .Arrive("S-1").Receive("S-1", Serials(11, 80));

        it.Done(Checking.Plan(it.Now, Check, Ask()));
        var plan = it.Facts.Select(one => one.Fact).OfType<VerificationPlanned>().Single();
        plan.Population.ShouldBe(80); // 100 left, 10 lost, 10 of the rest not received; the other shipment is on its way
        plan.Sample.Count.ShouldBe((int)SamplingPlan.Size(80, 5, 950));
        plan.Sample.ShouldBeSubsetOf(Serials(11, 80).Serials);
        Checking.Plan(it.Now, Check, Ask()).ShouldBe(Decision.Nothing);
        Checking.Plan(it.Now, Check, Ask() with { Seed = "a better one" }).Refusal!.Code.ShouldBe(Checking.NumberUsed);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var it = new Consignment().Pack("S-1", Serials(1, 5)).Depart("S-1");
        Checking.Plan(it.Now, Check, Ask()).Refusal!.Code.ShouldBe(Checking.NothingDelivered);
        Checking.Plan(it.Now, Check, Ask() with { Certificate = Subject.Parse("certificate/is/no") })
            .Refusal!.Code.ShouldBe(Checking.CertificateUnknown);
        Checking.Perform(it.Now, Check, Visit()).Refusal!.Code.ShouldBe(Checking.Unknown);

        it.Receive("S-1", Serials(1, 5)).Done(Checking.Plan(it.Now, Check, Ask()));
        Checking.Perform(it.Now, Check, Visit() with { Happened = On("2026-05-01") })
            .Refusal!.Code.ShouldBe(Checking.TooEarly);
        Checking.Perform(it.Now, Check, Visit() with { Certificate = Subject.Parse("certificate/is/no") })
            .Refusal!.Code.ShouldBe(Checking.OtherCertificate);
        Checking.Perform(it.Now, Check, Visit() with { Inspectors = [" "] }).Refusal!.Code
            .ShouldBe(Checking.NoInspector);
        Checking.Perform(it.Now, Check, Visit() with { Seen = ["w 00001"], Absent = [new("W00001", "issued")] })
            .Refusal!.Code.ShouldBe(Checking.SeenAndAbsent);
        it.Done(Checking.Perform(it.Now, Check, Visit()));
        Checking.Perform(it.Now, Check, Visit()).ShouldBe(Decision.Nothing);
    }

    private static VerificationPlanned Ask() =>
        new(On("2026-05-20"), Certificate, "clerk-07", On("2026-12-31"), 0, 5, 950, "2026-05-20/lottery", []);

    private static VerificationPerformed Visit() => new(
        On("2026-06-15"), Certificate, VerificationMethod.Physical, VerificationResult.Done, ["attaché"],
        Serials(1, 5).Serials);

    private static double FindsNone(long population, long missing, long sample)
    {
        var none = 1.0;
        for (var at = 0; at < sample; at++)
        {
            none *= Math.Max(0, population - missing - at) / (double)(population - at);
        }

        return none;
    }
}
