using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Ledger;

public sealed class HappenedReadingTests
{
    [Theory]
    [InlineData("2014-05-03", "2014-05-03", "2014-05-03", Precision.Day)]
    [InlineData("2016-02-29", "2016-02-29", "2016-02-29", Precision.Day)]
    [InlineData("1000-01-01", "1000-01-01", "1000-01-01", Precision.Day)]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31", Precision.Day)]
    [InlineData("2014-05", "2014-05-01", "2014-05-31", Precision.Month)]
    [InlineData("1900-02", "1900-02-01", "1900-02-28", Precision.Month)]
    [InlineData("2000-02", "2000-02-01", "2000-02-29", Precision.Month)]
    [InlineData("2014-12", "2014-12-01", "2014-12-31", Precision.Month)]
    [InlineData("2014", "2014-01-01", "2014-12-31", Precision.Year)]
    [InlineData("201X", "2010-01-01", "2019-12-31", Precision.Decade)]
    [InlineData("20XX", "2000-01-01", "2099-12-31", Precision.Century)]
    [InlineData("99XX", "9900-01-01", "9999-12-31", Precision.Century)]
    [InlineData("2014-XX", "2014-01-01", "2014-12-31", Precision.Year)]
    [InlineData("2014-05-XX", "2014-05-01", "2014-05-31", Precision.Month)]
    [InlineData("2014-XX-XX", "2014-01-01", "2014-12-31", Precision.Year)]
    [InlineData("2014-21", "2014-03-01", "2014-12-31", Precision.Season)]
    [InlineData("2014-22", "2013-12-01", "2015-03-31", Precision.Season)]
    [InlineData("2014-23", "2014-03-01", "2014-12-31", Precision.Season)]
    [InlineData("2014-24", "2013-12-01", "2015-03-31", Precision.Season)]
    [InlineData("2014-05-03?", "2014-05-03", "2014-05-03", Precision.Day)]
    [InlineData("2014?", "2014-01-01", "2014-12-31", Precision.Year)]
    [InlineData("2014-05-03~", "2014-05-02", "2014-05-04", Precision.Day)]
    [InlineData("2014-03-01%", "2014-02-28", "2014-03-02", Precision.Day)]
    [InlineData("2014-01~", "2013-12-01", "2014-02-28", Precision.Month)]
    [InlineData("2014~", "2013-01-01", "2015-12-31", Precision.Year)]
    [InlineData("2014%", "2013-01-01", "2015-12-31", Precision.Year)]
    [InlineData("201X~", "2000-01-01", "2029-12-31", Precision.Decade)]
    [InlineData("20XX~", "1900-01-01", "2199-12-31", Precision.Century)]
    [InlineData("2014-21~", "2013-12-01", "2015-03-31", Precision.Season)]
    [InlineData("2014-XX~", "2013-01-01", "2015-12-31", Precision.Year)]
    [InlineData("2014-05-XX~", "2014-04-01", "2014-06-30", Precision.Month)]
    [InlineData("1000~", "1000-01-01", "1001-12-31", Precision.Year)]
    [InlineData("9999~", "9998-01-01", "9999-12-31", Precision.Year)]
    [InlineData("9999-12-31~", "9999-12-30", "9999-12-31", Precision.Day)]
    [InlineData("1000-01-01~", "1000-01-01", "1000-01-02", Precision.Day)]
    [InlineData("1000-24", "1000-01-01", "1001-03-31", Precision.Season)]
    [InlineData("9999-22", "9998-12-01", "9999-12-31", Precision.Season)]
    [InlineData("2014-05/2014-07", "2014-05-01", "2014-07-31", Precision.Interval)]
    [InlineData("2014-05-03/2014-05-03", "2014-05-03", "2014-05-03", Precision.Interval)]
    [InlineData("2014-05-20/2014", "2014-05-20", "2014-12-31", Precision.Interval)]
    [InlineData("2014~/2016-05?", "2013-01-01", "2016-05-31", Precision.Interval)]
    [InlineData("2014/..", "2014-01-01", "9999-12-31", Precision.Interval)]
    [InlineData("2014/", "2014-01-01", "9999-12-31", Precision.Interval)]
    [InlineData("../2014", "1000-01-01", "2014-12-31", Precision.Interval)]
    [InlineData("/2014", "1000-01-01", "2014-12-31", Precision.Interval)]
    [InlineData("2014-21/2015", "2014-03-01", "2015-12-31", Precision.Interval)]
    public void A_claim_spans_whole_days(string text, string firstDay, string lastDay, Precision precision)
    {
        var claim = Happened.Parse(text);

        claim.Text.ShouldBe(text);
        claim.Earliest.ShouldBe(Midnight(firstDay));
        claim.Latest.ShouldBe(Midnight(lastDay) + (Duration.FromDays(1) - Duration.FromTicks(10)));
        claim.Precision.ShouldBe(precision);
        claim.IsExact.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2014-05-03T09:30:00Z", "2014-05-03T09:30:00Z")]
    [InlineData("2014-05-03T09:30:00.5Z", "2014-05-03T09:30:00.5Z")]
    [InlineData("2014-05-03T09:30:00.500000Z", "2014-05-03T09:30:00.5Z")]
    [InlineData("2014-05-03T09:30:00.000000Z", "2014-05-03T09:30:00Z")]
    [InlineData("2014-05-03T09:30:00.000001Z", "2014-05-03T09:30:00.000001Z")]
    [InlineData("2014-05-03T09:30:00+02:00", "2014-05-03T07:30:00Z")]
    [InlineData("2014-05-03T09:30:00+02", "2014-05-03T07:30:00Z")]
    [InlineData("2014-01-01T00:30:00.123456+05:45", "2013-12-31T18:45:00.123456Z")]
    [InlineData("2014-12-31T23:00:00-03:30", "2015-01-01T02:30:00Z")]
    [InlineData("2014-05-03T09:30:00+00:00", "2014-05-03T09:30:00Z")]
    [InlineData("2014-05-03T09:30:00+18:00", "2014-05-02T15:30:00Z")]
    [InlineData("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z")]
    [InlineData("1000-01-01T00:00:00Z", "1000-01-01T00:00:00Z")]
    public void An_instant_is_kept_in_UTC_with_the_decimals_it_needs(string text, string normal)
    {
        var claim = Happened.Parse(text);

        claim.Text.ShouldBe(normal);
        claim.ShouldBe(Happened.Parse(normal));
        claim.Earliest.ShouldBe(InstantPattern.ExtendedIso.Parse(normal).Value);
        claim.Latest.ShouldBe(claim.Earliest);
        claim.Precision.ShouldBe(Precision.Instant);
        claim.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void The_instants_of_an_interval_are_kept_in_UTC_too()
    {
        var claim = Happened.Parse("2014-05-03T09:30:00.10+02:00/2014-05-03T10:00:00-01:00");

        claim.Text.ShouldBe("2014-05-03T07:30:00.1Z/2014-05-03T11:00:00Z");
        claim.Latest.ShouldBe(Instant.FromUtc(2014, 5, 3, 11, 0, 0));
        Happened.Parse("2014-05-03T09:30:00.10+02:00/2014").Text.ShouldBe("2014-05-03T07:30:00.1Z/2014");
        Happened.Parse("../2014-05-03T09:30:00+02:00").Text.ShouldBe("../2014-05-03T07:30:00Z");
    }

    [Theory]
    [InlineData("2014", false, false)]
    [InlineData("2014?", false, true)]
    [InlineData("2014~", true, false)]
    [InlineData("2014%", true, true)]
    [InlineData("2014/2015?", false, true)]
    [InlineData("2014~/..", true, false)]
    [InlineData("2014?/2015~", true, true)]
    public void A_qualifier_says_how_the_source_stands_to_it(string text, bool approximate, bool uncertain)
    {
        var claim = Happened.Parse(text);
        (claim.IsApproximate, claim.IsUncertain).ShouldBe((approximate, uncertain));
    }

    [Fact]
    public void Every_day_of_four_hundred_years_reads_as_NodaTime_counts_it()
    {
        var day = new LocalDate(1800, 1, 1);
        for (var count = 0; count < 146_097; count++, day = day.PlusDays(1))
        {
            var claim = Happened.On(day);
            var begins = day.AtMidnight().InUtc().ToInstant();
            if (claim.Earliest != begins || claim.Latest - begins != Duration.FromDays(1) - Duration.FromTicks(10))
            {
                claim.Earliest.ShouldBe(begins, day.ToString());
                claim.Latest.ShouldBe(begins + Duration.FromDays(1) - Duration.FromTicks(10), day.ToString());
            }
        }

        day.ShouldBe(new LocalDate(2200, 1, 1));
    }

    [Fact]
    public void Exactly_the_days_that_exist_can_be_read()
    {
        for (var year = 1999; year <= 2004; year++)
        {
            for (var month = 0; month <= 20; month++)
            {
                var days = month is >= 1 and <= 12 ? CalendarSystem.Iso.GetDaysInMonth(year, month) : 0;
                for (var day = 0; day <= 33; day++)
                {
                    var text = FormattableString.Invariant($"{year}-{month:00}-{day:00}");
                    Happened.TryParse(text, out _, out _).ShouldBe(day >= 1 && day <= days, text);
                }
            }
        }
    }

    private static Instant Midnight(string day) =>
        LocalDatePattern.Iso.Parse(day).Value.AtMidnight().InUtc().ToInstant();
}
