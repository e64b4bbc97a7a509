using System.Collections.Immutable;

namespace TransferLedger.Ledger;

/// <summary>What became of a command: the one loop over the port reads, folds, decides and appends.</summary>
public abstract record TransactionOutcome
{
    private TransactionOutcome()
    {
    }

    /// <summary>Done: recorded now or before.</summary>
    /// <param name="Receipt">Where the facts stand; null when there was nothing left to record.</param>
    public sealed record Done(Receipt? Receipt) : TransactionOutcome;

    /// <summary>A rule said no. Nothing was recorded.</summary>
    public sealed record Refused(Refusal Refusal) : TransactionOutcome;

    /// <summary>Not recorded, or not known to be; asking again with the same id is safe.</summary>
    public sealed record Unavailable(AppendOutcome Outcome) : TransactionOutcome;
}

/// <summary>The loop over the port.</summary>
public static class Transaction
{
    /// <summary>How often a decision is taken anew when its subjects keep moving.</summary>
    public const int MaxAttempts = 5;

    /// <summary>
    /// Reads the facts about some subjects, folds them, decides, and appends on condition that nothing new was
    /// recorded about these subjects since. Who has lost once waits in line with the other callers of this process that
    /// decide about the same subjects.
    /// </summary>
    /// <returns>Done, refused, or unavailable with the last outcome after <see cref="MaxAttempts"/> attempts.</returns>
    public static async Task<TransactionOutcome> Transact<TState>(
        this IEventStore store,
        CommandId id,
        Provenance provenance,
        IReadOnlyList<Subject> about,
        Func<TState, Decision> decide,
        CancellationToken cancel)
        where TState : IFold<TState>
    {
        var lines = SubjectLines.Of(store);
        var last = new TransactionOutcome.Unavailable(new AppendOutcome.NotRecorded("store.contention", null));
        IDisposable? turn = null;
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (turn is null && (attempt > 0 || lines.AnyFor(about)))
                {
                    turn = await lines.Wait(about, cancel);
                }

                var outcome = await Attempt(store, id, provenance, about, decide, cancel);
                if (outcome is not TransactionOutcome.Unavailable
                    { Outcome: AppendOutcome.Conflict or AppendOutcome.Unknown } open)
                {
                    return outcome;
                }

                last = open;
            }
        }
        finally
        {
            turn?.Dispose();
        }

        return last;
    }

    private static async Task<TransactionOutcome> Attempt<TState>(
        IEventStore store,
        CommandId id,
        Provenance provenance,
        IReadOnlyList<Subject> about,
        Func<TState, Decision> decide,
        CancellationToken cancel)
        where TState : IFold<TState>
    {
        var history = await store.Read(about, cancel);
        var decision = decide(history.Facts.Aggregate(TState.Initial, TState.Evolve));
        if (decision.Refusal is { } no)
        {
            return new TransactionOutcome.Refused(no);
        }

        if (decision.Facts.IsEmpty)
        {
            return new TransactionOutcome.Done(null);
        }

        var condition = new Condition([.. about.Select(subject => new Seen(subject, history.UpTo))]);
        var outcome = await store.Append(new AppendRequest(id, decision.Facts, condition, provenance), cancel);
        return outcome switch
        {
            AppendOutcome.Appended appended => new TransactionOutcome.Done(appended.Receipt),
            AppendOutcome.Refused refused => new TransactionOutcome.Refused(refused.Refusal),
            _ => new TransactionOutcome.Unavailable(outcome),
        };
    }
}
