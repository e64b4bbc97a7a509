using Spectre.Console;

namespace TransferLedger.Cli.Hosting;

/// <summary>
/// The columns of a table. On a screen of less than a hundred columns those that belong together share one, their cells
/// one above the other, so that dates and ids are not broken.
/// </summary>
/// <param name="narrow">Is the screen narrow?</param>
/// <param name="columns">Their names, and whether the texts in them must stay whole.</param>
/// <param name="shared">Which share a column on a narrow screen, by their places; all of them, in order.</param>
internal sealed class TableColumns(bool narrow, (string Name, bool Whole)[] columns, int[][] shared)
{
    private const int Enough = 100;

    private readonly int[][] _groups = narrow ? shared : [.. columns.Select((_, at) => new[] { at })];

    public TableColumns(IAnsiConsole console, (string Name, bool Whole)[] columns, int[][] shared)
        : this(console.Profile.Width < Enough, columns, shared)
    {
    }

    /// <summary>Adds the columns to a table.</summary>
    public Table On(Table table)
    {
        foreach (var group in _groups)
        {
            var column = new TableColumn(string.Join(", ", group.Select(at => columns[at].Name)));
            table.AddColumn(group.All(at => columns[at].Whole) ? column.NoWrap() : column);
        }

        return table;
    }

    /// <summary>The cells of a row, as markup; of those that share a column the empty ones take no line.</summary>
    public string[] Row(params ReadOnlySpan<string> cells)
    {
        var row = new string[_groups.Length];
        foreach (var (at, group) in _groups.Index())
        {
            var lines = new List<string>();
            foreach (var one in group)
            {
                lines.Add(cells[one]);
            }

            row[at] = string.Join('\n', lines.Where(it => it.Length > 0));
        }

        return row;
    }
}
