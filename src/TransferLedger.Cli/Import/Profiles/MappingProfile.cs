using System.Collections.Frozen;
using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>
/// How the rows of one kind of CSV file become facts. Read from a JSON file (docs/import.md) and checked as a whole
/// when it is loaded: every name a template uses is a column, a field or one of <see cref="BuiltIn"/>.
/// </summary>
/// <param name="Id">Names the profile's purpose; part of every command id, so it never changes once used.</param>
/// <param name="Source">The name space of weapon ids and command ids, and the first word of every reference.</param>
internal sealed record MappingProfile(
    string Id,
    string Source,
    ProvenanceRule Provenance,
    CsvLayout Layout,
    FrozenDictionary<string, ColumnRule> Columns,
    FrozenDictionary<string, FieldRule> Fields,
    ImmutableArray<RowRule> Skip,
    ImmutableArray<RowRule> Reject,
    CellSplit? Split,
    RepeatRule? Repeat,
    WeaponRule? Weapon,
    ImmutableArray<FactRule> Facts)
{
    /// <summary>Is each file a whole release, to be compared with the one before? Null when it is not.</summary>
    public ReleaseRule? Release { get; init; }
}

/// <summary>A file is a whole release of a statistic.</summary>
/// <param name="MostGonePercent">
/// Of the rows on record for the months the file covers, how many in a hundred may be missing from it before the file
/// is taken for a part of a release and refused.
/// </param>
internal sealed record ReleaseRule(int MostGonePercent);

/// <summary>Who says so, for every fact of the file.</summary>
internal sealed record ProvenanceRule(string Actor, string? Organisation, SourceKind Kind, SourceGrade? Grade);

/// <summary>How the file is written. Null means found out from the file.</summary>
/// <param name="Encoding">A name of an encoding; null for a byte order mark or else UTF-8.</param>
/// <param name="FallbackEncoding">What a file is taken for that has no byte order mark and is not UTF-8.</param>
/// <param name="MaxCellBytes">The longest cell accepted, in bytes of UTF-8.</param>
internal sealed record CsvLayout(
    string? Encoding, string? FallbackEncoding, char? Delimiter, char Quote, int MaxCellBytes)
{
    public const int DefaultMaxCellBytes = 64 * 1024;

    public static CsvLayout Default { get; } = new(null, null, null, '"', DefaultMaxCellBytes);
}

/// <summary>A column of the header that templates may use.</summary>
internal sealed record ColumnRule(string Name, bool Required);

/// <summary>Rows of which a condition is true, and what is said about them.</summary>
/// <param name="Column">Where to look, for a rejected row; null when no one column is at fault.</param>
internal sealed record RowRule(ConditionRule When, string Reason, string? Column);

/// <summary>As many weapons as a column says.</summary>
internal sealed record RepeatRule(string Name, int Most);

/// <summary>Which weapon a row is about.</summary>
/// <param name="Serial">The field or column that holds the serial; null when the source has none.</param>
/// <param name="Identity">
/// Fields or columns: rows with a serial that agree on all of them are about the same weapon.
/// </param>
internal sealed record WeaponRule(string? Serial, ImmutableArray<string> Identity);

/// <summary>One fact a row yields.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Home">Its home subject; null for the weapon.</param>
/// <param name="When">Only rows of which this is true; null for all.</param>
internal sealed record FactRule(string Type, HomeTemplate? Home, ConditionRule? When, JsonTemplate Fact);

/// <summary>A subject with its kind and the parts that are normalised.</summary>
internal sealed record HomeTemplate(string Kind, ImmutableArray<Template> Parts);

/// <summary>What a template may name besides columns and fields.</summary>
internal static class BuiltIn
{
    /// <summary>The id of the weapon.</summary>
    public const string Weapon = "@weapon";

    /// <summary>How many other weapons the row tells of.</summary>
    public const string CoSeized = "@coSeized";

    /// <summary>Which of the weapons of a repeated row it is, from 1.</summary>
    public const string Copy = "@copy";

    public static FrozenSet<string> All { get; } =
        new[] { Weapon, CoSeized, Copy }.ToFrozenSet(StringComparer.Ordinal);
}
