using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime.Text;
using TransferLedger.Cli.Import.Commands;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>
/// Reads a file of messages between a licensing system and UK customs (CHIEF): checks the numbers of the records, the
/// counts of the end records and of the trailer and what may stand where, and takes the file apart into blocks. A
/// wrong block does not stop the next one.
/// </summary>
internal sealed class ChiefReader
{
    /// <summary>The first line of a reject file: what stands before each record in it.</summary>
    public const string RejectMark = @"ledger_line\ledger_field\ledger_reason";

    private static readonly LocalDateTimePattern Created =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmm");

    private readonly LineReader _lines;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly List<ChiefRecord> _records = [];
    private readonly List<ChiefProblem> _problems = [];
    private ChiefForm? _form;
    private long _number = 1;
    private long _line = 1;
    private bool _isRejects;

    /// <summary>Reads the header.</summary>
    /// <exception cref="ImportInputException">It is none, so nothing of the file can be read.</exception>
    public ChiefReader(Stream stream)
    {
        _lines = new LineReader(stream);
        var first = Next();
        if (first is not null && Encoding.UTF8.GetString(first.Raw) == RejectMark)
        {
            _isRejects = true;
            first = Next();
        }

        Header = HeaderOf(first);
    }

    public ChiefHeader Header { get; }

    /// <summary>Does a file begin like one of these?</summary>
    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start).TrimStart('\uFEFF');
        return text.StartsWith(RejectMark, StringComparison.Ordinal)
            || (text.Split('\n')[0].Split('\\') is [var number, "fileHeader", ..] && number.All(char.IsAsciiDigit));
    }

    /// <summary>The blocks in order; the last may be about the trailer or the lack of one.</summary>
    public IEnumerable<ChiefBlock> Blocks()
    {
        var ended = false;
        while (Next() is { } record)
        {
            if (ChiefForm.Opened(record.Type, Header.DataId) is { } form)
            {
                if (Finish() is { } before)
                {
                    yield return before;
                }

                _form = form;
                _seen[record.Type] = _seen.GetValueOrDefault(record.Type) + 1;
            }
            else if (record.Type == "fileTrailer" && Finish() is { } unended)
            {
                yield return unended;
            }

            Take(record, ended);
            ended |= record.Type == "fileTrailer";
            if (record.Type == "fileTrailer" || (_form is { } open && open.IsEndedBy(record)))
            {
                if (record.Type == "fileTrailer")
                {
                    CheckTrailer(record);
                }

                _form?.CheckCounts(_records, Wrong);
                _form = null;
                if (Flush(good: record.Type != "fileTrailer") is { } block)
                {
                    yield return block;
                }
            }
        }

        if (Finish() is { } last)
        {
            yield return last;
        }

        if (!ended && !_isRejects)
        {
            yield return new ChiefBlock([], [new ChiefProblem(
                _line, null, "the file ends without its trailer: it is cut off, ask its sender for it again")]);
        }
    }

    private void Take(ChiefRecord record, bool ended)
    {
        var expected = _number + 1;
        _number = record.Number ?? expected;
        _records.Add(record);
        if (record.Unreadable is { } why)
        {
            Wrong(record, null, why);
            return;
        }

        // In a reject file blocks are missing, so a block may begin with any number.
        if (record.Number != expected && !(_isRejects && _records.Count == 1 && record.Number is not null))
        {
            Wrong(record, "number (field 1)", string.Create(
                CultureInfo.InvariantCulture,
                $"'{record.Number?.ToString(CultureInfo.InvariantCulture) ?? "no number"}' stands where record {expected} is due: one is missing, twice there, or numbered wrongly"));
        }

        if (ended)
        {
            Wrong(record, null, "nothing may follow the trailer");
        }
        else if (record.Type != "fileTrailer" && !(_form?.Holds(record.Type) ?? false))
        {
            Wrong(record, "type (field 2)", ChiefRecord.Types.Contains(record.Type)
                ? $"a record '{record.Type}' does not belong {(_form is null ? $"here in {Header.DataId}" : $"into '{_form.Opening}'")}"
                : $"'{record.Type}' is no type of record");
        }
    }

    private void CheckTrailer(ChiefRecord trailer)
    {
        if (_isRejects)
        {
            return;
        }

        var kinds = ChiefForm.Counted(Header.DataId);
        for (var at = 0; at < kinds.Length; at++)
        {
            var seen = _seen.GetValueOrDefault(kinds[at]);
            var said = trailer.Fields.ElementAtOrDefault(at);
            if (said != seen.ToString(CultureInfo.InvariantCulture))
            {
                Wrong(trailer, string.Create(CultureInfo.InvariantCulture, $"count (field {at + 3})"), string.Create(
                    CultureInfo.InvariantCulture,
                    $"the trailer counts '{said}' of '{kinds[at]}', the file has {seen}: ask its sender for it again"));
            }
        }
    }

    // A block that another begins in, or the file ends in, has no end of its own.
    private ChiefBlock? Finish()
    {
        if (_form is { } open && _records.Count > 0)
        {
            Wrong(_records[0], null, $"'{open.Opening}' has no end record; what is missing may be more than that");
        }

        _form = null;
        return Flush(good: true);
    }

    private ChiefBlock? Flush(bool good)
    {
        var block = _records.Count > 0 && (good || _problems.Count > 0)
            ? new ChiefBlock([.. _records], [.. _problems])
            : null;
        _records.Clear();
        _problems.Clear();
        return block;
    }

    private void Wrong(ChiefRecord record, string? field, string reason) =>
        _problems.Add(new ChiefProblem(record.Line, field, reason));

    private ChiefRecord? Next()
    {
        while (_lines.Next() is var (number, bytes))
        {
            _line = number;
            if (bytes.Span.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            var raw = bytes.ToArray();
            return _isRejects && Unmarked(raw) is var (line, rest)
                ? ChiefRecord.Of(line, rest)
                : ChiefRecord.Of(number, raw);
        }

        return null;
    }

    // A line of a reject file: the line it had first, the field, the reason, and the record as it was.
    private static (long Line, byte[] Record)? Unmarked(byte[] raw)
    {
        var at = -1;
        for (var field = 0; field < 3; field++)
        {
            var next = raw.AsSpan(at + 1).IndexOf((byte)'\\');
            if (next < 0)
            {
                return null;
            }

            at += next + 1;
        }

        var first = Encoding.UTF8.GetString(raw.AsSpan(0, raw.AsSpan().IndexOf((byte)'\\')));
        return long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (line, raw[(at + 1)..])
            : null;
    }

    private static ChiefHeader HeaderOf(ChiefRecord? record)
    {
        if (record is not { Type: "fileHeader", Number: 1, Fields: [var source, var to, var id, var created, var run, ..] })
        {
            throw new ImportInputException(
                @"The file does not begin with a header (1\fileHeader\from\to\kind\time\run). Nothing was imported.");
        }

        if (ChiefForm.Counted(id).IsEmpty)
        {
            throw new ImportInputException(
                $"The header says the file holds '{id}'; licenceData, usageData, licenceReply and usageReply are read.");
        }

        return Created.Parse(created) is { Success: true } at
            ? new ChiefHeader(record, source, to, id, at.Value, run)
            : throw new ImportInputException($"The header's time '{created}' is no year, month, day, hour and minute.");
    }
}
