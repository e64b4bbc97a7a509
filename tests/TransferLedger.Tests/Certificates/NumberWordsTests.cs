using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Tests.Certificates;

public sealed class NumberWordsTests
{
    [Theory]
    [InlineData("zero", 0L)]
    [InlineData("Five hundred", 500L)]
    [InlineData("twenty-five thousand", 25_000L)]
    [InlineData("one million two thousand and three", 1_002_003L)]
    [InlineData("nine hundred and ninety-nine billion, one", 999_000_000_001L)]
    [InlineData("ONE HUNDRED TWENTY THOUSAND FOUR HUNDRED FIFTEEN", 120_415L)]
    [InlineData("thirteen", 13L)]
    public void Numbers_in_words_are_read(string words, long number) => NumberWords.Read(words).ShouldBe(number);

    [Theory]
    [InlineData("")]
    [InlineData("and")]
    [InlineData("hundred")]
    [InlineData("five fifteen")]
    [InlineData("twenty eleven")]
    [InlineData("eleven two")]
    [InlineData("ten thousand million")]
    [InlineData("two thousand three million")]
    [InlineData("fünfhundert")]
    [InlineData("five hundred pieces")]
    public void What_is_no_number_is_not_guessed(string words) => NumberWords.Read(words).ShouldBeNull();

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
}
