using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Where on the scan of a certificate a field stands: a rectangle of a page, in thousandths of the page.
/// </summary>
/// <param name="Field">The field by its path in the certificate: <c>lines[0].quantity</c>, <c>signatory</c>.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Left">From the left edge, 0 to 999.</param>
/// <param name="Top">From the upper edge, 0 to 999.</param>
/// <param name="Width">1 or more; left and width come to 1000 at most.</param>
/// <param name="Height">1 or more; top and height come to 1000 at most.</param>
public sealed record FieldRegion(string Field, int Page, int Left, int Top, int Width, int Height)
{
    /// <summary>Refused: a region names no field by a path. Details: its place from 0, the text.</summary>
    public const string FieldUnreadable = "certificate.region-field";

    /// <summary>Refused: a region lies on no page, or not within it. Details: its place from 0, the field.</summary>
    public const string OutsidePage = "certificate.region-outside";

    private const int Whole = 1000;

    /// <summary>What is wrong with the first region that cannot be one; null when nothing is.</summary>
    public static Refusal? Wrong(ValueList<FieldRegion> regions)
    {
        foreach (var (at, it) in regions.Index())
        {
            if (!IsPath(it.Field))
            {
                return new Refusal(FieldUnreadable, at, it.Field);
            }

            if (it.Page < 1 || !Within(it.Left, it.Width) || !Within(it.Top, it.Height))
            {
                return new Refusal(OutsidePage, at, it.Field);
            }
        }

        return null;
    }

    /// <summary>
    /// Where a field stands: the regions given for it, else those of the nearest field that holds it; empty when there
    /// are none.
    /// </summary>
    public static ImmutableArray<FieldRegion> Of(ValueList<FieldRegion> regions, string? field)
    {
        for (var path = field; path is { Length: > 0 }; path = Holder(path))
        {
            if (regions.Where(it => it.Field == path).ToImmutableArray() is { Length: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    private static bool Within(int begin, int length) =>
        begin >= 0 && length >= 1 && begin < Whole && length <= Whole - begin;

    private static string? Holder(string path) =>
        path.LastIndexOfAny(['.', '[']) is var at and > 0 ? path[..at] : null;

    /// <summary>Names of members, each with an index or without, and points between them.</summary>
    private static bool IsPath(string text) => text.Split('.').All(part =>
    {
        var name = part.TakeWhile(char.IsAsciiLetter).Count();
        var index = part[name..];
        return name > 0 && (index.Length == 0
            || (index is ['[', .. { Length: > 0 } digits, ']'] && digits.All(char.IsAsciiDigit)));
    });
}
