using System.Collections.Immutable;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// The facts about one subject that nearly every question needs, kept in memory: facts never change, so that only those
/// recorded since are read. Thread-safe.
/// </summary>
/// <param name="source">Connections that may read the log.</param>
/// <param name="subject">The subject. It should have hundreds of facts, not millions.</param>
internal sealed class KeptHistory(NpgsqlDataSource source, Subject subject)
{
    private ImmutableArray<Recorded> _facts = [];

    /// <summary>All facts about it that are on record now, in order.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public async Task<ImmutableArray<Recorded>> Read(CancellationToken cancel)
    {
        var kept = _facts;
        var last = kept.IsEmpty ? 0 : kept[^1].Position;
        var more = await source.Reading(
            connection => FactReader.ReadSince(connection, subject.ToId(), last, cancel), cancel);
        if (more.Count == 0)
        {
            return kept;
        }

        // Whoever reads at the same time reads the same; what is kept may be the shorter of two, never a wrong one.
        return _facts = [.. kept, .. more];
    }
}
