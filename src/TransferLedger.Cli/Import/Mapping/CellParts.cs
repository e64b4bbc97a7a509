using System.Globalization;
using TransferLedger.Cli.Import.Profiles;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>The weapons one row tells of, each with what the taken-apart cells say of it.</summary>
/// <param name="Weapons">For each weapon, the columns that were taken apart and their part or candidates.</param>
/// <param name="Told">How many weapons the row tells of, those it does not name included.</param>
internal sealed record CellParts(IReadOnlyList<IReadOnlyDictionary<string, Value>> Weapons, int Told)
{
    private static readonly Dictionary<string, Value> Nothing = [];

    /// <summary>A row that tells of one weapon, none of its cells taken apart.</summary>
    public static CellParts One { get; } = new([Nothing], 1);

    /// <summary>Takes the cells of a row apart.</summary>
    /// <param name="cell">The text of a column.</param>
    /// <param name="wrong">Takes a column and what is wrong with its cell.</param>
    public static CellParts Of(CellSplit split, Func<string, string> cell, Action<string, string> wrong)
    {
        var byColumn = split.Weapons.Concat(split.Columns)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(it => it, it => Parts(split, cell(it), reason => wrong(it, reason)), StringComparer.Ordinal);
        if (split.Weapons.Concat(split.Columns).All(it => byColumn[it] is [var only] && only == cell(it).Trim()))
        {
            return One;
        }

        var counts = split.Weapons.Select(it => byColumn[it].Length).Where(it => it > 1).Distinct().ToArray();
        if (counts.Length > 1)
        {
            wrong(split.Weapons[0], "the cells that name weapons name different numbers of them");
            return One;
        }

        var count = counts.Length == 1 ? counts[0] : 1;
        var told = count;
        var weapons = Enumerable.Range(0, count)
            .Select(_ => new Dictionary<string, Value>(StringComparer.Ordinal))
            .ToArray();
        foreach (var (column, parts) in byColumn)
        {
            if (parts.Length > 1 && parts.Length != count)
            {
                told = Math.Max(told, parts.Length);
                if (split.RejectDifferent)
                {
                    wrong(column, string.Create(
                        CultureInfo.InvariantCulture,
                        $"the cell has {parts.Length} parts for {count} named weapons; which is whose is not known"));
                }
            }

            for (var index = 0; index < count; index++)
            {
                weapons[index][column] = parts.Length == count ? Value.Of(parts[index])
                    : parts.Length == 1 ? Value.Of(parts[0])
                    : Value.Of(ValueKind.Text, parts);
            }
        }

        return new CellParts(weapons, told);
    }

    private static string[] Parts(CellSplit split, string cell, Action<string> wrong)
    {
        var text = cell.Trim();
        if (text.Length == 0)
        {
            return [text];
        }

        var lines = text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbered = lines
            .Select(line => split.Numbered.Select(it => it.Match(line)).FirstOrDefault(it => it.Success))
            .OfType<System.Text.RegularExpressions.Match>()
            .Select(it => (Number: it.Groups["n"].Value, Part: it.Groups["value"].Value.Trim()))
            .ToArray();
        if (lines.Length > 0 && numbered.Length == lines.Length)
        {
            var inOrder = numbered
                .OrderBy(it => it.Number.Length)
                .ThenBy(it => it.Number, StringComparer.Ordinal)
                .ToArray();
            for (var index = 0; index < inOrder.Length; index++)
            {
                if (inOrder[index].Number != (index + 1).ToString(CultureInfo.InvariantCulture))
                {
                    wrong($"the cell numbers its parts {string.Join(", ", inOrder.Select(it => it.Number))}; one is "
                        + "missing or there twice, so that which part is this weapon's is not known");
                    return [text];
                }
            }

            return [.. inOrder.Select(it => it.Part)];
        }

        var parts = split.Separator?.Split(text).Select(it => it.Trim()).Where(it => it.Length > 0).ToArray() ?? [];
        return parts.Length > 1 ? parts : [text];
    }
}
