using TransferLedger.Certificates;
using TransferLedger.Files;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Files;

/// <summary>What two scans of one paper, two papers and a copied signature come to.</summary>
public sealed class LikenessTests
{
    private const int Threshold = 10;

    [Fact]
    public void Two_scans_of_one_paper_look_alike_and_their_signatures_are_not_the_same_pixels()
    {
        for (var form = 1; form <= 10; form++)
        {
            var (one, two) = (DrawnPage.Of(form, form, form, (12, 1)), DrawnPage.Of(form, form, form, (12, 2)));
            Distance(one, two).ShouldBeLessThanOrEqualTo(Threshold);
            Pixels(one).ShouldNotBeNull();
            Pixels(one).ShouldNotBe(Pixels(two));
        }
    }

    [Fact]
    public void Two_forms_look_different_nearly_always()
    {
        var pages = Enumerable.Range(1, 25).Select(form => PictureLikeness.Of(DrawnPage.Of(form, form, form))).ToList();
        var pairs = pages.SelectMany((left, at) => pages.Skip(at + 1)
            .Select(right => PictureLikeness.Distance(left, right))).ToList();
        pairs.Count(it => it <= Threshold).ShouldBeLessThanOrEqualTo(pairs.Count / 100);
        pairs.Average().ShouldBe(32, 8);
    }

    [Fact]
    public void A_signature_that_was_set_into_another_page_is_the_same_pixels_however_its_region_was_drawn()
    {
        var (from, to) = (DrawnPage.Of(1, 1, 7), DrawnPage.Of(1, 2, 7));
        Distance(from, to).ShouldBeLessThanOrEqualTo(Threshold, "the same form, filled in anew");
        Pixels(to).ShouldBe(Pixels(from));
        Pixels(to).ShouldNotBe(Pixels(DrawnPage.Of(1, 2, 8)), "another stroke");
        SignaturePixels.Of(to, DrawnPage.Signature with { Left = 500, Width = 450, Top = 740 }).ShouldBe(Pixels(from));
    }

    [Fact]
    public void Where_nothing_is_written_there_is_no_signature_to_be_the_same()
    {
        Pixels(DrawnPage.Of(1, 1, null)).ShouldBeNull();
        Pixels(DrawnPage.Of(1, 1, null, (12, 1))).ShouldBeNull("grain of the scanner is no ink");
        SignaturePixels.Of(DrawnPage.Of(1, 1, 1), DrawnPage.Signature with { Width = 1, Height = 1 }).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(33, 31)]
    public void Any_size_has_its_signs(int width, int height)
    {
        var flat = new Picture(width, height, new byte[width * height * 3]);
        PictureLikeness.Of(flat).ShouldBe(0UL, "nothing is stronger than the middle where all is one colour");
        SignaturePixels.Of(flat, DrawnPage.Signature).ShouldBeNull();
    }

    /// <summary>Facts keep the signs: they must not change with a version of the program.</summary>
    [Fact]
    public void The_signs_of_a_picture_are_these_for_ever()
    {
        PictureLikeness.Text(PictureLikeness.Of(DrawnPage.Of(1, 1, 1))).ShouldBe("a52113c1749b91fe");
        Pixels(DrawnPage.Of(1, 1, 1)).ShouldBe("5ce507a6551684a97dc791c50bca476572365e9ad1f27072b607a9b04b4eeb7f");
    }

    [Fact]
    public void Signs_are_read_as_they_are_written()
    {
        PictureLikeness.Parse(PictureLikeness.Text(0x00f1_0000_0000_00a2)).ShouldBe(0x00f1_0000_0000_00a2UL);
        PictureLikeness.Parse("f1").ShouldBeNull();
        PictureLikeness.Parse("zzzzzzzzzzzzzzzz").ShouldBeNull();
        PictureLikeness.Parse(null).ShouldBeNull();
    }

    private static int Distance(Picture left, Picture right) =>
        PictureLikeness.Distance(PictureLikeness.Of(left), PictureLikeness.Of(right));

    private static string? Pixels(Picture page) => SignaturePixels.Of(page, DrawnPage.Signature);
}
