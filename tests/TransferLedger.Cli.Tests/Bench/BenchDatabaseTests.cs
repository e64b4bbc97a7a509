using TransferLedger.Cli.Bench;

namespace TransferLedger.Cli.Tests.Bench;

public sealed class BenchDatabaseTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    /// <summary>The second run would drop the database of the first under its feet.</summary>
    [Fact]
    public async Task A_second_run_is_refused_until_the_first_has_ended()
    {
        var server = await ledger.ConnectionString();
        await using (await BenchDatabase.Make(server, "ours", CancellationToken.None))
        {
            var second = await ledger.Run("bench", "--only", "append-1-c1", "--events", "10000");

            second.ExitCode.ShouldBe(1, second.Output + second.Remarks);
            second.Remarks.ShouldContain("Another run is measuring in the database ledger_bench_ours");
        }

        await using var next = await BenchDatabase.Make(server, "ours", CancellationToken.None);
        next.ConnectionString.ShouldContain("ledger_bench_ours");
    }
}
