using System.Collections.Immutable;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>What a value is when it becomes JSON.</summary>
internal enum ValueKind
{
    Text,
    Number,
    Date,
}

/// <summary>
/// A value worked out from a row: missing, one text, or several candidates of which the source does not say which.
/// </summary>
/// <param name="IsUnreadable">There is something, but it cannot be read; the row has been told why.</param>
internal readonly record struct Value(ValueKind Kind, ImmutableArray<string> Candidates, bool IsUnreadable = false)
{
    public static Value Missing => default;

    public static Value Unreadable => new(ValueKind.Text, [], IsUnreadable: true);

    public bool IsMissing => Candidates.IsDefaultOrEmpty;

    /// <summary>The one text; null when missing or when there are several.</summary>
    public string? Only => !IsMissing && Candidates.Length == 1 ? Candidates[0] : null;

    public static Value Of(string text, ValueKind kind = ValueKind.Text) =>
        text.Length == 0 ? Missing : new Value(kind, [text]);

    public static Value Of(ValueKind kind, IReadOnlyList<string> candidates) =>
        new(kind, candidates.Count == 1 ? [candidates[0]] : [.. candidates.Distinct(StringComparer.Ordinal)]);
}
