using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Tests.Certificates;

public sealed class NumberWordsTests
{
    public static readonly TheoryData<string> Languages = ["en", "fr", "es", "pt"];

    /// <summary>All up to 9 999, ten thousand more of every size, and what begins and ends a size.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_written_in_words_is_read_as_what_it_says(string language)
    {
        var chance = new Random(20261124);
        var larger = Enumerable.Range(0, 10_000)
            .Select(_ => chance.Next(10_000, 1_000_000_000) / Power(chance.Next(6)));
        int[] ends = [99_999, 100_000, 999_999, 1_000_000, 1_000_001, 1_000_080, 80_000_000, 200_000_000, 999_999_999];
        foreach (var (at, number) in Enumerable.Range(0, 10_000).Concat(larger).Concat(ends).Index())
        {
            var words = Write(language, number, at);
            var sent = Sent(words, at);
            NumberWords.Read(sent, language).ShouldBe(number, sent);
            (NumberWords.Read(sent) ?? number).ShouldBe(number, $"another language reads {sent} as another number");
        }
    }

    [Theory]
    [InlineData("en", "zero", 0L)]
    [InlineData("en", "Five hundred", 500L)]
    [InlineData("en", "twenty-five thousand", 25_000L)]
    [InlineData("en", "one million two thousand and three", 1_002_003L)]
    [InlineData("en", "nine hundred and ninety-nine billion, one", 999_000_000_001L)]
    [InlineData("en", "ONE HUNDRED TWENTY THOUSAND FOUR HUNDRED FIFTEEN", 120_415L)]
    [InlineData("en", "thirteen", 13L)]
    [InlineData("fr", "quatre-vingt-dix-sept", 97L)]
    [InlineData("fr", "Soixante et onze", 71L)]
    [InlineData("fr", "vingt-et-un-mille-deux-cents", 21_200L)]
    [InlineData("fr", "deux cents mille", 200_000L)]
    [InlineData("fr", "quatre-vingt mille", 80_000L)]
    [InlineData("fr", "quatre mille vingt", 4_020L)]
    [InlineData("fr", "mille cent", 1_100L)]
    [InlineData("fr", "cent mille", 100_000L)]
    [InlineData("fr", "vingt et une", 21L)]
    [InlineData("fr", "mille et un", 1_001L)]
    [InlineData("es", "veintidos", 22L)]
    [InlineData("es", "TREINTA Y UNO", 31L)]
    [InlineData("es", "quinientos mil", 500_000L)]
    [InlineData("es", "mil quinientos", 1_500L)]
    [InlineData("es", "un mill\u00f3n", 1_000_000L)]
    [InlineData("es", "un millo\u0301n", 1_000_000L)]
    [InlineData("es", "doscientas cincuenta", 250L)]
    [InlineData("pt", "dois mil e duzentos", 2_200L)]
    [InlineData("pt", "um milhao e quinhentas mil", 1_500_000L)]
    public void Numbers_are_read_as_clerks_write_them(string language, string words, long number) =>
        NumberWords.Read(words, language).ShouldBe(number);

    [Theory]
    [InlineData("en", "")]
    [InlineData("en", "and")]
    [InlineData("en", "hundred")]
    [InlineData("en", "thousand")]
    [InlineData("en", "five fifteen")]
    [InlineData("en", "twenty eleven")]
    [InlineData("en", "eleven two")]
    [InlineData("en", "ten thousand million")]
    [InlineData("en", "two thousand three million")]
    [InlineData("en", "two thousand thousand")]
    [InlineData("en", "five hundred and")]
    [InlineData("en", "five hundred zero")]
    [InlineData("en", "f\u00fcnfhundert")]
    [InlineData("en", "five hundred pieces")]
    [InlineData("en", "five hundred (500)")]
    [InlineData("en", "cinq cents")]
    [InlineData("fr", "quatre et vingt")]
    [InlineData("fr", "vingt quatre vingts")]
    [InlineData("fr", "vingt-quatre cents")]
    [InlineData("fr", "deux et cent")]
    [InlineData("fr", "cent deux cents")]
    [InlineData("fr", "septante-dix")]
    [InlineData("fr", "cinquante-onze")]
    [InlineData("fr", "mille mille")]
    [InlineData("fr", "million")]
    [InlineData("fr", "mille et")]
    [InlineData("fr", "quinientos")]
    [InlineData("es", "dos cientos y")]
    [InlineData("es", "dos mil tres mil")]
    [InlineData("es", "mil millones")]
    [InlineData("es", "ciento doscientos")]
    [InlineData("es", "veinte y y dos")]
    [InlineData("es", "quinientas pistolas")]
    [InlineData("pt", "quinientos")]
    [InlineData("de", "five hundred")]
    [InlineData("is", "sex")]
    public void What_is_no_number_is_not_guessed(string language, string words) =>
        NumberWords.Read(words, language).ShouldBeNull();

    [Theory]
    [InlineData("five hundred", 500L)]
    [InlineData("cinq cents", 500L)]
    [InlineData("quinientas", 500L)]
    [InlineData("six mil", null)]
    public void Words_whose_language_nobody_has_noted_are_read_where_they_make_sense(string words, long? number) =>
        NumberWords.Read(words).ShouldBe(number);

    [Theory]
    [InlineData("EUC/####/YYYY", "euc/0017/2026", true)]
    [InlineData("EUC/####/YYYY", "EUC / 0017 / 2026", true)]
    [InlineData("EUC/####/YYYY", "EUC/0017/2025", false)]
    [InlineData("EUC/####/YYYY", "EUC/017/2026", false)]
    [InlineData("@@-##", "ÅB-12", true)]
    [InlineData("@@-##", "A1-12", false)]
    public void A_number_follows_its_pattern_or_not(string pattern, string number, bool follows) =>
        NumberPattern.Matches(pattern, number, 2026).ShouldBe(follows);

    [Theory]
    [InlineData("DE", "2026-01-01", true)]
    [InlineData("de", "2026-01-01", false)]
    [InlineData("XR", "2026-01-01", false)]
    [InlineData("YU", "2003-07-23", true)]
    [InlineData("YU", "2003-07-24", false)]
    [InlineData("SS", "2011-08-08", false)]
    [InlineData("SS", "2011", true)]
    public void A_code_is_that_of_a_country_on_a_date(string code, string date, bool inForce) =>
        CountryCodes.InForce(code, Happened.Parse(date)).ShouldBe(inForce);

    private static int Power(int digits) => Enumerable.Repeat(10, digits).Aggregate(1, (all, ten) => all * ten);

    private static string Write(string language, int number, int style) => language switch
    {
        "en" => NumberWriter.InEnglish(number, style),
        "fr" => NumberWriter.InFrench(number, style),
        "es" => NumberWriter.InSpanish(number, style),
        _ => NumberWriter.InPortuguese(number, style),
    };

    /// <summary>In capitals, without accents, with accents as marks of their own, with hyphens, or as it was.</summary>
    private static string Sent(string words, int way) => (way / 7 % 5) switch
    {
        0 => words.ToUpperInvariant(),
        1 => Accents(words, apart: false),
        2 => Accents(words, apart: true),
        3 => words.Replace(' ', '-'),
        _ => words,
    };

    private static string Accents(string words, bool apart) => string.Concat(words.Select(letter => letter switch
    {
        'é' => apart ? "e\u0301" : "e",
        'ú' => apart ? "u\u0301" : "u",
        'ó' => apart ? "o\u0301" : "o",
        'ã' => apart ? "a\u0303" : "a",
        'õ' => apart ? "o\u0303" : "o",
        'ê' => apart ? "e\u0302" : "e",
        _ => letter.ToString(),
    }));
}
