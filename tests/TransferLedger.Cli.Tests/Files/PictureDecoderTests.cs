using System.Buffers.Binary;
using SkiaSharp;
using TransferLedger.Certificates;
using TransferLedger.Cli.Files;
using TransferLedger.Files;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Files;

/// <summary>Files as they come: pictures, other formats, damaged and hostile ones.</summary>
public sealed class PictureDecoderTests
{
    private static readonly SkiaPictureDecoder Decoder = new();

    [Fact]
    public void A_picture_without_loss_comes_back_pixel_by_pixel()
    {
        var page = DrawnPage.Of(1, 1, 1, (12, 1));
        var decoded = Decoder.Decode(Encode(page, SKEncodedImageFormat.Png));
        decoded.Reading.ShouldBe(ScanReading.Measured);
        (decoded.Picture!.Width, decoded.Picture.Height).ShouldBe((page.Width, page.Height));
        decoded.Picture.Rgb.Span.SequenceEqual(page.Rgb.Span).ShouldBeTrue();
    }

    [Fact]
    public void Compressed_with_loss_it_still_looks_alike()
    {
        var page = DrawnPage.Of(1, 1, 1);
        foreach (var format in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            PictureLikeness.Distance(
                PictureLikeness.Of(Decoder.Decode(Encode(page, format)).Picture!), PictureLikeness.Of(page))
                .ShouldBeLessThanOrEqualTo(6, $"{format}");
        }
    }

    [Fact]
    public void What_shows_through_is_paper()
    {
        using var clear = new SKBitmap(4, 4, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        clear.Erase(SKColors.Transparent);
        Decoder.Decode(clear.Encode(SKEncodedImageFormat.Png, 100).ToArray()).Picture!.Rgb.ToArray()
            .ShouldAllBe(it => it == 255);
    }

    [Theory]
    [InlineData("%PDF-1.7 the very paper")]
    [InlineData("II*\0 a TIFF")]
    [InlineData("BM a bitmap")]
    [InlineData("<svg/>")]
    [InlineData("")]
    public void What_holds_no_single_picture_is_told_by_its_first_bytes(string text) =>
        Decoder.Decode(System.Text.Encoding.Latin1.GetBytes(text)).ShouldBe(new PictureDecoded(ScanReading.NoPicture));

    [Fact]
    public void A_picture_that_ends_early_is_damaged()
    {
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            var whole = Encode(DrawnPage.Of(1, 1, 1), format);
            foreach (var length in new[] { 12, 40, whole.Length / 2 })
            {
                Decoder.Decode(whole.AsMemory(0, length)).ShouldBe(new PictureDecoded(ScanReading.Damaged), $"{format}, {length}");
            }
        }
    }

    /// <summary>The size is told before a pixel is decoded: 2 thousand million pixels cost nothing.</summary>
    [Fact]
    public void A_small_file_that_claims_a_huge_picture_is_not_decoded()
    {
        var bomb = Encode(DrawnPage.Of(1, 1, 1), SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 40_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc(bomb.AsSpan(12, 17)));
        Decoder.Decode(bomb).ShouldBe(new PictureDecoded(ScanReading.TooLarge));
    }

    /// <summary>Some bytes changed at a time: whatever comes out, nothing is thrown and no process ends.</summary>
    [Fact]
    public void Whatever_the_bytes_are_it_answers()
    {
        var chance = new Random(7);
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            var whole = Encode(new Picture(64, 48, DrawnPage.Of(1, 1, 1).Rgb[..(64 * 48 * 3)]), format);
            for (var round = 0; round < 200; round++)
            {
                var bytes = whole.ToArray();
                for (var change = 0; change < 1 + (round % 8); change++)
                {
                    bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
                }

                var decoded = Decoder.Decode(bytes);
                (decoded.Picture is null).ShouldBe(decoded.Reading != ScanReading.Measured);
            }
        }
    }

    /// <summary>The check of a PNG chunk (RFC 2083, section 3.4).</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var it in bytes)
        {
            crc ^= it;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }

    internal static byte[] Encode(Picture page, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(page.Width, page.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        var rgb = page.Rgb.Span;
        for (var at = 0; at < page.Width * page.Height; at++)
        {
            rgb.Slice(at * 3, 3).CopyTo(pixels[(at * 4)..]);
            pixels[(at * 4) + 3] = 255;
        }

        return bitmap.Encode(format, 90).ToArray();
    }
}
