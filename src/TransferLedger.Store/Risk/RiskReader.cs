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

/// <summary>Whose risk is asked for.</summary>
/// <param name="Country">A country; null with a party.</param>
/// <param name="Party">A party, by its subject without the kind; null with a country.</param>
public sealed record RiskUnit(string? Country, string? Party);

/// <summary>Reads what counts about countries and parties from the view <c>country_risk_source</c>.</summary>
public static class RiskReader
{
    /// <summary>The sums over all countries stand under this.</summary>
    private const string Together = "";

    /// <summary>What counts on a day ($1) as known at an instant ($2, infinity for now).</summary>
    private const string Counts = """
        f.on_day <= $1 AND (f.until_day IS NULL OR f.until_day > $1)
        AND f.known_from <= $2 AND (f.known_until IS NULL OR f.known_until > $2)
        """;

    /// <summary>
    /// All that was learned before the day of $2, from the sums ($3, infinity for now), then what was learned on that
    /// day (from $4 on) up to that instant, less what was taken back.
    /// </summary>
    private const string Learned = """
        SELECT country, series, contested, dated, weight FROM views.country_risk
         WHERE on_day <= $1 AND until_day > $1 AND known_day < $3 AND $sums
        UNION ALL
        SELECT country, series, contested, dated, weight FROM views.country_risk_fact
         WHERE on_day <= $1 AND (until_day IS NULL OR until_day > $1) AND known_from BETWEEN $4 AND $2 AND $facts
        UNION ALL
        SELECT country, series, contested, dated, -weight FROM views.country_risk_fact
         WHERE on_day <= $1 AND (until_day IS NULL OR until_day > $1) AND known_until BETWEEN $4 AND $2 AND $facts
        """;

    private const string SumsSql = $"""
        SELECT series, contested, dated, sum(weight)::bigint FROM ({Learned}) l
         GROUP BY 1, 2, 3 HAVING sum(weight) <> 0 ORDER BY 1, 3, 2
        """;

    private const string PartySql = $"""
        SELECT f.series, f.contested, f.dated, sum(f.weight)::bigint
          FROM views.country_risk_fact f
         WHERE f.party = $3 AND {Counts}
         GROUP BY 1, 2, 3 HAVING sum(f.weight) <> 0 ORDER BY 1, 3, 2
        """;

    private const string AllSql = $"""
        SELECT country, series, contested, dated, sum(weight)::bigint FROM ({Learned}) l
         GROUP BY 1, 2, 3, 4 HAVING sum(weight) <> 0 ORDER BY 1, 2, 4, 3
        """;

    private const string CountryOfPartySql = """
        SELECT f.country FROM views.country_risk_fact f WHERE f.party = $1
         GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
        """;

    private const string FactsSql = $"""
        SELECT f.series, f.weight, f.on_day, f.dated, f.position, f.key, f.party, f.contested
          FROM views.country_risk_fact f
         WHERE $which AND {Counts} AND ($4::text[] IS NULL OR f.series = ANY ($4))
         ORDER BY f.series, f.on_day DESC, f.position DESC, f.key LIMIT $5
        """;

    /// <summary>What counts about one country or party at a moment.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The country or party.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<RiskSums> Sums(
        NpgsqlDataSource source, RiskUnit unit, RiskMoment moment, CancellationToken cancel)
    {
        await using var command = unit.Country is null
            ? Command(source, PartySql, unit, moment)
            : Summing(source, SumsSql, unit.Country, moment);
        return await Read(command, moment, cancel);
    }

    /// <summary>
    /// What counts about everybody else, for the pooled prior: about all other countries, or about the country that a
    /// party is named with most often; null when there is none.
    /// </summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="unit">The country or party.</param>
    /// <param name="own">What counts about it.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<RiskSums?> Others(
        NpgsqlDataSource source, RiskUnit unit, RiskSums own, RiskMoment moment, CancellationToken cancel)
    {
        if (unit.Country is null)
        {
            await using var find = source.CreateCommand(CountryOfPartySql);
            find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = unit.Party });
            return await find.ExecuteScalarAsync(cancel) is string home
                ? await Sums(source, new RiskUnit(home, null), moment, cancel)
                : null;
        }

        await using var command = Summing(source, SumsSql, Together, moment);
        return (await Read(command, moment, cancel)).Without(own);
    }

    /// <summary>What counts about every country at a moment, by its code.</summary>
    /// <param name="source">Connections that may read the views, which should be up to date.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<SortedDictionary<string, RiskSums>> All(
        NpgsqlDataSource source, RiskMoment moment, CancellationToken cancel)
    {
        await using var command = Summing(source, AllSql, null, moment);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new SortedDictionary<string, List<DailySum>>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var country = reader.GetString(0);
            if (!found.TryGetValue(country, out var days))
            {
                found.Add(country, days = []);
            }

            days.Add(Sum(reader, 1));
        }

        return new SortedDictionary<string, RiskSums>(
            found.ToDictionary(it => it.Key, it => new RiskSums(moment.On, it.Value), StringComparer.Ordinal),
            StringComparer.Ordinal);
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

    private static async Task<RiskSums> Read(NpgsqlCommand command, RiskMoment moment, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var days = new List<DailySum>();
        while (await reader.ReadAsync(cancel))
        {
            days.Add(Sum(reader, 0));
        }

        return new RiskSums(moment.On, days);
    }

    /// <summary>A sum over one country, over all together, or (null) over each.</summary>
    private static NpgsqlCommand Summing(
        NpgsqlDataSource source, string sql, string? country, RiskMoment moment)
    {
        var (sums, facts) = country switch
        {
            null => ("country <> ''", "true"),
            Together => ("country = $5", "$5 = ''"),
            _ => ("country = $5", "country = $5"),
        };
        var command = source.CreateCommand(
            sql.Replace("$sums", sums, StringComparison.Ordinal).Replace("$facts", facts, StringComparison.Ordinal));
        Add(command, moment);
        var day = moment.Known?.InUtc().Date;
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day?.ToDateOnly() ?? DateOnly.MaxValue });
        command.Parameters.Add(new NpgsqlParameter<DateTime>
        {
            TypedValue = day?.AtMidnight().InUtc().ToDateTimeUtc() ?? Ever,
        });
        if (country is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = country });
        }

        return command;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource source, string sql, RiskUnit unit, RiskMoment moment)
    {
        var which = unit.Country is null ? "f.party = $3" : "f.country = $3";
        var command = source.CreateCommand(sql.Replace("$which", which, StringComparison.Ordinal));
        Add(command, moment);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = unit.Country ?? unit.Party });
        return command;
    }

    private static void Add(NpgsqlCommand command, RiskMoment moment)
    {
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = moment.On.ToDateOnly() });

        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = moment.Known?.ToDateTimeUtc() ?? Ever });
    }

    /// <summary>The greatest instant and day Npgsql sends as infinity: everything ever recorded.</summary>
    private static DateTime Ever => DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    private static DailySum Sum(NpgsqlDataReader reader, int first) => new(
        RiskSeries.Of(reader.GetString(first)), reader.GetBoolean(first + 1), Day(reader, first + 2),
        reader.GetInt64(first + 3));

    private static LocalDate Day(NpgsqlDataReader reader, int column) =>
        LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column));
}
