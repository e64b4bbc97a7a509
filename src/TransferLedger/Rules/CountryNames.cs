using System.Collections.Frozen;
using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Rules;

/// <summary>
/// Names of countries and the codes they belong to, so that a code can be held against the name beside it: the two
/// Congos, the two Koreas, Niger and Nigeria. Names of today stand in <c>CountryNames.txt</c>; names of countries that
/// are no more, and of those that took another, stand here with the code they had.
/// </summary>
public static class CountryNames
{
    private const string Table = "TransferLedger.Rules.CountryNames.txt";

    /// <summary>Names no longer used, with the code of their time. General knowledge.</summary>
    private static readonly (string Code, string[] Names)[] Former =
    [
        ("ZR", ["Zaire"]), ("BU", ["Burma"]), ("CS", ["Czechoslovakia", "Serbia and Montenegro"]),
        ("YU", ["Yugoslavia", "Federal Republic of Yugoslavia", "Yugoslavia, Federal Republic of", "Serbia and Montenegro"]),
        ("SU", ["USSR", "Soviet Union"]), ("DD", ["German Democratic Republic", "East Germany"]),
        ("HV", ["Upper Volta"]), ("DY", ["Dahomey"]), ("RH", ["Rhodesia", "Southern Rhodesia"]),
        ("YD", ["South Yemen", "Democratic Yemen"]), ("AN", ["Netherlands Antilles"]), ("TP", ["Portuguese Timor"]),
        ("PC", ["U.S. Pacific Trust Territories", "Pacific Islands, Trust Territory of"]),
        ("KP", ["Korea, Democratic People's Republic of"]), ("KR", ["Korea, Republic of"]),
        ("MK", ["Macedonia, The Former Yugoslav Republic of"]), ("MD", ["Moldova, Republic of"]),
        ("TZ", ["Tanzania, United Republic of"]), ("CX", ["Christmas Islands"]), ("NU", ["Niue Island"]),
        ("FK", ["Falkland Islands (Malvinas)"]), ("WF", ["Wallis and Futuna"]),
        ("SH", ["Saint Helena, Ascension and Tristan Da Cunha"]), ("ZR", ["Congo, Zaire"]),
    ];

    private static readonly Lazy<ImmutableArray<(string Code, ImmutableArray<string> Names)>> Today = new(Load);

    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<string>>> ByName = new(Index);

    /// <summary>The usual name of a country of today; null for any other code.</summary>
    public static string? Of(string code) =>
        Today.Value.FirstOrDefault(it => it.Code == CountryCodes.Today(code)).Names is { IsDefaultOrEmpty: false } names
            ? names[0]
            : null;

    /// <summary>All names on record of a country, under every code it had.</summary>
    public static IReadOnlyList<string> AllOf(string code)
    {
        var codes = CountryCodes.AllOf(code);
        return
        [
            .. Today.Value.Where(it => codes.Contains(it.Code, StringComparer.Ordinal)).SelectMany(it => it.Names)
                .Concat(Former.Where(it => codes.Contains(it.Code, StringComparer.Ordinal)).SelectMany(it => it.Names)),
        ];
    }

    /// <summary>
    /// The code of a country by its name on a date: of names that several countries had, the one whose code was in
    /// force then, and of a country that changed its name the code it had then. Null when the name is not known, or on
    /// that date nobody's.
    /// </summary>
    public static string? CodeOf(string name, Happened on) =>
        ByName.Value.TryGetValue(NameKey.Of(name), out var codes)
            ? codes.Concat(codes.SelectMany(CountryCodes.AllOf)).FirstOrDefault(it => CountryCodes.InForce(it, on))
            : null;

    /// <summary>
    /// The code of today of a country by its name; null when the name is none that is known, is that of a country that
    /// is no more, or says more than a name: <c>Sudanese by birth</c>. What stands in brackets or after a full stop
    /// behind a name does not count, nor does an article.
    /// </summary>
    public static string? CodeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var cut = name.AsSpan().IndexOfAny("(.;");
        return Find(name) ?? (cut > 0 ? Find(name[..cut]) : null);
    }

    /// <summary>
    /// The codes of the countries that a text names, longest names first, so that the Democratic Republic of the Congo
    /// is not also the Congo. In the order of the text.
    /// </summary>
    public static ImmutableArray<string> NamedIn(string text) =>
        [.. CodesIn(text).Select(it => it[0]).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Does a code belong to one of the countries that a text names? True also when it names none: then nothing speaks
    /// against the code.
    /// </summary>
    public static bool Agrees(string code, string text)
    {
        var named = CodesIn(text);
        return named.Count == 0
            || named.Exists(it => it.Any(one => CountryCodes.Today(one) == CountryCodes.Today(code)));
    }

    /// <summary>Of each country that a text names, every code it had under that name.</summary>
    private static List<ImmutableArray<string>> CodesIn(string text)
    {
        var words = NameKey.Of(text).Split('-');
        var found = new List<ImmutableArray<string>>();
        for (var at = 0; at < words.Length; at++)
        {
            for (var length = Math.Min(Longest, words.Length - at); length > 0; length--)
            {
                if (ByName.Value.TryGetValue(string.Join('-', words[at..(at + length)]), out var codes))
                {
                    found.Add(codes);
                    at += length - 1;
                    break;
                }
            }
        }

        return found;
    }

    private const int Longest = 9;

    private static string? Find(string name)
    {
        var key = NameKey.Of(name);
        return ByName.Value.TryGetValue(key.StartsWith("the-", StringComparison.Ordinal) ? key[4..] : key, out var codes)
            ? codes.Select(CountryCodes.Today).FirstOrDefault(it => Of(it) is not null)
            : null;
    }

    private static FrozenDictionary<string, ImmutableArray<string>> Index() => Today.Value
        .SelectMany(it => it.Names.Select(name => (it.Code, Name: name)))
        .Concat(Former.SelectMany(it => it.Names.Select(name => (it.Code, Name: name))))
        .GroupBy(it => NameKey.Of(it.Name), StringComparer.Ordinal)
        .ToFrozenDictionary(
            it => it.Key,
            it => it.Select(one => one.Code).Distinct(StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);

    private static ImmutableArray<(string Code, ImmutableArray<string> Names)> Load()
    {
        using var stream = typeof(CountryNames).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException("The names of countries are not part of this build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return
        [
            .. System.Text.Encoding.UTF8.GetString(bytes)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(it => !it.StartsWith('#'))
                .Select(it => it.TrimEnd('\r').Split('\t'))
                .Select(it => (it[0], it[1].Split(" | ").ToImmutableArray())),
        ];
    }
}
