using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>
/// The columns, fields and built-in names of one row, or of one weapon of a row. Fields are worked out when they are
/// first asked for, so that only what a fact uses can be at fault.
/// </summary>
/// <param name="parts">Cells that were taken apart: what each column says of this weapon.</param>
internal sealed class RowValues(
    MappingProfile profile, CsvHeader header, CsvRow row, IReadOnlyDictionary<string, Value> parts)
{
    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);

    public List<CellProblem> Problems { get; } = [];

    public void Set(string builtIn, Value value) => _known[builtIn] = value;

    public Value this[string name]
    {
        get
        {
            if (_known.TryGetValue(name, out var known))
            {
                return known;
            }

            var value = profile.Fields.TryGetValue(name, out var field) ? Field(name, field) : Cell(name);
            _known[name] = value;
            return value;
        }
    }

    /// <summary>A template filled in; missing when anything it names is.</summary>
    public Value Fill(Template template)
    {
        if (template.OnlyName is { } only)
        {
            return this[only];
        }

        var text = new StringBuilder();
        foreach (var part in template.Parts)
        {
            if (!part.IsName)
            {
                text.Append(part.Text);
                continue;
            }

            var value = this[part.Text];
            if (value.IsMissing)
            {
                return value.IsUnreadable ? Value.Unreadable : Value.Missing;
            }

            if (value.Only is null)
            {
                var candidates = string.Join(", ", value.Candidates);
                Wrong([part.Text], $"there are several candidates ({candidates}) where one is needed");
                return Value.Unreadable;
            }

            text.Append(value.Only);
        }

        return Value.Of(text.ToString());
    }

    public bool Is(ConditionRule condition) => condition switch
    {
        ConditionRule.Present it => this[it.Name] is { IsMissing: false } or { IsUnreadable: true },
        ConditionRule.OneOf it =>
            this[it.Name] is { IsMissing: false } value && value.Candidates.All(it.Texts.Contains),
        ConditionRule.Matches it =>
            this[it.Name] is { IsMissing: false } value && value.Candidates.All(it.Pattern.IsMatch),
        ConditionRule.All it => it.Items.All(Is),
        ConditionRule.Any it => it.Items.Any(Is),
        ConditionRule.Not it => !Is(it.Item),
        _ => throw new ArgumentException($"There is no condition {condition.GetType().Name}.", nameof(condition)),
    };

    /// <summary>Something is wrong with what these names stand for; the problem is told of their columns.</summary>
    public void Wrong(IEnumerable<string> names, string reason)
    {
        var columns = names.SelectMany(ColumnsOf).Distinct(StringComparer.Ordinal).Select(header.Describe);
        var shown = string.Join(", ", columns);
        var problem = new CellProblem(shown.Length == 0 ? null : shown, reason);
        if (!Problems.Contains(problem))
        {
            Problems.Add(problem);
        }
    }

    private IEnumerable<string> ColumnsOf(string name) =>
        profile.Fields.TryGetValue(name, out var field) ? field.Names.SelectMany(ColumnsOf)
        : profile.Columns.ContainsKey(name) ? [name]
        : [];

    private Value Field(string name, FieldRule field)
    {
        var unreadable = false;
        var value = FieldEvaluation.Evaluate(field, this, reason =>
        {
            unreadable = true;
            Wrong([name], reason);
        });
        return unreadable ? Value.Unreadable : value;
    }

    private Value Cell(string column)
    {
        if (parts.TryGetValue(column, out var part))
        {
            return part;
        }

        return header.Index.TryGetValue(column, out var at) && at < row.Cells.Length
            ? Value.Of(row.Cells[at].Trim())
            : Value.Missing;
    }
}
