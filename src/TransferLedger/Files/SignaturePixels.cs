using System.Buffers.Binary;
using System.Security.Cryptography;
using TransferLedger.Certificates;

namespace TransferLedger.Files;

/// <summary>
/// The signature on a scan, pixel for pixel. Two signatures by one hand differ, and so do two scans of one; only a
/// picture that was set into both pages is the same.
/// </summary>
public static class SignaturePixels
{
    /// <summary>How much darker or lighter than the paper a pixel must be to be ink, of 255.</summary>
    private const int Contrast = 48;

    /// <summary>What is narrower, lower or has less ink is a dot or a line, no signature.</summary>
    private const int LeastWidth = 24;
    private const int LeastHeight = 8;
    private const int LeastInk = 64;

    /// <summary>
    /// SHA-256 of the size and the pixels of what is inked within a region, so that it does not matter how closely the
    /// region was drawn; null when nothing like a signature is there.
    /// </summary>
    /// <param name="picture">The page.</param>
    /// <param name="region">Where the signature stands.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string? Of(Picture picture, FieldRegion region)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(region);
        var (left, top) = (At(region.Left, picture.Width), At(region.Top, picture.Height));
        var (right, bottom) =
            (At(region.Left + region.Width, picture.Width), At(region.Top + region.Height, picture.Height));
        if (right <= left || bottom <= top || Ink(picture, left, top, right, bottom) is not { } ink)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(size, ink.Right - ink.Left);
        BinaryPrimitives.WriteInt32BigEndian(size[4..], ink.Bottom - ink.Top);
        hash.AppendData(size);
        for (var y = ink.Top; y < ink.Bottom; y++)
        {
            hash.AppendData(picture.Rgb.Span.Slice(
                ((y * picture.Width) + ink.Left) * 3, (ink.Right - ink.Left) * 3));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The smallest rectangle that holds all ink; null when there is too little.</summary>
    private static (int Left, int Top, int Right, int Bottom)? Ink(
        Picture picture, int left, int top, int right, int bottom)
    {
        var (counts, grey) = (new int[256], new byte[picture.Width]);
        for (var y = top; y < bottom; y++)
        {
            picture.Grey(y, grey);
            foreach (var it in grey.AsSpan(left, right - left))
            {
                counts[it]++;
            }
        }

        // The paper is what there is most of; the brighter of two that are even.
        var paper = counts.Index().MaxBy(it => (it.Item, it.Index)).Index;
        var (ink, x0, y0, x1, y1) = (0, right, bottom, left, top);
        for (var y = top; y < bottom; y++)
        {
            picture.Grey(y, grey);
            for (var x = left; x < right; x++)
            {
                if (Math.Abs(grey[x] - paper) > Contrast)
                {
                    ink++;
                    (x0, y0, x1, y1) = (Math.Min(x0, x), Math.Min(y0, y), Math.Max(x1, x + 1), Math.Max(y1, y + 1));
                }
            }
        }

        return ink >= LeastInk && x1 - x0 >= LeastWidth && y1 - y0 >= LeastHeight ? (x0, y0, x1, y1) : null;
    }

    private static int At(int thousandths, int length) => (int)((long)thousandths * length / 1000);
}
