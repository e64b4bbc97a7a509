using NodaTime;
using Npgsql;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Tests.Views;

/// <summary>What is encoded by hand is what PostgreSQL reads.</summary>
public sealed class TableRowsTests : IAsyncLifetime
{
    private static readonly Instant Early = Instant.FromUtc(1801, 2, 3, 4, 5) + Duration.FromNanoseconds(1);

    private LedgerDatabase _database = null!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Every_type_at_its_ends_arrives_as_it_was()
    {
        var rows = new TableRows(7);
        rows.Begin();
        rows.Text("КА \"12\"\\\t\n é 🔫");
        rows.Int(int.MinValue);
        rows.Long(long.MaxValue);
        rows.Bool(true);
        rows.Time(Early);
        rows.Longs([1, long.MinValue, -1]);
        rows.Binary([0, 255, 10]);
        rows.Begin();
        rows.Text("");
        rows.Int(null);
        rows.Long(0);
        rows.Bool(false);
        rows.Time(null);
        rows.Longs([]);
        rows.Binary([]);
        rows.Begin();
        rows.Text(null);
        rows.Int(0);
        rows.Long(-1);
        rows.Bool(false);
        rows.Time(Instant.FromUtc(2000, 1, 1, 0, 0) - Duration.FromNanoseconds(1));
        rows.Longs([7]);
        rows.Binary([1]);

        await Copy(rows);

        (await _database.Rows(
            "SELECT concat_ws('|', coalesce(a, 'null'), coalesce(b::text, 'null'), c, d, coalesce(e AT TIME ZONE 'UTC' || '', 'null'), f, g) FROM t ORDER BY c DESC",
            row => row.GetString(0))).ShouldBe(
        [
            "КА \"12\"\\\t\n é 🔫|-2147483648|9223372036854775807|t|1801-02-03 04:05:00|{1,-9223372036854775808,-1}|\\x00ff0a",
            "|null|0|f|null|{}|\\x",
            "null|0|-1|f|1999-12-31 23:59:59.999999|{7}|\\x01",
        ]);
    }

    [Fact]
    public async Task Numbers_arrive_to_the_last_digit()
    {
        decimal?[] all =
        [
            0, 1, -1, 9999, 10_000, 100_000_000, 0.5m, 412.50m, 0.0001m, 0.00001m, -0.00000001m, 20_000.03m,
            decimal.MaxValue, decimal.MinValue, 7.9228162514264337593543950335m, 1e-28m, null,
        ];
        var rows = new TableRows(1);
        foreach (var number in all)
        {
            rows.Begin();
            rows.Numeric(number);
        }

        await Copy(rows, "a numeric");
        (await _database.Rows("SELECT coalesce(a::text, 'null') FROM t", row => row.GetString(0))).ShouldBe(
            all.Select(it => it?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"));
    }

    private async Task Copy(
        TableRows rows,
        string columns = "a text, b int, c bigint, d boolean, e timestamptz, f bigint[], g bytea")
    {
        await _database.Execute($"CREATE TABLE t ({columns})");
        await using var connection = await _database.Connect();
        await using var copy = await connection.BeginRawBinaryCopyAsync("COPY t FROM STDIN (FORMAT BINARY)");
        await copy.WriteAsync(new byte[] { 80, 71, 67, 79, 80, 89, 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0 });
        await copy.WriteAsync(rows.Bytes);
        await copy.WriteAsync(new byte[] { 255, 255 });
    }
}
