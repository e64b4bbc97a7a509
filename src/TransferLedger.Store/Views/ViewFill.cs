using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>
/// Fills empty tables of a view from the log, writing each row once: when the last fact about its subject has been
/// read. The log is read in order, and rows wait in hand for their last fact. Where too many wait, those whose last
/// fact is farthest away are let go; they are made at the end, from the histories of their subjects. So no fact is
/// read more than twice and no row written more than once, whatever the order of the log. Not thread-safe.
/// </summary>
internal abstract class ViewFill
{
    /// <summary>
    /// Takes a page of facts in. Facts are taken in order; what was not yet written is lost with the process.
    /// </summary>
    /// <param name="connection">Looks up where each subject's first and last facts stand.</param>
    /// <param name="page">The facts that follow the last page.</param>
    /// <param name="until">The last fact the tables are filled from; the page has none after it.</param>
    /// <param name="cancel">Stops the work.</param>
    public abstract Task Take(
        NpgsqlConnection connection, IReadOnlyList<Recorded> page, long until, CancellationToken cancel);

    /// <summary>
    /// Hands over what is ready: rows that have all their facts, and keys that are left for the end. It may be written
    /// while further pages are taken in.
    /// </summary>
    public abstract FillCut Cut();

    /// <summary>The whole log has been taken in: what still waits is left for the end.</summary>
    public abstract void LeaveRest();

    /// <summary>
    /// Writes some of the rows that were left for the end, in the transaction of the connection; null when there were
    /// none.
    /// </summary>
    public abstract Task<Filled?> WriteLeft(NpgsqlConnection connection, long until, CancellationToken cancel);

    /// <summary>How many keys are left for the end.</summary>
    public abstract Task<long> CountLeft(NpgsqlConnection connection, CancellationToken cancel);

    /// <summary>SQL that makes the table of the keys left for the end.</summary>
    public abstract string CreateLeft { get; }

    /// <summary>SQL that drops it.</summary>
    public abstract string DropLeft { get; }
}

/// <summary>What a fill has ready to be written.</summary>
/// <param name="write">Writes it in the transaction of a connection; at most one cut of a view at a time.</param>
internal sealed class FillCut(Func<NpgsqlConnection, CancellationToken, Task<Filled>> write)
{
    /// <summary>Writes it in the transaction of the connection.</summary>
    public Task<Filled> Write(NpgsqlConnection connection, CancellationToken cancel) => write(connection, cancel);
}

internal sealed class ViewFill<TRow>(ViewTables<TRow> tables, string schema, int factsInHand) : ViewFill
    where TRow : class, IView<TRow>
{
    /// <summary>Rows made from their histories in one transaction.</summary>
    private const int RowsLeftAtOnce = 1_000;

    private readonly RowCopy<TRow> _copy = new(tables, schema);
    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private List<Keyed<TRow>> _whole = [];
    private HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly string _leftTable = $"{schema}.{tables.Name}_left";
    private int _factsInHand;
    private int _concerned;

    /// <summary>Facts may have come before whose row is not in hand: that of another process, or one let go.</summary>
    private bool? _mayLack;

    public override string CreateLeft => $"CREATE TABLE {_leftTable} (key text PRIMARY KEY)";

    public override string DropLeft => $"DROP TABLE IF EXISTS {_leftTable}";

    public override async Task Take(
        NpgsqlConnection connection, IReadOnlyList<Recorded> page, long until, CancellationToken cancel)
    {
        _mayLack ??= page.Count > 0 ? page[0].Position != 1 : null;
        var steps = new List<(string Key, Recorded Fact)>(page.Count);
        var unknown = new Dictionary<string, Reach>(StringComparer.Ordinal);
        foreach (var fact in page)
        {
            var before = steps.Count;
            foreach (var key in TRow.KeysOf(fact))
            {
                steps.Add((key, fact));
                if (!_waiting.ContainsKey(key))
                {
                    unknown.TryAdd(key, default);
                }
            }

            _concerned += steps.Count > before ? 1 : 0;
        }

        await FindReach(connection, unknown, until, cancel);
        foreach (var (key, fact) in steps)
        {
            Step(key, fact, unknown);
        }

        if (_factsInHand > factsInHand)
        {
            LetGo();
        }
    }

    public override FillCut Cut()
    {
        var (whole, left, concerned) = (_whole, _left, _concerned);
        (_whole, _left, _concerned) = ([], new(StringComparer.Ordinal), 0);
        return new FillCut(async (connection, cancel) =>
        {
            var hash = await Write(connection, whole, cancel);
            if (left.Count > 0)
            {
                await using var note = new NpgsqlCommand(
                    $"INSERT INTO {_leftTable} SELECT unnest($1) ON CONFLICT DO NOTHING", connection);
                note.Parameters.Add(new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = left.ToArray(),
                });
                await note.ExecuteNonQueryAsync(cancel);
            }

            return new Filled(concerned, whole.Count, hash);
        });
    }

    public override void LeaveRest()
    {
        _left.UnionWith(_waiting.Keys);
        _waiting.Clear();
        _factsInHand = 0;
    }

    public override async Task<Filled?> WriteLeft(
        NpgsqlConnection connection, long until, CancellationToken cancel)
    {
        var keys = new List<string>(RowsLeftAtOnce);
        await using (var take = new NpgsqlCommand(
            $"""
            DELETE FROM {_leftTable} WHERE key IN
                   (SELECT key FROM {_leftTable} ORDER BY key LIMIT {RowsLeftAtOnce}) RETURNING key
            """, connection))
        {
            await using var reader = await take.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                keys.Add(reader.GetString(0));
            }
        }

        if (keys.Count == 0)
        {
            return null;
        }

        var folded = await ViewHistory.Fold<TRow>(connection, keys, until, cancel);
        var rows = folded.Select(it => new Keyed<TRow>(it.Key, it.Value)).ToList();
        return new Filled(0, rows.Count, await Write(connection, rows, cancel));
    }

    public override async Task<long> CountLeft(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {_leftTable}", connection);
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    private void Step(string key, Recorded fact, Dictionary<string, Reach> unknown)
    {
        if (!_waiting.Remove(key, out var waiting))
        {
            var reach = unknown[key];
            if (_mayLack == true && reach.First != fact.Position)
            {
                _left.Add(key);
                return;
            }

            waiting = new Waiting(null, 0, reach.Last);
        }

        waiting = waiting with { Row = TRow.Apply(key, waiting.Row, fact), Facts = waiting.Facts + 1 };
        _factsInHand++;
        if (fact.Position == waiting.Last)
        {
            Complete(key, waiting);
        }
        else
        {
            _waiting.Add(key, waiting);
        }
    }

    private void Complete(string key, Waiting waiting)
    {
        _factsInHand -= waiting.Facts;
        if (waiting.Row is { } row)
        {
            _whole.Add(new(key, row));
        }
    }

    /// <summary>Lets go of the half that would wait longest.</summary>
    private void LetGo()
    {
        _mayLack = true;
        var byWait = _waiting.OrderByDescending(it => it.Value.Last).ToArray();
        foreach (var (key, waiting) in byWait)
        {
            if (_factsInHand <= factsInHand / 2)
            {
                break;
            }

            _factsInHand -= waiting.Facts;
            _waiting.Remove(key);
            _left.Add(key);
        }
    }

    /// <summary>
    /// Where the last fact about each key's subject stands, and the first, which is looked up only while it can be
    /// another than the one in hand.
    /// </summary>
    private async Task FindReach(
        NpgsqlConnection connection, Dictionary<string, Reach> keys, long until, CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return;
        }

        var asked = keys.Keys.ToArray();
        await using var command = new NpgsqlCommand(
            """
            SELECT CASE WHEN $3 THEN (SELECT min(s.seq_id) FROM ledger.event_subjects s
                                       WHERE s.subject = k.subject AND s.seq_id <= $2) ELSE 0 END,
                   (SELECT max(s.seq_id) FROM ledger.event_subjects s
                     WHERE s.subject = k.subject AND s.seq_id <= $2)
              FROM unnest($1) WITH ORDINALITY k (subject, ordinal)
             ORDER BY k.ordinal
            """, connection);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid,
            Value = Array.ConvertAll(asked, key => TRow.SubjectOf(key).ToId()),
        });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = until });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = _mayLack == true });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        foreach (var key in asked)
        {
            await reader.ReadAsync(cancel);
            keys[key] = reader.IsDBNull(0) || reader.IsDBNull(1)
                ? throw new InvalidDataException(
                    $"The index of subjects does not know {TRow.SubjectOf(key).Key}: it was tampered with. "
                    + "Run: ledger status.")
                : new Reach(reader.GetInt64(0), reader.GetInt64(1));
        }
    }

    private async Task<RowsHash> Write(NpgsqlConnection connection, List<Keyed<TRow>> rows, CancellationToken cancel)
    {
        var all = new RowsHash();
        foreach (var hash in await _copy.Write(connection, rows, cancel))
        {
            all.Add(hash);
        }

        return all;
    }

    /// <summary>Where the first and the last fact about a subject stand; the first is zero where not asked.</summary>
    private readonly record struct Reach(long First, long Last);

    /// <summary>A row that waits for its last fact.</summary>
    /// <param name="Row">The row so far.</param>
    /// <param name="Facts">Of how many facts it is made.</param>
    /// <param name="Last">The position of its last fact.</param>
    private readonly record struct Waiting(TRow? Row, int Facts, long Last);
}
