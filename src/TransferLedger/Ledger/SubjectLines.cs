using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TransferLedger.Ledger;

/// <summary>
/// The lines in which the decisions of one process wait for each other, one line per subject and store. Whoever has
/// lost once stands in line before deciding again, and whoever finds a line joins it: so a subject that everybody
/// decides about is served in the order of asking instead of one winner per round. Other processes are not in line;
/// against them the condition of the append decides.
/// </summary>
internal sealed class SubjectLines
{
    private static readonly ConditionalWeakTable<IEventStore, SubjectLines> ByStore = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<Subject, Line> _lines = [];

    /// <summary>The lines of a store.</summary>
    public static SubjectLines Of(IEventStore store) => ByStore.GetValue(store, _ => new SubjectLines());

    /// <summary>Does anybody stand in line for one of these?</summary>
    public bool AnyFor(IReadOnlyList<Subject> about)
    {
        lock (_gate)
        {
            return _lines.Count > 0 && about.Any(_lines.ContainsKey);
        }
    }

    /// <summary>Waits until it is the caller's turn for all of these. The turn lasts until it is disposed.</summary>
    /// <exception cref="OperationCanceledException">
    /// Cancelled while waiting; the places in line are given up.
    /// </exception>
    public async Task<IDisposable> Wait(IReadOnlyList<Subject> about, CancellationToken cancel)
    {
        var turn = new Turn(this);
        try
        {
            // Everybody takes places in the same order, so no two wait for each other.
            foreach (var subject in about.Distinct().Order())
            {
                var line = Join(subject);
                await turn.Take(subject, line, cancel);
            }

            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private Line Join(Subject subject)
    {
        lock (_gate)
        {
            ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, subject, out _);
            line ??= new Line();
            line.Standing++;
            return line;
        }
    }

    private void Leave(Subject subject, Line line)
    {
        lock (_gate)
        {
            if (--line.Standing == 0)
            {
                _lines.Remove(subject);
            }
        }
    }

    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>How many wait or have their turn.</summary>
        public int Standing { get; set; }
    }

    private sealed class Turn(SubjectLines lines) : IDisposable
    {
        private readonly List<(Subject Subject, Line Line)> _taken = [];

        public async Task Take(Subject subject, Line line, CancellationToken cancel)
        {
            try
            {
                await line.Turn.WaitAsync(cancel);
            }
            catch
            {
                lines.Leave(subject, line);
                throw;
            }

            _taken.Add((subject, line));
        }

        public void Dispose()
        {
            foreach (var (subject, line) in _taken)
            {
                line.Turn.Release();
                lines.Leave(subject, line);
            }

            _taken.Clear();
        }
    }
}
