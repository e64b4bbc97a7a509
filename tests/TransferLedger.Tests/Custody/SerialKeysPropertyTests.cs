using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Custody;

namespace TransferLedger.Tests.Custody;

public sealed class SerialKeysPropertyTests
{
    private const string Look =
        "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
        + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7";

    private const string Alike = "ABEKMHOPCTYXIJSABEZHIKMNOPTYX";

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Choose(0x20, 0x7E),
        Gen.Choose(0x00, 0x3FF),
        Gen.Choose(0x400, 0x4FF),
        Gen.Choose(0x300, 0x345),
        Gen.Choose(0x1100, 0x11FF),
        Gen.Choose(0x2000, 0x2150),
        Gen.Choose(0xD7F0, 0xE010),
        Gen.Choose(0xF900, 0xFFFF),
        Gen.Choose(0x10000, 0x1FFFF))
        .ArrayOf()
        .Select(points => string.Concat(points.Select(Unit)));

    private static readonly Gen<string> Serials = Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -./".ToCharArray())
        .ArrayOf()
        .Select(letters => new string(letters));

    [Fact]
    public void No_text_makes_it_throw_and_canonical_and_tidy_are_at_rest() =>
        Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            var keys = SerialKeys.Of(text);
            return keys.Raw == text
                && SerialKeys.Of(keys.Canonical).Canonical == keys.Canonical
                && SerialKeys.Of(keys.Tidy) is var again
                && again.Tidy == keys.Tidy
                // One that was cut ends in a hash, and is a unit shorter where a pair of surrogates stood at the cut.
                && (keys.Tidy.Length >= SerialKeys.MaxLength - 1 || again.Canonical == keys.Canonical)
                && keys.Canonical.EnumerateRunes().All(Rune.IsLetterOrDigit)
                && keys.Canonical.All(c => !char.IsDigit(c) || char.IsAsciiDigit(c));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void The_keys_of_every_character_of_the_first_two_planes_are_at_rest()
    {
        for (var point = 0; point <= 0x1FFFF; point++)
        {
            var keys = SerialKeys.Of(Unit(point));
            if (SerialKeys.Of(keys.Canonical).Canonical != keys.Canonical || SerialKeys.Of(keys.Tidy).Tidy != keys.Tidy)
            {
                Assert.Fail($"U+{point:X4}");
            }
        }
    }

    [Fact]
    public void What_looks_like_Latin_has_the_keys_of_the_Latin() =>
        Prop.ForAll(
            Gen.Choose(0, Look.Length + 9).ArrayOf().ToArbitrary(),
            places =>
            {
                var digits = "0123456789";
                var other = SerialKeys.Of(string.Concat(places.Select(at => (Look + digits)[at])));
                var latin = SerialKeys.Of(string.Concat(places.Select(at => (Alike + digits)[at])));
                return other.Visual == latin.Visual && other.Core == latin.Core && other.Unpadded == latin.Unpadded;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Case_separators_width_and_padding_do_not_change_what_they_must_not() =>
        Prop.ForAll(Serials.ToArbitrary(), text =>
        {
            var plain = SerialKeys.Of("X" + text).Canonical;
            var wide = string.Concat(("X" + text).Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));
            return SerialKeys.Of(("X" + text).ToLowerInvariant()).Canonical == plain
                && SerialKeys.Of(wide).Canonical == plain
                && SerialKeys.Of("  No. X" + text + "\u2014 ").Canonical == plain
                && SerialKeys.Of("AB0001" + plain).Unpadded == SerialKeys.Of("AB1" + plain).Unpadded;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_letter_between_digits_leaves_core_unchanged() =>
        Prop.ForAll(
            Gen.Choose(0, 99_999).ToArbitrary(),
            Gen.Elements("ABCDEFGHIJKLMNPQRSTUVWXYZ\u0416\u0410".ToCharArray()).ToArbitrary(),
            (number, letter) => SerialKeys.Of($"K7{letter}{number}P").Core == SerialKeys.Of($"K7{number}P").Core)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Unit(int point) =>
        Rune.IsValid(point) ? new Rune(point).ToString() : ((char)point).ToString();
}
