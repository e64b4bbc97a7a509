using Npgsql;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Certificates;

/// <summary>Which certificates the view of them has.</summary>
public static class CertificatesOnFile
{
    /// <summary>The captured certificates under which something was delivered, by country and number.</summary>
    /// <param name="source">The database; its views should be up to date.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static Task<IReadOnlyList<Subject>> Delivered(NpgsqlDataSource source, CancellationToken cancel) => Keys(
        source,
        """
        SELECT c.key FROM views.certificate c
         WHERE c.captured AND EXISTS (
               SELECT FROM views.certificate_line l WHERE l.key = c.key AND l.delivered > 0)
         ORDER BY c.key
        """,
        cancel);

    /// <summary>All captured certificates, by country and number.</summary>
    /// <param name="source">The database; its views should be up to date.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static Task<IReadOnlyList<Subject>> Captured(NpgsqlDataSource source, CancellationToken cancel) =>
        Keys(source, "SELECT key FROM views.certificate WHERE captured ORDER BY key", cancel);

    private static async Task<IReadOnlyList<Subject>> Keys(
        NpgsqlDataSource source, string statement, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(statement);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<Subject>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(CertificateAccount.SubjectOf(reader.GetString(0)));
        }

        return found;
    }
}
