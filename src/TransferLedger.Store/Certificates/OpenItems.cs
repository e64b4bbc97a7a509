using NodaTime;
using Npgsql;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Views;
using TransferLedger.Tracing;

namespace TransferLedger.Store.Certificates;

/// <summary>
/// Reads what is due: from the views <c>certificate</c> and <c>trace</c>, or as of a point on the two clocks.
/// </summary>
public static class OpenItems
{
    private const string Sql = """
        SELECT 0, key, shipment, end_user, due, units, value, currency FROM views.delivery WHERE NOT verified AND (due <= $1 OR $2)
        UNION ALL
        SELECT 1, key, undertaking, end_user, due, NULL, NULL, NULL FROM views.obligation
         WHERE state = 'Due' AND (due <= $1 OR $2)
           AND NOT (undertaking = 'DeliveryVerification' AND coalesce(concerns, '') LIKE 'shipment/%')
        UNION ALL
        SELECT 2, key, coalesce(number, key), end_user, answer_due, NULL, NULL, NULL FROM views.certificate
         WHERE NOT answered AND answer_due IS NOT NULL AND (answer_due <= $1 OR $2)
        UNION ALL
        SELECT 3, key, direction || ' ' || state, NULL, acknowledgement_due, NULL, NULL, NULL FROM views.trace
         WHERE acknowledgement_due IS NOT NULL AND (acknowledgement_due <= $1 OR $2)
        UNION ALL
        SELECT 4, key, direction || ' ' || state, NULL, reply_due, NULL, NULL, NULL FROM views.trace
         WHERE reply_due IS NOT NULL AND (reply_due <= $1 OR $2)
        UNION ALL
        SELECT 5, key, authorization_key, end_user, valid_to, not_left, NULL, NULL FROM views.authorization_draw
         WHERE ended_on IS NULL AND not_left > 0 AND (valid_to < $1 OR ($2 AND valid_to IS NOT NULL))
        UNION ALL
        SELECT 6, key, shipment, end_user, due, units, value, currency FROM views.transit WHERE due <= $1 OR $2
        ORDER BY 5, 1, 2, 3
        """;

    /// <summary>What is due, the longest overdue first.</summary>
    /// <param name="source">The database; its views should be up to date.</param>
    /// <param name="on">The day for which it is asked.</param>
    /// <param name="all">Also what is not due yet.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<OpenItem>> Read(
        NpgsqlDataSource source, LocalDate on, bool all, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = on.ToDateOnly() });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = all });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<OpenItem>();
        while (await reader.ReadAsync(cancel))
        {
            var due = LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(4));
            found.Add(new OpenItem(
                (OpenItemKind)reader.GetInt32(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                due,
                Period.DaysBetween(due, on),
                reader.IsDBNull(5) ? null : reader.GetInt64(5),
                reader.IsDBNull(6) ? null : reader.GetDecimal(6),
                reader.IsDBNull(7) ? null : reader.GetString(7)));
        }

        return found;
    }

    /// <summary>
    /// The same as of a point on the two clocks: from the facts about every certificate and trace, which takes as long
    /// as reading them.
    /// </summary>
    /// <param name="store">The log; its views should be up to date.</param>
    /// <param name="asOf">Which facts count.</param>
    /// <param name="on">The day for which it is asked.</param>
    /// <param name="all">Also what is not due yet.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<OpenItem>> Read(
        PostgresEventStore store, AsOf asOf, LocalDate on, bool all, CancellationToken cancel)
    {
        var found = new List<OpenItem>();
        await foreach (var (key, facts) in RowsAsOf.Facts<CertificateAccount>(store, "certificate", asOf, null, cancel))
        {
            found.AddRange(OpenItem.Of(new CertificateAccount(key, [.. facts]), CertificateParameters.Default, on));
        }

        await foreach (var (key, facts) in RowsAsOf.Facts<TraceRow>(store, "trace", asOf, null, cancel))
        {
            found.AddRange(OpenItem.Of(key, TraceCase.Of([.. facts]), new CustodyParameters(), on));
        }

        return
        [
            .. found.Where(it => all || it.IsDue).OrderBy(it => it.Due).ThenBy(it => it.Kind)
                .ThenBy(it => it.Certificate, StringComparer.Ordinal).ThenBy(it => it.Subject, StringComparer.Ordinal),
        ];
    }
}
