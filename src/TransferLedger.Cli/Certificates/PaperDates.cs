using System.Collections;
using System.Globalization;
using System.Reflection;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary>
/// Dates that no paper of today can bear. A claim about the past may name any year; what an officer types from a paper
/// or about it may not, and a year 9999 or 1026 is a slip of the hand or somebody's word for "no end".
/// </summary>
internal static class PaperDates
{
    /// <summary>The first year a paper may name: the oldest arms and contracts still traded about.</summary>
    public const int FirstYear = 1800;

    /// <summary>The last year a paper may name.</summary>
    public const int LastYear = 2199;

    /// <summary>The first such date: its path, and what is wrong with it; null when there is none.</summary>
    /// <param name="document">A fact, or a record that is read like one.</param>
    public static (string Path, string Reason)? Wrong(object document) => Wrong(document, "");

    private static (string Path, string Reason)? Wrong(object? value, string path) => value switch
    {
        Happened date => OfDate(date) is { } reason ? (path, reason) : null,
        string => null,
        IEnumerable list => list.Cast<object?>().Index()
            .Select(it => Wrong(it.Item, string.Create(CultureInfo.InvariantCulture, $"{path}[{it.Index}]")))
            .FirstOrDefault(it => it is not null),
        { } record when record.GetType() is { IsEnum: false, Namespace: { } space } type
            && space.StartsWith(nameof(TransferLedger), StringComparison.Ordinal) => type
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(it => it.SetMethod is not null && it.GetIndexParameters().Length == 0)
                .Select(it => Wrong(it.GetValue(record), Within(path, it.Name)))
                .FirstOrDefault(it => it is not null),
        _ => null,
    };

    /// <summary>A year that is left open at an end says nothing absurd: only what is stated counts.</summary>
    private static string? OfDate(Happened date)
    {
        var first = date.Earliest == Happened.Beginning ? null : (int?)date.Earliest.InUtc().Year;
        var last = date.Latest == Happened.End && date.Text.Contains('/', StringComparison.Ordinal)
            ? null
            : (int?)date.Latest.InUtc().Year;
        return first < FirstYear || last < FirstYear || first > LastYear || last > LastYear
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"'{date.Text}' is no date of a paper ({FirstYear} to {LastYear}). If it has no end, leave the date out.")
            : null;
    }

    private static string Within(string path, string member)
    {
        var name = char.ToLowerInvariant(member[0]) + member[1..];
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
