using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Ledger;

public sealed class NfkcTests
{
    // Rows of Unicode's own NormalizationTest.txt (Unicode 14.0), first and fourth column, and what serials meet.
    [Theory]
    [InlineData("", "")]
    [InlineData("2116", "004E 006F")]
    [InlineData("FF11 FF21", "0031 0041")]
    [InlineData("0418 0306", "0419")]
    [InlineData("00A0", "0020")]
    [InlineData("00BD", "0031 2044 0032")]
    [InlineData("1E0A 0323", "1E0C 0307")]
    [InlineData("0044 0307 0323", "1E0C 0307")]
    [InlineData("1E0B 031B", "1E0B 031B")]
    [InlineData("212B", "00C5")]
    [InlineData("0344", "0308 0301")]
    [InlineData("FB01", "0066 0069")]
    [InlineData("AC00", "AC00")]
    [InlineData("1100 1161", "AC00")]
    [InlineData("1100 1161 11A8", "AC01")]
    [InlineData("AC00 11A8", "AC01")]
    [InlineData("AC01 11A8", "AC01 11A8")]
    [InlineData("3131", "1100")]
    [InlineData("320E", "0028 AC00 0029")]
    [InlineData("FDFA", "0635 0644 0649 0020 0627 0644 0644 0647 0020 0639 0644 064A 0647 0020 0648 0633 0644 0645")]
    [InlineData("1D7D8", "0030")]
    [InlineData("1D15E", "1D157 1D165")]
    [InlineData("F900", "8C48")]
    [InlineData("0958", "0915 093C")]
    [InlineData("0061 0315 0300 05AE 0062", "00E0 05AE 0315 0062")]
    [InlineData("0061 05AE 0300 0315 0062", "00E0 05AE 0315 0062")]
    [InlineData("1E9B 0323", "1E69")]
    public void A_text_is_decomposed_reordered_and_composed(string from, string to) =>
        Nfkc.Of(Text(from)).ShouldBe(Text(to));

    [Fact]
    public void A_text_in_the_form_already_is_the_same_instance()
    {
        foreach (var text in (string[])["KA-123456", "КА 123456", "ÅЙ가", "\0~", "𠀀"])
        {
            Nfkc.Of(text).ShouldBeSameAs(text);
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced_and_never_thrown_at()
    {
        Nfkc.Of("A" + (char)0xD800).ShouldBe("A\uFFFD");
        Nfkc.Of((char)0xDC00 + "A").ShouldBe("\uFFFDA");
        Should.Throw<ArgumentNullException>(() => Nfkc.Of(null!));
    }

    [Fact]
    public void A_hundred_thousand_marks_out_of_order_do_not_take_the_square_of_the_time()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Nfkc.Of("a" + marks).ShouldStartWith("\u1EA1\u0323\u0323");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_form_of_every_character_is_in_the_form()
    {
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                var once = Nfkc.Of(new Rune(point).ToString());
                if (!ReferenceEquals(Nfkc.Of(once), once))
                {
                    Assert.Fail($"U+{point:X4}");
                }
            }
        }
    }

    [Fact]
    public void The_form_of_any_text_is_in_the_form()
    {
        var pool = Gen.OneOf(
            Gen.Choose(0x41, 0x5A), Gen.Choose(0x300, 0x345), Gen.Choose(0x1100, 0x11FF), Gen.Choose(0xAC00, 0xAC40),
            Gen.Choose(0x1E00, 0x1FFF), Gen.Choose(0xF900, 0xFAFF), Gen.Choose(0x1D15E, 0x1D172),
            Gen.Choose(0xD700, 0xE000));
        var texts = pool.ArrayOf().Select(points => string.Concat(
            points.Select(point => Rune.IsValid(point) ? new Rune(point).ToString() : ((char)point).ToString())));

        Prop.ForAll(texts.ToArbitrary(), text => Nfkc.Of(Nfkc.Of(text)) == Nfkc.Of(text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static string Text(string points) => points.Length == 0
        ? ""
        : string.Concat(points.Split(' ').Select(point => char.ConvertFromUtf32(Convert.ToInt32(point, 16))));
}
