using Newtonsoft.Json.Linq;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Marten;

/// <summary>What a Marten application that opens the database relies on.</summary>
public sealed class MartenTablesTests : IAsyncLifetime
{
    private LedgerDatabase? _database;
    private PostgresEventStore? _store;

    private LedgerDatabase Database => _database!;

    private PostgresEventStore Store => _store!;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        _store = _database.Open();
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_fact_is_stored_under_its_alias_and_class_name()
    {
        await Store.Record([.. EventSamples.All.Select(it => new NewFact(Requests.Weapon(1), it))]);

        var rows = await Database.Rows(
            "SELECT type, mt_dotnet_type FROM ledger.mt_events ORDER BY seq_id",
            it => (it.GetString(0), it.GetString(1)));

        rows.ShouldBe(EventSamples.All.Select(it => it.GetType())
            .Select(it => (AliasRule.Of(it.Name), $"{it.FullName}, TransferLedger")));
        rows.ShouldAllBe(it => Type.GetType(it.Item2) != null);
        (await Store.All()).Select(it => it.Fact).ShouldBe(EventSamples.All);
    }

    [Fact]
    public async Task Every_column_of_an_event_is_as_Marten_writes_it()
    {
        var request =
            Requests.Ask(Requests.Linked(Requests.Weapon(1))) with { Provenance = new("officer 17", "Customs") };
        var receipt = await Store.Record(request);

        var row = (await Database.Rows(
            """
            SELECT id, stream_id, version, tenant_id, correlation_id, causation_id, user_name, is_archived, bdata,
                   timestamp, headers::text
              FROM ledger.mt_events
            """,
            it => Enumerable.Range(0, it.FieldCount).Select(it.GetValue).ToArray())).ShouldHaveSingleItem();

        row[..9].ShouldBe(
        [
            AppendRules.EventId(request.Id, 0), Requests.Weapon(1).Key, 1L, "*DEFAULT*", request.Id.ToString(),
            DBNull.Value, "officer 17", false, DBNull.Value,
        ]);
        row[9].ShouldBe(receipt.At.ToDateTimeUtc());
        var headers = JObject.Parse((string)row[10]);
        ((string?)headers["actor"]).ShouldBe("officer 17");
        ((string?)headers["salt"]).ShouldNotBeNull().ShouldMatch("^[0-9a-f]{32}$");
    }

    [Fact]
    public async Task Every_fact_has_a_salt_of_its_own_and_a_repeat_does_not_change_it()
    {
        const string salts = "SELECT headers->>'salt' FROM ledger.mt_events ORDER BY seq_id";
        var request = Requests.Ask([.. Enumerable.Range(0, 500).Select(_ => Requests.Linked(Requests.Weapon(1)))]);
        await Store.Record(request);
        var before = await Database.Rows(salts, it => it.GetString(0));

        await Store.Append(request);

        before.Distinct(StringComparer.Ordinal).Count().ShouldBe(500);
        (await Database.Rows(salts, it => it.GetString(0))).ShouldBe(before);
    }

    [Fact]
    public async Task A_stream_row_shows_the_last_version_and_when_it_was_appended()
    {
        var first = await Store.Record(Requests.Linked(Requests.Weapon(1)), Requests.Linked(Requests.Weapon(2)));
        var last = await Store.Record(Requests.Linked(Requests.Weapon(1)), Requests.Linked(Requests.Weapon(1)));

        var rows = await Database.Rows(
            "SELECT id, version, timestamp, created, type, tenant_id, is_archived FROM ledger.mt_streams "
            + "ORDER BY version",
            it => Enumerable.Range(0, it.FieldCount).Select(it.GetValue).ToArray());

        var (earlier, later) = (first.At.ToDateTimeUtc(), last.At.ToDateTimeUtc());
        rows.Count.ShouldBe(2);
        rows[0].ShouldBe([Requests.Weapon(2).Key, 1L, earlier, earlier, DBNull.Value, "*DEFAULT*", false]);
        rows[1].ShouldBe([Requests.Weapon(1).Key, 3L, later, earlier, DBNull.Value, "*DEFAULT*", false]);
    }

    [Fact]
    public async Task The_sequence_stands_at_the_last_position()
    {
        await Store.Record([.. Enumerable.Range(0, 37).Select(_ => Requests.Linked(Requests.Weapon(1)))]);
        await Store.Append(Requests.Ask(Requests.Linked(Requests.Weapon(1))).If(0, Requests.Weapon(1)));

        (await Database.Value<long>("SELECT last_value FROM ledger.mt_events_sequence")).ShouldBe(37);
    }

    [Fact]
    public async Task A_listener_hears_of_every_commit_with_an_empty_payload()
    {
        await using var listener = await Database.Connect();
        var heard = new List<(string Channel, string Payload)>();
        listener.Notification += (_, it) => heard.Add((it.Channel, it.Payload));
        await using (var listen = new NpgsqlCommand("LISTEN mt_events_appended", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        for (var commit = 1; commit <= 3; commit++)
        {
            await Store.Record(Requests.Linked(Requests.Weapon(1)), Requests.Linked(Requests.Weapon(2)));
            while (heard.Count < commit)
            {
                (await listener.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
            }
        }

        await Store.Append(Requests.Ask(Requests.Linked(Requests.Weapon(1))).If(0, Requests.Weapon(1)));
        (await listener.WaitAsync(TimeSpan.FromMilliseconds(100))).ShouldBeFalse();
        heard.ShouldBe(Enumerable.Repeat(("mt_events_appended", ""), 3));
    }

    [Fact]
    public async Task The_tables_of_the_log_are_as_approved() =>
        Snapshot.Verify("SchemaSnapshot",
            string.Join('\n', await Database.Rows(SchemaText.Sql, it => it.GetString(0))));
}
