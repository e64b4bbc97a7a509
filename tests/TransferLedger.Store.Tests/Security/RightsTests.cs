using Npgsql;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Security;

/// <summary>Nobody changes the log by accident, and the application not even on purpose.</summary>
public sealed class RightsTests(RecordedLedger ledger) : IClassFixture<RecordedLedger>
{
    private const string Refused = "TL002";
    private const string NoRight = "42501";

    private static readonly string[] Tables = ["mt_events", "event_subjects", "commands", "mt_streams", "head", "files"];

    private static readonly string[] Actions =
        ["UPDATE", "UPDATE none", "DELETE", "DELETE none", "TRUNCATE", "INSERT", "COPY"];

    private LedgerDatabase Database => ledger.Database;

    public static TheoryData<string, string> Attempts()
    {
        var attempts = new TheoryData<string, string>();
        foreach (var table in Tables)
        {
            foreach (var action in Actions)
            {
                attempts.Add(table, action);
            }
        }

        return attempts;
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task The_log_refuses_every_role_and_stays_as_it_is(string table, string action)
    {
        var before = await Fingerprint();
        var statement = Statement(table, action);

        (await Attempt("SET ROLE ledger_app", statement)).ShouldBe(NoRight);
        (await Attempt("SET ROLE ledger_app; SET ledger.appending = 'yes'", statement)).ShouldBe(NoRight);
        (await Attempt($"SET ROLE {ledger.Stranger}", statement)).ShouldBe(NoRight);
        (await Attempt("SET ROLE ledger_owner", statement)).ShouldBe(action == "COPY" ? NoRight : Refused);
        (await Attempt("SELECT", statement)).ShouldBe(Refused);
        (await Attempt("SET session_replication_role = replica", statement)).ShouldBe(Refused);

        (await Fingerprint()).ShouldBe(before);
    }

    [Theory]
    [InlineData("DROP TABLE ledger.mt_events CASCADE")]
    [InlineData("DROP SCHEMA ledger CASCADE")]
    [InlineData("ALTER TABLE ledger.mt_events DISABLE TRIGGER ALL")]
    [InlineData("DROP TRIGGER refuse_change ON ledger.mt_events")]
    [InlineData("ALTER TABLE ledger.mt_events ADD COLUMN more text")]
    [InlineData("CREATE TABLE ledger.mine (id int)")]
    [InlineData("CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("SET ROLE ledger_owner")]
    [InlineData("SELECT setval('ledger.mt_events_sequence', 1000)")]
    [InlineData("SELECT nextval('ledger.mt_events_sequence')")]
    [InlineData("SELECT position FROM ledger.head FOR UPDATE")]
    [InlineData("DO 'BEGIN LOCK TABLE ledger.head IN ACCESS EXCLUSIVE MODE; END'")]
    [InlineData("DO 'BEGIN LOCK TABLE ledger.mt_events IN SHARE MODE; END'")]
    [InlineData("SELECT ledger.mt_archive_stream('x')")]
    [InlineData(
        "SELECT ledger.mt_quick_append_events('x', 'x', 'x', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', "
        + "'{}')")]
    [InlineData("INSERT INTO ledger.mt_high_water_skips (ending_sequence, starting_sequence) VALUES (2, 1)")]
    [InlineData("UPDATE public.ledger_migrations SET number = 9000")]
    [InlineData("ALTER TABLE ledger.files DROP CONSTRAINT files_hash_is_of_bytes")]
    public async Task The_application_has_no_right_to(string statement)
    {
        var before = await Fingerprint();
        await using var connection = await LogIn();

        await Run(connection, "SET ROLE ledger_app");
        (await SqlStateOf(connection, statement)).ShouldBe(NoRight);
        await Run(connection, "RESET ROLE");
        (await SqlStateOf(connection, statement)).ShouldBe(NoRight);

        (await Fingerprint()).ShouldBe(before);
    }

    [Fact]
    public async Task A_login_that_is_only_a_member_of_the_application_role_can_append_and_read()
    {
        await using var store = PostgresEventStore.Open(LogInString);
        var before = await store.Read(Weapon(3));

        (await store.Record(Linked(Weapon(3)))).First.ShouldBe(before.UpTo + 1);
        (await store.All()).Length.ShouldBe((int)before.UpTo + 1);
        (await store.Read(Weapon(3))).Facts.Length.ShouldBe(before.Facts.Length + 1);
    }

    [Fact]
    public async Task No_gap_can_be_declared_by_anybody() =>
        (await Attempt("SELECT", "SELECT ledger.mt_mark_progression_with_skip('x', 2, 1)")).ShouldBe("MT004");

    [Fact]
    public async Task A_ledger_with_facts_cannot_be_made_one_that_replays() =>
        (await Attempt("SELECT", "UPDATE ledger.head SET clock = 'replay'")).ShouldBe(Refused);

    private string LogInString => new NpgsqlConnectionStringBuilder(Database.ConnectionString)
    {
        Username = ledger.Login,
        Password = RecordedLedger.Password,
    }.ConnectionString;

    private static string Statement(string table, string action) => action switch
    {
        "UPDATE" => $"UPDATE ledger.{table} SET {SomeColumn(table)}",
        "UPDATE none" => $"UPDATE ledger.{table} SET {SomeColumn(table)} WHERE false",
        "DELETE" => $"DELETE FROM ledger.{table}",
        "DELETE none" => $"DELETE FROM ledger.{table} WHERE false",
        "TRUNCATE" => $"TRUNCATE ledger.{table} CASCADE",
        "INSERT" => $"INSERT INTO ledger.{table} SELECT * FROM ledger.{table}",
        _ => $"COPY ledger.{table} FROM '/dev/null'",
    };

    private static string SomeColumn(string table) => table switch
    {
        "mt_events" => "data = '{}'",
        "event_subjects" => "seq_id = seq_id + 1",
        "commands" => "content = ''",
        "mt_streams" => "version = 99",
        "files" => "stored_by = 'somebody else'",
        _ => "position = 99",
    };

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> SqlStateOf(NpgsqlConnection connection, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Run(connection, sql), sql)).SqlState;

    private async Task<string> Attempt(string first, string statement)
    {
        await using var connection = await Database.Connect();
        await Run(connection, first);
        return await SqlStateOf(connection, statement);
    }

    private async Task<NpgsqlConnection> LogIn()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(LogInString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task<string> Fingerprint()
    {
        var all = new List<string>();
        foreach (var table in Tables)
        {
            all.AddRange(await Database.Rows(
                $"SELECT t::text FROM ledger.{table} t ORDER BY t::text", it => it.GetString(0)));
        }

        return string.Join('\n', all);
    }
}
