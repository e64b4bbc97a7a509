using System.Runtime.CompilerServices;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>
/// The rows of a view as of a point on the two clocks. The tables know the present alone; they say which rows there
/// are, and the facts about those say what stood in them.
/// </summary>
public static class RowsAsOf
{
    /// <summary>Of how many rows the facts are in memory at once.</summary>
    private const int AtOnce = 200;

    /// <summary>The rows that there were, by key; a key whose facts gave nothing to show is left out.</summary>
    /// <param name="store">The log; its views should be up to date.</param>
    /// <param name="table">The view's table, whose <c>key</c> is that of the row.</param>
    /// <param name="asOf">Which facts count.</param>
    /// <param name="now">
    /// A condition on the table that spares reading what is not wanted; it holds for the present, so it is asked only
    /// as of now. Null reads every row.
    /// </param>
    /// <param name="cancel">Stops the reading.</param>
    public static async IAsyncEnumerable<(string Key, TView Row)> Read<TView>(
        PostgresEventStore store,
        string table,
        AsOf asOf,
        string? now,
        [EnumeratorCancellation] CancellationToken cancel)
        where TView : class, IView<TView>
    {
        await foreach (var (key, facts) in Facts<TView>(store, table, asOf, now, cancel))
        {
            if (facts.Aggregate((TView?)null, (row, it) => TView.Apply(key, row, it)) is { } row)
            {
                yield return (key, row);
            }
        }
    }

    /// <summary>The facts that make each row, as far as they count, in the order of recording.</summary>
    internal static async IAsyncEnumerable<(string Key, List<Recorded> Facts)> Facts<TView>(
        PostgresEventStore store,
        string table,
        AsOf asOf,
        string? now,
        [EnumeratorCancellation] CancellationToken cancel)
        where TView : class, IView<TView>
    {
        var all = await Keys(store.Source, table, asOf == AsOf.Now ? now : null, cancel);
        foreach (var keys in all.Chunk(AtOnce))
        {
            var read = await store.Read([.. keys.Select(TView.SubjectOf)], cancel);
            var facts = read.Facts.Where(asOf.Includes)
                .SelectMany(it => TView.KeysOf(it).Select(key => (key, it)))
                .ToLookup(it => it.key, it => it.it, StringComparer.Ordinal);
            foreach (var key in keys.Where(facts.Contains))
            {
                yield return (key, [.. facts[key]]);
            }
        }
    }

    private static async Task<List<string>> Keys(
        NpgsqlDataSource source, string table, string? condition, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            $"SELECT key FROM views.{table}{(condition is null ? "" : $" WHERE {condition}")} ORDER BY key");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }
}
