namespace TransferLedger.Ledger;

/// <summary>
/// A view is pure: which rows a fact concerns, and the row after it. Applying the facts of a log in order, from the
/// first, always gives the same rows.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
public interface IView<TRow>
    where TRow : class, IView<TRow>
{
    /// <summary>The keys of the rows the fact concerns; none for facts the view does not care about.</summary>
    static abstract IEnumerable<string> KeysOf(Recorded entry);

    /// <summary>The row after the fact; <paramref name="row"/> is null before the first.</summary>
    static abstract TRow Apply(string key, TRow? row, Recorded entry);
}
