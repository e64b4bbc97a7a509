using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using NodaTime;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>
/// Which countries share a land border, on a date. Borders of today stand in <c>Borders.txt</c>; a former country is
/// told by the countries of today on its territory, so that its borders follow from theirs. Days are those of the
/// States; general knowledge.
/// </summary>
public static class Borders
{
    private const string Table = "TransferLedger.Embargoes.Borders.txt";

    /// <summary>Countries that held other territory than today, until the day given.</summary>
    private static readonly (string Code, LocalDate? From, LocalDate Until, string[] Parts)[] Former =
    [
        ("SU", null, new(1991, 12, 25), "AM AZ BY EE GE KZ KG LV LT MD RU TJ TM UA UZ".Split(' ')),
        ("YU", null, new(1992, 4, 27), "BA HR ME MK RS SI XK".Split(' ')),
        ("YU", new(1992, 4, 28), new(2003, 2, 3), ["ME", "RS", "XK"]),
        ("CS", new(2003, 2, 4), new(2006, 6, 2), ["ME", "RS", "XK"]),
        ("RS", new(2006, 6, 3), new(2008, 2, 16), ["RS", "XK"]),
        ("CS", null, new(1992, 12, 31), ["CZ", "SK"]),
        ("SD", null, new(2011, 7, 8), ["SD", "SS"]),
        ("ET", null, new(1993, 5, 23), ["ER", "ET"]),
        ("ZA", null, new(1990, 3, 20), ["NA", "ZA"]),
    ];

    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<string>>> OfToday = new(Load);

    /// <summary>The countries that share a land border with one on a day, by code, in their alphabet.</summary>
    /// <param name="code">ISO 3166-1 alpha-2, of today or of the day.</param>
    /// <param name="day">The day.</param>
    /// <returns>Empty for an island, for a code that is none, and for one that was no country's on the day.</returns>
    public static ImmutableArray<string> Neighbours(string code, LocalDate day)
    {
        var today = CountryCodes.Today(code);
        var parts = PartsOf(today, day);
        return
        [
            .. parts.SelectMany(it => OfToday.Value.GetValueOrDefault(it, []))
                .Where(it => !parts.Contains(it, StringComparer.Ordinal))
                .Select(it => HolderOf(it, day)).Where(it => it != today)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private static string[] PartsOf(string code, LocalDate day) =>
        Former.FirstOrDefault(it => it.Code == code && Holds(it.From, it.Until, day)).Parts is { } parts ? parts
        : Former.Any(it => it.Code == code && code is "SU" or "YU" or "CS") ? []
        : HolderOf(code, day) != code ? []
        : [code];

    /// <summary>Who held a territory of today on a day.</summary>
    private static string HolderOf(string part, LocalDate day) =>
        Former.FirstOrDefault(it => Holds(it.From, it.Until, day)
            && it.Parts.Contains(part, StringComparer.Ordinal)).Code ?? part;

    private static bool Holds(LocalDate? from, LocalDate until, LocalDate day) =>
        day <= until && (from is not { } begin || day >= begin);

    private static FrozenDictionary<string, ImmutableArray<string>> Load()
    {
        using var stream = typeof(Borders).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException("The borders are not part of this build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var pairs = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(it => !it.StartsWith('#')).Select(it => it.TrimEnd('\r').Split('\t'))
            .SelectMany(it => it[1].Split(' ').Select(other => (One: it[0], Other: other))).ToList();
        return pairs.Concat(pairs.Select(it => (One: it.Other, Other: it.One)))
            .GroupBy(it => it.One, StringComparer.Ordinal)
            .ToFrozenDictionary(
                it => it.Key, it => it.Select(one => one.Other).ToImmutableArray(), StringComparer.Ordinal);
    }
}
