using System.Collections.Frozen;
using TransferLedger.Ledger;

namespace TransferLedger.Files;

/// <summary>A file that a fact on record names.</summary>
/// <param name="Hash">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Role">What it is to the fact.</param>
/// <param name="Home">The subject the fact is kept for.</param>
/// <param name="Type">The kind of the fact, by its stored name.</param>
/// <param name="Position">The fact.</param>
public sealed record NamedFile(string Hash, FileRole Role, Subject Home, string Type, long Position);

/// <summary>
/// One row of the view <c>file_source</c>: the files that the facts kept for one subject name. What was retracted named
/// them too.
/// </summary>
/// <param name="Files">In the order of recording.</param>
public sealed record NamedFiles(ValueList<NamedFile> Files) : IView<NamedFiles>
{
    private static readonly FrozenSet<Type> Naming = FileMention.Kinds.ToFrozenSet();

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) =>
        (entry.Provenance.Evidence.Count > 0 || Naming.Contains(entry.Fact.GetType())) && FileMention.In(entry).Any()
            ? [entry.Home.Key]
            : [];

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(key);

    /// <inheritdoc/>
    public static NamedFiles? Apply(string key, NamedFiles? row, Recorded entry) =>
        entry.Home.Key == key && FileMention.In(entry).ToList() is { Count: > 0 } named
            ? new(
            [
                .. row?.Files ?? [],
                .. named.Select(it => new NamedFile(
                    it.Hash, it.Role, entry.Home, EventCatalogue.NameOf(entry.Fact.GetType()), entry.Position)),
            ])
            : row;
}
