using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace TransferLedger.Store.Embedded;

/// <summary>What a program answered: its exit code, and what it printed on both channels.</summary>
internal sealed record CommandResult(int ExitCode, string Text)
{
    private const int LastLines = 8;

    public bool Succeeded => ExitCode == 0;

    public string Tail => LastLinesOf(Text);

    public static string LastLinesOf(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.TakeLast(LastLines));
    }
}

/// <summary>Runs one program to its end.</summary>
internal static class Command
{
    private static readonly ImmutableArray<string> UsualFolders = OperatingSystem.IsWindows()
        ? []
        : ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/opt/homebrew/bin"];

    private static readonly TimeSpan PipesLimit = TimeSpan.FromSeconds(OperatingSystem.IsWindows() ? 1 : 60);

    /// <summary>The folders of PATH, then the usual ones: PATH may be unset.</summary>
    public static IEnumerable<string> SearchFolders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Concat(UsualFolders)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The full path of a program, or null if the machine has none of that name.</summary>
    public static string? Find(string program) =>
        SearchFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program in English, with the usual folders in its PATH and none of the PG variables.</summary>
    /// <exception cref="EmbeddedPostgresException">The program cannot be started at all.</exception>
    public static async Task<CommandResult> Run(
        string program, IEnumerable<string> arguments, CancellationToken cancel, string? workingFolder = null)
    {
        using var process = Start(program, arguments, workingFolder);
        process.StandardInput.Close();
        var printed = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None),
            process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new CommandResult(process.ExitCode, await Text(printed));
    }

    private static Process Start(string program, IEnumerable<string> arguments, string? workingFolder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // The folder we stand in may be closed to the user whom the program runs as.
            WorkingDirectory = workingFolder ?? (OperatingSystem.IsWindows() ? Path.GetTempPath() : "/"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(it => it.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PATH"] = string.Join(Path.PathSeparator, SearchFolders);

        // Messages are matched and quoted in English.
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new EmbeddedPostgresException($"Cannot run {program}: {error.Message}", error);
        }
    }

    private static async Task<string> Text(Task<string[]> printed)
    {
        try
        {
            return string.Join('\n', await printed.WaitAsync(PipesLimit));
        }
        catch (TimeoutException)
        {
            // A server left behind by the program holds the pipes open (Windows): what it says is in the log.
            return "";
        }
    }
}
