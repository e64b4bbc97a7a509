using TransferLedger.Certificates;

namespace TransferLedger.Files;

/// <summary>A picture as it was decoded.</summary>
/// <param name="Width">In pixels, 1 or more.</param>
/// <param name="Height">In pixels, 1 or more.</param>
/// <param name="Rgb">
/// Red, green and blue of each pixel, a byte each, row after row from the top; three times width times height.
/// </param>
public sealed record Picture(int Width, int Height, ReadOnlyMemory<byte> Rgb)
{
    /// <summary>The brightness of a row, 0 to 255 for each pixel, as ITU-R BT.601 weighs the colours.</summary>
    /// <param name="y">The row, 0 for the uppermost.</param>
    /// <param name="into">As long as the picture is wide.</param>
    public void Grey(int y, Span<byte> into)
    {
        var rgb = Rgb.Span.Slice(y * Width * 3, Width * 3);
        for (var x = 0; x < into.Length; x++)
        {
            into[x] = (byte)(((299 * rgb[3 * x]) + (587 * rgb[(3 * x) + 1]) + (114 * rgb[(3 * x) + 2])) / 1000);
        }
    }
}

/// <summary>What came of decoding a file as a picture, or why there is none.</summary>
/// <param name="Reading">What came of it.</param>
/// <param name="Picture">The picture; null when it could not be made.</param>
public sealed record PictureDecoded(ScanReading Reading, Picture? Picture = null);

/// <summary>Decodes files that hold one picture. The domain knows no format.</summary>
public interface IPictureDecoder
{
    /// <summary>The picture in a file. Never throws for what the file holds.</summary>
    PictureDecoded Decode(ReadOnlyMemory<byte> file);
}
