using System.Security.Cryptography;
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

    /// <summary>Are these the files that the publisher speaks of?</summary>
    /// <param name="paths">Where they are.</param>
    /// <param name="files">Their bytes.</param>
    /// <param name="hashes">What their hashes should be, in the same order; empty when nobody says.</param>
    /// <exception cref="CommandFailedException">One is another, or there are not as many hashes as files.</exception>
    public static void CheckHashes(
        IReadOnlyList<string> paths, IReadOnlyList<byte[]> files, IReadOnlyList<string> hashes)
    {
        if (hashes.Count > 0 && hashes.Count != files.Count)
        {
            throw new CommandFailedException(
                Exit.BadInput, FormattableString.Invariant($"--sha256: {hashes.Count} for {files.Count} files; give one for each, in their order."));
        }

        for (var at = 0; at < hashes.Count; at++)
        {
            var found = Convert.ToHexStringLower(SHA256.HashData(files[at]));
            if (!string.Equals(found, hashes[at].Trim(), StringComparison.OrdinalIgnoreCase))
            {
                throw new CommandFailedException(
                    Exit.Refused,
                    $"{paths[at]} is not the file that was announced: its SHA-256 is {found}. Nothing was recorded. Fetch it again.");
            }
        }
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
