using NodaTime;
using Npgsql;

namespace TransferLedger.Store.Certificates;

/// <summary>What is waited for.</summary>
public enum OpenItemKind
{
    /// <summary>A delivery verification certificate.</summary>
    DeliveryVerification,

    /// <summary>Something the end user has undertaken to do.</summary>
    Obligation,

    /// <summary>An answer of the issuing authority.</summary>
    Confirmation,

    /// <summary>Confirmation that a trace request arrived, by another State or by us.</summary>
    TraceReceipt,

    /// <summary>The reply to a trace request, by another State or by us.</summary>
    TraceReply,

    /// <summary>
    /// That an authorization is closed whose last day is over: until then it takes what has not left from the balance.
    /// </summary>
    Closing,
}

/// <summary>Something that is due.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Certificate">The end-user certificate: country and number; of a trace, its reference.</param>
/// <param name="Subject">The shipment, the undertaking, the certificate's number, or the State of a trace.</param>
/// <param name="EndUser">The end user; null when unknown.</param>
/// <param name="Due">The last day for it.</param>
/// <param name="DaysOverdue">How many days ago that was; negative when it is still to come.</param>
/// <param name="Units">How many units it is about; null when it is not about units.</param>
/// <param name="Value">Their value; null when it is not known in one currency.</param>
/// <param name="Currency">Its currency, ISO 4217.</param>
public sealed record OpenItem(
    OpenItemKind Kind,
    string Certificate,
    string Subject,
    string? EndUser,
    LocalDate Due,
    int DaysOverdue,
    long? Units,
    decimal? Value,
    string? Currency);

/// <summary>Reads what is due from the views <c>certificate</c> and <c>trace</c>.</summary>
public static class OpenItems
{
    private const string Sql = """
        SELECT 0, key, shipment, end_user, due, units, value, currency FROM views.delivery WHERE NOT verified AND (due <= $1 OR $2)
        UNION ALL
        SELECT 1, key, undertaking, end_user, due, NULL, NULL, NULL FROM views.obligation WHERE NOT met AND (due <= $1 OR $2)
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
}
