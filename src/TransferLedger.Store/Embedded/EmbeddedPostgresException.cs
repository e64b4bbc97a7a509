namespace TransferLedger.Store.Embedded;

/// <summary>
/// The ledger's own PostgreSQL could not be found, made, started or stopped. The message is a sentence for a person:
/// what went wrong, and what to install or do.
/// </summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>What went wrong and what to do about it.</summary>
    public EmbeddedPostgresException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
