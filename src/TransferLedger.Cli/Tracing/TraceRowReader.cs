using System.Collections.Frozen;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Cli.Tracing;

/// <summary>Rows of a batch of trace requests: which column says what.</summary>
internal sealed class TraceRowReader
{
    /// <summary>The fields a row may have; the first is needed.</summary>
    public static readonly string[] Fields =
    [
        "serial", "maker", "model", "calibre", "kind", "country", "import-mark", "reference", "state", "authority",
        "circumstances", "use", "case", "received",
    ];

    private readonly FrozenDictionary<string, string> _columns;

    private TraceRowReader(FrozenDictionary<string, string> columns) => _columns = columns;

    /// <summary>The columns as CSV reading wants them.</summary>
    public MappingProfile Profile { get; private init; } = null!;

    /// <summary>Columns named like the fields, but for those that are named otherwise.</summary>
    /// <param name="named"><c>FIELD=COLUMN</c>.</param>
    /// <exception cref="CommandFailedException">One of them names no field.</exception>
    public static TraceRowReader Of(IEnumerable<string> named)
    {
        var columns = Fields.ToDictionary(it => it, it => it, StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal) { "serial" };
        foreach (var text in named)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var field = at < 0 ? "" : text[..at].Trim();
            if (!columns.ContainsKey(field) || at == text.Length - 1)
            {
                throw new CommandFailedException(
                    Exit.BadInput,
                    $"--column: '{Plain.Of(text)}' is not FIELD=COLUMN with one of the fields {string.Join(", ", Fields)}.");
            }

            columns[field] = text[(at + 1)..].Trim();
            given.Add(field);
        }

        var rules = columns.GroupBy(it => it.Value, StringComparer.Ordinal).ToFrozenDictionary(
            it => it.Key, it => new ColumnRule(it.Key, it.Any(one => given.Contains(one.Key))), StringComparer.Ordinal);
        return new TraceRowReader(columns.ToFrozenDictionary(StringComparer.Ordinal))
        {
            Profile = new MappingProfile(
                "trace-batch", "trace-batch", new ProvenanceRule("", null, SourceKind.PartnerMessage, null),
                CsvLayout.Default, rules, FrozenDictionary<string, FieldRule>.Empty, [], [], null, null, null, []),
        };
    }

    /// <summary>Can any row of the file be recorded? Looked at before the first.</summary>
    /// <param name="header">The file's header.</param>
    /// <param name="otherwise">What the whole batch says where a row says nothing.</param>
    /// <exception cref="CommandFailedException">No row can say its reference, or which State asks.</exception>
    public void CheckRecordable(CsvHeader header, TraceRequested otherwise)
    {
        if (!header.Index.ContainsKey(_columns["reference"]))
        {
            throw new CommandFailedException(
                Exit.BadInput,
                "--record: the file has no column 'reference', under which a request is recorded; name it with "
                    + "--column reference=COLUMN.");
        }

        if (otherwise.State.Length == 0 && !header.Index.ContainsKey(_columns["state"]))
        {
            throw new CommandFailedException(
                Exit.BadInput,
                "--record: nothing says which State asks; give --state CODE, or name its column with --column state=COLUMN.");
        }
    }

    /// <summary>The request a row is; null with what is wrong with it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="otherwise">What the whole batch says where a row says nothing.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    public (string Reference, TraceRequested Fact)? Read(
        CsvRow row, CsvHeader header, TraceRequested otherwise, out string? problem)
    {
        problem = row.Problems.Length > 0
            ? string.Join("; ", row.Problems.Select(it => it.Column is { } at ? $"{at}: {it.Reason}" : it.Reason))
            : null;
        if (problem is not null)
        {
            return null;
        }

        string? Cell(string field) =>
            header.Index.TryGetValue(_columns[field], out var at) && row.Cells[at].Trim() is { Length: > 0 } text
                ? text
                : null;

        var serial = Cell("serial");
        if (serial is null || NoNumber.IsSaidBy(serial) || SerialPattern.ProblemOf(serial) is not null)
        {
            problem = $"{header.Describe(_columns["serial"])}: {(serial is null ? "it is empty" : $"'{Plain.Of(serial)}' is no number")}"
                + "; a weapon without a number is looked for by its pictures";
            return null;
        }

        var when = otherwise.Happened;
        if (Cell("received") is { } date && !Happened.TryParse(date, out when, out var wrong))
        {
            problem = $"{header.Describe(_columns["received"])}: {wrong}";
            return null;
        }

        var import = Cell("import-mark");
        return (Cell("reference") ?? "", otherwise with
        {
            Happened = when!,
            State = Cell("state")?.ToUpperInvariant() ?? otherwise.State,
            Authority = Cell("authority") ?? otherwise.Authority,
            Item = new ItemDescription(
                Cell("kind"), Cell("maker"), Cell("country")?.ToUpperInvariant(), Cell("model"), Cell("calibre")),
            Marks =
            [
                new Mark(MarkKind.Serial, serial),
                .. import is null ? Array.Empty<Mark>() : [new Mark(MarkKind.Import, import)],
            ],
            Circumstances = Cell("circumstances") ?? otherwise.Circumstances,
            Use = Cell("use") ?? otherwise.Use,
            Case = Cell("case"),
        });
    }
}
