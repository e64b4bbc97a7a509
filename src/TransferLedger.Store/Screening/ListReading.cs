using TransferLedger.Screening;

namespace TransferLedger.Store.Screening;

/// <summary>Reads the files of a list, whichever it is. The same bytes, the same content.</summary>
public static class ListReading
{
    /// <summary>What the files say.</summary>
    /// <param name="list">One of <see cref="SanctionsLists.All"/>.</param>
    /// <param name="files">The file; of OFAC the entries and then, if there is one, the aliases.</param>
    /// <exception cref="ListFileException">They are no such list, or must not be read.</exception>
    public static ListContent Of(string list, IReadOnlyList<byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return (list, files.Count) switch
        {
            (SanctionsLists.UnitedNations, 1) => UnListReader.Read(new MemoryStream(files[0], writable: false)),
            (SanctionsLists.Ofac, 1) => OfacListReader.Read(new MemoryStream(files[0], writable: false), null),
            (SanctionsLists.Ofac, 2) => OfacListReader.Read(
                new MemoryStream(files[0], writable: false), new MemoryStream(files[1], writable: false)),
            _ => throw new ListFileException(
                "the files", $"the list {list} is read from {(list == SanctionsLists.Ofac ? "one or two files" : "one file")}"),
        };
    }
}
