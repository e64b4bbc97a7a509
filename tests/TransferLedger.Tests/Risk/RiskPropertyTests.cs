using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Tests.Custody;

namespace TransferLedger.Tests.Risk;

/// <summary>The eight properties of section 4 of the rules on diversion risk.</summary>
public sealed class RiskPropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(100);
    private static readonly string[] Ids = [.. RiskTrial.Data.Keys];

    /// <summary>k and n of each indicator of the worked example.</summary>
    private static readonly Gen<(int Bad, int Good)[]> Counts =
        Gen.Choose(0, 40).Zip(Gen.Choose(0, 60)).ArrayOf(Ids.Length);

    private static readonly Gen<int> Which = Gen.Choose(0, Ids.Length - 1);

    [Fact]
    public void A_bad_event_never_lowers_the_total_and_a_good_one_never_raises_it() =>
        Prop.ForAll(Counts.ToArbitrary(), Which.ToArbitrary(), (counts, which) =>
        {
            var before = Total(counts).Total;

            Total(Added(counts, which, 1, 0)).Total.ShouldBeGreaterThanOrEqualTo(before - 1e-9);
            Total(Added(counts, which, 0, 1)).Total.ShouldBeLessThanOrEqualTo(before + 1e-9);
        }).Check(Config);

    [Fact]
    public void Without_cases_the_prior_stands_and_with_many_the_share_does() =>
        Prop.ForAll(Gen.Choose(1, 99).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (prior, bad) =>
        {
            var mean = prior / 100.0;
            Estimate.OfShare(mean, 8, 0, 0).Mean.ShouldBe(mean, 1e-12);
            Estimate.OfRate(mean, 8, 0, 0).Mean.ShouldBe(mean, 1e-12);

            var before = double.MaxValue;
            for (var times = 1; times <= 1_000; times *= 10)
            {
                var found = Estimate.OfShare(mean, 8, bad * times * 10, 20.0 * times * 10);
                Math.Abs(found.Mean - (bad / 20.0)).ShouldBeLessThanOrEqualTo(8.0 / (200 * times) + 1e-9);
                (found.Credible.High - found.Credible.Low).ShouldBeLessThan(before);
                before = found.Credible.High - found.Credible.Low;
            }
        }).Check(Config);

    [Fact]
    public void Contributions_are_exactly_the_total_beyond_the_reference_and_all_lies_in_its_bounds() =>
        Prop.ForAll(Counts.ToArbitrary(), counts =>
        {
            var found = Total(counts);

            found.Indicators.Sum(it => it.Contribution).ShouldBe(found.Total - found.Reference, 1e-9);
            found.Total.ShouldBeInRange(0, 100);
            found.Total.ShouldBeInRange(found.Interval.Low - 1e-9, found.Interval.High + 1e-9);
            found.Coverage.ShouldBeInRange(0, 1);
        }).Check(Config);

    [Fact]
    public void The_order_of_arrival_changes_nothing_that_counts_now() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (facts, seed) =>
        {
            var straight = Made(Scripts.Recorded(facts, Scripts.Order(facts.Length, 0)), null);
            var shuffled = Made(Scripts.Recorded(facts, Scripts.Order(facts.Length, seed)), null);

            shuffled.ShouldBe(straight);
        }).Check(Config);

    [Fact]
    public void What_is_recorded_later_does_not_change_what_was_known() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (facts, cut) =>
        {
            var log = Told.Log(facts);
            var known = cut % (log.Length + 1);

            Made(log, Told.Learned + Duration.FromMinutes(known)).ShouldBe(Made([.. log.Take(known)], null));
        }).Check(Config);

    [Fact]
    public void What_happened_later_does_not_change_what_counts_on_a_day() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), Gen.Choose(1, 31).ToArbitrary(), (facts, day) =>
        {
            var on = new LocalDate(2010, 1, day);
            var until = on.PlusDays(1).AtMidnight().InUtc().ToInstant();
            var log = Told.Log(facts);

            Made([.. log.Where(it => it.Fact.Happened.Earliest < until)], null, on).ShouldBe(Made(log, null, on));
        }).Check(Config);

    [Fact]
    public void An_item_is_never_held_twice_and_never_less_than_nowhere() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (facts, day) =>
        {
            var on = new LocalDate(2010, 1, 1).PlusDays(day);
            var held = RiskRow.Of(Told.Weapon.Subject, [.. Told.Log(facts)], RiskWindows.Default)
                .Where(it => it.Counts(on, null) && it.Entry.Series.Measure == SeriesMeasure.Days).ToList();

            held.Sum(it => it.Entry.Weight).ShouldBeInRange(0, 1000);
            held.GroupBy(it => it.Entry.Country).ShouldAllBe(it => it.Sum(one => one.Entry.Weight) >= 0);
        }).Check(Config);

    [Fact]
    public void Ten_deliveries_of_ten_expose_as_one_of_a_hundred()
    {
        // Shares of deliveries are another matter: ten deliveries are ten cases of RSK-005, 006 and 009.
        var one = Enumerable.Range(0, 100).SelectMany(_ => Held(1)).ToList();
        var ten = Enumerable.Range(0, 10).SelectMany(at => Enumerable.Range(0, 10).SelectMany(_ => Held(at + 1)))
            .ToList();
        var moment = new RiskMoment(new LocalDate(2020, 1, 1), null);

        var data = RiskSums.Of(one, moment).Data(RiskTrial.Example);
        RiskSums.Of(ten, moment).Data(RiskTrial.Example)["RSK-001"].ShouldBe(data["RSK-001"]);
        data["RSK-001"].RawCases.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void With_its_prior_frozen_a_country_does_not_feel_another() =>
        Prop.ForAll(Counts.ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (counts, others) =>
        {
            var moment = new RiskMoment(new LocalDate(2020, 1, 1), null);
            List<RiskFact> mine = [.. Enumerable.Range(0, counts[0].Bad).SelectMany(_ => Held(1))];
            List<RiskFact> theirs = [.. Enumerable.Range(0, others).SelectMany(_ => Held(1, "BB"))];
            RiskCard Card(IEnumerable<RiskFact> all, string country) => RiskCard.Of(
                country, moment, RiskSums.Of(all.Where(it => it.Entry.Country == country), moment), null,
                RiskTrial.Example, null);

            Card([.. mine, .. theirs], "AA").Score.Total.ShouldBe(Card(mine, "AA").Score.Total);
        }).Check(Config);

    private static IEnumerable<RiskFact> Held(long position, string country = "AA") =>
    [
        new(
            new RiskEntry(
                country, RiskSeries.HeldImported, 1000, new LocalDate(2012, 3, 1), null, new LocalDate(2012, 3, 1),
                position, false, null),
            Told.Learned,
            null),
    ];

    private static RiskScore Total((int Bad, int Good)[] counts) => RiskScore.Of(
        Ids.Index().ToDictionary(
            it => it.Item,
            it => IndicatorData.Counted(
                counts[it.Index].Bad,
                it.Item is "RSK-001" or "RSK-010"
                    ? counts[it.Index].Good
                    : counts[it.Index].Bad + counts[it.Index].Good),
            StringComparer.Ordinal),
        RiskTrial.Example);

    private static (int Bad, int Good)[] Added((int Bad, int Good)[] counts, int which, int bad, int good)
    {
        (int Bad, int Good)[] changed = [.. counts];
        changed[which] = (changed[which].Bad + bad, changed[which].Good + good);
        return changed;
    }

    /// <summary>What counts, by what the facts are and not by where they stand in the log.</summary>
    private static List<string> Made(IReadOnlyList<Recorded> log, Instant? known, LocalDate? on = null) =>
    [
        .. RiskRow.Of(Told.Weapon.Subject, [.. log], RiskWindows.Default)
            .Where(it => it.Counts(on ?? new LocalDate(2040, 1, 1), known)).Select(it => it.Entry)
            .Select(it => $"{it.Country} {it.Series.Name} {it.Weight} {it.On} {it.Dated} {it.Contested} {it.Party} "
                + log.First(one => one.Position == it.Position).Id)
            .Order(StringComparer.Ordinal),
    ];
}
