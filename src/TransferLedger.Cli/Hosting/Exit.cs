namespace TransferLedger.Cli.Hosting;

/// <summary>What the process says to whoever called it.</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A rule said no, a check failed, or nothing was found.</summary>
    public const int Refused = 1;

    /// <summary>The input or the command line is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>The database cannot be reached or started.</summary>
    public const int Unavailable = 3;
}

/// <summary>The command cannot go on, and the message says what to do.</summary>
internal sealed class CommandFailedException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
