using System.Globalization;
using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Server;
using Xunit.Abstractions;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>The server dies, or sessions of it; the writing process lives and is patient.</summary>
public sealed class ServerCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Writers =
        "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'TransferLedger' "
        + "AND query LIKE '%ledger.append%'";

    /// <summary>Half a minute of them: a crowded machine takes that long to recover a server.</summary>
    private const int MostAudits = 150;

    private TestServer? _server;
    private LedgerDatabase? _database;

    private TestServer Server => _server!;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.Start();
        _database = await _server.NewDatabase();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task The_whole_server_killed_and_started_again_has_lost_and_doubled_nothing()
    {
        await Crash("whole server killed and restarted", Rounds.Of(30), seed: 3, async () =>
        {
            Server.Kill();
            await Server.StartAgain();
            return 1;
        });
    }

    [Fact]
    public async Task One_server_process_killed_so_that_all_recover_has_lost_and_doubled_nothing()
    {
        await Crash("one backend killed with SIGKILL, all sessions lost", Rounds.Of(30), seed: 5, async () =>
        {
            var writers = await Database.Rows($"SELECT pid {Writers}", it => it.GetInt32(0));
            return writers.Count(it => ServerProcesses.KillChild(Server.Postmaster(), it));
        });
    }

    [Fact]
    public async Task Sessions_ended_by_an_administrator_have_lost_and_doubled_nothing()
    {
        await Crash("writing session terminated", Rounds.Of(220), seed: 9, async () => (int)await Database.Value<long>(
            $"SELECT count(*) FILTER (WHERE ended) FROM (SELECT pg_terminate_backend(pid) AS ended {Writers}) x"));
    }

    /// <summary>Kills while several callers append, until so many kills are done; checks the log all along.</summary>
    private async Task Crash(string what, int kills, int seed, Func<Task<int>> kill)
    {
        var random = new Random(seed);
        await using var writers = new PatientWriters(Database.Open(PatientWriters.Patient), run: seed);
        var audit = new CrashAudit(Database, Database.Open(PatientWriters.Patient));
        var (done, checks) = (0, 0);
        while (done < kills)
        {
            await writers.UntilMore(random.Next(PatientWriters.MoreThanInFlight, 40));
            done += await kill();
            if (done >= checks * kills / 15)
            {
                checks++;
                await writers.UntilMore(PatientWriters.MoreThanInFlight);
                await Audited(audit, writers);
            }
        }

        await writers.Finish();
        await Audited(audit, writers);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {done} kills, {writers.Acknowledged.Count} appends acknowledged, {checks + 1} audits. ")
            + "0 lost, 0 doubled, 0 gaps.");
    }

    /// <summary>
    /// A server that ends all its processes because one was killed does so a moment later, when appends of others may
    /// have been acknowledged meanwhile: an audit that loses its session then is made again.
    /// </summary>
    private static async Task Audited(CrashAudit audit, PatientWriters writers)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await audit.Acknowledged([.. writers.Acknowledged]);
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or LedgerUnavailableException && attempt < MostAudits)
            {
                await Task.Delay(200);
            }
        }
    }
}
