using System.Text;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Custody;

/// <summary>
/// The view <c>serial</c>: <c>views.serial</c>, the search keys of every serial mark as read, each an indexed column,
/// and <c>views.weapon_marks</c>, the marks they are made from.
/// </summary>
public sealed class SerialTables : ViewTables<WeaponMarks>
{
    private const string Marks = "weapon_marks";
    private const string Serial = "serial";
    private static readonly string[] Searched = ["canonical", "visual", "phonetic", "core", "unpadded"];

    /// <inheritdoc/>
    public override string Name => Serial;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Marks, Serial];

    /// <inheritdoc/>
    public override string StateColumn => "readings";

    /// <inheritdoc/>
    public override byte[] Write(WeaponMarks row) => row.ToJson();

    /// <inheritdoc/>
    public override WeaponMarks Read(ReadOnlySpan<byte> state) => WeaponMarks.FromJson(state);

    /// <inheritdoc/>
    public override string ColumnsOf(string table) =>
        table == Marks
            ? "key, marks, readings"
            : "key, ordinal, position, mark, legibility, raw, tidy, canonical, visual, phonetic, core, unpadded";

    /// <inheritdoc/>
    public override string CreateTables(string schema) =>
        $"""
            CREATE TABLE {schema}.weapon_marks (
                key      text PRIMARY KEY,
                marks    int NOT NULL,
                readings json NOT NULL
            );
            COMMENT ON TABLE {schema}.weapon_marks IS 'The facts about the marks of each weapon.';
            COMMENT ON COLUMN {schema}.weapon_marks.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN {schema}.weapon_marks.marks IS 'How many readings there are.';
            COMMENT ON COLUMN {schema}.weapon_marks.readings IS 'What the rows of views.serial are computed from.';
            CREATE TABLE {schema}.serial (
                key        text NOT NULL,
                ordinal    int NOT NULL,
                position   bigint NOT NULL,
                mark       text NOT NULL,
                legibility text NOT NULL,
                raw        text NOT NULL,
                tidy       text NOT NULL,
                canonical  text NOT NULL,
                visual     text NOT NULL,
                phonetic   text NOT NULL,
                core       text NOT NULL,
                unpadded   text NOT NULL,
                PRIMARY KEY (key, ordinal)
            );
            COMMENT ON TABLE {schema}.serial IS 'Search keys of serial numbers, one row per reading. Only canonical may prove identity.';
            COMMENT ON COLUMN {schema}.serial.key IS 'The ledger''s id of the weapon.';
            COMMENT ON COLUMN {schema}.serial.ordinal IS '1 is the oldest reading.';
            COMMENT ON COLUMN {schema}.serial.position IS 'The fact that says it was read.';
            COMMENT ON COLUMN {schema}.serial.mark IS 'What the mark is: Serial, Import, StateStock ...';
            COMMENT ON COLUMN {schema}.serial.legibility IS 'How well it could be read.';
            COMMENT ON COLUMN {schema}.serial.raw IS 'As read.';
            COMMENT ON COLUMN {schema}.serial.tidy IS 'As shown in lists.';
            COMMENT ON COLUMN {schema}.serial.canonical IS 'Letters and digits only, labels removed: exact identity.';
            COMMENT ON COLUMN {schema}.serial.visual IS 'Look-alikes of other scripts folded.';
            COMMENT ON COLUMN {schema}.serial.phonetic IS 'Cyrillic spelled by sound.';
            COMMENT ON COLUMN {schema}.serial.core IS 'Letters between digits dropped.';
            COMMENT ON COLUMN {schema}.serial.unpadded IS 'Leading zeros of the number dropped.';
            """;

    /// <inheritdoc/>
    public override string CreateIndexes(string schema) =>
        string.Concat(Searched.Select(key => $"CREATE INDEX IF NOT EXISTS serial_{key} ON {schema}.serial ({key});\n"));

    /// <inheritdoc/>
    protected internal override object Derive(WeaponMarks row)
    {
        var readings = new List<(MarkReading Reading, SerialKeys Keys)>();
        foreach (var reading in row.Marks)
        {
            // Only a mark with something to read can be searched for; makers' and models' marks are not numbers.
            if (
                reading.Mark.Kind != MarkKind.Manufacture
                && SerialKeys.Of(reading.Mark.Text) is { Canonical.Length: > 0 } keys
            )
            {
                readings.Add((reading, keys));
            }
        }

        return readings;
    }

    /// <inheritdoc/>
    protected internal override void Publish(string table, NpgsqlBinaryImporter copy, PublishedRow<WeaponMarks> row)
    {
        var readings = (List<(MarkReading Reading, SerialKeys Keys)>)row.Derived;
        if (table == Marks)
        {
            copy.StartRow();
            copy.Write(row.Key, NpgsqlDbType.Text);
            copy.Write(readings.Count, NpgsqlDbType.Integer);
            copy.Write(Encoding.UTF8.GetString(row.State), NpgsqlDbType.Json);
            return;
        }

        for (var index = 0; index < readings.Count; index++)
        {
            var (reading, keys) = readings[index];
            copy.StartRow();
            copy.Write(row.Key, NpgsqlDbType.Text);
            copy.Write(index + 1, NpgsqlDbType.Integer);
            copy.Write(reading.Position, NpgsqlDbType.Bigint);
            copy.Write(reading.Mark.Kind.ToString(), NpgsqlDbType.Text);
            copy.Write(reading.Mark.Legibility.ToString(), NpgsqlDbType.Text);
            copy.Write(keys.Raw, NpgsqlDbType.Text);
            copy.Write(keys.Tidy, NpgsqlDbType.Text);
            copy.Write(keys.Canonical, NpgsqlDbType.Text);
            copy.Write(keys.Visual, NpgsqlDbType.Text);
            copy.Write(keys.Phonetic, NpgsqlDbType.Text);
            copy.Write(keys.Core, NpgsqlDbType.Text);
            copy.Write(keys.Unpadded, NpgsqlDbType.Text);
        }
    }
}
