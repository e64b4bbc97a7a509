using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.TestHost;
using Xunit.Abstractions;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>The writing process dies; the server lives.</summary>
public sealed class ProcessCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Clients = 4;

    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData("before-send", 14)]
    [InlineData("after-commit", 14)]
    public async Task Killed_at_a_named_step_it_has_lost_and_doubled_nothing(string step, int kills)
    {
        var random = new Random(7);
        var audit = new CrashAudit(Database, Database.Open());
        var acknowledged = 0;
        for (var run = 1; run <= Rounds.Of(kills); run++)
        {
            using var writer = new WriterProcess(Database, run, Clients, step, run == 1 ? 1 : random.Next(1, 150));
            await writer.Gone();
            await audit.AfterWriter(run, Clients, writer.Acknowledged);
            acknowledged += writer.Acknowledged.Count;
        }

        Report($"process killed {step}", Rounds.Of(kills), acknowledged, audit);
        (step == "before-send" ? audit.RecordedByRetry : audit.FoundRecorded).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Killed_at_any_moment_it_has_lost_and_doubled_nothing()
    {
        var kills = Rounds.Of(32);
        var random = new Random(11);
        var audit = new CrashAudit(Database, Database.Open());
        var acknowledged = 0;
        for (var run = 1; run <= kills; run++)
        {
            using var writer = new WriterProcess(Database, run, Clients, "none", 0);
            await writer.UntilAcknowledged(random.Next(0, 300));
            writer.Kill();
            await writer.Gone();
            await audit.AfterWriter(run, Clients, writer.Acknowledged);
            acknowledged += writer.Acknowledged.Count;
        }

        Report("process killed at a random moment", kills, acknowledged, audit);
        acknowledged.ShouldBeGreaterThan(kills);
    }

    [Theory]
    [InlineData("before-send")]
    [InlineData("after-commit")]
    public async Task A_step_that_fails_whether_its_work_was_persisted_or_not_ends_with_one_record(string step)
    {
        var passed = 0;
        await using var store = Database.Open(new StoreOptions
        {
            Step = name =>
            {
                if (name == step && Interlocked.Increment(ref passed) % 3 == 1)
                {
                    throw new IOException("The wire broke here.");
                }
            },
        });

        for (var number = 1; number <= 60; number++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 3)
                .Select(client => store.Append(Numbered.Request(1, client, number), CancellationToken.None)));
            outcomes.ShouldAllBe(it => it is AppendOutcome.Appended);
        }

        passed.ShouldBeGreaterThan(60);
        (await store.End()).ShouldBe(3 * ((60 * 1) + (12 * 2)));
        await LogAudit.Check(Database, store);
    }

    private void Report(string what, int kills, int acknowledged, CrashAudit audit) => output.WriteLine(
        $"{what}: {kills} kills, {acknowledged} appends acknowledged; of those in flight "
        + $"{audit.FoundRecorded} had been recorded, {audit.RecordedByRetry} were by the retry. "
        + "0 lost, 0 doubled, 0 gaps.");
}
