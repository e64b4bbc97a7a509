using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TransferLedger.Cli.Bench;

/// <summary>What to measure, and where.</summary>
/// <param name="Events">
/// How many facts the ledger holds before single appends and reads are measured; 10 000 or more.
/// </param>
/// <param name="ConnectionString">
/// A superuser's login to a server. Databases named <c>ledger_bench_*</c> are made there and dropped again.
/// </param>
/// <param name="Progress">Told in one sentence what is being measured.</param>
/// <param name="Rebuild">
/// Rebuilds views of the database. Null leaves the rows <c>rebuild</c>, <c>rebuild-all</c> and <c>read-all</c> out.
/// </param>
/// <param name="Only">
/// One of <see cref="Benchmark.Kinds"/>, or <see cref="Benchmark.Rebuilding"/>, to measure nothing else; null for
/// everything.
/// </param>
internal sealed record BenchOptions(
    long Events,
    string ConnectionString,
    IProgress<string>? Progress = null,
    RebuildViews? Rebuild = null,
    string? Only = null);

/// <summary>
/// Rebuilds views of the database with this connection string from its first fact to its last, and returns when the
/// rebuilt views stand.
/// </summary>
/// <param name="connectionString">A superuser's login.</param>
/// <param name="all">All views, or those of custody and certificates, which the bar is about.</param>
/// <param name="cancel">Stops it.</param>
internal delegate Task RebuildViews(string connectionString, bool all, CancellationToken cancel);

/// <summary>One line of the table.</summary>
/// <param name="Name">The stable name, such as <c>append-1-c32</c>.</param>
/// <param name="Ours">What our engine reached, the median over the rounds.</param>
/// <param name="Limit">
/// What the same database gives without it (for memory: what we allow ourselves), the same way.
/// </param>
/// <param name="Unit"><c>facts/s</c> (more is better), <c>ms</c> or <c>MB</c> (less is better).</param>
/// <param name="Note">How the limit was made, and what a reader should know.</param>
internal sealed record BenchRow(string Name, double Ours, double Limit, string Unit, string Note)
{
    /// <summary>
    /// Ours by limit, whatever the unit. Where both sides took turns it is the median of the rounds' ratios, because
    /// what disturbs a shared machine for seconds disturbs both sides of a round.
    /// </summary>
    public double Ratio { get; private init; } = Limit > 0 ? Ours / Limit : 0;

    /// <summary>The lowest and the highest ratio of a round; null where there were no rounds.</summary>
    public (double Lowest, double Highest)? Spread { get; private init; }

    /// <summary>A line from the rounds in which both sides took turns.</summary>
    public static BenchRow Of(
        string name, IReadOnlyList<(double Ours, double Limit)> rounds, string unit, string note)
    {
        var ratios = rounds.Select(it => it.Ours / it.Limit).ToList();
        return new BenchRow(
            name,
            Statistics.Median(rounds.Select(it => it.Ours)),
            Statistics.Median(rounds.Select(it => it.Limit)),
            unit,
            note)
        {
            Ratio = Statistics.Median(ratios), Spread = (ratios.Min(), ratios.Max()),
        };
    }
}

/// <summary>The result of one run.</summary>
/// <param name="Events">How many facts the ledger held.</param>
/// <param name="Rows">In the order of measuring.</param>
internal sealed record BenchReport(long Events, IReadOnlyList<BenchRow> Rows)
{
    /// <summary>
    /// One JSON document: <c>{"events":N,"rows":[{"name":…,"ours":…,"limit":…,"ratio":…,"unit":…}…]}</c>.
    /// </summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("events", Events);
            json.WriteStartArray("rows");
            foreach (var row in Rows)
            {
                json.WriteStartObject();
                json.WriteString("name", row.Name);
                json.WriteNumber("ours", Rounded(row.Ours, row.Unit));
                json.WriteNumber("limit", Rounded(row.Limit, row.Unit));
                json.WriteNumber("ratio", (decimal)Math.Round(row.Ratio, 3));
                json.WriteString("unit", row.Unit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A figure with the digits its unit deserves.</summary>
    public static string Text(double value, string unit) =>
        Rounded(value, unit).ToString(unit == "ms" ? "0.000" : "0", CultureInfo.InvariantCulture);

    private static decimal Rounded(double value, string unit) => (decimal)Math.Round(value, unit == "ms" ? 3 : 0);
}
