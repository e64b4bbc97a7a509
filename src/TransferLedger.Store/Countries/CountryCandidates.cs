using Npgsql;

namespace TransferLedger.Store.Countries;

/// <summary>What may have been in a country, found by the views and streams; replay decides what was.</summary>
public static class CountryCandidates
{
    private const string WeaponsSql = """
        SELECT DISTINCT key FROM views.custody_interval
         WHERE upper(btrim(custodian_country)) = ANY($1) OR upper(btrim(place_country)) = ANY($1)
         ORDER BY 1
        """;

    private const string LotsSql = "SELECT id FROM ledger.mt_streams WHERE id LIKE 'lot/%' ORDER BY id";

    /// <summary>
    /// The ids of weapons that a custodian of one of some countries ever answered for, or that were ever there.
    /// </summary>
    /// <param name="source">The database; its views should be up to date.</param>
    /// <param name="codes">ISO 3166-1 alpha-2.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<string>> Weapons(
        NpgsqlDataSource source, IEnumerable<string> codes, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(WeaponsSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. codes] });
        return await Read(command, cancel);
    }

    /// <summary>The keys of all lots.</summary>
    /// <param name="source">The database.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<string>> Lots(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(LotsSql);
        return await Read(command, cancel);
    }

    private static async Task<IReadOnlyList<string>> Read(NpgsqlCommand command, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
