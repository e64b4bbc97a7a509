using System.Buffers;
using System.Globalization;
using TransferLedger.Custody;

namespace TransferLedger.Lots;

/// <summary>
/// The parts of an ammunition lot number of the United States format: <c>WCC08A123-001B</c>. Source: MIL-STD-1168C 4.1:
/// symbol of the maker, two digits of the year, letter of the month, interfix, hyphen or identifier code, sequence, and
/// where needed a suffix and a theatre indicator; 13 to 16 characters without spaces. A symbol of two letters is filled
/// up with a hyphen, as it is seen on packages. No century is read into the year: the number does not say it.
/// </summary>
/// <param name="Maker">The maker's symbol, two or three capitals.</param>
/// <param name="Year">The last two digits of the year of production, 0 to 99.</param>
/// <param name="Month">The month of production, 1 to 12 (letters A to M without I).</param>
/// <param name="Interfix">The interfix, three digits.</param>
/// <param name="Identifier">The identifier code that stands for the hyphen; null when there is a hyphen.</param>
/// <param name="Sequence">The place of the lot in its interfix series, three digits.</param>
/// <param name="Suffix">Up to three capitals after it, of rework and theatre; empty when there are none.</param>
public sealed record LotNumber(
    string Maker, int Year, int Month, string Interfix, char? Identifier, string Sequence, string Suffix)
{
    private const string Months = "ABCDEFGHJKLM";
    private const int ShortestLength = 13;
    private const int LongestLength = 16;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>The parts, or null when the number is not of this format; then it stays what it is, a text.</summary>
    /// <param name="text">As written: small letters and every sort of dash count as capitals and hyphens.</param>
    public static LotNumber? Read(string text)
    {
        var tidy = SerialTidy.Of(text);
        if (tidy.Length is < ShortestLength or > LongestLength)
        {
            return null;
        }

        var maker = tidy.AsSpan(0, 3);
        var year = tidy.AsSpan(3, 2);
        var (month, joint) = (Months.IndexOf(tidy[5], StringComparison.Ordinal), tidy[9]);
        var interfix = tidy.AsSpan(6, 3);
        var sequence = tidy.AsSpan(10, 3);
        var suffix = tidy.AsSpan(13);
        var fits = Only(maker[2] == '-' ? maker[..2] : maker, Letters) && Only(year, Digits) && month >= 0
            && Only(interfix, Digits) && (joint == '-' || Letters.Contains(joint)) && Only(sequence, Digits)
            && Only(suffix, Letters);
        return !fits ? null : new LotNumber(
            maker.TrimEnd('-').ToString(),
            int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture),
            month + 1,
            interfix.ToString(),
            joint == '-' ? null : joint,
            sequence.ToString(),
            suffix.ToString());
    }

    private static bool Only(ReadOnlySpan<char> text, SearchValues<char> allowed) => !text.ContainsAnyExcept(allowed);
}
