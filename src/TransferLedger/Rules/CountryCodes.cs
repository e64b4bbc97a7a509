using System.Collections.Frozen;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Rules;

/// <summary>
/// Country codes by date: ISO 3166-1 alpha-2, and those withdrawn or added since 1990 with the dates of ISO 3166-3.
/// </summary>
public static class CountryCodes
{
    private static readonly FrozenSet<string> Current = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
        + "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM "
        + "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS "
        + "IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
        + "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN "
        + "PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
        + "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LocalDate> Since = Dates(new(StringComparer.Ordinal)
    {
        ["BQ"] = new(2010, 12, 15), ["CW"] = new(2010, 12, 15), ["SX"] = new(2010, 12, 15), ["SS"] = new(2011, 8, 9),
        ["ME"] = new(2006, 9, 26), ["RS"] = new(2006, 9, 26), ["TL"] = new(2002, 5, 20), ["CD"] = new(1997, 7, 14),
    });

    private static readonly FrozenDictionary<string, LocalDate> Until = Dates(new(StringComparer.Ordinal)
    {
        ["AN"] = new(2010, 12, 15), ["CS"] = new(2006, 9, 26), ["YU"] = new(2003, 7, 23), ["TP"] = new(2002, 5, 20),
        ["ZR"] = new(1997, 7, 14), ["SU"] = new(1992, 8, 30), ["DD"] = new(1990, 10, 30),
    });

    /// <summary>Is it the code of a country on a date? In capitals; an uncertain date may be any of its days.</summary>
    public static bool InForce(string code, Happened on)
    {
        var (first, last) = (on.Earliest.InUtc().Date, on.Latest.InUtc().Date);
        return Current.Contains(code)
            ? !Since.TryGetValue(code, out var since) || since <= last
            : Until.TryGetValue(code, out var until) && first <= until;
    }

    /// <summary>
    /// Is it one of the codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ? Agencies use them for
    /// territories without a code of their own, such as XK.
    /// </summary>
    public static bool IsUserAssigned(string code) => code is "AA" or "ZZ"
        || (code is [var first, >= 'A' and <= 'Z'] && (first == 'X' || (first == 'Q' && code[1] >= 'M')));

    private static FrozenDictionary<string, LocalDate> Dates(Dictionary<string, LocalDate> dates) =>
        dates.ToFrozenDictionary(StringComparer.Ordinal);
}
