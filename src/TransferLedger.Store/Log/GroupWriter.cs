using Npgsql;

namespace TransferLedger.Store.Log;

/// <summary>
/// The writer of a process. It takes whatever callers have asked for while the last group was being committed, sends
/// it as the next group, and gives every caller its own outcome. When much is waiting, a second lane sends the next
/// group while the first is still being committed: the server decodes its rows meanwhile, and the ledger's lock keeps
/// the groups apart. When little is waiting one lane is better, because it collects larger groups.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    /// <summary>The most facts a group collects before it is sent. One larger request goes alone.</summary>
    public const int MaxGroupFacts = 4_000;

    /// <summary>The most a group collects as bytes of JSON. One larger request goes alone.</summary>
    public const long MaxGroupBytes = 16L << 20;

    /// <summary>The most requests in one group.</summary>
    public const int MaxGroupRequests = 2_000;

    /// <summary>The most requests waiting; callers beyond it wait in <c>Append</c>.</summary>
    public const int MaxQueued = 20_000;

    /// <summary>How many facts must wait before a second lane goes to work.</summary>
    public const int OverlapFacts = 200;

    private const int LaneCount = 2;

    /// <summary>How long a lane waits at most for the callers of its last group to ask again.</summary>
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<PreparedAppend> _queue = new();
    private readonly SemaphoreSlim _room = new(MaxQueued);
    private readonly CancellationTokenSource _leaving = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<WriterLane> _idle = new();
    private readonly WriterLane[] _lanes = new WriterLane[LaneCount];
    private readonly TimeSpan _patience;
    private TaskCompletionSource? _gathering;
    private int _expected;
    private int _queuedFacts;
    private bool _closed;

    /// <summary>Makes the writer; its connections open when they are needed.</summary>
    /// <param name="source">Connections with the role of the application.</param>
    /// <param name="patience">How long an unreachable server is tried before callers are told.</param>
    /// <param name="step">Called at each named step, so that tests can stop the process there.</param>
    public GroupWriter(NpgsqlDataSource source, TimeSpan patience, Action<string>? step)
    {
        _patience = patience;
        for (var at = LaneCount - 1; at >= 0; at--)
        {
            _lanes[at] = new WriterLane(source, patience, step, _leaving.Token);
            _idle.Push(_lanes[at]);
        }
    }

    /// <summary>Hands a request over; its outcome comes by <see cref="PreparedAppend.Outcome"/>.</summary>
    /// <exception cref="ObjectDisposedException">The writer is closing.</exception>
    public async ValueTask Enqueue(PreparedAppend request, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel);
        WriterLane? lane = null;
        TaskCompletionSource? gathered = null;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _queue.Enqueue(request);
            _queuedFacts += request.Facts.Length;
            if (_queue.Count >= _expected)
            {
                gathered = _gathering;
            }

            if (_idle.Count > 0 && WorthSending(othersBusy: LaneCount - _idle.Count))
            {
                lane = _idle.Pop();
            }
        }

        gathered?.TrySetResult();
        if (lane is not null)
        {
            StartHere(lane);
        }
    }

    /// <summary>Lets what was handed over run to its outcome, then closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _closed = true;
                _leaving.CancelAfter(_patience);
            }

            FinishIfDrained();
        }

        await _drained.Task;
        foreach (var lane in _lanes)
        {
            await lane.DisposeAsync();
        }

        _leaving.Dispose();
    }

    /// <summary>
    /// On the caller's own thread, which is about to wait anyway, unless it has a context, such as a window's: what
    /// runs for all callers must not wait for one of them.
    /// </summary>
    private void StartHere(WriterLane lane)
    {
        var free = SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default;
        if (!free || ExecutionContext.IsFlowSuppressed())
        {
            Start(lane);
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            _ = Run(lane);
        }
    }

    private void Start(WriterLane lane) =>
        ThreadPool.UnsafeQueueUserWorkItem(start => _ = Run(start), lane, preferLocal: true);

    private async Task Run(WriterLane lane)
    {
        for (var group = Take(lane); group.Count > 0; group = Take(lane))
        {
            var callers = group.Count;
            await lane.Settle(group);
            await Gather(callers);
        }
    }

    /// <summary>
    /// Callers who have just been answered mostly ask again at once. Without waiting for them the next group would be
    /// the first of them alone, and the one after it all the others: two commits where one does.
    /// </summary>
    private async Task Gather(int callers)
    {
        if (callers == 1)
        {
            return;
        }

        TaskCompletionSource gathered;
        lock (_gate)
        {
            if (_closed || _queue.Count >= callers || _gathering is not null)
            {
                return;
            }

            // The lane goes on where the last of them asks, as in StartHere: that saves waking another thread.
            _gathering = gathered = new TaskCompletionSource();
            _expected = callers;
        }

        await Task.WhenAny(gathered.Task, Task.Delay(GatherTime));
        lock (_gate)
        {
            _gathering = null;
        }
    }

    /// <summary>The next group's requests; none, and the lane is idle, when nothing is worth sending now.</summary>
    private List<PreparedAppend> Take(WriterLane lane)
    {
        var taken = new List<PreparedAppend>();
        WriterLane? other = null;
        lock (_gate)
        {
            var (facts, bytes) = (0, 0L);
            var worth = WorthSending(othersBusy: LaneCount - _idle.Count - 1);

            // Much is waiting and another lane is free: half for each, so that one prepares while the other commits.
            var most = _idle.Count > 0 && _queuedFacts >= 2 * OverlapFacts ? (_queuedFacts + 1) / 2 : MaxGroupFacts;
            while (worth && taken.Count < MaxGroupRequests && _queue.TryPeek(out var next)
                && (taken.Count == 0 || (facts + next.Facts.Length <= Math.Min(most, MaxGroupFacts)
                    && bytes + next.Bytes <= MaxGroupBytes)))
            {
                facts += next.Facts.Length;
                bytes += next.Bytes;
                taken.Add(_queue.Dequeue());
            }

            _queuedFacts -= facts;
            if (taken.Count == 0)
            {
                _idle.Push(lane);
                FinishIfDrained();
            }
            else if (_idle.Count > 0 && WorthSending(othersBusy: LaneCount - _idle.Count))
            {
                other = _idle.Pop();
            }
        }

        if (other is not null)
        {
            Start(other);
        }

        if (taken.Count > 0)
        {
            _room.Release(taken.Count);
        }

        return taken;
    }

    private bool WorthSending(int othersBusy) =>
        _queue.Count > 0 && (othersBusy == 0 || _queuedFacts >= OverlapFacts);

    private void FinishIfDrained()
    {
        if (_closed && _idle.Count == LaneCount && _queue.Count == 0)
        {
            _drained.TrySetResult();
        }
    }
}
