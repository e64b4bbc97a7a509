using System.Collections.Concurrent;
using System.Diagnostics;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.TestHost;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>
/// Callers of one store that append one numbered request after the other, whatever happens to the server.
/// </summary>
internal sealed class PatientWriters : IAsyncDisposable
{
    /// <summary>So many new acknowledgements cannot all be of appends sent before the last kill.</summary>
    public const int MoreThanInFlight = Clients + 1;

    private const int Clients = 5;

    private readonly PostgresEventStore _store;
    private readonly int _run;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(CommandId Id, Receipt Receipt)> _acknowledged = new();
    private readonly List<Task<int>> _clients;

    public PatientWriters(PostgresEventStore store, int run)
    {
        (_store, _run) = (store, run);
        _clients = [.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => Client(client)))];
    }

    public static StoreOptions Patient { get; } = new() { Patience = TimeSpan.FromSeconds(60) };

    public IReadOnlyCollection<(CommandId Id, Receipt Receipt)> Acknowledged => _acknowledged;

    /// <summary>Returns when so many more appends were acknowledged.</summary>
    public async Task UntilMore(int appends)
    {
        var target = _acknowledged.Count + appends;
        for (var waited = Stopwatch.StartNew(); _acknowledged.Count < target; await Task.Delay(1))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
            _clients.Find(it => it.IsFaulted)?.GetAwaiter().GetResult();
        }
    }

    /// <summary>Lets every client finish what it asked for: each number once, none left out.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        var asked = await Task.WhenAll(_clients);
        _acknowledged.Count.ShouldBe(asked.Sum());
        _acknowledged.Select(it => it.Id).Distinct().Count().ShouldBe(asked.Sum());
        var facts = Enumerable.Range(0, Clients)
            .Sum(client => Enumerable.Range(1, asked[client])
                .Sum(it => Numbered.Request(_run, client, it).Facts.Length));
        (await _store.Head(CancellationToken.None)).Position.ShouldBe(facts);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        _stop.Dispose();
    }

    private async Task<int> Client(int client)
    {
        var number = 0;
        while (!_stop.IsCancellationRequested)
        {
            var request = Numbered.Request(_run, client, ++number);
            var outcome = await _store.Append(request, CancellationToken.None);
            _acknowledged.Enqueue((request.Id, outcome.ShouldBeOfType<AppendOutcome.Appended>().Receipt));
        }

        return number;
    }
}
