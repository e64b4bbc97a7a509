using Npgsql;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>What is said when the store could not record.</summary>
public sealed class StoreTroubleTests
{
    [Fact]
    public void A_full_disk_is_named_with_its_remedy_on_both_ways_it_shows()
    {
        var outcome = new TransactionOutcome.Unavailable(new AppendOutcome.NotRecorded("store.disk-full", "53100"));
        var refused = Should.Throw<CommandFailedException>(() => Outcomes.Said(outcome, "granted"));
        refused.ExitCode.ShouldBe(Exit.Unavailable);
        refused.Message.ShouldBe(
            "Nothing was recorded: the disk of the ledger's database is full (store.disk-full, SQLSTATE 53100). "
            + "Make room there, then run the same command again.");

        var failed = OpenLedger.Explain(new PostgresException("could not extend file", "ERROR", "ERROR", "53100"));
        failed!.ExitCode.ShouldBe(Exit.Unavailable);
        failed.Message.ShouldContain("could not extend file");
        failed.Message.ShouldContain("Make room there");
        failed.Message.ShouldNotContain("LEDGER_CONNECTION");
    }

    [Fact]
    public void What_may_have_been_recorded_is_not_said_to_be_missing()
    {
        var said = StoreTrouble.Said(new AppendOutcome.Unknown("store.connection-lost"));
        said.ShouldContain("not known whether it was recorded");
        said.ShouldNotContain("Nothing was recorded");
    }

    [Theory]
    [InlineData("store.serialization", "40001")]
    [InlineData("store.contention", null)]
    [InlineData("store.unreachable", null)]
    [InlineData("store.access-refused", "42501")]
    [InlineData("store.failed", "XX000")]
    public void Every_cause_has_words_its_code_and_something_to_do(string code, string? sqlState)
    {
        var said = StoreTrouble.Said(new AppendOutcome.NotRecorded(code, sqlState));
        said.ShouldStartWith("Nothing was recorded: ");
        said.ShouldContain(code);
        said.ShouldContain(sqlState ?? code);
        said.ShouldNotContain("NotRecorded");
        said[said.IndexOf(')', StringComparison.Ordinal)..].Length.ShouldBeGreaterThan(15);
    }
}
