using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace TransferLedger.Files;

/// <summary>
/// How much two pages look alike: 64 signs of the coarse pattern of light and dark, which noise, scale and compression
/// leave as they are (a perceptual hash by the discrete cosine transform). Whole numbers throughout: the same picture
/// gives the same signs on every machine.
/// </summary>
public static class PictureLikeness
{
    /// <summary>The name of this way to take the signs. Signs taken another way are not compared.</summary>
    public const string Method = "dct-1";

    /// <summary>The picture is drawn together to so many squares in either direction.</summary>
    private const int Side = 32;

    /// <summary>So many waves in either direction are looked at, beginning with the longest.</summary>
    private const int Waves = 8;

    private const int Scale = 1 << 14;

    private static readonly ImmutableArray<ImmutableArray<int>> Cosines =
    [
        .. Enumerable.Range(1, Waves).Select(wave => Enumerable.Range(0, Side)
            .Select(at => (int)Math.Round(Scale * Math.Cos(Math.PI * wave * ((2 * at) + 1) / (2 * Side))))
            .ToImmutableArray()),
    ];

    /// <summary>The signs of a picture.</summary>
    public static ulong Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var squares = Squares(picture);
        var rows = new long[Side, Waves];
        for (var y = 0; y < Side; y++)
        {
            for (var wave = 0; wave < Waves; wave++)
            {
                for (var x = 0; x < Side; x++)
                {
                    rows[y, wave] += squares[y, x] * (long)Cosines[wave][x];
                }
            }
        }

        var strengths = new Int128[Waves * Waves];
        for (var down = 0; down < Waves; down++)
        {
            for (var across = 0; across < Waves; across++)
            {
                for (var y = 0; y < Side; y++)
                {
                    strengths[(down * Waves) + across] += rows[y, across] * (Int128)Cosines[down][y];
                }
            }
        }

        var middle = strengths.Order().ElementAt(strengths.Length / 2);
        return strengths.Index().Where(it => it.Item > middle).Aggregate(0UL, (signs, it) => signs | (1UL << it.Index));
    }

    /// <summary>In how many of the 64 signs two pictures differ: 0 for alike, about 32 for any two.</summary>
    public static int Distance(ulong left, ulong right) => BitOperations.PopCount(left ^ right);

    /// <summary>Signs as facts keep them: 16 lower-case hexadecimal digits.</summary>
    public static string Text(ulong signs) => signs.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Signs from a fact; null when the text is none.</summary>
    public static ulong? Parse(string? text) =>
        text is { Length: 16 }
        && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var it)
            ? it
            : null;

    /// <summary>
    /// The mean brightness of each square, in sixteenths. A picture may have fewer pixels than there are squares.
    /// </summary>
    private static long[,] Squares(Picture picture)
    {
        var squares = new long[Side, Side];
        var grey = new byte[picture.Width];
        for (var row = 0; row < Side; row++)
        {
            var (top, bottom) = Span(row, picture.Height);
            for (var y = top; y < bottom; y++)
            {
                picture.Grey(y, grey);
                for (var column = 0; column < Side; column++)
                {
                    var (left, right) = Span(column, picture.Width);
                    var sum = 0L;
                    foreach (var it in grey.AsSpan(left, right - left))
                    {
                        sum += it;
                    }

                    squares[row, column] += sum * 16 / ((long)(bottom - top) * (right - left));
                }
            }
        }

        return squares;
    }

    private static (int From, int To) Span(int at, int length)
    {
        var from = (int)((long)at * length / Side);
        return (Math.Min(from, length - 1), Math.Max(from + 1, (int)((at + 1L) * length / Side)));
    }
}
