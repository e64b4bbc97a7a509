using TransferLedger.Custody;

namespace TransferLedger.Tests.Custody;

public sealed class TransliterationTests
{
    [Fact]
    public void The_alphabet_is_written_by_sound_letter_by_letter()
    {
        string[] sounds =
        [
            "A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "Y", "K", "L", "M", "N", "O", "P",
            "R", "S", "T", "U", "F", "H", "TS", "CH", "SH", "SHCH", "", "Y", "", "E", "YU", "YA",
        ];
        for (var letter = 0; letter < sounds.Length; letter++)
        {
            Transliteration.BySound(((char)(0x410 + letter)).ToString()).ShouldBe(sounds[letter]);
        }
    }

    [Theory]
    [InlineData('\u0401', "E")]
    [InlineData('\u0402', "DJ")]
    [InlineData('\u0404', "YE")]
    [InlineData('\u0406', "I")]
    [InlineData('\u0407', "YI")]
    [InlineData('\u0408', "J")]
    [InlineData('\u0409', "LJ")]
    [InlineData('\u040A', "NJ")]
    [InlineData('\u040E', "U")]
    [InlineData('\u040F', "DZ")]
    [InlineData('\u0462', "E")]
    [InlineData('\u0490', "G")]
    [InlineData('\u049A', "K")]
    [InlineData('\u04A2', "N")]
    [InlineData('\u04D8', "A")]
    [InlineData('\u04E8', "O")]
    [InlineData('\u04EE', "U")]
    public void The_letters_of_other_Cyrillic_alphabets_are_written_by_sound(char letter, string sound) =>
        Transliteration.BySound(letter.ToString()).ShouldBe(sound);

    [Fact]
    public void Every_Cyrillic_capital_of_the_basic_block_has_a_sound_in_A_to_Z()
    {
        for (var letter = '\u0400'; letter <= '\u042F'; letter++)
        {
            Transliteration.BySound(letter.ToString()).ShouldAllBe(c => char.IsAsciiLetterUpper(c));
        }
    }

    [Fact]
    public void Latin_and_Greek_are_not_written_by_sound()
    {
        Transliteration.BySound("KA-1").ShouldBe("KA-1");
        Transliteration.BySound("\u0393\u03941").ShouldBe("\u0393\u03941");
    }

    [Fact]
    public void What_has_no_look_alike_stays()
    {
        Transliteration.LookAlike("\u0416\u0411\u0413\u0414\u0418\u0419\u041B\u041F\u0424").ShouldBe(
            "\u0416\u0411\u0413\u0414\u0418\u0419\u041B\u041F\u0424");
        Transliteration.LookAlike("\u0393\u0394\u0398\u039B\u03A9").ShouldBe("\u0393\u0394\u0398\u039B\u03A9");
        Transliteration.LookAlike("\u00C9\u0420").ShouldBe("\u00C9P");
    }
}
