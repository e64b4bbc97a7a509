using TransferLedger.Custody;

namespace TransferLedger.Tests.Custody;

public sealed class SerialPatternTests
{
    [Theory]
    [InlineData("AB12?45", "AB12?45")]
    [InlineData("ab-12 ? 45", "AB12?45")]
    [InlineData("AB**45", "AB*45")]
    [InlineData("SER. NO. 12?45", "12?45")]
    [InlineData("12?NO.45", "12?N045")]
    [InlineData("ОВ12＊4５", "0B12*45")]
    public void A_pattern_is_what_is_known_and_its_wildcards(string typed, string text) =>
        SerialPattern.Of(typed).Text.ShouldBe(text);

    [Theory]
    [InlineData("AB12?45", "AB12345", "3")]
    [InlineData("AB12?45", "AB1245", null)]
    [InlineData("AB*45", "AB45", "")]
    [InlineData("AB*45", "AB4545", "45")]
    [InlineData("AB*45", "AB454", null)]
    [InlineData("*1*2*3*", "0123", "0|||")]
    [InlineData("*1*2*3*", "121323", "||1|23")]
    [InlineData("A?*12?", "AB129", "B||9")]
    public void What_fits_says_what_stands_for_each_wildcard(string typed, string visual, string? open)
    {
        var fit = SerialPattern.Of(typed).Fit(visual);

        (fit.IsDefault ? null : string.Join('|', fit)).ShouldBe(open);
    }

    [Fact]
    public void It_fits_what_the_same_pattern_fits_tried_in_every_way()
    {
        var random = new Random(3);
        var fitting = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var typed = "111" + Text(random, "12?*", 7);
            var text = "111" + Text(random, "12", 6);
            if (SerialPattern.HasWildcard(typed))
            {
                var fits = Fits(typed, text);
                (!SerialPattern.Of(typed).Fit(text).IsDefault).ShouldBe(fits, $"{typed} {text}");
                fitting += fits ? 1 : 0;
            }
        }

        fitting.ShouldBeGreaterThan(100);

        static bool Fits(string pattern, string text) =>
            pattern.Length == 0 ? text.Length == 0
            : pattern[0] == '*' ? Fits(pattern[1..], text) || (text.Length > 0 && Fits(pattern, text[1..]))
            : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Fits(pattern[1..], text[1..]);

        static string Text(Random random, string letters, int most) =>
            new([.. Enumerable.Range(0, random.Next(most)).Select(_ => letters[random.Next(letters.Length)])]);
    }

    [Theory]
    [InlineData("*", SerialProblem.TooOpen)]
    [InlineData("????", SerialProblem.TooOpen)]
    [InlineData("A?1", SerialProblem.TooOpen)]
    [InlineData("%*_", SerialProblem.TooOpen)]
    [InlineData("%", SerialProblem.Empty)]
    [InlineData("_", SerialProblem.Empty)]
    [InlineData("^$.[]()|", SerialProblem.Empty)]
    [InlineData("", SerialProblem.Empty)]
    [InlineData("sans numéro", SerialProblem.SaysNone)]
    [InlineData("(A+)+$", null)]
    [InlineData("AB1", null)]
    [InlineData("A1*B", null)]
    public void What_cannot_be_searched_for_says_why(string typed, SerialProblem? problem) =>
        SerialPattern.ProblemOf(typed).ShouldBe(problem);

    [Fact]
    public void A_long_text_is_answered_at_once()
    {
        SerialPattern.ProblemOf(new string('*', 10_000)).ShouldBe(SerialProblem.TooLong);
        SerialPattern.ProblemOf(new string('A', 10_000)).ShouldBeNull();
        SerialPattern.Of("111" + string.Concat(Enumerable.Repeat("1*", 30)) + "2").Fit(new string('1', 128))
            .IsDefault.ShouldBeTrue();
    }
}
