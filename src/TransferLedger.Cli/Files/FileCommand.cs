using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Files;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Files;

/// <summary><c>ledger file</c>: the files behind the hashes that facts carry.</summary>
internal static class FileCommand
{
    private const int MiB = 1 << 20;

    /// <summary>The database holds no larger value in one piece that can still be read in one.</summary>
    private const int MostMiB = 256;

    public static Command Make(Terminal terminal) =>
        new("file", "Keep the files whose hashes facts carry: scans, specimens, pictures, forms.")
        {
            Add(terminal), Get(terminal), FileList.Make(terminal), Check(terminal),
        };

    private static ExampledCommand Add(Terminal terminal)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "The files.", Arity = ArgumentArity.OneOrMore,
        };
        var officer = new Option<string>("--officer") { Description = "Who gives them.", HelpName = "NAME", Required = true };
        var most = new Option<int>("--max-mib")
        {
            Description = "The most MiB of one file, 1 to 256. Default: 16.",
            HelpName = "N",
            DefaultValueFactory = _ => FileStore.UsualMaxBytes / MiB,
        };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "add",
            "Store files under their SHA-256, which is printed for each. A file that is on hand is not stored again. Files "
                + "that cannot be read are named; the others are stored, and the exit code is 2.",
            "ledger file add specimen.png scan.pdf --officer clerk-07")
        {
            paths, officer, most, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (limit, name) = (line.GetValue(most), line.GetValue(officer)!);
            if (limit is < 1 or > MostMiB || !name.Any(char.IsLetterOrDigit))
            {
                throw new CommandFailedException(Exit.BadInput, "--max-mib is 1 to 256, and --officer a name.");
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (files, failed) = (new FileStore(ledger.Store.Source), 0);
            foreach (var path in line.GetValue(paths)!)
            {
                try
                {
                    var (hash, isNew) = await files.Add(await Read(path, limit * MiB, cancel), name, cancel);
                    terminal.RawResult.WriteLine($"{hash}  {Plain.Of(path)}{(isNew ? "" : "  (on hand before)")}");
                }
                catch (CommandFailedException wrong) when (wrong.ExitCode == Exit.BadInput)
                {
                    failed++;
                    terminal.Remarks.MarkupLineInterpolated($"[red]{Plain.Of(wrong.Message)}[/]");
                }
            }

            return failed == 0 ? Exit.Done : Exit.BadInput;
        });
        return command;
    }

    private static ExampledCommand Get(Terminal terminal)
    {
        var hash = new Argument<string>("hash") { Description = "SHA-256 of the file, 64 hexadecimal digits." };
        var to = new Option<string>("--out")
        {
            Description = "Where to write it. A file that is there is never overwritten.", HelpName = "PATH", Required = true,
        };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "get",
            "Write a stored file. Its bytes are hashed anew first: what is not as it was stored is not written.",
            "ledger file get 319ffdde20881f5371d72d8735277dc5efb53b7d320762b885698c78377bbebc --out scan.pdf")
        {
            hash, to, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asked = FileHash.Of(line.GetValue(hash))
                ?? throw new CommandFailedException(Exit.BadInput, "A hash is 64 hexadecimal digits.");
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var bytes = await new FileStore(ledger.Store.Source).Get(asked, cancel)
                ?? throw new CommandFailedException(Exit.Refused, $"No file {asked} is on hand.");
            if (FileStore.HashOf(bytes) != asked)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"What is stored as {asked} is not that file; nothing was written. Run: ledger file check");
            }

            await Write(line.GetValue(to)!, bytes, cancel);
            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{asked}  {Plain.Of(line.GetValue(to)!)}  ({bytes.Length:N0} bytes, {MediaType.Guess(bytes)})"));
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Check(Terminal terminal)
    {
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "check", "Read every stored file and hash it anew. Exit code 1 when one is not as it was stored.",
            "ledger file check")
        {
            data,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (all, bytes, differ) = (0, 0L, 0);
            await foreach (var (file, asStored) in new FileStore(ledger.Store.Source).Check(cancel))
            {
                (all, bytes) = (all + 1, bytes + file.Length);
                if (!asStored)
                {
                    differ++;
                    terminal.RawResult.WriteLine($"{file.Hash}  not as it was stored");
                }
            }

            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{all:N0} files, {bytes:N0} bytes read: {differ:N0} differ."));
            return differ == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, is empty or too large.</exception>
    internal static async Task<byte[]> Read(string path, long maxBytes, CancellationToken cancel)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length == 0 || length > maxBytes)
            {
                throw new CommandFailedException(Exit.BadInput, length == 0
                    ? $"{path}: the file is empty."
                    : string.Create(CultureInfo.InvariantCulture, $"{path}: larger than {maxBytes / MiB} MiB (--max-mib)."));
            }

            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }
    }

    private static async Task Write(string path, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await file.WriteAsync(bytes, cancel);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be written: {wrong.Message}");
        }
    }
}
