using System.Collections.Frozen;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Rules;

/// <summary>
/// Country codes by date: ISO 3166-1 alpha-2, and those withdrawn with the dates of ISO 3166-3. A code may have meant
/// one country first and another later, and may have been nobody's in between. Days of ISO 3166-3 where there is one;
/// for States that came from others before 1997 the day of the State, which is general knowledge.
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

    /// <summary>From when on a code of today means what it means; one that is not here always did.</summary>
    private static readonly FrozenDictionary<string, LocalDate> Since = Dates(new(StringComparer.Ordinal)
    {
        ["BQ"] = new(2010, 12, 15), ["CW"] = new(2010, 12, 15), ["SX"] = new(2010, 12, 15), ["SS"] = new(2011, 8, 9),
        ["ME"] = new(2006, 9, 26), ["RS"] = new(2006, 9, 26), ["TL"] = new(2002, 5, 20), ["CD"] = new(1997, 7, 14),
        ["ER"] = new(1993, 5, 24), ["CZ"] = new(1993, 1, 1), ["SK"] = new(1993, 1, 1), ["HR"] = new(1991, 6, 25),
        ["SI"] = new(1991, 6, 25), ["MK"] = new(1991, 9, 8), ["BA"] = new(1992, 3, 1), ["MM"] = new(1989, 6, 18),
        ["YE"] = new(1974, 1, 1), ["BF"] = new(1984, 8, 4), ["BJ"] = new(1975, 11, 30), ["ZW"] = new(1980, 4, 18),
        ["VU"] = new(1980, 7, 30), ["AM"] = new(1991, 8, 23), ["AZ"] = new(1991, 8, 30), ["GE"] = new(1991, 4, 9),
        ["KZ"] = new(1991, 10, 25), ["KG"] = new(1991, 8, 31), ["MD"] = new(1991, 8, 27), ["TJ"] = new(1991, 9, 9),
        ["TM"] = new(1991, 10, 27), ["UZ"] = new(1991, 8, 31), ["RU"] = new(1991, 12, 12), ["EE"] = new(1991, 8, 20),
        ["LV"] = new(1991, 8, 21), ["LT"] = new(1990, 3, 11),
    });

    /// <summary>Codes withdrawn, with the days on which they were in use; one code may stand twice.</summary>
    private static readonly (string Code, LocalDate? From, LocalDate To)[] Former =
    [
        ("AN", null, new(2010, 12, 15)), ("CS", null, new(1993, 6, 15)),
        ("CS", new(2003, 7, 23), new(2006, 9, 26)), ("YU", null, new(2003, 7, 23)), ("TP", null, new(2002, 5, 20)),
        ("ZR", null, new(1997, 7, 14)), ("FX", new(1993, 1, 1), new(1997, 7, 14)), ("NT", null, new(1993, 7, 12)),
        ("SU", null, new(1992, 8, 30)), ("DD", null, new(1990, 10, 30)), ("YD", null, new(1990, 8, 14)),
        ("BU", null, new(1989, 12, 5)), ("CT", null, new(1984, 7, 1)), ("HV", null, new(1984, 12, 31)),
        ("JT", null, new(1986, 7, 1)), ("MI", null, new(1986, 7, 1)), ("NH", null, new(1980, 12, 31)),
        ("NQ", null, new(1983, 2, 15)), ("PC", null, new(1986, 7, 1)), ("PU", null, new(1986, 7, 1)),
        ("PZ", null, new(1980, 7, 22)), ("RH", null, new(1980, 12, 31)), ("VD", null, new(1977, 7, 26)),
        ("WK", null, new(1986, 7, 1)), ("DY", null, new(1977, 12, 31)), ("FQ", null, new(1979, 12, 31)),
        ("SK", null, new(1975, 12, 31)), ("GE", null, new(1979, 12, 31)),
    ];

    /// <summary>Codes that changed with the name of a country that stayed the same.</summary>
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["ZR"] = "CD", ["BU"] = "MM", ["TP"] = "TL", ["HV"] = "BF", ["DY"] = "BJ", ["RH"] = "ZW", ["NH"] = "VU",
        ["FX"] = "FR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Is it the code of a country on a date? In capitals; an uncertain date may be any of its days.</summary>
    public static bool InForce(string code, Happened on)
    {
        var (first, last) = (on.Earliest.InUtc().Date, on.Latest.InUtc().Date);
        return (Current.Contains(code) && (!Since.TryGetValue(code, out var since) || since <= last))
            || Former.Any(it => it.Code == code && first <= it.To && (it.From is not { } from || from <= last));
    }

    /// <summary>
    /// Is it one of the codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ? Agencies use them for
    /// territories without a code of their own, such as XK.
    /// </summary>
    public static bool IsUserAssigned(string code) => code is "AA" or "ZZ"
        || (code is [var first, >= 'A' and <= 'Z'] && (first == 'X' || (first == 'Q' && code[1] >= 'M')));

    /// <summary>
    /// The code of today of a country that changed its code and not its territory: <c>CD</c> for <c>ZR</c>. Every other
    /// code is itself. In capitals, without spaces around.
    /// </summary>
    public static string Today(string code)
    {
        var known = code.Trim().ToUpperInvariant();
        return Renamed.GetValueOrDefault(known, known);
    }

    /// <summary>All codes a country had, today's first: <c>CD</c>, <c>ZR</c>.</summary>
    public static IReadOnlyList<string> AllOf(string code) =>
    [
        Today(code),
        .. Renamed.Where(it => it.Value == Today(code)).Select(it => it.Key).Order(StringComparer.Ordinal),
    ];

    private static FrozenDictionary<string, LocalDate> Dates(Dictionary<string, LocalDate> dates) =>
        dates.ToFrozenDictionary(StringComparer.Ordinal);
}
