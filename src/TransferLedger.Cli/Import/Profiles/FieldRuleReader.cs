using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>Reads the fields of a profile, with the maps and date patterns they share.</summary>
internal sealed partial class FieldRuleReader
{
    private const int DefaultTwoDigitYearMax = 30;
    private static readonly string[] Kinds = ["text", "number", "date", "first", "after", "between"];
    private static readonly string[] Units = ["days", "months", "years"];
    private readonly JsonCursor _root;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _maps;
    private readonly DateReading _dates;

    public FieldRuleReader(JsonCursor root)
    {
        _root = root;
        _maps = Maps(root);
        _dates = Dates(root.Member("dates"), new DateReading([], Edtf: true));
    }

    public FrozenDictionary<string, FieldRule> Read()
    {
        var fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal);
        foreach (var (name, at) in _root.Member("fields")?.Members() ?? [])
        {
            if (Field(at) is { } rule)
            {
                fields.Add(name, rule);
            }
        }

        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private FieldRule? Field(JsonCursor at)
    {
        if (!at.IsObject)
        {
            return at.Template() is { } short_ ? new FieldRule.Text(short_, TextReading.Plain, null) : null;
        }

        var kinds = Kinds.Where(it => at.Member(it) is not null).ToArray();
        if (kinds.Length != 1)
        {
            at.Wrong($"a field has exactly one of {string.Join(", ", Kinds)}; this one has {kinds.Length}");
            return null;
        }

        return kinds[0] switch
        {
            "text" => TextField(at),
            "number" => NumberField(at),
            "date" => DateField(at),
            "first" => FirstField(at),
            "after" => AfterField(at),
            _ => BetweenField(at),
        };
    }

    private FieldRule.Text? TextField(JsonCursor at)
    {
        at.CheckMembers("text", "none", "noneMatching", "matching", "otherwise", "map");
        FrozenDictionary<string, string>? map = null;
        if (at.Text("map") is { } name && !_maps.TryGetValue(name, out map))
        {
            at.Member("map")!.Value.Wrong($"there is no map '{name}'; add it to 'maps'");
        }

        return at.Member("text")!.Value.Template() is { } template
            ? new FieldRule.Text(template, Reading(at), map)
            : null;
    }

    private static FieldRule.Number? NumberField(JsonCursor at)
    {
        at.CheckMembers("number", "none", "noneMatching", "matching", "otherwise", "either", "least", "most");
        return at.Member("number")!.Value.Template() is { } template
            ? new FieldRule.Number(
                template,
                Reading(at),
                at.Pattern("either"),
                at.Whole("least", long.MinValue, long.MaxValue),
                at.Whole("most", long.MinValue, long.MaxValue))
            : null;
    }

    private FieldRule.Date? DateField(JsonCursor at)
    {
        at.CheckMembers(
            "date", "none", "noneMatching", "matching", "otherwise", "patterns", "twoDigitYearMax", "edtf",
            "notBefore", "notAfter");
        return at.Member("date")!.Value.Template() is { } template
            ? new FieldRule.Date(
                template, Reading(at), at.Member("patterns") is null ? _dates : Dates(at, _dates), Bounds(at))
            : null;
    }

    private static FieldRule.First FirstField(JsonCursor at)
    {
        at.CheckMembers("first");
        return new FieldRule.First(
            [.. at.Member("first")!.Value.Items().Select(it => it.Template()).OfType<Template>()]);
    }

    private static FieldRule.After? AfterField(JsonCursor at)
    {
        at.CheckMembers("after", "days", "months", "years", "approximate", "notBefore", "notAfter");
        string[] units = [.. Units.Where(it => at.Member(it) is not null)];
        if (units.Length != 1)
        {
            at.Wrong("'after' needs exactly one of days, months, years: the field that holds the number");
            return null;
        }

        var unit = units[0] switch
        {
            "days" => PeriodUnits.Days,
            "months" => PeriodUnits.Months,
            _ => PeriodUnits.Years,
        };
        return at.Text("after") is { } start && at.Text(units[0]) is { } count
            ? new FieldRule.After(start, count, unit, at.Flag("approximate", otherwise: false), Bounds(at))
            : null;
    }

    private static FieldRule.Between? BetweenField(JsonCursor at)
    {
        at.CheckMembers("between", "notBefore", "notAfter");
        var list = at.Member("between")!.Value;
        Template?[] ends = [.. list.Items().Select(it => it.Template())];
        if (ends is [{ } from, { } to])
        {
            return new FieldRule.Between(from, to, Bounds(at));
        }

        list.Wrong("two dates are expected here: the first and the last possible one");
        return null;
    }

    private static TextReading Reading(JsonCursor at)
    {
        var otherwise = at.Text("otherwise") ?? "reject";
        if (otherwise is not ("reject" or "missing"))
        {
            at.Member("otherwise")!.Value.Wrong($"'{otherwise}' is unknown; use reject or missing");
        }

        return new TextReading(
            at.Texts("none").Select(it => it.Trim()).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            at.Patterns("noneMatching"),
            at.Patterns("matching"),
            otherwise == "missing");
    }

    private static DateBounds Bounds(JsonCursor at) => new(at.Day("notBefore"), at.Day("notAfter"));

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Maps(JsonCursor root)
    {
        var maps = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (name, at) in root.Member("maps")?.Members() ?? [])
        {
            var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (from, to) in at.Members())
            {
                if (to.Text() is { } text && !map.TryAdd(from.Trim(), text))
                {
                    to.Wrong($"'{from}' is there twice; case does not count");
                }
            }

            maps.Add(name, map.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
        }

        return maps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static DateReading Dates(JsonCursor? where, DateReading otherwise)
    {
        if (where is not { IsObject: true } at)
        {
            where?.Wrong("an object is expected here: patterns, twoDigitYearMax, edtf");
            return otherwise;
        }

        if (at.Path == "$.dates")
        {
            at.CheckMembers("patterns", "twoDigitYearMax", "edtf");
        }

        var pivot = (int)(at.Whole("twoDigitYearMax", 0, 99) ?? DefaultTwoDigitYearMax);
        var patterns = ImmutableArray.CreateBuilder<DatePattern>();
        foreach (var item in at.Member("patterns")?.Items() ?? [])
        {
            if (item.Text() is { } text && Pattern(item, text, pivot) is { } pattern)
            {
                patterns.Add(pattern);
            }
        }

        return new DateReading(patterns.ToImmutable(), at.Flag("edtf", otherwise: true));
    }

    private static DatePattern? Pattern(JsonCursor at, string text, int pivot)
    {
        try
        {
            var pattern = LocalDatePattern.CreateWithInvariantCulture(text).WithTwoDigitYearMax(pivot);
            var letters = Quoted().Replace(text, "");
            var fineness = letters.Contains('d', StringComparison.Ordinal) ? DateFineness.Day
                : letters.Contains('M', StringComparison.Ordinal) ? DateFineness.Month
                : DateFineness.Year;
            // NodaTime reads 'uu' as the years 0 to 99, which is never meant.
            if (YearOf(letters) is "uuuu" or "yyyy" or "yy")
            {
                return new DatePattern(text, pattern, fineness);
            }

            at.Wrong($"'{text}' has no year this can read; write uuuu, or yy for two digits");
        }
        catch (InvalidPatternException wrong)
        {
            at.Wrong($"'{text}' is not a NodaTime date pattern: {wrong.Message}");
        }

        return null;
    }

    // Text in quotes, and characters after a backslash, are not letters of a date pattern.
    [GeneratedRegex("""'[^']*'|"[^"]*"|\\.""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    private static string YearOf(string letters) => string.Concat(letters.Where(it => it is 'u' or 'y'));
}
