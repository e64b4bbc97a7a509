namespace TransferLedger.Ledger;

/// <summary>
/// The root of every fact the ledger can record. A fact is stored for ever under an explicit name (see
/// <see cref="EventCatalogue"/>); it is corrected only by another fact that points at it.
/// </summary>
/// <param name="Happened">
/// When the source says it happened. It may be uncertain; compare <see cref="Recorded.At"/>.
/// </param>
public abstract record LedgerEvent(Happened Happened)
{
    /// <summary>
    /// What the fact is about besides its home subject: forty rifles in a package, the party that received them.
    /// Derived from the content alone, so that it can be recomputed by anyone who audits the log.
    /// </summary>
    public virtual IEnumerable<Subject> AlsoAbout() => [];
}
