using System.Collections.Concurrent;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>
/// Keeps many appends under way, so that the log can commit them together, and those about one subject in the order
/// they were given.
/// </summary>
internal sealed class InFlight(int most) : IDisposable
{
    private readonly SemaphoreSlim _room = new(most, most);
    private readonly ConcurrentDictionary<Subject, Task> _last = new();

    /// <summary>Starts some work as soon as there is room, after the work before it about the same subjects.</summary>
    public async Task Start(IReadOnlyCollection<Subject> about, Func<Task> work, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        var before = about
            .Select(it => _last.GetValueOrDefault(it))
            .OfType<Task>()
            .Where(it => !it.IsCompleted)
            .ToArray();
        var task = Run(before, work);
        if (task.IsCompleted)
        {
            // A fault comes to light here as it would in Drain.
            await task;
            return;
        }

        foreach (var subject in about)
        {
            _last[subject] = task;
        }

        _ = Forget(about, task);
    }

    /// <summary>Waits until nothing is under way.</summary>
    public async Task Drain()
    {
        while (!_last.IsEmpty)
        {
            await Task.WhenAll(_last.Values);
            foreach (var (subject, task) in _last)
            {
                if (task.IsCompleted)
                {
                    _last.TryRemove(KeyValuePair.Create(subject, task));
                }
            }
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task Run(Task[] before, Func<Task> work)
    {
        try
        {
            await Task.WhenAll(before);
            await work();
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task Forget(IReadOnlyCollection<Subject> about, Task task)
    {
        await task.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (task.IsCompletedSuccessfully)
        {
            foreach (var subject in about)
            {
                _last.TryRemove(KeyValuePair.Create(subject, task));
            }
        }
    }
}
