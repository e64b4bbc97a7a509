using System.Text.Json;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>One mark as one fact says it was read, corrected where a correction stands.</summary>
/// <param name="Position">The position of the fact.</param>
/// <param name="Happened">When it was read or put on.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Disputed">The fact is contested.</param>
public sealed record MarkReading(long Position, Happened Happened, Mark Mark, bool Disputed = false)
{
    internal static ValueList<MarkReading> Of(CustodyTimeline timeline) => timeline.Entries
        .SelectMany(entry => entry.Marks.Select(
            mark => new MarkReading(entry.Position, entry.Happened, mark, entry.Disputed)))
        .ToValueList();
}

/// <summary>
/// The marks of one weapon, from which it is searched for. One row for every weapon a fact about marks, or a fact about
/// such a fact, is known of; keyed by its id.
/// </summary>
/// <param name="Weapon">The weapon's id.</param>
/// <param name="Readings">The facts that say what was read, with their corrections.</param>
public sealed record WeaponMarks(string Weapon, CustodyTimeline Readings) : IView<WeaponMarks>
{
    /// <summary>The marks as read, in the order in which they were read.</summary>
    public ValueList<MarkReading> Marks => MarkReading.Of(Readings);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Fact switch
    {
        ItemManufactured or ItemRegistered or MarkingRecorded or CorrectionEvent => WeaponFacts.KeysOf(entry),
        _ => [],
    };

    /// <inheritdoc/>
    public static WeaponMarks Apply(string key, WeaponMarks? row, Recorded entry) =>
        new(key, (row?.Readings ?? CustodyTimeline.Empty).Add(entry));

    /// <summary>The row as compact JSON in UTF-8. Equal rows give equal bytes.</summary>
    public byte[] ToJson() => RowJson.ToBytes(Weapon, Readings);

    /// <summary>Writes what <see cref="ToJson"/> gives with a writer of the caller, for rows by the thousand.</summary>
    public void Write(Utf8JsonWriter json) => RowJson.Write(json, Weapon, Readings);

    /// <summary>The row that <see cref="ToJson"/> has written.</summary>
    /// <exception cref="JsonException">The bytes are not such a row.</exception>
    public static WeaponMarks FromJson(ReadOnlySpan<byte> json)
    {
        var (weapon, readings) = RowJson.Read(json);
        return new(weapon, readings);
    }
}
