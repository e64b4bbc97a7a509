using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>The header of a file: where each column stands, and whether the file is one of rejected rows.</summary>
internal sealed class CsvHeader
{
    public const string LineColumn = "ledger_line";

    public const string ColumnColumn = "ledger_column";

    public const string ReasonColumn = "ledger_reason";

    private CsvHeader(ImmutableArray<string> names, FrozenDictionary<string, int> index, ImmutableArray<int> content) =>
        (Names, Index, Content) = (names, index, content);

    /// <summary>The columns a reject file has before the user's own.</summary>
    public static ImmutableArray<string> Ours { get; } = [LineColumn, ColumnColumn, ReasonColumn];

    /// <summary>The names as they stand, trimmed.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The place of each column the profile may use, from 0.</summary>
    public FrozenDictionary<string, int> Index { get; }

    /// <summary>The places of the user's columns by name, whose cells are what a row says.</summary>
    public ImmutableArray<int> Content { get; }

    public bool BeginsWithOurs => Names.AsSpan().StartsWith(Ours.AsSpan());

    public int? LinePlace => Names.IndexOf(LineColumn) is >= 0 and var at ? at : null;

    /// <summary>The name and number of a column, as a person finds it.</summary>
    public string Describe(string column) => Index.TryGetValue(column, out var at)
        ? string.Create(CultureInfo.InvariantCulture, $"{column} ({NumberOf(at)})")
        : column;

    public string Describe(int place) => place < Names.Length
        ? string.Create(CultureInfo.InvariantCulture, $"{Names[place]} ({NumberOf(place)})")
        : string.Create(CultureInfo.InvariantCulture, $"({NumberOf(place)})");

    /// <summary>Checks a header against a profile.</summary>
    /// <exception cref="ImportInputException">Columns are missing or ambiguous; all of them are named.</exception>
    public static CsvHeader Of(IEnumerable<string> cells, MappingProfile profile, char delimiter)
    {
        var names = cells.Select(it => it.Trim()).ToImmutableArray();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var column in profile.Columns.Values.OrderBy(it => it.Name, StringComparer.Ordinal))
        {
            var at = names.IndexOf(column.Name);
            if (at >= 0 && names.AsSpan()[(at + 1)..].Contains(column.Name))
            {
                problems.Add($"The column '{column.Name}' is there twice; rename or remove one.");
            }
            else if (at >= 0)
            {
                index[column.Name] = at;
            }
            else if (column.Required)
            {
                problems.Add(Missing(column.Name, names));
            }
        }

        if (problems.Count > 0)
        {
            var shown = string.Join(", ", names);
            problems.Add($"The header has: {shown} (cells separated by '{Show(delimiter)}'). Nothing was imported.");
            throw new ImportInputException(string.Join(Environment.NewLine, problems));
        }

        var content = Enumerable.Range(0, names.Length)
            .Where(at => !Ours.Contains(names[at], StringComparer.Ordinal))
            .OrderBy(at => names[at], StringComparer.Ordinal)
            .ToImmutableArray();
        return new CsvHeader(names, index.ToFrozenDictionary(StringComparer.Ordinal), content);
    }

    // Columns are numbered from 1, as in the file the rows of a reject file came from.
    private int NumberOf(int place) => place + 1 - (BeginsWithOurs && place >= Ours.Length ? Ours.Length : 0);

    private static string Missing(string column, ImmutableArray<string> names)
    {
        static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var like = names.FirstOrDefault(it => Bare(it) == Bare(column));
        return like is null
            ? $"The column '{column}' is missing."
            : $"The column '{column}' is missing; the file has '{like}': rename it, or change the profile.";
    }

    private static string Show(char delimiter) => delimiter == '\t' ? "tab" : delimiter.ToString();
}
