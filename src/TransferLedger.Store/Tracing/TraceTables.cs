using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;
using TransferLedger.Tracing;

namespace TransferLedger.Store.Tracing;

/// <summary>
/// The view <c>trace</c>: <c>views.trace</c>, one row per request to trace a weapon, sent or received. As of now, by
/// the default periods.
/// </summary>
public sealed class TraceTables : ViewTables<TraceRow>
{
    private const string Table = "trace";

    private const string Ddl = """
            CREATE TABLE $schema.trace (
                key                 text NOT NULL,
                direction           text,
                state               text,
                authority           text,
                status              text NOT NULL,
                urgent              boolean NOT NULL,
                weapon              text,
                serial              text,
                maker               text,
                began               date NOT NULL,
                acknowledgement_due date,
                reply_due           date,
                reminders           int NOT NULL,
                outcome             text,
                replied             date,
                result              text,
                point               text,
                closed              date,
                last_position       bigint NOT NULL,
                row_hash            bytea NOT NULL
            );
            COMMENT ON TABLE $schema.trace IS 'One row per request to trace a weapon, sent or received: whom, since when, what is awaited, what came of it.';
            COMMENT ON COLUMN $schema.trace.key IS 'The trace''s reference.';
            COMMENT ON COLUMN $schema.trace.direction IS 'Sent or Received; null where it was decided to ask nobody.';
            COMMENT ON COLUMN $schema.trace.state IS 'The other State, ISO 3166-1 alpha-2.';
            COMMENT ON COLUMN $schema.trace.authority IS 'Its authority.';
            COMMENT ON COLUMN $schema.trace.status IS 'Requested, Acknowledged, Answered, Closed, Forgone, Retracted.';
            COMMENT ON COLUMN $schema.trace.urgent IS 'Does it press?';
            COMMENT ON COLUMN $schema.trace.weapon IS 'The ledger''s id of the weapon; null while it is not known, the first of several.';
            COMMENT ON COLUMN $schema.trace.serial IS 'The number as the request gives it.';
            COMMENT ON COLUMN $schema.trace.maker IS 'The manufacturer as the request gives it.';
            COMMENT ON COLUMN $schema.trace.began IS 'When it was sent, came in or was decided.';
            COMMENT ON COLUMN $schema.trace.acknowledgement_due IS 'By when receipt is to be confirmed; null when it was, or nothing is awaited.';
            COMMENT ON COLUMN $schema.trace.reply_due IS 'By when a reply is due; null when none is awaited.';
            COMMENT ON COLUMN $schema.trace.reminders IS 'How often the State asked was reminded.';
            COMMENT ON COLUMN $schema.trace.outcome IS 'What the last reply comes to: Identified, NoRecord, InsufficientData, Refused, Delayed.';
            COMMENT ON COLUMN $schema.trace.replied IS 'When that reply came or went.';
            COMMENT ON COLUMN $schema.trace.result IS 'What the trace came to: LastLawfulHolder, EstablishedOtherwise, NotTraced.';
            COMMENT ON COLUMN $schema.trace.point IS 'Where in its life the weapon became illicit.';
            COMMENT ON COLUMN $schema.trace.closed IS 'When it was closed.';
            COMMENT ON COLUMN $schema.trace.last_position IS 'The position of the latest fact about it.';
            COMMENT ON COLUMN $schema.trace.row_hash IS 'SHA-256 over the row, as stored.';
            """;

    private static readonly string[] Columns =
    [
        "key", "direction", "state", "authority", "status", "urgent", "weapon", "serial", "maker", "began",
        "acknowledgement_due", "reply_due", "reminders", "outcome", "replied", "result", "point", "closed",
        "last_position",
    ];

    /// <inheritdoc/>
    public override string Name => Table;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) => Columns;

    /// <inheritdoc/>
    public override string CreateTables(string schema) => Ddl.Replace("$schema", schema, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS trace_pkey ON {schema}.trace (key)",
        $"CREATE INDEX IF NOT EXISTS trace_weapon ON {schema}.trace (weapon)",
        $"CREATE INDEX IF NOT EXISTS trace_open ON {schema}.trace (reply_due) WHERE reply_due IS NOT NULL",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, TraceRow row, IReadOnlyList<TableRows> tables)
    {
        var (into, found) = (tables[0], row.Case);
        var began = (TraceEvent)row.Facts[0].Fact;
        var request = found?.Request?.Fact ?? began as TraceRequested;
        var reply = found is { Replies.Count: > 0 } ? found.Replies[^1].Fact : null;
        var weapons = (found?.About ?? began.About).Where(it => it.Kind == "weapon").ToList();
        var periods = new CustodyParameters();
        into.Text(key);
        into.Text(request?.Direction.ToString());
        into.Text(request?.State);
        into.Text(request?.Authority);
        into.Text(found?.Status.ToString() ?? "Retracted");
        into.Bool(request?.Urgency == TraceUrgency.Urgent);
        into.Text(weapons.Count > 0 ? weapons[0].Rest : null);
        into.Text(request?.Marks.FirstOrDefault(it => it.Kind == MarkKind.Serial)?.Text);
        into.Text(request?.Item.Maker);
        into.Date(began.Happened.Latest.InUtc().Date);
        into.Date(found?.AcknowledgementDue(periods));
        into.Date(found?.ReplyDue(periods));
        into.Int(found?.Reminders.Count ?? 0);
        into.Text(reply?.Outcome.ToString());
        into.Date(reply?.Happened.Latest.InUtc().Date);
        into.Text(found?.Closing?.Fact.Result.ToString());
        into.Text(found?.Closing?.Fact.Point.ToString());
        into.Date(found?.Closing?.Fact.Happened.Latest.InUtc().Date);
        into.Long(row.Facts[^1].Position);
    }
}
