using System.Data;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Risk;

namespace TransferLedger.Store.Risk;

/// <summary>A fact behind a count, for people.</summary>
/// <param name="Series">What it counts as.</param>
/// <param name="Weight">How much, in thousandths.</param>
/// <param name="On">From which day on.</param>
/// <param name="Dated">From which day its age is reckoned.</param>
/// <param name="Position">The fact.</param>
/// <param name="Subject">The subject it comes from.</param>
/// <param name="Party">Whose it is; null when nobody is named.</param>
/// <param name="Contested">Is it disputed?</param>
public sealed record RiskSource(
    RiskSeries Series, long Weight, LocalDate On, LocalDate Dated, long Position, string Subject, string? Party,
    bool Contested);

/// <summary>Reads what counts about countries and parties from the view <c>country_risk_source</c>.</summary>
public static class RiskReader
{
    /// <summary>What counts on a day ($1) as known at an instant ($2, infinity for now).</summary>
    private const string Counts = """
        f.on_day <= $1 AND (f.until_day IS NULL OR f.until_day > $1)
        AND f.known_from <= $2 AND (f.known_until IS NULL OR f.known_until > $2)
        """;

    private const string SumsSql = $"""
        SELECT f.series, f.contested, f.dated, sum(f.weight)::bigint
          FROM views.country_risk_fact f
         WHERE $which AND {Counts}
         GROUP BY 1, 2, 3 HAVING sum(f.weight) <> 0 ORDER BY 1, 3, 2
        """;

    private const string CountryOfSql = """
        SELECT f.country FROM views.country_risk_fact f WHERE $which AND f.country <> ''
         GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
        """;

    private const string ShownSql = $"""
        SELECT f.series, f.named[1], f.on_day, f.until_day, sum(f.weight)::bigint FROM views.country_risk_fact f
         WHERE f.country = $3 AND f.series IN ('found-abroad', 'open-finding') AND f.on_day <= $1
           AND f.known_from <= $2 AND (f.known_until IS NULL OR f.known_until > $2)
         GROUP BY 1, 2, 3, 4
        """;

    private const string FactsSql = $"""
        SELECT f.series, f.weight, f.on_day, f.dated, f.position, f.key, f.party, f.contested
          FROM views.country_risk_fact f
         WHERE $which AND {Counts} AND ($4::text[] IS NULL OR f.series = ANY ($4))
         ORDER BY f.series, f.on_day DESC, f.position DESC, f.key LIMIT $5
        """;

    /// <summary>What counts about every country at a moment, by its code, added up by age.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="ages">The ages at which something counts less: <see cref="RiskParameters.Ages"/>.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<Dictionary<string, RiskSums>> All(
        NpgsqlDataSource source, RiskMoment moment, IReadOnlyList<int> ages, CancellationToken cancel)
    {
        var tallies = new RiskTallies(moment.On, ages);
        await using var command = source.CreateCommand(RiskBlocks.Read);
        command.Parameters.Add(Known(moment));
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel);
        var (next, last, adding) = (Array.Empty<byte>(), Array.Empty<byte>(), Task.CompletedTask);
        try
        {
            while (await reader.ReadAsync(cancel))
            {
                if (!await reader.IsDBNullAsync(0, cancel))
                {
                    var length = checked((int)reader.GetBytes(0, 0, null, 0, 0));
                    next = next.Length >= length ? next : new byte[length];
                    reader.GetBytes(0, 0, next, 0, length);

                    // The server sends the next block while this one is added up.
                    await adding;
                    var block = next.AsMemory(0, length);
                    adding = Task.Run(() => RiskBlocks.Take(block.Span, moment.On, tallies), cancel);
                    (next, last) = (last, next);
                }
            }
        }
        finally
        {
            await adding;
        }

        return tallies.Sums();
    }

    /// <summary>
    /// What counts about one country or party at a moment, day by day, from the facts behind it: a read as long as
    /// there are such facts.
    /// </summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The country or party.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<RiskSums> Sums(
        NpgsqlDataSource source, RiskUnit unit, RiskMoment moment, CancellationToken cancel)
    {
        await using var command = Command(source, SumsSql, unit, moment);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var days = new List<DailySum>();
        while (await reader.ReadAsync(cancel))
        {
            days.Add(new DailySum(
                RiskSeries.Of(reader.GetString(0)), reader.GetBoolean(1), Day(reader, 2), reader.GetInt64(3)));
        }

        return new RiskSums(moment.On, days);
    }

    /// <summary>Does any fact count, or has any counted, about a unit?</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<bool> Exists(NpgsqlDataSource source, RiskUnit unit, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            $"SELECT EXISTS (SELECT FROM views.country_risk_fact f WHERE {Which(unit, "$1")})");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = unit.Key });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The keys of units of a kind about which facts count, in their order.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="kind">No country.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<string>> Keys(
        NpgsqlDataSource source, RiskUnitKind kind, int most, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(kind switch
        {
            RiskUnitKind.Party => "SELECT party FROM views.country_risk_fact WHERE party IS NOT NULL GROUP BY 1 LIMIT $1",
            RiskUnitKind.Site => "SELECT site FROM views.country_risk_fact WHERE site IS NOT NULL GROUP BY 1 LIMIT $1",
            RiskUnitKind.Broker => Named("broker/"),
            RiskUnitKind.Carrier => Named("carrier/"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Countries have codes."),
        });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            keys.Add(reader.GetString(0));
        }

        keys.Sort(StringComparer.Ordinal);
        return keys;

        static string Named(string prefix) => $"""
            SELECT named FROM (SELECT unnest(named) AS named FROM views.country_risk_fact WHERE named IS NOT NULL) one
             WHERE starts_with(named, '{prefix}') GROUP BY 1 LIMIT $1
            """;
    }

    /// <summary>The country a unit is named with most often; null when there is none.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<string?> CountryOf(NpgsqlDataSource source, RiskUnit unit, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(
            CountryOfSql.Replace("$which", Which(unit, "$1"), StringComparison.Ordinal));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = unit.Key });
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>What is shown of a country and not scored: where its items turned up, and its open findings.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="country">The country.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<RiskContext> Context(
        NpgsqlDataSource source, string country, RiskMoment moment, CancellationToken cancel)
    {
        await using var command = Command(source, ShownSql, RiskUnit.Country(country), moment);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var shown = new List<ShownEntry>();
        while (await reader.ReadAsync(cancel))
        {
            shown.Add(new ShownEntry(
                RiskSeries.Of(reader.GetString(0)),
                await reader.IsDBNullAsync(1, cancel) ? null : reader.GetString(1),
                Day(reader, 2),
                await reader.IsDBNullAsync(3, cancel) ? null : Day(reader, 3),
                reader.GetInt64(4)));
        }

        return RiskContext.Of(shown, moment.On);
    }

    /// <summary>The facts behind the counts, the latest first.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The country or party.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="series">Only these series; null for all.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<RiskSource>> Facts(
        NpgsqlDataSource source,
        RiskUnit unit,
        RiskMoment moment,
        IReadOnlyList<string>? series,
        int most,
        CancellationToken cancel)
    {
        await using var command = Command(source, FactsSql, unit, moment);
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = series?.ToArray() ?? (object)DBNull.Value,
        });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<RiskSource>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new RiskSource(
                RiskSeries.Of(reader.GetString(0)), reader.GetInt64(1), Day(reader, 2), Day(reader, 3),
                reader.GetInt64(4), reader.GetString(5),
                await reader.IsDBNullAsync(6, cancel) ? null : reader.GetString(6), reader.GetBoolean(7)));
        }

        return found;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, RiskUnit unit, RiskMoment moment)
    {
        var command = source.CreateCommand(sql.Replace("$which", Which(unit, "$3"), StringComparison.Ordinal));
        Add(command, moment);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = unit.Key });
        return command;
    }

    private static string Which(RiskUnit unit, string parameter) => unit.Kind switch
    {
        RiskUnitKind.Country => $"f.country = {parameter}",
        RiskUnitKind.Party => $"f.party = {parameter}",
        RiskUnitKind.Site => $"f.site = {parameter}",
        _ => $"f.named @> ARRAY[{parameter}]",
    };

    private static void Add(NpgsqlCommand command, RiskMoment moment)
    {
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = moment.On.ToDateOnly() });
        command.Parameters.Add(Known(moment));
    }

    /// <summary>The greatest instant Npgsql sends as infinity: everything ever recorded.</summary>
    private static NpgsqlParameter<DateTime> Known(RiskMoment moment) => new()
    {
        TypedValue = moment.Known?.ToDateTimeUtc() ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
    };

    private static LocalDate Day(NpgsqlDataReader reader, int column) =>
        LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));
}
