using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.TestHost;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>What a crash must not have done: lost, doubled or torn an append.</summary>
internal sealed class CrashAudit(LedgerDatabase database, IEventStore store)
{
    private long _checked;

    /// <summary>Requests in flight at a crash that turned out to be recorded.</summary>
    public int FoundRecorded { get; private set; }

    /// <summary>Requests in flight at a crash that had not been recorded, and were by the retry.</summary>
    public int RecordedByRetry { get; private set; }

    /// <summary>
    /// After the writer of a run is dead: everything acknowledged is there as acknowledged, the requests in flight are
    /// recorded once by asking again, and nothing else was recorded.
    /// </summary>
    public async Task AfterWriter(int run, int clients, IReadOnlyCollection<Acknowledged> acknowledged)
    {
        var expected = acknowledged.ToDictionary(
            it => Numbered.Id(run, it.Client, it.Number), it => (it.First, it.Last));
        expected.Count.ShouldBe(acknowledged.Count);
        for (var client = 0; client < clients; client++)
        {
            var last = acknowledged.Where(it => it.Client == client).Select(it => it.Number).DefaultIfEmpty(0).Max();
            acknowledged.Count(it => it.Client == client).ShouldBe(last);
            var open = Numbered.Request(run, client, last + 1);
            var outcome = (await store.Append(open)).ShouldBeOfType<AppendOutcome.Appended>();
            expected.Add(open.Id, (outcome.Receipt.First, outcome.Receipt.Last));
            FoundRecorded += outcome.Repeated ? 1 : 0;
            RecordedByRetry += outcome.Repeated ? 0 : 1;
        }

        var recorded = await Commands(_checked);
        expected.Where(it => !recorded.TryGetValue(it.Key, out var at) || at != it.Value).ShouldBeEmpty();
        recorded.Keys.Where(it => !expected.ContainsKey(it)).ShouldBeEmpty();
        await LogAudit.Check(database, store, _checked);
        _checked = await store.End();
    }

    /// <summary>
    /// At any instant, writers or not: all that was acknowledged before is there, and nothing contradicts.
    /// </summary>
    public async Task Acknowledged(IReadOnlyCollection<(CommandId Id, Receipt Receipt)> acknowledged)
    {
        var recorded = await Commands(0);
        acknowledged.Where(it => !recorded.TryGetValue(it.Id, out var at) || at != (it.Receipt.First, it.Receipt.Last))
            .ShouldBeEmpty();
        var end = await store.End();
        await LogAudit.Check(database, store, _checked);
        _checked = end;
    }

    private async Task<Dictionary<CommandId, (long First, long Last)>> Commands(long after) =>
        (await database.Rows(
            $"SELECT id, first_id, last_id FROM ledger.commands WHERE first_id > {after}",
            row => (Id: new CommandId(row.GetGuid(0)), First: row.GetInt64(1), Last: row.GetInt64(2))))
        .ToDictionary(it => it.Id, it => (it.First, it.Last));
}
