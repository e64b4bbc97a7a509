using TransferLedger.Ledger;

namespace TransferLedger.Tests.Ledger;

public sealed class HappenedRefusalTests
{
    [Theory]
    [InlineData(null, "missing", "../2014-05-03")]
    [InlineData("", "missing", "../2014-05-03")]
    [InlineData(" ", "white space", "without")]
    [InlineData("2014 ", "white space", "without")]
    [InlineData(" 2014-05-03", "white space", "without")]
    [InlineData("2014-05-03 09:30:00Z", "white space", "T before")]
    [InlineData("2014\n", "white space", "without")]
    [InlineData("2014\0", "U+0000 at place 5", "digits 0 to 9")]
    [InlineData("\0", "U+0000 at place 1", "digits 0 to 9")]
    [InlineData("٢٠١٤", "U+0662", "digits 0 to 9")]
    [InlineData("２０１４", "U+FF12", "digits 0 to 9")]
    [InlineData("2014–05–03", "U+2013", "digits 0 to 9")]
    [InlineData("2014-02-30", "day 30", "01 to 28")]
    [InlineData("2016-02-30", "day 30", "01 to 29")]
    [InlineData("2014-02-30~", "day 30", "01 to 28")]
    [InlineData("2014-05-00", "day 00", "01 to 31")]
    [InlineData("0000", "year 0000", "1000 to 9999")]
    [InlineData("0999-12-31", "year 0999", "1000 to 9999")]
    [InlineData("2014-13", "month 13", "01 to 12")]
    [InlineData("2014-00", "month 00", "01 to 12")]
    [InlineData("2014-42", "month 42", "01 to 12")]
    [InlineData("2014-21-03", "month 21", "without a day")]
    [InlineData("2014-21-XX", "X", "2014-05-XX")]
    [InlineData("2014-25", "level 2", "season 21 to 24")]
    [InlineData("2014-33", "level 2", "interval of months")]
    [InlineData("Y12014", "letter", "1000 to 9999")]
    [InlineData("y-2014", "letter", "1000 to 9999")]
    [InlineData("-2014", "sign", "1000 to 9999")]
    [InlineData("+2014", "sign", "1000 to 9999")]
    [InlineData("12014", "four digits", "1000 to 9999")]
    [InlineData("201", "four digits", "1000 to 9999")]
    [InlineData("2", "four digits", "1000 to 9999")]
    [InlineData("1950S2", "level 2", "1000 to 9999")]
    [InlineData("2E3", "level 2", "1000 to 9999")]
    [InlineData("20140503", "hyphens", "2014-05-03")]
    [InlineData("201405", "hyphens", "2014-05-03")]
    [InlineData("2014-5-3", "two digits", "2014-05-03")]
    [InlineData("2014-05-3", "two digits", "2014-05-03")]
    [InlineData("2014-123", "day of the year", "2014-05-03")]
    [InlineData("2014-W05-3", "week", "2014-05-03")]
    [InlineData("03-05-2014", "year last", "2014-05-03")]
    [InlineData("3/5/2014", "slash", "2014-05-03")]
    [InlineData("03.05.2014", "not a date", "year, month and day")]
    [InlineData("2014-05-03-01", "too many", "2014-05-03")]
    [InlineData("yesterday", "not a date", "2014-05-03")]
    [InlineData("December", "not a date", "2014-05-03")]
    [InlineData("?", "four digits", "1000 to 9999")]
    [InlineData("T", "four digits", "1000 to 9999")]
    [InlineData("-", "sign", "1000 to 9999")]
    [InlineData("2014?-05", "part of the date", "2014-05~")]
    [InlineData("?2014-05", "part of the date", "2014-05~")]
    [InlineData("2014-~05-03", "part of the date", "2014-05~")]
    [InlineData("2014?~", "more than one", "2014%")]
    [InlineData("201x", "small", "201X")]
    [InlineData("2014-uu", "small", "201X")]
    [InlineData("2X14", "level 1", "201X")]
    [InlineData("XXXX", "level 1", "201X")]
    [InlineData("2XXX", "level 1", "interval")]
    [InlineData("09XX", "level 1", "interval")]
    [InlineData("2014-1X", "level 1", "interval")]
    [InlineData("2014-XX-03", "level 1", "interval")]
    [InlineData("201X-05", "level 1", "interval")]
    [InlineData("[2014,2015]", "level 2", "interval")]
    [InlineData("{2014..2015}", "level 2", "interval")]
    [InlineData("2014..2015", "open end", "2014/..")]
    [InlineData("..", "open end", "2014/..")]
    [InlineData("P1Y", "duration", "interval")]
    [InlineData("2014/P1Y", "duration", "interval")]
    public void What_cannot_be_read_is_refused_with_what_to_write_instead(string? text, string wrong, string instead) =>
        ShouldBeRefused(text, wrong, instead);

    [Theory]
    [InlineData("2014-05-03T09:30:00", "zone", "+02:00")]
    [InlineData("2014-05-03T09:30Z", "no seconds", "09:30:00Z")]
    [InlineData("2014-05-03T09Z", "no seconds", "09:30:00Z")]
    [InlineData("2014-05-03TZ", "no seconds", "09:30:00Z")]
    [InlineData("2014-05-03T24:00:00Z", "hour 24", "next day")]
    [InlineData("2014-05-03T23:59:60Z", "second 60", "second 59")]
    [InlineData("2014-05-03T25:00:00Z", "not an instant", "hours, minutes and seconds")]
    [InlineData("2014-05-03T09:60:00Z", "not an instant", "hours, minutes and seconds")]
    [InlineData("2014-05-03T09:30:00.Z", "not an instant", "six decimals")]
    [InlineData("2014-05-03T09:30:00.1234567Z", "six decimals", "09:30:00.123456Z")]
    [InlineData("2014-05-03T09:30:00z", "small", "capitals")]
    [InlineData("2014-05-03t09:30:00Z", "small", "capitals")]
    [InlineData("2014-05-03T09:30:00-00:00", "not an instant", "Z or an offset")]
    [InlineData("2014-05-03T09:30:00+19:00", "not an instant", "Z or an offset")]
    [InlineData("2014-05-03T09:30:00+18:01", "not an instant", "Z or an offset")]
    [InlineData("2014-05-03T09:30:00+02:60", "not an instant", "Z or an offset")]
    [InlineData("2014-05-03T09:30:00+0200", "not an instant", "Z or an offset")]
    [InlineData("2014-05-03T09:30:00ZZ", "not a date", "2014-05-03")]
    [InlineData("2014-05-03T09:30:00Z~", "instant", "2014-05-03~")]
    [InlineData("2014-05T09:30:00Z", "known day", "before the T")]
    [InlineData("2014-05-XXT09:30:00Z", "known day", "before the T")]
    [InlineData("2014-02-30T09:30:00Z", "day 30", "01 to 28")]
    [InlineData("9999-12-31T23:59:59-01:00", "outside the years", "1000 to 9999")]
    [InlineData("1000-01-01T00:00:00+00:01", "outside the years", "1000 to 9999")]
    public void An_instant_needs_all_of_its_parts(string text, string wrong, string instead) =>
        ShouldBeRefused(text, wrong, instead);

    [Theory]
    [InlineData("/", "no date", "../2014-05-03")]
    [InlineData("../..", "no date", "../2014-05-03")]
    [InlineData("/..", "no date", "../2014-05-03")]
    [InlineData("2014-07/2014-05", "ends before it begins", "2014-05/2014-07")]
    [InlineData("2014-05-04/2014-05-03", "ends before it begins", "2014-05-03/2014-05-04")]
    [InlineData("2014-05-03T09:30:00+02:00/2014-05-03T07:29:59Z", "ends before it begins", "earlier date first")]
    [InlineData("2014/2015/2016", "more than one slash", "2014-05/2014-07")]
    [InlineData("2014-XX/2015", "level 2", "2014-05/2014-07")]
    [InlineData("2014/201X", "level 2", "2014-05/2014-07")]
    [InlineData("2014/2014-02-30", "day 30", "01 to 28")]
    [InlineData(".../2014", "open end", "2014/..")]
    [InlineData("open/2014", "not a date", "2014-05-03")]
    public void An_interval_needs_a_date_and_an_order(string text, string wrong, string instead) =>
        ShouldBeRefused(text, wrong, instead);

    [Fact]
    public void Half_a_surrogate_pair_is_named_and_not_repeated() =>
        ShouldBeRefused("2014\uD800", "'2014\uFFFD' holds the character U+D800 at place 5", "digits 0 to 9");

    [Fact]
    public void Ten_megabytes_are_refused_by_their_length_and_not_repeated()
    {
        Happened.TryParse(new string('2', 10_000_000), out var claim, out var problem).ShouldBeFalse();

        claim.ShouldBeNull();
        problem!.ShouldStartWith("A date has at most 65 characters, this text has 10000000.");
        problem.Length.ShouldBeLessThan(250);
    }

    [Fact]
    public void Parsing_throws_with_the_same_sentence()
    {
        Happened.TryParse("2014-02-30", out _, out var problem).ShouldBeFalse();
        Should.Throw<FormatException>(() => Happened.Parse("2014-02-30")).Message.ShouldBe(problem);
        Should.Throw<FormatException>(() => Happened.Parse(null!)).Message.ShouldContain("missing");
    }

    private static void ShouldBeRefused(string? text, string wrong, string instead)
    {
        Happened.TryParse(text, out var claim, out var problem).ShouldBeFalse();

        claim.ShouldBeNull();
        problem.ShouldNotBeNull();
        problem.ShouldContain(wrong);
        problem.ShouldContain(instead);
        problem.ShouldEndWith(".");
        problem.Length.ShouldBeLessThan(250);
        problem.Any(char.IsControl).ShouldBeFalse();
    }
}
