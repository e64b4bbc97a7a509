namespace TransferLedger.Ledger;

/// <summary>
/// A view is pure: which rows a fact concerns, and the row after it. Every row is about one subject and is the fold of
/// that subject's history, so that it can be made anew from the facts about it alone.
/// </summary>
/// <typeparam name="TRow">The row.</typeparam>
public interface IView<TRow>
    where TRow : class, IView<TRow>
{
    /// <summary>
    /// The keys of the rows the fact concerns: of all its subjects of the view's kind, each once; none when it has
    /// none. A fact concerns a row exactly when <see cref="SubjectOf"/> the key is one of its subjects.
    /// </summary>
    static abstract IEnumerable<string> KeysOf(Recorded entry);

    /// <summary>The subject a row is about.</summary>
    static abstract Subject SubjectOf(string key);

    /// <summary>
    /// The row after the fact; <paramref name="row"/> is null before the first. Null as long as the facts give nothing
    /// to show; a row that is there never goes away.
    /// </summary>
    static abstract TRow? Apply(string key, TRow? row, Recorded entry);
}
