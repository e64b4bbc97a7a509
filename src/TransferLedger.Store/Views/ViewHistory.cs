using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Views;

/// <summary>Rows of a view made from the histories of their subjects.</summary>
internal static class ViewHistory
{
    /// <summary>
    /// The rows under some keys, from the facts about their subjects up to a position; none for a key whose facts give
    /// nothing to show.
    /// </summary>
    public static async Task<Dictionary<string, TRow>> Fold<TRow>(
        NpgsqlConnection connection, IReadOnlyList<string> keys, long upTo, CancellationToken cancel)
        where TRow : class, IView<TRow>
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var rows = new Dictionary<string, TRow>(wanted.Count, StringComparer.Ordinal);
        var subjects = Array.ConvertAll([.. keys], key => TRow.SubjectOf(key).ToId());
        await foreach (var fact in FactReader.ReadAbout(connection, subjects, upTo, cancel))
        {
            foreach (var key in TRow.KeysOf(fact))
            {
                if (wanted.Contains(key) && TRow.Apply(key, rows.GetValueOrDefault(key), fact) is { } row)
                {
                    rows[key] = row;
                }
            }
        }

        return rows;
    }
}
