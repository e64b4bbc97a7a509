namespace TransferLedger.Ledger;

/// <summary>
/// The log. Its contract is <c>EventStoreContract</c> in the tests, its model <see cref="MemoryEventStore"/>.
/// All members may be called from any thread.
/// </summary>
public interface IEventStore
{
    /// <summary>
    /// Records the facts of a request at the next positions, all or none, if its condition holds. Never throws for
    /// what a store may meet: every outcome is a value.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// Cancelled before the request was handed to the log. Once handed over it runs to its outcome.
    /// </exception>
    Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel);

    /// <summary>The facts about any of these subjects, each once, in the order of recording.</summary>
    /// <exception cref="LedgerUnavailableException">The store cannot be reached now.</exception>
    Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel);

    /// <summary>Every fact after a position, in order, up to the end of the log at the moment of asking.</summary>
    /// <exception cref="LedgerUnavailableException">The store cannot be reached now.</exception>
    IAsyncEnumerable<Recorded> ReadAll(long after, CancellationToken cancel);

    /// <summary>The end of the log.</summary>
    /// <exception cref="LedgerUnavailableException">The store cannot be reached now.</exception>
    Task<Head> Head(CancellationToken cancel);
}

/// <summary>
/// The store cannot be reached, or broke off in the middle. Nothing was changed by the call that got this.
/// </summary>
public sealed class LedgerUnavailableException : Exception
{
    /// <summary>What went wrong, in a sentence for a person.</summary>
    public LedgerUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
