using TransferLedger.Custody;

namespace TransferLedger.Tests.Custody;

public sealed class SerialKeysTests
{
    private const string Zhl = "\u0416\u041B0042";

    // The table of rules-custody 1.3; Cyrillic and other scripts by code point, because they cannot be told by eye.
    [Theory]
    [InlineData("\u041A\u0410 123456", "\u041A\u0410123456", "KA123456", "KA123456", "KA123456", "KA123456")]
    [InlineData("KA-123456", "KA123456", "KA123456", "KA123456", "KA123456", "KA123456")]
    [InlineData("\u0412\u041D1940", "\u0412\u041D1940", "BH1940", "VN1940", "BH1940", "BH1940")]
    [InlineData("VN1940", "VN1940", "VN1940", "VN1940", "VN1940", "VN1940")]
    [InlineData("AB O12I5", "ABO12I5", "AB01215", "ABO12I5", "AB0125", "AB1215")]
    [InlineData("AB01215", "AB01215", "AB01215", "AB01215", "AB01215", "AB1215")]
    [InlineData("369J257", "369J257", "369J257", "369J257", "369257", "369J257")]
    [InlineData("369M257", "369M257", "369M257", "369M257", "369257", "369M257")]
    [InlineData("369257", "369257", "369257", "369257", "369257", "369257")]
    [InlineData("00012345", "00012345", "00012345", "00012345", "00012345", "12345")]
    [InlineData("\uFF11\uFF12\uFF13\uFF14\uFF15", "12345", "12345", "12345", "12345", "12345")]
    [InlineData("\u0664\u0665\u0666\u0667\u0668", "45678", "45678", "45678", "45678", "45678")]
    [InlineData("\u2116 77\u20131942", "771942", "771942", "771942", "771942", "771942")]
    [InlineData("\u0416\u041B0042", Zhl, Zhl, "ZHL0042", Zhl, Zhl)]
    public void A_serial_has_the_keys_of_the_table(
        string raw, string canonical, string visual, string phonetic, string core, string unpadded)
    {
        var keys = SerialKeys.Of(raw);

        keys.Raw.ShouldBeSameAs(raw);
        keys.Canonical.ShouldBe(canonical);
        keys.Visual.ShouldBe(visual);
        keys.Phonetic.ShouldBe(phonetic);
        keys.Core.ShouldBe(core);
        keys.Unpadded.ShouldBe(unpadded);
    }

    [Theory]
    [InlineData("SER. 123", "123")]
    [InlineData("Serial: 123", "123")]
    [InlineData("serial no: 123", "123")]
    [InlineData("SER. NO. 123", "123")]
    [InlineData("No.123", "123")]
    [InlineData("NO 123", "123")]
    [InlineData("Nr. A 123", "A123")]
    [InlineData("NO#123", "123")]
    [InlineData("# 123", "123")]
    [InlineData("#123", "123")]
    [InlineData("##123", "123")]
    [InlineData("\u2116 123", "123")]
    [InlineData("\u2116: 123", "123")]
    [InlineData("  NO.\u00A0123", "123")]
    [InlineData("\u039D\u039F. 123", "\u039D\u039F123")]
    [InlineData("NO12345", "NO12345")]
    [InlineData("\u211612345", "NO12345")]
    [InlineData("NO-123", "NO123")]
    [InlineData("SERIAL123", "SERIAL123")]
    [InlineData("SERIES 123", "SERIES123")]
    [InlineData("123 NO", "123NO")]
    [InlineData("NO", "NO")]
    [InlineData("NO.", "")]
    public void A_leading_label_falls_away_only_before_a_separator(string raw, string canonical) =>
        SerialKeys.Of(raw).Canonical.ShouldBe(canonical);

    [Theory]
    [InlineData(" ka\u2013123\u00A0\u2003 456 ", "KA-123 456")]
    [InlineData("ka\t\r\n1", "KA 1")]
    [InlineData("a\u2010b\u2011c\u2012d\u2014e\u2212f\uFF0Dg\uFE58h\u2043i", "A-B-C-D-E-F-G-H-I")]
    [InlineData("a\u200B\u00AD\uFEFF\u202Eb", "AB")]
    [InlineData("\u0000ka\u00001\u0000", "KA 1")]
    [InlineData("\u2116 5", "NO 5")]
    [InlineData("\u00BD", "1\u20442")]
    [InlineData("\u0436\u0451", "\u0416\u0401")]
    [InlineData("\u0438\u0306", "\u0419")]
    [InlineData("\u0967\u0968 \U0001D7D8 \U0001E951", "12 0 1")]
    public void Tidy_writes_the_same_marks_the_same_way(string raw, string tidy) =>
        SerialKeys.Of(raw).Tidy.ShouldBe(tidy);

    [Fact]
    public void SOL_and_S0L_look_the_same_so_only_canonical_may_prove_identity()
    {
        var (letter, zero) = (SerialKeys.Of("SOL"), SerialKeys.Of("S0L"));

        letter.Visual.ShouldBe("S01");
        zero.Visual.ShouldBe("S01");
        letter.Unpadded.ShouldBe("S1");
        zero.Unpadded.ShouldBe("S1");
        letter.Canonical.ShouldNotBe(zero.Canonical, StringComparer.Ordinal);
    }

    [Fact]
    public void A_small_l_becomes_a_capital_before_it_becomes_a_one() =>
        SerialKeys.Of("al5").Visual.ShouldBe("A15");

    [Fact]
    public void A_small_i_is_a_plain_capital_I_and_the_Turkish_letters_stay()
    {
        SerialKeys.Of("mi 5").Canonical.ShouldBe("MI5");
        SerialKeys.Of("\u0130\u0131").Canonical.ShouldBe("\u0130\u0131");
    }

    [Theory]
    [InlineData("O1A2", "01A2", "012")]
    [InlineData("A1B2C3D", "A1B2C3D", "A123D")]
    [InlineData("1\u04162", "1\u04162", "12")]
    [InlineData("\u04161\u04162\u0416", "\u04161\u04162\u0416", "\u041612\u0416")]
    [InlineData("ABC", "ABC", "ABC")]
    [InlineData("5", "5", "5")]
    public void Core_drops_the_letters_between_digits_and_keeps_the_others(string raw, string visual, string core)
    {
        SerialKeys.Of(raw).Visual.ShouldBe(visual);
        SerialKeys.Of(raw).Core.ShouldBe(core);
    }

    [Theory]
    [InlineData("AB000", "AB000")]
    [InlineData("AB0C1", "AB0C1")]
    [InlineData("AB0010", "AB10")]
    [InlineData("0", "0")]
    [InlineData("AB100", "AB100")]
    public void Unpadded_takes_zeros_only_before_another_digit(string raw, string unpadded) =>
        SerialKeys.Of(raw).Unpadded.ShouldBe(unpadded);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("---")]
    [InlineData("\0")]
    [InlineData("\u0301")]
    public void A_serial_without_a_letter_or_digit_has_empty_keys(string raw)
    {
        var keys = SerialKeys.Of(raw);
        string[] all = [keys.Canonical, keys.Visual, keys.Phonetic, keys.Core, keys.Unpadded];
        all.ShouldAllBe(key => key.Length == 0);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_kept_in_raw_only()
    {
        var keys = SerialKeys.Of("A" + (char)0xD83D + "1");
        keys.Tidy.ShouldBe("A\uFFFD1");
        keys.Canonical.ShouldBe("A1");
        keys.Raw.Length.ShouldBe(3);
        Should.Throw<ArgumentNullException>(() => SerialKeys.Of(null!));
    }

    [Fact]
    public void A_serial_of_a_megabyte_has_bounded_keys_that_tell_it_from_another()
    {
        var one = SerialKeys.Of(new string('A', 1_000_000));
        var other = SerialKeys.Of(new string('A', 999_999) + "B");

        foreach (var key in (string[])[one.Tidy, one.Canonical, one.Visual, one.Phonetic, one.Core, one.Unpadded])
        {
            key.Length.ShouldBeInRange(1, SerialKeys.MaxLength);
            key.ShouldStartWith("AAAAAAAA");
        }

        one.Canonical.ShouldNotBe(other.Canonical, StringComparer.Ordinal);
        one.Visual.ShouldNotBe(other.Visual, StringComparer.Ordinal);
        one.Raw.Length.ShouldBe(1_000_000);
        SerialKeys.Of(string.Concat(Enumerable.Repeat("\uFDFA\U0001D15E\u0301", 400_000))).Tidy.Length
            .ShouldBeLessThanOrEqualTo(SerialKeys.MaxLength);
    }

    [Fact]
    public void A_key_at_the_bound_is_whole_and_one_beyond_it_ends_in_a_digest()
    {
        SerialKeys.Of(new string('7', 128)).Canonical.ShouldBe(new string('7', 128));

        var cut = SerialKeys.Of(new string('7', 129)).Canonical;
        cut.ShouldBe(new string('7', 64) + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.Unicode.GetBytes(new string('7', 129)))));
    }
}
