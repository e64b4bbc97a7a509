namespace TransferLedger.Screening;

/// <summary>
/// A name cannot be compared whole with the lists: it has no letters that can be read, or more words than names have.
/// </summary>
public sealed class NameNotComparedException : Exception
{
    private const int Shown = 60;

    /// <summary>Says so of a name.</summary>
    /// <param name="name">As written; the beginning of it is shown.</param>
    public NameNotComparedException(string name)
        : base($"\"{Beginning(name)}\" has no letters that can be read, or more words than names have")
    {
    }

    private static string Beginning(string name) => name is { Length: > Shown } ? name[..Shown] + "…" : name;
}
