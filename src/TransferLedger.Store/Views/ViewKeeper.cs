using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>
/// One view on one connection: its checkpoint, and the transaction that moves rows and checkpoint together.
/// </summary>
internal sealed class ViewKeeper
{
    private readonly ViewCheckpoint _checkpoint;
    private readonly ViewSession _session;
    private readonly bool _live;

    /// <summary>A view at no place yet: see <see cref="Resume"/>.</summary>
    /// <param name="tables">The view.</param>
    /// <param name="schema">The schema its tables are in.</param>
    /// <param name="progress">The name of its row in <c>ledger.view_progress</c>.</param>
    public ViewKeeper(ViewTables tables, string schema, string progress)
    {
        _checkpoint = new ViewCheckpoint(tables, progress);
        _session = tables.Open(schema);
        _live = schema == ViewSchema.Live;
    }

    public ViewTables Tables => _checkpoint.Tables;

    /// <summary>The last fact applied, as far as this process knows.</summary>
    public long Position => _checkpoint.Position;

    /// <summary>Looks up the checkpoint; false when there is none of this version.</summary>
    public Task<bool> Resume(NpgsqlConnection connection, CancellationToken cancel)
    {
        _session.Forget();
        return _checkpoint.Resume(connection, cancel);
    }

    /// <summary>
    /// Applies a batch that follows the checkpoint, in the transaction the connection is in. False when another
    /// process has moved the view on: the caller rolls back and resumes.
    /// </summary>
    public async Task<bool> Apply(NpgsqlConnection connection, IReadOnlyList<Recorded> batch, CancellationToken cancel)
    {
        if (await _checkpoint.Lock(connection, cancel) is not { } hash)
        {
            return false;
        }

        var added = await Applied(connection, batch, cancel);
        await _checkpoint.Store(connection, batch[^1].Position, hash, added, cancel);
        if (_live)
        {
            await _checkpoint.MarkProgression(connection, batch[^1].Position, cancel);
        }

        return true;
    }

    private async Task<Filled> Applied(
        NpgsqlConnection connection, IReadOnlyList<Recorded> batch, CancellationToken cancel)
    {
        try
        {
            return await _session.Apply(connection, Position, batch, cancel);
        }
        catch (OverflowException wrong)
        {
            throw new InvalidDataException(
                $"The view {Tables.Name} cannot take the facts {batch[0].Position} to {batch[^1].Position}: a sum in them is "
                    + "greater than any whole number.",
                wrong);
        }
    }

    /// <summary>After the commit of <see cref="Apply"/>.</summary>
    public void Advance(long position) => _checkpoint.Advance(position);

    /// <summary>After a failed transaction: what is in hand may not be what is stored.</summary>
    public void Forget() => _session.Forget();
}
