using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Ledger;

public sealed class HappenedTests
{
    [Fact]
    public void What_is_made_of_parts_reads_the_same()
    {
        Happened.On(new LocalDate(2014, 5, 3)).ShouldBe(Happened.Parse("2014-05-03"));
        Happened.InMonth(2014, 5).ShouldBe(Happened.Parse("2014-05"));
        Happened.InYear(2014).ShouldBe(Happened.Parse("2014"));
        Happened.At(Instant.FromUtc(2014, 5, 3, 9, 30)).ShouldBe(Happened.Parse("2014-05-03T11:30:00+02:00"));
    }

    [Fact]
    public void An_instant_is_cut_down_to_microseconds_before_and_after_1970()
    {
        Happened.At(Instant.FromUtc(2014, 5, 3, 9, 30) + Duration.FromNanoseconds(1_999)).Text
            .ShouldBe("2014-05-03T09:30:00.000001Z");
        Happened.At(Instant.FromUtc(1914, 5, 3, 9, 30) + Duration.FromNanoseconds(1_999)).Text
            .ShouldBe("1914-05-03T09:30:00.000001Z");
    }

    [Fact]
    public void A_day_of_another_calendar_is_the_same_day()
    {
        var day = new LocalDate(2014, 5, 3);
        Happened.On(day.WithCalendar(CalendarSystem.Julian)).ShouldBe(Happened.On(day));
    }

    [Fact]
    public void What_lies_outside_the_years_is_not_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.InYear(999));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.InYear(10_000));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.InMonth(2014, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.InMonth(2014, 13));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.On(new LocalDate(999, 12, 31)));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.At(Happened.Beginning - Duration.Epsilon));
        Should.Throw<ArgumentOutOfRangeException>(() => Happened.At(Instant.MinValue));
        Happened.At(Instant.MaxValue).Latest.ShouldBe(Happened.End);
    }

    [Theory]
    [InlineData("2014-05", "2014-07", "2014-05/2014-07")]
    [InlineData("2014-05", null, "2014-05/")]
    [InlineData(null, "2014-05-03", "/2014-05-03")]
    [InlineData("2014~", "2016?", "2014~/2016?")]
    [InlineData("2014-05-03T09:30:00Z", "2014-05-04", "2014-05-03T09:30:00Z/2014-05-04")]
    [InlineData("2012/2014", "2013/2016", "2012/2016")]
    [InlineData("../2014", "2016", "../2016")]
    [InlineData("201X", "202X", "2010/2029")]
    [InlineData("19XX~", "20XX", "1800/2099")]
    [InlineData("2014-05-XX?", "2015-XX-XX~", "2014-05?/2015~")]
    public void Between_two_claims_lies_from_the_start_of_one_to_the_end_of_the_other(
        string? from, string? to, string text)
    {
        var (first, last) = (from is null ? null : Happened.Parse(from), to is null ? null : Happened.Parse(to));
        var claim = Happened.Between(first, last);

        claim.ShouldBe(Happened.Parse(text));
        claim.Earliest.ShouldBe(first?.Earliest ?? Happened.Beginning);
        claim.Latest.ShouldBe(last?.Latest ?? Happened.End);
    }

    [Fact]
    public void Between_needs_one_end_and_an_order()
    {
        Should.Throw<ArgumentException>(() => Happened.Between(null, null)).Message.ShouldContain("names no date");
        Should.Throw<ArgumentException>(() => Happened.Between(Happened.InYear(2015), Happened.InYear(2014)))
            .Message.ShouldContain("ends before it begins");
    }

    [Theory]
    [InlineData("2014-05-03", "2014-05-03~")]
    [InlineData("2014?", "2014%")]
    [InlineData("2014~", "2014~")]
    [InlineData("2014%", "2014%")]
    [InlineData("201X", "201X~")]
    [InlineData("2014-05-XX", "2014-05-XX~")]
    [InlineData("2014-05/2014-07?", "2014-05~/2014-07%")]
    [InlineData("../2014", "../2014~")]
    [InlineData("2014/", "2014~/")]
    public void Approximately_adds_to_what_the_source_says(string text, string approximate) =>
        Happened.Approximately(Happened.Parse(text)).ShouldBe(Happened.Parse(approximate));

    [Fact]
    public void An_instant_is_not_made_approximate() => Should.Throw<ArgumentException>(
        () => Happened.Approximately(Happened.Parse("2014-05-03/2014-05-03T09:30:00Z")));

    [Theory]
    [InlineData("2014-05-03", "2014-05-04", true, true, false)]
    [InlineData("2014-05-03", "2014-05-03", false, true, true)]
    [InlineData("2014-05-03T09:30:00Z", "2014-05-03T09:30:00Z", false, false, true)]
    [InlineData("2014-05-03T09:30:00Z", "2014-05-03T09:30:00.000001Z", true, true, false)]
    [InlineData("2014", "2014-05", false, true, true)]
    [InlineData("2015", "2014", false, false, false)]
    [InlineData("2014~", "2015", false, true, true)]
    [InlineData("2014/..", "2020", false, true, true)]
    [InlineData("2014-05-03T23:59:59.999999Z", "2014-05-03", false, false, true)]
    public void Order_is_certain_possible_or_neither(
        string one, string other, bool certainly, bool possibly, bool overlaps)
    {
        var (left, right) = (Happened.Parse(one), Happened.Parse(other));

        left.CertainlyBefore(right).ShouldBe(certainly);
        left.PossiblyBefore(right).ShouldBe(possibly);
        left.Overlaps(right).ShouldBe(overlaps);
        right.Overlaps(left).ShouldBe(overlaps);
    }

    [Fact]
    public void Claims_sort_by_their_start_then_their_end_then_their_text()
    {
        string[] sorted =
            ["../2014", "2014~", "2014-01-01T00:00:00Z", "2014-01-01", "2014", "2014-XX", "2014?", "2015"];
        var claims = sorted.Reverse().Select(Happened.Parse).Order(Happened.Chronological);

        claims.Select(claim => claim.Text).ShouldBe(sorted);
    }

    [Fact]
    public void Claims_are_equal_when_their_texts_are()
    {
        var claim = Happened.Parse("2014-05-03T11:30:00+02:00");
        (claim == Happened.Parse("2014-05-03T09:30:00Z")).ShouldBeTrue();
        claim.GetHashCode().ShouldBe(Happened.Parse("2014-05-03T09:30:00.0Z").GetHashCode());
        (Happened.Parse("2014") == Happened.Parse("2014-XX")).ShouldBeFalse();
        claim.ToString().ShouldBe("2014-05-03T09:30:00Z");
    }

    [Fact]
    public void Any_claim_reads_back_as_itself_and_its_bounds_are_in_order_and_in_whole_microseconds() =>
        Prop.ForAll(Claims, text =>
        {
            if (!Happened.TryParse(text, out var claim, out var problem))
            {
                return problem!.Contains("ends before it begins") || problem.Contains("names no date");
            }

            var again = Happened.Parse(claim.Text);
            return again == claim
                && again.Text == claim.Text
                && (again.Earliest, again.Latest, again.Precision) == (claim.Earliest, claim.Latest, claim.Precision)
                && claim.Earliest <= claim.Latest
                && claim.Earliest >= Happened.Beginning
                && claim.Latest <= Happened.End
                && claim.Earliest.ToUnixTimeTicks() % 10 == 0
                && claim.Latest.ToUnixTimeTicks() % 10 == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void An_approximate_claim_holds_the_plain_one() =>
        Prop.ForAll(Claims, text =>
        {
            if (!Happened.TryParse(text, out var claim, out _) || text.Contains('T'))
            {
                return true;
            }

            var wider = Happened.Approximately(claim);
            return wider.IsApproximate && wider.Earliest <= claim.Earliest && wider.Latest >= claim.Latest;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Any_two_claims_span_an_interval_with_their_outer_bounds() =>
        Prop.ForAll(Claims, Claims, (one, other) =>
        {
            if (!Happened.TryParse(one, out var from, out _) || !Happened.TryParse(other, out var to, out _)
                || from.Earliest > to.Latest || (from.Earliest == Happened.Beginning && to.Latest == Happened.End))
            {
                return true;
            }

            var between = Happened.Between(from, to);
            return between.Earliest == from.Earliest && between.Latest == to.Latest;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void No_text_makes_it_throw_and_every_refusal_has_a_sentence()
    {
        var letters = Gen.Elements("0123456789-/.:TZXYPWS?~%+[]{},xe \0é٣\uD800".ToCharArray());
        var texts = Gen.OneOf(
            letters.ArrayOf().Select(some => new string(some)),
            from claim in Claims.Generator
            from place in Gen.Choose(0, 70)
            from letter in letters
            select claim.Insert(Math.Min(place, claim.Length), letter.ToString()),
            from claim in Claims.Generator
            from place in Gen.Choose(0, claim.Length - 1)
            from letter in letters
            select claim.Remove(place, 1).Insert(place, letter.ToString()));

        Prop.ForAll(texts.ToArbitrary(), text => Happened.TryParse(text, out var claim, out var problem)
            ? Happened.Parse(claim.Text) == claim && problem is null
            : problem!.EndsWith('.') && problem.Length < 250)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    private static Arbitrary<string> Claims
    {
        get
        {
            var years = Gen.OneOf(Gen.Choose(1000, 9999), Gen.Choose(1990, 2030), Gen.Elements(1000, 9999));
            var days = from year in years
                       from day in Gen.Choose(1, 365)
                       select new LocalDate(year, 1, 1).PlusDays(day - 1);
            var instants = from day in days
                           from second in Gen.Choose(64_800, 86_399)
                           from decimals in Gen.Elements("", ".5", ".50", ".000001", ".123456")
                           from zone in Gen.Elements("Z", "+00:00", "+02:00", "+05:45", "+18")
                           let time = LocalTime.FromSecondsSinceMidnight(second)
                           select FormattableString.Invariant($"{day:uuuu-MM-dd}T{time:HH:mm:ss}{decimals}{zone}");
            var bare = from day in days
                       from season in Gen.Choose(21, 24)
                       from shape in Gen.Elements("uuuu", "uuuu-MM", "uuuu-MM-dd", "season")
                       select shape == "season"
                           ? FormattableString.Invariant($"{day.Year}-{season}")
                           : day.ToString(shape, System.Globalization.CultureInfo.InvariantCulture);
            var unspecified = from year in years
                              from month in Gen.Choose(1, 12)
                              from shape in Gen.Choose(0, 4)
                              let text = FormattableString.Invariant($"{year}-{month:00}")
                              select shape switch
                              {
                                  0 => text[..3] + "X",
                                  1 => text[..2] + "XX",
                                  2 => text[..4] + "-XX",
                                  3 => text + "-XX",
                                  _ => text[..4] + "-XX-XX",
                              };
            var qualifiers = Gen.Elements("", "", "?", "~", "%");
            var qualified = from text in bare from qualifier in qualifiers select text + qualifier;
            var simple = Gen.OneOf(
                qualified,
                instants,
                from text in unspecified from qualifier in qualifiers select text + qualifier);
            var ends = Gen.OneOf(qualified, instants, Gen.Elements("..", ""));
            return Gen.OneOf(simple, from one in ends from other in ends select one + "/" + other).ToArbitrary();
        }
    }
}
