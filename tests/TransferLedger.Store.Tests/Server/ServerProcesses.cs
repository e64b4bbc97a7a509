using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TransferLedger.Store.Tests.Server;

/// <summary>The processes of a PostgreSQL server, as the operating system sees them (Linux).</summary>
internal static class ServerProcesses
{
    private const int SigKill = 9;
    private const int SigStop = 19;

    /// <summary>kill -9 of a postmaster and all its children; returns when they are gone.</summary>
    public static void KillAll(int postmaster)
    {
        // Stopped first, so that it starts no new child while we look.
        Send(postmaster, SigStop);
        var all = Children(postmaster).Append(postmaster).ToList();
        foreach (var process in all)
        {
            Send(process, SigKill);
        }

        SpinWait.SpinUntil(() => !all.Exists(Lives), TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    /// <summary>kill -9 of one child of a postmaster. False when it is gone, or was never one.</summary>
    public static bool KillChild(int postmaster, int process)
    {
        var child = IsChild(postmaster, process);
        if (child)
        {
            Send(process, SigKill);
        }

        return child;
    }

    private static List<int> Children(int parent) =>
        [.. Process.GetProcesses().Select(it => it.Id).Where(it => IsChild(parent, it))];

    private static bool IsChild(int parent, int process) =>
        Stat(process) is [_, var above, ..] && above == parent.ToString(CultureInfo.InvariantCulture);

    private static bool Lives(int process) => Stat(process) is [not "Z", ..];

    /// <summary>State, parent and what follows in /proc/…/stat; empty when there is no such process.</summary>
    private static string[] Stat(int process)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended between the listing and the look.
            return [];
        }
    }

    private static void Send(int process, int signal)
    {
        const int gone = 3;
        if (SendSignal(process, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not gone)
        {
            throw new InvalidOperationException($"Signal {signal} to process {process}: error {error}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
