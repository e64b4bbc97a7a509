using System.Collections.Immutable;
using System.Globalization;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>Which records a block is made of, and how it ends.</summary>
/// <param name="Opening">The type of its first record.</param>
/// <param name="DataIds">The files it stands in.</param>
/// <param name="Inner">The types of the others but its end record.</param>
/// <param name="HasEnd">Does it end with a record <c>end</c> that counts its records?</param>
/// <param name="Part">The type of a part with an end record of its own; null when there is none.</param>
internal sealed record ChiefForm(
    string Opening,
    ImmutableArray<string> DataIds,
    ImmutableArray<string> Inner,
    bool HasEnd = true,
    string? Part = null)
{
    private static readonly ImmutableArray<string> Replies = ["licenceReply", "usageReply"];

    private static readonly ImmutableArray<ChiefForm> All =
    [
        new("licence", ["licenceData"], ["trader", "country", "foreignTrader", "restrictions", "line"]),
        new("licenceUsage", ["usageData"], ["line", "usage"], Part: "line"),
        new("rejected", Replies, ["error"]),
        new("accepted", Replies, [], HasEnd: false),
        new("fileError", Replies, [], HasEnd: false),
    ];

    /// <summary>The form of the block that a record opens in a kind of file; null when it opens none.</summary>
    public static ChiefForm? Opened(string type, string dataId) =>
        All.FirstOrDefault(it => it.Opening == type && it.DataIds.Contains(dataId, StringComparer.Ordinal));

    /// <summary>What the trailer of a kind of file counts, in its order; empty for a kind that is not read.</summary>
    public static ImmutableArray<string> Counted(string dataId) => dataId switch
    {
        "licenceData" => ["licence"],
        "usageData" => ["licenceUsage"],
        "licenceReply" or "usageReply" => ["accepted", "rejected", "fileError"],
        _ => [],
    };

    public bool Holds(string type) =>
        type == Opening || Inner.Contains(type, StringComparer.Ordinal) || (HasEnd && type == "end");

    public bool IsEndedBy(ChiefRecord record) =>
        HasEnd ? record.Type == "end" && record.Fields is [var what, ..] && what == Opening : record.Type == Opening;

    /// <summary>Do the end records count what is there?</summary>
    public void CheckCounts(IReadOnlyList<ChiefRecord> records, Action<ChiefRecord, string?, string> wrong)
    {
        int? part = null;
        for (var at = 0; at < records.Count; at++)
        {
            var record = records[at];
            if (Part is not null && record.Type == Part)
            {
                if (part is { } open)
                {
                    wrong(records[open], null, $"'{Part}' has no end record");
                }

                part = at;
            }
            else if (record.Type == "end" && record.Fields is [var what, ..])
            {
                var from = what == Opening ? 0 : what == Part ? part : null;
                if (from is not { } start)
                {
                    wrong(record, "what ends (field 3)", $"no '{what}' is open here");
                    continue;
                }

                CheckCount(record, at - start + 1, wrong);
                part = null;
            }
        }
    }

    private static void CheckCount(ChiefRecord end, int records, Action<ChiefRecord, string?, string> wrong)
    {
        var said = end.Fields.ElementAtOrDefault(1) ?? "";
        if (said != records.ToString(CultureInfo.InvariantCulture))
        {
            wrong(end, "count (field 4)", string.Create(
                CultureInfo.InvariantCulture, $"it counts '{said}' records from its beginning to here; there are {records}"));
        }
    }
}
