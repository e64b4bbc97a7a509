using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Custody;

public sealed class NoNumberTests
{
    [Fact]
    public void Every_word_of_the_table_is_understood_and_stands_once_in_its_language()
    {
        NoNumber.All.Length.ShouldBeGreaterThan(300);
        NoNumber.All.ShouldAllBe(it => NoNumber.IsSaidBy(it.Words));
        NoNumber.All.GroupBy(it => (it.Language, NameKey.Of(it.Words).Replace("-", "", StringComparison.Ordinal)))
            .Where(it => it.Count() > 1).Select(it => it.Key).ShouldBeEmpty();
        NoNumber.All.ShouldAllBe(it => it.Language == "any" || it.Language.Length == 2);
        NoNumber.All.Where(it => it.Words.Any(char.IsDigit) || it.Words != it.Words.Trim() || it.Words.Length == 0)
            .ShouldBeEmpty("numbers are told from words by their digits");
    }

    [Theory]
    [InlineData("No Serial")]
    [InlineData("NO  SERIAL-NUMBER")]
    [InlineData("Serial: unknown")]
    [InlineData("Ser. No. OBLITERATED")]
    [InlineData("ohne Nr.")]
    [InlineData("SANS NUMERO")]
    [InlineData("sans nº")]
    [InlineData("sin número")]
    [InlineData("б/н")]
    [InlineData("Б.Н.")]
    [InlineData("бн")]
    [InlineData("без №")]
    [InlineData("ｎ／ａ")]
    [InlineData("[none]")]
    [InlineData("无编号")]
    [InlineData("بدون رقم")]
    [InlineData("không có số")]
    [InlineData("बिना नंबर")]
    [InlineData("بې شمېرې")]
    [InlineData("ቁጥርየለውም")]
    [InlineData("ไม่มีหมายเลข")]
    [InlineData("序列号无")]
    [InlineData("bê hejmar")]
    [InlineData("---")]
    [InlineData("?")]
    [InlineData("")]
    public void It_is_said_in_any_writing(string text) => NoNumber.IsSaidBy(text).ShouldBeTrue();

    [Theory]
    [InlineData("NIL123")]
    [InlineData("NO12345")]
    [InlineData("БН1940")]
    [InlineData("б/н 1940")]
    [InlineData("SANSO")]
    [InlineData("NONE٤")]
    [InlineData("GEENA")]
    [InlineData("AB CD")]
    [InlineData("КАЖЛ")]
    [InlineData("第１２号")]
    [InlineData("ب ٤٥")]
    [InlineData("A")]
    [InlineData("0")]
    public void A_number_is_no_such_text(string text) => NoNumber.IsSaidBy(text).ShouldBeFalse();

    [Fact]
    public void A_text_of_any_length_is_answered()
    {
        NoNumber.IsSaidBy(new string('-', 1_000_000)).ShouldBeTrue();
        NoNumber.IsSaidBy(new string('Ж', 1_000_000)).ShouldBeFalse();
    }
}
