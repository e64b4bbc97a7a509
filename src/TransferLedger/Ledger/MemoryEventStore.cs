using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;

namespace TransferLedger.Ledger;

/// <summary>
/// The log in memory: the model every other store must agree with, and the store for decisions that are only tried.
/// It keeps the whole contract of <see cref="IEventStore"/> but durability.
/// </summary>
/// <param name="clock">Gives the recorded instants; it may stand still or go back, the log's do not.</param>
public sealed class MemoryEventStore(IClock clock) : IEventStore
{
    private readonly Lock _gate = new();
    private readonly List<Recorded> _log = [];
    private readonly Dictionary<Subject, List<long>> _bySubject = [];
    private readonly Dictionary<Subject, long> _versions = [];
    private readonly Dictionary<CommandId, (AppendRequest Request, Receipt Receipt)> _commands = [];
    private Instant _lastAt = NodaConstants.UnixEpoch;

    /// <inheritdoc/>
    public Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Decide(request));
        }
    }

    /// <inheritdoc/>
    public Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var positions = about.SelectMany(it => _bySubject.GetValueOrDefault(it) ?? []).Distinct().Order();
            return Task.FromResult(new History([.. positions.Select(it => _log[(int)it - 1])], _log.Count));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Recorded> ReadAll(
        long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        ImmutableArray<Recorded> facts;
        lock (_gate)
        {
            facts = [.. _log.Skip((int)after)];
        }

        await Task.CompletedTask;
        foreach (var fact in facts)
        {
            cancel.ThrowIfCancellationRequested();
            yield return fact;
        }
    }

    /// <inheritdoc/>
    public Task<Head> Head(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(new Head(_log.Count, _lastAt));
        }
    }

    private AppendOutcome Decide(AppendRequest request)
    {
        if (AppendRules.Check(request, out var subjects) is { } malformed)
        {
            return new AppendOutcome.Refused(malformed);
        }

        if (_commands.TryGetValue(request.Id, out var before))
        {
            return before.Request.Facts.SequenceEqual(request.Facts)
                ? new AppendOutcome.Appended(before.Receipt, Repeated: true)
                : new AppendOutcome.Refused(new Refusal(AppendRules.CommandReused, request.Id.Value));
        }

        foreach (var seen in request.Condition.Seen)
        {
            var later = (_bySubject.GetValueOrDefault(seen.Subject) ?? []).Find(it => it > seen.UpTo);
            if (later > 0)
            {
                return new AppendOutcome.Conflict(seen.Subject, later);
            }
        }

        return new AppendOutcome.Appended(Write(request, subjects), Repeated: false);
    }

    private Receipt Write(AppendRequest request, ImmutableArray<IReadOnlyList<Subject>> subjects)
    {
        var now = AppendRules.WholeMicroseconds(request.ReplayedAt ?? clock.GetCurrentInstant());
        _lastAt = Instant.Max(_lastAt, now);
        var first = _log.Count + 1;
        for (var index = 0; index < request.Facts.Length; index++)
        {
            var fact = request.Facts[index];
            var version = _versions[fact.Home] = _versions.GetValueOrDefault(fact.Home) + 1;
            var position = _log.Count + 1;
            _log.Add(new Recorded(
                position,
                AppendRules.EventId(request.Id, index),
                fact.Home,
                version,
                _lastAt,
                fact.Fact,
                request.Provenance,
                request.Id));
            foreach (var subject in subjects[index])
            {
                if (!_bySubject.TryGetValue(subject, out var positions))
                {
                    _bySubject[subject] = positions = [];
                }

                positions.Add(position);
            }
        }

        var receipt = new Receipt(first, _log.Count, _lastAt);
        _commands[request.Id] = (request, receipt);
        return receipt;
    }
}
