using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>The home subjects on record.</summary>
public static class Streams
{
    private const string Sql = "SELECT id FROM ledger.mt_streams WHERE starts_with(id, $1) ORDER BY id";

    /// <summary>The home subjects whose keys begin so: every count of a site.</summary>
    /// <param name="source">Connections that may read the log.</param>
    /// <param name="beginning">The beginning, with the slash that ends a part.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<Subject>> Under(
        NpgsqlDataSource source, string beginning, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = beginning });
        var found = new List<Subject>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(Subject.Parse(reader.GetString(0)));
        }

        return found;
    }
}
