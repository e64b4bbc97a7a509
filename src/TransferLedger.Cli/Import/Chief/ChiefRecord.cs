using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>Something wrong with a record.</summary>
/// <param name="Line">The line it stands on; of a line of a reject file, the line it had first.</param>
/// <param name="Field">Which field, by name and number; null when the record as a whole is meant.</param>
internal sealed record ChiefProblem(long Line, string? Field, string Reason);

/// <summary>One record: a number, a type and fields, separated by backslashes.</summary>
/// <param name="Line">The line it stands on; of a line of a reject file, the line it had first.</param>
/// <param name="Raw">Its bytes, without the line break and without what a reject file puts before it.</param>
/// <param name="Number">Its number; null when there is none.</param>
/// <param name="Type">Its type; empty when it cannot be read.</param>
/// <param name="Fields">What follows the type.</param>
/// <param name="Unreadable">Why nothing can be made of it; null when it can be read.</param>
internal sealed record ChiefRecord(
    long Line, byte[] Raw, long? Number, string Type, ImmutableArray<string> Fields, string? Unreadable)
{
    /// <summary>The longest record that is looked into, in bytes. Real ones are under 1,000.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>Every type of record there is.</summary>
    public static ImmutableHashSet<string> Types { get; } =
    [
        "fileHeader", "fileTrailer", "end", "licence", "trader", "country", "foreignTrader", "restrictions", "line",
        "licenceUsage", "usage", "accepted", "rejected", "error", "fileError",
    ];

    /// <summary>What it says, without its number, for the id of its command.</summary>
    public string Content => string.Join('\\', Fields.Prepend(Type));

    public static ChiefRecord Of(long line, byte[] raw)
    {
        if (raw.Length > MaxBytes)
        {
            return Bad(line, raw, string.Create(
                CultureInfo.InvariantCulture, $"the record is {raw.Length} bytes long; at most {MaxBytes} are read"));
        }

        if (!Utf8.IsValid(raw))
        {
            return Bad(line, raw, "some bytes are not UTF-8; save the file as UTF-8");
        }

        var parts = Encoding.UTF8.GetString(raw).Split('\\');
        if (parts.Any(part => part.Any(char.IsControl)))
        {
            return Bad(line, raw, "it holds control characters");
        }

        if (parts.Length < 2)
        {
            return Bad(line, raw, "a record is a number, a type and fields, separated by backslashes");
        }

        long? number = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? read
            : null;
        return new ChiefRecord(line, raw, number, parts[1], [.. parts[2..]], null);
    }

    private static ChiefRecord Bad(long line, byte[] raw, string why) => new(line, raw, null, "", [], why);
}

/// <summary>Records that belong together: a licence, the use of a licence, an answer.</summary>
/// <param name="Records">In order; empty when something is missing where the file ends.</param>
/// <param name="Problems">What is wrong with them; when there is anything, nothing of the block is recorded.</param>
internal sealed record ChiefBlock(ImmutableArray<ChiefRecord> Records, ImmutableArray<ChiefProblem> Problems);

/// <summary>The first record of a file.</summary>
/// <param name="Record">As it stands.</param>
/// <param name="Source">The system that wrote the file.</param>
/// <param name="Destination">The system it is for.</param>
/// <param name="DataId">licenceData, usageData, licenceReply or usageReply.</param>
/// <param name="Created">When it was written, local time without a zone: <c>2019-02-08 00:25</c>.</param>
/// <param name="Run">Its run number.</param>
internal sealed record ChiefHeader(
    ChiefRecord Record, string Source, string Destination, string DataId, NodaTime.LocalDateTime Created, string Run);
