using TransferLedger.Certificates;
using TransferLedger.Files;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// Pages drawn by numbers: a form with lines of writing, and a signature. The same numbers give the same pixels.
/// </summary>
internal static class DrawnPage
{
    /// <summary>Where the signature stands.</summary>
    public static readonly FieldRegion Signature = new("signatory", 1, 550, 760, 350, 120);

    private const int Width = 620;
    private const int Height = 877;

    /// <summary>A page.</summary>
    /// <param name="form">The form: where its lines begin and end.</param>
    /// <param name="writing">What is filled in.</param>
    /// <param name="signature">The stroke of the signature; null for none.</param>
    /// <param name="noise">How much each pixel may be off, as a scanner makes it; with its own seed.</param>
    public static Picture Of(int form, int writing, int? signature, (int Amount, int Seed)? noise = null)
    {
        var rgb = new byte[Width * Height * 3];
        Array.Fill(rgb, (byte)250);
        var lines = new Random(form);
        var words = new Random(writing);
        for (var y = 60; y < 620; y += lines.Next(24, 70))
        {
            var (from, to) = (lines.Next(40, 120), lines.Next(260, 580));
            for (var x = from; x < to; x += words.Next(4, 16))
            {
                Block(rgb, x, y, words.Next(2, 6), words.Next(6, 12));
            }
        }

        if (signature is { } stroke)
        {
            Sign(rgb, stroke);
        }

        if (noise is var (amount, seed))
        {
            var grain = new Random(seed);
            for (var at = 0; at < rgb.Length; at++)
            {
                rgb[at] = (byte)Math.Clamp(rgb[at] + grain.Next(-amount, amount + 1), 0, 255);
            }
        }

        return new(Width, Height, rgb);
    }

    private static void Sign(byte[] rgb, int stroke)
    {
        var (hand, x, y) = (new Random(stroke), 370, 700);
        for (var at = 0; at < 160; at++)
        {
            (x, y) = (x + hand.Next(0, 3), Math.Clamp(y + hand.Next(-6, 7), 672, 764));
            Block(rgb, x, y, 2, 2);
        }
    }

    private static void Block(byte[] rgb, int left, int top, int width, int height)
    {
        for (var y = top; y < Math.Min(top + height, Height); y++)
        {
            for (var x = left; x < Math.Min(left + width, Width); x++)
            {
                rgb.AsSpan(((y * Width) + x) * 3, 3).Fill(20);
            }
        }
    }
}
