using System.Runtime.InteropServices;
using SkiaSharp;
using TransferLedger.Certificates;
using TransferLedger.Files;

namespace TransferLedger.Cli.Files;

/// <summary>
/// Decodes PNG, JPEG, WebP and GIF of one picture, by Skia. Nothing else reaches it: the kind of file is told by its
/// first bytes, and its size before a pixel is decoded.
/// </summary>
internal sealed class SkiaPictureDecoder : IPictureDecoder
{
    /// <summary>The most pixels that are decoded: a page of A4 at 600 dots an inch has 34.8 million.</summary>
    public const int MostPixels = 36_000_000;

    private static readonly string[] Formats = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    /// <inheritdoc/>
    public PictureDecoded Decode(ReadOnlyMemory<byte> file)
    {
        if (!Formats.Contains(MediaType.Guess(file.Span), StringComparer.Ordinal))
        {
            return new(ScanReading.NoPicture);
        }

        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1)
        {
            return new(ScanReading.Damaged);
        }

        if (codec.FrameCount > 1)
        {
            return new(ScanReading.NoPicture);
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        return (long)width * height > MostPixels
            ? new(ScanReading.TooLarge)
            : Decoded(codec, width, height);
    }

    private static PictureDecoded Decoded(SKCodec codec, int width, int height)
    {
        var pixels = new byte[width * height * 4];
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
            if (codec.GetPixels(info, pinned.AddrOfPinnedObject()) != SKCodecResult.Success)
            {
                return new(ScanReading.Damaged);
            }
        }
        finally
        {
            pinned.Free();
        }

        return new(ScanReading.Measured, new Picture(width, height, OnWhite(pixels)));
    }

    /// <summary>The colours in place, without transparency: what shows through is the paper.</summary>
    private static ReadOnlyMemory<byte> OnWhite(byte[] pixels)
    {
        var to = 0;
        for (var from = 0; from < pixels.Length; from += 4)
        {
            var paper = 255 - pixels[from + 3];
            pixels[to++] = (byte)Math.Min(255, pixels[from] + paper);
            pixels[to++] = (byte)Math.Min(255, pixels[from + 1] + paper);
            pixels[to++] = (byte)Math.Min(255, pixels[from + 2] + paper);
        }

        return pixels.AsMemory(0, to);
    }
}
