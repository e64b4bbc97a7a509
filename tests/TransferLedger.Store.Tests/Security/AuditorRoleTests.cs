using Npgsql;
using TransferLedger.Store.Log;
using TransferLedger.Store.Screening;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Security;

/// <summary>What an auditor may do in a ledger: read every view, after a rebuild too, and nothing else.</summary>
public sealed class AuditorRoleTests(RecordedLedger ledger) : IClassFixture<RecordedLedger>
{
    private const string NoRight = "42501";
    private static readonly ViewTables[] Views = [new ScreeningTables()];

    [Fact]
    public async Task An_auditor_reads_the_views_after_a_rebuild_too_and_nothing_else()
    {
        var database = ledger.Database;
        var store = database.Open();
        await ViewSchema.Ensure(store.Source, Views, CancellationToken.None);
        var views = await AuditorRole.Grant(database.ConnectionString, ledger.Stranger, CancellationToken.None);
        views.ShouldBe(2);
        (await AuditorRole.Grant(database.ConnectionString, null, CancellationToken.None)).ShouldBe(views, "again");
        await ViewRebuild.Run(store.Source, Views, null, CancellationToken.None);

        await using var connection = await LogIn();
        foreach (var table in new[] { "screened_party", "screening_match" })
        {
            await Run(connection, $"SELECT * FROM views.{table}");
            (await SqlStateOf(connection, $"DELETE FROM views.{table}")).ShouldBe(NoRight);
        }

        string[] refused =
        [
            "SELECT * FROM ledger.mt_events", "SELECT * FROM ledger.files", "SELECT * FROM ledger.view_progress",
            "SELECT * FROM public.ledger_migrations", "UPDATE views.screened_party SET names = ''",
            "INSERT INTO views.screened_party SELECT * FROM views.screened_party", "TRUNCATE views.screened_party",
            "DROP TABLE views.screened_party", "CREATE TABLE views.mine (id int)", "CREATE TABLE ledger.mine (id int)",
            "SET ROLE ledger_app", "SET ROLE ledger_owner",
        ];
        foreach (var statement in refused)
        {
            (await SqlStateOf(connection, statement)).ShouldBe(NoRight, statement);
        }

        (await SqlStateOf(connection, "SET ROLE ledger_auditor; SELECT * FROM ledger.mt_events")).ShouldBe(NoRight);
    }

    [Fact]
    public async Task Who_may_not_create_roles_or_is_no_login_is_told_so_and_nothing_is_changed()
    {
        var database = ledger.Database;
        var none = await Should.ThrowAsync<AuditorRoleException>(
            () => AuditorRole.Grant(database.ConnectionString, "nobody_of_that_name", CancellationToken.None));
        none.Trouble.ShouldBe(AuditorRoleTrouble.LoginUnknown);
        var clerk = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Username = ledger.Login, Password = RecordedLedger.Password,
        }.ConnectionString;
        (await Should.ThrowAsync<AuditorRoleException>(
            () => AuditorRole.Grant(clerk, ledger.Stranger, CancellationToken.None))).Trouble
            .ShouldBe(AuditorRoleTrouble.NotAllowed);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> SqlStateOf(NpgsqlConnection connection, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Run(connection, sql), sql)).SqlState;

    private async Task<NpgsqlConnection> LogIn()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ledger.Database.ConnectionString)
        {
            Username = ledger.Stranger, Password = RecordedLedger.Password, Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
