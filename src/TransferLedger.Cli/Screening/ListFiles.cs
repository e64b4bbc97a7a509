using TransferLedger.Cli.Files;
using TransferLedger.Cli.Hosting;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>The files of a sanctions list, as they are given to a command.</summary>
internal static class ListFiles
{
    /// <summary>The most bytes of one of them, unless somebody asks for more or less.</summary>
    public const int UsualMaxMiB = 64;

    private const int MiB = 1 << 20;

    /// <summary>Their bytes.</summary>
    /// <exception cref="CommandFailedException">One cannot be read, is empty or too large.</exception>
    public static async Task<IReadOnlyList<byte[]>> Read(
        IEnumerable<string> paths, CancellationToken cancel, int maxMiB = UsualMaxMiB)
    {
        var all = new List<byte[]>();
        foreach (var path in paths)
        {
            all.Add(await FileCommand.Read(path, (long)maxMiB * MiB, cancel));
        }

        return all;
    }

    /// <summary>What they say.</summary>
    /// <exception cref="CommandFailedException">They are no such list; the message says where.</exception>
    public static ListContent Parse(string list, IReadOnlyList<byte[]> files)
    {
        try
        {
            return ListReading.Of(list, files);
        }
        catch (ListFileException wrong)
        {
            throw new CommandFailedException(Exit.BadInput, $"{wrong.Message}. Nothing was recorded.");
        }
    }
}
