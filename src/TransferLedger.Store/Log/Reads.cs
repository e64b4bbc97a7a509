using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>Reads that survive a restart of the server.</summary>
internal static class Reads
{
    /// <summary>
    /// Reads, and once more on new connections: one kept from before a restart of the server is found dead only when
    /// it is used.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<T> Reading<T>(
        this NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                return await read(connection);
            }
            catch (Exception failed) when (failed is NpgsqlException or IOException)
            {
                if (again || failed is PostgresException { InvariantSeverity: "ERROR" })
                {
                    throw new LedgerUnavailableException(
                        $"The ledger's database cannot be read: {failed.Message}", failed);
                }

                source.Clear();
            }
        }
    }
}
